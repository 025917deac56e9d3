"""Feedback on supervision: who may ask when, what is admitted, figures over many, and two heaps that nothing joins (K4, C5)."""

from datetime import date, timedelta
from statistics import fmean
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given as whenever
from hypothesis import strategies as st

from services.sessions.catalogues.feedback import DEFAULT, ITEMS, REVERSED
from services.sessions.domain.feedback import (
    FURTHEST,
    LONGEST,
    SHORTEST,
    Answers,
    FeedbackRound,
    counted,
    figures_of,
    left_of,
    round_id,
)
from services.sessions.domain.feedback_refusals import (
    AnotherRoundIsOpen,
    BeganAlready,
    NotAskedInThisRound,
    NotOnTheScale,
    OnceAnItem,
    RoundHasNotBegun,
    RoundIsOver,
    StartsTooFarAhead,
    TooShortOrTooLong,
    UnknownItem,
)
from services.sessions.domain.smallest_group import SMALLEST_GROUP
from services.sessions.events.feedback import (
    FeedbackAnswersKept,
    FeedbackRespondentNoted,
    FeedbackRoundClosed,
    FeedbackRoundOpened,
    ItemAnswered,
)
from shared.aggregate import Refused
from shared.identity import PersonId
from tests.sessions.records import AGENCY, ID, MANAGER, MONDAY
from tests.shape.test_domain_codes import citable

DAY = timedelta(days=1)
LAST = date(2026, 3, 20)
OPENED = FeedbackRoundOpened(
    by=MANAGER, agency=AGENCY, items=("K4-04", "K4-17", "K4-33"), starts=MONDAY, ends=LAST
)


def said(**values: int) -> Answers:
    return tuple(
        ItemAnswered(item=name.replace("_", "-"), value=value) for name, value in sorted(values.items())
    )


def asked(**other: Any) -> FeedbackRound:
    told: dict[str, Any] = {
        "by": MANAGER,
        "agency": AGENCY,
        "items": OPENED.items,
        "starts": MONDAY,
        "ends": LAST,
        "today": MONDAY,
        "before": None,
    }
    return FeedbackRound.open(ID, **told | other)


def given(*history: Any) -> FeedbackRound:
    return FeedbackRound(ID, (OPENED, *history))


CLOSED = FeedbackRoundClosed(fewer_than=11)


def test_every_item_of_the_catalogue_stands_there_once_K4() -> None:
    assert [one.code for one in ITEMS] == sorted(code for code in citable() if code.startswith("K4-"))


def test_what_hinders_counts_the_other_way_and_supervisors_items_are_not_asked_of_workers_K4() -> None:
    numbers = {int(code[3:]) for code in REVERSED}
    assert numbers == {*range(17, 32), *range(55, 64)}
    assert {int(code[3:]) for code in DEFAULT} == {*range(1, 50), *range(64, 70)}


@pytest.mark.parametrize("one", ITEMS, ids=lambda one: one.code)
def test_a_statement_is_its_stem_and_a_text_that_ends_K4(one: Any) -> None:
    assert one.stem[0].isupper()
    assert one.text.endswith(".")
    assert not one.text[0].isupper()


def test_a_round_asks_all_that_workers_are_asked_unless_some_are_picked_K4() -> None:
    assert asked(items=()).items == DEFAULT
    assert asked(items=("K4-33", "K4-04", "K4-17")).new == [OPENED], "in the order of the catalogue"


def test_a_round_may_be_asked_for_three_months_ahead_K4() -> None:
    starts = MONDAY + FURTHEST

    assert asked(starts=starts, ends=starts + LONGEST - DAY).starts == starts


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({"starts": MONDAY - DAY}, BeganAlready),
        ({"starts": MONDAY + FURTHEST + DAY, "ends": MONDAY + FURTHEST + SHORTEST}, StartsTooFarAhead),
        ({"ends": MONDAY + SHORTEST - 2 * DAY}, TooShortOrTooLong),
        ({"ends": MONDAY + LONGEST}, TooShortOrTooLong),
        ({"ends": MONDAY - DAY}, TooShortOrTooLong),
        ({"items": ("K4-50",)}, UnknownItem),
        ({"items": ("K3-01",)}, UnknownItem),
        ({"items": ("K4-04", "K4-04")}, OnceAnItem),
        ({"before": given()}, AnotherRoundIsOpen),
    ],
)
def test_a_round_that_does_not_fit_is_not_opened_K4(other: dict[str, Any], refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        asked(**other)


@pytest.mark.parametrize(
    "other", [{"ends": MONDAY + SHORTEST - DAY}, {"ends": MONDAY + LONGEST - DAY}, {"before": given(CLOSED)}]
)
def test_a_round_that_just_fits_is_opened_K4(other: dict[str, Any]) -> None:
    assert asked(**other).new


def test_an_agency_s_next_round_has_one_place_in_the_log_K4() -> None:
    assert round_id(AGENCY, 1) == round_id(AGENCY, 1)
    assert len({round_id(AGENCY, 1), round_id(AGENCY, 2), round_id(AGENCY, 11)}) == 3


@pytest.mark.parametrize("today", [MONDAY, LAST])
def test_answers_are_admitted_from_the_first_day_to_the_last_and_record_nothing_K4(today: date) -> None:
    round = given()

    round.admit(said(K4_04=1, K4_17=5), today)

    assert round.new == []


@pytest.mark.parametrize(
    ("answers", "today", "closed", "refusal"),
    [
        (said(K4_04=3), MONDAY - DAY, (), RoundHasNotBegun),
        (said(K4_04=3), LAST + DAY, (), RoundIsOver),
        (said(K4_04=3), MONDAY, (CLOSED,), RoundIsOver),
        (said(K4_05=3), MONDAY, (), NotAskedInThisRound),
        (said(K4_04=3) * 2, MONDAY, (), OnceAnItem),
        (said(K4_04=0), MONDAY, (), NotOnTheScale),
        (said(K4_04=6), MONDAY, (), NotOnTheScale),
    ],
)
def test_other_answers_are_not_admitted_K4(
    answers: Answers, today: date, closed: tuple[Any, ...], refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        given(*closed).admit(answers, today)


@pytest.mark.parametrize(("many", "told"), [(0, False), (1, False), (10, False), (11, True), (12, True)])
def test_figures_are_told_from_eleven_on_and_below_nothing_is_C5(many: int, told: bool) -> None:
    round = given()

    round.close([said(K4_04=4, K4_17=2, K4_33=5)] * many)

    (closed,) = round.new
    assert isinstance(closed, FeedbackRoundClosed)
    assert (closed.fewer_than, bool(closed.figures)) == (SMALLEST_GROUP, told)
    if told:
        assert {one.item: one.tenths for one in closed.figures} == {"K4-04": 40, "K4-17": 40, "K4-33": 49}


def test_an_item_that_fewer_answered_has_no_figure_and_how_many_did_is_told_nowhere_C5() -> None:
    many = [said(K4_04=4)] * 10 + [said(K4_04=5, K4_33=1)] * 10

    told = {one.item: one.tenths for one in figures_of(OPENED.items, many)}

    assert told == {"K4-04": 45, "K4-17": None, "K4-33": None}
    assert set(FeedbackRoundClosed.model_fields) == {"fewer_than", "figures"}


@whenever(st.lists(st.integers(1, 5), min_size=11, max_size=60))
def test_a_figure_is_the_mean_to_the_nearest_tenth_K4(values: list[int]) -> None:
    (figure,) = figures_of(("K4-04",), [said(K4_04=one) for one in values])
    (reverse,) = figures_of(("K4-17",), [said(K4_17=one) for one in values])

    for found, mean in ((figure, fmean(values)), (reverse, fmean(6 - one for one in values))):
        assert found.tenths is not None
        assert abs(found.tenths / 10 - min(max(mean, 1.1), 4.9)) <= 0.05 + 1e-9


@pytest.mark.parametrize(("end", "next_to_it"), [(1, 2), (5, 4)])
def test_no_figure_tells_that_all_said_the_most_or_the_least_C5(end: int, next_to_it: int) -> None:
    """Who knows that eleven work there would know what each of them said."""
    all_alike = [said(K4_04=end)] * 11
    all_but_one = [said(K4_04=end)] * 10 + [said(K4_04=next_to_it)]

    assert figures_of(("K4-04",), all_alike) == figures_of(("K4-04",), all_but_one)


def test_what_hinders_is_counted_from_the_other_end_K4() -> None:
    assert [counted(one) for one in said(K4_04=1, K4_17=1, K4_18=5)] == [1, 5, 1]


def test_a_round_closes_once_K4() -> None:
    round = given(CLOSED)

    round.close([])

    assert round.new == []


def people(many: int) -> list[tuple[UUID, PersonId]]:
    return [(uuid4(), PersonId(UUID(int=100 + one))) for one in range(many)]


def answers(many: int) -> list[tuple[UUID, Answers]]:
    return [(uuid4(), said(K4_04=1 + one % 5)) for one in range(many)]


def test_who_answered_and_what_was_answered_are_histories_of_one_fact_each_K4() -> None:
    round, who, what = given(), people(11), answers(11)

    heap = left_of(round, what, who)

    facts = [fact for one in heap for fact in one.new]
    assert len(facts) == len(heap) == 22
    assert [one.person for one in facts if isinstance(one, FeedbackRespondentNoted)] == [
        one for _, one in who
    ]
    assert [one.answers for one in facts if isinstance(one, FeedbackAnswersKept)] == [one for _, one in what]
    assert {one.agency for one in heap} == {AGENCY}
    assert all(one.anonymous for one in heap)


def test_what_fewer_than_eleven_said_is_kept_nowhere_C5() -> None:
    heap = left_of(given(), answers(10), people(10))

    assert {type(fact) for one in heap for fact in one.new} == {FeedbackRespondentNoted}


def test_the_two_facts_share_no_field_but_the_round_K4() -> None:
    shared = set(FeedbackAnswersKept.model_fields) & set(FeedbackRespondentNoted.model_fields)

    assert shared == {"round"}
