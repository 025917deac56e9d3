"""Threads that follow: each takes one step after another, waits when there is nothing, and survives what is away."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from shared.bus import Bus, Subscription
from shared.feed.relay import Relay, alone
from shared.feed.shelf import Shelf
from shared.feed.views import Generation, View
from shared.store import Store
from shared.tables import Away
from shared.telemetry import Tracing

log = structlog.get_logger("alongside.feed")
IDLE_SECONDS = 0.2
GATHER_SECONDS, FEW = 0.05, 100
LONGEST_WAIT = 5.0
PAGE = 500
Step = Callable[[], int]
"""Does some work and answers how much; 0 means there was none."""


@dataclass
class Health:
    """How a follower fares: the class of its last trouble, and since when."""

    trouble: str | None = None
    since: float = 0.0


class Follower(threading.Thread):
    """Repeats a step until told to stop; on trouble waits longer and longer, up to 5 s, and tries again."""

    def __init__(self, name: str, step: Step, *, idle: float = IDLE_SECONDS) -> None:
        super().__init__(name=name, daemon=True)
        self._step, self._idle = step, idle
        self._wake = threading.Event()
        self._over = threading.Event()
        self.health = Health()

    def wake(self) -> None:
        self._wake.set()

    def run(self) -> None:
        trouble = 0
        while not self._over.is_set():
            self._wake.clear()
            try:
                many = self._step()
                busy = many > 0
                if 0 < many < FEW:  # what comes close together is taken in together
                    self._over.wait(GATHER_SECONDS)
                trouble, self.health = 0, Health()
            except Exception as error:  # noqa: BLE001  a follower outlives whatever befalls a step
                trouble, busy = trouble + 1, False
                self._note(error)
            if not busy:
                self._wake.wait(min(LONGEST_WAIT, self._idle * 2 ** min(trouble, 10)))

    def _note(self, error: Exception) -> None:
        # Only the class: the text of an exception may hold what it choked on.
        kind = error.part if isinstance(error, Away) else type(error).__name__
        if self.health.trouble != kind:
            log.warning("follower in trouble", follower=self.name, trouble=kind)
            self.health = Health(kind, time.monotonic())

    def end(self) -> None:
        """Take no further step; whoever ends several tells them all before waiting for the first."""
        self._over.set()
        self._wake.set()

    def stop(self) -> None:
        self.end()
        if self.is_alive():
            self.join(timeout=30)


def relay_step(relay: Relay, store: Store) -> Step:
    def step() -> int:
        with alone(store) as may:
            return relay.step() if may else 0

    return step


class LogStep:
    """Follow the service's own log into a view; a new version serves once it has caught up."""

    def __init__(self, shelf: Shelf, store: Store, view: View) -> None:
        self._shelf, self._store, self._view = shelf, store, view

    def __call__(self) -> int:
        generation = self._shelf.followed(self._view)
        page = self._store.read(generation.position, PAGE)
        if page:
            self._shelf.take_log(self._view, generation, page)
        elif not generation.serving:
            self._shelf.serve(generation)
        return len(page)


class BusStep:
    """Follow other services' topics into a view; the group's place is committed after the rows.

    With `into`, that generation is filled; else the one to follow is asked for at each step, for a rebuild swaps it.
    """

    def __init__(
        self,
        shelf: Shelf,
        bus: Bus,
        service: str,
        view: View,
        tracing: Tracing,
        *,
        into: Generation | None = None,
    ) -> None:
        self._shelf, self._bus, self._service, self._view, self._into = shelf, bus, service, view, into
        self._tracing = tracing
        self._subscribed: tuple[Generation, Subscription] | None = None

    def __call__(self, seconds: float = 0.5) -> int:
        generation = self._into or self._shelf.followed(self._view)
        subscription = self._subscription(generation)
        try:
            messages = subscription.poll(seconds)
            if messages:
                led_here = [
                    one.headers["ce_traceparent"] for one in messages if "ce_traceparent" in one.headers
                ]
                with self._tracing.span(
                    "process", after=led_here, view=self._view.name, records=len(messages)
                ):
                    self._shelf.take_messages(self._view, generation, messages)
                subscription.commit()
            elif not generation.serving and not self._into and subscription.behind() == 0:
                self._shelf.serve(generation)
        except Exception:
            self.close()  # begin again where the group last committed
            raise
        return len(messages)

    def is_behind(self) -> bool:
        """Whether there is, or may be, more to take in."""
        return self._subscribed is None or self._subscribed[1].behind() != 0

    def _subscription(self, generation: Generation) -> Subscription:
        if self._subscribed and self._subscribed[0].group != generation.group:
            self.close()
        if self._subscribed is None:
            group = f"{self._service}.{generation.group}"
            self._subscribed = (generation, self._bus.subscribe(self._view.topics, group))
        return self._subscribed[1]

    def close(self) -> None:
        subscribed, self._subscribed = self._subscribed, None
        if subscribed is not None:
            subscribed[1].close()
