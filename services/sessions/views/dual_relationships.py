"""Which dual relationships are being weighed, for the lists of the two who weigh each (S14)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, assert_never, cast, get_args

from services.sessions.events.dual_relationships import (
    DualRelationshipDecided,
    DualRelationshipFact,
    DualRelationshipRaised,
    DualRelationshipWeighed,
)
from shared.facts import Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.identity import PersonId
from shared.tables import Rows

STATUS = "CASE WHEN decided = 1 THEN 'decided' WHEN by_worker = 1 AND by_supervisor = 1 THEN 'weighed' ELSE 'open' END"


class DualRelationshipsView(View):
    """One row for each; who has weighed it, and whether it is decided."""

    name = "dual_relationships"
    version = 1
    hears = frozenset(get_args(DualRelationshipFact))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (id TEXT PRIMARY KEY, raised TEXT NOT NULL, worker TEXT NOT NULL, "
            "supervisor TEXT NOT NULL, agency TEXT NOT NULL, agreement TEXT NOT NULL, by_worker BIGINT NOT NULL, "
            "by_supervisor BIGINT NOT NULL, decided BIGINT NOT NULL)",
            *(
                f"CREATE INDEX {t(f'by_{column}_raised')} ON {t('rows')} ({column}, raised, id)"
                for column in ("worker", "supervisor")
            ),
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("DualRelationshipFact", recorded.fact)
        match fact:
            case DualRelationshipRaised():
                rows.do(
                    f"INSERT INTO {t('rows')} (id, raised, worker, supervisor, agency, agreement, by_worker, by_supervisor, "
                    "decided) VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0)",
                    *(id, utc_text(recorded.recorded_at), str(fact.worker), str(fact.supervisor)),
                    *(str(fact.agency), str(fact.agreement)),
                )
            case DualRelationshipWeighed():
                for column in ("worker", "supervisor"):
                    rows.do(
                        f"UPDATE {t('rows')} SET by_{column} = 1, decided = 0 WHERE id = ? AND {column} = ?",
                        *(id, str(fact.by)),
                    )
            case DualRelationshipDecided():
                rows.do(f"UPDATE {t('rows')} SET decided = 1 WHERE id = ?", id)
            case _:
                assert_never(fact)


def dual_relationships_of(
    shelf: Shelf, person: PersonId, status: str | None, after: list[str] | None, limit: int
) -> list[dict[str, Any]]:
    """A page of somebody's, in the order in which they were brought, one row more than asked for."""
    raised, id = after or ["", ""]
    with shelf.query(DualRelationshipsView) as (rows, t):
        found = rows.all(
            f"SELECT *, {STATUS} AS status FROM {t('rows')} WHERE (worker = ? OR supervisor = ?) "
            + (f"AND {STATUS} = ? " if status else "")
            + "AND (raised > ? OR (raised = ? AND id > ?)) ORDER BY raised, id LIMIT ?",
            *(str(person), str(person), *([status] if status else [])),
            *(raised, raised, id, limit + 1),
        )
    return [dict(row) for row in found]
