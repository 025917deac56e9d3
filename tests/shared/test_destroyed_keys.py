"""A destroyed key is nowhere in the files of its store: no old page, no log of writes; also after a crash, or once a reader let go."""

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from uuid import uuid4

import psycopg
import pytest

from shared.keys import Erased, Keys, MemoryCustody, traces
from shared.tables import Away, Place, RowLike, Tables, create_schema
from tests.faults.attacker import files_holding
from tests.servers import Postgres

PATIENT = 2.0


@pytest.fixture
def keys(tmp_path: Path) -> Iterator[Keys]:
    made = opened(tmp_path)
    yield made
    made.close()


def opened(folder: Path) -> Keys:
    keys = Keys(Tables(Place(str(folder)).open("keys")), MemoryCustody())
    keys.create_tables()
    return keys


def wrapped(folder: Path) -> dict[str, bytes]:
    """Every key of a store as it lies there."""
    with closing(sqlite3.connect(folder / "keys.db")) as rows:
        found = rows.execute("SELECT id, wrapped FROM keys WHERE wrapped IS NOT NULL").fetchall()
    return {id: value.encode() for id, value in found}


def lying_about(folder: Path, values: dict[str, bytes]) -> set[str]:
    """Which of them lie in any file."""
    whole = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    return {id for id, value in values.items() if value in whole}


def test_a_destroyed_key_is_in_no_file_from_that_moment_on_and_the_others_are(
    keys: Keys, tmp_path: Path
) -> None:
    """Ids of every length, keys that come and go in any order: so pages fill, and split."""
    dice, ids = Random(11), [f"{'rk' * (number % 9)}:{number}" for number in range(400)]
    for id in ids[:300]:
        keys.use_or_make(id)
    going, values = dice.sample(ids[:300], 120), wrapped(tmp_path)

    for number, id in enumerate(going):
        keys.destroy(id)
        if number < 100:
            keys.use_or_make(ids[300 + number])
            values |= wrapped(tmp_path)
        if number % 20 == 0:
            assert lying_about(tmp_path, values) == set(values) - set(going[: number + 1])

    assert lying_about(tmp_path, values) == set(ids) - set(going), "the search finds what is there"


def test_the_same_search_finds_a_key_that_was_only_set_to_nothing(keys: Keys, tmp_path: Path) -> None:
    values = one_destroyed_and_no_more(keys, tmp_path)

    assert lying_about(tmp_path, values) == {"rk:1"}


def one_destroyed_and_no_more(keys: Keys, folder: Path) -> dict[str, bytes]:
    """As if the process had died right after."""
    keys.use_or_make("rk:1")
    values = wrapped(folder)
    with closing(sqlite3.connect(folder / "keys.db")) as rows:
        rows.execute("PRAGMA secure_delete=ON")
        rows.execute("UPDATE keys SET wrapped = NULL, destroyed_at = '2026-03-02' WHERE id = 'rk:1'")
        rows.commit()
    return values


def test_what_whoever_died_over_it_left_is_gone_once_the_next_start_reads_the_list(
    keys: Keys, tmp_path: Path
) -> None:
    values = one_destroyed_and_no_more(keys, tmp_path)
    after = tmp_path / "after"
    after.mkdir()
    for file in tmp_path.glob("keys.db*"):
        shutil.copy(file, after)  # as a crash leaves them, with nobody to close the log of writes
    assert lying_about(after, values) == {"rk:1"}

    again = opened(after)
    again.destroy_listed({})

    assert lying_about(after, values) == set()
    with pytest.raises(Erased):
        again.use("rk:1")
    again.close()


def test_a_reader_holds_up_neither_the_destruction_nor_who_writes_and_the_next_round_removes_the_rest(
    keys: Keys, tmp_path: Path
) -> None:
    keys.use_or_make("rk:1")
    values = wrapped(tmp_path)
    with closing(sqlite3.connect(tmp_path / "keys.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM keys").fetchall()
        began = time.monotonic()

        keys.destroy("rk:1")
        keys.use_or_make("rk:2")

        assert time.monotonic() - began < PATIENT
        assert keys.is_destroyed("rk:1")
        with pytest.raises(Away):
            keys.leave_no_trace()
        reader.execute("COMMIT")

    keys.leave_no_trace()

    assert lying_about(tmp_path, values) == set()
    assert lying_about(tmp_path, wrapped(tmp_path)) == {"rk:2"}


def test_a_log_of_writes_that_cannot_be_emptied_keeps_nothing_from_being_destroyed(
    keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys.use_or_make("rk:1")
    values = wrapped(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(traces, "cut", _fails)
        keys.destroy("rk:1")
    assert keys.is_destroyed("rk:1")

    keys.leave_no_trace()

    assert lying_about(tmp_path, values) == set()


def _fails(_tables: Tables) -> None:
    raise Away("the database")


def test_where_nothing_was_destroyed_a_round_touches_no_file(
    keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys.leave_no_trace()
    monkeypatch.setattr(traces, "cut", _fails)

    keys.use_or_make("rk:1")
    keys.leave_no_trace()


def test_on_postgresql_the_table_is_written_anew_at_times_and_only_after_a_destruction(
    postgres_dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    datastore = Place(postgres_dsn).open(f"keys_{uuid4().hex[:8]}")
    create_schema(datastore)
    tables = Tables(datastore)
    keys = Keys(tables, MemoryCustody())
    keys.create_tables()
    keys.use_or_make("rk:1")
    first = file_of(tables)

    keys.destroy("rk:1")
    keys.leave_no_trace()
    assert file_of(tables) == first, "it is not long since this process began"

    for name in ("FIRST_SECONDS", "ANEW_SECONDS"):
        monkeypatch.setattr(traces, name, 0.0)
    keys = Keys(tables, MemoryCustody())
    keys.leave_no_trace()
    second = file_of(tables)
    keys.use_or_make("rk:2")
    keys.leave_no_trace()

    assert second != first
    assert file_of(tables) == second, "nothing was destroyed since"
    assert keys.is_destroyed("rk:1")
    keys.close()


def test_on_postgresql_its_statistics_hold_no_key(
    postgres_server: Postgres, postgres_dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    datastore = Place(postgres_dsn).open(f"keys_{uuid4().hex[:8]}")
    create_schema(datastore)
    keys, ids = Keys(Tables(datastore), MemoryCustody()), [f"rk:{number}" for number in range(20)]
    keys.create_tables()
    for id in ids:
        keys.use_or_make(id)
    values = [row["wrapped"].encode() for row in keys._tables.all("SELECT wrapped FROM keys")]
    with psycopg.connect(postgres_dsn, autocommit=True) as operator:
        operator.execute("ANALYZE")
        for id in ids:
            keys.destroy(id)
        for name in ("FIRST_SECONDS", "ANEW_SECONDS"):
            monkeypatch.setattr(traces, name, 0.0)
        Keys(keys._tables, MemoryCustody()).leave_no_trace()
        operator.execute("CHECKPOINT")

    assert files_holding(postgres_server.folder, values) == {}
    keys.close()


def file_of(tables: Tables) -> str:
    """Where PostgreSQL has the table lie."""
    row: RowLike | None = tables.one("SELECT pg_relation_filepath('keys') AS path")
    assert row
    return str(row["path"])
