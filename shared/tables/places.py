"""Where rows lie: a file of SQLite, made durable; or a schema of PostgreSQL."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from eventsourcing.persistence import ConnectionPoolClosedError, ConnectionUnavailableError, OperationalError
from eventsourcing.postgres import PostgresDatastore
from eventsourcing.sqlite import (
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteCursor,
    SQLiteDatastore,
    SQLiteTransaction,
)
from psycopg.conninfo import conninfo_to_dict
from psycopg_pool import ConnectionPool

LOCK_SECONDS = 5
POOL, IDLE_SECONDS = 8, 1.0
SYNCHRONOUS_FULL = 2
KEPT = 8
"""So many connections to a file are kept open while nobody uses them."""


class Away(Exception):
    """A part of the house does not answer (503). Nothing was changed."""

    def __init__(self, part: str, retry_after: int = 5) -> None:
        super().__init__(part)
        self.part = part
        self.retry_after = retry_after


class DurableConnection(SQLiteConnection):
    """Who writes has the file for themselves from the beginning, and cannot find later that somebody was faster."""

    @contextmanager
    def transaction(self, *, commit: bool) -> Iterator[SQLiteCursor]:
        with _Transaction(self, commit=commit) as cursor, cursor:
            yield cursor


class _Transaction(SQLiteTransaction):
    def __enter__(self) -> SQLiteCursor:
        cursor = self.connection.cursor()
        try:
            cursor.execute("BEGIN IMMEDIATE" if self.commit else "BEGIN")
        except sqlite3.OperationalError as error:
            raise OperationalError(error) from error
        return cursor


class DurableSQLitePool(SQLiteConnectionPool):
    """Refuses a file system on which an acknowledged fact could be lost; overwrites what is deleted.

    Who reads a file waits for nobody. The library's own lets a reader wait behind whoever waits to write.
    """

    def _create_connection(self) -> SQLiteConnection:
        # The library's own keeps one prepared statement a connection, and prepares every other anew.
        raw = sqlite3.connect(
            self.db_name,
            uri=True,
            check_same_thread=False,
            isolation_level=None,
            timeout=self.lock_timeout or 0,
        )
        raw.row_factory = sqlite3.Row
        if not self.is_sqlite_memory_mode:
            mode = raw.execute("PRAGMA journal_mode=WAL").fetchone()[0]
            raw.execute("PRAGMA synchronous=FULL")
            if mode != "wal" or raw.execute("PRAGMA synchronous").fetchone()[0] != SYNCHRONOUS_FULL:
                raise Away(f"a durable SQLite file (journal mode is {mode!r})")
        raw.execute("PRAGMA secure_delete=ON")
        return DurableConnection(sqlite_conn=raw, max_age=self.max_age)

    def get_connection(
        self, timeout: float | None = None, *, is_writer: bool | None = None
    ) -> SQLiteConnection:
        if self.is_sqlite_memory_mode:
            return super().get_connection(timeout, is_writer=is_writer)
        if is_writer and not self._writer_lock.acquire(
            timeout=self.pool_timeout if timeout is None else timeout
        ):
            raise ConnectionUnavailableError("Others have been writing for too long")
        try:
            connection = self._next()
        except BaseException:
            if is_writer:
                self._writer_lock.release()
            raise
        connection.is_writer = is_writer
        return connection

    def _next(self) -> SQLiteConnection:
        if self._closed:
            raise ConnectionPoolClosedError
        with suppress(IndexError):
            return self._pool.pop()  # the one used last: its statements and pages are at hand
        return self._create_connection()

    def put_connection(self, conn: SQLiteConnection) -> None:
        if self.is_sqlite_memory_mode:
            super().put_connection(conn)
            return
        writer, conn.is_writer = conn.is_writer, None
        if self._closed or len(self._pool) >= KEPT:
            conn.close()
        else:
            self._pool.append(conn)
        if writer:
            self._writer_lock.release()


@dataclass(frozen=True)
class Place:
    """Where rows lie: a folder (SQLite, a file a name), `memory`, or a PostgreSQL address (a schema a name)."""

    address: str

    @property
    def is_postgres(self) -> bool:
        return self.address.startswith(("postgresql://", "postgres://"))

    def open(
        self, name: str, *, pool: int = POOL, scanned: bool = False
    ) -> SQLiteDatastore | PostgresDatastore:
        """`scanned`: whether much of its tables is read at once, as of views; the others are asked by a key or in order."""
        if self.is_postgres:
            return _postgres(self.address, name, pool, scanned=scanned)
        target = (
            f"file:{name}-{uuid4().hex}?mode=memory&cache=shared"
            if self.address == "memory"
            else str(Path(self.address) / f"{name}.db")
        )
        store = SQLiteDatastore(target)
        store.pool = DurableSQLitePool(db_name=target, lock_timeout=30)
        return store


def _postgres(address: str, schema: str, pool: int, *, scanned: bool) -> PostgresDatastore:
    told = conninfo_to_dict(address)
    store = PostgresDatastore(
        dbname=str(told.pop("dbname", "postgres")),
        host=str(told.pop("host", "localhost")),
        port=str(told.pop("port", "5432")),
        user=str(told.pop("user", "postgres")),
        password=str(told.pop("password", "")),
        schema=schema,
        pool_size=1,
        max_overflow=pool - 1,
        lock_timeout=LOCK_SECONDS,
        connect_timeout=2.0,
    )
    # A statement that was planned while its table was nearly empty would go on reading all of it, however it grows. What reads
    # all of a table then costs more than anything by its plan, and would be compiled each time.
    by_key = "" if scanned else " -c enable_seqscan=off -c jit=off"
    told.setdefault("options", f"-c search_path={schema} -c lock_timeout={LOCK_SECONDS}s{by_key}")
    assert isinstance(store.pool.kwargs, dict)
    store.pool._check = _alive_or_dropped  # the library's own asks before every use
    store.pool.kwargs.update(told)  # TLS and the like, which the library's signature leaves out
    return store


def _alive_or_dropped(connection: Any) -> None:
    """Asks one that has not been used for a second whether it lives; raises for one that does not."""
    now = time.monotonic()
    if now - getattr(connection, "last_used", 0.0) > IDLE_SECONDS:
        ConnectionPool.check_connection(connection)
    connection.last_used = now
