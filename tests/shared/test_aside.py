"""What is nobody's history yet: sealed in its row, opened from there alone, and gone for good when removed (C1)."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from eventsourcing.persistence import IntegrityError

from shared.aside import Aside
from shared.keys import MemoryCustody
from shared.sealing import MovedOrAltered
from shared.tables import Away, Place, Tables, create_schema
from tests.faults.logs import PLACES, place_of

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
