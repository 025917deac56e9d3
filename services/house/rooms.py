"""A room: one service with its log, keys, views and followers, on whatever store and bus the settings name."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta

from services.directory.relations import Relations
from services.house.manifest import Service
from shared.bus import Bus
from shared.feed.followers import IDLE_SECONDS, PAGE, BusStep, Follower, LogStep, relay_step
from shared.feed.relay import Relay
from shared.feed.shelf import Shelf
from shared.feed.views import Generation, View
from shared.keys import Custody, Keys
from shared.settings import Settings
from shared.store import Store
from shared.tables import Place, Tables, create_schema
from shared.telemetry import Tracing
from shared.web.calls import Desk
from shared.web.opaque import Secret

ANSWERS_KEPT = timedelta(days=30)
REACT_SECONDS = 2.0
FORGET_SECONDS = 3600.0
PULSE_SECONDS = 20.0


class Room:
    """One service, furnished. `create` makes what is missing of tables; a PostgreSQL house is made by `migrate`."""

    def __init__(
        self,
        service: Service,
        settings: Settings,
        custody: Custody,
        link_secret: bytes,
        tracing: Tracing,
        *,
        list_erased: Callable[[str, str], None],
        now: Callable[[], datetime],
        create: bool,
    ) -> None:
        self.service = service
        events, keys = _places(settings, service.name)
        names = _names(settings, service.name)
        keys_store = keys.open(names["keys"])
        views_store = events.open(names["views"])
        for store in (keys_store, views_store):
            if create:
                create_schema(store)
        self.keys = Keys(Tables(keys_store), custody, list_erased)
        if create:
            self.keys.create_tables()
        self.store = Store(events, names["events"], self.keys, service=service.name, now=now, create=create)
        self.shelf = Shelf(Tables(views_store))
        if create:
            self.shelf.create_tables()
            for view in self.views:
                self.shelf.prepare(view)
        self.relations = Relations(self.shelf, service.relations, now)
        secret = Secret(link_secret, service.name)
        self.desk = Desk(service.name, self.store, self.shelf, self.relations, secret, link_secret, tracing)
        self.followers: list[Follower] = []
        self._woken: tuple[Follower, ...] = ()
        self._forgot = float("-inf")
        self._bus_steps: list[BusStep] = []

    @property
    def views(self) -> tuple[View, ...]:
        return (self.service.relations, *self.service.views)

    def relay(self, bus: Bus) -> Relay:
        return Relay(
            self.store,
            bus,
            self.service.topics,
            self.desk.tracing,
            pulse=self.service.pulse,
            pulse_seconds=PULSE_SECONDS,
        )

    def work(self, bus: Bus) -> None:
        """Start everything that follows: relay, views, reactions."""
        self._follow("relay", relay_step(self.relay(bus), self.store))
        for view in self.views:
            self.shelf.prepare(view)
            if view.topics:
                step = BusStep(self.shelf, bus, self.service.name, view, self.desk.tracing)
                self._bus_steps.append(step)
                self._follow(view.name, step)
            else:
                self._follow(view.name, LogStep(self.shelf, self.store, view))
        self._woken = tuple(self.followers)  # what dates set off, no append does
        self._follow("reactions", self.react, idle=REACT_SECONDS)
        self.store.on_append = self.wake
        for follower in self.followers:
            follower.start()

    def _follow(self, name: str, step: Callable[[], int], *, idle: float = IDLE_SECONDS) -> None:
        self.followers.append(Follower(f"{self.service.name}.{name}", step, idle=idle))

    def wake(self) -> None:
        for follower in self._woken:
            follower.wake()

    def catch_up(self) -> None:
        """Take the service's own log in where nothing follows it: a command on a house that is not running."""
        for view in self.views:
            if not view.topics:
                step = LogStep(self.shelf, self.store, view)
                while step():
                    pass

    def react(self) -> int:
        """One round of what dates and other services set off."""
        done = 0
        if time.monotonic() - self._forgot > FORGET_SECONDS:
            done, self._forgot = self.store.answers.forget(self.store.now() - ANSWERS_KEPT), time.monotonic()
        for reaction in self.service.reactions:
            done += reaction(self.store, self.shelf, self.relations, self.service.relations)
        return done

    def rebuild(self, view: View, bus: Bus, progress: Callable[[int], None]) -> int:
        """Fill a further generation from the beginning beside the one that serves, then let it serve."""
        generation = self.shelf.begin_anew(view)
        taken = 0
        for many in self.filling(view, generation, bus):
            taken += many
            progress(taken)
        self.shelf.serve(generation)
        return taken

    def filling(self, view: View, generation: Generation, bus: Bus) -> Iterator[int]:
        """Take in all there is, page by page; answers how many records each held."""
        if not view.topics:
            reached = 0
            while page := self.store.read(reached, PAGE):
                reached = self.shelf.take_log(view, generation, page)
                yield len(page)
            return
        from_bus = BusStep(self.shelf, bus, self.service.name, view, self.desk.tracing, into=generation)
        while from_bus.is_behind():
            yield from_bus(1.0)
        from_bus.close()

    def caught_up(self, within: int = 0) -> bool:
        """Whether the views of the service's own log have taken it all in, save for so many places."""
        end = self.store.position() - within
        return all(self.shelf.position(view) >= end for view in self.views if not view.topics)

    def follows(self) -> bool:
        """Whether every follower that was started is still there."""
        return all(follower.is_alive() for follower in self.followers)

    def end(self) -> None:
        """Tell everything that follows to take no further step."""
        for follower in self.followers:
            follower.end()

    def stop(self) -> None:
        self.end()
        for follower in self.followers:
            follower.stop()
        for step in self._bus_steps:
            with suppress(Exception):
                step.close()

    def close(self) -> None:
        self.stop()
        self.store.close()
        self.shelf.tables.close()
        self.keys.close()


def _places(settings: Settings, name: str) -> tuple[Place, Place]:
    if settings.on_one_machine:
        folder = settings.data / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Place(str(folder)), Place(str(folder))
    return Place(settings.database), Place(settings.keys)


def _names(settings: Settings, name: str) -> dict[str, str]:
    """SQLite: a file each in the service's folder. PostgreSQL: a schema each."""
    if settings.on_one_machine:
        return {"events": "events", "views": "views", "keys": "keys"}
    return {"events": name, "views": f"{name}_views", "keys": f"{name}_keys"}
