"""The relay beside its journeys: what it says when there is nothing more to publish."""

from __future__ import annotations

from itertools import repeat

import pytest

from shared.bus import LocalBus
from shared.feed.relay import Relay
from shared.tables import Place, Tables
from shared.telemetry import SILENT
from tests.faults.logs import ACTING, drafted, store_at


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
