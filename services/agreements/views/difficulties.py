"""Which difficulties there are: for the lists of the two between whom each is, for what a date sets off, for a year's count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, assert_never, cast, get_args
from uuid import UUID

from services.agreements.events.difficulties import (
    DifficultyAnswered,
    DifficultyFact,
    DifficultyOverdueNoted,
    DifficultyRaised,
    DifficultyWithdrawn,
)
from shared.facts import Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.identity import AgencyId, PersonId
from shared.tables import Rows


class DifficultiesView(View):
    """One row a difficulty; ids, states and dates."""

    name = "difficulties"
    version = 1
    restricted = True
    hears = frozenset(get_args(DifficultyFact))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (id TEXT PRIMARY KEY, raised TEXT NOT NULL, worker TEXT NOT NULL, "
            "recipient TEXT NOT NULL, agency TEXT NOT NULL, agreement TEXT NOT NULL, due TEXT NOT NULL, "
            "status TEXT NOT NULL, overdue BIGINT NOT NULL)",
            *(
                f"CREATE INDEX {t(f'by_{column}')} ON {t('rows')} ({column}, raised, id)"
                for column in ("worker", "recipient", "agency")
            ),
            f"CREATE INDEX {t('by_due')} ON {t('rows')} (due) WHERE status = 'open' AND overdue = 0",
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("DifficultyFact", recorded.fact)
        match fact:
            case DifficultyRaised():
                rows.do(
                    f"INSERT INTO {t('rows')} (id, raised, worker, recipient, agency, agreement, due, status, overdue) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, 'open', 0)",
                    *(id, utc_text(recorded.recorded_at), str(fact.by), str(fact.to)),
                    *(str(fact.agency), str(fact.agreement), fact.due.isoformat()),
                )
            case DifficultyAnswered():
                rows.do(f"UPDATE {t('rows')} SET status = 'answered' WHERE id = ?", id)
            case DifficultyOverdueNoted():
                rows.do(f"UPDATE {t('rows')} SET overdue = 1 WHERE id = ?", id)
            case DifficultyWithdrawn():
                rows.do(f"UPDATE {t('rows')} SET status = 'withdrawn' WHERE id = ?", id)
            case _:
                assert_never(fact)


def difficulties_of(
    shelf: Shelf, person: PersonId, status: str | None, after: list[str] | None, limit: int
) -> list[dict[str, Any]]:
    """A page of what somebody raised or was asked to answer, in the order of raising, one row more than asked for."""
    raised, id = after or ["", ""]
    with shelf.query(DifficultiesView) as (rows, t):
        found = rows.all(
            f"SELECT * FROM {t('rows')} WHERE (worker = ? OR recipient = ?) "
            + ("AND status = ? " if status else "")
            + "AND (raised > ? OR (raised = ? AND id > ?)) ORDER BY raised, id LIMIT ?",
            *(str(person), str(person), *([status] if status else [])),
            *(raised, raised, id, limit + 1),
        )
    return [dict(row) for row in found]


def past_their_due_date(shelf: Shelf, before: date) -> list[tuple[UUID, AgencyId]]:
    """Difficulties that nobody answered, whose due date lies before a day, and of which that was not said yet."""
    with shelf.query(DifficultiesView) as (rows, t):
        found = rows.all(
            f"SELECT id, agency FROM {t('rows')} WHERE status = 'open' AND overdue = 0 AND due < ? ORDER BY id",
            before.isoformat(),
        )
    return [(UUID(row["id"]), AgencyId(UUID(row["agency"]))) for row in found]


@dataclass(frozen=True)
class RaisedBy:
    """A worker who raised one, and when."""

    worker: PersonId
    at: datetime


def raised_at(shelf: Shelf, agency: AgencyId, since: datetime, until: datetime) -> list[RaisedBy]:
    """What was raised at an agency between two moments."""
    with shelf.query(DifficultiesView) as (rows, t):
        found = rows.all(
            f"SELECT worker, raised FROM {t('rows')} WHERE agency = ? AND raised >= ? AND raised < ? ORDER BY raised, id",
            *(str(agency), utc_text(since), utc_text(until)),
        )
    return [RaisedBy(PersonId(UUID(row["worker"])), datetime.fromisoformat(row["raised"])) for row in found]
