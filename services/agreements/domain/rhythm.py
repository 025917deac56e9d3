"""When two people meet by a rule, day by day: what a rule says about gaps and months (A6). Days know no daylight saving."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

from shared.recurrence import days

TWO_YEARS: Final = 731
"""So far ahead, from the first day and from today, a rule is looked at."""
TEN_YEARS: Final = 3653
"""So far ahead the next meeting is looked for where none comes within two."""


class Gap(NamedTuple):
    """Days from one meeting to the next at the most."""

    days: int
    at_least: bool = False
    """Whether it was still going on where looking ended."""


def _ahead(day: date, many: int) -> date:
    return date.fromordinal(min(day.toordinal() + many, date.max.toordinal()))


def _last(starts: date, ends: date | None, today: date) -> date:
    return min(_ahead(max(starts, today), TWO_YEARS), ends or date.max)


def longest_gap(frequency: str, starts: date, ends: date | None, today: date) -> Gap:
    """From the first day on, and to the last of the agreement; where it is open-ended, past two years from today."""
    last = _last(starts, ends, today)
    points = (starts, *days(frequency, starts, last))
    within = max(((later - earlier).days for earlier, later in pairwise(points)), default=0)
    after = (last - points[-1]).days
    if last == ends or after <= within:
        return Gap(max(within, after))
    further = _ahead(last, TEN_YEARS) if ends is None else min(_ahead(last, TEN_YEARS), ends)
    found = days(frequency, starts, further)
    upcoming = found[len(points) - 1 :] or ((ends,) if further == ends else ())
    return Gap((upcoming[0] - points[-1]).days) if upcoming else Gap(after, at_least=True)


def fewest_in_a_month(frequency: str, starts: date, ends: date | None, today: date) -> int | None:
    """Meetings in the whole calendar month that has the fewest; None where no whole month lies within."""
    last = _last(starts, ends, today)
    held = Counter(_month(day) for day in days(frequency, starts, last))
    whole_last = last.day == monthrange(last.year, last.month)[1]
    months = range(_month(starts) + (starts.day > 1), _month(last) + whole_last)
    return min((held[month] for month in months), default=None)


def _month(day: date) -> int:
    """Months since the calendar began, so that they can be counted."""
    return day.year * 12 + day.month
