"""What became of a meeting: held, with each who was there, or that nobody came; and what of that was wrong (S2, S9, S10)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from fastapi import Response

from services.sessions.api.group_calls import Groups
from services.sessions.domain.attendances import Attendance
from services.sessions.domain.group_refusals import SayHowItWasHeld
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.forms.group_sessions import HeldCorrectionIn, HeldIn, StayedAwayIn
from shared.web.routing import Routes

router = Routes("Groups and co-reflection")
NOBODY_CAME: Final = StayedAwayIn()


@router.post("/group-sessions/{id}/holding", status_code=204, response_class=Response)
def hold_group_session(id: UUID, body: HeldIn, call: Groups) -> Response:
    """It took place. Each who was there has their attendance, which their own agency sees alone.

    Where it began at another time than was set, who belonged to the group, and who facilitated it, goes by that time.
    """

    def command(meeting: GroupSession) -> Sequence[Attendance]:
        began = body.starts or meeting.starts
        company = call.company_at(meeting.group, began)
        return meeting.hold(
            call.person,
            company,
            call.present(company.then, body.attendees, began),
            starts=body.starts,
            minutes=body.minutes,
            extent=body.extent,
            modality=body.modality,
            manages=call.led_by_a_manager(company.then, began),
            now=call.desk.store.now(),
        )

    return call.change(call.meeting_law, id, "arrange", command)


@router.post("/group-sessions/{id}/absence", status_code=204, response_class=Response)
def miss_group_session(id: UUID, call: Groups, body: StayedAwayIn = NOBODY_CAME) -> Response:
    """Nobody came, or who stayed away from those who did, and nobody had been told that it would not take place.

    Who arranges it records either; that whoever facilitates stayed away, a member does too.
    """

    def command(meeting: GroupSession) -> None:
        meeting.miss(call.person, call.company_of(meeting), call.desk.store.now(), body.who)

    return call.change(call.meeting_law, id, "say-who-stayed-away" if body.who else "arrange", command)


@router.post("/group-sessions/{id}/holding/corrections", status_code=204, response_class=Response)
def correct_group_holding(id: UUID, body: HeldCorrectionIn, call: Groups) -> Response:
    """Correct what was recorded: who was there, when and how it was held; that it was held, missed or called off, and by whom.

    Who facilitated may, or in co-reflection one who was there; where it did not take place, who may record it as held. What was recorded
    before stays readable to those who were there by either, with the signatures given to it. Who is added reads and signs; who is
    taken out reads nothing further of what was said.
    """
    if wrong := body.besides():
        raise SayHowItWasHeld(*wrong)

    def command(meeting: GroupSession) -> Sequence[Attendance]:
        attended, now = call.attended(meeting), call.desk.store.now()
        if body.became == "missed":
            company = call.company_at(meeting.group, meeting.meant.starts)
            return meeting.correct_as_missed(call.person, company, attended, who=body.who, now=now)
        if body.became == "cancelled":
            told_at = body.told_at or (meeting.called_off.told_at if meeting.called_off else now)
            return meeting.correct_as_cancelled(
                call.person,
                call.company_at(meeting.group, meeting.meant.starts),
                attended,
                called_off_by=body.by,
                told_at=body.told_at,
                when_told=call.company_at(meeting.group, told_at).then,
                now=now,
            )
        began = body.starts or meeting.starts
        company = call.company_at(meeting.group, began)
        named = body.attendees
        if named is None and body.starts:
            named = [one.member for one in attended if one.was_there]
        present = None if named is None else call.present(company.then, named, began)
        return meeting.correct_as_held(
            call.person,
            company,
            present,
            attended,
            starts=body.starts,
            minutes=body.minutes,
            extent=body.extent,
            modality=body.modality,
            manages=call.led_by_a_manager(company.then, began),
            now=now,
        )

    return call.change(call.meeting_law, id, "arrange", command)
