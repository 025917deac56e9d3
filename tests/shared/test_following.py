"""Views of one log follow it together: a page read once and committed once, and one that fails holds up no other."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from shared.feed.followers import FEW, LONGEST_GATHER, Follower
from shared.feed.shelf import Shelf
from shared.feed.steps import PAGE, LogStep
from shared.store import Store
from shared.tables import Away
from tests.faults.logs import place_of
from tests.faults.tally import NewTally, Tally, contents, fed, whole

PROMPT = 0.1


class Second(Tally):
    name = "second"


class Third(Tally):
    name = "third"


@pytest.fixture(params=["sqlite", "postgres"])
def feed(request: pytest.FixtureRequest) -> Iterator[tuple[Store, Shelf]]:
    with fed(place_of(request.param, request)) as made:
        yield made


def rows_of(shelf: Shelf, view: Tally) -> list[tuple[str, str]]:
    return contents(shelf, shelf.followed(view))


def to_the_end(step: LogStep) -> int:
    steps = 0
    while step():
        steps += 1
    return steps


def pages_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    read, asked = store.read, list[int]()

    def noted(after: int, limit: int = 500) -> list[tuple[int, bytes]]:
        asked.append(after)
        return read(after, limit)

    monkeypatch.setattr(store, "read", noted)
    return asked


def test_views_that_stand_at_the_same_place_take_in_one_page(
    feed: tuple[Store, Shelf], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, shelf = feed
    views = (Tally(), Second(), Third())
    asked = pages_read(store, monkeypatch)

    assert to_the_end(LogStep(shelf, store, *views)) == 1
    assert asked == [0, store.position()]
    assert [rows_of(shelf, view) for view in views] == [whole(store)] * 3
    assert {shelf.position(view) for view in views} == {store.position()}


def test_a_view_that_is_new_is_filled_beside_those_in_front_which_come_first(
    feed: tuple[Store, Shelf], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, shelf = feed
    front, new = Tally(), Second()
    shelf.take_log(front, shelf.prepare(front), store.read(0, 12))
    between = shelf.position(front)
    asked = pages_read(store, monkeypatch)

    step = LogStep(shelf, store, new, front)
    step()
    assert asked == [between, 0]
    to_the_end(step)
    assert rows_of(shelf, front) == rows_of(shelf, new) == whole(store)


def test_a_new_version_serves_once_it_has_caught_up_with_those_beside_it(feed: tuple[Store, Shelf]) -> None:
    store, shelf = feed
    to_the_end(LogStep(shelf, store, Tally(), Second()))

    new = NewTally()
    assert not shelf.prepare(new).serving
    to_the_end(LogStep(shelf, store, new, Second()))
    assert shelf.prepare(new).serving
    assert rows_of(shelf, new) == rows_of(shelf, Second()) == whole(store)


@pytest.mark.parametrize("trouble", ["something is away", "a table is gone"])
def test_a_view_that_fails_is_left_as_it_was_and_holds_up_no_other(
    trouble: str, feed: tuple[Store, Shelf]
) -> None:
    store, shelf = feed
    failing, well = Tally(), Second()
    generation = shelf.prepare(failing)
    if trouble == "a table is gone":
        shelf.tables.create(f"DROP TABLE {generation.table('parked')}")
    else:
        failing.chokes_on, failing.trouble = {(whole(store)[0][0], 2)}, Away(trouble)
    step = LogStep(shelf, store, failing, well)

    to_the_end(step)

    assert list(step.failed) == ["tally"]
    assert (rows_of(shelf, failing), shelf.position(failing)) == ([], 0)
    assert rows_of(shelf, well) == whole(store)


def test_a_view_in_trouble_is_tried_again_and_then_stands_beside_the_others(
    feed: tuple[Store, Shelf],
) -> None:
    store, shelf = feed
    failing, well = Tally(), Second()
    step = LogStep(shelf, store, failing, well)
    failing.chokes_on, failing.trouble = {(whole(store)[0][0], 2)}, Away("something")
    assert to_the_end(step) == 1, "it rests: nothing calls for it at once"

    failing.chokes_on = set()
    until = time.monotonic() + 5
    while step.failed and time.monotonic() < until:
        to_the_end(step)
    assert rows_of(shelf, failing) == rows_of(shelf, well) == whole(store)


def test_a_poisoned_record_parks_in_the_view_that_chokes_and_in_no_other(feed: tuple[Store, Shelf]) -> None:
    store, shelf = feed
    choking, well = Tally(), Second()
    stream = whole(store)[0][0]
    choking.chokes_on = {(stream, 2)}

    to_the_end(LogStep(shelf, store, choking, well))

    assert shelf.parked(choking) == [(stream, 2, "ZeroDivisionError")]
    assert shelf.parked(well) == []
    assert rows_of(shelf, well) == whole(store)


def test_a_page_that_some_have_had_is_taken_in_by_the_others_alone(feed: tuple[Store, Shelf]) -> None:
    """Two workers: what one read before the other had committed."""
    store, shelf = feed
    views = (Tally(), Second())
    group = [(view, shelf.prepare(view)) for view in views]
    shelf.take_log(views[0], group[0][1], store.read(0, 7))

    assert shelf.take_page(group, store.read(0, 1000)) == {}
    assert [rows_of(shelf, view) for view in views] == [whole(store)] * 2


def test_two_workers_take_everything_in_once(feed: tuple[Store, Shelf]) -> None:
    store, shelf = feed
    views = (Tally(), Second(), Third())
    for view in views:
        shelf.prepare(view)
    pages = [store.read(0, 1000)[:end] for end in range(3, 19, 3)]

    def work() -> None:
        for page in pages:
            shelf.take_page([(view, shelf.followed(view)) for view in views], page)

    workers = [threading.Thread(target=work) for _ in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join(30)
    assert [rows_of(shelf, view) for view in views] == [whole(store)] * 3


@pytest.mark.parametrize(("many", "few"), [(1, FEW), (PAGE - 1, PAGE)])
def test_a_follower_gathers_what_keeps_coming_and_hurries_for_whoever_waits(many: int, few: int) -> None:
    """Also where much comes at once, as long as no page of it is full."""
    taken = list[float]()
    busy = True

    def step() -> int:
        taken.append(time.monotonic())
        return many if busy else 0

    follower = Follower("test", step, few=few)
    follower.start()
    time.sleep(1.2)
    gathered = len(taken)
    began = time.monotonic()
    follower.hurry()
    while taken[-1] < began:
        assert time.monotonic() - began < PROMPT
        time.sleep(0.001)
    busy = False
    follower.stop()

    assert gathered <= 2 + 4 + 1.2 / LONGEST_GATHER, "not a step for every little piece"
    assert not follower.is_alive()


def test_whoever_waits_for_a_view_asks_its_follower_to_hurry(feed: tuple[Store, Shelf]) -> None:
    store, shelf = feed
    view = Tally()
    shelf.prepare(view)
    step = LogStep(shelf, store, view)

    def hurry() -> None:
        step()

    shelf.hurry = hurry
    shelf.wait(view, store.position())

    assert rows_of(shelf, view) == whole(store)
