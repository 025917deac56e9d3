"""Where it is measured: SQLite in a folder, and PostgreSQL and Apache Kafka as the tests start them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from shared.keys import Keys, MemoryCustody
from shared.store import Store
from shared.tables import Place, Tables, create_schema
from tests.servers import kafka, postgres

EVENTS, KEYS, VIEWS = "agreements", "agreements_keys", "agreements_views"


@dataclass
class Ground:
    """One store to measure on, with its keys; `place` opens more of it."""

    name: str
    place: Place
    store: Store
    keys: Keys

    def tables(self, name: str) -> Tables:
        datastore = self.place.open(name, scanned=name == VIEWS)
        create_schema(datastore)
        return Tables(datastore)

    def bare(self, name: str) -> Any:
        """The driver alone, each statement its own commit, as durable as the store."""
        if self.place.is_postgres:
            return psycopg.connect(self.place.address, autocommit=True, options=f"-c search_path={name}")
        return bare_sqlite(Path(self.place.address) / f"{name}.db")


def bare_sqlite(path: Path) -> Any:
    import sqlite3

    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    return connection


@contextmanager
def _ground(name: str, place: Place) -> Iterator[Ground]:
    kept = place.open(KEYS)
    create_schema(kept)
    keys = Keys(Tables(kept), MemoryCustody())
    keys.create_tables()
    store = Store(place, EVENTS, keys)
    try:
        yield Ground(name, place, store, keys)
    finally:
        store.close()
        keys.close()


def grounds() -> Iterator[Ground]:
    """SQLite, then PostgreSQL where it can be had, each new and empty."""
    with (
        tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder,
        _ground("SQLite", Place(folder)) as ground,
    ):
        yield ground
    if server := postgres():
        address = server.new_database()
        with _ground("PostgreSQL", Place(address)) as ground:
            yield ground
        server.drop_database(address)


def broker() -> str | None:
    server = kafka()
    return server.bootstrap if server else None
