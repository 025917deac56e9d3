"""Which records there are of what was done outside, for the lists of those who may see them (C6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, assert_never, cast, get_args
from uuid import UUID

from services.sessions.domain.external_reports import KINDS
from services.sessions.events.external_reports import (
    EmergencyServiceCalled,
    ExternalReportFact,
    ExternalReportRecorded,
    ExternalReportShown,
    NoticeWithheld,
)
from shared.facts import Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.identity import PersonId
from shared.tables import Rows


class ExternalReportsView(View):
    """One row a record, and one for each who may see it."""

    name = "external_reports"
    version = 1
    restricted = True
    hears = frozenset(get_args(ExternalReportFact))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (id TEXT PRIMARY KEY, at TEXT NOT NULL, author TEXT NOT NULL, "
            "kind TEXT NOT NULL, concern TEXT)",
            f"CREATE TABLE {t('seen_by')} (person TEXT NOT NULL, at TEXT NOT NULL, id TEXT NOT NULL, "
            "PRIMARY KEY (person, at, id))",
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("ExternalReportFact", recorded.fact)
        match fact:
            case ExternalReportRecorded() | EmergencyServiceCalled() | NoticeWithheld():
                at, concern = utc_text(recorded.recorded_at), str(fact.concern) if fact.concern else None
                rows.do(
                    f"INSERT INTO {t('rows')} (id, at, author, kind, concern) VALUES (?, ?, ?, ?, ?)",
                    *(id, at, str(fact.by), KINDS[type(fact)], concern),
                )
                self._shown(rows, id, str(fact.by), t)
            case ExternalReportShown():
                self._shown(rows, id, str(fact.to), t)
            case _:
                assert_never(fact)

    def _shown(self, rows: Rows, id: str, person: str, t: TableName) -> None:
        rows.do(
            f"INSERT INTO {t('seen_by')} (person, at, id) SELECT ?, at, id FROM {t('rows')} WHERE id = ?",
            person,
            id,
        )


def seen_by_nobody_but(shelf: Shelf, people: Collection[PersonId]) -> list[UUID]:
    """Those of which everybody who may see them is one of some people."""
    seen_by = defaultdict[str, set[str]](set)
    with shelf.query(ExternalReportsView) as (rows, t):
        for row in rows.all(f"SELECT id, person FROM {t('seen_by')} ORDER BY id"):
            seen_by[row["id"]].add(row["person"])
    those = {*map(str, people)}
    return [UUID(id) for id, seen in seen_by.items() if seen <= those]


def external_reports_of(
    shelf: Shelf, person: PersonId, after: list[str] | None, limit: int
) -> list[dict[str, Any]]:
    """Those that somebody may see, in the order of recording, one more than asked for."""
    with shelf.query(ExternalReportsView) as (rows, t):
        found = rows.all(
            f"SELECT r.* FROM {t('seen_by')} s JOIN {t('rows')} r ON r.id = s.id "
            "WHERE s.person = ? AND (s.at, s.id) > (?, ?) ORDER BY s.at, s.id LIMIT ?",
            *(str(person), *(after or ["", ""]), limit + 1),
        )
    return [dict(row) for row in found]
