"""Goals of a worker: five questions, how it goes, how it ends (S8)."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.sessions.domain.goal import Goal
from services.sessions.domain.goal_refusals import (
    AgreementIsOverForGoals,
    GoalHasEnded,
    GoalIsTheWorkersNow,
    NotTheirGoal,
)
from services.sessions.events.goals import (
    Ending,
    FiveAnswers,
    GoalChanged,
    GoalEnded,
    GoalFact,
    GoalProgressNoted,
    GoalSet,
    Outcome,
)
from shared.identity import PersonId
from tests.agreements.acts import AGENCY, MANAGER, PLACEMENT, STRANGER, SUPERVISOR, WORKER
from tests.sessions.test_evaluations import AGREED

ID = UUID(int=301)
ANSWERS = FiveAnswers(change="Speak up in the team.", strengths="I notice early.")
OTHER = FiveAnswers(change="Speak up first.", how="By notes.", sign="They ask me.", support="Time before it.")
ACHIEVED = Ending(outcome=Outcome.ACHIEVED, words="Twice in a row.")
SET = GoalSet(
    by=WORKER,
    agreement=AGREED.agreement,
    worker=WORKER,
    supervisor=SUPERVISOR,
    agency=AGENCY,
    placement=PLACEMENT,
    answers=ANSWERS,
)


def given(*history: GoalFact) -> Goal:
    return Goal(ID, (SET, *history))


@pytest.mark.parametrize("by", [WORKER, SUPERVISOR])
@pytest.mark.parametrize("kind", ["administrative", "professional-development", "both"])
def test_either_sets_a_goal_for_the_worker_under_any_kind_of_agreement_S8(by: PersonId, kind: str) -> None:
    goal = Goal.set_under(ID, replace(AGREED, kind=kind), by, ANSWERS)

    assert goal.new == [SET.model_copy(update={"by": by})]


@pytest.mark.parametrize("by", [STRANGER, MANAGER])
def test_nobody_else_sets_changes_or_ends_one_S8(by: PersonId) -> None:
    with pytest.raises(NotTheirGoal):
        Goal.set_under(ID, AGREED, by, ANSWERS)
    for act in (
        lambda goal: goal.note_progress(by, "W", over=False),
        lambda goal: goal.change(by, OTHER, over=False),
        lambda goal: goal.end(by, ACHIEVED, over=False),
    ):
        with pytest.raises(NotTheirGoal):
            act(given())


def test_a_goal_goes_under_an_agreement_that_is_not_over_S8() -> None:
    assert Goal.set_under(ID, replace(AGREED, in_force=False), WORKER, ANSWERS).new
    with pytest.raises(AgreementIsOverForGoals):
        Goal.set_under(ID, replace(AGREED, in_force=False, is_over=True), WORKER, ANSWERS)


def test_a_goal_is_gone_on_with_changed_and_achieved_S8() -> None:
    goal = given()
    goal.note_progress(SUPERVISOR, "It went well on Tuesday.", over=False)
    goal.change(WORKER, OTHER, over=False)
    goal.end(SUPERVISOR, ACHIEVED, over=False)

    assert goal.new == [
        GoalProgressNoted(by=SUPERVISOR, words="It went well on Tuesday."),
        GoalChanged(by=WORKER, answers=OTHER),
        GoalEnded(by=SUPERVISOR, ending=ACHIEVED),
    ]
    assert (goal.status, goal.progress) == ("ended", 1)


@pytest.mark.parametrize(
    "act",
    [
        lambda goal: goal.note_progress(WORKER, "W", over=False),
        lambda goal: goal.change(WORKER, OTHER, over=False),
        lambda goal: goal.end(WORKER, ACHIEVED, over=False),
    ],
)
def test_what_has_ended_stays_as_it_is_S8(act) -> None:
    with pytest.raises(GoalHasEnded):
        act(given(GoalEnded(by=WORKER, ending=Ending(outcome=Outcome.DROPPED))))


ACTS = (
    lambda goal, by: goal.note_progress(by, "W", over=True),
    lambda goal, by: goal.change(by, OTHER, over=True),
    lambda goal, by: goal.end(by, ACHIEVED, over=True),
)


@pytest.mark.parametrize("act", ACTS, ids=["progress", "change", "end"])
def test_once_supervision_is_over_a_goal_is_the_workers_alone_S8(act) -> None:
    with pytest.raises(GoalIsTheWorkersNow):
        act(given(), SUPERVISOR)
    goal = given()
    act(goal, WORKER)
    assert len(goal.new) == 1
