"""When two people meet by a rule, day by day: what a rule says about gaps and months (A6). Days know no daylight saving."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import MAXYEAR, date, datetime, time
from functools import lru_cache
from itertools import islice, pairwise, takewhile
from typing import Final

from dateutil.rrule import rrulestr

NEAR_THE_END: Final = MAXYEAR - 2
TWO_YEARS: Final = 731
"""Long enough for any rule that repeats within a year to show its longest gap."""


@lru_cache(maxsize=256)
def meetings(frequency: str, starts: date, last: date) -> tuple[date, ...]:
    """The days on which the two meet, from their first day to a last one."""
    told = dict(part.split("=", 1) for part in frequency.upper().split(";"))
    count, ends = told.pop("COUNT", None), told.pop("UNTIL", None)
    if ends:
        last = min(last, date.fromisoformat(ends[:8]))
    if last < starts:
        return ()
    # The library looks for a day that never comes to the end of the calendar: so the rule is asked near that end. The
    # calendar repeats itself, weekdays and all, every 400 years.
    later = (NEAR_THE_END - last.year) // 400 * 400
    first, until = (datetime.combine(_moved(day, later), time.min) for day in (starts, last))
    rule = ";".join(f"{name}={value}" for name, value in told.items())
    found = takewhile(lambda at: at <= until, rrulestr(rule, dtstart=first))
    return tuple(_moved(at.date(), -later) for at in islice(found, int(count) if count else None))


def _moved(day: date, years: int) -> date:
    return day.replace(year=day.year + years)


def _last(starts: date, ends: date | None) -> date:
    return min(date.fromordinal(min(starts.toordinal() + TWO_YEARS, date.max.toordinal())), ends or date.max)


def longest_gap(frequency: str, starts: date, ends: date | None) -> int:
    """Days from one meeting to the next at the most: from the first day on, and to the last where the rule ends sooner."""
    last = _last(starts, ends)
    points = (starts, *meetings(frequency, starts, last), last)
    return max((later - earlier).days for earlier, later in pairwise(points))


def fewest_in_a_month(frequency: str, starts: date, ends: date | None) -> int | None:
    """Meetings in the whole calendar month that has the fewest; None where no whole month lies within."""
    last = _last(starts, ends)
    held = Counter(_month(day) for day in meetings(frequency, starts, last))
    whole_last = last.day == monthrange(last.year, last.month)[1]
    months = range(_month(starts) + (starts.day > 1), _month(last) + whole_last)
    return min((held[month] for month in months), default=None)


def _month(day: date) -> int:
    """Months since the calendar began, so that they can be counted."""
    return day.year * 12 + day.month
