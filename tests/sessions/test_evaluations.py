"""Evaluations: after a session both ways and of oneself, of a period the worker first (S8, S13)."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.sessions.domain.agreed import Agreed
from services.sessions.domain.evaluation import Evaluation
from services.sessions.domain.evaluation_refusals import (
    AnotherWordLiesThere,
    NoSuchPeriod,
    NotAdministrativeSupervision,
    NotHeldYet,
    NothingEvaluated,
    NothingRated,
    NothingRatedByThat,
    NotTheirSession,
    OneThingRated,
    RatedTwice,
    ShownToNobodyElse,
)
from services.sessions.domain.session import Session
from services.sessions.events.evaluations import (
    EvaluationAddedTo,
    EvaluationFact,
    EvaluationShownToWorker,
    Formative,
    FormativeEvaluationGiven,
    Of,
    Rated,
    Rating,
    Summative,
    SummativeEvaluationWritten,
)
from shared.identity import PersonId
from tests.agreements.acts import AGENCY, PLACEMENT, STRANGER, SUPERVISOR, WORKER
from tests.sessions.acts import CONTACT, SCHEDULED, THIRD, WITH_A_THIRD

ID, SESSION, AGREEMENT = UUID(int=201), UUID(int=101), UUID(int=1)
TODAY = date(2026, 3, 31)
JANUARY, MARCH = date(2026, 1, 1), date(2026, 3, 31)
SAID = Formative(of=Of.WORKER, went_well="You let me find my way.")
YEAR = Summative(overall="The role became clear.", rated=(Rated(competency="K7-12", rating=Rating.STEADY),))
AGREED = Agreed(
    AGREEMENT, WORKER, SUPERVISOR, AGENCY, PLACEMENT, kind="administrative", in_force=True, is_over=False
)
GIVEN = FormativeEvaluationGiven(
    by=WORKER,
    session=SESSION,
    agreement=CONTACT.agreement,
    worker=WORKER,
    supervisor=SUPERVISOR,
    agency=AGENCY,
    placement=PLACEMENT,
    said=SAID,
)
WRITTEN = SummativeEvaluationWritten(
    by=SUPERVISOR,
    agreement=AGREEMENT,
    worker=WORKER,
    agency=AGENCY,
    placement=PLACEMENT,
    starts=JANUARY,
    ends=MARCH,
    said=YEAR,
)
SHOWN = EvaluationShownToWorker(by=WORKER, upto=1)


def given(*history: EvaluationFact) -> Evaluation:
    return Evaluation(ID, history)


def gives(by: PersonId = WORKER, said: Formative = SAID, *held: Any) -> Evaluation:
    return Evaluation.give(ID, Session(SESSION, held or (CONTACT,)), by=by, said=said)


def writes(agreed: Agreed = AGREED, **other: Any) -> Evaluation:
    told: dict[str, Any] = {"by": SUPERVISOR, "starts": JANUARY, "ends": MARCH, "said": YEAR, "today": TODAY}
    return Evaluation.write(ID, agreed, **told | other)


@pytest.mark.parametrize("by", [WORKER, SUPERVISOR])
@pytest.mark.parametrize("of", list(Of))
def test_each_of_the_two_evaluates_the_other_and_themselves_S8(by: PersonId, of: Of) -> None:
    said = SAID.model_copy(update={"of": of})

    assert gives(by, said).new == [GIVEN.model_copy(update={"by": by, "said": said})]


def test_nobody_but_the_two_evaluates_a_session_S8() -> None:
    for by in (STRANGER, THIRD):
        with pytest.raises(NotTheirSession):
            gives(by, SAID, WITH_A_THIRD)


def test_a_session_is_evaluated_once_it_was_held_S8() -> None:
    with pytest.raises(NotHeldYet):
        gives(WORKER, SAID, SCHEDULED)


def test_nothing_at_all_is_no_evaluation_S8() -> None:
    with pytest.raises(NothingEvaluated):
        gives(said=Formative(of=Of.WORKER))


@pytest.mark.parametrize(
    "said", [Summative(), Summative(overall="The role became clear.")], ids=["nothing", "words alone"]
)
def test_a_period_is_evaluated_against_a_competence_or_a_function_at_least_S8(said: Summative) -> None:
    with pytest.raises(NothingRated, match=r"summative\.rated"):
        writes(said=said)


def test_one_written_before_that_was_asked_for_loads_as_it_was_S8() -> None:
    written = WRITTEN.model_copy(update={"said": Summative(overall="The role became clear.")})

    assert Evaluation(uuid4(), [written]).status == "written"


def test_a_period_is_evaluated_by_whoever_supervises_administratively_S8_S13() -> None:
    assert writes().new == [WRITTEN]
    assert writes(replace(AGREED, kind="both")).new == [WRITTEN]


@pytest.mark.parametrize(
    ("other", "by"),
    [
        ({"kind": "professional-development"}, SUPERVISOR),
        ({"in_force": False}, SUPERVISOR),
        ({}, WORKER),
        ({}, STRANGER),
    ],
)
def test_nobody_else_evaluates_a_period_D8(other: dict[str, Any], by: PersonId) -> None:
    with pytest.raises(NotAdministrativeSupervision):
        writes(replace(AGREED, **other), by=by)


@pytest.mark.parametrize(
    ("starts", "ends"), [(MARCH, JANUARY), (JANUARY, date(2026, 4, 1)), (date(2026, 4, 1), date(2026, 4, 1))]
)
def test_a_period_has_ended_by_today_and_begun_before_S8(starts: date, ends: date) -> None:
    with pytest.raises(NoSuchPeriod) as refused:
        writes(starts=starts, ends=ends)
    assert refused.value.fields == ("summative.starts", "summative.ends")
    assert writes(starts=MARCH, ends=MARCH).new


@pytest.mark.parametrize(
    ("rated", "why", "fields"),
    [
        ([{}], OneThingRated, ("competency", "function")),
        ([{"competency": "K7-12", "function": "Groups"}], OneThingRated, ("competency", "function")),
        ([{"competency": "K7-113"}], NothingRatedByThat, ("competency",)),
        ([{"competency": "K8-01"}], NothingRatedByThat, ("competency",)),
        ([{"competency": "K7-12"}, {"competency": "K7-12"}], RatedTwice, ()),
        ([{"function": "Groups"}, {"function": "groups"}], RatedTwice, ()),
    ],
)
def test_each_line_rates_one_thing_of_a_worker_once_K7(rated: list[Any], why: Any, fields: Any) -> None:
    lines = tuple(Rated(rating=Rating.GROWING, **one) for one in rated)
    for kind, make in (
        ("formative", lambda: gives(said=Formative(of=Of.WORKER, rated=lines))),
        ("summative", lambda: writes(said=Summative(rated=lines))),
    ):
        with pytest.raises(why) as refused:
            make()
        at = f"{kind}.rated.{len(lines) - 1}"
        assert refused.value.fields == (tuple(f"{at}.{name}" for name in fields) or (at,))


def test_words_and_functions_of_the_job_are_rated_beside_competences_K7() -> None:
    lines = (
        Rated(competency="K7-12", rating=Rating.STRONG, words="In the group above all."),
        Rated(function="Runs the Friday group", rating=Rating.NOT_YET),
    )

    assert writes(said=Summative(rated=lines)).new


def test_the_worker_is_shown_what_was_written_last_and_said_twice_is_said_once_S13() -> None:
    evaluation = given(WRITTEN)
    evaluation.show(SUPERVISOR, 1)
    evaluation.show(WORKER, 1)

    assert evaluation.new == [EvaluationShownToWorker(by=SUPERVISOR, upto=1)]
    assert [given(WRITTEN).status, evaluation.status] == ["written", "shown"]


def test_what_was_added_meanwhile_has_to_be_read_first_S13() -> None:
    evaluation = given(WRITTEN, EvaluationAddedTo(by=SUPERVISOR, words="And one thing more."))
    with pytest.raises(AnotherWordLiesThere):
        evaluation.show(WORKER, 1)
    evaluation.show(WORKER, 2)

    assert evaluation.shown == 2


def test_the_workers_own_words_wait_for_nobody_S13() -> None:
    evaluation = given(WRITTEN, EvaluationAddedTo(by=WORKER, words="I see it otherwise."))
    evaluation.show(WORKER, 1)

    assert evaluation.status == "shown"


def test_what_is_said_after_a_session_is_shown_to_nobody_S8() -> None:
    with pytest.raises(ShownToNobodyElse):
        given(GIVEN).show(WORKER, 1)
    assert given(GIVEN).status == "given"


class Told(RuleBasedStateMachine):
    """What others may see of a period, against a list kept beside: never a word the worker was not shown before."""

    evaluation: Evaluation
    beside: list[tuple[str, int]]

    @initialize()
    def begin(self) -> None:
        self.evaluation, self.beside = given(WRITTEN), [("supervisor", 1)]
        self.first = 0

    @rule(by=st.sampled_from([WORKER, SUPERVISOR]))
    def add(self, by: PersonId) -> None:
        self.evaluation.add(by, "W")
        self.beside.append(("worker" if by == WORKER else "supervisor", self.evaluation.facts))

    @rule(by=st.sampled_from([WORKER, SUPERVISOR]), entry=st.integers(1, 6))
    def show(self, by: PersonId, entry: int) -> None:
        last = max(at for whose, at in self.beside if whose == "supervisor")
        if entry != last:
            with pytest.raises(AnotherWordLiesThere):
                self.evaluation.show(by, entry)
        else:
            self.evaluation.show(by, entry)
            self.first = last

    @invariant()
    def others_see_as_far_as_the_worker_was_shown(self) -> None:
        assert self.evaluation.shown == self.first
        assert self.evaluation.status == ("shown" if self.first else "written")
        again = given(WRITTEN, *self.evaluation.new)
        assert (again.shown, again.said) == (self.evaluation.shown, self.evaluation.said)


TestOthersSeeNothingBeforeTheWorker = Told.TestCase
