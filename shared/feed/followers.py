"""Threads that follow: each takes one step after another, waits when there is nothing, and survives what is away."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from shared.tables import Away

log = structlog.get_logger("alongside.feed")
IDLE_SECONDS = 0.2
GATHER_SECONDS, LONGEST_GATHER, FEW = 0.05, 0.25, 100
LONGEST_WAIT = 5.0
Step = Callable[[], int]
"""Does some work and answers how much; 0 means there was none."""


@dataclass
class Health:
    """How a follower fares: the class of its last trouble, and since when."""

    trouble: str | None = None
    since: float = 0.0


class Patience:
    """What failed is tried again later and later, up to 5 s; what befell it is told once."""

    def __init__(self, name: str, *, idle: float = IDLE_SECONDS) -> None:
        self._name, self._idle = name, idle
        self._failed, self._until = 0, 0.0
        self.health = Health()

    @property
    def seconds(self) -> float:
        """How long to wait before the next try, where nothing calls for it before."""
        return min(LONGEST_WAIT, self._idle * 2.0 ** min(self._failed, 10))

    @property
    def rests(self) -> bool:
        return self._failed > 0 and time.monotonic() < self._until

    def well(self) -> None:
        if self._failed:
            self._failed, self.health = 0, Health()

    def failed(self, error: Exception) -> None:
        # Only the class: the text of an exception may hold what it choked on.
        kind = error.part if isinstance(error, Away) else type(error).__name__
        if self.health.trouble != kind:
            log.warning("follower in trouble", follower=self._name, trouble=kind)
            self.health = Health(kind, time.monotonic())
        self._failed += 1
        self._until = time.monotonic() + self.seconds


class Follower(threading.Thread):
    """Repeats a step until told to stop; on trouble waits longer and longer, and tries again.

    What comes close together is taken in together: the longer news keeps coming, the longer it is gathered.
    """

    def __init__(self, name: str, step: Step, *, idle: float = IDLE_SECONDS, few: int = FEW) -> None:
        """`few`: of so many a step there may be more to come; after less it gathers."""
        super().__init__(name=name, daemon=True)
        self._step, self._patience, self._few = step, Patience(name, idle=idle), few
        self._wake, self._hurry = threading.Event(), threading.Event()
        self._over = False

    def wake(self) -> None:
        """There is news."""
        self._wake.set()

    def hurry(self) -> None:
        """Somebody waits for what has come."""
        self._hurry.set()
        self._wake.set()

    def run(self) -> None:
        busy = 0
        while True:
            self._wake.clear()
            self._hurry.clear()
            if self._over:
                return
            try:
                many = self._step()
                self._patience.well()
            except Exception as error:  # noqa: BLE001  a follower outlives whatever befalls a step
                many = 0
                self._patience.failed(error)
            busy = busy + 1 if many else 0
            if not many:
                self._wake.wait(self._patience.seconds)
            elif many < self._few:
                self._hurry.wait(min(LONGEST_GATHER, GATHER_SECONDS * busy))

    def end(self) -> None:
        """Take no further step; whoever ends several tells them all before waiting for the first."""
        self._over = True
        self.hurry()

    def stop(self) -> None:
        self.end()
        if self.is_alive():
            self.join(timeout=30)
