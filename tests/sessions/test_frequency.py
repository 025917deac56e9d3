"""Times to meet by an agreement's frequency: the same time of day by the agency's clock, wherever that goes (A6)."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.sessions.domain.frequency import (
    A_YEAR,
    MOST,
    Due,
    Frequency,
    NothingFollows,
    NotThatFar,
    TooManyAtOnce,
    last_due,
    least_gap,
    times_to_meet,
)
from services.sessions.domain.under import AHEAD
from shared.aggregate import Refused

TUESDAYS: Final = Frequency("FREQ=WEEKLY;BYDAY=TU", date(2026, 3, 2))
TORONTO, LONDON = ZoneInfo("America/Toronto"), ZoneInfo("Europe/London")
APIA, TOKYO = ZoneInfo("Pacific/Apia"), ZoneInfo("Asia/Tokyo")
ZONES: Final = st.sampled_from(
    ["America/Toronto", "Europe/London", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "UTC"]
)
RULES: Final = st.sampled_from(
    [
        "FREQ=DAILY",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
        "FREQ=MONTHLY;BYDAY=1TU",
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=WEEKLY;COUNT=5",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY",
    ]
)
DAYS: Final = st.dates(date(2009, 1, 1), date(2030, 12, 31))


def meeting(
    frequency: Frequency, first: date, last: date, now: datetime | None = None, **other: Any
) -> list[datetime]:
    told: dict[str, Any] = {
        "at": time(10),
        "clock": TORONTO,
        "now": now or datetime.combine(first, time(), UTC) - timedelta(days=2),
        "is_taken": lambda _: False,
    } | other
    return times_to_meet(frequency, first, last, **told)


def test_ten_stays_ten_when_the_clocks_change_A6() -> None:
    found = meeting(TUESDAYS, date(2026, 3, 2), date(2026, 3, 16))

    assert found == [datetime(2026, 3, 3, 15, tzinfo=UTC), datetime(2026, 3, 10, 14, tzinfo=UTC)]


def test_a_time_that_the_clock_leaps_over_is_as_much_later_as_it_leapt_A6() -> None:
    [found] = meeting(
        Frequency("FREQ=WEEKLY;BYDAY=SU", date(2026, 3, 2)),
        *(date(2026, 3, 8), date(2026, 3, 8)),
        at=time(2, 30),
    )

    assert found.astimezone(TORONTO).replace(tzinfo=None) == datetime(2026, 3, 8, 3, 30)


def test_of_a_time_that_the_clock_shows_twice_it_is_the_first_A6() -> None:
    sundays = Frequency("FREQ=WEEKLY;BYDAY=SU", date(2026, 3, 2))
    [found] = meeting(sundays, date(2026, 10, 25), date(2026, 10, 25), at=time(1, 30), clock=LONDON)

    assert found == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_day_that_a_place_left_out_gives_no_session_twice_A6() -> None:
    daily = Frequency("FREQ=DAILY", date(2011, 12, 1))
    found = meeting(daily, date(2011, 12, 29), date(2011, 12, 31), clock=APIA)

    assert [at.astimezone(APIA).day for at in found] == [29, 31]


def test_only_days_within_the_agreement_count_A6() -> None:
    ends = TUESDAYS._replace(ends=date(2026, 3, 10))
    found = meeting(ends, date(2026, 2, 1), date(2026, 5, 1))

    assert [at.date() for at in found] == [date(2026, 3, 3), date(2026, 3, 10)]


@pytest.mark.parametrize(
    ("until", "clock", "last"),
    [
        ("20260331T035959Z", TORONTO, date(2026, 3, 30)),
        ("20260331T135959Z", TORONTO, date(2026, 3, 31)),
        ("20260331T200000Z", TOKYO, date(2026, 4, 1)),
        ("20260331", TOKYO, date(2026, 3, 31)),
    ],
)
def test_a_rule_that_ends_at_an_instant_names_no_day_after_it_by_the_agencys_clock_A6(
    until: str, clock: ZoneInfo, last: date
) -> None:
    daily = Frequency(f"FREQ=DAILY;UNTIL={until}", date(2026, 3, 2))
    found = meeting(daily, date(2026, 3, 20), date(2026, 4, 30), clock=clock)

    assert found[-1].astimezone(clock).date() == last
    assert last_due(daily, date(2026, 5, 1), clock) == Due(last, last - timedelta(days=1))


@pytest.mark.parametrize("clock", [TORONTO, TOKYO])
def test_a_rule_that_ends_with_the_calendar_names_days_everywhere_A6(clock: ZoneInfo) -> None:
    ever = Frequency("FREQ=WEEKLY;BYDAY=TU;UNTIL=99991231T235959Z", date(2026, 3, 2))

    assert last_due(ever, date(2026, 3, 11), clock) == Due(date(2026, 3, 10), date(2026, 3, 3))
    assert least_gap(ever) == 7
    assert len(meeting(ever, date(2026, 3, 2), date(2026, 3, 31), clock=clock)) == 5


def test_what_is_set_already_and_what_is_past_is_left_out_A6() -> None:
    found = meeting(
        TUESDAYS,
        *(date(2026, 3, 2), date(2026, 3, 31)),
        is_taken=lambda day: day == date(2026, 3, 17),
        now=datetime(2026, 3, 10, 14, tzinfo=UTC),
    )

    assert [at.date() for at in found] == [date(2026, 3, 24), date(2026, 3, 31)]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 3, 2), date(2026, 3, 1)),
        (date(2026, 3, 2), date(2026, 3, 2) + A_YEAR + timedelta(days=1)),
        (date(2029, 3, 2), date(2029, 3, 3)),
        (date(9999, 12, 30), date(9999, 12, 31)),
        (date(1, 1, 1), date(1, 1, 1)),
    ],
    ids=["backwards", "more than a year", "years ahead", "at the end of time", "at its beginning"],
)
def test_the_time_asked_for_is_a_year_at_the_most_and_near_A6(first: date, last: date) -> None:
    with pytest.raises(Refused):
        meeting(TUESDAYS, first, last, now=datetime(2026, 3, 2, 15, tzinfo=UTC))


def test_the_last_day_lies_no_further_ahead_than_any_session_may_A6() -> None:
    now = datetime(2026, 3, 2, 15, tzinfo=UTC)
    furthest = (now + AHEAD).date() - timedelta(days=1)
    daily = Frequency("FREQ=DAILY", date(2026, 3, 2))

    assert meeting(daily, furthest, furthest, now=now)[-1] <= now + AHEAD
    with pytest.raises(NotThatFar):
        meeting(daily, furthest, furthest + timedelta(days=1), now=now)


def test_at_most_two_hundred_are_set_at_once_A6() -> None:
    daily = Frequency("FREQ=DAILY", date(2026, 3, 2))
    last = date(2026, 3, 2) + timedelta(days=MOST)

    assert len(meeting(daily, date(2026, 3, 2), last - timedelta(days=1))) == MOST
    with pytest.raises(TooManyAtOnce):
        meeting(daily, date(2026, 3, 2), last)


def test_where_nothing_follows_that_is_said_A6() -> None:
    with pytest.raises(NothingFollows):
        meeting(TUESDAYS, date(2026, 3, 4), date(2026, 3, 9))


@given(
    RULES,
    DAYS,
    DAYS,
    st.integers(0, 150),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    ZONES,
)
def test_every_time_is_that_time_of_day_or_as_much_later_as_the_clock_leapt_A6(
    rule: str, starts: date, first: date, many: int, at: time, zone: str
) -> None:
    frequency, clock = Frequency(rule, starts), ZoneInfo(zone)
    try:
        found = meeting(frequency, first, first + timedelta(days=many), at=at, clock=clock)
    except NothingFollows:
        assume(False)

    named = frequency.days(first + timedelta(days=many))
    assert found == sorted(set(found))
    assert len(found) <= len([day for day in named if day >= first])
    for moment in found:
        there = moment.astimezone(clock)
        if there.time() != at:
            before = (moment - timedelta(hours=25)).astimezone(clock).utcoffset()
            after = there.utcoffset()
            assert before is not None
            assert after is not None
            leapt = after - before
            assert leapt > timedelta()
            assert (there.replace(tzinfo=None) - leapt).time() == at
        else:
            assert there.date() in named


@given(RULES, DAYS, DAYS)
def test_the_last_day_due_is_the_last_the_frequency_named_before_today_A6(
    rule: str, starts: date, today: date
) -> None:
    frequency = Frequency(rule, starts)
    named = [day for day in frequency.days(today) if day < today]

    due = last_due(frequency, today)

    if not named:
        assert due is None
    else:
        assert due == Due(named[-1], named[-2] if named[1:] else starts - timedelta(days=1))


@given(RULES, DAYS, st.integers(1, 20 * 365))
def test_no_two_days_lie_closer_together_than_the_least_gap_A6(rule: str, starts: date, many: int) -> None:
    frequency = Frequency(rule, starts)
    named = frequency.days(starts + timedelta(days=many))

    # A leap year may take a day away, which delays a note by that day.
    assert all((later - earlier).days >= least_gap(frequency) - 1 for earlier, later in pairwise(named))


def test_a_frequency_without_an_end_of_time_has_a_gap_A6() -> None:
    assert least_gap(Frequency("FREQ=WEEKLY", date(9999, 12, 1))) == 7
    assert least_gap(Frequency("FREQ=YEARLY;INTERVAL=5", date(2026, 1, 1))) == 1
