"""The table of generations: which set of a view's tables serves, how far each has read, which number is next."""

from __future__ import annotations

from typing import Any

from shared.feed.views import Generation, View
from shared.tables import Away, Rows

DROPPED = -1
ONE = "name = ? AND version = ? AND number = ?"


def serving(rows: Rows, view: type[View] | View) -> Generation | None:
    row = rows.one(
        "SELECT * FROM generations WHERE name = ? AND version = ? AND serving = 1", view.name, view.version
    )
    return Generation.of(row) if row else None


def refuse_if_outdated(rows: Rows, view: type[View] | View) -> None:
    """A process of an older version neither fills nor begins anything beside a newer one that serves."""
    newer = "SELECT 1 AS one FROM generations WHERE name = ? AND version > ? AND serving = 1"
    if rows.one(newer, view.name, view.version):
        raise Away(f"the view {view.name} (a newer version of it serves; this process is out of date)")


def newest(rows: Rows, view: type[View] | View) -> Generation | None:
    row = rows.one(
        f"SELECT * FROM generations WHERE name = ? AND version = ? AND serving <> {DROPPED} ORDER BY number DESC LIMIT 1",
        view.name,
        view.version,
    )
    return Generation.of(row) if row else None


def no_older_serves(rows: Rows, view: View) -> bool:
    return not rows.all("SELECT 1 AS one FROM generations WHERE name = ? AND serving = 1", view.name)


def position(rows: Rows, generation: Generation) -> int:
    # An update that changes nothing locks the row: two workers take in one after the other.
    rows.do(f"UPDATE generations SET position = position WHERE {ONE}", *generation.key)
    row = rows.one(f"SELECT position FROM generations WHERE {ONE}", *generation.key)
    return int(row["position"]) if row else 0


def drop(rows: Rows, generation: Generation) -> None:
    prefix = generation.table("")
    tables: Any = rows.all(
        "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename LIKE ? ESCAPE '!'"
        if rows.postgres
        else "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE ? ESCAPE '!'",
        prefix.replace("_", "!_") + "%",  # an underscore would stand for any letter
    )
    for row in tables:
        rows.do(f"DROP TABLE {row['name']}")
    # Its number stays used: a consumer group of that name has a place already.
    rows.do(f"UPDATE generations SET serving = {DROPPED} WHERE {ONE}", *generation.key)
