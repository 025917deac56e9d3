"""What came of a meeting: written once, added to, corrected, and signed by those who were there (S6, S9, S10)."""

from __future__ import annotations

import os
from collections.abc import Callable
from uuid import UUID

from fastapi import Response

from services.sessions.api.contributions import brought_an_issue
from services.sessions.api.group_calls import Groups, GroupsCall
from services.sessions.domain.group_refusals import NotWrittenYet
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.events.group_sessions import GroupRecord
from services.sessions.forms.group_records import (
    GroupAddendumIn,
    GroupRecordIn,
    GroupRecordOut,
    OpenedRecord,
    opened_record,
    record_form,
)
from shared.sealing import SALT_BYTES
from shared.web.problems import not_found
from shared.web.routing import Routes

router = Routes("Groups and co-reflection")


@router.get("/group-sessions/{id}/record", response_model_exclude_none=True)
def get_group_record(id: UUID, call: Groups) -> GroupRecordOut:
    """What came of it as it reads now, all that was added, and its digest. This opens content: it is accounted for."""
    meeting, _, _ = call.read(call.meeting_law, id)
    opened = opened_for(call, meeting, "read-record")
    if opened is None:
        raise not_found()
    return record_form(meeting, opened)


@router.post("/group-sessions/{id}/record", status_code=201, response_class=Response)
def write_group_record(id: UUID, body: GroupRecordIn, call: Groups) -> Response:
    """Write down what came of it: who facilitated, or one of a circle. Later on it is added to."""
    salt = os.urandom(SALT_BYTES)

    def command(meeting: GroupSession) -> str:
        record, present = body.record.told(), call.was_at(meeting, call.person)
        brought = _brought(call, meeting, record)
        meeting.write(call.person, record, salt, present=present, brought=brought)
        return f"/group-sessions/{id}/record"

    return call.add(call.meeting_law, id, "write-record", command)


@router.post("/group-sessions/{id}/corrections", status_code=204, response_class=Response)
def correct_group_record(id: UUID, body: GroupRecordIn, call: Groups) -> Response:
    """Say how the whole record shall read; how it read before stays readable, and who signed that signs anew."""

    def command(meeting: GroupSession, opened: OpenedRecord, present: bool) -> None:
        record = body.record.told()
        told_before = record.picked == opened.now.picked
        brought = told_before or _brought(call, meeting, record)
        meeting.correct(call.person, record, present=present, brought=brought)

    return added(call, id, command)


@router.post("/group-sessions/{id}/addenda", status_code=204, response_class=Response)
def add_to_group_record(id: UUID, body: GroupAddendumIn, call: Groups) -> Response:
    """Add words of your own to the record, signed, before it is signed itself or after."""

    def command(meeting: GroupSession, _: OpenedRecord, present: bool) -> None:
        meeting.add(call.person, body.words, body.printed_name, body.meaning, present=present)

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


def opened_for(call: GroupsCall, meeting: GroupSession, action: str) -> OpenedRecord | None:
    decision = call.demand(call.meeting_law, meeting, action)
    if not meeting.written:
        return None
    _, records = call.desk.store.past(GroupSession, meeting.id)
    return opened_record(call.desk.store, records, decision, call.acting.at(meeting.agency))
