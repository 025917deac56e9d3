"""The worker's time: from telling on, or from a message's being seen; standing still where nothing of the employer's reaches them (C2)."""

import pytest

from services.sessions.domain.clock import ClocksDisagree
from services.sessions.domain.concern import Concern
from services.sessions.domain.concern_refusals import NothingIsPaused, NotYourStep, WorkerStillHasTime
from services.sessions.events.concern_beside import ClockPaused, ClockResumed
from services.sessions.events.concern_parts import HowTold, Pause
from services.sessions.events.concerns import AnswerTimePassed, NoticeSeen
from tests.sessions.concerning import (
    AUTHOR,
    COVER,
    MANAGER,
    SAFE,
    STRANGER,
    WORKER,
    at,
    declined,
    escalate,
    names,
    told,
)

ENDED, OFF = Pause.PLACEMENT_ENDED, Pause.SIGN_IN_SWITCHED_OFF


def ends(concern: Concern) -> float | None:
    """After how many hours the time is over."""
    return (concern.time.ends - at().now).total_seconds() / 3600 if concern.time.ends else None


def message() -> Concern:
    """48 hours to answer; counts as seen after 72."""
    return told(how=HowTold.MESSAGE)


@pytest.mark.parametrize("how", [HowTold.IN_PERSON, HowTold.CALL])
def test_what_was_said_starts_the_time_whether_or_not_it_is_confirmed_as_seen_C2(how: HowTold) -> None:
    concern = told(how=how)
    assert ends(concern) == 48
    concern.see(WORKER, at(10))
    assert ends(concern) == 48


def test_a_message_starts_the_time_when_it_is_seen_or_when_policy_says_C2() -> None:
    unseen, seen, late = message(), message(), message()
    seen.see(WORKER, at(10))
    late.see(WORKER, at(100))

    assert (ends(unseen), ends(seen), ends(late)) == (72 + 48, 10 + 48, 72 + 48)


def test_given_and_seen_are_two_facts_C2() -> None:
    concern = message()
    concern.see(WORKER, at(10))
    concern.see(WORKER, at(11))

    assert concern.new[1:] == [NoticeSeen(by=WORKER, at=at(10).now)]


def test_no_message_is_seen_before_it_was_given_whatever_a_clock_says_C2() -> None:
    concern = message()
    concern.see(WORKER, at(-500))

    assert ends(concern) == 48


@pytest.mark.parametrize("hours", [-500, 9000])
def test_a_worker_says_that_they_have_seen_it_whatever_the_clocks_say_and_no_wrong_one_counts_C2(
    hours: float,
) -> None:
    """Neither takes it time from them, nor puts it off when their time begins."""
    first, still, before = message(), told(), told()
    for concern in (still, before):
        concern.note_pause(ENDED, at(20).now, at(20))
    for concern, other in ((first, 10), (still, 30), (before, 10)):
        concern.see(WORKER, at(hours, agrees=False, other=other))

    assert (ends(first), ends(still), ends(before)) == (10 + 48, 48 + 10, 48)
    assert first.new[1:] == [NoticeSeen(by=WORKER, at=at(10).now)]
    assert still.new[-1] == ClockResumed(by=WORKER, at=at(30).now)
    assert before.time.reached_at == at(20).now, "not before it stood still"


@pytest.mark.parametrize("hours", [-500, 9000])
def test_so_they_say_of_the_notice_of_an_escalation_C2(hours: float) -> None:
    concern = declined()
    escalate(concern, how=HowTold.MESSAGE)
    concern.see(WORKER, at(hours, agrees=False, other=5), 1)

    assert concern.new[-1] == NoticeSeen(by=WORKER, at=at(5).now, notice=1)


def test_an_unseen_message_with_no_time_waits_until_it_counts_as_seen_C2() -> None:
    concern = told(SAFE, how=HowTold.MESSAGE, answer_hours=0, why_zero="She is on her way.")
    concern.note_time_passed(at(71))
    assert not concern.time_passed
    concern.note_time_passed(at(72))
    assert concern.time_passed


@pytest.mark.parametrize("why", [ENDED, OFF])
def test_time_stands_still_until_the_notice_reached_the_worker_elsewhere_C2(why: Pause) -> None:
    concern = told()
    concern.note_pause(why, at(20).now, at(20))
    assert concern.new[1] == ClockPaused(at=at(20).now, why=why)
    concern.note_time_passed(at(10_000))
    assert (ends(concern), concern.time_passed) == (None, False)

    concern.reach(AUTHOR, HowTold.CALL, at(500))

    assert concern.new[2] == ClockResumed(by=AUTHOR, at=at(500).now, how=HowTold.CALL)
    assert ends(concern) == 48 + 480
    concern.note_time_passed(at(528))
    assert concern.new[3] == AnswerTimePassed(answer_by=at(528).now)


def test_the_worker_who_says_that_they_have_seen_it_was_reached_C2() -> None:
    concern = told()
    concern.see(WORKER, at(1))
    concern.note_pause(OFF, at(20).now, at(20))
    concern.see(WORKER, at(30))

    assert names(concern)[1:] == ["NoticeSeen", "ClockPaused", "ClockResumed"]
    assert ends(concern) == 58


def test_an_unseen_message_stands_still_too_C2() -> None:
    brought, seen = message(), message()
    for concern in (brought, seen):
        concern.note_pause(ENDED, at(20).now, at(20))
        assert ends(concern) is None
    brought.reach(AUTHOR, HowTold.MESSAGE, at(120))
    seen.see(WORKER, at(120))

    assert (ends(brought), ends(seen)) == (72 + 100 + 48, 120 + 48)


def test_once_they_were_reached_what_was_so_before_stops_it_no_more_C2() -> None:
    concern = told()
    concern.note_pause(ENDED, at(20).now, at(20))
    concern.note_pause(OFF, at(21).now, at(21))
    concern.reach(AUTHOR, HowTold.CALL, at(30))
    for why, since in ((ENDED, 20), (OFF, 21), (OFF, 30)):
        concern.note_pause(why, at(since).now, at(40))

    assert names(concern)[1:] == ["ClockPaused", "ClockResumed"]


def test_what_comes_to_be_after_that_stops_it_again_C2() -> None:
    concern = told()
    concern.note_pause(OFF, at(20).now, at(20))
    concern.reach(AUTHOR, HowTold.CALL, at(30))
    concern.note_pause(OFF, at(40).now, at(45))
    assert (concern.new[-1], ends(concern)) == (ClockPaused(at=at(40).now, why=OFF), None)
    with pytest.raises(WorkerStillHasTime):
        escalate(concern, hours=200)

    concern.see(WORKER, at(100))

    assert names(concern)[1:] == ["ClockPaused", "ClockResumed", "ClockPaused", "NoticeSeen", "ClockResumed"]
    assert ends(concern) == 48 + 10 + 60


def test_nobody_is_told_of_an_escalation_while_it_stands_still_again_unnoticed_C2() -> None:
    concern = told()
    concern.note_pause(OFF, at(20).now, at(20))
    concern.reach(AUTHOR, HowTold.CALL, at(30))
    with pytest.raises(WorkerStillHasTime):
        escalate(concern, hours=60, out_of_reach_since=at(40).now)
    escalate(concern, hours=60, out_of_reach_since=at(30).now)


def test_where_danger_is_immediate_on_the_fourth_or_fifth_ground_it_does_not_stand_still_C2() -> None:
    danger, grave = told(SAFE, immediate_danger=True), told(SAFE)
    for concern in (danger, grave):
        concern.note_pause(ENDED, at(20).now, at(20))

    assert (ends(danger), ends(grave)) == (48, None)


def test_what_is_answered_or_over_is_not_paused_C2() -> None:
    answered, withdrawn, passed = told(), told(), told()
    answered.take_to_support_team(WORKER, at())
    withdrawn.withdraw(AUTHOR, None)
    passed.note_time_passed(at(48))
    for concern in (answered, withdrawn, passed):
        concern.note_pause(ENDED, at(50).now, at(50))
        assert len(concern.new) == 2


def test_a_pause_that_comes_after_the_time_changes_nothing_C2() -> None:
    concern = told()
    concern.note_pause(ENDED, at(50).now, at(50))

    assert ends(concern) == 48
    escalate(concern, hours=51)


def test_nobody_is_reached_where_nothing_stands_still_C2() -> None:
    concern = told()
    with pytest.raises(NothingIsPaused):
        concern.reach(AUTHOR, HowTold.CALL, at(1))
    concern.note_pause(ENDED, at(20).now, at(20))
    for somebody in (WORKER, MANAGER, COVER, STRANGER):
        with pytest.raises(NotYourStep):
            concern.reach(somebody, HowTold.CALL, at(30))


def test_a_pause_waits_for_clocks_that_agree_C2() -> None:
    concern = told()
    with pytest.raises(ClocksDisagree):
        concern.note_pause(ENDED, at(20).now, at(20, agrees=False))
    concern.note_pause(ENDED, at(20).now, at(20))
    with pytest.raises(ClocksDisagree):
        concern.reach(AUTHOR, HowTold.CALL, at(30, agrees=False))


def test_time_stands_still_from_when_it_was_so_and_not_from_when_it_was_noticed_C2() -> None:
    late, seen = told(), told()
    late.note_pause(ENDED, at(20).now, at(60))
    seen.see(WORKER, at(30))
    seen.note_pause(ENDED, at(20).now, at(60))
    before = told()
    before.note_pause(OFF, at(-10).now, at(60))

    assert [one.new[-1] for one in (late, seen, before)] == [
        ClockPaused(at=at(20).now, why=ENDED),
        ClockPaused(at=at(30).now, why=ENDED),
        ClockPaused(at=at(0).now, why=OFF),
    ]
    late.note_time_passed(at(60))
    assert not late.time_passed


def test_nobody_is_told_of_an_escalation_while_time_stands_still_unnoticed_C2() -> None:
    with pytest.raises(WorkerStillHasTime):
        escalate(told(), hours=60, out_of_reach_since=at(20).now)
    escalate(told(), hours=60, out_of_reach_since=at(50).now)
