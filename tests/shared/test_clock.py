"""No time is over because somebody set a clock: another one has to say the same (C2)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from shared.store import Store, utc_now
from shared.store.clock import OtherClock
from shared.tables import Place
from tests.faults.logs import ACTING, PLACES, added, place_of, shut, store_at
from tests.house import START, Clock


@pytest.fixture
def clock() -> Clock:
    return Clock(START)


@pytest.fixture
def store(clock: Clock) -> Iterator[Store]:
    made = store_at(Place("memory"))
    began_with(made, clock)
    yield made
    shut(made)


def began_with(store: Store, clock: Clock) -> None:
    store.now = clock
    store.other_clock = OtherClock(store.tables, clock(), clock.ticks)


@pytest.mark.parametrize("kind", PLACES)
def test_a_clock_that_nobody_set_is_borne_out_everywhere_C2(
    kind: str, request: pytest.FixtureRequest
) -> None:
    store = store_at(place_of(kind, request))
    store.now = utc_now
    store.other_clock = OtherClock(store.tables, utc_now())

    now, agrees = store.clock()

    assert agrees
    assert abs(now - utc_now()) < timedelta(seconds=30)
    shut(store)


@pytest.mark.parametrize("kind", PLACES)
@pytest.mark.parametrize("days", [-1, 1])
def test_a_clock_that_was_set_is_borne_out_nowhere_C2(
    kind: str, days: int, request: pytest.FixtureRequest
) -> None:
    store = store_at(place_of(kind, request))
    store.other_clock = OtherClock(store.tables, utc_now())
    store.now = lambda: utc_now() + timedelta(days=days)

    assert not store.clock()[1]
    shut(store)


def test_time_that_passed_is_borne_out_by_the_seconds_counted_C2(store: Store, clock: Clock) -> None:
    clock.move(days=365)

    assert store.clock() == (START + timedelta(days=365), True)


@pytest.mark.parametrize("sign", [-1, 1])
def test_a_minute_is_let_pass_and_no_more_C2(store: Store, clock: Clock, sign: int) -> None:
    clock.set_wrong(seconds=60 * sign)
    assert store.clock()[1]

    clock.set_wrong(seconds=sign)
    assert not store.clock()[1]


def test_what_is_recorded_by_a_clock_set_wrong_does_not_bear_it_out_C2(store: Store, clock: Clock) -> None:
    clock.set_wrong(days=7)
    store.append(added(), ACTING)

    assert not store.clock()[1]


def test_after_a_restart_time_goes_on_from_the_highest_that_was_recorded_C2(tmp_path: Path) -> None:
    for at in (START, START + timedelta(days=3), START + timedelta(days=1)):
        store = store_at(Place(str(tmp_path)))
        store.now = Clock(at)
        store.append(added(), ACTING)
        shut(store)

    def reads(at: datetime) -> bool:
        store = store_at(Place(str(tmp_path)))
        began_with(store, Clock(at))
        try:
            return store.clock()[1]
        finally:
            shut(store)

    assert not reads(START + timedelta(days=2))
    assert reads(START + timedelta(days=3))
    assert reads(START + timedelta(days=30)), "nothing tells how long it was closed"
