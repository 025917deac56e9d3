"""Views: rows, inbox and position in one transaction; poisoned streams wait; generations fill beside one another."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from services.agreements.events import AgreementEnded
from shared.bus import Message
from shared.facts import Recorded
from shared.feed.shelf import Shelf
from shared.feed.steps import LogStep
from shared.feed.views import View
from shared.store import Store
from shared.tables import Away
from tests.faults.logs import place_of
from tests.faults.tally import SECRET, NewTally, Tally, contents, fed, messages, tables_of, whole


@pytest.fixture(params=["sqlite", "postgres"])
def feed(request: pytest.FixtureRequest) -> Iterator[tuple[Store, Shelf]]:
    with fed(place_of(request.param, request)) as made:
        yield made


def test_a_page_of_the_log_is_taken_in_with_its_position_and_needs_no_inbox(
    feed: tuple[Store, Shelf],
) -> None:
    store, shelf = feed
    view = Tally()
    generation = shelf.prepare(view)
    assert shelf.take_log(view, generation, store.read(0, 10)) == store.read(0, 10)[-1][0]
    assert contents(shelf, generation, "inbox") == []
    assert shelf.position(view) == store.read(0, 10)[-1][0]
    shelf.take_log(view, generation, store.read(shelf.position(view), 1000))
    assert contents(shelf, generation) == whole(store)
    assert shelf.position(view) == store.position()


def test_a_page_that_cannot_be_finished_leaves_no_row_and_no_position(
    feed: tuple[Store, Shelf],
) -> None:
    store, shelf = feed
    view = Tally()
    generation = shelf.prepare(view)
    last = Recorded.load(store.read(0, 10)[-1][1])
    view.chokes_on, view.trouble = {(str(last.stream_id), last.stream_version)}, Away("the database")
    with pytest.raises(Away):
        shelf.take_log(view, generation, store.read(0, 10))
    assert contents(shelf, generation) == []
    assert (shelf.position(view), shelf.parked(view)) == (0, [])


def test_pages_that_come_again_change_nothing(feed: tuple[Store, Shelf]) -> None:
    store, shelf = feed
    view = Tally()
    generation = shelf.prepare(view)
    page = store.read(0, 1000)
    for again in (page, page, page[5:], page[:5]):
        shelf.take_log(view, generation, again)
    assert contents(shelf, generation) == whole(store)


def test_messages_shuffled_across_streams_and_redelivered_change_nothing(feed: tuple[Store, Shelf]) -> None:
    store, shelf = feed
    view, sent = Tally(), messages(store)
    for seed in range(10):
        generation, dice = shelf.begin_anew(view), random.Random(seed)
        streams = {one.key: [m for m in sent if m.key == one.key] for one in sent}
        mixed = [streams[key].pop(0) for key in dice.sample([one.key for one in sent], len(sent))]
        for page in (mixed[:7], mixed[3:12], mixed[7:], dice.sample(mixed, len(mixed)), mixed[::-1]):
            shelf.take_messages(view, generation, page)
        assert contents(shelf, generation) == whole(store), f"seed {seed}"


def poisoned(store: Store, view: Tally, version: int = 2) -> str:
    stream = str(Recorded.load(store.read(0, 3)[-1][1]).stream_id)
    view.chokes_on = {(stream, version)}
    return stream


def test_a_poisoned_record_parks_its_stream_and_no_other(feed: tuple[Store, Shelf]) -> None:
    store, shelf = feed
    view = Tally()
    generation = shelf.prepare(view)
    stream = poisoned(store, view)
    shelf.take_log(view, generation, store.read(0, 1000))

    expected = [(one, "1 " if one == stream else versions) for one, versions in whole(store)]
    assert contents(shelf, generation) == expected, "what it did before it choked is undone too"
    assert shelf.parked(view) == [(stream, 2, "ZeroDivisionError")]
    assert shelf.position(view) == store.position()
    parked = contents(shelf, generation, "parked")
    assert SECRET not in repr(parked)
    assert [bytes(row[3]) for row in parked] == [
        stored for _, stored in store.read(0, 1000) if stream.encode() in stored
    ][1:], "it waits as it is stored: sealed"


def test_the_class_of_trouble_is_told_whatever_its_name(feed: tuple[Store, Shelf]) -> None:
    class zzz(Exception):  # noqa: N801  (sorts after every other word)
        pass

    store, shelf = feed
    view = Tally()
    stream = poisoned(store, view)
    view.trouble = zzz(SECRET)
    shelf.take_log(view, shelf.prepare(view), store.read(0, 1000))
    assert shelf.parked(view) == [(stream, 2, "zzz")]


def test_what_waits_is_released_in_order_once_it_can_be_taken(feed: tuple[Store, Shelf]) -> None:
    store, shelf = feed
    view = Tally()
    generation = shelf.prepare(view)
    stream = poisoned(store, view)
    shelf.take_messages(view, generation, messages(store))
    assert shelf.release(view, stream) == (0, 2), "still poisoned"

    view.chokes_on = set()
    assert shelf.release(view, stream) == (2, 0)
    assert contents(shelf, generation) == whole(store)
    assert shelf.parked(view) == []
    shelf.take_messages(view, generation, messages(store))
    assert contents(shelf, generation) == whole(store), "a redelivery after the release changes nothing"


def test_bytes_that_are_no_record_park_under_the_key_they_came_with(feed: tuple[Store, Shelf]) -> None:
    store, shelf = feed
    view = Tally()
    generation = shelf.prepare(view)
    poison = [b"", b"not json", b'{"v":1}', b"[]", b'"text"', b"null", b"\xff\xfe\x00"]
    odd = [Message(f"key {place}", raw, {}, "topic", 900 + place) for place, raw in enumerate(poison)]
    shelf.take_messages(view, generation, [*odd, *messages(store)])
    assert contents(shelf, generation) == whole(store)
    assert [(key, many) for key, many, _ in shelf.parked(view)] == [(one.key, 1) for one in odd]


def test_a_fact_of_an_unknown_name_parks(feed: tuple[Store, Shelf]) -> None:
    store, shelf = feed
    view = Tally()
    generation = shelf.prepare(view)
    first, *others = messages(store)
    odd = Message(
        first.key, first.value.replace(b"agreements.AgreementDrafted", b"agreements.Unheard"), {}, "t", 1
    )
    shelf.take_messages(view, generation, [odd, *others])
    assert shelf.parked(view) == [(first.key, 3, "UnknownFact")]


def fill(store: Store, shelf: Shelf, view: View) -> int:
    step, rounds = LogStep(shelf, store, view), 0
    while step():
        rounds += 1
    return rounds


def test_a_new_version_fills_beside_the_one_that_serves_and_then_takes_its_place(
    feed: tuple[Store, Shelf],
) -> None:
    store, shelf = feed
    old, new = Tally(), NewTally()
    fill(store, shelf, old)
    before = shelf.prepare(old)

    filling = shelf.prepare(new)
    assert not filling.serving
    shelf.take_log(new, filling, store.read(0, 5))
    assert contents(shelf, before) == whole(store), "the old one serves on"
    with pytest.raises(Away), shelf.query(new):
        pass

    fill(store, shelf, new)
    with shelf.query(new) as (rows, t):
        assert len(rows.all(f"SELECT * FROM {t('rows')}")) == 6
    assert contents(shelf, shelf.prepare(new)) == whole(store)
    assert not {name for name in tables_of(shelf) if name.startswith("tally_v1")}
    assert shelf.prepare(new).number == 1, "asked again, it is the same one"


def test_a_view_filled_anew_has_the_same_rows_as_the_one_that_was_live(feed: tuple[Store, Shelf]) -> None:
    store, shelf = feed
    view = Tally()
    for position, stored in store.read(0, 1000):
        shelf.take_log(view, shelf.prepare(view), [(position, stored)])
    live = contents(shelf, shelf.prepare(view))

    anew = shelf.begin_anew(view)
    shelf.take_log(view, anew, store.read(0, 1000))
    assert contents(shelf, anew) == live == whole(store)
    shelf.serve(anew)
    assert shelf.prepare(view).key == anew.key
    assert not {name for name in tables_of(shelf) if name.startswith("tally_v1_g1_")}


def test_dropping_a_generation_leaves_those_whose_number_begins_alike(feed: tuple[Store, Shelf]) -> None:
    """Nine rebuilds were begun and never finished; the tenth serves."""
    store, shelf = feed
    view = Tally()
    shelf.prepare(view)
    tenth = [shelf.begin_anew(view) for _ in range(9)][-1]
    assert tenth.number == 10
    shelf.take_log(view, tenth, store.read(0, 1000))
    shelf.serve(tenth)
    assert contents(shelf, tenth) == whole(store)


def test_a_view_replaced_while_it_is_asked_is_away_and_a_moment_later_there(
    feed: tuple[Store, Shelf],
) -> None:
    """PostgreSQL answers each statement from what is there then; on SQLite a reader keeps what it began with."""
    store, shelf = feed
    view = Tally()
    fill(store, shelf, view)

    def replaced_meanwhile() -> int:
        with shelf.query(view) as (rows, t):
            anew = shelf.begin_anew(view)
            shelf.take_log(view, anew, store.read(0, 1000))
            shelf.serve(anew)
            return len(rows.all(f"SELECT * FROM {t('rows')}"))

    if shelf.tables.postgres:
        with pytest.raises(Away, match="replaced"):
            replaced_meanwhile()
    else:
        assert replaced_meanwhile() == 6
    with shelf.query(view) as (rows, t):
        assert len(rows.all(f"SELECT * FROM {t('rows')}")) == 6


def test_what_a_view_does_not_hear_leaves_neither_row_nor_inbox(feed: tuple[Store, Shelf]) -> None:
    class Ends(Tally):
        name = "ends"
        hears = frozenset({AgreementEnded})

    store, shelf = feed
    view = Ends()
    generation = shelf.prepare(view)
    shelf.take_messages(view, generation, messages(store))

    assert {versions for _, versions in contents(shelf, generation)} == {"3 "}
    assert len(contents(shelf, generation, "inbox")) == 6
