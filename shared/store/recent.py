"""Histories used a moment ago, as facts still sealed: what a record was need not be read again, only what came since."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from uuid import UUID

from shared.facts import Fact

MOST = 3000
"""So many facts are kept; those least recently used go first. They are sealed, and a key is needed to read them."""


class Recent:
    """A history only ever grows, so what is kept of one is true for ever."""

    def __init__(self, most: int = MOST) -> None:
        self._most, self._many = most, 0
        self._histories: OrderedDict[UUID, tuple[Fact, ...]] = OrderedDict()
        self._lock = Lock()

    def of(self, id: UUID) -> tuple[Fact, ...]:
        """The beginning of a history, as far as it is kept."""
        with self._lock:
            if id in self._histories:
                self._histories.move_to_end(id)
            return self._histories.get(id, ())

    def goes_on(self, id: UUID, version: int, facts: Sequence[Fact]) -> None:
        """Keep what follows a version, where all before it is kept."""
        with self._lock:
            known = self._histories.get(id, ())
            if len(known) != version or version + len(facts) > self._most:
                return
            self._histories[id] = (*known, *facts)
            self._histories.move_to_end(id)
            self._many += len(facts)
            while self._many > self._most:
                self._many -= len(self._histories.popitem(last=False)[1])
