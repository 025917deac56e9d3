"""The service's clock, and another one to hold it against: a time to wait must not be over because somebody set a clock."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from propcache.api import cached_property

from shared.tables import Tables

APART: Final = timedelta(seconds=60)
_MARK: Final = '"recorded_at":"'
_LENGTH: Final = len("2026-03-02T15:00:00.000000Z")


def utc_now() -> datetime:
    return datetime.now(UTC)


def ticks() -> float:
    """Seconds that nobody can set; where the system counts them, those in which the machine slept among them."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


class OtherClock:
    """PostgreSQL: the database server's. SQLite: what time it was when the log was opened, and the seconds since.

    There it begins at the highest time that was recorded by then in any log of the house, where the service's clock said less.
    """

    def __init__(self, tables: Tables, now: datetime, ticks: Callable[[], float] = ticks) -> None:
        self._tables, self._ticks = tables, ticks
        self._opened, self._since = now, ticks()
        self._of_house: Sequence[OtherClock] = (self,)
        self._end = 0 if tables.postgres else self._ask("SELECT MAX(rowid) AS it FROM stored_events")

    def agrees(self, now: datetime) -> bool:
        return abs(self.says() - now) <= APART

    def says(self) -> datetime:
        if self._tables.postgres:
            server: datetime = self._ask("SELECT clock_timestamp() AS it")
            return server
        highest = max(one.highest for one in self._of_house)
        return max(self._opened, highest) + timedelta(seconds=self._ticks() - self._since)

    @classmethod
    def of_one_house(cls, clocks: Sequence[OtherClock]) -> None:
        """A log in which little is recorded knows from the others how late it was."""
        for one in clocks:
            one._of_house = clocks

    @cached_property
    def highest(self) -> datetime:
        """Read from its log as it was when it was opened: what was recorded since went by the clock that is in question."""
        state = "CAST(state AS TEXT)"
        at = f"substr({state}, instr({state}, '{_MARK}') + {len(_MARK)}, {_LENGTH})"
        told = self._ask(f"SELECT MAX({at}) AS it FROM stored_events WHERE rowid <= {self._end or 0}")
        return datetime.fromisoformat(told) if told else self._opened

    def _ask(self, sql: str) -> Any:
        row = self._tables.one(sql)
        return row["it"] if row else None
