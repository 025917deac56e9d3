"""Beside the steps: the worker's statement, cover taking over, and steps that were taken out of order elsewhere (C8, A4)."""

from collections.abc import Callable

import pytest

from services.sessions.domain.concern import Concern
from services.sessions.domain.concern_refusals import (
    NotForWhomItCouldGoTo,
    NotYourStep,
    NotYoursToCover,
    StepYetToCome,
    ToldInTheFuture,
    ToldTooEarly,
)
from services.sessions.domain.consulting import Managers
from services.sessions.events.concern_beside import CoverTookOver, StatementAdded, StepTakenOutOfOrder
from services.sessions.events.concern_parts import HowTold, Step
from shared.identity import PersonId
from tests.sessions.concerning import (
    ABOVE,
    AUTHOR,
    CONTACT,
    COVER,
    MANAGER,
    MANAGERS,
    NOBODY,
    STAND_IN,
    STRANGER,
    WORKER,
    at,
    consult,
    consulted,
    declined,
    escalate,
    escalated,
    names,
    taken_over,
    told,
)


def test_the_worker_states_their_own_at_any_time_C2() -> None:
    over = consulted()
    over.close(AUTHOR, "Talked over.")
    for concern in (told(), consulted(), over):
        concern.add_statement(WORKER, "It was raining.")
        assert concern.new[-1] == StatementAdded(by=WORKER, words="It was raining.")


def test_who_covers_goes_on_once_the_worker_was_told_A4() -> None:
    concern = declined()
    taken_over(concern)
    taken_over(concern, now=3)

    assert concern.new[2:] == [CoverTookOver(by=COVER, how=HowTold.CALL, told_at=at(1).now)]
    escalate(concern, by=COVER, hours=3)
    consult(concern, by=COVER)
    concern.close(COVER, "Done.")


@pytest.mark.parametrize("somebody", [WORKER, AUTHOR])
def test_neither_of_the_two_covers_A4(somebody: PersonId) -> None:
    with pytest.raises(NotYoursToCover):
        taken_over(told(), somebody, hours=0, now=1)


def test_the_worker_was_told_of_the_cover_after_the_concern_and_not_in_the_future_A4() -> None:
    for hours, refused in ((-1, ToldTooEarly), (2, ToldInTheFuture)):
        with pytest.raises(refused):
            taken_over(told(), hours=hours, now=1)


@pytest.mark.parametrize("somebody", [MANAGER, ABOVE, CONTACT, STAND_IN])
def test_nobody_covers_whom_it_could_go_to_or_whom_it_is_about_A4(somebody: PersonId) -> None:
    with pytest.raises(NotForWhomItCouldGoTo):
        taken_over(declined(), somebody)
    with pytest.raises(NotForWhomItCouldGoTo):
        taken_over(declined(), COVER, about=frozenset({COVER}))


def test_who_covers_is_not_consulted_C2() -> None:
    concern = declined()
    taken_over(concern, MANAGER, managers=Managers())

    assert concern.next_to_consult(MANAGERS, NOBODY).person != MANAGER


@pytest.mark.parametrize(("somebody", "alleged"), [(AUTHOR, False), (WORKER, True)])
def test_a_step_out_of_order_is_said_by_who_took_it_or_alleged_by_the_worker_C8(
    somebody: PersonId, alleged: bool
) -> None:
    concern = told()
    concern.note_out_of_order(somebody, Step.CONSULTATION, at(1).now, "The manager rang me.", at(2))

    assert concern.new[1] == StepTakenOutOfOrder(
        by=somebody,
        step=Step.CONSULTATION,
        taken_at=at(1).now,
        alleged=alleged,
        words="The manager rang me.",
    )


def with_the_team() -> Concern:
    concern = told()
    concern.take_to_support_team(WORKER, at())
    return concern


def closed() -> Concern:
    concern = consulted()
    concern.close(AUTHOR, "Talked over.")
    return concern


def withdrawn() -> Concern:
    concern = told()
    concern.withdraw(AUTHOR, None)
    return concern


@pytest.mark.parametrize(
    "stage",
    [told, declined, with_the_team, escalated, consulted, closed, withdrawn],
    ids=lambda one: one.__name__,
)
def test_it_is_said_however_far_the_concern_has_gone_and_by_whoever_covers_too_C8(
    stage: Callable[[], Concern],
) -> None:
    concern = stage()
    by = [AUTHOR, WORKER]
    if not concern.is_over:
        taken_over(concern)
        by.append(COVER)
    status = concern.status
    for somebody in by:
        concern.note_out_of_order(somebody, Step.NOTICE, at(-5).now, "Before anybody told them.", at(2))

    assert names(concern)[-len(by) :] == ["StepTakenOutOfOrder"] * len(by)
    assert concern.status == status


@pytest.mark.parametrize("somebody", [MANAGER, COVER, STRANGER])
def test_nobody_else_says_so_C8(somebody: PersonId) -> None:
    with pytest.raises(NotYourStep):
        told().note_out_of_order(somebody, Step.NOTICE, at().now, "They say.", at(1))
    with pytest.raises(StepYetToCome):
        told().note_out_of_order(AUTHOR, Step.NOTICE, at(2).now, "I shall.", at(1))


def test_a_step_out_of_order_stands_for_no_step_C8() -> None:
    concern = told()
    for step in Step:
        concern.note_out_of_order(AUTHOR, step, at(1).now, "I did.", at(2))

    assert concern.status == "informed"
    assert concern.waits_for_an_answer
    assert set(names(concern)[1:]) == {"StepTakenOutOfOrder"}
