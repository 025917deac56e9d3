"""A topic is a complete copy of its log: whoever has never heard of a house makes a view of agreements, or of sessions, from it alone."""

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
from services.house.demo.story import fill_story
from services.sessions.views import SessionsView
from shared.bus import Bus
from shared.feed.shelf import Shelf
from shared.feed.views import View
from shared.identity import Acting
from shared.store import VersionConflict
from shared.tables import Place, Tables
from tests.house import Household
from tests.production.houses import on_servers
from tests.servers import Kafka

VIEWS = {
    "agreements": (AgreementsView(), "alongside.agreements"),
    "sessions": (SessionsView(), "alongside.sessions"),
}
"""By whose log each is filled in a house, and the topic that it is made of here."""


def rows_of(shelf: Shelf, view: View) -> list[dict[str, Any]]:
    with shelf.query(view) as (rows, t):
        return [dict(row) for row in rows.all(f"SELECT * FROM {t('rows')} ORDER BY id")]


def rebuilt(bus: Bus, folder: Path, of: str) -> list[dict[str, Any]]:
    """Filled by a consumer that begins at the beginning, from the topic and nothing else."""
    folder.mkdir(exist_ok=True)
    view, topic = VIEWS[of]
    shelf = Shelf(Tables(Place(str(folder)).open(f"fresh_{of}")))
    shelf.create_tables()
    generation = shelf.prepare(view)
    subscription = bus.subscribe([topic], f"fresh.{uuid4()}")
    while subscription.behind() != 0:
        shelf.take_messages(view, generation, subscription.poll(0.5))
    subscription.close()
    assert shelf.parked(view) == []
    found = rows_of(shelf, view)
    shelf.tables.close()
    return found


def more_happens(house: House, demo: Demo) -> None:
    """Besides what the demo holds: an end, an expiry, and a year of sessions."""
    fill_story(demo)
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


def made_of_topics(house: House, folder: Path) -> None:
    states = {
        "agreements": {"ended", "in-force"},
        "sessions": {"scheduled", "held", "missed", "cancelled"},
    }
    for of, (view, _) in VIEWS.items():
        live = rows_of(house.rooms[of].shelf, view)
        assert {row["status"] for row in live} >= states[of]
        assert rebuilt(house.bus, folder / "fresh", of) == live


def test_from_the_bus_inside_a_house(home: Household, tmp_path: Path) -> None:
    more_happens(home.house, home.demo)
    home.clock.move(days=30)
    home.settle()
    made_of_topics(home.house, tmp_path)


def test_from_apache_kafka(tmp_path: Path, postgres_dsn: str, keys_dsn: str, houses_kafka: Kafka) -> None:
    with on_servers(tmp_path, postgres_dsn, keys_dsn, houses_kafka.bootstrap) as home:
        more_happens(home.house, home.demo)
        home.settle()
        made_of_topics(home.house, tmp_path)
