"""What was removed is gone from the files as well: from old pages and dead rows, and from the log of writes before them.

SQLite overwrites a row where it stands, and not what it copied before; PostgreSQL overwrites nothing.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import structlog
from psycopg.errors import InsufficientPrivilege

from shared.tables import Away, Tables

SOON = "PRAGMA busy_timeout=20"
"""So many milliseconds it waits for readers, for whoever wants to write waits behind it."""
log = structlog.get_logger("alongside.removal")


def forget(tables: Tables, table: str, column: str) -> None:
    """Leave no old page or row of a table behind, in the file or in the log of writes. Raises Away while it is read.

    On PostgreSQL, where `VACUUM FULL` keeps what somebody still sees of the past, a column of text is written anew: the living
    alone, and who looks at that past finds the table empty. So this is not for what belongs in a dump.
    """
    with tables.alone() as cursor:
        if tables.postgres:
            cursor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE TEXT USING {column} || ''")
            _begin_log_anew(cursor)
            return
        # SQLite overwrites a row that is deleted, and not the copies that it left between others when it moved them.
        for sql in ("PRAGMA temp_store=MEMORY", "VACUUM"):
            cursor.execute(sql)
        _cut(cursor)


def pack(tables: Tables, table: str) -> None:
    """Leave no old row in PostgreSQL's files of a table, but those that somebody still sees who looks at the past."""
    with tables.alone() as cursor:
        cursor.execute(f"VACUUM FULL {table}")
        _begin_log_anew(cursor)


def cut(tables: Tables) -> None:
    """Leave no old page behind in SQLite's log of writes. Raises Away while somebody reads there."""
    tables.all("PRAGMA wal_checkpoint(PASSIVE)")  # most of it, while others write
    with tables.alone() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        [patience] = cursor.fetchone()
        cursor.execute(SOON)
        try:
            _cut(cursor)
        finally:
            cursor.execute(f"PRAGMA busy_timeout={patience}")


def _cut(cursor: Any) -> None:
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if cursor.fetchone()["busy"]:
        raise Away("the database (what was removed from it is still being read)")


def _begin_log_anew(cursor: Any) -> None:
    """PostgreSQL's log of writes goes on in a new file, and with `wal_recycle = off` those before it are removed."""
    try:
        for sql in ("SELECT pg_switch_wal()", "CHECKPOINT"):
            cursor.execute(sql)
    except InsufficientPrivilege:
        _say_once()


@cache
def _say_once() -> None:
    log.warning("log of writes kept", until="PostgreSQL's next checkpoints", see="docs/operating.md")
