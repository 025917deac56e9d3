"""What time it is, and whether a step may be taken because time has passed (C2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from shared.aggregate import Refused


class ClocksDisagree(Refused):
    """The clocks of this house say different times, so nobody can tell whether a time has passed. It waits until they agree."""

    retry_after: ClassVar[int | None] = 60


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
