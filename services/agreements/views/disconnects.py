"""Which advice of a disconnect there is, for the lists of those who see it (A7)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, assert_never, cast, get_args

from services.agreements.events.disconnects import (
    DisconnectAddedTo,
    DisconnectAnswered,
    DisconnectDrafted,
    DisconnectFact,
    DisconnectRevised,
    DisconnectSeen,
    DisconnectSent,
    DisconnectWithdrawn,
)
from shared.facts import Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.identity import PersonId
from shared.tables import Rows


class DisconnectsView(View):
    """One row for each; ids, states, dates and which version the worker has seen."""

    name = "disconnects"
    version = 2
    restricted = True
    hears = frozenset(get_args(DisconnectFact))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (id TEXT PRIMARY KEY, drafted TEXT NOT NULL, author TEXT NOT NULL, "
            "worker TEXT NOT NULL, recipient TEXT NOT NULL, agency TEXT NOT NULL, agreement TEXT NOT NULL, "
            "advice_version BIGINT NOT NULL, seen_version BIGINT NOT NULL, status TEXT NOT NULL)",
            *(
                f"CREATE INDEX {t(f'by_{column}')} ON {t('rows')} ({column}, drafted, id)"
                for column in ("author", "worker", "recipient")
            ),
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("DisconnectFact", recorded.fact)
        match fact:
            case DisconnectDrafted():
                rows.do(
                    f"INSERT INTO {t('rows')} (id, drafted, author, worker, recipient, agency, agreement, advice_version, "
                    "seen_version, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 'drafted')",
                    *(id, utc_text(recorded.recorded_at), str(fact.by), str(fact.worker), str(fact.to)),
                    *(str(fact.agency), str(fact.agreement), fact.advice_version),
                )
            case DisconnectRevised():
                rows.do(f"UPDATE {t('rows')} SET advice_version = ? WHERE id = ?", fact.advice_version, id)
            case DisconnectSeen():
                rows.do(f"UPDATE {t('rows')} SET seen_version = ? WHERE id = ?", fact.advice_version, id)
            case DisconnectAddedTo():
                pass  # words alone: how it stands is as before
            case DisconnectSent():
                rows.do(f"UPDATE {t('rows')} SET status = 'sent' WHERE id = ?", id)
            case DisconnectAnswered():
                rows.do(f"UPDATE {t('rows')} SET status = 'answered' WHERE id = ?", id)
            case DisconnectWithdrawn():
                rows.do(f"UPDATE {t('rows')} SET status = 'withdrawn' WHERE id = ?", id)
            case _:
                assert_never(fact)


def disconnects_of(
    shelf: Shelf, person: PersonId, status: str | None, after: list[str] | None, limit: int
) -> list[dict[str, Any]]:
    """A page of what somebody sees, in the order of drafting, one row more than asked for; sent to them, once it was sent."""
    drafted, id = after or ["", ""]
    with shelf.query(DisconnectsView) as (rows, t):
        found = rows.all(
            f"SELECT * FROM {t('rows')} WHERE (author = ? OR worker = ? "
            "OR (recipient = ? AND status IN ('sent', 'answered'))) "
            + ("AND status = ? " if status else "")
            + "AND (drafted > ? OR (drafted = ? AND id > ?)) ORDER BY drafted, id LIMIT ?",
            *((str(person),) * 3),
            *([status] if status else []),
            *(drafted, drafted, id, limit + 1),
        )
    return [dict(row) for row in found]
