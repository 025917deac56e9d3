"""A house for tests: whole, in this process, with the demo's people, a pinned date and a clock that can be moved."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from anyio.from_thread import BlockingPortal, start_blocking_portal
from httpx2 import Client

from services.house.building import House, remember
from services.house.demo import Demo
from services.house.logs import hold_clocks_together
from services.house.rooms import Room
from services.house.web import app_of, asgi
from services.sessions.reactions.once import heard_lately
from services.sessions.views import reach_known_up_to
from shared.bus import HEARTBEAT
from shared.settings import Settings
from shared.store.clock import OtherClock
from tests.client import client_of

START = datetime(2026, 3, 2, 15, tzinfo=UTC)
PATIENCE = 20.0


class Clock:
    """Says a time, and moves when told."""

    def __init__(self, at: datetime) -> None:
        self._says = (at, timedelta())  # in one, since the house reads it beside the test

    @property
    def at(self) -> datetime:
        return self._says[0]

    @at.setter
    def at(self, at: datetime) -> None:
        self._says = (at, self._says[1])

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)

    def set_wrong(self, **by: float) -> None:
        """As if somebody had set it: no time has passed."""
        at, set_by = self._says
        self._says = (at + timedelta(**by), set_by + timedelta(**by))

    def ticks(self) -> float:
        """The seconds that did pass."""
        at, set_by = self._says
        return (at - set_by).timestamp()


class Home(Protocol):
    """A running house with the demo's people, whatever it runs on."""

    house: House
    demo: Demo
    clock: Clock

    def as_(self, handle: str) -> Client: ...

    def person(self, handle: str) -> str: ...

    def settle(self) -> None:
        """Wait until all is published, and taken in."""


class Household:
    """A running house and its people: `as_("maya").get("/agreements")`."""

    def __init__(self, house: House, demo: Demo, clock: Clock, loop: BlockingPortal | None = None) -> None:
        self.house, self.demo, self.clock = house, demo, clock
        self._loop = loop
        self.app = app_of(house)
        self._clients: dict[str, Client] = {}

    def client(self, token: str | None) -> Client:
        assert self._loop
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return client_of(asgi(self.app), self._loop, **headers)

    def as_(self, handle: str) -> Client:
        """A client signed in as one of the demo's people (maya, jordan, sam, petra, ines, rowan, tomasz, dilip, nora, wren)."""
        if handle not in self._clients:
            assert self.house.issuer
            self._clients[handle] = self.client(self.house.issuer.token(handle))
        return self._clients[handle]

    def person(self, handle: str) -> str:
        return str(self.demo.people[handle])

    def settle(self) -> None:
        """Wait until every view has taken in what every log holds, over the bus too."""

        def all_settled() -> bool:
            behind = [room for name, room in self.house.rooms.items() if not settled(self.house, name)]
            for room in behind:
                for follower in room.followers:
                    # Reactions record: who waits for views alone sets none of them off.
                    if not follower.name.endswith(".reactions"):
                        follower.hurry()
            return not behind

        wait_for(all_settled)

    def rest(self) -> None:
        """Wait until dates and what was changed set off nothing more: nobody else writes then."""

        def nothing_more() -> bool:
            self.settle()
            return not sum(room.react() for room in self.house.rooms.values())

        wait_for(nothing_more)
        self.settle()

    def stored(self, service: str, stream: UUID | str) -> list[Any]:
        """A stream's records as stored."""
        logs = self.house.rooms[service].logs
        page = [stored for log in logs for _, stored in log.store.read(0, 100_000)]
        return [stored for stored in page if str(stream).encode() in stored]


def settled(house: House, name: str) -> bool:
    """Whether a service has published all it recorded, and its views have taken in all there is."""
    room = house.rooms[name]
    published = all(room.relay(house.bus, log).bookmark() >= log.store.position() for log in room.published)
    heard = room.relations.position() >= house.rooms["directory"].store.position()
    return room.caught_up() and published and heard and _heard(house, room)


def _heard(house: House, room: Room) -> bool:
    """Whether every view that follows the bus has taken in every fact there."""
    bus: Any = house.bus
    with bus._tables.read() as rows:
        last = rows.all(
            "SELECT topic, MAX(place) AS place FROM messages WHERE key <> ? GROUP BY topic", HEARTBEAT
        )
        at = rows.all("SELECT grp, topic, place FROM places")
    ends = {one["topic"]: one["place"] for one in last}
    read = {(one["grp"], one["topic"]): one["place"] for one in at}
    there = room.shelf.known()
    return all(
        read.get((f"{room.service.name}.{room.shelf.followed(view, there).group}", topic), 0)
        >= ends.get(topic, 0)
        for view in room.views
        for topic in view.topics
    )


def heard_of_others(sessions: Room) -> bool:
    """Whether sessions know up to now what agreements and the directory hold: before that no date sets anything off."""
    known = reach_known_up_to(sessions.shelf, sessions.relations)
    return known is not None and heard_lately(sessions.store, sessions.shelf, sessions.relations) is not None


def wait_for(true: Any, seconds: float = PATIENCE) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.01)


@contextmanager
def household(data: Path, *, start: datetime = START, **settings: Any) -> Iterator[Household]:
    """A house on SQLite in a folder, filled with the demo's people, followers at work."""
    with _opened(data, start, **settings) as (house, clock):
        demo = Demo(house, start)
        if house.rooms["directory"].store.position() == 0:
            demo.fill()
        for room in house.rooms.values():
            room.catch_up()
        with _at_work(house, demo, clock) as made:
            yield made


@dataclass(frozen=True)
class Filled:
    """A folder that was filled, taken in by every view, and closed."""

    data: Path
    demo: Demo

    @contextmanager
    def copied(self, to: Path, **settings: Any) -> Iterator[Household]:
        """A household in a fraction of the time; its keys and ids are those of every other copy."""
        shutil.copytree(self.data, to)
        with _opened(to, START, **settings) as (house, clock):
            demo = copy(self.demo)
            # What one copy adds to its people or agencies, no other one is told of.
            vars(demo).update(
                house=house, **{key: dict(it) for key, it in vars(demo).items() if isinstance(it, dict)}
            )
            with _at_work(house, demo, clock) as made:
                yield made


def filled(data: Path) -> Filled:
    with household(data) as made:
        return Filled(data, made.demo)


@contextmanager
def _opened(data: Path, start: datetime, **settings: Any) -> Iterator[tuple[House, Clock]]:
    clock = Clock(start)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    told = Settings(data=data, **settings)
    remember(told, demo=True)
    house = House(told, now=clock)
    logs = [log for room in house.rooms.values() for log in room.logs]
    for log in logs:
        log.store.other_clock = OtherClock(log.store.tables, clock(), clock.ticks)
    hold_clocks_together(logs)
    try:
        yield house, clock
    finally:
        house.close()


@contextmanager
def _at_work(house: House, demo: Demo, clock: Clock) -> Iterator[Household]:
    house.work()
    with start_blocking_portal() as loop:
        made = Household(house, demo, clock, loop)
        # What the house's dates set off lies behind whoever counts what is recorded; it waits for a sign of life of the others.
        wait_for(lambda: heard_of_others(house.rooms["sessions"]))
        made.rest()
        yield made
