"""A file of rows: who writes waits for who writes, who reads waits for nobody."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from eventsourcing.persistence import ConnectionUnavailableError

from shared.tables import Away, Place, Tables, create_schema
from shared.tables.places import KEPT, DurableSQLitePool

PROMPT = 0.5


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Tables]:
    tables = Tables(Place(str(tmp_path)).open("rows"))
    tables.create("CREATE TABLE rows (id TEXT PRIMARY KEY)")
    yield tables
    tables.close()


def pool_of(tables: Tables) -> Any:
    return tables._datastore.pool


def ids(tables: Tables) -> list[str]:
    with tables.read() as rows:
        return [row["id"] for row in rows.all("SELECT id FROM rows ORDER BY id")]


def test_whoever_reads_waits_neither_for_who_writes_nor_for_who_waits_to(file: Tables) -> None:
    with file.write() as rows:
        rows.do("INSERT INTO rows VALUES ('first')")
        waiting = threading.Thread(target=file.create, args=("INSERT INTO rows VALUES ('second')",))
        waiting.start()
        time.sleep(0.1)
        began = time.monotonic()
        assert ids(file) == [], "as it was before"
        assert time.monotonic() - began < PROMPT
        assert waiting.is_alive()
    waiting.join(10)
    assert ids(file) == ["first", "second"]


def test_whoever_writes_finds_everything_that_was_written_before(file: Tables) -> None:
    """It does not look first and learn at its first write that somebody was faster."""

    def count_up() -> None:
        for _ in range(50):
            with file.write() as rows:
                many = len(rows.all("SELECT id FROM rows"))
                rows.do("INSERT INTO rows VALUES (?)", f"{many:04}")

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    assert ids(file) == [f"{many:04}" for many in range(200)]


def test_a_write_that_fails_leaves_nothing_and_lets_the_next_one_write(file: Tables) -> None:
    def fail() -> None:
        with file.write() as rows:
            rows.do("INSERT INTO rows VALUES ('never')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    file.create("INSERT INTO rows VALUES ('next')")
    assert ids(file) == ["next"]


def test_whoever_waits_too_long_to_write_hears_that_it_is_away(
    file: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool_of(file), "pool_timeout", 0.1)
    with file.write(), pytest.raises(Away) as away:
        file.create("INSERT INTO rows VALUES ('late')")
    assert isinstance(away.value.__cause__, ConnectionUnavailableError)
    file.create("INSERT INTO rows VALUES ('after')")
    assert ids(file) == ["after"]


def test_few_connections_are_kept_and_none_once_it_is_closed(file: Tables) -> None:
    pool = pool_of(file)
    assert isinstance(pool, DurableSQLitePool)
    with ExitStack() as readers:
        for _ in range(KEPT + 4):
            readers.enter_context(file.read())
    assert len(pool._pool) == KEPT
    with file.read() as rows:
        file.close()
        assert rows.all("SELECT 1 AS one")[0]["one"] == 1, "whoever was reading reads to the end"
    assert len(pool._pool) == 0


@pytest.mark.parametrize(("scanned", "plan"), [(False, "Index"), (True, "Seq Scan")])
def test_on_postgresql_what_is_asked_by_a_key_is_looked_up_however_little_there_was_when_it_was_planned(
    scanned: bool, plan: str, postgres_dsn: str
) -> None:
    """PostgreSQL keeps a plan; one that reads the whole of a small table goes on doing so while it grows."""
    datastore = Place(postgres_dsn).open(f"rows_{uuid4().hex[:8]}", scanned=scanned)
    create_schema(datastore)
    tables = Tables(datastore)
    tables.create("CREATE TABLE rows (id TEXT PRIMARY KEY)")
    with tables.write() as rows:
        for id in "abc":
            rows.do("INSERT INTO rows VALUES (?)", id)
        rows.do("ANALYZE rows")

    with tables.read() as rows:
        found = rows.all("EXPLAIN SELECT id FROM rows WHERE id IN (?, ?)", "a", "b")

    assert plan in str([dict(row) for row in found])
    tables.close()


def test_nor_is_anything_compiled_that_reads_all_of_a_table(postgres_dsn: str) -> None:
    """It takes a hundred times as long as reading it: what may not be costs more than anything, by its plan."""
    datastore = Place(postgres_dsn).open(f"rows_{uuid4().hex[:8]}")
    create_schema(datastore)
    tables = Tables(datastore)
    tables.create("CREATE TABLE rows (id TEXT PRIMARY KEY, at INTEGER)")

    with tables.read() as rows:
        found = rows.all("EXPLAIN ANALYZE SELECT COUNT(*) FROM rows WHERE at < ?", 1)

    told = str([dict(row) for row in found])
    assert "Seq Scan" in told
    assert "JIT" not in told
    tables.close()
