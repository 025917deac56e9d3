"""Appends that come together are committed together: who comes first writes for all who wait meanwhile.

Each append is whole or not at all, and nobody is answered before the commit. Where a commit fails, all of it fails.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eventsourcing.persistence import InterfaceError, OperationalError, StoredEvent

from shared.store.answers import OnceRow
from shared.tables.turns import Turns, Wish

MOST = 64
"""So many events a commit, lest the first of them wait for too many others; an append of more goes by itself."""
OUT_OF_REACH = (OperationalError, InterfaceError)


class Append(Wish):
    """Some events and what makes their command take effect once; then the place of the last."""

    def __init__(self, events: Sequence[StoredEvent], once: OnceRow | None = None) -> None:
        self.events, self.once = events, once
        self.size = len(events)
        self.place = 0


class Together:
    """`write` commits appends and gives each its place; it raises when one of them conflicts, or the commit fails."""

    def __init__(self, write: Callable[[Sequence[Append]], None]) -> None:
        self._write = write
        self._turns = Turns(self._commit, MOST)

    def append(self, mine: Append) -> int:
        """The place of the last event. Raises IntegrityError where it conflicts, else what befell the commit."""
        return self._turns.meet(mine).place

    def _commit(self, group: Sequence[Append]) -> None:
        try:
            self._write(group)
        except OUT_OF_REACH:
            raise
        except BaseException:
            if len(group) == 1:
                raise
            for one in group:  # for one among them conflicts, or cannot be written
                self._by_itself(one)

    def _by_itself(self, one: Append) -> None:
        try:
            self._write([one])
        except BaseException as error:  # noqa: BLE001  raised again in the thread that it befell
            one.trouble = error
