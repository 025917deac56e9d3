"""What many threads want at the same moment, done at once: who comes first does it for all who wait meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from time import sleep
from typing import Any, Generic, TypeVar

GIVES_WAY = 5
"""So often at most whoever leads lets the others run first."""


class Wish:
    """What one thread wants. `size` counts against how much is done at once; `trouble` is raised in that very thread."""

    size: int = 1
    done: bool = False
    trouble: BaseException | None = None
    turn: Any = None


W = TypeVar("W", bound=Wish)


class Turns(Generic[W]):
    """`work` is given wishes in the order in which they came, at least one, and meets them all; where it raises, it raises for all."""

    def __init__(self, work: Callable[[Sequence[W]], None], most: int) -> None:
        self._work, self._most = work, most
        self._lock = Lock()
        self._waiting: list[W] = []
        self._led = False
        self._last = 1

    def meet(self, mine: W) -> W:
        """Comes back when it is met. What is wanted now is not met by work that began before."""
        with self._lock:
            self._waiting.append(mine)
            if self._led:
                mine.turn = Lock()
                mine.turn.acquire()
            self._led = True
        if mine.turn:
            mine.turn.acquire()  # let go by whoever leads: done for me, or mine to lead
        if not mine.done:
            self._lead()
        if mine.trouble:
            raise mine.trouble
        return mine

    def _lead(self) -> None:
        self._give_way()
        with self._lock:
            group = self._next()
        try:
            self._work(group)
        except BaseException as error:  # noqa: BLE001  raised again in the thread of each that it befell
            for one in group:
                one.trouble = one.trouble or error
        for one in group:
            one.done = True
        with self._lock:
            heir = self._waiting[0] if self._waiting else None
            self._led = heir is not None
        for one in (*group, *([heir] if heir else [])):
            if one.turn:
                one.turn.release()

    def _give_way(self) -> None:
        """Those whose wishes were met together want the next at once; the first of them would do its own alone, and all others wait for it."""
        for _ in range(GIVES_WAY):
            if len(self._waiting) >= self._last:
                break
            sleep(0)
        self._last = len(self._waiting)

    def _next(self) -> list[W]:
        """As many of those that wait, in their order, as are done at once; at least one."""
        many = 0
        for at, one in enumerate(self._waiting):
            many += one.size
            if at and many > self._most:
                group, self._waiting = self._waiting[:at], self._waiting[at:]
                return group
        group, self._waiting = self._waiting, []
        return group
