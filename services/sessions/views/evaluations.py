"""Which evaluations there are, for the lists of those who see them (S8, S13)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, assert_never, cast, get_args

from services.directory.relations import RelationsView
from services.sessions.events.evaluations import (
    EvaluationAddedTo,
    EvaluationFact,
    EvaluationShownToWorker,
    FormativeEvaluationGiven,
    SummativeEvaluationWritten,
)
from services.sessions.views.administrative import AdministrativeReader
from services.sessions.views.heard import KnownAgreementsView
from shared.facts import Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.identity import PersonId
from shared.tables import Rows

FILTERS: Final = ("worker", "agreement", "session", "status")


class EvaluationsView(View):
    """One row an evaluation; ids, states and dates."""

    name = "evaluations"
    version = 1
    hears = frozenset(get_args(EvaluationFact))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (id TEXT PRIMARY KEY, written TEXT NOT NULL, given_by TEXT NOT NULL, "
            "worker TEXT NOT NULL, supervisor TEXT NOT NULL, agency TEXT NOT NULL, placement TEXT NOT NULL, "
            "agreement TEXT NOT NULL, session TEXT, starts TEXT, ends TEXT, status TEXT NOT NULL)",
            *(
                f"CREATE INDEX {t(f'by_{column}')} ON {t('rows')} ({column}, written, id)"
                for column in ("worker", "supervisor", "agency", "placement")
            ),
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("EvaluationFact", recorded.fact)
        match fact:
            case FormativeEvaluationGiven():
                about = (str(fact.session), None, None, "given")
                self._begin(rows, recorded, t, fact, (fact.supervisor, about))
            case SummativeEvaluationWritten():
                period = (None, fact.starts.isoformat(), fact.ends.isoformat(), "written")
                self._begin(rows, recorded, t, fact, (fact.by, period))
            case EvaluationShownToWorker():
                rows.do(f"UPDATE {t('rows')} SET status = 'shown' WHERE id = ?", id)
            case EvaluationAddedTo():
                pass  # words alone: how it stands is as before
            case _:
                assert_never(fact)

    def _begin(
        self,
        rows: Rows,
        recorded: Recorded,
        t: TableName,
        fact: FormativeEvaluationGiven | SummativeEvaluationWritten,
        more: tuple[PersonId, tuple[str | None, ...]],
    ) -> None:
        supervisor, about = more
        rows.do(
            f"INSERT INTO {t('rows')} (id, written, given_by, worker, supervisor, agency, placement, agreement, session, "
            "starts, ends, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(str(recorded.stream_id), utc_text(recorded.recorded_at), str(fact.by), str(fact.worker)),
            *(str(supervisor), str(fact.agency), str(fact.placement), str(fact.agreement), *about),
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
    wanted = [(name, filters[name]) for name in FILTERS if name in filters]
    person = str(reader.person)
    with shelf.query(EvaluationsView) as (rows, t):
        r, k = shelf.beside(rows, relations), shelf.beside(rows, KnownAgreementsView)
        shown, asked = reader.among_others(k, r)
        found = rows.all(
            f"SELECT w.* FROM {t('rows')} w WHERE (w.worker = ? OR w.supervisor = ? OR (w.status = 'shown' AND ({shown}))) "
            + "".join(f"AND w.{name} = ? " for name, _ in wanted)
            + "AND (w.written, w.id) > (?, ?) ORDER BY w.written, w.id LIMIT ?",
            *(person, person, *asked),
            *(value for _, value in wanted),
            *(*(after or ("", "")), limit + 1),
        )
    return [dict(row) for row in found]
