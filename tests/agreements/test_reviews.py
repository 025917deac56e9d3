"""Reviews, and what dates set off: each said once, done by people (A3)."""

from datetime import date, timedelta

import pytest
from hypothesis import given as whenever
from hypothesis import strategies as st

from services.agreements.domain.agreement import Agreement
from services.agreements.domain.refusals import (
    AgreementIsOver,
    NotAParty,
    NotInForce,
    ReviewedThatDay,
    ReviewOutOfTime,
)
from services.agreements.events import (
    AgreementCameIntoForce,
    AgreementEnded,
    AgreementReviewed,
    ExpiryNearNoted,
    LongUnsignedNoted,
    Outcome,
    ReviewDueNoted,
    Stage,
    Why,
)
from tests.agreements.acts import (
    BOTH_SIGNED,
    STRANGER,
    SUPERVISOR,
    WORKER,
    drafted,
    given,
    renegotiated,
    signed_anew,
    terms_with,
)

JUNE, SEPTEMBER, LAST = date(2026, 6, 2), date(2026, 9, 1), date(2026, 12, 31)
DRAFTED = date(2026, 2, 20)


def review(agreement: Agreement, held_on: date, by: object = WORKER, today: date = LAST) -> None:
    agreement.review(by, held_on, Outcome.CONTINUE, None, today)  # type: ignore[arg-type]


def reviewed(held_on: date, *settles: date) -> AgreementReviewed:
    return AgreementReviewed(by=WORKER, held_on=held_on, outcome=Outcome.CONTINUE, settles=settles)


@pytest.mark.parametrize(
    ("held_on", "settles", "due_then"),
    [
        (date(2026, 5, 28), (JUNE,), SEPTEMBER),
        (JUNE, (JUNE,), SEPTEMBER),
        (date(2026, 8, 30), (JUNE,), SEPTEMBER),
        (date(2026, 9, 2), (JUNE, SEPTEMBER), None),
        (date(2026, 4, 1), (), JUNE),
    ],
    ids=["a little early", "on the day", "late for one", "late for both", "of their own accord"],
)
def test_a_review_stands_for_the_agreed_dates_that_it_was_held_for_A3(
    held_on: date, settles: tuple[date, ...], due_then: date | None
) -> None:
    agreement = given(*BOTH_SIGNED)
    assert agreement.review_due == JUNE

    review(agreement, held_on)

    assert agreement.new == [reviewed(held_on, *settles)]
    assert agreement.review_due == due_then


def test_either_party_writes_a_review_down_and_nobody_else_A3() -> None:
    for by in (WORKER, SUPERVISOR):
        review(given(*BOTH_SIGNED), JUNE, by)
    with pytest.raises(NotAParty):
        review(given(*BOTH_SIGNED), JUNE, STRANGER)


@pytest.mark.parametrize("held_on", [date(2026, 6, 3), date(2026, 3, 1)], ids=["tomorrow", "before it began"])
def test_a_review_is_written_down_once_it_was_held_A3(held_on: date) -> None:
    with pytest.raises(ReviewOutOfTime) as refused:
        review(given(*BOTH_SIGNED), held_on, today=JUNE)
    assert refused.value.fields == ("held_on",)


def test_what_does_not_bind_is_not_reviewed_A3() -> None:
    with pytest.raises(NotInForce):
        review(given(drafted()), JUNE)
    with pytest.raises(AgreementIsOver):
        review(given(*BOTH_SIGNED, AgreementEnded(by=WORKER, why=Why.COMPLETED)), JUNE)


def test_one_review_is_written_down_once_whoever_does_A3() -> None:
    with pytest.raises(ReviewedThatDay):
        review(given(*BOTH_SIGNED, reviewed(JUNE, JUNE)), JUNE, SUPERVISOR)


def test_what_binds_is_reviewed_while_it_is_renegotiated_too_A3() -> None:
    agreement = given(*BOTH_SIGNED, renegotiated())
    review(agreement, JUNE)
    assert agreement.review_due == SEPTEMBER


def notices(agreement: Agreement, *days: date) -> list[object]:
    for day in days:
        agreement.note_review_due(day)
        agreement.note_expiry_near(day)
        agreement.note_long_unsigned(DRAFTED, day)
    return list(agreement.new)


def due(stage: Stage, of: date = JUNE) -> ReviewDueNoted:
    return ReviewDueNoted(review_date=of, stage=stage)


def test_a_review_is_said_to_be_due_a_month_before_a_week_before_and_once_missed_A3() -> None:
    days = [date(2026, 4, 1) + timedelta(days=n) for n in range(80)]
    agreement = given(*BOTH_SIGNED)

    assert notices(agreement, *days) == [due(Stage.MONTH_BEFORE), due(Stage.WEEK_BEFORE), due(Stage.OVERDUE)]


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2026, 5, 2), None),
        (date(2026, 5, 3), Stage.MONTH_BEFORE),
        (date(2026, 5, 25), Stage.MONTH_BEFORE),
        (date(2026, 5, 26), Stage.WEEK_BEFORE),
        (JUNE, Stage.WEEK_BEFORE),
        (date(2026, 6, 3), Stage.OVERDUE),
    ],
)
def test_the_days_on_which_it_is_said_first_A3(day: date, stage: Stage | None) -> None:
    assert notices(given(*BOTH_SIGNED), day) == ([due(stage)] if stage else [])


def test_who_slept_through_a_stage_is_told_the_present_one_alone_A3() -> None:
    assert notices(given(*BOTH_SIGNED), date(2026, 7, 1), date(2026, 5, 28)) == [due(Stage.OVERDUE)]


def test_after_a_review_the_next_is_said_to_be_due_A3() -> None:
    agreement = given(*BOTH_SIGNED, due(Stage.OVERDUE), reviewed(date(2026, 6, 5), JUNE))
    assert notices(agreement, date(2026, 8, 2)) == [due(Stage.MONTH_BEFORE, SEPTEMBER)]


def test_a_review_missed_silences_no_later_one_A3() -> None:
    days = [date(2026, 5, 1) + timedelta(days=n) for n in range(140)]
    said = notices(given(*BOTH_SIGNED, reviewed(date(2026, 3, 3))), *days)
    for of in (JUNE, SEPTEMBER):
        stages = [one.stage for one in said if isinstance(one, ReviewDueNoted) and one.review_date == of]
        assert stages == list(Stage)


def test_a_review_held_early_stands_for_no_date_of_new_terms_to_come_A3() -> None:
    history = (
        *BOTH_SIGNED,
        reviewed(date(2026, 5, 28), JUNE),
        renegotiated(),
        signed_anew(WORKER),
        signed_anew(SUPERVISOR),
        AgreementCameIntoForce(terms_version=2),
    )
    assert given(*BOTH_SIGNED, reviewed(date(2026, 5, 28), JUNE)).review_due == SEPTEMBER
    assert given(*history).review_due == JUNE


def test_the_end_is_said_to_be_near_once_A3() -> None:
    days = [date(2026, 11, 25) + timedelta(days=n) for n in range(45)]
    agreement = given(*BOTH_SIGNED, reviewed(SEPTEMBER, JUNE, SEPTEMBER))
    assert notices(agreement, *days) == [ExpiryNearNoted(last_day=LAST)]
    assert notices(given(*BOTH_SIGNED, reviewed(SEPTEMBER, JUNE, SEPTEMBER)), date(2026, 11, 30)) == []


def test_another_last_day_is_said_to_be_near_again_A3() -> None:
    anew = renegotiated(terms=terms_with(ends=date(2027, 1, 15)))
    agreement = given(
        *BOTH_SIGNED,
        reviewed(SEPTEMBER, JUNE, SEPTEMBER),
        ExpiryNearNoted(last_day=LAST),
        anew,
        signed_anew(WORKER),
        signed_anew(SUPERVISOR),
        AgreementCameIntoForce(terms_version=2),
    )
    assert notices(agreement, date(2026, 12, 20)) == [ExpiryNearNoted(last_day=date(2027, 1, 15))]


def test_what_nobody_signed_for_two_weeks_is_said_once_A1() -> None:
    days = [DRAFTED + timedelta(days=n) for n in range(40)]
    assert notices(given(drafted()), *days) == [LongUnsignedNoted(drafted_on=DRAFTED)]
    assert notices(given(drafted()), DRAFTED + timedelta(days=13)) == []


def test_what_is_over_sets_nothing_off_A3() -> None:
    ended = AgreementEnded(by=WORKER, why=Why.COMPLETED)
    far = [date(2026, 1, 1) + timedelta(days=n) for n in range(500)]
    assert notices(given(drafted(), ended), *far) == []
    assert notices(given(*BOTH_SIGNED, ended), *far) == []


@whenever(st.lists(st.dates(date(2026, 3, 2), date(2027, 2, 1)), max_size=60))
def test_no_notice_is_ever_said_twice_whatever_the_days_A3(days: list[date]) -> None:
    said = notices(given(*BOTH_SIGNED), *days)
    assert len(said) == len({repr(one) for one in said})
    for of in (JUNE, SEPTEMBER):
        stages = [one.stage for one in said if isinstance(one, ReviewDueNoted) and one.review_date == of]
        assert stages == sorted(stages, key=list(Stage).index)
