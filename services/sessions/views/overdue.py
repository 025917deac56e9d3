"""What a date may set off about the rhythm of supervision, and what is overdue now (A1, A6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from services.directory.relations import Relations, RelationsView
from services.sessions.domain.frequency import Due, Frequency
from services.sessions.domain.rhythm import Relationship, is_placed, is_unmet
from services.sessions.views.heard import KnownAgreementsView
from services.sessions.views.noted import OVERDUE, Asked, between, day, noted, placed_until, still_placed
from services.sessions.views.rhythm import RhythmView
from shared.feed.shelf import Shelf
from shared.tables import RowLike

_KNOWN: Final = "k.id NOT IN (SELECT stream FROM {parked})"
"""Of which no news waits unread: what is noted of them is noted for good."""
_ALL_DAYS: Final = timedelta(days=2)
"""So much earlier than the latest day that it is anywhere it may be elsewhere."""


@dataclass(frozen=True)
class PerhapsOverdue:
    """An agreement in force of which the calendar may have something to say."""

    between: Relationship
    frequency: Frequency
    bound_at: datetime
    """Since when this frequency binds."""
    last_held: datetime | None
    placed_until: date | None


@dataclass(frozen=True)
class Overdue:
    """Supervision that is overdue: since which day, and when a session was held last."""

    between: Relationship
    due: Due
    last_held: datetime | None
    placed_until: date | None

    @property
    def place(self) -> list[str]:
        """Where it stands in the list."""
        return [self.due.on.isoformat(), str(self.between.agreement)]

    def still(self, relations: Relations) -> bool:
        """Whether it is, by the days of the agency: the rows say so by those of UTC. Whatever was signed since, only a session ends it.

        So does the last day of the placement.
        """
        placed = is_placed(self.placed_until, relations.today_at(self.between.agency))
        return placed and is_unmet(self.due, self.last_held_on(relations))

    def last_held_on(self, relations: Relations) -> date | None:
        return relations.day_at(self.between.agency, self.last_held) if self.last_held else None


@dataclass(frozen=True)
class PerhapsLate:
    """An agreement of which three sessions were held, before it came into force if it ever did."""

    between: Relationship
    third_session: UUID
    third_held: datetime
    in_force_at: datetime | None


def perhaps_overdue(shelf: Shelf, latest: date) -> list[PerhapsOverdue]:
    """Of those in force, all for which a day that was due may have passed by a day, and be neither met nor noted.

    A session held within the agreement meets a day that lies before the next one by the frequency's least gap at least; so far
    ahead of the next lies a day that was noted. Days are reckoned in UTC here, and so may be one off.
    """
    ordinal = latest.toordinal()
    with shelf.query(KnownAgreementsView) as (rows, k):
        t, d = shelf.beside(rows, RhythmView), shelf.beside(rows, RelationsView)
        # Materialized, so that of the few that may be due alone it is asked who is there.
        found = rows.all(
            f"WITH k AS MATERIALIZED (SELECT k.*, r.last_held AS last_held "
            f"FROM {k('rows')} k LEFT JOIN {t('rows')} r ON r.agreement = k.id "
            f"WHERE k.status = 'in-force' AND k.gap IS NOT NULL AND {_KNOWN.format(parked=k('parked'))} "
            "AND (r.last_day IS NULL OR r.last_day + k.gap <= ? OR r.last_day <= k.first_day) "
            "AND (r.due_day IS NULL OR r.due_day + k.gap < ? OR k.bound_at > r.due_on)) "
            f"SELECT k.*, {placed_until(shelf, rows)} FROM k "
            f"WHERE k.placement NOT IN (SELECT stream FROM {d('parked')}) AND {still_placed(shelf, rows)}",
            *(ordinal, ordinal, (latest - _ALL_DAYS).isoformat()),
        )
    return [
        PerhapsOverdue(
            between(row),
            _frequency(row),
            datetime.fromisoformat(row["bound_at"]),
            _time(row["last_held"]),
            day(row["placed_until"]),
        )
        for row in found
    ]


def perhaps_late(shelf: Shelf) -> list[PerhapsLate]:
    """Those of which nothing was noted yet."""
    with shelf.query(KnownAgreementsView) as (rows, k):
        t = shelf.beside(rows, RhythmView)
        found = rows.all(
            f"SELECT k.*, r.third AS third, r.third_held AS third_held FROM {t('rows')} r "
            f"JOIN {k('rows')} k ON k.id = r.agreement "
            f"WHERE r.third_held IS NOT NULL AND r.late_at IS NULL AND {_KNOWN.format(parked=k('parked'))} "
            "AND (k.in_force_at IS NULL OR k.in_force_at > r.third_held)"
        )
    return [
        PerhapsLate(
            between(row),
            UUID(row["third"]),
            datetime.fromisoformat(row["third_held"]),
            _time(row["in_force_at"]),
        )
        for row in found
    ]


def overdue_supervision(shelf: Shelf, relations: RelationsView, asked: Asked) -> list[Overdue]:
    """A page of what a reader may see, what was due first first, one row more than asked for."""
    return [
        Overdue(
            between(row),
            Due(date.fromisoformat(row["due_on"]), date.fromordinal(row["none_day"])),
            _time(row["last_held"]),
            day(row["placed_until"]),
        )
        for row in noted(OVERDUE, shelf, relations, asked)
    ]


def _frequency(row: RowLike) -> Frequency:
    return Frequency(row["frequency"], date.fromisoformat(row["starts"]), day(row["ends"]))


def _time(told: Any) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
