"""How often something comes round: an RFC 5545 recurrence rule, without its RRULE: prefix, at most daily."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import MAXYEAR, UTC, date, datetime, time, tzinfo
from functools import lru_cache
from itertools import islice, takewhile
from typing import Final

from dateutil.rrule import rrulestr

LONGEST: Final = 200
NEAR_THE_END: Final = MAXYEAR - 2
_DAY: Final = "(?:MO|TU|WE|TH|FR|SA|SU)"
_PARTS: Final = {
    "FREQ": "DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": "[1-9][0-9]?",
    "COUNT": "[1-9][0-9]{0,2}",
    "UNTIL": "[0-9]{8}(?:T[0-9]{6}Z)?",
    "BYDAY": _DAY + "|[+-]?[1-5]" + _DAY,
    "BYMONTHDAY": "-?(?:[1-9]|[12][0-9]|3[01])",
    "BYMONTH": "[1-9]|1[0-2]",
    "BYSETPOS": "-?[1-9][0-9]?",
    "WKST": _DAY,
}
"""The parts of the standard that meetings of people need, each with what it may say."""

_LISTS: Final = frozenset({"BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"})


def is_rule(text: str) -> bool:
    """Whether two people can meet by this rule. The library is asked last: it takes more than the standard has."""
    parts = [part.partition("=") for part in text.upper().split(";")]
    told = {name: value for name, _, value in parts}
    if (
        not text.isascii()
        or len(text) > LONGEST
        or len(told) != len(parts)
        or "FREQ" not in told
        or {"COUNT", "UNTIL"} <= told.keys()
    ):
        return False
    if not all(_says(name, value) for name, value in told.items()):
        return False
    if told["FREQ"] in ("DAILY", "WEEKLY") and re.search("[0-9]", told.get("BYDAY", "")):
        return False
    # A rule that ends at an instant needs a first meeting with a zone; one that ends at a day, a first without.
    start = datetime(2026, 1, 1, tzinfo=UTC if told.get("UNTIL", "").endswith("Z") else None)
    try:
        rrulestr(text, dtstart=start)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return False
    return True


def _says(name: str, value: str) -> bool:
    values = value.split(",") if name in _LISTS else [value]
    return name in _PARTS and all(re.fullmatch(_PARTS[name], one) for one in values)


def days(rule: str, first: date, last: date, clock: tzinfo = UTC) -> tuple[date, ...]:
    """The days that a rule names, counted from a first day on, up to a last one; where it ends at an instant, to the end of that day by the clock."""
    found = _days(rule, first, last.replace(month=12, day=31))
    instant = _ends_at(rule)
    if instant:
        last = min(last, _day_of(instant, clock))
    return found[: bisect_right(found, last)]


def _ends_at(rule: str) -> datetime | None:
    """The instant at which a rule ends; None for one that ends at a day, after some times or never."""
    until = _parts(rule).get("UNTIL", "")
    return datetime.fromisoformat(until) if until.endswith("Z") else None


def _day_of(instant: datetime, clock: tzinfo) -> date:
    try:
        return instant.astimezone(clock).date()
    except OverflowError:  # on the first or last day of the calendar
        return instant.date()


def _parts(rule: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in rule.upper().split(";"))


@lru_cache(maxsize=256)
def _days(rule: str, first: date, last: date) -> tuple[date, ...]:
    """Kept by whole years, so that the same rule asked on another day is not reckoned anew."""
    told = _parts(rule)
    count, ends = told.pop("COUNT", None), told.pop("UNTIL", "")
    if ends and not ends.endswith("Z"):
        last = min(last, date.fromisoformat(ends))
    if last < first:
        return ()
    # The library looks for a day that never comes to the end of the calendar: so the rule is asked near that end. The
    # calendar repeats itself, weekdays and all, every 400 years.
    later = (NEAR_THE_END - last.year) // 400 * 400
    begins, until = (datetime.combine(_moved(day, later), time.min) for day in (first, last))
    named = ";".join(f"{name}={value}" for name, value in told.items())
    found = takewhile(lambda at: at <= until, rrulestr(named, dtstart=begins))
    return tuple(_moved(at.date(), -later) for at in islice(found, int(count) if count else None))


def _moved(day: date, years: int) -> date:
    return day.replace(year=day.year + years)
