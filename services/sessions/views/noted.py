"""What was noted of the rhythm of agreements, page by page, to each reader theirs (A1, A6, C5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from services.directory.relations import Relations, RelationsView
from services.sessions.domain.rhythm import Relationship, is_negotiated_late
from services.sessions.views.heard import KnownAgreementsView
from services.sessions.views.listing import Reader
from services.sessions.views.rhythm import RhythmView
from shared.facts import utc_text
from shared.feed.shelf import Shelf
from shared.identity import AgencyId, PersonId, PlacementId
from shared.tables import RowLike, Rows

WESTERNMOST: Final = timedelta(hours=12)
"""No agency's clock is further behind UTC."""


@dataclass(frozen=True)
class Asked:
    """Whose page it is, when, of which agency alone, after which place, and how long."""

    reader: Reader
    at: datetime
    agency: AgencyId | None
    after: list[str] | None
    limit: int


@dataclass(frozen=True)
class Noted:
    """What there is to list: by which column of the rhythm's rows it is ordered, and of which agreements it still holds."""

    by: str
    while_it_holds: str
    while_placed: bool
    """Whether it holds only as long as the worker's placement lasts; what happened stays as it was."""


OVERDUE: Final = Noted(
    by="due_on",
    while_it_holds="k.status = 'in-force' AND (r.last_day IS NULL OR r.last_day <= r.none_day + 1)",
    while_placed=True,
)
NEGOTIATED_LATE: Final = Noted(
    by="late_at",
    while_it_holds="r.third_held IS NOT NULL AND (k.in_force_at IS NULL OR k.in_force_at > r.third_held)",
    while_placed=False,
)


@dataclass(frozen=True)
class NegotiatedLate:
    """Three sessions were held before both had signed: which is the third, and when that was noted."""

    between: Relationship
    third_session: UUID
    third_held: datetime
    in_force_at: datetime | None
    noted_at: datetime

    @property
    def place(self) -> list[str]:
        """Where it stands in the list."""
        return [utc_text(self.noted_at), str(self.between.agreement)]

    def still(self, relations: Relations) -> bool:
        """Whether it is, by the days of the agency: what was recorded may have been corrected since it was noted."""
        agency = self.between.agency
        return is_negotiated_late(
            relations.day_at(agency, self.third_held),
            relations.day_at(agency, self.in_force_at) if self.in_force_at else None,
            relations.today_at(agency),
        )


def negotiated_late(shelf: Shelf, relations: RelationsView, asked: Asked) -> list[NegotiatedLate]:
    """A page of what a reader may see, what was noted first first, one row more than asked for."""
    return [
        NegotiatedLate(
            between(row),
            UUID(row["third"]),
            datetime.fromisoformat(row["third_held"]),
            datetime.fromisoformat(row["in_force_at"]) if row["in_force_at"] else None,
            datetime.fromisoformat(row["late_at"]),
        )
        for row in noted(NEGOTIATED_LATE, shelf, relations, asked)
    ]


def noted(what: Noted, shelf: Shelf, relations: RelationsView, asked: Asked) -> list[RowLike]:
    """Agreements that a reader is party of, covers or oversees, each with its rhythm, in the order in which it was noted."""
    reader = asked.reader
    place, agreement = asked.after or ["", ""]
    with shelf.query(KnownAgreementsView) as (rows, k):
        t, r = shelf.beside(rows, RhythmView), shelf.beside(rows, relations)
        mine = ["k.worker = ?", "k.supervisor = ?", *("k.agency = ?" for _ in reader.oversees)]
        mine += ["k.id = ?" for _ in reader.supervises_under]
        if reader.manages:
            mine.append(f"k.placement IN (SELECT id FROM {r('placements')} WHERE line_manager = ?)")
        placed = [still_placed(shelf, rows)] if what.while_placed else []
        return list(
            rows.all(
                f"SELECT k.*, r.*, {placed_until(shelf, rows)} "
                f"FROM {t('rows')} r JOIN {k('rows')} k ON k.id = r.agreement "
                f"WHERE {' AND '.join((f'r.{what.by} IS NOT NULL', what.while_it_holds, *placed))} AND ({' OR '.join(mine)}) "
                + ("AND k.agency = ? " if asked.agency else "")
                + f"AND (r.{what.by}, r.agreement) > (?, ?) ORDER BY r.{what.by}, r.agreement LIMIT ?",
                *([(asked.at - WESTERNMOST).date().isoformat()] if placed else []),
                *(str(reader.person), str(reader.person), *map(str, reader.oversees)),
                *map(str, reader.supervises_under),
                *([str(reader.person)] if reader.manages else []),
                *([str(asked.agency)] if asked.agency else []),
                *(place, agreement, asked.limit + 1),
            )
        )


def still_placed(shelf: Shelf, rows: Rows) -> str:
    """Of which agreements `k` the placement lasts on a day: where it is over, or who worked there was erased, nothing is due (A6)."""
    r = shelf.beside(rows, RelationsView)
    return f"NOT EXISTS (SELECT 1 FROM {r('placements')} p WHERE p.id = k.placement AND p.ends < ?)"


def placed_until(shelf: Shelf, rows: Rows) -> str:
    """The last day of the placement of an agreement `k`, if it has one: which day it is goes by its agency."""
    r = shelf.beside(rows, RelationsView)
    return f"(SELECT p.ends FROM {r('placements')} p WHERE p.id = k.placement) AS placed_until"


def day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def between(row: RowLike) -> Relationship:
    """Who supervises whom, by the row of their agreement."""
    return Relationship(
        UUID(row["id"]),
        PersonId(UUID(row["worker"])),
        PersonId(UUID(row["supervisor"])),
        AgencyId(UUID(row["agency"])),
        PlacementId(UUID(row["placement"])),
    )
