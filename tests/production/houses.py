"""A whole house in this process on PostgreSQL and Apache Kafka, with the demo's people and a clock that can be moved."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from anyio.from_thread import BlockingPortal, start_blocking_portal
from httpx2 import Client

from services.house.building import House
from services.house.demo import Demo
from services.house.manifest import TOPICS
from services.house.rooms import Room
from services.house.web import app_of, asgi
from services.sessions.views.agreements import STALE, heard_at
from shared.bus import HEARTBEAT
from shared.settings import Settings
from tests.client import client_of
from tests.house import START, Clock
from tests.production.issuer import Issuer, issuing
from tests.production.processes import wait_until
from tests.servers.kafka import records


class OnServers:
    """A running house, its people and its clock."""

    def __init__(self, house: House, demo: Demo, clock: Clock, issuer: Issuer, loop: BlockingPortal) -> None:
        self.house, self.demo, self.clock = house, demo, clock
        self._issuer, self._loop = issuer, loop
        self._app = app_of(house)

    def as_(self, handle: str) -> Client:
        return client_of(asgi(self._app), self._loop, Authorization=f"Bearer {self._issuer.token(handle)}")

    def person(self, handle: str) -> str:
        return str(self.demo.people[handle])

    def settle(self, seconds: float = 60) -> None:
        """Wait until all is published, all views have taken in what there is, and those who ask others have heard of them."""
        wait_until(lambda: self._heard() and all(map(self._settled, self.house.rooms.values())), seconds)

    def _heard(self) -> bool:
        at = heard_at(self.house.rooms["sessions"].shelf)
        return at is not None and self.clock() - at <= STALE

    def _settled(self, room: Room) -> bool:
        bus = self.house.bus
        published = all(room.relay(bus, log).bookmark() >= log.store.position() for log in room.published)
        heard = room.relations.position() >= self.house.rooms["directory"].store.position()
        return room.caught_up() and published and heard


@contextmanager
def on_servers(folder: Path, database: str, keys: str, kafka: str, **more: Any) -> Iterator[OnServers]:
    clock = Clock(START)
    with issuing() as issuer, start_blocking_portal() as loop:
        settings = Settings(
            profile="standard",
            data=folder / "data",
            database=database,
            keys=keys,
            kafka=kafka,
            issuer=issuer.address,
            jwks_url=f"{issuer.address}/jwks",
            custody=folder / "custody.json",
            link_secret_file=folder / "link",
            **more,
        )
        house = House(settings, now=clock, create=True)
        try:
            # As `migrate` does: a group that forms before its topics are there is given nothing for a minute.
            house.bus.create_topics(TOPICS)
            demo = Demo(house, START)
            demo.fill()
            house.work()
            made = OnServers(house, demo, clock, issuer, loop)
            made.settle()
            yield made
        finally:
            house.close()


def by_stream(stored: Iterable[bytes]) -> dict[str, list[bytes]]:
    """Records stream by stream, in the order they came, each once."""
    made: dict[str, list[bytes]] = {}
    for one in dict.fromkeys(stored):
        made.setdefault(json.loads(one)["stream_id"], []).append(one)
    return made


def of_log(house: House, service: str, topic: str) -> list[bytes]:
    """What a service's log holds of the streams that go to a topic."""
    room = house.rooms[service]
    return [
        stored
        for log in room.logs
        for _, stored in log.store.read(0, 10**6)
        if log.topics.get(json.loads(stored)["stream_type"]) == topic
    ]


def of_topic(servers: str, topic: str) -> list[bytes]:
    """What a topic holds, by its partitions, heartbeats left out."""
    return [one.value for one in records(servers, topic) if one.key != HEARTBEAT.encode()]
