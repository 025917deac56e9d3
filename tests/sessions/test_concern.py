"""The order of steps: the worker first; then their answer, or their time; then they again; and only then one manager (C2)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from services.sessions.domain.clock import ClocksDisagree
from services.sessions.domain.concern import Concern
from services.sessions.domain.concern_refusals import (
    AnotherNoticeStands,
    AnotherPersonIsToBeConsulted,
    AnsweredAlready,
    ConcernIsOver,
    ConsultedAlready,
    NobodyToConsult,
    NoEscalationNotice,
    NoMessageReachesThem,
    NothingCameOfItYet,
    NothingToConfirm,
    NoticeNotSeenYet,
    NoticeOfAnother,
    NotYourStep,
    TimeToAnswerIsOver,
    ToldInTheFuture,
    ToldTooEarly,
    WithTheLineManager,
    WithTheSupportTeam,
    WorkerHasObjected,
    WorkerStillHasTime,
)
from services.sessions.domain.consulting import Managers
from services.sessions.events.concern_parts import Consulted, HowTold
from services.sessions.events.concerns import (
    AnswerTimePassed,
    EscalationNoticeGiven,
    LineManagerConfirmed,
    ManagerConsulted,
    NoticeSeen,
    TakenToLineManager,
    TakenToSupportTeam,
    WorkerDeclined,
    WorkerObjected,
)
from services.sessions.policy import relate_to_concern
from tests.sessions.concerning import (
    ABOVE,
    AUTHOR,
    CONTACT,
    COVER,
    MANAGER,
    MANAGERS,
    NOBODY,
    SAFE,
    STAND_IN,
    STATEMENT,
    STRANGER,
    WORKER,
    at,
    consult,
    consulted,
    declined,
    escalate,
    escalated,
    names,
    notice,
    taken_over,
    told,
)

EVERYBODY = (WORKER, AUTHOR, MANAGER, ABOVE, STRANGER)
ALONE = Managers(chain=(MANAGER,))
"""Nobody but the line manager."""


def said_to_manager() -> Concern:
    concern = told()
    concern.take_to_line_manager(WORKER, MANAGERS, NOBODY, at())
    return concern


def test_a_concern_begins_with_the_worker_having_been_told_C2() -> None:
    assert names(told()) == ["ConcernNoticeGiven"]
    assert told().status == "informed"


def test_nobody_is_consulted_before_the_worker_answered_or_their_time_passed_C2() -> None:
    concern = told()

    with pytest.raises(WorkerStillHasTime):
        escalate(concern, hours=47.9)
    with pytest.raises(NoEscalationNotice):
        consult(concern, opened=notice(escalated()))

    assert names(concern) == ["ConcernNoticeGiven"]


def test_who_declined_is_told_again_before_anybody_is_consulted_C2() -> None:
    concern = declined()

    with pytest.raises(NoEscalationNotice):
        consult(concern, opened=notice(escalated()))
    escalate(concern)
    consult(concern)

    assert concern.new[1] == WorkerDeclined(by=WORKER, unable=False, at=at().now)
    assert names(concern)[2:] == ["EscalationNoticeGiven", "ManagerConsulted"]
    assert concern.status == "consulted"


def test_time_that_passed_counts_as_unwillingness_and_stands_in_the_history_before_the_notice_C2() -> None:
    concern = told()

    escalate(concern, hours=48)

    assert concern.new[1] == AnswerTimePassed(answer_by=at(48).now)
    assert names(concern)[2:] == ["EscalationNoticeGiven"]


def test_that_time_has_passed_is_noted_once_and_does_nothing_else_C2() -> None:
    concern = told()

    for hours in (0, 47.9, 48, 49, 24 * 365):
        concern.note_time_passed(at(hours))

    assert names(concern) == ["ConcernNoticeGiven", "AnswerTimePassed"]
    assert (concern.notice, concern.consulted) == (None, ())


def test_where_the_clocks_disagree_no_time_has_passed_C2() -> None:
    concern = told()

    with pytest.raises(ClocksDisagree):
        concern.note_time_passed(at(100, agrees=False))
    with pytest.raises(ClocksDisagree):
        escalate(concern, hours=100, clock=at(100, agrees=False))

    assert names(concern) == ["ConcernNoticeGiven"]


def test_what_is_with_the_support_team_is_closed_or_withdrawn_and_nothing_else_C2() -> None:
    concern = told()
    concern.take_to_support_team(WORKER, at())

    assert concern.new[1] == TakenToSupportTeam(by=WORKER)
    concern.note_time_passed(at(1000))
    with pytest.raises(WithTheSupportTeam):
        escalate(concern, hours=1000)
    with pytest.raises(WithTheSupportTeam):
        concern.decline(WORKER, unable=True, words=None, clock=at())
    concern.close(AUTHOR, "They talked it over.")
    assert (concern.status, len(concern.new)) == ("closed", 3)


def test_the_time_runs_until_the_manager_confirms_C2() -> None:
    concern = said_to_manager()
    assert concern.new[1] == TakenToLineManager(by=WORKER, to=MANAGER, consulted=Consulted.LINE_MANAGER)

    concern.note_time_passed(at(48))

    assert concern.status == "time-passed"
    concern.confirm(MANAGER)
    assert concern.new[-1] == LineManagerConfirmed(by=MANAGER)
    with pytest.raises(WithTheLineManager):
        escalate(concern, hours=50)
    concern.close(AUTHOR, "With the manager.")


def test_a_confirmation_in_time_stops_the_time_C2() -> None:
    concern = said_to_manager()
    concern.confirm(MANAGER)
    concern.confirm(MANAGER)

    concern.note_time_passed(at(1000))

    assert names(concern)[1:] == ["TakenToLineManager", "LineManagerConfirmed"]


@pytest.mark.parametrize("somebody", EVERYBODY)
def test_only_the_manager_named_confirms_and_only_while_the_worker_says_so_C2(somebody: Any) -> None:
    concern = said_to_manager()
    if somebody != MANAGER:
        with pytest.raises(NothingToConfirm):
            concern.confirm(somebody)
    concern.decline(WORKER, unable=False, words="Not him after all.", clock=at())
    with pytest.raises(NothingToConfirm):
        concern.confirm(MANAGER)


def test_once_the_worker_went_to_their_team_the_manager_named_before_sees_and_confirms_nothing_C2() -> None:
    concern = said_to_manager()
    assert relate_to_concern(concern, MANAGER) == {"named_manager"}
    concern.take_to_support_team(WORKER, at())

    assert relate_to_concern(concern, MANAGER) == frozenset()
    with pytest.raises(NothingToConfirm):
        concern.confirm(MANAGER)


def test_a_manager_who_was_consulted_confirms_nothing_afterwards_C2() -> None:
    concern = said_to_manager()
    escalate(concern, hours=48)
    consult(concern)

    with pytest.raises(NothingToConfirm):
        concern.confirm(MANAGER)


def test_until_the_next_step_the_workers_last_word_counts_C2() -> None:
    concern = declined()
    with pytest.raises(AnsweredAlready):
        concern.decline(WORKER, unable=False, words=None, clock=at(), was_unable=False)
    concern.decline(WORKER, unable=False, words="Not yet.", clock=at(), was_unable=False)
    concern.decline(WORKER, unable=True, words=None, clock=at(), was_unable=False)
    assert names(concern)[1:] == ["WorkerDeclined"] * 3

    told_since = declined()
    told_since.decline(WORKER, unable=False, words="Not ever.", clock=at(2), was_unable=False)
    escalate(told_since, hours=1, clock=at(3))
    concern.take_to_line_manager(WORKER, MANAGERS, NOBODY, at())
    with pytest.raises(AnsweredAlready):
        concern.take_to_line_manager(WORKER, MANAGERS, NOBODY, at())
    with pytest.raises(WorkerStillHasTime):
        escalate(concern)
    concern.take_to_support_team(WORKER, at())

    assert concern.status == "with-support-team"


@pytest.mark.parametrize("late", ["time", "notice"])
def test_when_the_next_step_was_taken_no_answer_turns_it_back_C2(late: str) -> None:
    concern = escalated() if late == "notice" else told()
    concern.note_time_passed(at(48))
    answers: list[Callable[[], None]] = [
        lambda: concern.take_to_support_team(WORKER, at()),
        lambda: concern.take_to_line_manager(WORKER, MANAGERS, NOBODY, at()),
        lambda: concern.decline(WORKER, unable=False, words=None, clock=at()),
    ]
    for answer in answers:
        with pytest.raises(TimeToAnswerIsOver):
            answer()


def test_the_notice_fixes_person_and_words_C2() -> None:
    concern = escalated()
    told = concern.new[-1]

    assert isinstance(told, EscalationNoticeGiven)
    assert (told.to, told.consulted, told.statement) == (MANAGER, Consulted.LINE_MANAGER, STATEMENT)
    with pytest.raises(AnotherNoticeStands):
        consult(concern, digest="00" * 32)
    with pytest.raises(AnotherNoticeStands):
        consult(concern, to=ABOVE)
    assert concern.consulted == ()


def test_a_new_notice_takes_the_place_of_the_one_before_C2() -> None:
    concern = escalated()
    before = notice(concern)
    escalate(concern, statement="Somebody was driven home in a private car.", hours=2)

    with pytest.raises(AnotherNoticeStands):
        consult(concern, opened=before)
    consult(concern)

    assert [one.notice for one in concern.new if isinstance(one, ManagerConsulted)] == [2]


def test_where_the_manager_has_changed_since_the_notice_a_new_one_is_needed_C2() -> None:
    concern = escalated()
    others = Managers(chain=(ABOVE,), agency_person=CONTACT)

    with pytest.raises(AnotherPersonIsToBeConsulted):
        consult(concern, managers=others)
    with pytest.raises(AnotherPersonIsToBeConsulted):
        escalate(concern, to=MANAGER, managers=others)
    escalate(concern, to=ABOVE, managers=others, hours=2)
    consult(concern, to=ABOVE, managers=others)

    assert concern.consulted == (ABOVE,)


def test_who_is_consulted_as_something_else_now_was_not_the_one_the_notice_named_C2() -> None:
    concern = escalated()

    with pytest.raises(AnotherPersonIsToBeConsulted):
        consult(concern, managers=Managers(chain=(), agency_person=MANAGER))


def test_each_further_manager_needs_a_notice_of_their_own_C2() -> None:
    concern = consulted()

    with pytest.raises(NoEscalationNotice):
        consult(concern, to=ABOVE)
    with pytest.raises(AnotherPersonIsToBeConsulted):
        escalate(concern, to=MANAGER, hours=2)
    escalate(concern, to=ABOVE, hours=2)
    consult(concern, to=ABOVE)

    assert concern.consulted == (MANAGER, ABOVE)
    assert names(concern)[2:] == ["EscalationNoticeGiven", "ManagerConsulted"] * 2


def test_where_the_worker_objects_policy_names_another_and_never_the_supervisor_C2() -> None:
    concern = escalated()
    concern.object_to(WORKER, 1, "Not him.", managers=MANAGERS, about=NOBODY, clock=at(1))

    assert concern.new[-1] == WorkerObjected(
        by=WORKER, notice=1, instead=Consulted.AGENCY_PERSON, words="Not him.", at=at(1).now
    )
    with pytest.raises(WorkerHasObjected):
        consult(concern)
    for picked in (MANAGER, ABOVE, STAND_IN, STRANGER):
        with pytest.raises(AnotherPersonIsToBeConsulted):
            escalate(concern, to=picked, hours=2)
    escalate(concern, to=CONTACT, hours=2)
    consult(concern, to=CONTACT)
    assert concern.consulted == (CONTACT,)


@pytest.mark.parametrize(
    ("instead", "whom"),
    [
        (Consulted.NEXT_ABOVE, ABOVE),
        (Consulted.AGENCY_PERSON, CONTACT),
        (Consulted.ALTERNATE, STAND_IN),
    ],
)
def test_the_alternative_is_the_one_that_policy_names_C2(instead: Consulted, whom: object) -> None:
    managers = Managers((MANAGER, ABOVE), CONTACT, STAND_IN, instead)
    concern = escalated()
    concern.object_to(WORKER, 1, None, managers=managers, about=NOBODY, clock=at(1))

    assert concern.next_to_consult(managers, NOBODY).person == whom


def test_where_nobody_else_is_named_the_notice_stands_and_the_objection_beside_it_C2() -> None:
    concern = objected_in_vain()

    with pytest.raises(AnsweredAlready):
        concern.object_to(WORKER, 1, None, managers=ALONE, about=NOBODY, clock=at(1))
    consult(concern, managers=ALONE)

    assert concern.consulted == (MANAGER,)


def test_whom_the_concern_is_about_does_not_count_as_somebody_else_who_is_named_C2() -> None:
    about = frozenset({ABOVE})
    managers = Managers(chain=(MANAGER, ABOVE), instead=Consulted.NEXT_ABOVE)
    concern = declined()
    escalate(concern, managers=managers, about=about)
    concern.object_to(WORKER, 1, None, managers=managers, about=about, clock=at(1))

    assert concern.new[-1] == WorkerObjected(by=WORKER, notice=1, instead=None, at=at(1).now)
    consult(concern, managers=managers, about=about)
    assert concern.consulted == (MANAGER,)


def objected_in_vain() -> Concern:
    """To the line manager, when there was nobody else."""
    concern = declined()
    escalate(concern, managers=ALONE)
    concern.object_to(WORKER, 1, None, managers=ALONE, about=NOBODY, clock=at(1))
    return concern


def test_once_the_agency_names_somebody_whom_the_worker_objected_to_is_not_consulted_C2() -> None:
    concern, named = objected_in_vain(), Managers((MANAGER,), CONTACT)

    with pytest.raises(AnotherPersonIsToBeConsulted):
        consult(concern, managers=named)
    with pytest.raises(AnotherPersonIsToBeConsulted):
        escalate(concern, managers=named, hours=2)
    escalate(concern, to=CONTACT, managers=named, hours=2)
    consult(concern, to=CONTACT, managers=named)

    assert concern.consulted == (CONTACT,)
    with pytest.raises(NobodyToConsult):
        concern.next_to_consult(named, NOBODY)


def test_a_new_notice_of_the_same_person_takes_no_objection_back_C2() -> None:
    concern = objected_in_vain()
    escalate(concern, managers=ALONE, hours=2, statement="Other words.")

    with pytest.raises(AnotherPersonIsToBeConsulted):
        consult(concern, managers=MANAGERS)
    consult(concern, managers=ALONE)


@pytest.mark.parametrize(
    ("managers", "whom"),
    [
        (Managers((MANAGER, ABOVE), None, STAND_IN, Consulted.AGENCY_PERSON), ABOVE),
        (Managers((MANAGER,), CONTACT, STAND_IN, Consulted.NEXT_ABOVE), CONTACT),
        (Managers((MANAGER, ABOVE), CONTACT, None, Consulted.ALTERNATE), ABOVE),
        (Managers((MANAGER, ABOVE), MANAGER, STAND_IN, Consulted.AGENCY_PERSON), ABOVE),
    ],
)
def test_where_whom_policy_names_instead_is_nobody_it_goes_on_in_the_same_order_C2(
    managers: Managers, whom: object
) -> None:
    concern = declined()
    escalate(concern, managers=managers)
    concern.object_to(WORKER, 1, None, managers=managers, about=NOBODY, clock=at(1))

    assert concern.next_to_consult(managers, NOBODY).person == whom


def test_whom_policy_names_instead_is_nobody_who_was_consulted_already_C2() -> None:
    """The line manager was; where there is nobody but them beside whom the worker objects to, there is nobody else."""
    managers, concern = Managers((MANAGER, ABOVE), None, None, Consulted.NEXT_ABOVE), escalated()
    consult(concern, managers=managers)
    escalate(concern, to=ABOVE, managers=managers)
    concern.object_to(WORKER, 2, None, managers=managers, about=NOBODY, clock=at(1))

    assert concern.new[-1] == WorkerObjected(by=WORKER, notice=2, instead=None, at=at(1).now)
    consult(concern, to=ABOVE, managers=managers)


def test_an_objection_is_to_the_notice_that_stands_C2() -> None:
    concern = escalated()
    with pytest.raises(AnotherNoticeStands):
        concern.object_to(WORKER, 2, None, managers=MANAGERS, about=NOBODY, clock=at(1))
    consult(concern)
    with pytest.raises(AnotherNoticeStands):
        concern.object_to(WORKER, 1, None, managers=MANAGERS, about=NOBODY, clock=at(1))


def test_where_there_is_nobody_to_consult_the_notice_cannot_be_given_C2() -> None:
    with pytest.raises(NobodyToConsult):
        escalate(declined(), managers=Managers())


def test_who_gave_the_notice_consults_and_nobody_for_them_C2() -> None:
    concern = escalated()
    taken_over(concern)

    with pytest.raises(NoticeOfAnother):
        consult(concern, by=COVER)
    escalate(concern, by=COVER, hours=2)
    with pytest.raises(NoticeOfAnother):
        consult(concern)
    consult(concern, by=COVER)


def test_time_of_zero_lets_the_two_notices_follow_at_once_and_they_stay_two_acts_C2() -> None:
    concern = told(SAFE, answer_hours=0, why_zero="She is on her way there.")

    with pytest.raises(NoEscalationNotice):
        consult(concern, opened=notice(escalated()))
    escalate(concern, hours=0, clock=at(agrees=False))
    consult(concern)

    expected = ["ConcernNoticeGiven", "AnswerTimePassed", "EscalationNoticeGiven", "ManagerConsulted"]
    assert names(concern) == expected


def test_it_is_closed_once_something_came_of_it_and_withdrawn_before_anybody_was_consulted_C2() -> None:
    for early in (told(), declined(), escalated(), said_to_manager()):
        with pytest.raises(NothingCameOfItYet):
            early.close(AUTHOR, "Nothing.")
        early.withdraw(AUTHOR, None)
        assert early.status == "withdrawn"
    with pytest.raises(ConsultedAlready):
        consulted().withdraw(AUTHOR, None)
    late = consulted()
    late.close(AUTHOR, "Talked over.")
    assert late.status == "closed"


@pytest.mark.parametrize("ending", ["closed", "withdrawn"])
def test_what_is_over_takes_no_further_step_C2(ending: str) -> None:
    concern = consulted() if ending == "closed" else escalated()
    if ending == "closed":
        concern.close(AUTHOR, "Done.")
    else:
        concern.withdraw(AUTHOR, None)
    steps: list[Callable[[], object]] = [
        lambda: escalate(concern, to=ABOVE, hours=2),
        lambda: consult(concern),
        lambda: concern.object_to(WORKER, 1, None, managers=MANAGERS, about=NOBODY, clock=at(1)),
        lambda: concern.decline(WORKER, unable=False, words=None, clock=at()),
        lambda: concern.see(WORKER, at(1)),
        lambda: concern.close(AUTHOR, "Again."),
        lambda: concern.withdraw(AUTHOR, None),
        lambda: taken_over(concern, hours=0, now=1),
        lambda: concern.reach(AUTHOR, HowTold.CALL, at(1)),
    ]
    before = list(concern.new)
    for step in steps:
        with pytest.raises(ConcernIsOver):
            step()
    assert concern.new == before


@pytest.mark.parametrize("somebody", [WORKER, MANAGER, COVER, STRANGER])
def test_only_the_supervisor_or_who_covers_takes_the_steps_C2(somebody: Any) -> None:
    by: dict[str, Any] = {"by": somebody}
    for step in (
        lambda: escalate(declined(), **by),
        lambda: consult(escalated(), **by),
        lambda: consulted().close(somebody, "Done."),
        lambda: escalated().withdraw(somebody, None),
    ):
        with pytest.raises(NotYourStep):
            step()


@pytest.mark.parametrize("somebody", [AUTHOR, MANAGER, COVER, STRANGER])
def test_only_the_worker_answers_and_objects_C2(somebody: Any) -> None:
    by: dict[str, Any] = {"by": somebody}
    for step in (
        lambda: told().take_to_support_team(clock=at(), **by),
        lambda: told().take_to_line_manager(managers=MANAGERS, about=NOBODY, clock=at(), **by),
        lambda: told().decline(unable=False, words=None, clock=at(), **by),
        lambda: told().see(clock=at(), **by),
        lambda: told().add_statement(words="Mine.", **by),
        lambda: escalated().object_to(
            number=1,
            words=None,
            managers=MANAGERS,
            about=NOBODY,
            clock=at(1),
            **by,
        ),
    ):
        with pytest.raises(NotYourStep):
            step()


def test_the_second_notice_is_told_after_the_first_and_not_in_the_future_C2() -> None:
    for hours, refused in ((-1, ToldTooEarly), (3, ToldInTheFuture)):
        with pytest.raises(refused):
            escalate(declined(), told_at=at().now + timedelta(hours=hours), clock=at(2))


def test_nobody_is_told_of_an_escalation_before_the_workers_last_word_C2() -> None:
    """The answer, the end of their time, the notice before, an objection, cover: each comes before what follows it."""
    answered = told()
    answered.decline(WORKER, unable=False, words=None, clock=at(5))
    objected = escalated()
    objected.object_to(WORKER, 1, None, managers=MANAGERS, about=NOBODY, clock=at(5))
    again = declined()
    escalate(again, hours=5)
    went_on = declined()
    taken_over(went_on, hours=5, now=5)
    for concern, to, by in (
        (answered, MANAGER, AUTHOR),
        (objected, CONTACT, AUTHOR),
        (again, MANAGER, AUTHOR),
        (went_on, MANAGER, COVER),
        (told(answer_hours=5), MANAGER, AUTHOR),
    ):
        with pytest.raises(ToldTooEarly):
            escalate(concern, to, hours=4.9, clock=at(9), by=by)
        escalate(concern, to, hours=5, clock=at(9), by=by)


def test_a_clock_that_was_ahead_keeps_nobody_from_telling_C2() -> None:
    concern = told()
    concern.decline(WORKER, unable=False, words=None, clock=at(9000, agrees=False))
    with pytest.raises(ToldTooEarly):
        escalate(concern, hours=1, clock=at(2))
    escalate(concern, hours=2)


def test_a_second_notice_by_message_is_seen_or_counts_as_seen_before_anybody_is_consulted_C2() -> None:
    seen, waited = declined(), declined()
    for concern in (seen, waited):
        escalate(concern, how=HowTold.MESSAGE)
        with pytest.raises(NoticeNotSeenYet):
            consult(concern, clock=at(72.9))
    with pytest.raises(AnotherNoticeStands):
        seen.see(WORKER, at(2), 2)
    for _ in range(2):
        seen.see(WORKER, at(2), 1)
    assert seen.new[-1] == NoticeSeen(by=WORKER, at=at(2).now, notice=1)
    consult(seen, clock=at(2))
    consult(waited, clock=at(73))


def test_who_objects_to_a_message_has_seen_it_C2() -> None:
    concern = declined()
    escalate(concern, how=HowTold.MESSAGE)
    alone = Managers((MANAGER,), None, None, Consulted.ALTERNATE)
    concern.object_to(WORKER, 1, None, managers=alone, about=NOBODY, clock=at(2))
    assert concern.new[-2] == NoticeSeen(by=WORKER, at=at(2).now, notice=1)
    consult(concern, managers=alone, clock=at(3))

    spoken = escalated()
    spoken.object_to(WORKER, 1, None, managers=MANAGERS, about=NOBODY, clock=at(2))
    assert "NoticeSeen" not in names(spoken)


def test_where_there_is_no_time_a_message_need_not_be_seen_C2() -> None:
    for how in ({"answer_hours": 0, "why_zero": "At once."}, {"immediate_danger": True}):
        concern = told(SAFE, **how)
        concern.decline(WORKER, unable=False, words=None, clock=at())
        escalate(concern, how=HowTold.MESSAGE)
        consult(concern)


def test_a_second_notice_by_message_counts_as_seen_by_nobody_who_was_out_of_its_reach_before_that_C2() -> (
    None
):
    for since, reached in ((1, False), (72, False), (73, True), (80, True)):
        concern = declined()
        escalate(concern, how=HowTold.MESSAGE)
        out: dict[str, Any] = {"out_of_reach_since": at(since).now, "clock": at(90)}
        if reached:
            consult(concern, **out)
            continue
        with pytest.raises(NoMessageReachesThem):
            consult(concern, **out)
        concern.see(WORKER, at(2), 1)
        consult(concern, **out)


def test_no_second_notice_by_message_to_whom_none_reaches_C2() -> None:
    with pytest.raises(NoMessageReachesThem):
        escalate(declined(), how=HowTold.MESSAGE, out_of_reach_since=at().now)
    escalate(declined(), how=HowTold.CALL, out_of_reach_since=at().now)
