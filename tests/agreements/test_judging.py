"""Whether an agreement meets what is asked: each figure judged from clear terms, and null where it cannot be (A6, D7, D8)."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from time import perf_counter
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from services.agreements.domain import judging
from services.agreements.domain.judging import Known, Verdict, judge
from services.agreements.domain.rhythm import fewest_in_a_month, longest_gap
from services.agreements.events import Kind, Requirement, Terms
from services.directory.relations import TopicDue
from shared.recurrence import days

FIRST, TODAY = date(2026, 3, 2), date(2026, 6, 1)
TERMS = Terms(
    kind=Kind.PROFESSIONAL_DEVELOPMENT,
    starts=FIRST,
    frequency="FREQ=WEEKLY;BYDAY=TU",
    session_minutes=60,
    review_dates=(date(2026, 9, 1), date(2027, 3, 1)),
)
KNOWN = Known(terms=TERMS, today=TODAY, worker_since=FIRST, supervisor_since=FIRST)


def found(code: str, required: Any, *, known: Known = KNOWN, asked: Any = (), **terms: Any) -> Verdict:
    return judge(replace(known, terms=TERMS.model_copy(update=terms)), code, {**dict(asked), code: required})


RHYTHMS = [
    ("FREQ=WEEKLY;BYDAY=TU", 7),
    ("FREQ=DAILY", 1),
    ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", 3),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", 14),
    ("FREQ=WEEKLY;BYDAY=MO,TH", 4),
    ("FREQ=MONTHLY;BYDAY=1TH", 35),
    ("FREQ=MONTHLY;BYMONTHDAY=1", 31),
    ("FREQ=MONTHLY;BYMONTHDAY=31", 61),
    ("FREQ=MONTHLY;INTERVAL=3;BYDAY=1TH", 91),
    ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=2", 366),
    ("FREQ=WEEKLY;BYDAY=TU;COUNT=4", 731 - 22),
    ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20260331", 731 - 29),
    ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20260331T120000Z", 731 - 29),
    ("freq=weekly;byday=tu", 7),
]


@pytest.mark.parametrize(("frequency", "days"), RHYTHMS)
def test_the_longest_time_between_meetings_is_told_by_the_rule_A6(frequency: str, days: int) -> None:
    assert longest_gap(frequency, FIRST, None, FIRST) == (days, days > 366)


def test_a_rule_that_ends_with_the_agreement_leaves_no_gap_after_it_A6() -> None:
    assert longest_gap("FREQ=WEEKLY;BYDAY=TU;COUNT=4", FIRST, date(2026, 3, 25), FIRST) == (7, False)
    assert longest_gap("FREQ=YEARLY", FIRST, date(2026, 6, 30), FIRST) == (120, False)


def test_the_time_before_the_first_meeting_counts_A6() -> None:
    assert longest_gap("FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1", FIRST, date(2026, 9, 10), FIRST) == (183, False)


def test_days_are_days_where_clocks_change_A6() -> None:
    # In this week most of Europe and, two weeks before, North America put their clocks forward.
    assert days("FREQ=WEEKLY;BYDAY=SU", date(2026, 3, 1), date(2026, 4, 5)) == tuple(
        date(2026, 3, 1) + timedelta(weeks=week) for week in range(6)
    )


def test_a_rule_that_never_comes_about_is_not_looked_for_to_the_end_of_time_A6() -> None:
    began = perf_counter()

    assert longest_gap("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", FIRST, None, FIRST) == (731, True)
    assert perf_counter() - began < 3


@pytest.mark.parametrize(
    "starts", [date.min, date(2024, 2, 29), date(9998, 2, 1), date(9999, 12, 31), date.max]
)
@pytest.mark.parametrize("ends", [None, date.min, date.max])
def test_no_day_of_the_calendar_is_out_of_reach_A6(starts: date, ends: date | None) -> None:
    ends = ends and max(starts, ends)

    assert 0 <= longest_gap("FREQ=MONTHLY;BYDAY=1TH", starts, ends, starts).days <= 731
    assert fewest_in_a_month("FREQ=WEEKLY", starts, ends, starts) in (None, 4)


ASKED_LATER = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("frequency", "starts", "ends", "gap"),
    [
        ("FREQ=WEEKLY;COUNT=110", date(2020, 3, 2), None, (2250, True)),
        ("FREQ=WEEKLY;COUNT=110", date(2020, 3, 2), date(2022, 5, 4), (30, False)),
        ("FREQ=WEEKLY;COUNT=110", date(2020, 3, 2), date(2031, 3, 4), (3256, False)),
        ("FREQ=WEEKLY;UNTIL=20220404", date(2020, 3, 2), None, (2250, True)),
        ("FREQ=MONTHLY;BYMONTHDAY=29", date(2023, 3, 5), None, (59, False)),
        ("FREQ=YEARLY;INTERVAL=5", date(2026, 3, 2), None, (1826, False)),
        ("FREQ=YEARLY;INTERVAL=99", date(2026, 3, 2), None, (822, True)),
        ("FREQ=WEEKLY", date(2020, 3, 2), None, (7, False)),
    ],
)
def test_a_rhythm_is_looked_at_up_to_two_years_past_today_and_says_where_that_is_not_enough_A6(
    frequency: str, starts: date, ends: date | None, gap: tuple[int, bool]
) -> None:
    assert longest_gap(frequency, starts, ends, ASKED_LATER) == gap


def test_a_rule_that_ran_out_leaves_months_without_a_meeting_A6() -> None:
    assert fewest_in_a_month("FREQ=WEEKLY;COUNT=110", date(2020, 3, 2), None, ASKED_LATER) == 0


@pytest.mark.parametrize(("required", "met"), [(731, None), (730, False)])
def test_what_is_at_least_so_long_is_never_found_short_enough_A6(required: int, met: bool | None) -> None:
    rare = replace(KNOWN, today=FIRST)

    verdict = found("at_least_every_days", required, known=rare, frequency="FREQ=YEARLY;INTERVAL=99")

    assert (verdict.found, verdict.met) == (731, met)
    assert verdict.why


def test_days_are_those_of_the_library_A6() -> None:
    rule = "FREQ=MONTHLY;BYDAY=2TU,-1FR"
    theirs = rrulestr(rule, dtstart=datetime(2026, 3, 2)).between(
        datetime(2026, 3, 2), datetime(2028, 3, 2), inc=True
    )

    assert days(rule, FIRST, date(2028, 3, 2)) == tuple(at.date() for at in theirs)


@given(
    every=st.integers(1, 12),
    days=st.sets(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1),
    starts=st.dates(date(2020, 1, 1), date(2040, 1, 1)),
)
@settings(max_examples=60)
def test_so_many_weeks_apart_is_never_further_apart_than_that_A6(
    every: int, days: set[str], starts: date
) -> None:
    gap = longest_gap(
        f"FREQ=WEEKLY;INTERVAL={every};BYDAY={','.join(sorted(days))}", starts, None, starts
    ).days

    assert 1 <= gap <= 7 * every + 6
    assert gap > 7 * (every - 1)


@pytest.mark.parametrize(
    ("frequency", "ends", "times"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", None, 4),
        ("FREQ=MONTHLY;BYDAY=1TH", None, 1),
        ("FREQ=MONTHLY;BYMONTHDAY=31", None, 0),
        ("FREQ=WEEKLY;BYDAY=TU", date(2026, 4, 29), None),
        ("FREQ=WEEKLY;BYDAY=TU", date(2026, 4, 30), 4),
    ],
)
def test_a_month_has_as_many_meetings_as_the_whole_month_with_fewest_A6(
    frequency: str, ends: date | None, times: int | None
) -> None:
    assert fewest_in_a_month(frequency, FIRST, ends, FIRST) == times


@pytest.mark.parametrize(
    ("code", "required", "what", "met"),
    [
        ("at_least_every_days", 7, 7, True),
        ("at_least_every_days", 6, 7, False),
        ("session_minutes_at_least", 60, 60, True),
        ("session_minutes_at_least", 61, 60, False),
        ("minutes_a_month_at_least", 240, 240, True),
        ("minutes_a_month_at_least", 241, 240, False),
        ("review_at_least_every_days", 183, 183, True),
        ("review_at_least_every_days", 182, 183, False),
        ("workers_per_supervisor_at_most", 1, 1, True),
    ],
)
def test_a_figure_is_met_as_far_as_it_goes_and_no_further_A6(
    code: str, required: int, what: int, met: bool
) -> None:
    assert found(code, required) == Verdict(what, met)


@pytest.mark.parametrize(
    ("code", "missing"),
    [
        ("at_least_every_days", "frequency"),
        ("session_minutes_at_least", "session_minutes"),
        ("minutes_a_month_at_least", "session_minutes"),
        ("minutes_a_month_at_least", "frequency"),
    ],
)
def test_what_a_draft_leaves_out_is_not_guessed_A1(code: str, missing: str) -> None:
    without: dict[str, Any] = {missing: None}
    verdict = found(code, 7, **without)

    assert verdict.met is None
    assert verdict.why


def test_a_draft_without_a_first_day_is_judged_from_today_A1() -> None:
    assert found("at_least_every_days", 7, starts=None).met


@pytest.mark.parametrize(
    ("days_in", "frequency", "met", "words"),
    [
        (0, "FREQ=WEEKLY;BYDAY=TU", True, None),
        (89, "FREQ=MONTHLY;BYDAY=1TH", False, None),
        (90, "FREQ=MONTHLY;BYDAY=1TH", True, "Probation is over."),
    ],
)
def test_probation_asks_for_more_until_its_last_day_A6(
    days_in: int, frequency: str, met: bool, words: str | None
) -> None:
    known = replace(KNOWN, today=FIRST + timedelta(days=days_in))
    asked = {"probation_days": 90}

    verdict = found("at_least_every_days_in_probation", 7, known=known, asked=asked, frequency=frequency)

    assert (verdict.met, verdict.why) == (met, words)


def test_an_hour_in_probation_is_asked_in_probation_alone_A6() -> None:
    code, asked = "session_minutes_at_least_in_probation", {"probation_days": 92}

    assert not found(code, 61, asked=asked).met
    assert found(code, 61, asked={"probation_days": 91}).met


@pytest.mark.parametrize("known", [KNOWN, replace(KNOWN, worker_since=None)])
def test_probation_without_a_length_or_a_first_day_is_not_judged_A6(known: Known) -> None:
    asked = {} if known.worker_since else {"probation_days": 90}

    assert found("at_least_every_days_in_probation", 7, known=known, asked=asked).met is None


@pytest.mark.parametrize(
    ("told", "held", "today", "what", "met"),
    [
        ({"review_dates": ()}, (), TODAY, None, False),
        ({"review_dates": (), "ends": date(2026, 12, 31)}, (), TODAY, 304, True),
        ({"review_dates": (date(2026, 9, 1),)}, (), date(2026, 9, 1), 183, True),
        ({"review_dates": (date(2026, 9, 1),)}, (), date(2026, 9, 2), None, False),
        ({"review_dates": (date(2026, 9, 1), date(2027, 9, 1))}, (), date(2026, 9, 2), 548, False),
        ({"review_dates": (date(2026, 9, 1),)}, (date(2027, 6, 1),), date(2027, 9, 3), 456, False),
    ],
)
def test_reviews_count_as_held_and_as_far_as_they_lie_ahead_A3(
    told: Any, held: tuple[date, ...], today: date, what: int | None, met: bool
) -> None:
    verdict = found("review_at_least_every_days", 366, known=replace(KNOWN, held=held, today=today), **told)

    assert (verdict.found, verdict.met) == (what, met)


@pytest.mark.parametrize(
    ("kinds", "met"),
    [
        ({Kind.PROFESSIONAL_DEVELOPMENT}, True),
        ({Kind.ADMINISTRATIVE}, True),
        ({Kind.BOTH}, False),
        ({Kind.ADMINISTRATIVE, Kind.PROFESSIONAL_DEVELOPMENT}, False),
        ({Kind.BOTH, Kind.ADMINISTRATIVE}, False),
    ],
)
def test_the_two_kinds_in_one_hand_are_not_apart_D8(kinds: set[Kind], met: bool) -> None:
    assert found("kinds_apart", "advised", known=replace(KNOWN, kinds=frozenset(kinds))).met is met


def test_one_worker_too_many_is_too_many_A6() -> None:
    eight, nine = (replace(KNOWN, workers=workers) for workers in (8, 9))

    assert found("workers_per_supervisor_at_most", 8, known=eight).met
    assert found("workers_per_supervisor_at_most", 8, known=nine) == Verdict(9, False)


@pytest.mark.parametrize(
    ("roles", "met"), [({"hr"}, False), ({"hr", "peer_supervisor"}, True), (set(), False)]
)
def test_one_of_the_roles_asked_for_is_enough_D3(roles: set[str], met: bool) -> None:
    known = replace(KNOWN, roles=frozenset(roles))

    verdict = found("supervisor.roles", ("peer_supervisor", "agency_supervisor"), known=known)

    assert verdict == Verdict(sorted(roles), met)


@pytest.mark.parametrize("whose", ["supervisor", "worker"])
@pytest.mark.parametrize(
    ("topics", "met"),
    [({"K6-01", "K6-29", "K6-40"}, True), ({"K6-01"}, True), ({"K6-29"}, False), (set(), False)],
)
def test_a_topic_is_missing_from_the_day_after_its_last_one_D7(
    whose: str, topics: set[str], met: bool
) -> None:
    on_record: dict[str, Any] = {f"{whose}_topics": frozenset(topics)}
    known = replace(KNOWN, **on_record)
    due = (TopicDue(topic="K6-01", within_days=90), TopicDue(topic="K6-29", within_days=91))

    verdict = found(f"{whose}.training", due, known=known)

    assert verdict == Verdict(len(topics - {"K6-40"}), met)


@pytest.mark.parametrize("whose", ["supervisor", "worker"])
def test_a_deadline_that_began_on_no_known_day_is_not_judged_D7(whose: str) -> None:
    told: dict[str, Any] = {f"{whose}_topics": frozenset({"K6-01"}), f"{whose}_since": None}

    assert found(f"{whose}.training", (TopicDue(topic="K6-01"),), known=replace(KNOWN, **told)).met is None


@pytest.mark.parametrize("supervised", [True, False])
def test_whoever_supervises_is_supervised_too_or_is_not_D7(supervised: bool) -> None:
    verdict = found("supervisor.in_supervision_themselves", True, known=replace(KNOWN, supervised=supervised))

    assert verdict == Verdict(supervised, supervised)


FROM_SESSIONS = [
    *("contact_at_least_every_days", "group_at_least_every_days", "work_hours_per_supervision_hour"),
    *(
        "supervision_hours_at_least",
        "one_to_one_hours_at_least",
        "group_hours_at_most",
        "agreement_by_session",
    ),
    "worker.supervised_hours_at_most",
]


def test_a_review_of_the_agreement_is_no_review_of_performance_S13() -> None:
    every_week = replace(KNOWN, held=tuple(FIRST + timedelta(weeks=week) for week in range(13)))

    verdict = found("performance_review_at_least_every_days", 366, known=every_week)

    assert verdict == Verdict(None, None, "From performance records.")


@pytest.mark.parametrize("code", FROM_SESSIONS)
def test_what_only_sessions_tell_is_named_as_such_and_not_guessed_A6(code: str) -> None:
    assert found(code, 7) == Verdict(None, None, "From sessions held.")


def test_what_a_set_asks_that_is_not_known_here_is_not_judged_A6() -> None:
    assert found("something_of_tomorrow", 7) == Verdict(None, None, "It cannot be judged here.")


def test_every_requirement_has_its_judge_A6() -> None:
    assert set(judging._JUDGES) == set(Requirement)
