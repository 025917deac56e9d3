"""When the worker's time to answer begins and ends (C2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.sessions.events.concern_parts import HowTold


@dataclass(frozen=True)
class Standstill:
    """For so long it stands still."""

    paused_at: datetime
    resumed_at: datetime | None = None


@dataclass(frozen=True)
class AnswerTime:
    """It begins at telling; for a message, when it is seen, or so long after it was given as policy says."""

    told_at: datetime
    given_at: datetime
    answer_hours: int
    seen_after_hours: int | None = None
    seen_at: datetime | None = None
    pauses: tuple[Standstill, ...] = ()
    """In the order of time; each after the one before was over."""

    def paused(self, at: datetime) -> AnswerTime:
        return replace(self, pauses=(*self.pauses, Standstill(at)))

    def resumed(self, at: datetime) -> AnswerTime:
        *before, last = self.pauses
        return replace(self, pauses=(*before, replace(last, resumed_at=at)))

    @property
    def paused_at(self) -> datetime | None:
        """Since when it stands still."""
        return self.pauses[-1].paused_at if self.stands_still else None

    @property
    def reached_at(self) -> datetime | None:
        """When the notice last reached the worker where the employer has no say."""
        return max((one.resumed_at for one in self.pauses if one.resumed_at), default=None)

    @property
    def of_message(self) -> bool:
        return self.seen_after_hours is not None

    @property
    def stands_still(self) -> bool:
        return bool(self.pauses) and self.pauses[-1].resumed_at is None

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
        """So much later, what lay in pauses not counted."""
        ends = begins + lasting
        for pause in self.pauses:
            if pause.paused_at >= ends:
                break
            if pause.resumed_at is None:
                return None
            ends += max(pause.resumed_at - max(begins, pause.paused_at), timedelta(0))
        return ends


def message_seen_after(how: HowTold, hours: int) -> int | None:
    """Only a message may lie unseen."""
    return hours if how is HowTold.MESSAGE else None


def counts_as_seen(given_at: datetime | None, hours: int | None) -> datetime | None:
    """When a message counts as seen at the latest; None for what was said."""
    return given_at + timedelta(hours=hours) if given_at is not None and hours is not None else None
