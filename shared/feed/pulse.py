"""Up to when a view that follows the bus has heard everything: by the last sign of life of each part of a topic.

How lately somebody was heard of, and up to when all that they recorded is known, are two questions.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from shared.bus import Message
from shared.facts import utc_text
from shared.feed.views import TableName
from shared.tables import Rows

TABLE: Final = "pulse"
LATER: Final = timedelta(seconds=60)
"""So much later than the time that it bears, a fact may come to be in its log.

That time is taken first; then the append waits for its keys and for their custody, for whoever was there before it, and for a
lock, 5 s at the most on PostgreSQL and 30 s on SQLite. Meanwhile the log may be read to its end, and all of it vouched for.
Nothing else bounds that: a process that is halted in between for longer is not reckoned with.
"""


def table(t: TableName) -> str:
    """The statement that makes its rows: one a part of the topic."""
    return (
        f"CREATE TABLE {t(TABLE)} (part BIGINT PRIMARY KEY, parts BIGINT NOT NULL, position BIGINT NOT NULL, "
        "at TEXT NOT NULL, vouched_at TEXT)"
    )


def take(rows: Rows, heartbeat: bytes, t: TableName) -> None:
    """A sign of life, of a part that says how many there are. It vouches for no time that no other clock bore out."""
    told = json.loads(heartbeat)
    at = told["at"]
    rows.do(
        f"INSERT INTO {t(TABLE)} (part, parts, position, at, vouched_at) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (part) DO UPDATE SET parts = excluded.parts, position = excluded.position, at = excluded.at, "
        f"vouched_at = COALESCE(excluded.vouched_at, {t(TABLE)}.vouched_at)",
        *(told.get("part", 0), told.get("parts", 1), told["position"]),
        *(at, at if told.get("agrees", True) else None),
    )
    # A bus that was made anew with fewer parts: nobody is heard of in the others any more.
    rows.do(f"DELETE FROM {t(TABLE)} WHERE part >= ?", told.get("parts", 1))


def heard(heartbeat: Message, now: datetime) -> Message:
    """As it is taken in: whoever sent it may have a clock that is ahead, and was heard of now at the latest."""
    told = json.loads(heartbeat.value)
    return replace(heartbeat, value=json.dumps(told | {"at": min(told["at"], utc_text(now))}).encode())


def position(rows: Rows, t: TableName) -> int:
    """How far of the log it is known; nothing while nobody was heard of."""
    row = rows.one(f"SELECT MIN(position) AS position FROM {t(TABLE)}")
    return int(row["position"] or 0) if row else 0


def heard_at(rows: Rows, t: TableName) -> datetime | None:
    """When every part was last heard of; None while one was not heard of yet."""
    return _of_all(rows, t, "at")


def known_up_to(rows: Rows, t: TableName) -> datetime | None:
    """Up to when all that was recorded there has come; None while nothing vouches for one part."""
    vouched = _of_all(rows, t, "vouched_at")
    return vouched - LATER if vouched else None


def _of_all(rows: Rows, t: TableName, column: str) -> datetime | None:
    row = rows.one(
        f"SELECT MIN({column}) AS at, COUNT({column}) AS many, MAX(parts) AS parts FROM {t(TABLE)}"
    )
    if row is None or not row["many"] or row["many"] < row["parts"]:
        return None
    return datetime.fromisoformat(row["at"])
