"""Which goals there are, for the lists of the two parties of an agreement (S8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, assert_never, cast, get_args

from services.sessions.events.goals import GoalChanged, GoalEnded, GoalFact, GoalProgressNoted, GoalSet
from shared.facts import Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.identity import PersonId
from shared.tables import Rows

FILTERS: Final = ("worker", "agreement", "status")


class GoalsView(View):
    """One row a goal; ids, states and times."""

    name = "goals"
    version = 1
    hears = frozenset(get_args(GoalFact))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (id TEXT PRIMARY KEY, placed TEXT NOT NULL, worker TEXT NOT NULL, "
            "supervisor TEXT NOT NULL, agreement TEXT NOT NULL, status TEXT NOT NULL)",
            *(
                f"CREATE INDEX {t(f'by_{column}')} ON {t('rows')} ({column}, placed, id)"
                for column in ("worker", "supervisor")
            ),
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("GoalFact", recorded.fact)
        match fact:
            case GoalSet():
                rows.do(
                    f"INSERT INTO {t('rows')} (id, placed, worker, supervisor, agreement, status) "
                    "VALUES (?, ?, ?, ?, ?, 'open')",
                    *(id, utc_text(recorded.recorded_at), str(fact.worker), str(fact.supervisor)),
                    str(fact.agreement),
                )
            case GoalEnded():
                rows.do(f"UPDATE {t('rows')} SET status = 'ended' WHERE id = ?", id)
            case GoalProgressNoted() | GoalChanged():
                pass  # words alone: how it stands is as before
            case _:
                assert_never(fact)


def listed_goals(
    shelf: Shelf, person: PersonId, filters: Mapping[str, str], after: list[str] | None, limit: int
) -> list[dict[str, Any]]:
    """A page of somebody's goals, as worker or supervisor, in the order of setting, one row more than asked for."""
    wanted = [(name, filters[name]) for name in FILTERS if name in filters]
    with shelf.query(GoalsView) as (rows, t):
        found = rows.all(
            f"SELECT * FROM {t('rows')} WHERE (worker = ? OR supervisor = ?) "
            + "".join(f"AND {name} = ? " for name, _ in wanted)
            + "AND (placed, id) > (?, ?) ORDER BY placed, id LIMIT ?",
            *(str(person), str(person), *(value for _, value in wanted)),
            *(*(after or ("", "")), limit + 1),
        )
    return [dict(row) for row in found]
