"""Up to when a view that follows the bus has heard everything: by the last sign of life of each part of a topic."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Final

from shared.feed.views import TableName
from shared.tables import Rows

TABLE: Final = "pulse"


def table(t: TableName) -> str:
    """The statement that makes its rows: one a part of the topic."""
    return f"CREATE TABLE {t(TABLE)} (part BIGINT PRIMARY KEY, parts BIGINT NOT NULL, at TEXT NOT NULL)"


def take(rows: Rows, heartbeat: bytes, t: TableName) -> None:
    """A sign of life, of a part that says how many there are."""
    told = json.loads(heartbeat)
    rows.do(
        f"INSERT INTO {t(TABLE)} (part, parts, at) VALUES (?, ?, ?) "
        "ON CONFLICT (part) DO UPDATE SET parts = excluded.parts, at = excluded.at",
        *(told.get("part", 0), told.get("parts", 1), told["at"]),
    )


def heard_up_to(rows: Rows, t: TableName) -> datetime | None:
    """None while one part of the topic was not heard of yet."""
    row = rows.one(f"SELECT MIN(at) AS at, COUNT(*) AS many, MAX(parts) AS parts FROM {t(TABLE)}")
    if row is None or not row["many"] or row["many"] < row["parts"]:
        return None
    return datetime.fromisoformat(row["at"])
