"""Which performance records there are, for the lists of those who see them (S13)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, assert_never, cast, get_args

from services.directory.relations import RelationsView
from services.sessions.events.performance import (
    PerformanceCommentAdded,
    PerformanceFact,
    PerformanceNoted,
    PerformancePlanned,
    PerformancePlanResulted,
    PerformanceRecordClosed,
    PerformanceShown,
)
from services.sessions.views.administrative import AdministrativeReader
from services.sessions.views.heard import KnownAgreementsView
from shared.facts import Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.tables import Rows

FILTERS: Final = ("worker", "agency", "status")


class PerformanceView(View):
    """One row a record; ids, states and times."""

    name = "performance_records"
    version = 1
    hears = frozenset(get_args(PerformanceFact))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (id TEXT PRIMARY KEY, noted TEXT NOT NULL, worker TEXT NOT NULL, author TEXT NOT NULL, "
            "agency TEXT NOT NULL, placement TEXT NOT NULL, agreement TEXT NOT NULL, status TEXT NOT NULL)",
            *(
                f"CREATE INDEX {t(f'by_{column}')} ON {t('rows')} ({column}, noted, id)"
                for column in ("worker", "author", "agency", "placement")
            ),
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("PerformanceFact", recorded.fact)
        match fact:
            case PerformanceNoted():
                rows.do(
                    f"INSERT INTO {t('rows')} (id, noted, worker, author, agency, placement, agreement, status) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, 'noted')",
                    *(id, utc_text(recorded.recorded_at), str(fact.worker), str(fact.by)),
                    *(str(fact.agency), str(fact.placement), str(fact.agreement)),
                )
            case PerformanceShown():
                rows.do(f"UPDATE {t('rows')} SET status = 'shown' WHERE id = ? AND status = 'noted'", id)
            case PerformanceRecordClosed():
                rows.do(f"UPDATE {t('rows')} SET status = 'closed' WHERE id = ?", id)
            case PerformanceCommentAdded() | PerformancePlanned() | PerformancePlanResulted():
                pass  # words alone: how it stands is as before
            case _:
                assert_never(fact)


def performance_records(
    shelf: Shelf,
    relations: RelationsView,
    reader: AdministrativeReader,
    filters: Mapping[str, str],
    after: list[str] | None,
    limit: int,
) -> list[dict[str, Any]]:
    """A page of what a reader sees, in the order of writing, one row more than asked for."""
    noted, id = after or ["", ""]
    wanted = [(name, filters[name]) for name in FILTERS if name in filters]
    person = str(reader.person)
    with shelf.query(PerformanceView) as (rows, t):
        r, k = shelf.beside(rows, relations), shelf.beside(rows, KnownAgreementsView)
        shown, asked = reader.among_others(k, r)
        found = rows.all(
            f"SELECT w.* FROM {t('rows')} w WHERE (w.worker = ? OR w.author = ? OR (w.status <> 'noted' AND ({shown}))) "
            + "".join(f"AND w.{name} = ? " for name, _ in wanted)
            + "AND (w.noted > ? OR (w.noted = ? AND w.id > ?)) ORDER BY w.noted, w.id LIMIT ?",
            *(person, person, *asked),
            *(value for _, value in wanted),
            *(noted, noted, id, limit + 1),
        )
    return [dict(row) for row in found]
