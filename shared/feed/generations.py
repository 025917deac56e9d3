"""The table of generations: which set of a view's tables serves, how far each has read, which number is next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from shared.feed.views import Generation, View
from shared.tables import Away, Rows

DROPPED = -1
Key = tuple[str, int, int]
ONE = "name = ? AND version = ? AND number = ?"


def serving(rows: Rows, view: type[View] | View) -> Generation | None:
    row = rows.one(
        "SELECT * FROM generations WHERE name = ? AND version = ? AND serving = 1", view.name, view.version
    )
    return Generation.of(row) if row else None


def newest(rows: Rows, view: type[View] | View) -> Generation | None:
    row = rows.one(
        f"SELECT * FROM generations WHERE name = ? AND version = ? AND serving <> {DROPPED} ORDER BY number DESC LIMIT 1",
        view.name,
        view.version,
    )
    return Generation.of(row) if row else None


def no_older_serves(rows: Rows, view: View) -> bool:
    return not rows.all("SELECT 1 AS one FROM generations WHERE name = ? AND serving = 1", view.name)


def known(rows: Rows) -> list[Generation]:
    """Every generation that there is, of whatever view."""
    return [Generation.of(row) for row in rows.all(f"SELECT * FROM generations WHERE serving <> {DROPPED}")]


def followed(there: Iterable[Generation], view: View) -> Generation | None:
    """The generation to take facts into: the one that serves, or the newest while a new version fills.

    A process of an older version neither fills nor begins anything beside a newer one that serves.
    """
    of_view = [one for one in there if one.name == view.name]
    if any(one.serving and one.version > view.version for one in of_view):
        raise Away(f"the view {view.name} (a newer version of it serves; this process is out of date)")
    mine = [one for one in of_view if one.version == view.version]
    return max(mine, key=lambda one: (one.serving, one.number), default=None)


def held(rows: Rows, those: Iterable[Generation]) -> dict[Key, int]:
    """How far each has read that is still there; nobody else moves it until the transaction is over."""
    keys, which = _each(those)
    found = rows.all(
        # In one order, so that two workers take in one after the other; SQLite has one writer in any case.
        f"SELECT * FROM generations WHERE serving <> {DROPPED} AND ({which}) ORDER BY name, version, number"
        f"{' FOR UPDATE' if rows.postgres else ''}",
        *keys,
    )
    return {one.key: one.position for one in map(Generation.of, found)}


def move(rows: Rows, those: Iterable[Generation], position: int) -> None:
    keys, which = _each(those)
    if which:
        rows.do(f"UPDATE generations SET position = ? WHERE {which}", position, *keys)


def _each(those: Iterable[Generation]) -> tuple[list[str | int], str]:
    keys = [one.key for one in those]
    return [part for key in keys for part in key], " OR ".join(f"({ONE})" for _ in keys)


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
