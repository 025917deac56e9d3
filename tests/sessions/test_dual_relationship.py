"""Dual relationships: four questions, by both, and going on only when both are confident (S14)."""

from dataclasses import replace

import pytest
from hypothesis import given as whenever
from hypothesis import strategies as st

from services.sessions.catalogues.dual_relationships import CODES, QUESTIONS
from services.sessions.domain.dual_relationship import DualRelationship
from services.sessions.domain.dual_relationship_refusals import (
    AllFourQuestions,
    NotBothConfident,
    NothingToDecideUnder,
    NotOfThisAgreement,
    NotWeighedByBoth,
)
from services.sessions.events.dual_relationships import (
    Decision,
    DualRelationshipDecided,
    DualRelationshipFact,
    DualRelationshipRaised,
    DualRelationshipWeighed,
    QuestionWeighed,
    Weighed,
)
from shared.identity import PersonId
from tests.sessions.records import AGENCY, AGREEMENT, ID, STRANGER, SUPERVISOR, UNDER, WORKER
from tests.shape.fields import fields_of, in_words

RAISED = DualRelationshipRaised(
    by=WORKER,
    agreement=AGREEMENT,
    worker=WORKER,
    supervisor=SUPERVISOR,
    agency=AGENCY,
    words="We sing in the same choir.",
)
GO_ON, STOP = Decision(going_on=True), Decision(going_on=False)


def weighed(*questions: str, confident: bool = True) -> Weighed:
    answers = tuple(QuestionWeighed(question=one, words="No.") for one in questions or CODES)
    return Weighed(answers=answers, confident=confident)


def by(person: PersonId, *, confident: bool = True) -> DualRelationshipWeighed:
    return DualRelationshipWeighed(by=person, weighed=weighed(confident=confident))


def given(*history: DualRelationshipFact) -> DualRelationship:
    return DualRelationship(ID, (RAISED, *history))


def test_the_four_questions_are_those_of_the_catalogue_K9() -> None:
    assert CODES == ("K9-32", "K9-33", "K9-34", "K9-35")
    assert all(one.text.endswith("?") and one.contested for one in QUESTIONS)


@pytest.mark.parametrize("person", [WORKER, SUPERVISOR])
def test_either_of_the_two_brings_it_S14(person: PersonId) -> None:
    brought = DualRelationship.bring(ID, UNDER, by=person, words="We sing in the same choir.")

    assert brought.new == [RAISED.model_copy(update={"by": person})]
    assert brought.status == "open"


def test_nobody_else_brings_one_and_none_under_an_agreement_that_is_over_S14() -> None:
    with pytest.raises(NotOfThisAgreement):
        DualRelationship.bring(ID, UNDER, by=STRANGER, words="W")
    with pytest.raises(NothingToDecideUnder):
        DualRelationship.bring(ID, replace(UNDER, is_over=True), by=WORKER, words="W")


@pytest.mark.parametrize(
    "questions", [CODES[:3], (*CODES, CODES[0]), (*CODES[:3], CODES[0]), (*CODES[:3], "K9-31")]
)
def test_all_four_are_weighed_each_once_S14(questions: tuple[str, ...]) -> None:
    with pytest.raises(AllFourQuestions) as refused:
        given().weigh(WORKER, weighed(*questions), over=False)

    assert refused.value.fields == ("answers",)


def test_it_is_weighed_once_both_have_and_open_again_once_one_weighs_it_anew_S14() -> None:
    assert given(by(WORKER)).status == "open"
    assert given(by(WORKER), by(SUPERVISOR)).status == "weighed"
    decided = DualRelationshipDecided(by=WORKER, decision=STOP)
    assert given(by(WORKER), by(SUPERVISOR), decided).status == "decided"
    assert given(by(WORKER), by(SUPERVISOR), decided, by(WORKER)).status == "weighed"


def test_nobody_else_weighs_or_decides_S14() -> None:
    with pytest.raises(NotOfThisAgreement):
        given().weigh(STRANGER, weighed(), over=False)
    with pytest.raises(NotOfThisAgreement):
        given(by(WORKER), by(SUPERVISOR)).decide(STRANGER, STOP, {}, over=False)


@pytest.mark.parametrize("history", [(), (by(WORKER),), (by(SUPERVISOR),), (by(WORKER), by(WORKER))])
def test_going_on_waits_until_both_have_weighed_it_S14(history: tuple[DualRelationshipFact, ...]) -> None:
    with pytest.raises(NotWeighedByBoth):
        given(*history).decide(WORKER, GO_ON, {WORKER: True, SUPERVISOR: True}, over=False)


@whenever(st.dictionaries(st.sampled_from([WORKER, SUPERVISOR, STRANGER]), st.booleans()))
def test_going_on_takes_that_both_are_confident_S14(confident: dict[PersonId, bool]) -> None:
    one = given(by(WORKER), by(SUPERVISOR))
    both = confident.get(WORKER, False) and confident.get(SUPERVISOR, False)

    if both:
        one.decide(SUPERVISOR, GO_ON, confident, over=False)
        assert one.new == [DualRelationshipDecided(by=SUPERVISOR, decision=GO_ON)]
    else:
        with pytest.raises(NotBothConfident):
            one.decide(SUPERVISOR, GO_ON, confident, over=False)


@pytest.mark.parametrize("person", [WORKER, SUPERVISOR])
def test_either_may_decide_at_any_time_not_to_go_on_S14(person: PersonId) -> None:
    one = given()

    one.decide(person, STOP, {}, over=False)

    assert one.status == "decided"


@pytest.mark.parametrize("person", [WORKER, SUPERVISOR])
def test_once_supervision_is_over_nothing_is_weighed_and_nobody_goes_on_S14(person: PersonId) -> None:
    one = given(by(WORKER), by(SUPERVISOR))
    with pytest.raises(NothingToDecideUnder):
        one.weigh(person, weighed(), over=True)
    with pytest.raises(NothingToDecideUnder):
        one.decide(person, GO_ON, {WORKER: True, SUPERVISOR: True}, over=True)


def test_the_worker_alone_may_stop_once_supervision_is_over_S14() -> None:
    with pytest.raises(NothingToDecideUnder):
        given().decide(SUPERVISOR, STOP, {}, over=True)
    one = given()
    one.decide(WORKER, STOP, {}, over=True)
    assert one.decided


def test_nobody_but_the_two_can_be_named_and_all_that_is_meant_is_sealed_S14() -> None:
    facts = (DualRelationshipRaised, DualRelationshipWeighed, DualRelationshipDecided)
    fields = [field for fact in facts for field in fields_of(fact)]

    assert {field.path for field in fields if in_words(field.leaf) == "person"} == {
        *("by", "worker", "supervisor")
    }
    clear = {field.path for field in fields if field.kept == "plain"}
    assert clear == {"by", "worker", "supervisor", "agreement", "agency"}
