"""Who was shown content of what, from the accounting in the service's own log; names no value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from shared.access import ContentOpened
from shared.facts import Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.tables import Rows


class AccessesView(View):
    """One row an entry, found by what was opened."""

    name = "accesses"
    version = 1
    hears = frozenset({ContentOpened})

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (id TEXT PRIMARY KEY, target TEXT NOT NULL, at TEXT NOT NULL, person TEXT NOT NULL, "
            "relation TEXT, action TEXT NOT NULL, rule TEXT NOT NULL)",
            f"CREATE INDEX {t('by_target')} ON {t('rows')} (target, at, id)",
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        fact = cast("ContentOpened", recorded.fact)
        rows.do(
            f"INSERT INTO {t('rows')} (id, target, at, person, relation, action, rule) VALUES (?, ?, ?, ?, ?, ?, ?)",
            *(str(recorded.stream_id), str(fact.target), utc_text(recorded.recorded_at), str(recorded.actor)),
            *(fact.relation, fact.action, fact.rule),
        )


def accesses_of(
    shelf: Shelf, target: UUID, after: list[str] | None, limit: int, view: type[View] = AccessesView
) -> list[dict[str, Any]]:
    """A page of who opened one record, in the order of time, one row more than asked for."""
    with shelf.query(view) as (rows, t):
        found = rows.all(
            f"SELECT * FROM {t('rows')} WHERE target = ? AND (at, id) > (?, ?) ORDER BY at, id LIMIT ?",
            *(str(target), *(after or ("", "")), limit + 1),
        )
    return [dict(row) for row in found]
