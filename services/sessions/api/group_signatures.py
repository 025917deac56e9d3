"""Signing that one was there, and what was written: two things apart (S6, S10)."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from fastapi import Response

from services.sessions.api.group_calls import Groups, GroupsCall
from services.sessions.api.group_records import added
from services.sessions.domain.attendances import Attendance, attendance_of
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.events.attendances import MemberAttendanceCorrected, MemberAttendanceSigned
from services.sessions.events.group_sessions import FacilitatorSigned, GroupSessionCorrected
from services.sessions.forms.group_names import SignatureOut, signature_form
from services.sessions.forms.group_opened import OpenedRecord
from services.sessions.forms.group_records import GroupSignatureIn
from services.sessions.policy.attendances import ATTENDANCES
from shared.identity import PersonId
from shared.web.routing import Routes

router = Routes("Groups and co-reflection")
FACILITATORS: Final = (FacilitatorSigned, GroupSessionCorrected)
MEMBERS: Final = (MemberAttendanceSigned, MemberAttendanceCorrected)
"""That it was signed, and that what was signed was corrected."""


@router.get("/group-sessions/{id}/signatures")
def list_group_signatures(id: UUID, call: Groups) -> list[SignatureOut]:
    """Who signed that it took place so, and under which name. This opens content: it is accounted for.

    Who signed the record stands with that.
    """
    meeting, records, _ = call.read(call.meeting_law, id)
    decision = call.demand(call.meeting_law, meeting, "read-record")
    store, acting = call.desk.store, call.acting.at(meeting.agency)
    by = meeting.facilitator
    told = signature_form(store, by, records, FACILITATORS, decision, acting) if by else []
    for one in call.group_of(meeting).ever:
        if call.was_there(id, one):
            told += _signature(call, id, one)
    return told


def _signature(call: GroupsCall, meeting: UUID, member: PersonId) -> list[SignatureOut]:
    attendance, records = call.desk.store.past(Attendance, attendance_of(meeting, member))
    stands = "member" if member == call.person else "there"  # who may read the record of that meeting was
    decision = call.judge(ATTENDANCES, frozenset({stands}), "read-signature")
    acting = call.acting.at(attendance.agency)
    return signature_form(call.desk.store, member, records, MEMBERS, decision, acting)


@router.post("/group-sessions/{id}/signatures", status_code=204, response_class=Response)
def sign_group_session(id: UUID, body: GroupSignatureIn, call: Groups) -> Response:
    """Sign that you were there; or, apart from it, the record that you read, or say why you do not."""
    if body.of == "record":
        return _sign_record(call, id, body)
    if call.was_there(id, call.person):
        return call.change(
            call.attendance_law,
            attendance_of(id, call.person),
            "sign",
            lambda one: one.sign(call.person, *body.name),
            shown=lambda: call.shown(id),
        )
    return call.change(
        call.meeting_law, id, "sign", lambda meeting: meeting.sign_as_facilitator(call.person, *body.name)
    )


def _sign_record(call: GroupsCall, id: UUID, body: GroupSignatureIn) -> Response:
    said = (body.why_not,) if body.refused else body.name

    def command(meeting: GroupSession, opened: OpenedRecord, present: bool) -> None:
        answer = meeting.refuse if body.refused else meeting.sign
        reads = opened.as_read_by(meeting.id, call.person)
        answer(call.person, reads, body.digest or "", *said, present=present)

    return added(call, id, command)
