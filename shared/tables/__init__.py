"""Rows beside the log, in SQLite or PostgreSQL: one dialect of SQL that both speak, through the library's pools.

Types used: TEXT (ids, times as UTC ISO 8601), BIGINT, BYTEA. Placeholders are `?`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

import psycopg
from eventsourcing.persistence import DataError, IntegrityError, PersistenceError, ProgrammingError
from eventsourcing.postgres import PostgresDatastore
from eventsourcing.sqlite import SQLiteDatastore
from psycopg.pq import TransactionStatus
from psycopg.sql import SQL, Identifier

from shared.tables.places import Away, Place

__all__ = ["Away", "Place", "RowLike", "Rows", "Tables", "away", "create_schema"]

RowLike = Mapping[str, Any]


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

    @property
    def over(self) -> bool:
        """Whether the transaction has ended by itself, as it does when the database goes away."""
        connection = self._cursor.connection
        if self.postgres:
            return bool(connection.info.transaction_status != TransactionStatus.INTRANS)
        return not connection.in_transaction

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
        self._form: Any = {"binary": True} if self.postgres else {}

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

    def all(self, sql: str, *params: Any) -> list[RowLike]:
        """The rows of one statement, which needs no transaction around it.

        PostgreSQL sends them as it holds them: written out as text, stored bytes would be twice as many.
        """
        with away("the database"), self._datastore.get_connection(**self._reading) as connection:
            return Rows(connection.cursor(**self._form), postgres=self.postgres).all(sql, *params)

    def one(self, sql: str, *params: Any) -> RowLike | None:
        """The first row of one statement."""
        found = self.all(sql, *params)
        return found[0] if found else None

    def create(self, *statements: str) -> None:
        """Make what is missing; processes that start together do not collide."""
        with self.write() as rows:
            if self.postgres:
                rows.do("SELECT pg_advisory_xact_lock(20261122)")
            for statement in statements:
                rows.do(statement)

    def unsampled(self, table: str, *columns: str) -> tuple[str, ...]:
        """What keeps values out of PostgreSQL's statistics, in which they would outlive their rows."""
        never = ", ".join(f"ALTER COLUMN {one} SET STATISTICS 0" for one in columns)
        return (f"ALTER TABLE {table} {never}",) if self.postgres else ()

    @contextmanager
    def alone(self) -> Iterator[Any]:
        """To write, and in no transaction."""
        writing: Any = {} if self.postgres else {"commit": True}
        with away("the database"), self._datastore.get_connection(**writing) as connection:
            yield connection.cursor()

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
