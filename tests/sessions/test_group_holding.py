"""Who was at a meeting, corrected: a new fact of the meeting, and one of each of whom something is otherwise (S2, S6, S9)."""

from datetime import timedelta
from typing import Any

import pytest

from services.sessions.domain.as_recorded import CalledOff
from services.sessions.domain.attendances import Attendance
from services.sessions.domain.group_refusals import (
    LedByTheirManager,
    ManagerNotAnnounced,
    NotBegunYet,
    NothingToCorrect,
    NotScheduled,
    NotYourPart,
    OthersCouldMeet,
    SayHowItWasHeld,
    SignedAlready,
    SomebodyWasThere,
    UnfitAttendance,
)
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.events.attendances import MemberAttendanceCorrected, MemberAttended
from services.sessions.events.codes import Became, Extent, Modality
from services.sessions.events.group_sessions import (
    FacilitatorSigned,
    GroupSessionCancelled,
    GroupSessionCorrected,
    GroupSessionMissed,
    GroupSessionRescheduled,
)
from shared.identity import PersonId
from tests.sessions.group_acts import (
    AFTER,
    BEFORE,
    BEGINS,
    FORMED,
    HARBOUR,
    HELD,
    JORDAN,
    MAYA,
    PETRA,
    PLACED,
    SAM,
    STRANGER,
    WRITTEN,
    accepted,
    circle,
    founded,
    given,
    group,
    hold,
    meeting,
    met,
    scheduled,
    there,
)
from tests.sessions.group_acts import (
    CIRCLE as BETWEEN_US,
)

GROUP, CIRCLE = group(), circle(MAYA, JORDAN, SAM)
LED_BY_MAYA = BETWEEN_US.model_copy(update={"facilitator": MAYA})
SIGNED = FacilitatorSigned(by=SAM, printed_name="Sam", meaning="So it was.")
MISSED = GroupSessionMissed(by=SAM)


def met_with(*people: PersonId, of: Any = GROUP, by: PersonId = SAM) -> tuple[GroupSession, list[Attendance]]:
    one = meeting(scheduled(of))
    attended = hold(one, of, there(*people), by=by)
    return one, list(attended)


def correct(
    one: GroupSession,
    attended: list[Attendance],
    *people: PersonId,
    by: PersonId = SAM,
    of: Any = GROUP,
    **other: Any,
) -> list[Attendance]:
    how: dict[str, Any] = {"minutes": None, "extent": None, "modality": None, "manages": False, "now": AFTER}
    present = other.pop("present", there(*people) if people else None)
    return one.correct_as_held(by, met(of), present, attended, **(how | other))


def test_what_was_recorded_though_their_manager_led_it_is_set_right_and_no_other_such_is_made_S9() -> None:
    """Of before that was asked; at another time it would be another meeting that they led."""
    one, attended = met_with(MAYA)
    correct(one, attended, minutes=30, manages=True)
    assert one.minutes == 30

    with pytest.raises(LedByTheirManager):
        correct(one, attended, starts=one.starts - timedelta(minutes=5), manages=True)
    one.correct_as_missed(SAM, met(GROUP), attended, now=AFTER)
    with pytest.raises(LedByTheirManager):
        correct(one, attended, MAYA, minutes=30, extent=Extent.FULL, manages=True)


def test_who_was_there_is_recorded_otherwise_of_each_and_of_nobody_else_S9() -> None:
    one, attended = met_with(MAYA)
    (of_maya,) = attended
    of_maya.new = []

    changed = correct(one, attended, JORDAN)

    assert one.new[-1] == GroupSessionCorrected(
        by=SAM,
        became=Became.HELD,
        facilitator=SAM,
        minutes=80,
        modality=Modality.VIDEO,
        extent=Extent.FULL,
    )
    of_jordan, _ = changed
    [added], [taken_out] = of_jordan.new, of_maya.new
    assert isinstance(added, MemberAttended)
    assert (added.member, added.placement, added.correction) == (JORDAN, PLACED[JORDAN], 1)
    assert taken_out == MemberAttendanceCorrected(
        member=MAYA,
        agency=HARBOUR,
        placement=PLACED[MAYA],
        was_there=False,
        modality=Modality.VIDEO,
        minutes=80,
        correction=1,
    )
    assert [of_maya.was_there_by(number) for number in (0, 1, 2)] == [True, False, False]
    assert [of_jordan.was_there_by(number) for number in (0, 1, 2)] == [False, True, True]


def test_a_signature_is_given_anew_where_what_was_signed_was_corrected_S6() -> None:
    one, (of_maya, of_jordan) = met_with(MAYA, JORDAN)
    for attendance in (of_maya, of_jordan):
        attendance.sign(attendance.member, "As printed", "I was there.")
    one.record(SIGNED)

    assert correct(one, [of_maya, of_jordan], MAYA) == [of_jordan]
    assert (of_maya.signed, of_jordan.signed, one.signed, one.has_signed) == (True, False, False, True)
    with pytest.raises(SignedAlready):
        of_maya.sign(MAYA, "As printed", "I was there.")
    with pytest.raises(NotYourPart):
        of_jordan.sign(JORDAN, "As printed", "I was there.")
    assert correct(one, [of_maya, of_jordan], minutes=30) == [of_maya]
    of_maya.sign(MAYA, "As printed", "I was there.")
    one.sign_as_facilitator(SAM, "Sam", "So it was.")


def test_who_comes_back_is_there_again_in_the_same_history_S9() -> None:
    one, attended = met_with(MAYA, JORDAN)
    correct(one, attended, MAYA)
    (of_jordan,) = correct(one, attended, MAYA, JORDAN, minutes=80)
    assert (of_jordan.member, of_jordan.was_there) == (JORDAN, True)
    assert [of_jordan.was_there_by(number) for number in range(4)] == [True, False, True, True]


def test_what_was_recorded_before_stays_S6() -> None:
    one, attended = met_with(MAYA)
    correct(one, attended, extent=Extent.PARTIAL, minutes=40)
    (before,) = one.corrections
    assert (before.by, before.status, before.minutes, before.extent) == (SAM, "held", 80, Extent.FULL)
    assert (one.minutes, one.extent) == (40, Extent.PARTIAL)


def test_who_facilitated_corrects_a_group_and_one_who_was_there_a_circle_S10() -> None:
    for by in (MAYA, JORDAN, STRANGER):
        with pytest.raises(NotYourPart):
            correct(*met_with(MAYA), JORDAN, by=by)
    one, attended = met_with(MAYA, JORDAN, of=CIRCLE, by=MAYA)
    with pytest.raises(NotYourPart):
        correct(one, attended, MAYA, JORDAN, SAM, by=SAM, of=CIRCLE)
    correct(one, attended, MAYA, JORDAN, SAM, by=JORDAN, of=CIRCLE)
    with pytest.raises(UnfitAttendance):
        correct(one, attended, MAYA, SAM, by=JORDAN, of=CIRCLE)


def test_who_is_added_fits_and_who_stays_did_when_it_was_recorded_S9() -> None:
    for people, present in (
        ((STRANGER,), None),
        ((JORDAN,), there(JORDAN, away=(JORDAN,))),
        ((MAYA, MAYA), None),
    ):
        with pytest.raises(UnfitAttendance):
            correct(*met_with(MAYA), present=present or there(*people))
    of_all = circle(MAYA, JORDAN, SAM, PETRA)
    one, attended = met_with(MAYA, JORDAN, of=of_all, by=MAYA)
    for manager, refused in ((PETRA, True), (JORDAN, False)):
        present = there(MAYA, JORDAN, PETRA if refused else SAM, manages=(manager,))
        if refused:
            with pytest.raises(ManagerNotAnnounced):
                correct(one, attended, by=MAYA, of=of_all, present=present)
        else:
            correct(one, attended, by=MAYA, of=of_all, present=present)
    gone = there(MAYA, away=(MAYA,))
    correct(*met_with(MAYA, JORDAN), present=gone)


def test_who_facilitates_a_circle_did_so_only_where_they_were_there_S10() -> None:
    of = circle(MAYA, JORDAN, SAM, formed=LED_BY_MAYA)
    for there_, who in (((MAYA, JORDAN), MAYA), ((JORDAN, SAM), None)):
        one, attended = met_with(*there_, of=of, by=JORDAN)
        assert one.facilitator == who
    correct(one, attended, minutes=30, by=JORDAN, of=of)
    assert one.facilitator is None
    attended += correct(one, attended, MAYA, JORDAN, by=JORDAN, of=of)
    assert one.facilitator == MAYA
    correct(one, attended, JORDAN, SAM, by=JORDAN, of=of)
    assert one.facilitator is None


def test_who_facilitates_a_group_did_so_though_none_of_those_recorded_as_there_S9() -> None:
    one, attended = met_with(MAYA)
    correct(one, attended, JORDAN)
    assert one.facilitator == SAM


def test_what_is_as_recorded_is_no_correction_S2() -> None:
    as_recorded: dict[str, Any] = {"minutes": 80, "extent": Extent.FULL}
    for people in ((), (MAYA,)):
        with pytest.raises(NothingToCorrect):
            correct(*met_with(MAYA), *people, **as_recorded)
    with pytest.raises(NothingToCorrect):
        correct(*met_with(MAYA))
    one = meeting(scheduled())
    with pytest.raises(NothingToCorrect):
        correct(one, [], MAYA, minutes=80, extent=Extent.FULL)
    with pytest.raises(NothingToCorrect):
        one.correct_as_missed(SAM, met(GROUP), [], now=AFTER)
    one.record(GroupSessionCancelled(by=SAM, told_at=BEFORE))
    how: dict[str, Any] = {"called_off_by": None, "when_told": GROUP, "now": AFTER}
    with pytest.raises(NothingToCorrect):
        one.correct_as_cancelled(SAM, met(GROUP), [], told_at=None, **how)
    one.correct_as_cancelled(SAM, met(GROUP), [], told_at=BEFORE + timedelta(minutes=1), **how)
    assert one.called_off == CalledOff(SAM, BEFORE + timedelta(minutes=1))


def test_nobody_came_is_said_once_it_has_begun_by_who_arranges_it_S2() -> None:
    one = meeting()
    with pytest.raises(NotBegunYet):
        one.miss(SAM, met(GROUP), BEFORE)
    with pytest.raises(NotYourPart):
        one.miss(MAYA, met(GROUP), AFTER)
    one.miss(SAM, met(GROUP), BEGINS)
    assert (one.new, one.status) == ([MISSED], "missed")
    with pytest.raises(NotScheduled):
        one.miss(SAM, met(GROUP), AFTER)
    with pytest.raises(NotScheduled):
        hold(one, GROUP, there(MAYA))
    meeting(scheduled(CIRCLE)).miss(JORDAN, met(CIRCLE), AFTER)


def test_that_nobody_came_is_corrected_either_way_S2() -> None:
    one = meeting(scheduled(), MISSED)
    too_little: list[dict[str, Any]] = [{"minutes": 80}, {"extent": Extent.FULL}, {}]
    for lacking in too_little:
        with pytest.raises(SayHowItWasHeld):
            correct(one, [], MAYA, **lacking)
    (of_maya,) = correct(one, [], MAYA, minutes=80, extent=Extent.FULL)
    assert (one.status, one.facilitator) == ("held", SAM)

    assert one.correct_as_missed(SAM, met(GROUP), [of_maya], now=AFTER) == [of_maya]
    assert (one.status, of_maya.was_there) == ("missed", False)
    with pytest.raises(NothingToCorrect):
        one.correct_as_missed(SAM, met(GROUP), [of_maya], now=AFTER)


def test_where_there_is_a_record_somebody_was_there_S6() -> None:
    with pytest.raises(SomebodyWasThere):
        meeting(scheduled(), HELD, WRITTEN).correct_as_missed(SAM, met(GROUP), [], now=AFTER)


def test_where_nobody_came_it_was_to_be_as_it_was_set_S2() -> None:
    """Not as long as it was recorded to have been, nor in that way."""
    held = HELD.model_copy(update={"minutes": 5, "modality": Modality.TELEPHONE})
    one = meeting(scheduled(), held)
    one.correct_as_missed(SAM, met(GROUP), [], now=AFTER)
    assert (one.minutes, one.modality) == (90, Modality.VIDEO)

    moved = GroupSessionRescheduled(by=SAM, starts=BEGINS, minutes=60, modality=Modality.FACE_TO_FACE)
    one = meeting(scheduled(), moved, held)
    one.correct_as_missed(SAM, met(GROUP), [], now=AFTER)
    assert (one.minutes, one.modality) == (60, Modality.FACE_TO_FACE)


@pytest.mark.parametrize("by", [SAM, MAYA])
def test_who_facilitates_stayed_away_is_said_by_them_or_a_member_S9(by: PersonId) -> None:
    one = meeting()
    with pytest.raises(NotBegunYet):
        one.miss(by, met(GROUP), BEFORE, SAM)
    one.miss(by, met(GROUP), AFTER, SAM)
    assert one.new == [GroupSessionMissed(by=by, who=SAM)]
    assert one.missed_by == SAM
    with pytest.raises(NotScheduled):
        one.miss(by, met(GROUP), AFTER, SAM)


def test_of_nobody_else_it_is_said_that_a_group_waited_for_them_S9() -> None:
    for who in (MAYA, STRANGER):
        with pytest.raises(OthersCouldMeet):
            meeting().miss(SAM, met(GROUP), AFTER, who)
        with pytest.raises(OthersCouldMeet):
            meeting(scheduled(), HELD).correct_as_missed(SAM, met(GROUP), [], who=who, now=AFTER)
    with pytest.raises(NotYourPart):
        meeting().miss(MAYA, met(GROUP), AFTER, JORDAN)


def test_who_was_not_in_the_group_then_or_is_no_more_says_nothing_of_who_stayed_away_S9() -> None:
    without = given(*founded(FORMED, JORDAN))
    for company in (met(GROUP, without), met(without, GROUP)):
        with pytest.raises(NotYourPart):
            meeting().miss(MAYA, company, AFTER, SAM)


def test_whoever_facilitated_when_it_was_to_begin_stayed_away_and_not_who_does_now_S9() -> None:
    now = given(*founded(FORMED, MAYA, JORDAN), accepted(PETRA))
    with pytest.raises(OthersCouldMeet):
        meeting().miss(PETRA, met(GROUP, now), AFTER, PETRA)
    meeting().miss(PETRA, met(GROUP, now), AFTER, SAM)


def test_of_a_circle_one_who_came_alone_says_who_did_not_S10() -> None:
    one = meeting(scheduled(CIRCLE))
    with pytest.raises(OthersCouldMeet):
        one.miss(MAYA, met(CIRCLE), AFTER, STRANGER)
    one.miss(MAYA, met(CIRCLE), AFTER, JORDAN)
    assert one.missed_by == JORDAN


def test_who_stayed_away_is_corrected_either_way_S9() -> None:
    one = meeting(scheduled(), MISSED)
    one.correct_as_missed(SAM, met(GROUP), [], who=SAM, now=AFTER)
    assert (one.missed_by, one.corrections[-1].missed_by) == (SAM, None)
    with pytest.raises(NothingToCorrect):
        one.correct_as_missed(SAM, met(GROUP), [], who=SAM, now=AFTER)
    correct(one, [], MAYA, minutes=80, extent=Extent.FULL)
    assert (one.status, one.missed_by, one.corrections[-1].missed_by) == ("held", None, SAM)
