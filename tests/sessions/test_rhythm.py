"""Overdue, and negotiated late: what the calendar says of an agreement's supervision, each once (A1, A6)."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from services.sessions.domain.frequency import Due, Frequency, last_due
from services.sessions.domain.rhythm import Relationship, Rhythm, is_negotiated_late, is_overdue
from services.sessions.events import NegotiatedLateNoted, RhythmFact, SupervisionOverdueNoted
from shared.identity import AgencyId, PersonId, PlacementId

AGREEMENT, THIRD = UUID(int=1), UUID(int=3)
UNDER: Final = Relationship(
    AGREEMENT,
    PersonId(UUID(int=11)),
    PersonId(UUID(int=12)),
    AgencyId(UUID(int=21)),
    PlacementId(UUID(int=31)),
)
TUESDAYS: Final = Frequency("FREQ=WEEKLY;BYDAY=TU", date(2026, 3, 3))
SIGNED: Final = date(2026, 3, 2)
FIRST, SECOND, LATER = date(2026, 3, 3), date(2026, 3, 10), date(2026, 3, 17)
NEXT: Final = timedelta(days=1)


def overdue(today: date, held: date | None, bound_on: date = SIGNED) -> bool:
    due = last_due(TUESDAYS, today)
    return due is not None and is_overdue(due, bound_on, held)


def noted(due_on: date, none_since: date, held: date | None = None) -> SupervisionOverdueNoted:
    return SupervisionOverdueNoted(**vars(UNDER), due_on=due_on, none_since=none_since, last_held_on=held)


def given(*history: RhythmFact) -> Rhythm:
    return Rhythm(Rhythm.id_of(AGREEMENT), history)


def test_it_is_overdue_from_the_day_after_one_that_the_frequency_named_A6() -> None:
    assert not overdue(SECOND, FIRST), "the day itself is still in time"
    assert overdue(SECOND + NEXT, FIRST)
    assert overdue(LATER, FIRST), "and until the next"


@pytest.mark.parametrize("early", [FIRST + NEXT, SECOND - NEXT, SECOND])
def test_a_session_held_before_the_day_and_after_the_one_before_meets_it_A6(early: date) -> None:
    assert not overdue(SECOND + NEXT, early)


def test_a_session_held_late_ends_it_A6() -> None:
    assert not overdue(SECOND + 3 * NEXT, SECOND + 2 * NEXT)


def test_a_session_meets_the_day_of_its_own_time_and_no_other_A6() -> None:
    assert not overdue(LATER + NEXT, SECOND + NEXT)
    assert overdue(LATER + NEXT, SECOND)


def test_nothing_is_overdue_before_the_first_day_that_comes_after_the_terms_bound_A6() -> None:
    assert not overdue(FIRST, None)
    assert overdue(FIRST + NEXT, None)
    assert not overdue(FIRST + NEXT, None, bound_on=FIRST), "signed on that very day"
    assert not overdue(SECOND, None, bound_on=FIRST + NEXT)
    assert overdue(SECOND + NEXT, None, bound_on=FIRST + NEXT)


def test_before_the_first_day_that_is_named_a_session_counts_from_the_agreements_first_day_A6() -> None:
    assert last_due(Frequency("FREQ=WEEKLY;BYDAY=TU", SIGNED), SECOND) == Due(FIRST, SIGNED - NEXT)


def test_an_agreement_that_is_over_asks_for_nothing_after_its_last_day_A6() -> None:
    over_in_march = TUESDAYS._replace(ends=SECOND)

    assert last_due(over_in_march, LATER + 90 * NEXT) == Due(SECOND, FIRST)


def test_that_it_is_overdue_is_noted_once_for_each_day_it_was_due_on_A6() -> None:
    rhythm = given()
    for _ in range(2):
        rhythm.note_overdue(UNDER, Due(SECOND, FIRST), SIGNED, FIRST)
    assert rhythm.new == [noted(SECOND, FIRST, FIRST)]

    rhythm.note_overdue(UNDER, Due(LATER, SECOND), SIGNED, FIRST)

    assert rhythm.new[1:] == [noted(LATER, SECOND, FIRST)]


def test_nothing_is_noted_where_a_session_was_held_A6() -> None:
    rhythm = given()

    rhythm.note_overdue(UNDER, Due(SECOND, FIRST), SIGNED, SECOND)

    assert rhythm.new == []


def test_what_lies_before_a_noted_day_is_not_noted_any_more_A6() -> None:
    rhythm = given(noted(LATER, SECOND))

    rhythm.note_overdue(UNDER, Due(SECOND, FIRST), SIGNED, None)

    assert rhythm.new == []


@pytest.mark.parametrize(
    ("in_force_on", "today", "late"),
    [
        (None, FIRST, False),
        (None, FIRST + NEXT, True),
        (FIRST, LATER, False),
        (FIRST - NEXT, LATER, False),
        (FIRST + NEXT, LATER, True),
    ],
    ids=["still in time", "the day passed", "signed that day", "signed before", "signed a day later"],
)
def test_the_day_of_the_third_session_is_the_last_in_time_A1(
    in_force_on: date | None, today: date, late: bool
) -> None:
    assert is_negotiated_late(FIRST, in_force_on, today) is late


def test_negotiated_late_is_noted_once_A1() -> None:
    rhythm = given(noted(SECOND, FIRST))
    for _ in range(2):
        rhythm.note_negotiated_late(UNDER, THIRD, FIRST, None, SECOND)

    assert rhythm.new == [NegotiatedLateNoted(**vars(UNDER), third_session=THIRD)]


@over(
    st.sets(st.integers(1, 60), max_size=20).map(lambda days: sorted(SIGNED + day * NEXT for day in days)),
    st.integers(0, 10),
)
def test_day_by_day_each_week_without_a_session_is_noted_once_A6(held: list[date], bound: int) -> None:
    """Against the weeks themselves: from Wednesday to Tuesday, each that lies wholly after the signing or ends after it."""
    rhythm, bound_on = given(), SIGNED + bound * NEXT

    for day in range(61):
        today = SIGNED + day * NEXT
        due = last_due(TUESDAYS, today)
        if due:
            last = max((one for one in held if one < today), default=None)
            rhythm.note_overdue(UNDER, due, bound_on, last)

    tuesdays = [FIRST + 7 * week * NEXT for week in range(9)]
    missed = [
        tuesday
        for tuesday in tuesdays
        if bound_on < tuesday < SIGNED + 60 * NEXT
        and not any(tuesday - 7 * NEXT < one <= tuesday for one in held)
    ]
    assert [fact.due_on for fact in rhythm.new if isinstance(fact, SupervisionOverdueNoted)] == missed
