"""Which tallies there are, not what they say; and what was told of each agency's closed quarters (C5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, assert_never, cast, get_args
from uuid import UUID

from services.sessions.events import (
    ContactHeld,
    SessionScheduled,
    SessionsCounted,
    TallyClosed,
    TallyMarked,
    Touched,
)
from shared.facts import Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.identity import AgencyId, PersonId
from shared.tables import Rows

Heard = SessionScheduled | ContactHeld | TallyMarked | TallyClosed | SessionsCounted
FIGURES: Final = tuple(Touched.model_fields)


class TalliesView(View):
    """One row a tally that is not closed, one an agency and closed quarter, and the earliest moment at which a session was recorded."""

    name = "tallies"
    version = 2
    hears = frozenset(get_args(Heard))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (id TEXT PRIMARY KEY, worker TEXT NOT NULL, agency TEXT NOT NULL, "
            "quarter TEXT NOT NULL)",
            f"CREATE INDEX {t('by_quarter')} ON {t('rows')} (agency, quarter, id)",
            f"CREATE TABLE {t('counts')} (agency TEXT NOT NULL, quarter TEXT NOT NULL, fewer_than BIGINT NOT NULL, "
            f"{', '.join(f'{name} BIGINT' for name in FIGURES)}, PRIMARY KEY (agency, quarter))",
            f"CREATE TABLE {t('began')} (one BIGINT PRIMARY KEY, at TEXT NOT NULL)",
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("Heard", recorded.fact)
        match fact:
            case SessionScheduled() | ContactHeld():
                rows.do(
                    f"INSERT INTO {t('began')} (one, at) VALUES (1, ?) ON CONFLICT (one) "
                    f"DO UPDATE SET at = excluded.at WHERE excluded.at < {t('began')}.at",
                    utc_text(recorded.recorded_at),
                )
            case TallyMarked():
                rows.do(
                    f"INSERT INTO {t('rows')} (id, worker, agency, quarter) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                    *(id, str(fact.worker), str(fact.agency), fact.quarter),
                )
            case TallyClosed():
                rows.do(f"DELETE FROM {t('rows')} WHERE id = ?", id)
            case SessionsCounted():
                told = [
                    getattr(fact.touched, name) if fact.touched and name not in fact.untold else None
                    for name in FIGURES
                ]
                rows.do(
                    f"INSERT INTO {t('counts')} (agency, quarter, fewer_than, {', '.join(FIGURES)}) "
                    f"VALUES ({', '.join('?' * (3 + len(FIGURES)))})",
                    *(str(fact.agency), fact.quarter, fact.fewer_than, *told),
                )
            case _:
                assert_never(fact)


@dataclass(frozen=True)
class OpenTally:
    """One that has not been told yet, and whose key is still there."""

    id: UUID
    worker: PersonId


def open_tallies(shelf: Shelf, agency: AgencyId, quarter: str) -> list[OpenTally]:
    with shelf.query(TalliesView) as (rows, t):
        found = rows.all(
            f"SELECT id, worker FROM {t('rows')} WHERE agency = ? AND quarter = ? ORDER BY id",
            *(str(agency), quarter),
        )
    return [OpenTally(UUID(row["id"]), PersonId(UUID(row["worker"]))) for row in found]


def told_and_open(shelf: Shelf) -> list[UUID]:
    """Tallies of quarters that were told: what is left of them is to be closed."""
    with shelf.query(TalliesView) as (rows, t):
        found = rows.all(
            f"SELECT id FROM {t('rows')} r WHERE EXISTS (SELECT 1 FROM {t('counts')} c "
            "WHERE c.agency = r.agency AND c.quarter = r.quarter) ORDER BY id"
        )
    return [UUID(row["id"]) for row in found]


def counts_of(shelf: Shelf, agency: AgencyId) -> list[dict[str, Any]]:
    """Quarter by quarter."""
    with shelf.query(TalliesView) as (rows, t):
        found = rows.all(f"SELECT * FROM {t('counts')} WHERE agency = ? ORDER BY quarter", str(agency))
    return [dict(row) for row in found]


def counted(shelf: Shelf) -> frozenset[tuple[AgencyId, str]]:
    """Which quarters of which agencies have been told."""
    with shelf.query(TalliesView) as (rows, t):
        found = rows.all(f"SELECT agency, quarter FROM {t('counts')}")
    return frozenset((AgencyId(UUID(row["agency"])), str(row["quarter"])) for row in found)


def first_recorded(shelf: Shelf) -> datetime | None:
    """The earliest moment at which a session was recorded, by whatever clock: before it nothing can have been written."""
    with shelf.query(TalliesView) as (rows, t):
        row = rows.one(f"SELECT at FROM {t('began')}")
    return datetime.fromisoformat(row["at"]) if row else None
