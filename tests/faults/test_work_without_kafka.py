"""A house that begins its work while Kafka is away follows its own logs all the same, and can be stopped."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import pytest

from services.house.building import House
from services.house.demo import Demo
from shared.settings import Settings
from tests.faults.leftovers import impatient_clients
from tests.house import START
from tests.production.processes import wait_until


def test_views_of_a_services_own_log_need_no_kafka_to_begin(
    tmp_path: Path, postgres_dsn: str, keys_dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(
        profile="standard",
        data=tmp_path,
        database=postgres_dsn,
        keys=keys_dsn,
        kafka="127.0.0.1:1",  # nobody is there
        issuer="https://issuer.invalid",
    )
    with impatient_clients(monkeypatch):
        house = House(settings, create=True)
        try:
            Demo(house, START).fill()
            house.work()
            wait_until(lambda: all(room.caught_up() for room in house.rooms.values()), 20)
        finally:
            began = monotonic()
            house.close()
    assert monotonic() - began < 20
