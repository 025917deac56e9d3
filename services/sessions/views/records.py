"""Which sessions there are of the same people: in which order their records were written, and which came before (S5, S6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from services.sessions.domain.session import Session
from services.sessions.views.agreements import AgreementKnown
from services.sessions.views.sessions import SessionsView
from shared.facts import utc_text
from shared.feed.shelf import Shelf
from shared.identity import PersonId
from shared.tables import RowLike

A_MOMENT: Final = timedelta(minutes=1)
"""Whoever writes a record has read those before it so much earlier at the most."""


@dataclass(frozen=True)
class SessionKnown:
    """That there is a session, under which agreement, and when; and who was the third, in co-supervision."""

    session: UUID
    agreement: UUID
    starts: datetime
    third: PersonId | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class RecordKnown(SessionKnown):
    """The same of one that has a record: when that was written, and added to last."""

    written: datetime
    added: datetime | None

    def added_to_since(self, later: RecordKnown) -> bool:
        """Whether whoever wrote a later one may not have read all of it."""
        return self.added is not None and self.added > later.written - A_MOMENT


def written_records(shelf: Shelf, session: Session, agreements: Iterable[UUID]) -> list[RecordKnown]:
    """Sessions of the same two under these agreements that have a record, with a third or without, written last first."""
    same, which = _same_two(session, agreements)
    with shelf.query(SessionsView) as (rows, t):
        found = rows.all(
            f"SELECT id, agreement, starts, third, written, added FROM {t('rows')} WHERE {same} AND written IS NOT NULL "
            "ORDER BY written DESC, id DESC",
            *which,
        )
    return [
        RecordKnown(
            *_place(row),
            datetime.fromisoformat(row["written"]),
            datetime.fromisoformat(row["added"]) if row["added"] else None,
            third=_third(row),
        )
        for row in found
    ]


def since_last_held(shelf: Shelf, session: Session, agreements: Iterable[UUID]) -> list[SessionKnown]:
    """The last session that was set and held before this one, and what was since: contact, and what did not take place; last first.

    Of those whose agenda all have read who meet in this one. To what was left with a third they came in the next that was held with
    them or without; to what the two left between them, in their own next.
    """
    same, told = _same_two(session, agreements)
    earlier = f"{same} AND starts < ? AND id <> ?"
    which = (*told, utc_text(session.starts), str(session.id))
    if session.third:
        earlier, which = f"{earlier} AND third = ?", (*which, str(session.third))
    with shelf.query(SessionsView) as (rows, t):
        found = rows.all(
            f"SELECT id, agreement, starts, third FROM {t('rows')} one WHERE {earlier} AND status <> 'scheduled' AND NOT EXISTS "
            f"(SELECT 1 FROM {t('rows')} later WHERE {earlier} AND status = 'held' AND set_starts IS NOT NULL "
            "AND later.starts > one.starts AND (later.third IS NULL OR later.third = one.third)) "
            "ORDER BY starts DESC, id DESC",
            *(*which, *which),
        )
    return [_known(row) for row in found]


def records_of_the_two(shelf: Shelf, known: AgreementKnown, agreements: Iterable[UUID]) -> list[SessionKnown]:
    """Sessions in which the two parties met under these agreements of theirs, and that have a record, in the order of their times."""
    under, which = _under(agreements)
    with shelf.query(SessionsView) as (rows, t):
        found = rows.all(
            f"SELECT id, agreement, starts, third FROM {t('rows')} WHERE {under} AND worker = ? AND supervisor = ? AND written IS NOT NULL "
            "ORDER BY starts, id",
            *(*which, *map(str, known.parties)),
        )
    return [_known(row) for row in found]


def sessions_under(shelf: Shelf, agreement: UUID) -> dict[UUID, datetime]:
    """Every session that was ever set under an agreement, whatever became of it, and when it is or was to begin."""
    with shelf.query(SessionsView) as (rows, t):
        found = rows.all(f"SELECT id, starts FROM {t('rows')} WHERE agreement = ?", str(agreement))
    return {UUID(row["id"]): datetime.fromisoformat(row["starts"]) for row in found}


def _known(row: RowLike) -> SessionKnown:
    return SessionKnown(*_place(row), third=_third(row))


def _place(row: RowLike) -> tuple[UUID, UUID, datetime]:
    return UUID(row["id"]), UUID(row["agreement"]), datetime.fromisoformat(row["starts"])


def _third(row: RowLike) -> PersonId | None:
    return PersonId(UUID(row["third"])) if row["third"] else None


def _same_two(session: Session, agreements: Iterable[UUID]) -> tuple[str, tuple[str, ...]]:
    """The worker is the same under each of these agreements; who supervised may not have been."""
    under, which = _under(agreements)
    return f"{under} AND supervisor = ?", (*which, str(session.supervisor))


def _under(agreements: Iterable[UUID]) -> tuple[str, tuple[str, ...]]:
    told = tuple(map(str, agreements))
    return f"agreement IN ({', '.join('?' * len(told))})", told
