"""Which evaluations there are, for the lists of those who see them (S8, S13)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, assert_never, cast, get_args
from uuid import UUID

from services.directory.relations import RelationsView
from services.sessions.events.evaluations import (
    EvaluationAddedTo,
    EvaluationFact,
    EvaluationShownToWorker,
    FormativeEvaluationGiven,
    FormativeEvaluationGivenTo,
    SummativeEvaluationWritten,
)
from services.sessions.views.administrative import AdministrativeReader
from services.sessions.views.heard import KnownAgreementsView
from shared.facts import Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.tables import Rows

FILTERS: Final = {name: name for name in ("worker", "agreement", "session", "status")} | {"group": "grp"}
"""What is asked for, and in which column it stands."""
ALIKE: Final = (
    *("worker", "supervisor", "agency", "placement", "agreement"),
    *("session", "starts", "ends"),
)
"""Columns that are called as what the facts say."""


class EvaluationsView(View):
    """One row an evaluation; ids, states and dates."""

    name = "evaluations"
    version = 2
    hears = frozenset(get_args(EvaluationFact))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (id TEXT PRIMARY KEY, written TEXT NOT NULL, given_by TEXT NOT NULL, "
            "given_to TEXT, worker TEXT, supervisor TEXT, agency TEXT NOT NULL, placement TEXT, agreement TEXT, grp TEXT, "
            "session TEXT, starts TEXT, ends TEXT, status TEXT NOT NULL)",
            *(
                f"CREATE INDEX {t(f'by_{column}')} ON {t('rows')} ({column}, written, id)"
                for column in ("worker", "supervisor", "given_by", "given_to", "agency", "placement")
            ),
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("EvaluationFact", recorded.fact)
        match fact:
            case FormativeEvaluationGiven():
                self._begin(rows, recorded, t, status="given")
            case FormativeEvaluationGivenTo():
                self._begin(rows, recorded, t, status="given", given_to=fact.to, grp=fact.group)
            case SummativeEvaluationWritten():
                self._begin(rows, recorded, t, status="written", supervisor=fact.by)
            case EvaluationShownToWorker():
                rows.do(f"UPDATE {t('rows')} SET status = 'shown' WHERE id = ?", id)
            case EvaluationAddedTo():
                pass  # words alone: how it stands is as before
            case _:
                assert_never(fact)

    def _begin(self, rows: Rows, recorded: Recorded, t: TableName, **more: UUID | str | None) -> None:
        fact = cast("Any", recorded.fact)
        row = {"id": recorded.stream_id, "written": utc_text(recorded.recorded_at), "given_by": fact.by}
        row |= {name: getattr(fact, name, None) for name in ALIKE} | more
        rows.do(
            f"INSERT INTO {t('rows')} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
            *(None if value is None else str(value) for value in row.values()),
        )


def listed_evaluations(
    shelf: Shelf,
    relations: RelationsView,
    reader: AdministrativeReader,
    filters: Mapping[str, str],
    after: list[str] | None,
    limit: int,
) -> list[dict[str, Any]]:
    """A page of what a reader sees, in the order of writing, one row more than asked for."""
    wanted = [(column, filters[name]) for name, column in FILTERS.items() if name in filters]
    person = str(reader.person)
    with shelf.query(EvaluationsView) as (rows, t):
        r, k = shelf.beside(rows, relations), shelf.beside(rows, KnownAgreementsView)
        shown, asked = reader.among_others(k, r)
        found = rows.all(
            f"SELECT w.* FROM {t('rows')} w WHERE (w.worker = ? OR w.supervisor = ? OR w.given_by = ? OR w.given_to = ? "
            f"OR (w.status = 'shown' AND ({shown}))) "
            + "".join(f"AND w.{column} = ? " for column, _ in wanted)
            + "AND (w.written, w.id) > (?, ?) ORDER BY w.written, w.id LIMIT ?",
            *((person,) * 4),
            *asked,
            *(value for _, value in wanted),
            *(*(after or ("", "")), limit + 1),
        )
    return [dict(row) for row in found]
