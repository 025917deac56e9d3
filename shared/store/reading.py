"""What stands in a log, as stored: a history, or a page of all of them in their order."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from shared.tables import Tables

END: Final = 2**62
"""A version that no history reaches."""


def history(tables: Tables, id: UUID, after: int, upto: int | None) -> list[bytes]:
    """A record's facts, or those between two versions, oldest first."""
    found = tables.all(
        "SELECT state FROM stored_events WHERE originator_id = ? AND originator_version > ? "
        "AND originator_version <= ? ORDER BY originator_version",
        *(id if tables.postgres else id.hex, after, END if upto is None else upto),
    )
    return [row["state"] for row in found]


def place_of(tables: Tables, id: UUID, version: int) -> int:
    """Where in the log one fact of a record stands."""
    place = _place(tables)
    found = tables.one(
        f"SELECT {place} AS place FROM stored_events WHERE originator_id = ? AND originator_version = ?",
        *(id if tables.postgres else id.hex, version),
    )
    return int(found["place"]) if found else 0


def page(tables: Tables, after: int, limit: int) -> list[tuple[int, bytes]]:
    """What was recorded after a place in the log, each with its own. Holes in the numbers are normal."""
    place = _place(tables)
    found = tables.all(
        f"SELECT {place} AS place, state FROM stored_events WHERE {place} > ? ORDER BY {place} LIMIT ?",
        *(after, limit),
    )
    return [(row["place"], row["state"]) for row in found]


def _place(tables: Tables) -> str:
    return "notification_id" if tables.postgres else "rowid"
