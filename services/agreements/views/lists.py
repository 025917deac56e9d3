"""Which agreements there are: the clear part of each, for lists and for what a date sets off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, assert_never, cast, get_args

from services.agreements.events import (
    AgreementCameIntoForce,
    AgreementDrafted,
    AgreementEnded,
    AgreementExpired,
    AgreementPlacedUnderPartnership,
    AgreementRenegotiated,
    PlacementEndNoted,
    Terms,
    TermsRevised,
)
from services.agreements.views.dates import DatesView
from services.directory.relations import Relations, RelationsView
from shared.facts import Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.identity import AgencyId, PersonId, PlacementId
from shared.tables import Rows

Heard = (
    AgreementDrafted
    | TermsRevised
    | AgreementRenegotiated
    | AgreementCameIntoForce
    | PlacementEndNoted
    | AgreementEnded
    | AgreementExpired
    | AgreementPlacedUnderPartnership
)


class AgreementsView(View):
    """One row an agreement. What binds stands in the columns; what lies on the table waits in `proposed_…`."""

    name = "agreements"
    version = 3
    hears = frozenset(get_args(Heard))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (id TEXT PRIMARY KEY, drafted TEXT NOT NULL, worker TEXT NOT NULL, "
            "supervisor TEXT NOT NULL, agency TEXT NOT NULL, placement TEXT NOT NULL, status TEXT NOT NULL, "
            "kind TEXT NOT NULL, starts TEXT, ends TEXT, next_kind TEXT, next_starts TEXT, next_ends TEXT, "
            "placement_ended BIGINT NOT NULL, partnership TEXT)",
            *(
                f"CREATE INDEX {t(f'by_{column}')} ON {t('rows')} ({column}, drafted, id)"
                for column in ("worker", "supervisor", "agency", "placement")
            ),
            f"CREATE INDEX {t('by_last_day')} ON {t('rows')} (ends) WHERE status IN ('in-force', 'renegotiating')",
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("Heard", recorded.fact)
        match fact:
            case AgreementDrafted():
                self._drafted(rows, recorded, fact, t)
            case TermsRevised():
                self._propose(rows, id, fact.terms, t)
            case AgreementRenegotiated():
                self._propose(rows, id, fact.terms, t)
                rows.do(f"UPDATE {t('rows')} SET status = 'renegotiating' WHERE id = ?", id)
            case AgreementCameIntoForce():
                rows.do(
                    f"UPDATE {t('rows')} SET status = 'in-force', kind = next_kind, starts = next_starts, "
                    "ends = next_ends WHERE id = ?",
                    id,
                )
            case PlacementEndNoted():
                rows.do(f"UPDATE {t('rows')} SET placement_ended = 1 WHERE id = ?", id)
            case AgreementEnded():
                rows.do(f"UPDATE {t('rows')} SET status = 'ended' WHERE id = ?", id)
            case AgreementExpired():
                rows.do(f"UPDATE {t('rows')} SET status = 'expired' WHERE id = ?", id)
            case AgreementPlacedUnderPartnership():
                rows.do(f"UPDATE {t('rows')} SET partnership = ? WHERE id = ?", str(fact.partnership), id)
            case _:
                assert_never(fact)

    def _drafted(self, rows: Rows, recorded: Recorded, fact: AgreementDrafted, t: TableName) -> None:
        rows.do(
            f"INSERT INTO {t('rows')} (id, drafted, worker, supervisor, agency, placement, status, kind, starts, ends, "
            "next_kind, next_starts, next_ends, placement_ended) "
            "VALUES (?, ?, ?, ?, ?, ?, 'drafted', ?, ?, ?, ?, ?, ?, 0)",
            *(
                str(recorded.stream_id),
                utc_text(recorded.recorded_at),
                str(fact.worker),
                str(fact.supervisor),
            ),
            *(str(fact.agency), str(fact.placement), *_clear(fact.terms) * 2),
        )

    def _propose(self, rows: Rows, id: str, terms: Terms, t: TableName) -> None:
        rows.do(
            f"UPDATE {t('rows')} SET next_kind = ?, next_starts = ?, next_ends = ? WHERE id = ?",
            *(*_clear(terms), id),
        )
        rows.do(
            f"UPDATE {t('rows')} SET kind = next_kind, starts = next_starts, ends = next_ends "
            "WHERE id = ? AND status = 'drafted'",
            id,
        )


FILTERS = ("worker", "supervisor", "agency", "status")


def _clear(terms: Terms) -> tuple[str, str | None, str | None]:
    starts, ends = (day.isoformat() if day else None for day in (terms.starts, terms.ends))
    return terms.kind.value, starts, ends


@dataclass(frozen=True)
class Reader:
    """Whose lists: their own agreements, those of placements they manage or see as a partner, those of agencies they oversee."""

    person: PersonId
    oversees: tuple[AgencyId, ...]
    manages: bool
    partnered: tuple[PlacementId, ...] = ()


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
            "WHERE a.worker = ? AND a.status NOT IN ('ended', 'expired') ORDER BY a.drafted, a.id",
            str(worker),
        )
    return [dict(row) for row in found]


def reader_of(
    relations: Relations,
    person: PersonId,
    overseeing: frozenset[str],
    partnered: tuple[PlacementId, ...] = (),
) -> Reader:
    """What a person may list."""
    oversees = sorted({agency for agency, role in relations.roles_of(person) if role in overseeing})
    return Reader(person, tuple(oversees), relations.manages(person), partnered)
