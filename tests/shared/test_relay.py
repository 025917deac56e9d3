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
