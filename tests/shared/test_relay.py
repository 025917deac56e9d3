"""The relay beside its journeys: what it says when there is nothing more to publish."""

from __future__ import annotations

import json
from itertools import repeat

import pytest

from shared.bus import LocalBus
from shared.feed.relay import Relay
from shared.store.clock import OtherClock
from shared.tables import Place, Tables
from shared.telemetry import SILENT
from tests.faults.logs import ACTING, drafted, store_at
from tests.house import START, Clock


def test_a_machine_that_began_a_moment_ago_hears_a_sign_of_life_as_soon_as_there_is_no_more_news(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store, bus = store_at(Place("memory")), LocalBus(Tables(Place("memory").open("bus")))
    relay = Relay(store, bus, {"agreement": "agreements"}, SILENT, pulse="agreements", pulse_seconds=20)
    monkeypatch.setattr("shared.feed.relay.time.monotonic", repeat(3.0).__next__)
    heard = bus.subscribe(["agreements"], "somebody")

    relay.step()
    assert [one.is_heartbeat for one in heard.poll(0)] == [True], "nothing was ever recorded"

    store.append(drafted(), ACTING)
    assert relay.step() == 1
    assert [one.is_heartbeat for one in heard.poll(0)] == [False]
    relay.step()
    assert [one.is_heartbeat for one in heard.poll(0)] == [True], "it says so up to there"
    relay.step()
    assert heard.poll(0) == [], "and again in twenty seconds"


def test_where_news_never_end_a_sign_of_life_is_given_all_the_same_with_each_page_that_is_the_last_by_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else, while many write, nobody who waits for it would be answered."""
    store, bus = store_at(Place("memory")), LocalBus(Tables(Place("memory").open("bus")))
    relay = Relay(store, bus, {"agreement": "agreements"}, SILENT, pulse="agreements", pulse_seconds=20)
    heard = bus.subscribe(["agreements"], "somebody")
    monkeypatch.setattr("shared.feed.relay.PAGE", 3)

    def step_at(seconds: float, records: int) -> list[int | None]:
        """The place that a sign of life vouches for, in its order among so many new records."""
        monkeypatch.setattr("shared.feed.relay.time.monotonic", lambda: seconds)
        for _ in range(records):
            store.append(drafted(), ACTING)
        relay.step()
        return [json.loads(one.value)["position"] if one.is_heartbeat else None for one in heard.poll(0)]

    assert step_at(100, 1) == [None, 1]
    assert step_at(110, 1) == [None]
    assert step_at(120, 2) == [None, None, 4]
    assert step_at(140, 4) == [None, None, None], "there may be more: it was not read to its end"
    assert step_at(140, 0) == [None, 8]


def test_a_sign_of_life_says_whether_another_clock_bears_its_time_out() -> None:
    """It is given all the same: whoever may see what goes by whether anybody is there, and not by what time it is."""
    store, bus, clock = store_at(Place("memory")), LocalBus(Tables(Place("memory").open("bus"))), Clock(START)
    store.now, store.other_clock = clock, OtherClock(store.tables, clock(), clock.ticks)
    heard = bus.subscribe(["agreements"], "somebody")

    for wrong_by in (0, 1, -1):
        clock.set_wrong(days=wrong_by)
        Relay(store, bus, {}, SILENT, pulse="agreements").step()
        (beat,) = heard.poll(0)
        assert json.loads(beat.value)["agrees"] is (wrong_by != 1)
