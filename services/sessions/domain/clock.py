"""What time it is, whether a step may be taken because time has passed, and when somebody did what they do now (C2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shared.aggregate import ClocksDisagree

__all__ = ["ClockReading", "ClocksDisagree"]


@dataclass(frozen=True)
class ClockReading:
    """The time by the service's clock, and whether another clock agrees with it within a minute."""

    now: datetime
    agrees: bool = True
    other: datetime | None = None
    """What that one says; None where they agree."""

    @property
    def acted_at(self) -> datetime:
        """When an act of a person is done that waits for no clock: by the one that nobody can set, where they do not agree.

        One that was set ahead would put off what follows from the act, and one that was set back would take that time from the
        worker.
        """
        return self.other or self.now

    def has_passed(self, moment: datetime) -> bool:
        """Raises ClocksDisagree where no other clock bears out that time."""
        if not self.agrees:
            raise ClocksDisagree
        return self.now >= moment
