"""Which sessions there are of the same people: in which order their records were written, and which came before (S5, S6)."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from services.sessions.domain.session import Session
from services.sessions.views.agreements import AgreementKnown
from services.sessions.views.sessions import SessionsView
from shared.facts import utc_text
from shared.feed.shelf import Shelf

SAME: Final = "agreement = ? AND supervisor = ? AND COALESCE(third, '') = ?"


def written_records(shelf: Shelf, session: Session) -> list[UUID]:
    """Sessions of the same people under the same agreement that have a record, written last first."""
    with shelf.query(SessionsView) as (rows, t):
        found = rows.all(
            f"SELECT id FROM {t('rows')} WHERE {SAME} AND written IS NOT NULL ORDER BY written DESC, id DESC",
            *_same(session),
        )
    return [UUID(row["id"]) for row in found]


def since_last_held(shelf: Shelf, session: Session) -> list[UUID]:
    """The last session that the same people held before this one, and those since that did not take place; last first."""
    earlier = f"{SAME} AND starts < ? AND id <> ?"
    which = (*_same(session), utc_text(session.starts), str(session.id))
    with shelf.query(SessionsView) as (rows, t):
        found = rows.all(
            f"SELECT id FROM {t('rows')} WHERE {earlier} AND status <> 'scheduled' AND starts >= COALESCE("
            f"(SELECT MAX(starts) FROM {t('rows')} WHERE {earlier} AND status = 'held'), '') "
            "ORDER BY starts DESC, id DESC",
            *(*which, *which),
        )
    return [UUID(row["id"]) for row in found]


def records_of_the_two(shelf: Shelf, known: AgreementKnown) -> list[UUID]:
    """Sessions in which the two parties of an agreement met, and that have a record, in the order of their times."""
    with shelf.query(SessionsView) as (rows, t):
        found = rows.all(
            f"SELECT id FROM {t('rows')} WHERE agreement = ? AND worker = ? AND supervisor = ? AND written IS NOT NULL "
            "ORDER BY starts, id",
            *map(str, (known.id, *known.parties)),
        )
    return [UUID(row["id"]) for row in found]


def sessions_under(shelf: Shelf, agreement: UUID) -> dict[UUID, datetime]:
    """Every session that was ever set under an agreement, whatever became of it, and when it is or was to begin."""
    with shelf.query(SessionsView) as (rows, t):
        found = rows.all(f"SELECT id, starts FROM {t('rows')} WHERE agreement = ?", str(agreement))
    return {UUID(row["id"]): datetime.fromisoformat(row["starts"]) for row in found}


def _same(session: Session) -> tuple[str, str, str]:
    return str(session.agreement), str(session.supervisor), str(session.third or "")
