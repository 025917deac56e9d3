"""A database that is out of reach: 503 soon, nothing half recorded, and it answers again by itself."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from time import monotonic
from typing import Any

import psycopg
import pytest

from shared.tables import Away, Place
from shared.tables.places import DurableSQLitePool
from tests.faults.logs import ACTING, added, drafted, shut, store_at

SOON = 10.0
RECOVERED = 60.0
"""Seconds within which whoever asks has an answer."""


def test_a_postgresql_that_is_away_is_away_and_nothing_is_recorded(postgres_dsn: str) -> None:
    store = store_at(Place(postgres_dsn))
    store.append(drafted(), ACTING)
    server, _, name = postgres_dsn.rpartition("/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as operator:
        operator.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        operator.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        began = monotonic()
        with pytest.raises(Away):
            store.append(added(), ACTING)
        waited = monotonic() - began
        operator.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    assert waited < SOON
    until = monotonic() + RECOVERED
    while True:
        try:
            assert len(store.read(0)) == 1, "it answers again, with what was acknowledged and no more"
            break
        except Away:  # the pool asks again in longer and longer steps
            assert monotonic() < until
    shut(store)


def test_a_sqlite_that_is_held_by_others_is_away_and_nothing_is_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Impatient(DurableSQLitePool):
        def __init__(self, **told: Any) -> None:
            super().__init__(**(told | {"lock_timeout": 1}))

    monkeypatch.setattr("shared.tables.places.DurableSQLitePool", Impatient)
    store = store_at(Place(str(tmp_path)))
    holder = sqlite3.connect(tmp_path / "log.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(Away):
        store.append(added(), ACTING)
    holder.execute("ROLLBACK")
    holder.close()
    assert store.position() == 0
    shut(store)
