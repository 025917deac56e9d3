"""Until when a record is kept, so many years after it was over, as its agency's policy set says; and by which key it goes."""

from __future__ import annotations

from calendar import isleap
from datetime import MAXYEAR, date
from uuid import UUID

from services.sessions.events.disclosures import RECIPIENT
from shared.aggregate import Refused, Unfit
from shared.keeping import ErasureReason


class StillOpen(Refused):
    """This is not over yet, so its time of keeping has not begun. Before that only what should never have been recorded is erased."""


class ConcernStillRuns(Refused):
    """This concern still runs: with its words gone its time would go on against a worker who can answer no more. It is closed or withdrawn first (C2, C5)."""


class AccountingStays(Refused):
    """To whom something was disclosed is its accounting, which outlives it: this is erased once that was, and its own time of keeping is over, for no other reason (C3, C5)."""


class ApproverThere(Unfit):
    """Whoever approves this is there, or nobody has to be named: name nobody, since nobody else needs to know that it is there (C5)."""


class ApproverNeeded(Unfit):
    """Of those whose affair this is nobody else is there any more. Name a privacy officer of its agency who is to approve it (C5)."""


class NotAnOfficerThere(Unfit):
    """Name a privacy officer who is one today, of the agency whose affair this is, and not yourself (C5)."""


def key_of(kind: str, id: UUID) -> str:
    """The key under which it lies: the name of whoever got a disclosure under one of its own, kept as the accounting is (C3)."""
    return f"{'pk' if kind == RECIPIENT else 'rk'}:{id}"


def kept_until(over_on: date | None, years: int, reason: ErasureReason) -> date | None:
    """The last day, or the calendar's own. Raises StillOpen for what is not over, unless it should never have been recorded."""
    if over_on is None:
        if reason is not ErasureReason.NEVER_LAWFUL:
            raise StillOpen
        return None
    year = min(over_on.year + years, MAXYEAR)
    leap_day = (over_on.month, over_on.day) == (2, 29)
    return over_on.replace(year=year, day=28) if leap_day and not isleap(year) else over_on.replace(year=year)
