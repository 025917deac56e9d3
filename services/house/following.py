"""Everything that follows in one service, each in a thread of its own: its logs, other services' topics, its dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from services.house.logs import Log
from shared.bus import Bus
from shared.feed import relay, steps
from shared.feed.followers import FEW, IDLE_SECONDS, Follower, Step
from shared.feed.shelf import Shelf
from shared.feed.steps import BusStep, LogStep, relay_step
from shared.feed.views import View
from shared.telemetry import Tracing


class Followers:
    """They begin together and end together."""

    def __init__(self, service: str, shelf: Shelf, tracing: Tracing) -> None:
        self._service, self._shelf, self._tracing = service, shelf, tracing
        self._all: list[Follower] = []
        self._own: list[Follower] = []
        self._over_the_bus: list[BusStep] = []

    def __iter__(self) -> Iterator[Follower]:
        return iter(self._all)

    def add(self, name: str, step: Step, *, idle: float = IDLE_SECONDS, few: int = FEW) -> Follower:
        follower = Follower(f"{self._service}.{name}", step, idle=idle, few=few)
        self._all.append(follower)
        return follower

    def add_log(self, bus: Bus, log: Log, views: Sequence[View]) -> None:
        """Its relay and its views, which hear of an append at once."""
        of = "restricted " if log.restricted else ""
        # A page of a log that is not full was its end: there is no more to come, however much it was.
        told = [self.add(f"{of}relay", relay_step(log.relay(bus, self._tracing), log.store), few=relay.PAGE)]
        if views:
            step = LogStep(self._shelf, log.store, *views)
            self._own.append(self.add(f"{of}views", step, few=steps.PAGE))
            told.append(self._own[-1])

        def wake() -> None:
            for follower in told:
                follower.wake()

        log.store.on_append = wake

    def add_topics(self, bus: Bus, view: View) -> None:
        """A view of other services' facts."""
        step = BusStep(self._shelf, bus, self._service, view, self._tracing)
        self._over_the_bus.append(step)
        self.add(view.name, step)

    def start(self) -> None:
        self._shelf.hurry = self.hurry
        for follower in self:
            follower.start()

    def hurry(self) -> None:
        """Somebody waits for a view of the service's own logs."""
        for follower in self._own:
            follower.hurry()

    @property
    def there(self) -> bool:
        """Whether every one that was started is still there."""
        return all(follower.is_alive() for follower in self)

    def end(self) -> None:
        """Tell them to take no further step."""
        for follower in self:
            follower.end()

    def stop(self) -> None:
        self.end()
        for follower in self:
            follower.stop()
        for step in self._over_the_bus:
            with suppress(Exception):
                step.close()
