"""When the two meet by their agreement's frequency: as times for a calendar, and as the days on which a session is due (A6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from services.sessions.domain.under import AHEAD
from shared.aggregate import Refused, Unfit
from shared.recurrence import days

DAY: Final = timedelta(days=1)
A_YEAR: Final = timedelta(days=366)
MOST: Final = 200
"""So many sessions are set at once at the most."""


FURTHEST_EAST: Final = timezone(timedelta(hours=14))
"""By no clock does a frequency that ends at an instant name more days."""
NAMESPACE: Final = UUID("b1d4a0c6-3f5e-4f0a-8a57-1e9c2d6b7f34")


def id_on(agreement: UUID, day: date) -> UUID:
    """What the id of the session is made from that the frequency sets on a day; those set earlier have it as their id."""
    return uuid5(NAMESPACE, f"{agreement} {day}")


class NoFrequency(Refused):
    """The agreement does not say yet how often you meet and from when on, so no sessions follow from it."""


class LastBeforeFirst(Unfit):
    """Sessions are set from a day on, to that day or a later one."""


class NotThatFar(Unfit):
    """Sessions are set for a year at the most, and no further ahead than two years from now."""


class NothingFollows(Refused):
    """By the frequency of this agreement no session is to be set in that time: none falls into it that is not set already."""


class TooManyAtOnce(Refused):
    """At most 200 sessions are set at once. Choose a shorter time."""


class Frequency(NamedTuple):
    """How often the two meet, and from when to when their agreement has it so."""

    rule: str
    starts: date
    ends: date | None = None

    def days(self, last: date, clock: tzinfo = UTC) -> tuple[date, ...]:
        """The days it names by the agency's clock, up to a last one."""
        return days(self.rule, self.starts, min(last, self.ends or last), clock)


class Due(NamedTuple):
    """A day on which a session was due."""

    on: date
    none_since: date
    """The day named before, or the last before the agreement; a session held later than this meets the day that was due."""


def times_to_meet(
    frequency: Frequency,
    first: date,
    last: date,
    at: time,
    clock: ZoneInfo,
    *,
    now: datetime,
    is_taken: Callable[[date], bool],
) -> list[datetime]:
    """The same time of day by the agency's clock, on each day that the frequency names and that is not taken.

    Where the clock leaps over that time, it is as much later as the clock leapt; where the clock shows it twice, the first.
    """
    today = now.date()
    if last < first:
        raise LastBeforeFirst("following.until")
    if not today - A_YEAR <= first <= last < (now + AHEAD).date() or last - first > A_YEAR:
        raise NotThatFar("following.from", "following.until")
    meant = [day for day in frequency.days(last, clock) if day >= first and not is_taken(day)]
    moments = {datetime.combine(day, at, clock).astimezone(UTC) for day in meant}
    found = sorted(moment for moment in moments if moment > now)
    if not found:
        raise NothingFollows
    if len(found) > MOST:
        raise TooManyAtOnce
    return found


@lru_cache(maxsize=2**16)
def last_due(frequency: Frequency, today: date, clock: tzinfo = UTC) -> Due | None:
    """The last day before today on which a session was due by the agency's clock; None where none was yet."""
    named = frequency.days(today - DAY, clock)
    if not named:
        return None
    return Due(named[-1], named[-2] if len(named) > 1 else frequency.starts - DAY)


def least_gap(frequency: Frequency) -> int:
    """No two days that the frequency names lie closer together, in its first two years; 1 where that does not show."""
    named = frequency.days(min(frequency.starts, date.max - 2 * A_YEAR) + 2 * A_YEAR, FURTHEST_EAST)
    return min(((later - earlier).days for earlier, later in pairwise(named)), default=1)
