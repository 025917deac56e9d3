"""What many want at the same moment is done at once: each is met by work that began after it was wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier, Event
from time import sleep

import pytest

from shared.keys import Erased, Keys, MemoryCustody
from shared.tables import Tables, create_schema
from shared.tables.turns import Turns, Wish
from tests.faults.logs import place_of
from tests.shared.crowds import behind_one

MANY = 16


class Number(Wish):
    def __init__(self, number: int, size: int = 1) -> None:
        self.number, self.size = number, size


@pytest.fixture(params=["sqlite", "postgres"])
def keys(request: pytest.FixtureRequest) -> Iterator[Keys]:
    datastore = place_of(request.param, request).open("keys")
    create_schema(datastore)
    made = Keys(Tables(datastore), MemoryCustody())
    made.create_tables()
    yield made
    made.close()


def meetings(turns: Turns[Number], *numbers: Number) -> list[Callable[[], object]]:
    return [partial(turns.meet, one) for one in (Number(-1), *numbers)]


def test_what_is_wanted_while_others_are_met_is_met_together_and_in_its_order() -> None:
    groups, first = list[list[int]](), Event()

    def work(group: Sequence[Number]) -> None:
        first.wait(30)
        groups.append([one.number for one in group])

    turns = Turns(work, 64)
    assert behind_one(turns, first, meetings(turns, *map(Number, range(8)))) == [None] * 9
    assert groups in ([[-1], list(range(8))], [[-1, *range(8)]])


def test_no_more_is_done_at_once_than_may_be_and_what_is_larger_goes_by_itself() -> None:
    groups, first = list[list[int]](), Event()

    def work(group: Sequence[Number]) -> None:
        first.wait(30)
        groups.append([one.number for one in group])

    turns = Turns(work, 4)
    wanted = meetings(turns, Number(0, 2), Number(1, 2), Number(2, 2), Number(3, 9), Number(4, 1))
    behind_one(turns, first, wanted)
    assert groups == [[-1], [0, 1], [2], [3], [4]]


def test_what_befalls_the_work_befalls_all_it_was_for_and_the_next_go_on() -> None:
    first = Event()

    def work(group: Sequence[Number]) -> None:
        first.wait(30)
        if any(one.number == 1 for one in group):
            raise ZeroDivisionError

    turns = Turns(work, 4)
    befell = behind_one(turns, first, meetings(turns, Number(0, 2), Number(1, 2), Number(2, 2)))
    assert [type(one) for one in befell] == [type(None), ZeroDivisionError, ZeroDivisionError, type(None)]
    assert turns.meet(Number(5)).done


def test_who_comes_first_after_several_gives_way_to_the_others_and_who_is_alone_to_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    groups, first, alone, joined = list[list[int]](), Event(), Event(), Event()

    def work(group: Sequence[Number]) -> None:
        first.wait(30)
        groups.append([one.number for one in group])

    def let_others_run(_: float) -> None:
        alone.set()
        joined.wait(30)

    monkeypatch.setattr("shared.tables.turns.sleep", let_others_run)
    turns = Turns(work, 64)
    behind_one(turns, first, meetings(turns, Number(0), Number(1)))
    assert not alone.is_set()
    with ThreadPoolExecutor(2) as threads:
        threads.submit(turns.meet, Number(2))
        assert alone.wait(30)
        threads.submit(turns.meet, Number(3))
        while len(turns._waiting) < 2:
            sleep(0.001)
        joined.set()
    turns.meet(Number(4))
    assert groups == [[-1], [0, 1], [2, 3], [4]]


def test_many_who_want_one_new_key_get_the_same(keys: Keys) -> None:
    start = Barrier(MANY)

    def ask(_: int) -> bytes:
        start.wait(30)
        return keys.use_or_make("rk:one")

    with ThreadPoolExecutor(MANY) as threads:
        got = set(threads.map(ask, range(MANY)))
    assert got == {keys.use("rk:one")}


def test_many_who_want_keys_at_once_get_each_their_own_and_hear_who_was_erased(keys: Keys) -> None:
    names = [f"rk:{place}" for place in range(MANY)]
    with ThreadPoolExecutor(MANY) as threads:
        own = dict(zip(names, threads.map(keys.use_or_make, names), strict=True))
    assert len(set(own.values())) == MANY
    keys.destroy("rk:3")
    start = Barrier(MANY)

    def ask(name: str) -> bytes | None:
        start.wait(30)
        try:
            return keys.use_or_make(name)
        except Erased:
            return None

    for _ in range(10):
        with ThreadPoolExecutor(MANY) as threads:
            assert dict(zip(names, threads.map(ask, names), strict=True)) == own | {"rk:3": None}


def test_a_key_that_was_destroyed_is_gone_for_whoever_asks_afterwards(keys: Keys) -> None:
    """No answer is kept: each is of a question that was put after it was asked for."""
    for place in range(20):
        name = f"rk:{place}"
        keys.use_or_make(name)
        keys.destroy(name)
        with pytest.raises(Erased):
            keys.use(name)
