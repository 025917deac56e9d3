"""What time it is, and whether a step may be taken because time has passed (C2)."""

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

    def has_passed(self, moment: datetime) -> bool:
        """Raises ClocksDisagree where no other clock bears out that time."""
        if not self.agrees:
            raise ClocksDisagree
        return self.now >= moment
