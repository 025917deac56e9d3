"""Rows beside the log, in SQLite or PostgreSQL: one dialect of SQL that both speak, through the library's pools.

Types used: TEXT (ids, times as UTC ISO 8601), BIGINT, BYTEA. Placeholders are `?`.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from eventsourcing.persistence import DataError, IntegrityError, PersistenceError, ProgrammingError
from eventsourcing.postgres import PostgresDatastore
from eventsourcing.sqlite import SQLiteConnection, SQLiteConnectionPool, SQLiteDatastore
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Identifier
from psycopg_pool import ConnectionPool

RowLike = Mapping[str, Any]
LOCK_SECONDS = 5
POOL, IDLE_SECONDS = 8, 1.0
SYNCHRONOUS_FULL = 2


class Away(Exception):
    """A part of the house does not answer (503). Nothing was changed."""

    def __init__(self, part: str, retry_after: int = 5) -> None:
        super().__init__(part)
        self.part = part
        self.retry_after = retry_after


class DurableSQLitePool(SQLiteConnectionPool):
    """Refuses a file system on which an acknowledged fact could be lost; overwrites what is deleted."""

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
        return SQLiteConnection(sqlite_conn=raw, max_age=self.max_age)


@dataclass(frozen=True)
class Place:
    """Where rows lie: a folder (SQLite, a file a name), `memory`, or a PostgreSQL address (a schema a name)."""

    address: str

    @property
    def is_postgres(self) -> bool:
        return self.address.startswith(("postgresql://", "postgres://"))

    def open(self, name: str, *, pool: int = POOL) -> SQLiteDatastore | PostgresDatastore:
        if self.is_postgres:
            return _postgres(self.address, name, pool)
        target = (
            f"file:{name}-{uuid4().hex}?mode=memory&cache=shared"
            if self.address == "memory"
            else str(Path(self.address) / f"{name}.db")
        )
        store = SQLiteDatastore(target)
        store.pool = DurableSQLitePool(db_name=target, lock_timeout=30)
        return store


def _postgres(address: str, schema: str, pool: int) -> PostgresDatastore:
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
    told.setdefault("options", f"-c search_path={schema} -c lock_timeout={LOCK_SECONDS}s")
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


class Rows:
    """What one transaction reads and writes."""

    def __init__(self, cursor: Any, *, postgres: bool) -> None:
        self._cursor = cursor if postgres else cursor.sqlite_cursor
        self.postgres = postgres

    def all(self, sql: str, *params: Any) -> list[RowLike]:
        self._cursor.execute(_spoken(sql) if self.postgres else sql, params)
        return list(self._cursor.fetchall())

    def one(self, sql: str, *params: Any) -> RowLike | None:
        found = self.all(sql, *params)
        return found[0] if found else None

    def do(self, sql: str, *params: Any) -> int:
        """How many rows it touched."""
        self._cursor.execute(_spoken(sql) if self.postgres else sql, params)
        return int(self._cursor.rowcount)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part of the transaction that can fail alone."""
        self._cursor.execute("SAVEPOINT attempt")
        try:
            yield
        except BaseException:
            self._cursor.execute("ROLLBACK TO SAVEPOINT attempt")
            raise
        finally:
            self._cursor.execute("RELEASE SAVEPOINT attempt")


@cache
def _spoken(sql: str) -> str:
    return sql.replace("%", "%%").replace("?", "%s")


class Tables:
    """One file or schema of rows. `read` and `write` are transactions; a store that is away raises Away."""

    def __init__(self, datastore: SQLiteDatastore | PostgresDatastore) -> None:
        self._datastore = datastore
        self.postgres = isinstance(datastore, PostgresDatastore)
        self._reading: Any = {} if self.postgres else {"commit": False}

    @contextmanager
    def _transaction(self, *, commit: bool) -> Iterator[Rows]:
        with away("the database"), self._datastore.transaction(commit=commit) as cursor:
            yield Rows(cursor, postgres=self.postgres)

    def read(self) -> Any:
        """For reading. Each statement sees what was committed before it, as it would in a transaction here."""
        return self._looking() if self.postgres else self._transaction(commit=False)

    @contextmanager
    def _looking(self) -> Iterator[Rows]:
        assert isinstance(self._datastore, PostgresDatastore)
        with away("the database"), self._datastore.cursor() as cursor:  # no BEGIN and ROLLBACK to wait for
            yield Rows(cursor, postgres=True)

    def write(self) -> Any:
        return self._transaction(commit=True)

    def one(self, sql: str, *params: Any) -> RowLike | None:
        """The first row of one statement, which needs no transaction around it."""
        with away("the database"), self._datastore.get_connection(**self._reading) as connection:
            return Rows(connection.cursor(), postgres=self.postgres).one(sql, *params)

    def create(self, *statements: str) -> None:
        """Make what is missing; processes that start together do not collide."""
        with self.write() as rows:
            if self.postgres:
                rows.do("SELECT pg_advisory_xact_lock(20261122)")
            for statement in statements:
                rows.do(statement)

    def close(self) -> None:
        self._datastore.close()


def create_schema(datastore: SQLiteDatastore | PostgresDatastore) -> None:
    if isinstance(datastore, PostgresDatastore):
        with datastore.transaction(commit=True) as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(20261122)")
            cursor.execute(SQL("CREATE SCHEMA IF NOT EXISTS {}").format(Identifier(datastore.schema)))


@contextmanager
def away(part: str) -> Iterator[None]:
    """Turns the drivers' many ways of being out of reach into one."""
    try:
        yield
    except (IntegrityError, ProgrammingError, DataError):
        raise
    except (PersistenceError, psycopg.OperationalError, sqlite3.OperationalError) as error:
        raise Away(part) from error
