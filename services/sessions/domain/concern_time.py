"""When the worker's time to answer begins and ends (C2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.sessions.events.concern_parts import HowTold


@dataclass(frozen=True)
class AnswerTime:
    """It begins at telling; for a message, when it is seen, or so long after it was given as policy says."""

    told_at: datetime
    given_at: datetime
    answer_hours: int
    seen_after_hours: int | None = None
    seen_at: datetime | None = None
    paused_at: datetime | None = None
    resumed_at: datetime | None = None

    @property
    def of_message(self) -> bool:
        return self.seen_after_hours is not None

    @property
    def stands_still(self) -> bool:
        return self.paused_at is not None and self.resumed_at is None

    @property
    def begins(self) -> datetime | None:
        """None while it stands still before it began."""
        if self.seen_after_hours is None:
            return self.told_at
        latest = self._after(self.given_at, timedelta(hours=self.seen_after_hours))
        if self.seen_at is None:
            return latest
        return min(self.seen_at, latest) if latest else self.seen_at

    @property
    def ends(self) -> datetime | None:
        """None while it stands still."""
        begins = self.begins
        return self._after(begins, timedelta(hours=self.answer_hours)) if begins else None

    @property
    def needs_no_clock(self) -> bool:
        """No time was given at all, and the worker heard it: then there is nothing to wait for."""
        return self.answer_hours == 0 and not self.of_message

    def _after(self, begins: datetime, lasting: timedelta) -> datetime | None:
        """So much later, what lay in a pause not counted."""
        ends = begins + lasting
        if self.paused_at is None or self.paused_at >= ends:
            return ends
        if self.resumed_at is None:
            return None
        return ends + max(self.resumed_at - max(begins, self.paused_at), timedelta(0))


def message_seen_after(how: HowTold, hours: int) -> int | None:
    """Only a message may lie unseen."""
    return hours if how is HowTold.MESSAGE else None


def counts_as_seen(given_at: datetime | None, hours: int | None) -> datetime | None:
    """When a message counts as seen at the latest; None for what was said."""
    return given_at + timedelta(hours=hours) if given_at is not None and hours is not None else None
