"""What somebody took away of a house: its root of keys, its secret, its files, and every row of its databases with the place where it lay."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg.rows import dict_row
from psycopg.sql import SQL, Identifier

from shared.keys import FileCustody
from shared.settings import Settings
from tests.servers.heap import versions
from tests.servers.kafka import records

TEXT: Final = 25
"""PostgreSQL's number for that type."""


@dataclass(frozen=True)
class Row:
    """A row as it was read, or a record of a topic."""

    database: str
    table: str
    told: dict[str, Any]
    place: dict[str, Any] = field(default_factory=dict)
    """What no column says: where it lies among the others, and what brought it there."""

    @property
    def where(self) -> str:
        return f"{self.database} {self.table}"


class Loot:
    """Of a house that runs or is closed; read as often as asked, for what was there a moment ago may be gone."""

    def __init__(self, settings: Settings, *folders: Path) -> None:
        self.custody = FileCustody(settings.custody_file, create=False)
        self.secret = bytes.fromhex(settings.link_file.read_text().strip())
        self.folders = folders or (settings.data,)
        self._settings = settings

    def rows(self, *only: str) -> Iterator[Row]:
        """Of every table, or of those of these names."""
        if self._settings.on_one_machine:
            yield from in_sqlite(self._settings.data, *only)
            return
        for dsn in (self._settings.database, self._settings.keys):
            yield from in_postgres(dsn, *only)


def in_sqlite(folder: Path, *only: str) -> Iterator[Row]:
    for path in sorted(folder.rglob("*.db")):
        with closing(sqlite3.connect(path)) as database:
            database.row_factory = sqlite3.Row
            for name, sql in database.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
            ).fetchall():
                if only and name not in only:
                    continue
                order = "" if "WITHOUT ROWID" in (sql or "") else "rowid AS place_in_file, "
                for row in database.execute(f"SELECT {order}* FROM {name}"):
                    told = dict(row)
                    place = {"place_in_file": told.pop("place_in_file")} if order else {}
                    yield Row(f"{path.parent.name}/{path.name}", name, told, place)


def in_postgres(dsn: str, *only: str) -> Iterator[Row]:
    with psycopg.connect(dsn, row_factory=dict_row) as connection:
        for schema, table in _tables(connection):
            if only and table not in only:
                continue
            for told in connection.execute(
                SQL("SELECT ctid::text AS ctid, xmin::text AS xmin, * FROM {}.{}").format(
                    Identifier(schema), Identifier(table)
                )
            ):
                place = {"ctid": _place(told.pop("ctid")), "xmin": int(told.pop("xmin"))}
                yield Row(schema, table, told, place)


def dead_in_postgres(dsn: str, folder: Path) -> Iterator[Row]:
    """What its tables' files hold and no query answers any more."""
    with psycopg.connect(dsn, row_factory=dict_row, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        for schema, table in _tables(connection):
            names = Identifier(schema), Identifier(table)
            living = {
                _place(row["at"])
                for row in connection.execute(SQL("SELECT ctid::text AS at FROM {}.{}").format(*names))
            }
            [told] = connection.execute("SELECT pg_relation_filepath(%s) AS path", [f"{schema}.{table}"])
            columns = connection.execute(
                "SELECT attname, atttypid FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 ORDER BY attnum",
                [f"{schema}.{table}"],
            ).fetchall()
            for one in versions((folder / told["path"]).read_bytes()):
                if one.at not in living:
                    seen: dict[str, Any] = {"whole": one.whole}
                    if all(column["atttypid"] == TEXT for column in columns):
                        texts = (None if text is None else text.decode() for text in one.texts())
                        seen = dict(zip((column["attname"] for column in columns), texts, strict=True))
                    yield Row(f"{schema}", f"{table} dead", seen, {"ctid": one.at, "xmin": one.xmin})


def in_topics(servers: str) -> Iterator[Row]:
    for one in records(servers):
        told = {"key": one.key, "value": one.value, "headers": repr(one.headers)}
        place = {"offset": (one.partition, one.offset), "timestamp": one.timestamp}
        yield Row("topic", one.topic, told, place)


def _tables(connection: psycopg.Connection[Any]) -> list[tuple[str, str]]:
    found = connection.execute(
        "SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2"
    )
    return [(row["schemaname"], row["tablename"]) for row in found]


def _place(ctid: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", ctid))
