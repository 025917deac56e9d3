"""What is written of a session: agenda, record, signatures, addenda, corrections, actions until they are closed."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Response

from services.sessions.api.calls import Sessions, SessionsCall
from services.sessions.api.carried import going_on_later, left, on_agenda, open_before, opened
from services.sessions.api.resting import under
from services.sessions.api.touched import touched
from services.sessions.domain.record_refusals import NotWritten
from services.sessions.domain.session import Session
from services.sessions.domain.written import Written
from services.sessions.events import SessionRecord
from services.sessions.forms.left import Left
from services.sessions.forms.records import (
    AddendumIn,
    AgendaItemIn,
    CompletionIn,
    CorrectionIn,
    RecordIn,
)
from services.sessions.forms.sessions import SignatureIn
from services.sessions.views import SessionsView
from shared.aggregate import Aggregate
from shared.sealing import SALT_BYTES
from shared.web.problems import not_found
from shared.web.routing import Routes

router = Routes("Sessions")
Number = Annotated[int, Path(ge=1, le=10**6)]


@router.post("/sessions/{id}/agenda-items", status_code=201, response_class=Response)
def put_on_agenda(id: UUID, body: AgendaItemIn, call: Sessions) -> Response:
    """Put something on the agenda before the session begins: new, or brought forward from what was left before, under whichever agreement goes on here."""

    def command(session: Session) -> str:
        if body.brought_forward:
            call.await_log(SessionsView)
        found = left(call, session, on_agenda(call, session)) if body.brought_forward else Left()
        lasting = under(call, call.agreement(session.agreement), session.starts).lasting
        now = call.desk.store.now()
        number = session.put_on_agenda(
            call.person, body.item(), found.places, now, lasting, on_it=found.on_it
        )
        return f"/sessions/{id}/agenda-items/{number}"

    return call.add(call.law, id, "put-on-agenda", command)


@router.post("/sessions/{id}/record", status_code=201, response_class=Response)
def write_record(id: UUID, body: RecordIn, call: Sessions) -> Response:
    """Write down what came of it. What is still open from the last record goes on in this one; that is accounted for.

    Also what was left open under an earlier agreement of you two for the same placement: one that was over when this one began,
    and of the same kind, or this one of both kinds. Nothing goes on from development supervision in administrative supervision.
    """
    salt = os.urandom(SALT_BYTES)

    def command(session: Session) -> tuple[Aggregate[Any], ...]:
        session.unwritten(call.person)
        before, goes_on_from = open_before(call, session)
        record = session.write_record(
            call.person, body.outline(), body.planned(), before=before, goes_on_from=goes_on_from, salt=salt
        )
        return touched(call, session, None, record)

    return call.change(call.law, id, "write-record", command, made=f"/sessions/{id}/record")


@router.post("/sessions/{id}/signatures", status_code=204, response_class=Response)
def sign_session(id: UUID, body: SignatureIn, call: Sessions) -> Response:
    """Sign your attendance, or the record that you read; or say why you do not. One is no word about the other."""
    if body.of == "attendance":
        signed = body.name
        return call.change(
            call.law,
            id,
            "sign-attendance",
            lambda session: session.sign_attendance(call.person, *signed),
        )
    if body.refused:
        why = body.why_not
        return _add(
            call,
            id,
            lambda session, written: session.refuse_record(call.person, written, body.digest or "", why),
        )
    printed_name, meaning = body.name
    return _add(
        call,
        id,
        lambda session, written: session.sign_record(
            call.person, written, body.digest or "", printed_name=printed_name, meaning=meaning
        ),
    )


@router.post("/sessions/{id}/addenda", status_code=204, response_class=Response)
def add_to_record(id: UUID, body: AddendumIn, call: Sessions) -> Response:
    """Add something to the record, signed; nothing that was signed changes."""
    return _add(
        call,
        id,
        lambda session, written: session.add_addendum(
            call.person, written, body.words, printed_name=body.printed_name, meaning=body.meaning
        ),
    )


@router.post("/sessions/{id}/corrections", status_code=204, response_class=Response)
def correct_record(id: UUID, body: CorrectionIn, call: Sessions) -> Response:
    """Correct the record as you read it; the earlier text stays readable to those who met, and so do the signatures under it."""
    return _add(
        call,
        id,
        lambda session, written: session.correct(
            call.person, written, body.digest, body.outline(), body.planned()
        ),
    )


@router.post("/sessions/{id}/actions/{number}/completion", status_code=204, response_class=Response)
def close_action(id: UUID, number: Number, body: CompletionIn, call: Sessions) -> Response:
    """Close an action: done, or dropped for a reason. One that goes on in a later record is closed there."""

    def command(session: Session, written: Written) -> None:
        if number not in {one.number for one in written.record.actions}:
            raise not_found()
        session.close_action(call.person, written, number, body.closing, body.words)

    return _add(call, id, command)


def _add(
    call: SessionsCall, id: UUID, command: Callable[[Session, Written], SessionRecord | None]
) -> Response:
    """Whatever is added, the record is opened for it, and what went on from it: the accounting must not tell which kind it was."""

    def add(session: Session) -> tuple[Aggregate[Any], ...]:
        if session.written is None:
            raise NotWritten
        call.await_log(SessionsView)
        written = going_on_later(call, session, opened(call, id, "add-to-record"))
        corrected = command(session, written)
        return touched(call, session, written.record, corrected or written.record)

    return call.change(call.law, id, "add-to-record", add)
