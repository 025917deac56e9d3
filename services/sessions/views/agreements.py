"""What agreements say that matters for sessions held under them (A1–A6, C1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from services.sessions.views.heard import KnownAgreementsView
from shared.feed import pulse
from shared.feed.shelf import Shelf
from shared.feed.views import TableName
from shared.identity import AgencyId, PersonId, PlacementId
from shared.tables import Away, RowLike, Rows

STALE: Final = timedelta(seconds=60)


@dataclass(frozen=True)
class CoverKnown:
    """Who covers for the supervisor, from a day to a day (A4)."""

    person: PersonId
    starts: date
    ends: date
    over_at: datetime | None = None
    """When somebody ended it; what was covered until then was."""

    def is_over(self, today: date) -> bool:
        return self.over_at is not None or self.ends < today

    def covers(self, day: date, at: datetime) -> bool:
        """Whether they cover, covered or are going to at a time, on that day at the agency."""
        return self.starts <= day <= self.ends and (self.over_at is None or at < self.over_at)


@dataclass(frozen=True)
class AgreementKnown:
    """An agreement as this service has heard of it: the terms that bind, or those on the table while none ever did."""

    id: UUID
    worker: PersonId
    supervisor: PersonId
    agency: AgencyId
    placement: PlacementId
    status: str
    """drafted, in-force, ended or expired."""
    kind: str
    starts: date | None
    ends: date | None
    frequency: str | None
    session_minutes: int | None
    modality: str | None
    drafted_at: datetime
    in_force_at: datetime | None
    """When both had first signed the same terms, and so each of the five limits by name; None while they never did (C1)."""
    bound_from: date | None
    """The first day that any terms named which ever bound."""
    over_at: datetime | None
    """When a party ended it before its last day."""
    covers: tuple[CoverKnown, ...]
    kind_since: datetime | None = None
    """When it became of this kind, from one whose sessions stay behind; None while it was of no such other (D8)."""

    @property
    def parties(self) -> tuple[PersonId, PersonId]:
        return self.worker, self.supervisor

    @property
    def binds_nobody_yet(self) -> bool:
        """Whether it is a draft that both never signed, which neither ended."""
        return self.in_force_at is None and not self.is_over

    @property
    def is_over(self) -> bool:
        return self.status in ("ended", "expired")

    def covered_by(self, person: PersonId, today: date) -> bool:
        return person in self.covering_today(today)

    def covering_today(self, today: date) -> frozenset[PersonId]:
        going_on = (one for one in self.covers if not one.is_over(today))
        return frozenset(one.person for one in going_on if one.starts <= today)

    def covering(self, day: date, at: datetime) -> frozenset[PersonId]:
        """Who covers at a time that may be past or to come, on that day at the agency; nobody after an agreement that is over."""
        expired = self.is_over and self.ends is not None and day > self.ends
        if expired or (self.over_at is not None and at >= self.over_at):
            return frozenset()
        return frozenset(one.person for one in self.covers if one.covers(day, at))


def agreement_known(shelf: Shelf, id: UUID) -> AgreementKnown | None:
    """None for one this service has not heard of."""
    with shelf.query(KnownAgreementsView) as (rows, t):
        row = rows.one(f"SELECT * FROM {t('rows')} WHERE id = ?", str(id))
        return _known(rows, t, row) if row else None


def agreements_of(shelf: Shelf, person: PersonId) -> list[AgreementKnown]:
    """Those in which somebody is worker or supervisor, in the order of drafting."""
    with shelf.query(KnownAgreementsView) as (rows, t):
        found = rows.all(
            f"SELECT * FROM {t('rows')} WHERE worker = ? OR supervisor = ? ORDER BY drafted_at, id",
            *(str(person), str(person)),
        )
        return [_known(rows, t, row) for row in found]


def agreements_like(shelf: Shelf, one: AgreementKnown) -> list[AgreementKnown]:
    """Those of the same worker with the same supervisor under the same placement, itself among them, in the order of drafting."""
    with shelf.query(KnownAgreementsView) as (rows, t):
        found = rows.all(
            f"SELECT * FROM {t('rows')} WHERE worker = ? AND supervisor = ? AND placement = ? ORDER BY drafted_at, id",
            *map(str, (*one.parties, one.placement)),
        )
        return [_known(rows, t, row) for row in found]


def covered_by(shelf: Shelf, person: PersonId) -> list[AgreementKnown]:
    """Those for whose supervisor somebody covers, covered, or is going to (A4)."""
    with shelf.query(KnownAgreementsView) as (rows, t):
        found = rows.all(
            f"SELECT * FROM {t('rows')} WHERE id IN "
            f"(SELECT agreement FROM {t('covers')} WHERE person = ?) ORDER BY drafted_at, id",
            str(person),
        )
        return [_known(rows, t, row) for row in found]


def heard_at(shelf: Shelf) -> datetime | None:
    """When agreements were last heard of; None while one part of their topic was not heard of yet."""
    with shelf.query(KnownAgreementsView) as (rows, t):
        return pulse.heard_at(rows, t)


def known_up_to(shelf: Shelf) -> datetime | None:
    """Up to when all that happened to agreements is known here; None while nothing vouches for one part of their topic."""
    with shelf.query(KnownAgreementsView) as (rows, t):
        return pulse.known_up_to(rows, t)


def require_heard(shelf: Shelf, id: UUID, now: datetime) -> None:
    """Raises Away where it may be over, or covered no more, unheard: nothing came of agreements for a minute, or news of it wait."""
    with shelf.query(KnownAgreementsView) as (rows, t):
        at = pulse.heard_at(rows, t)
        if at is None or now - at > STALE:
            raise Away("agreements (what this service knows of them is more than a minute old)", 15)
        if rows.one(f"SELECT 1 AS one FROM {t('parked')} WHERE stream = ?", str(id)):
            raise Away("agreements (news of this one waits to be released)", 60)


def _known(rows: Rows, t: TableName, row: RowLike) -> AgreementKnown:
    covers = rows.all(f"SELECT * FROM {t('covers')} WHERE agreement = ? ORDER BY starts, id", row["id"])
    return AgreementKnown(
        id=UUID(row["id"]),
        worker=PersonId(UUID(row["worker"])),
        supervisor=PersonId(UUID(row["supervisor"])),
        agency=AgencyId(UUID(row["agency"])),
        placement=PlacementId(UUID(row["placement"])),
        status=row["status"],
        kind=row["kind"],
        starts=_day(row["starts"]),
        ends=_day(row["ends"]),
        frequency=row["frequency"],
        session_minutes=row["session_minutes"],
        modality=row["modality"],
        drafted_at=datetime.fromisoformat(row["drafted_at"]),
        in_force_at=_time(row["in_force_at"]),
        bound_from=_day(row["bound_from"]),
        over_at=_time(row["over_at"]),
        covers=tuple(
            CoverKnown(
                PersonId(UUID(one["person"])),
                date.fromisoformat(one["starts"]),
                date.fromisoformat(one["ends"]),
                _time(one["over_at"]),
            )
            for one in covers
        ),
        kind_since=_time(row["kind_since"]),
    )


def _day(told: Any) -> date | None:
    return date.fromisoformat(told) if told else None


def _time(told: Any) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
