"""Appends that come together are committed together: who comes first writes for all who wait meanwhile.

Each append is whole or not at all, and nobody is answered before the commit. Where a commit fails, all of it fails.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event, Lock

from eventsourcing.persistence import InterfaceError, OperationalError, StoredEvent

from shared.store.answers import OnceRow

MOST = 64
"""So many events a commit, lest the first of them wait for too many others; an append of more goes by itself."""
OUT_OF_REACH = (OperationalError, InterfaceError)


@dataclass
class Append:
    """Some events and what makes their command take effect once; then the place of the last, or what befell it."""

    events: Sequence[StoredEvent]
    once: OnceRow | None = None
    place: int | None = None
    trouble: BaseException | None = None
    turn: Event | None = None

    @property
    def done(self) -> bool:
        return self.place is not None or self.trouble is not None


class Together:
    """`write` commits appends and gives each its place; it raises when one of them conflicts, or the commit fails."""

    def __init__(self, write: Callable[[Sequence[Append]], None]) -> None:
        self._write = write
        self._lock = Lock()
        self._waiting: list[Append] = []
        self._led = False

    def append(self, mine: Append) -> int:
        """The place of the last event. Raises IntegrityError where it conflicts, else what befell the commit."""
        with self._lock:
            self._waiting.append(mine)
            if self._led:
                mine.turn = Event()
            self._led = True
        if mine.turn:
            mine.turn.wait()  # ended by whoever leads: done for me, or mine to lead
        if not mine.done:
            self._lead()
        if mine.trouble:
            raise mine.trouble
        assert mine.place is not None
        return mine.place

    def _lead(self) -> None:
        with self._lock:
            group = self._next()
        self._commit(group)
        with self._lock:
            heir = self._waiting[0] if self._waiting else None
            self._led = heir is not None
        for one in (*group, heir):
            if one and one.turn:
                one.turn.set()

    def _next(self) -> list[Append]:
        """As many of those that wait, in their order, as one statement bears; at least one."""
        many = 0
        for at, one in enumerate(self._waiting):
            many += len(one.events)
            if at and many > MOST:
                group, self._waiting = self._waiting[:at], self._waiting[at:]
                return group
        group, self._waiting = self._waiting, []
        return group

    def _commit(self, group: Sequence[Append]) -> None:
        try:
            self._write(group)
        except BaseException as error:  # noqa: BLE001  raised again in the thread of each that it befell
            for one in group:
                one.place, one.trouble = None, error
            if len(group) > 1 and not isinstance(error, OUT_OF_REACH):
                for one in group:  # for one among them conflicts, or cannot be written
                    one.trouble = None
                    self._commit([one])
