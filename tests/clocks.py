"""Clocks that somebody sets while the house looks elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import RLock
from unittest.mock import patch

from shared.store import Store
from shared.store.clock import OtherClock
from tests.house import Household


@contextmanager
def right_only_while_compared(home: Household, **by: float) -> Iterator[None]:
    """Somebody sets it forward, and right again for each moment in which the house holds it against another."""
    back, compared, one_at_a_time = {unit: -many for unit, many in by.items()}, Store.clock, RLock()

    def clock(store: Store) -> tuple[datetime, bool]:
        with one_at_a_time:
            home.clock.set_wrong(**back)
            try:
                return compared(store)
            finally:
                home.clock.set_wrong(**by)

    with patch.object(Store, "clock", clock):
        home.clock.set_wrong(**by)
        try:
            yield
        finally:
            with one_at_a_time:
                home.clock.set_wrong(**back)


class BorneOut(OtherClock):
    """Asked as ever; it bears out whatever day a test or a benchmark is on."""

    def agrees(self, now: datetime) -> bool:
        super().agrees(now)
        return True
