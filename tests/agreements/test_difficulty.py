"""Difficulties with supervision itself: from the worker to one person, who answers; and how many there were (C7, C4, C5)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given as whenever
from hypothesis import strategies as st

from services.agreements.domain.difficulty import ANSWER_WITHIN, Difficulty, due_of
from services.agreements.domain.difficulty_count import SMALLEST_GROUP, DifficultyCount
from services.agreements.domain.difficulty_refusals import (
    BreachUnnamed,
    DifficultyIsWithdrawn,
    NobodyIsNamed,
    NobodyToTakeABreach,
    NoBreachToName,
    NotToThem,
    NotYetAgreed,
    NotYourDifficulty,
    OneOfSeveral,
    TheNamedCannotTakeIt,
)
from services.agreements.domain.difficulty_under import Under, Within
from services.agreements.events.difficulties import (
    About,
    Breach,
    DifficultiesCounted,
    DifficultyAnswered,
    DifficultyFact,
    DifficultyOverdueNoted,
    DifficultyRaised,
    DifficultyWithdrawn,
)
from shared.identity import PersonId
from tests.agreements.acts import AGENCY, ID, MANAGER, STRANGER, SUPERVISOR, WORKER

OFFICER, OTHER_OFFICER = PersonId(UUID(int=16)), PersonId(UUID(int=17))
AGREEMENT = UUID(int=2)
MONDAY, DUE = date(2026, 3, 2), date(2026, 3, 16)
UNDER = Under(
    AGREEMENT, AGENCY, WORKER, SUPERVISOR, named=MANAGER, officers=frozenset({OFFICER}), terms_version=3
)
RAISED = DifficultyRaised(
    by=WORKER,
    agreement=AGREEMENT,
    agency=AGENCY,
    to=MANAGER,
    about=About.DIFFICULTY,
    words="It does not help.",
    due=DUE,
    terms_version=3,
)
ANSWERED = DifficultyAnswered(by=MANAGER, words="Let us talk.")
TAKEN_BACK = DifficultyWithdrawn(by=WORKER)


def raised(under: Under = UNDER, **other: Any) -> DifficultyRaised:
    told: dict[str, Any] = {
        "by": WORKER,
        "about": About.DIFFICULTY,
        "breach": None,
        "words": "It does not help.",
        "to": None,
        "today": MONDAY,
    }
    (fact,) = Difficulty.raise_under(ID, under, **told | other).new
    assert isinstance(fact, DifficultyRaised)
    return fact


def breach(under: Under = UNDER, to: PersonId | None = None) -> PersonId:
    return raised(under, about=About.BREACH, breach=Breach.OLD_NOTES_READ, to=to).to


def given(*history: DifficultyFact) -> Difficulty:
    return Difficulty(ID, (RAISED, *history))


def test_a_worker_takes_a_difficulty_to_the_person_whom_the_agreement_names_C7() -> None:
    assert raised() == RAISED
    assert raised(to=MANAGER) == RAISED


@pytest.mark.parametrize("by", [SUPERVISOR, MANAGER, OFFICER, STRANGER])
def test_nobody_but_the_worker_raises_one_C7(by: PersonId) -> None:
    with pytest.raises(NotYourDifficulty):
        raised(by=by)


def test_where_nobody_is_named_it_goes_nowhere_and_a_breach_still_to_an_officer_C7() -> None:
    nobody = replace(UNDER, named=None)
    with pytest.raises(NobodyIsNamed):
        raised(nobody)
    with pytest.raises(NobodyIsNamed):
        raised(nobody, to=OFFICER)
    assert breach(nobody) == OFFICER


@pytest.mark.parametrize("to", [OFFICER, SUPERVISOR, STRANGER, WORKER])
def test_a_difficulty_goes_to_nobody_else_C7(to: PersonId) -> None:
    with pytest.raises(NotToThem) as refused:
        raised(to=to)
    assert refused.value.fields == ("to",)


def test_a_breach_goes_to_the_one_privacy_officer_there_is_C7() -> None:
    assert breach() == OFFICER
    assert breach(to=OFFICER) == OFFICER


def test_of_several_officers_the_worker_says_which_C7() -> None:
    two = replace(UNDER, officers=frozenset({OFFICER, OTHER_OFFICER}))
    with pytest.raises(OneOfSeveral) as refused:
        breach(two)
    assert refused.value.fields == ("to",)
    assert breach(two, to=OTHER_OFFICER) == OTHER_OFFICER


@pytest.mark.parametrize("party", [SUPERVISOR, WORKER])
def test_a_breach_never_goes_to_one_of_the_two_though_they_are_an_officer_C4(party: PersonId) -> None:
    assert breach(replace(UNDER, officers=frozenset({OFFICER, party}))) == OFFICER
    with pytest.raises(NotToThem):
        breach(replace(UNDER, officers=frozenset({OFFICER, party})), to=party)
    with pytest.raises(NobodyToTakeABreach):
        breach(replace(UNDER, officers=frozenset({party})), to=party)


@pytest.mark.parametrize("to", [MANAGER, STRANGER])
def test_a_breach_goes_to_nobody_who_is_no_officer_C7(to: PersonId) -> None:
    with pytest.raises(NotToThem):
        breach(to=to)
    with pytest.raises(NobodyToTakeABreach):
        breach(replace(UNDER, officers=frozenset()), to=to)


def test_a_breach_says_which_of_the_four_it_is_and_a_difficulty_is_none_of_them_C4() -> None:
    with pytest.raises(BreachUnnamed) as refused:
        raised(about=About.BREACH)
    assert refused.value.fields == ("breach",)
    with pytest.raises(NoBreachToName) as refused_too:
        raised(breach=Breach.USED_TO_REPORT)
    assert refused_too.value.fields == ("breach",)


def test_how_long_a_sealed_breach_is_does_not_tell_which_it_is_C4() -> None:
    assert len(Breach) == 4
    assert len({len(one.value.encode()) for one in Breach}) == 1


@pytest.mark.parametrize("covers", [OFFICER, OTHER_OFFICER])
def test_a_breach_goes_to_no_officer_who_covers_or_is_yet_to_A4(covers: PersonId) -> None:
    officers = frozenset({OFFICER, OTHER_OFFICER})
    under = replace(UNDER, officers=officers, covers=frozenset({covers}))
    assert {breach(under)} == officers - {covers}
    with pytest.raises(NotToThem):
        breach(under, to=covers)
    with pytest.raises(NobodyToTakeABreach):
        breach(replace(under, officers=frozenset({covers})))


def test_where_the_one_named_covers_or_has_left_the_worker_is_told_whom_to_go_to_A4() -> None:
    under = replace(UNDER, out_of_reach=True)
    for to in (None, MANAGER):
        with pytest.raises(TheNamedCannotTakeIt) as refused:
            raised(under, to=to)
        assert "privacy officer, or agree on another person" in str(refused.value.__doc__)
    assert breach(under) == OFFICER


def test_before_anything_is_in_force_the_worker_says_whom_the_draft_names_C7() -> None:
    draft = replace(UNDER, agreed=False)
    with pytest.raises(NotYetAgreed) as refused:
        raised(draft)
    assert refused.value.fields == ("to",)
    with pytest.raises(NotToThem):
        raised(draft, to=STRANGER)
    assert raised(draft, to=MANAGER).to == MANAGER
    assert breach(draft) == OFFICER


def test_it_says_on_what_it_rests_the_terms_that_name_and_the_edition_that_asks_C7() -> None:
    under = replace(UNDER, within=Within(5, policy_set=AGREEMENT, edition=2))
    told = raised(under)
    assert (told.terms_version, told.policy_set, told.edition) == (3, AGREEMENT, 2)
    assert (raised().policy_set, raised().edition) == (None, None)
    about_a_breach = raised(under, about=About.BREACH, breach=Breach.OLD_NOTES_READ)
    assert about_a_breach.terms_version is None, "by no terms, but by today's roles"
    assert about_a_breach.edition == 2


@whenever(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_an_answer_is_due_two_weeks_after_it_was_raised_C7(day: date) -> None:
    assert raised(today=day).due == due_of(day, None) == day + ANSWER_WITHIN == day + timedelta(days=14)


@whenever(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 400))
def test_the_policy_set_can_only_make_it_due_sooner_C7(day: date, within: int) -> None:
    under = replace(UNDER, within=Within(within, policy_set=AGREEMENT, edition=2))
    assert raised(under=under, today=day).due == day + timedelta(days=min(within, 14))


def test_it_is_answered_as_often_as_there_is_more_to_say_C7() -> None:
    difficulty = given()
    assert difficulty.status == "open"
    for words in ("Let us talk.", "What came of it."):
        difficulty.answer(MANAGER, words)
    assert difficulty.new == [ANSWERED, DifficultyAnswered(by=MANAGER, words="What came of it.")]
    assert (difficulty.status, difficulty.answers) == ("answered", 2)


@pytest.mark.parametrize("by", [WORKER, SUPERVISOR, OFFICER, STRANGER])
def test_nobody_but_the_one_asked_answers_C7(by: PersonId) -> None:
    with pytest.raises(NotYourDifficulty):
        given().answer(by, "No.")


@pytest.mark.parametrize("before", [(), (ANSWERED,)], ids=["unanswered", "answered"])
def test_the_worker_takes_it_back_and_nothing_more_is_answered_then_C7(
    before: tuple[DifficultyFact, ...],
) -> None:
    difficulty = given(*before)
    difficulty.withdraw(WORKER)
    assert difficulty.new == [TAKEN_BACK]
    assert difficulty.status == "withdrawn"
    for command in (lambda: difficulty.answer(MANAGER, "Too late."), lambda: difficulty.withdraw(WORKER)):
        with pytest.raises(DifficultyIsWithdrawn):
            command()


@pytest.mark.parametrize("by", [MANAGER, SUPERVISOR, STRANGER])
def test_nobody_but_the_worker_takes_it_back_C7(by: PersonId) -> None:
    with pytest.raises(NotYourDifficulty):
        given().withdraw(by)


@pytest.mark.parametrize(
    ("history", "day", "noted"),
    [
        ((), DUE, False),
        ((), DUE + timedelta(days=1), True),
        ((ANSWERED,), DUE + timedelta(days=1), False),
        ((TAKEN_BACK,), DUE + timedelta(days=1), False),
        ((DifficultyOverdueNoted(due=DUE),), DUE + timedelta(days=9), False),
    ],
    ids=["on the day", "a day late", "answered", "taken back", "said before"],
)
def test_that_it_waits_too_long_is_noted_once_C7(
    history: tuple[DifficultyFact, ...], day: date, noted: bool
) -> None:
    difficulty = given(*history)
    difficulty.note_overdue(day)
    assert difficulty.new == ([DifficultyOverdueNoted(due=DUE)] if noted else [])


def test_one_that_waited_too_long_is_answered_all_the_same_C7() -> None:
    difficulty = given(DifficultyOverdueNoted(due=DUE))
    difficulty.answer(MANAGER, "Let us talk.")
    assert difficulty.status == "answered"


def counted(*raised_by: int) -> DifficultiesCounted:
    people = [PersonId(UUID(int=one)) for one in raised_by]
    (fact,) = DifficultyCount.of_year(AGENCY, 2026, people).new
    assert isinstance(fact, DifficultiesCounted)
    return fact


def test_a_number_is_told_from_eleven_workers_on_C5() -> None:
    assert SMALLEST_GROUP == 11
    assert counted(*range(11)).raised == 11
    assert counted(*range(11), 3, 3).raised == 13


@whenever(st.lists(st.integers(1, 10), max_size=40))
def test_none_one_and_ten_workers_are_told_alike_however_much_they_raised_C5(raised_by: list[int]) -> None:
    assert (
        counted(*raised_by)
        == counted()
        == DifficultiesCounted(agency=AGENCY, year=2026, fewer_than=11, raised=None)
    )


def test_a_year_of_an_agency_has_one_place_in_the_log_C5() -> None:
    other = DifficultyCount.id_of(AGENCY, 2027)
    assert DifficultyCount.of_year(AGENCY, 2026, []).id == DifficultyCount.id_of(AGENCY, 2026) != other
    assert DifficultyCount.id_of(AGENCY, 2026) == UUID("5a2903c2-9b08-55d7-ac3c-81882f57c9b6")
