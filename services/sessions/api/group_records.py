"""What came of a meeting: written once, added to, corrected, and signed by those who were there (S6, S9, S10)."""

from __future__ import annotations

import os
from collections.abc import Callable
from uuid import UUID

from fastapi import Response

from services.sessions.api.contributions import brought_an_issue
from services.sessions.api.group_calls import Groups, GroupsCall
from services.sessions.api.group_carried import Before, opened_for
from services.sessions.api.records import Number
from services.sessions.domain.group_refusals import NotWrittenYet
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.events.group_sessions import GroupRecord
from services.sessions.forms.group_opened import GroupRecordOut, OpenedRecord, record_form
from services.sessions.forms.group_records import GroupAddendumIn, GroupCorrectionIn, GroupRecordIn
from services.sessions.forms.records import CompletionIn
from shared.sealing import SALT_BYTES
from shared.web.problems import not_found
from shared.web.routing import Routes

router = Routes("Groups and co-reflection")


@router.get("/group-sessions/{id}/record", response_model_exclude_none=True)
def get_group_record(id: UUID, call: Groups) -> GroupRecordOut:
    """What came of it as it reads now, all that was added, and its digest. This opens content: it is accounted for.

    So is it in each meeting whose words of an action go on here.
    """
    meeting, _, _ = call.read(call.meeting_law, id)
    opened = opened_for(call, meeting, "read-record")
    if opened is None:
        raise not_found()
    return record_form(meeting, opened)


@router.post("/group-sessions/{id}/record", status_code=201, response_class=Response)
def write_group_record(id: UUID, body: GroupRecordIn, call: Groups) -> Response:
    """Write down what came of it: who facilitated, or one of a circle. Later on it is added to.

    An action that was left open after an earlier meeting of the same group goes on here where you name it, and you were there
    too: those who are at this meeting then read it. Nothing goes on by itself.
    """
    salt = os.urandom(SALT_BYTES)

    def command(meeting: GroupSession) -> tuple[GroupSession, ...]:
        outline, planned = body.record.told(), body.planned()
        present = call.was_at(meeting, call.person)
        meeting.unwritten(call.person, present=present)
        before = Before(call, meeting, planned)
        meeting.write(
            call.person,
            outline,
            salt,
            present=present,
            brought=_brought(call, meeting, outline),
            there=call.people_at(meeting),
            planned=planned,
            before=before.going_on(),
        )
        return before.gone_on(id)

    return call.change(call.meeting_law, id, "write-record", command, made=f"/group-sessions/{id}/record")


@router.post("/group-sessions/{id}/corrections", status_code=204, response_class=Response)
def correct_group_record(id: UUID, body: GroupCorrectionIn, call: Groups) -> Response:
    """Say how the whole record shall read; how it read before stays readable, and who signed that signs anew."""

    def command(meeting: GroupSession, opened: OpenedRecord, present: bool) -> None:
        outline = body.record.told()
        told_before = outline.picked == opened.now.picked
        meeting.correct(
            call.person,
            opened.as_read_by(id, call.person),
            body.digest,
            outline,
            present=present,
            brought=told_before or _brought(call, meeting, outline),
            there=call.people_at(meeting),
            planned=body.planned(),
        )

    return added(call, id, command)


@router.post("/group-sessions/{id}/addenda", status_code=204, response_class=Response)
def add_to_group_record(id: UUID, body: GroupAddendumIn, call: Groups) -> Response:
    """Add words of your own to the record, signed, before it is signed itself or after."""

    def command(meeting: GroupSession, opened: OpenedRecord, present: bool) -> None:
        reads = opened.as_read_by(id, call.person)
        meeting.add(call.person, reads, body.words, body.printed_name, body.meaning, present=present)

    return added(call, id, command)


@router.post("/group-sessions/{id}/actions/{number}/completion", status_code=204, response_class=Response)
def close_group_action(id: UUID, number: Number, body: CompletionIn, call: Groups) -> Response:
    """Close an action: done, or dropped for a reason. One that goes on in the record of a later meeting is closed there."""

    def command(meeting: GroupSession, opened: OpenedRecord, present: bool) -> None:
        if number not in {one.number for one in opened.now.actions}:
            raise not_found()
        reads = opened.as_read_by(id, call.person)
        meeting.close_action(call.person, reads, number, body.closing, body.words, present=present)

    return added(call, id, command)


def added(
    call: GroupsCall, id: UUID, command: Callable[[GroupSession, OpenedRecord, bool], None]
) -> Response:
    """Whatever is added, the record is opened for it: the accounting must not tell which kind it was."""

    def add(meeting: GroupSession) -> None:
        opened = opened_for(call, meeting, "add-to-record")
        if opened is None:
            raise NotWrittenYet
        command(meeting, opened, call.was_at(meeting, call.person))

    return call.change(call.meeting_law, id, "add-to-record", add)


def _brought(call: GroupsCall, meeting: GroupSession, record: GroupRecord) -> bool:
    return record.picked is not None and brought_an_issue(call, meeting, record.picked)
