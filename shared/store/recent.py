"""Histories used a moment ago, as facts still sealed: what a record was need not be read again, only what came since."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from uuid import UUID

from shared.facts import Fact

MOST = 16 * 1024 * 1024
"""So many bytes, as stored, are kept at hand; what was least recently used goes first. It is sealed, and needs its key."""


class Recent:
    """A history only ever grows, so what is kept of one is true for ever."""

    def __init__(self, most: int = MOST) -> None:
        self._most, self._many = most, 0
        self._histories: OrderedDict[UUID, list[Fact]] = OrderedDict()
        self._sizes: dict[UUID, int] = {}
        self._lock = Lock()

    def of(self, id: UUID) -> Sequence[Fact]:
        """The beginning of a history, as far as it is kept."""
        with self._lock:
            if id not in self._histories:
                return ()
            self._histories.move_to_end(id)
            return tuple(self._histories[id])

    def goes_on(self, id: UUID, version: int, facts: Sequence[Fact], size: int) -> None:
        """Keep what follows a version, of so many bytes as stored, where all before it is kept."""
        with self._lock:
            if not facts or len(self._histories.get(id, ())) != version:
                return
            self._histories.setdefault(id, []).extend(facts)
            self._histories.move_to_end(id)
            self._sizes[id] = self._sizes.get(id, 0) + size
            self._many += size
            while self._many > self._most:
                oldest, _ = self._histories.popitem(last=False)
                self._many -= self._sizes.pop(oldest)
