"""Whose lists hold which agreements: one's own, those one oversees, manages or sees as a partner, those one covers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.agreements.views.dates import DatesView
from services.agreements.views.lists import BINDING, ENDED, AgreementsView
from services.directory.relations import Relations, RelationsView
from shared.feed.shelf import Shelf
from shared.identity import AgencyId, PersonId, PlacementId

FILTERS = ("worker", "supervisor", "agency", "status")


@dataclass(frozen=True)
class Reader:
    """Whose lists: their own agreements, those of placements they manage or see as a partner, of agencies they oversee, those they cover."""

    person: PersonId
    oversees: tuple[AgencyId, ...]
    manages: bool
    covers: tuple[UUID, ...] = ()
    partnered: tuple[PlacementId, ...] = ()

    @property
    def asks_the_directory(self) -> bool:
        """Whether more than the agreements themselves says what they may see."""
        return bool(self.oversees or self.manages or self.covers or self.partnered)


def listed(
    shelf: Shelf,
    relations: RelationsView,
    reader: Reader,
    filters: Mapping[str, str],
    after: list[str] | None,
    limit: int,
    review_due_before: date | None = None,
) -> list[dict[str, Any]]:
    """A page of what a reader may see, in the order of drafting, one row more than asked for."""
    drafted, id = after or ["", ""]
    wanted = [(name, filters[name]) for name in FILTERS if name in filters]
    with shelf.query(AgreementsView) as (rows, t):
        r, d = shelf.beside(rows, relations), shelf.beside(rows, DatesView)
        mine = ["worker = ?", "supervisor = ?", *("a.agency = ?" for _ in reader.oversees)]
        mine += ["a.id = ?" for _ in reader.covers]
        if reader.manages:
            mine.append(f"placement IN (SELECT id FROM {r('placements')} WHERE line_manager = ?)")
        if reader.partnered:
            mine.append(f"placement IN ({', '.join('?' for _ in reader.partnered)})")
        found = rows.all(
            f"SELECT a.*, d.review_due AS review_due FROM {t('rows')} a LEFT JOIN {d('rows')} d ON d.id = a.id "
            f"WHERE ({' OR '.join(mine)}) "
            + "".join(f"AND a.{name} = ? " for name, _ in wanted)
            + ("AND d.review_due < ? " if review_due_before else "")
            + "AND (a.drafted > ? OR (a.drafted = ? AND a.id > ?)) ORDER BY a.drafted, a.id LIMIT ?",
            *(str(reader.person), str(reader.person), *(str(one) for one in reader.oversees)),
            *(str(one) for one in reader.covers),
            *([str(reader.person)] if reader.manages else []),
            *(str(one) for one in reader.partnered),
            *(value for _, value in wanted),
            *([review_due_before.isoformat()] if review_due_before else []),
            *(drafted, drafted, id, limit + 1),
        )
    return [dict(row) for row in found]


def of_worker(shelf: Shelf, worker: PersonId) -> list[dict[str, Any]]:
    """A worker's agreements that are not over, in the order of drafting."""
    with shelf.query(AgreementsView) as (rows, t):
        d = shelf.beside(rows, DatesView)
        found = rows.all(
            f"SELECT a.*, d.review_due AS review_due FROM {t('rows')} a LEFT JOIN {d('rows')} d ON d.id = a.id "
            f"WHERE a.worker = ? AND a.status NOT IN {ENDED} ORDER BY a.drafted, a.id",
            str(worker),
        )
    return [dict(row) for row in found]


def supervises(shelf: Shelf, supervisor: PersonId, worker: PersonId) -> bool:
    """Whether there is an agreement between the two that binds."""
    with shelf.query(AgreementsView) as (rows, t):
        found = rows.one(
            f"SELECT 1 AS one FROM {t('rows')} WHERE supervisor = ? AND worker = ? AND status IN {BINDING} LIMIT 1",
            *(str(supervisor), str(worker)),
        )
    return found is not None


def reader_of(
    shelf: Shelf,
    relations: Relations,
    person: PersonId,
    overseeing: frozenset[str],
    partnered: tuple[PlacementId, ...] = (),
) -> Reader:
    """What a person may list."""
    oversees = sorted({agency for agency, role in relations.roles_of(person) if role in overseeing})
    covers = _covered_by(shelf, relations, person)
    return Reader(person, tuple(oversees), relations.manages(person), covers, partnered)


def _covered_by(shelf: Shelf, relations: Relations, person: PersonId) -> tuple[UUID, ...]:
    """Agreements that somebody covers today, by the clock of each agreement's agency (A4)."""
    with shelf.query(AgreementsView) as (rows, t):
        found = rows.all(
            "SELECT a.id AS id, a.agency AS agency, c.starts AS starts, c.ends AS ends "
            f"FROM {t('covers')} c JOIN {t('rows')} a ON a.id = c.agreement "
            f"WHERE c.person = ? AND a.status NOT IN {ENDED} ORDER BY a.id",
            str(person),
        )
    today = {row["agency"]: relations.today_at(AgencyId(UUID(row["agency"]))).isoformat() for row in found}
    return tuple(UUID(row["id"]) for row in found if row["starts"] <= today[row["agency"]] <= row["ends"])
