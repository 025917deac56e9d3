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
from services.sessions.views.administrative import AdministrativeReader, supervises
from services.sessions.views.heard import KnownAgreementsView
from shared.facts import Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.tables import Rows

FILTERS: Final = ("worker", "agency", "status")


class PerformanceView(View):
    """One row a record, and one for each who wrote in it; ids, states and times."""

    name = "performance_records"
    version = 3
    hears = frozenset(get_args(PerformanceFact))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (id TEXT PRIMARY KEY, noted TEXT NOT NULL, worker TEXT NOT NULL, author TEXT NOT NULL, "
            "agency TEXT NOT NULL, placement TEXT NOT NULL, agreement TEXT NOT NULL, status TEXT NOT NULL, told TEXT NOT NULL, "
            "closed_by TEXT)",
            f"CREATE TABLE {t('writers')} (person TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (person, record))",
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
                    f"INSERT INTO {t('rows')} (id, noted, worker, author, agency, placement, agreement, status, told) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, 'noted', 'noted')",
                    *(id, utc_text(recorded.recorded_at), str(fact.worker), str(fact.by)),
                    *(str(fact.agency), str(fact.placement), str(fact.agreement)),
                )
            case PerformanceShown():
                rows.do(f"UPDATE {t('rows')} SET status = 'shown' WHERE id = ? AND status = 'noted'", id)
                rows.do(f"UPDATE {t('rows')} SET told = status WHERE id = ?", id)
            case PerformanceRecordClosed():
                rows.do(
                    f"UPDATE {t('rows')} SET status = 'closed', closed_by = ? WHERE id = ?", str(fact.by), id
                )
            case PerformanceCommentAdded() | PerformancePlanned() | PerformancePlanResulted():
                pass  # words alone: how it stands is as before
            case _:
                assert_never(fact)
        if not isinstance(fact, PerformanceShown | PerformanceCommentAdded):
            rows.do(
                f"INSERT INTO {t('writers')} (person, record) VALUES (?, ?) ON CONFLICT (person, record) DO NOTHING",
                *(str(fact.by), id),
            )


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
        wrote = f"w.id IN (SELECT record FROM {t('writers')} WHERE person = ?)"
        knows = (
            f"CASE WHEN w.worker = ? OR (w.closed_by = ? AND {supervises(k)}) THEN w.status ELSE w.told END"
        )
        found = rows.all(
            f"SELECT * FROM (SELECT w.id, w.noted, w.worker, w.author, w.agency, w.placement, w.agreement, {knows} AS status "
            f"FROM {t('rows')} w WHERE w.worker = ? OR {wrote} OR (w.told <> 'noted' AND ({shown}))) AS seen WHERE "
            + "".join(f"{name} = ? AND " for name, _ in wanted)
            + "(noted > ? OR (noted = ? AND id > ?)) ORDER BY noted, id LIMIT ?",
            *((person,) * 5),
            *asked,
            *(value for _, value in wanted),
            *(noted, noted, id, limit + 1),
        )
    return [dict(row) for row in found]
