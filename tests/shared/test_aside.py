"""What is nobody's history yet: sealed in its row, opened from there alone, and gone for good when removed (C1)."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
import structlog
from eventsourcing.persistence import IntegrityError

from shared.aside import Aside, Laid
from shared.keys import MemoryCustody
from shared.sealing import MovedOrAltered
from shared.tables import Away, Place, Tables, create_schema, removal
from tests.faults.attacker import files_holding
from tests.faults.logs import PLACES, place_of
from tests.servers import Postgres
from tests.servers.postgres import LOG_OF_WRITES

WORDS = b"What I fear happened there."
OTHERS = b"It was not so."


@pytest.fixture(params=PLACES)
def aside(request: pytest.FixtureRequest) -> Iterator[Aside]:
    datastore = place_of(request.param, request).open(f"drafts_{uuid4().hex[:8]}")
    create_schema(datastore)
    made = Aside(Tables(datastore), MemoryCustody())
    made.create_tables()
    yield made
    made.close()


def test_what_was_laid_aside_is_found_by_its_owner_and_opened(aside: Aside) -> None:
    id = aside.lay("draft", "somebody", WORDS, until="2026-03-02")
    aside.lay("draft", "another", OTHERS)

    found = aside.of("draft", "somebody")

    assert [(one.id, one.until) for one in found] == [(id, "2026-03-02")]
    assert aside.opened(found[0]) == WORDS
    assert aside.one(id, "answer") is None, "another kind's row is not there"


def test_other_content_takes_the_place_of_the_first(aside: Aside) -> None:
    id = aside.lay("draft", "somebody", WORDS)

    [first] = aside.of("draft", "somebody")
    assert aside.replace(first, OTHERS)
    [laid] = aside.of("draft", "somebody")

    assert laid.id == id
    assert aside.opened(laid) == OTHERS
    assert aside.opened(first) is None, "it was seen before it was written anew"
    assert not aside.replace(first, WORDS), "nor is it written over by whoever saw the first only"
    assert aside.opened(laid) == OTHERS


def test_what_was_removed_is_nowhere_and_the_rest_stays(aside: Aside) -> None:
    gone, stays = (aside.lay("draft", "somebody", WORDS, until=day) for day in ("2026-03-01", "2026-03-02"))
    [old] = aside.past("draft", "2026-03-02")

    assert aside.remove([gone]) == 1
    assert aside.remove([gone]) == 0

    assert old.id == gone
    assert aside.opened(old) is None
    assert [one.id for one in aside.of("draft", "somebody")] == [stays]


def test_an_id_is_taken_once(aside: Aside) -> None:
    id = aside.lay("draft", "somebody", WORDS)

    with pytest.raises(IntegrityError):
        aside.lay("draft", "somebody", OTHERS, id=id)


def test_what_is_laid_together_is_there_whole_or_not_at_all(aside: Aside) -> None:
    one, other, third = (Laid(uuid4(), "draft", "somebody", "") for _ in range(3))

    aside.lay_together((one, WORDS), (other, OTHERS))
    with pytest.raises(IntegrityError):
        aside.lay_together((third, WORDS), (other, WORDS))

    lies = {laid.id: aside.opened(laid) for laid in aside.of("draft", "somebody")}
    assert lies == {one.id: WORDS, other.id: OTHERS}


def test_what_was_moved_to_another_row_does_not_open(tmp_path: Path) -> None:
    tables = Tables(Place(str(tmp_path)).open("drafts"))
    aside = Aside(tables, MemoryCustody())
    aside.create_tables()
    one, other = (aside.lay("draft", "somebody", words) for words in (WORDS, OTHERS))
    with tables.write() as rows:
        rows.do("DELETE FROM aside WHERE id = ?", str(one))
        rows.do("UPDATE aside SET id = ? WHERE id = ?", str(one), str(other))
    [moved] = aside.of("draft", "somebody")

    with pytest.raises((MovedOrAltered, Away)):
        aside.opened(moved)
    aside.close()


@pytest.mark.parametrize("column", ["owner", "until"])
def test_what_was_given_to_another_or_for_longer_does_not_open(tmp_path: Path, column: str) -> None:
    tables = Tables(Place(str(tmp_path)).open("drafts"))
    aside = Aside(tables, MemoryCustody())
    aside.create_tables()
    id = aside.lay("draft", "somebody", WORDS, until="2026-03-02")
    with tables.write() as rows:
        rows.do(f"UPDATE aside SET {column} = '2026-03-03' WHERE id = ?", str(id))
    given = aside.one(id, "draft")

    assert given
    with pytest.raises(MovedOrAltered):
        aside.opened(given)
    aside.close()


def test_nothing_of_a_removed_row_is_left_in_the_file_or_beside_it(tmp_path: Path) -> None:
    aside = Aside(Tables(Place(str(tmp_path)).open("drafts")), MemoryCustody())
    aside.create_tables()
    id = aside.lay("draft", "somebody", WORDS)
    before = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    with sqlite3.connect(tmp_path / "drafts.db") as looking:
        [(sealed,)] = looking.execute("SELECT sealed FROM aside").fetchall()
    looking.close()

    aside.remove([id])

    after = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    traces = (sealed.encode(), str(id).encode())
    assert all(one in before for one in traces), "the search finds what is there"
    assert not any(one in after for one in traces)
    aside.close()


def test_nothing_of_what_was_removed_is_left_between_the_rows_that_stay(tmp_path: Path) -> None:
    """A database that makes room by moving rows leaves copies of them in the gaps of its pages."""
    tables = Tables(Place(str(tmp_path)).open("drafts"))
    aside = Aside(tables, MemoryCustody())
    aside.create_tables()
    ids = [aside.lay("draft", "somebody", WORDS * (1 + number % 30)) for number in range(300)]
    going, staying = ids[::2], ids[1::2]
    values = {
        UUID(row["id"]): [row[name].encode() for name in ("id", "wrapped", "sealed")]
        for row in tables.all("SELECT id, wrapped, sealed FROM aside")
    }

    assert aside.remove(going) == 150

    whole = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert [one for one in going if any(value in whole for value in values[one])] == []
    assert all(value in whole for one in staying for value in values[one][:2]), (
        "the search finds what is there"
    )
    assert {laid.id for laid in aside.kinds("draft")} == set(staying)
    aside.close()


def test_what_a_process_removed_that_died_in_between_leaves_no_trace_once_the_next_looks(
    tmp_path: Path,
) -> None:
    tables = Tables(Place(str(tmp_path)).open("drafts"))
    aside = Aside(tables, MemoryCustody())
    aside.create_tables()
    id = aside.lay("draft", "somebody", WORDS)
    [(sealed,)] = tables.all("SELECT sealed FROM aside")
    with tables.write() as rows:
        rows.do("DELETE FROM aside WHERE id = ?", str(id))

    def left() -> bool:
        return any(sealed.encode() in file.read_bytes() for file in tmp_path.iterdir())

    assert left()

    Aside(tables, MemoryCustody()).leave_no_trace()

    assert not left()
    aside.close()


@pytest.fixture
def on_postgresql(postgres_dsn: str) -> Iterator[Aside]:
    datastore = Place(postgres_dsn).open(f"drafts_{uuid4().hex[:8]}")
    create_schema(datastore)
    made = Aside(Tables(datastore), MemoryCustody())
    made.create_tables()
    yield made
    made.close()


def values_of(aside: Aside, ids: list[UUID]) -> list[bytes]:
    """As they lie in the rows."""
    rows = aside._tables.all(
        "SELECT id, wrapped, sealed FROM aside WHERE id = ANY(?)", [str(id) for id in ids]
    )
    return [row[name].encode() for row in rows for name in ("id", "wrapped", "sealed")]


def test_on_postgresql_nothing_is_left_of_what_was_removed_whoever_still_looks_at_the_past(
    on_postgresql: Aside, postgres_server: Postgres, postgres_dsn: str
) -> None:
    ids = [on_postgresql.lay("draft", "somebody", WORDS) for _ in range(20)]
    going, staying = values_of(on_postgresql, ids[:10]), values_of(on_postgresql, ids[10:])
    with psycopg.connect(postgres_dsn) as dump:
        dump.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        dump.execute("SELECT 1 FROM pg_class")  # of a table that has nothing to do with it

        assert on_postgresql.remove(ids[:10]) == 10

        assert files_holding(postgres_server.folder, going) == {}
    assert len(files_holding(postgres_server.folder, staying)) == len(staying), (
        "the search finds what is there"
    )
    assert {laid.id for laid in on_postgresql.kinds("draft")} == set(ids[10:])


def test_on_postgresql_its_statistics_hold_nothing_of_a_row(
    on_postgresql: Aside, postgres_server: Postgres, postgres_dsn: str
) -> None:
    ids = [on_postgresql.lay("draft", "somebody", WORDS) for _ in range(20)]
    for going in (ids[:10], ids[10:]):
        values = values_of(on_postgresql, going)
        with psycopg.connect(postgres_dsn, autocommit=True) as operator:
            operator.execute("ANALYZE")

        on_postgresql.remove(going)

        assert files_holding(postgres_server.folder, values) == {}


def test_a_role_that_may_not_begin_the_log_of_writes_anew_removes_all_the_same_and_says_so_once(
    postgres_server: Postgres, postgres_dsn: str
) -> None:
    name, database = f"plain_{uuid4().hex[:8]}", postgres_dsn.rpartition("/")[2]
    with psycopg.connect(postgres_dsn, autocommit=True) as operator:
        operator.execute(f"CREATE ROLE {name} LOGIN; GRANT CREATE ON DATABASE {database} TO {name}")
        datastore = Place(re.sub("//[^@]+@", f"//{name}@", postgres_dsn)).open("drafts")
        create_schema(datastore)
        aside = Aside(Tables(datastore), MemoryCustody())
        aside.create_tables()
        removal._say_once.cache_clear()
        with structlog.testing.capture_logs() as lines:
            for _ in range(2):
                id = aside.lay("draft", "somebody", WORDS)
                values = values_of(aside, [id])
                assert aside.remove([id]) == 1
        aside.close()
        operator.execute("CHECKPOINT")

    assert [one["event"] for one in lines] == ["log of writes kept"]
    assert files_holding(postgres_server.folder, values, but=LOG_OF_WRITES) == {}
    assert files_holding(postgres_server.folder / "data" / LOG_OF_WRITES, values), "as that line says"


def test_on_postgresql_an_id_that_is_taken_stands_in_no_line(
    on_postgresql: Aside, postgres_server: Postgres
) -> None:
    id = on_postgresql.lay("draft", "somebody", WORDS)

    with pytest.raises(IntegrityError):
        on_postgresql.lay("draft", "somebody", OTHERS, id=id)

    assert str(id) not in (postgres_server.folder / "server.log").read_text()


def test_while_somebody_reads_what_was_removed_that_is_said_and_not_taken_for_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.tables.places.sqlite3.connect", _impatient(sqlite3.connect))
    aside = Aside(Tables(Place(str(tmp_path)).open("drafts")), MemoryCustody())
    aside.create_tables()
    id = aside.lay("draft", "somebody", WORDS)
    reader = sqlite3.connect(tmp_path / "drafts.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM aside").fetchall()

    with pytest.raises(Away):
        aside.remove([id])
    reader.execute("COMMIT")
    reader.close()
    aside.leave_no_trace()

    assert not any(str(id).encode() in file.read_bytes() for file in tmp_path.iterdir())
    aside.close()


def _impatient(connect: Any) -> Any:
    return lambda *args, **more: connect(*args, **more | {"timeout": 0})
