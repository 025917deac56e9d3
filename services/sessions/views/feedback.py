"""Which rounds of feedback there are, and who answered in those that are closed; what was answered is in no list (K4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, assert_never, cast, get_args
from uuid import UUID

from services.sessions.events.feedback import (
    FeedbackRespondentNoted,
    FeedbackRoundClosed,
    FeedbackRoundOpened,
)
from shared.facts import Recorded
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.identity import AgencyId, PersonId
from shared.tables import Rows

Heard = FeedbackRoundOpened | FeedbackRoundClosed | FeedbackRespondentNoted


class FeedbackView(View):
    """One row a round; and one for each who answered, once it is closed."""

    name = "feedback"
    version = 1
    hears = frozenset(get_args(Heard))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (id TEXT PRIMARY KEY, agency TEXT NOT NULL, starts TEXT NOT NULL, "
            "ends TEXT NOT NULL, status TEXT NOT NULL)",
            f"CREATE INDEX {t('by_agency')} ON {t('rows')} (agency, starts)",
            f"CREATE INDEX {t('by_end')} ON {t('rows')} (ends) WHERE status = 'open'",
            f"CREATE TABLE {t('respondents')} (person TEXT NOT NULL, round TEXT NOT NULL, PRIMARY KEY (person, round))",
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("Heard", recorded.fact)
        match fact:
            case FeedbackRoundOpened():
                rows.do(
                    f"INSERT INTO {t('rows')} (id, agency, starts, ends, status) VALUES (?, ?, ?, ?, 'open')",
                    *(id, str(fact.agency), fact.starts.isoformat(), fact.ends.isoformat()),
                )
            case FeedbackRoundClosed():
                rows.do(f"UPDATE {t('rows')} SET status = 'closed' WHERE id = ?", id)
            case FeedbackRespondentNoted():
                rows.do(
                    f"INSERT INTO {t('respondents')} (person, round) VALUES (?, ?)",
                    *(str(fact.person), str(fact.round)),
                )
            case _:
                assert_never(fact)


def rounds_of(shelf: Shelf, agency: AgencyId) -> int:
    """How many rounds there were at an agency so far."""
    with shelf.query(FeedbackView) as (rows, t):
        row = rows.one(f"SELECT COUNT(*) AS many FROM {t('rows')} WHERE agency = ?", str(agency))
    return int(row["many"]) if row else 0


def rounds_at(
    shelf: Shelf, agencies: Collection[AgencyId], after: list[str] | None, limit: int
) -> list[dict[str, Any]]:
    """The rounds of some agencies, in the order in which they start, one more than asked for."""
    starts, id = after or ["", ""]
    if not agencies:
        return []
    with shelf.query(FeedbackView) as (rows, t):
        found = rows.all(
            f"SELECT * FROM {t('rows')} WHERE agency IN ({', '.join('?' for _ in agencies)}) "
            "AND (starts > ? OR (starts = ? AND id > ?)) ORDER BY starts, id LIMIT ?",
            *(str(one) for one in sorted(agencies)),
            *(starts, starts, id, limit + 1),
        )
    return [dict(row) for row in found]


def has_answered(shelf: Shelf, person: PersonId, round: UUID) -> bool:
    """Whether somebody is noted as one who answered in a round that is closed."""
    with shelf.query(FeedbackView) as (rows, t):
        row = rows.one(
            f"SELECT 1 AS one FROM {t('respondents')} WHERE person = ? AND round = ?", str(person), str(round)
        )
    return row is not None


def rounds_past_their_last_day(shelf: Shelf, before: date) -> list[tuple[UUID, AgencyId, date]]:
    """Rounds that are open, and whose last day lies before a date."""
    with shelf.query(FeedbackView) as (rows, t):
        found = rows.all(
            f"SELECT id, agency, ends FROM {t('rows')} WHERE status = 'open' AND ends < ? ORDER BY id",
            before.isoformat(),
        )
    return [
        (UUID(row["id"]), AgencyId(UUID(row["agency"])), date.fromisoformat(row["ends"])) for row in found
    ]
