"""One session, its history, and what was written of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from services.sessions.api.calls import Sessions, SessionsCall
from services.sessions.api.carried import going_on_later, left
from services.sessions.api.records import Number
from services.sessions.domain.session import Session
from services.sessions.forms.left import Left
from services.sessions.forms.opened import (
    AgendaOut,
    ItemOut,
    LeftTopicOut,
    OpenActionOut,
    RecordOut,
    WordsOut,
    record_form,
)
from services.sessions.forms.opening import opened_items, opened_record, opened_words
from services.sessions.forms.outgoing import (
    SessionOut,
    overseen,
    session_form,
    shown_of,
)
from services.sessions.policy import SESSIONS
from services.sessions.policy.session import PARTIES
from shared.access import Decision
from shared.facts import Recorded
from shared.store import NotFound
from shared.web.problems import Problem, not_found
from shared.web.reading import AsOf, Past, as_of, history
from shared.web.routing import Routes

router = Routes("Sessions")


def _seen(
    call: SessionsCall, id: UUID, asked: int | datetime | None
) -> tuple[Session, list[Recorded], Decision]:
    """Who sees only that it takes place counts by what they see: a version in between would tell that something was written."""
    session, records, decision = call.read(call.law, id, asked)
    if not decision.sees:
        return session, records, decision
    if isinstance(asked, int):
        session, records = call.desk.store.past(Session, id)
    told = shown_of(session, records)
    told = told[:asked] if isinstance(asked, int) else told
    if not told:
        raise NotFound
    return Session(id, [one.fact for one in told]), told, decision  # type: ignore[misc]  # facts of a session


@router.get("/sessions/{id}", response_model_exclude_none=True)
def get_session(
    id: UUID, call: Sessions, response: Response, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> SessionOut:
    """When it is or was, and what became of it; opens nothing."""
    session, records, decision = _seen(call, id, as_of(at))
    if decision.shows("version"):
        response.headers["ETag"] = f'"{session.version}"'
    return session_form(session, records, decision)


@router.get("/sessions/{id}/history")
def get_session_history(
    id: UUID, call: Sessions, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> list[Past]:
    """What happened to it, in order: the clear part. Who sees only that it takes place is told of nothing that was written."""
    _, records, decision = _seen(call, id, as_of(at))
    return overseen(records) if decision.sees else history(records, lambda _: True)


@router.get("/sessions/{id}/agenda", response_model_exclude_none=True)
def get_agenda(id: UUID, call: Sessions) -> AgendaOut:
    """What is on the agenda; beforehand also what was left before, under this agreement or one that it goes on with. Opens content: accounted for.

    Who meets no longer, as where somebody took it over, reads what they put on it themselves.
    """
    session, records, decision, versions = _agenda(call, id)
    items = opened_items(call.desk.store, records, versions, decision, call.acting.at(session.agency))
    ahead = session.status == "scheduled" and decision.relation in PARTIES
    brought = left(call, session, items) if ahead else Left()
    return AgendaOut(
        session=id,
        items=items,
        open_actions=[OpenActionOut(session=one.session, action=one.action) for one in brought.actions],
        topics_left=[
            LeftTopicOut(session=one.session, number=one.item.number, item=one.item.item)
            for one in brought.topics
        ],
    )


@router.get("/sessions/{id}/agenda-items/{number}", response_model_exclude_none=True)
def get_agenda_item(id: UUID, number: Number, call: Sessions) -> ItemOut:
    """One item of the agenda. This opens content: it is accounted for."""
    session, records, decision, versions = _agenda(call, id)
    at = session.items[number - 1][0] if number <= len(session.items) else None
    if at is None and decision.relation in PARTIES:
        raise not_found()
    if at is None or at not in versions:  # whoever meets no longer is not told either which there are
        raise Problem(403, "not-allowed", SESSIONS.needed("show"))
    (found,) = opened_items(call.desk.store, records, [at], decision, call.acting.at(session.agency))
    return found


@router.get("/sessions/{id}/record", response_model_exclude_none=True)
def get_record(id: UUID, call: Sessions, response: Response) -> RecordOut:
    """The record with its digest, every text it had, and all that was added. This opens content: it is accounted for.

    So is it in each record whose words of an action go on here, and in the next one, which tells which actions went on there.
    """
    session, records, decision = _opening(call, id)
    if session.written is None:
        raise not_found()
    acting = call.acting.at(session.agency)
    written = opened_record(call.desk.store, session, records, decision, acting)
    written = going_on_later(call, session, written)
    if decision.relation in PARTIES:
        response.headers["ETag"] = f'"{session.version}"'
    return record_form(session, records, written)


@router.get("/sessions/{id}/words", response_model_exclude_none=True)
def get_session_words(id: UUID, call: Sessions) -> WordsOut:
    """How practice was looked at, why it was called off, what was signed under attendance. Content: it is accounted for."""
    session, records, decision = _opening(call, id)
    return opened_words(call.desk.store, session, records, decision, call.acting.at(session.agency))


def _agenda(call: SessionsCall, id: UUID) -> tuple[Session, list[Recorded], Decision, list[int]]:
    """At which versions what was put on it is open to who asks: at least what they put on it themselves."""
    person = call.person
    session, records = call.desk.store.past(Session, id)
    own = session.items_by(person)
    if own and not call.weigh(call.law, session, "read").allowed:
        return session, records, call.demand(call.own_items, session, "read-own"), own
    return session, records, call.demand(call.law, session, "read"), session.items_open_to(person)


def _opening(call: SessionsCall, id: UUID) -> tuple[Session, list[Recorded], Decision]:
    session, records, _ = call.read(call.law, id)
    return session, records, call.demand(call.law, session, "read")
