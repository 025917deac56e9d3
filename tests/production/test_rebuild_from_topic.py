"""A topic is a complete copy of its log: whoever has never heard of a house makes the agreements view from it alone."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from services.agreements.domain.agreement import Agreement
from services.agreements.events import Why
from services.agreements.views import AgreementsView
from services.house.building import House
from services.house.demo import Demo
from shared.bus import Bus
from shared.feed.shelf import Shelf
from shared.identity import Acting
from shared.store import VersionConflict
from shared.tables import Place, Tables
from tests.house import Household
from tests.production.houses import on_servers
from tests.servers import Kafka

VIEW = AgreementsView()


def rows_of(shelf: Shelf) -> list[dict[str, Any]]:
    with shelf.query(VIEW) as (rows, t):
        return [dict(row) for row in rows.all(f"SELECT * FROM {t('rows')} ORDER BY id")]


def rebuilt(bus: Bus, folder: Path) -> list[dict[str, Any]]:
    """Filled by a consumer that begins at the beginning, from the topic and nothing else."""
    folder.mkdir()
    shelf = Shelf(Tables(Place(str(folder)).open("fresh")))
    shelf.create_tables()
    generation = shelf.prepare(VIEW)
    subscription = bus.subscribe(["alongside.agreements"], f"fresh.{uuid4()}")
    while subscription.behind() != 0:
        shelf.take_messages(VIEW, generation, subscription.poll(0.5))
    subscription.close()
    assert shelf.parked(VIEW) == []
    found = rows_of(shelf)
    shelf.tables.close()
    return found


def more_happens(house: House, demo: Demo) -> None:
    """Besides what the demo holds: an end, and an expiry."""
    for name, party in (("maya-petra", "maya"), ("jordan-sam", "sam")):
        while not ended(house, demo, name, party):
            pass


def ended(house: House, demo: Demo, name: str, party: str) -> bool:
    """False when the house itself was faster: it says at its start which reviews are due."""
    store = house.rooms["agreements"].store
    agreement = store.get(Agreement, demo.agreements[name])
    agreement.end(demo.people[party], Why.WORKLOAD, "In our own words.")
    with suppress(VersionConflict):
        store.append(agreement, Acting(actor=demo.people[party]))
        return True
    return False


def test_from_the_bus_inside_a_house(home: Household, tmp_path: Path) -> None:
    more_happens(home.house, home.demo)
    home.clock.move(days=30)
    home.settle()
    live = rows_of(home.house.rooms["agreements"].shelf)
    assert {row["status"] for row in live} >= {"ended", "in-force"}
    assert rebuilt(home.house.bus, tmp_path / "fresh") == live


def test_from_apache_kafka(tmp_path: Path, postgres_dsn: str, keys_dsn: str, houses_kafka: Kafka) -> None:
    with on_servers(tmp_path, postgres_dsn, keys_dsn, houses_kafka.bootstrap) as home:
        more_happens(home.house, home.demo)
        home.settle()
        live = rows_of(home.house.rooms["agreements"].shelf)
        assert {row["status"] for row in live} >= {"ended", "in-force"}
        assert rebuilt(home.house.bus, tmp_path / "fresh") == live
