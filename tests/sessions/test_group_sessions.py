"""A meeting of a group: set, moved, called off, held with each who was there; a manager only where that was said (S2, S9, S10)."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from services.sessions.domain.as_recorded import CalledOff
from services.sessions.domain.attendances import Attendance, attendance_of
from services.sessions.domain.company import Company
from services.sessions.domain.group_refusals import (
    GroupIsClosed,
    LedByTheirManager,
    ManagerNotAnnounced,
    ManagersDoNotBelong,
    ManagersSaidTooLate,
    MeetingHasBegun,
    NotBegunYet,
    NoticeOutOfTime,
    NotScheduled,
    NotYourPart,
    OneOfTheirs,
    OnlyACircleIsSo,
    OnlyToATimeToCome,
    SignedAlready,
    UnfitAttendance,
)
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.domain.groups import Group
from services.sessions.domain.session_refusals import OutOfReach
from services.sessions.events.attendances import MemberAttendanceSigned, MemberAttended
from services.sessions.events.codes import Extent, Format, Modality
from services.sessions.events.group_sessions import (
    GroupSessionCancelled,
    GroupSessionHeld,
    GroupSessionRescheduled,
    ManagersAttendanceSaid,
)
from services.sessions.events.groups import FacilitatorNamed, GroupClosed, GroupFact, GroupLeft
from shared.identity import PersonId
from tests.sessions.group_acts import (
    AFTER,
    BEFORE,
    BEGINS,
    CIRCLE,
    FORMED,
    HARBOUR,
    HELD,
    ID,
    JORDAN,
    MAYA,
    MEETING,
    OPEN_CIRCLE,
    PETRA,
    PLACED,
    SAM,
    STRANGER,
    circle,
    founded,
    given,
    group,
    hold,
    invited,
    joined,
    meeting,
    met,
    scheduled,
    there,
)

LATER = BEGINS + timedelta(days=7)
CALLED_OFF = GroupSessionCancelled(by=SAM, told_at=BEFORE, reason="Nobody is well.")
WITH_PETRA = circle(MAYA, JORDAN, PETRA, formed=OPEN_CIRCLE)


def cancel(
    one: GroupSession | None = None, of: Group | None = None, *, by: PersonId = SAM, **other: Any
) -> None:
    company = met(of or group())
    told: dict[str, Any] = {"called_off_by": by, "when_told": company.then, "told_at": BEFORE}
    (one or meeting()).cancel(by, company, **(told | {"reason": None, "now": BEFORE} | other))


def schedule(
    of: Group,
    *,
    by: Any = SAM,
    managers: bool = False,
    manages: bool = False,
    now: datetime = BEFORE,
    starts: datetime = BEGINS,
) -> GroupSession:
    return GroupSession.schedule(
        MEETING,
        of,
        by=by,
        starts=starts,
        minutes=90,
        modality=Modality.VIDEO,
        managers_attend=managers,
        manages=manages,
        now=now,
    )


def move(
    one: GroupSession,
    of: Group,
    *,
    by: Any = SAM,
    now: datetime = BEFORE,
    starts: datetime = LATER,
    manages: bool = False,
) -> None:
    told: dict[str, Any] = {"starts": starts, "minutes": 60, "modality": Modality.TELEPHONE}
    one.reschedule(by, met(of), **told, manages=manages, now=now)


def test_a_line_manager_of_somebody_in_a_group_sets_no_meeting_of_it_S9() -> None:
    for now in (BEFORE, LATER):
        with pytest.raises(LedByTheirManager):
            schedule(group(), manages=True, now=now)
    assert schedule(circle(), by=JORDAN, manages=True).new, "nobody leads a circle"


def test_nor_is_one_recorded_as_held_that_they_facilitated_S9() -> None:
    with pytest.raises(LedByTheirManager):
        hold(meeting(), group(), there(JORDAN), manages=True)
    of = circle()
    hold(meeting(scheduled(of)), of, there(MAYA, JORDAN), by=MAYA, manages=True)


def test_nor_do_they_move_one_that_was_set_S9() -> None:
    with pytest.raises(LedByTheirManager):
        move(meeting(), group(), manages=True)
    move(meeting(scheduled(circle())), circle(), by=MAYA, manages=True)


def test_who_facilitates_sets_a_meeting_of_a_group_and_each_participant_one_of_a_circle_S9() -> None:
    assert schedule(group()).new == [scheduled()]
    assert schedule(circle(), by=JORDAN).format is Format.CO_REFLECTION
    for of, by in ((group(), MAYA), (circle(), SAM)):
        with pytest.raises(NotYourPart):
            schedule(of, by=by)


def test_a_meeting_that_nobody_had_set_is_set_afterwards_S2() -> None:
    hold(schedule(group(), now=AFTER), group(), there(MAYA))


def test_a_closed_group_sets_no_further_meeting_S9() -> None:
    one = group()
    one.apply(GroupClosed(by=SAM))
    with pytest.raises(GroupIsClosed):
        schedule(one)
    hold(meeting(), one, there(MAYA))  # what was set before took place all the same


def test_it_is_moved_to_a_time_to_come_S2() -> None:
    one = meeting()
    move(one, group())
    moved = GroupSessionRescheduled(
        by=SAM, starts=LATER, minutes=60, modality=Modality.TELEPHONE, set_at=BEFORE
    )
    assert one.new == [moved]
    assert (one.starts, one.minutes) == (LATER, 60)
    with pytest.raises(OnlyToATimeToCome):
        move(meeting(), group(), starts=BEFORE)


@pytest.mark.parametrize("of", [group(), circle(MAYA, JORDAN)])
def test_it_is_moved_only_before_it_begins_S2(of: Group) -> None:
    by = MAYA if of.is_circle else SAM
    move(meeting(scheduled(of)), of, by=by, now=BEGINS - timedelta(seconds=1))
    for begun in (BEGINS, AFTER):
        with pytest.raises(MeetingHasBegun):
            move(meeting(scheduled(of)), of, by=by, now=begun)


def test_it_is_called_off_with_the_notice_that_was_given_S2() -> None:
    one = meeting()
    cancel(one, reason="Nobody is well.")
    assert one.new == [CALLED_OFF]
    earlier = BEFORE - timedelta(minutes=1)
    for told_at, now in ((AFTER, BEFORE), (BEGINS, AFTER), (AFTER, AFTER), (earlier, BEFORE)):
        with pytest.raises(NoticeOutOfTime):
            cancel(told_at=told_at, now=now)
    cancel(now=AFTER)


def test_notice_is_of_the_time_that_was_set_last_S2() -> None:
    one = meeting()
    moved_at = BEFORE + timedelta(minutes=30)
    move(one, group(), starts=LATER, now=moved_at)

    with pytest.raises(NoticeOutOfTime):
        cancel(one, told_at=moved_at - timedelta(minutes=1), now=AFTER)
    cancel(one, told_at=moved_at, now=AFTER)


def test_another_length_or_way_is_no_other_time_S2() -> None:
    one = meeting()
    move(one, group(), starts=one.starts, now=BEFORE + timedelta(minutes=30))

    cancel(one, told_at=BEFORE + timedelta(minutes=10), now=AFTER)


def test_what_was_moved_before_that_was_told_goes_by_when_it_was_set_first_S2() -> None:
    moved = GroupSessionRescheduled(by=SAM, starts=LATER, minutes=60, modality=Modality.VIDEO)
    cancel(meeting(scheduled(), moved), told_at=BEFORE, now=AFTER)
    with pytest.raises(NoticeOutOfTime):
        cancel(meeting(scheduled(), moved), told_at=BEFORE - timedelta(minutes=1), now=AFTER)


@pytest.mark.parametrize("who", [MAYA, JORDAN])
def test_who_called_it_off_is_one_of_those_of_it_whoever_writes_that_down_S2(who: PersonId) -> None:
    for of, by in ((group(), SAM), (circle(MAYA, JORDAN), MAYA)):
        one = meeting(scheduled(of))
        cancel(one, of, by=by, called_off_by=who)
        assert one.new == [GroupSessionCancelled(by=who, told_at=BEFORE)]
        assert one.called_off == CalledOff(who, BEFORE)


def test_nobody_is_said_to_have_called_it_off_who_did_not_belong_to_it_then_S2() -> None:
    for who in (STRANGER, PETRA):
        with pytest.raises(OneOfTheirs):
            cancel(called_off_by=who)
    alone = given(*founded(FORMED, MAYA))
    for who in (JORDAN, PETRA):
        with pytest.raises(OneOfTheirs):
            cancel(by=SAM, called_off_by=who, when_told=alone)
    before_sam = given(*founded(FORMED, MAYA))
    before_sam.facilitator = PETRA
    with pytest.raises(OneOfTheirs, match="by"):
        cancel(by=SAM, called_off_by=SAM, when_told=before_sam)


@pytest.mark.parametrize("days", [-400, 800])
def test_a_meeting_lies_at_most_a_year_back_and_two_years_ahead_S2(days: int) -> None:
    far = BEGINS + timedelta(days=days)
    with pytest.raises(OutOfReach):
        schedule(group(), starts=far)
    with pytest.raises(OutOfReach if days > 0 else OnlyToATimeToCome):
        move(meeting(), group(), starts=far)


def test_it_is_held_with_one_fact_for_each_who_was_there_S9() -> None:
    one = meeting()
    attended = hold(one, group(), there(MAYA, JORDAN))

    assert one.new == [HELD]
    assert [attendance.new for attendance in attended] == [
        [
            MemberAttended(
                member=who,
                agency=HARBOUR,
                placement=PLACED[who],
                group=ID,
                group_session=MEETING,
                format=Format.GROUP,
                modality=Modality.VIDEO,
                starts=BEGINS,
                minutes=80,
            )
        ]
        for who in (MAYA, JORDAN)
    ]
    assert [attendance.id for attendance in attended] == [
        attendance_of(MEETING, who) for who in (MAYA, JORDAN)
    ]


def test_who_was_there_stands_in_no_fact_of_the_meeting_C5() -> None:
    one = meeting()
    hold(one, group(), there(MAYA, JORDAN))
    told = [fact.model_dump_json() for fact in (scheduled(), *one.new)]

    assert [text for text in told for who in (MAYA, JORDAN) if str(who) in text] == []


def test_no_attendance_names_anybody_but_its_member_C5() -> None:
    attended = hold(meeting(), group(), there(MAYA, JORDAN))
    for attendance, other in zip(attended, (JORDAN, MAYA), strict=True):
        told = attendance.new[0].model_dump_json()
        assert str(other) not in told
        assert str(SAM) not in told


@pytest.mark.parametrize(
    ("people", "fields"),
    [
        (there(), ("attendees",)),
        (there(MAYA, STRANGER), ("attendees.1",)),
        (there(SAM), ("attendees.0",)),
        (there(MAYA, MAYA), ("attendees.1",)),
        (there(MAYA, JORDAN, away=(JORDAN,)), ("attendees.1",)),
    ],
    ids=["nobody", "a stranger", "who facilitates", "twice", "no longer placed"],
)
def test_each_who_was_there_belongs_to_the_group_and_is_placed_S9(
    people: Any, fields: tuple[str, ...]
) -> None:
    with pytest.raises(UnfitAttendance) as refusal:
        hold(meeting(), group(), people)
    assert refusal.value.fields == fields


@pytest.mark.parametrize("people", [there(MAYA), there(JORDAN, SAM)], ids=["alone", "without who records"])
def test_a_circle_is_two_at_least_and_who_records_it_was_there_S10(people: Any) -> None:
    of = circle(MAYA, JORDAN, SAM)
    with pytest.raises(UnfitAttendance):
        hold(meeting(scheduled(of)), of, people, by=MAYA)


def test_who_joined_later_was_not_there_and_who_left_later_was_S9() -> None:
    of = met(group(MAYA), group(JORDAN))
    with pytest.raises(UnfitAttendance) as refusal:
        hold(meeting(), of, there(MAYA, JORDAN))
    assert refusal.value.fields == ("attendees.1",)
    (attended,) = hold(meeting(), of, there(MAYA))
    assert attended.member == MAYA


def test_who_facilitated_when_it_began_did_so_whoever_records_it_S9() -> None:
    handed_on = group()
    handed_on.apply(FacilitatorNamed(by=SAM, facilitator=PETRA))
    for by in (SAM, PETRA):
        one = meeting()
        hold(one, met(group(), handed_on), there(MAYA), by=by)
        assert one.facilitator == SAM


def test_a_circle_s_meeting_is_recorded_and_moved_by_those_who_belonged_when_it_began_S10() -> None:
    of = met(circle(MAYA, JORDAN), circle(MAYA, JORDAN, SAM))
    for command in (
        lambda: hold(meeting(scheduled(circle())), of, there(SAM, JORDAN), by=SAM),
        lambda: meeting(scheduled(circle())).reschedule(
            SAM, of, starts=LATER, minutes=60, modality=Modality.VIDEO, manages=False, now=AFTER
        ),
    ):
        with pytest.raises(NotYourPart):
            command()
    hold(meeting(scheduled(circle())), of, there(MAYA, JORDAN), by=JORDAN)


def test_a_group_is_told_as_it_was_at_a_time_and_before_it_was_formed_as_it_was_formed_S9() -> None:
    facts: list[GroupFact] = [
        FORMED,
        invited(),
        joined(),
        GroupLeft(by=MAYA, member=MAYA),
        invited(JORDAN),
        joined(JORDAN),
    ]
    history = [(BEGINS + timedelta(days=day), fact) for day, fact in enumerate(facts)]

    def belonged(days: int) -> set[PersonId]:
        return set(Company.of(ID, history, BEGINS + timedelta(days=days)).then.members)

    assert [belonged(days) for days in (-1, 0, 2, 3, 9)] == [set(), set(), {MAYA}, set(), {JORDAN}]
    early = Company.of(ID, history, BEFORE)
    assert (early.then.facilitator, set(early.now.members)) == (SAM, {JORDAN})


def test_nobody_facilitates_a_shared_circle_S10() -> None:
    one = meeting(scheduled(circle()))
    hold(one, circle(), there(MAYA, JORDAN), by=JORDAN)
    assert isinstance(one.new[0], GroupSessionHeld)
    assert one.new[0].facilitator is None


def test_it_is_not_held_before_it_begins_S2() -> None:
    with pytest.raises(NotBegunYet):
        hold(meeting(), group(), there(MAYA), now=BEFORE)


@pytest.mark.parametrize(
    "history", [(scheduled(), HELD), (scheduled(), CALLED_OFF)], ids=["held", "cancelled"]
)
def test_what_was_held_or_called_off_is_neither_moved_nor_held_nor_called_off_S2(history: Any) -> None:
    for command in (
        lambda: move(meeting(*history), group()),
        lambda: hold(meeting(*history), group(), there(MAYA)),
        lambda: cancel(meeting(*history), now=AFTER),
    ):
        with pytest.raises(NotScheduled):
            command()


def test_only_who_arranges_does_any_of_it_S9() -> None:
    for command in (
        lambda: move(meeting(), group(), by=MAYA),
        lambda: hold(meeting(), group(), there(MAYA), by=MAYA),
        lambda: cancel(by=MAYA, now=AFTER),
        lambda: meeting(scheduled(circle())).say_managers_attend(STRANGER, met(circle()), True, BEFORE),
    ):
        with pytest.raises(NotYourPart):
            command()


def test_a_manager_is_there_only_where_that_was_said_beforehand_S10() -> None:
    one = meeting(scheduled(WITH_PETRA))
    with pytest.raises(ManagerNotAnnounced) as refusal:
        hold(one, WITH_PETRA, there(MAYA, PETRA, manages=(PETRA,)), by=MAYA)
    assert refusal.value.fields == ("attendees.1",)

    one.say_managers_attend(MAYA, met(WITH_PETRA), True, BEFORE)
    hold(one, WITH_PETRA, there(MAYA, PETRA, manages=(PETRA,)), by=MAYA)
    said = ManagersAttendanceSaid(by=MAYA, managers_attend=True, said_at=BEFORE)
    assert one.new[0] == said


def test_it_is_said_when_the_meeting_is_set_too_S10() -> None:
    one = schedule(WITH_PETRA, by=MAYA, managers=True)
    hold(one, WITH_PETRA, there(MAYA, PETRA, manages=(PETRA,)), by=MAYA)


def test_it_is_not_said_once_the_meeting_has_begun_S10() -> None:
    for now in (BEGINS, AFTER):
        with pytest.raises(ManagersSaidTooLate):
            meeting(scheduled(WITH_PETRA)).say_managers_attend(MAYA, met(WITH_PETRA), True, now)
        with pytest.raises(ManagersSaidTooLate):
            schedule(WITH_PETRA, by=MAYA, managers=True, now=now)


def test_it_was_said_before_the_meeting_really_began_S10() -> None:
    people, early = there(MAYA, PETRA, manages=(PETRA,)), BEFORE - timedelta(minutes=5)
    said_by_hand = ManagersAttendanceSaid(by=MAYA, managers_attend=True)
    of_old = (scheduled(WITH_PETRA), said_by_hand)
    for history, starts in (((scheduled(WITH_PETRA, managers=True),), BEFORE), (of_old, early)):
        one = meeting(*history)
        with pytest.raises(ManagerNotAnnounced):
            hold(one, WITH_PETRA, people, by=MAYA, starts=starts)
        attended = hold(one, WITH_PETRA, people, by=MAYA, starts=BEGINS)
        how: dict[str, Any] = {"minutes": None, "extent": None, "modality": None, "manages": False}
        with pytest.raises(ManagerNotAnnounced):
            one.correct_as_held(MAYA, met(WITH_PETRA), people, attended, starts=starts, now=AFTER, **how)
    one = meeting(scheduled(WITH_PETRA, managers=True))
    hold(one, WITH_PETRA, people, by=MAYA, starts=BEFORE + timedelta(minutes=1))


def test_it_is_said_neither_of_a_circle_without_managers_nor_of_a_group_S10() -> None:
    with pytest.raises(ManagersDoNotBelong):
        meeting(scheduled(circle())).say_managers_attend(MAYA, met(circle()), True, BEFORE)
    with pytest.raises(OnlyACircleIsSo):
        meeting().say_managers_attend(SAM, met(group()), True, BEFORE)
    with pytest.raises(OnlyACircleIsSo):
        schedule(group(), managers=True)


def test_said_twice_is_said_once_and_it_may_be_taken_back_beforehand_S10() -> None:
    one = meeting(scheduled(WITH_PETRA, managers=True))
    one.say_managers_attend(MAYA, met(WITH_PETRA), True, BEFORE)
    assert one.new == []
    one.say_managers_attend(MAYA, met(WITH_PETRA), False, BEFORE)
    with pytest.raises(ManagerNotAnnounced):
        hold(one, WITH_PETRA, there(MAYA, PETRA, manages=(PETRA,)), by=MAYA)


def test_who_became_a_manager_since_is_one_S10() -> None:
    with pytest.raises(ManagerNotAnnounced):
        hold(
            meeting(scheduled(circle(formed=CIRCLE))),
            circle(),
            there(MAYA, JORDAN, manages=(JORDAN,)),
            by=MAYA,
        )


def test_a_manager_in_group_supervision_is_a_member_like_any_D7() -> None:
    hold(meeting(), group(), there(MAYA, manages=(MAYA,)))


def test_each_signs_that_they_were_there_once_and_nobody_for_another_S6() -> None:
    (attendance,) = hold(meeting(), group(), there(MAYA))
    anew = Attendance(attendance.id, attendance.new)
    with pytest.raises(NotYourPart):
        anew.sign(JORDAN, "Jordan", "So it was.")
    anew.sign(MAYA, "Maya", "So it was.")
    assert anew.new == [MemberAttendanceSigned(by=MAYA, printed_name="Maya", meaning="So it was.")]
    with pytest.raises(SignedAlready):
        anew.sign(MAYA, "Maya", "So it was.")


def test_another_way_of_meeting_than_was_meant_is_what_stands_then_S1() -> None:
    one = meeting()
    how: dict[str, Any] = {"minutes": 30, "extent": Extent.PARTIAL, "modality": Modality.TELEPHONE}
    (attendance,) = hold(one, group(), there(MAYA), **how)
    assert (one.modality, one.extent, attendance.modality) == (
        Modality.TELEPHONE,
        Extent.PARTIAL,
        Modality.TELEPHONE,
    )
