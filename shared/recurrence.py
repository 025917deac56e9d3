"""How often something comes round: an RFC 5545 recurrence rule, without its RRULE: prefix, at most daily."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

from dateutil.rrule import rrulestr

LONGEST: Final = 200
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
