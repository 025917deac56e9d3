"""Which other records show words that lie under a record's key: a legal hold on one of those keeps them too (C3, C5, S6)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Any
from uuid import UUID

from services.sessions.api.calls import SessionsCall
from services.sessions.domain.concern import Concern
from services.sessions.domain.disclosing import Disclosure, Recipient
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.domain.session import Session
from services.sessions.views import GroupSessionsView, SessionsView
from services.sessions.views.group_sessions import meetings_after
from services.sessions.views.records import written_records
from services.sessions.views.relationship import relationship
from shared.aggregate import Aggregate
from shared.keeping.carrying import is_held


def held_elsewhere(call: SessionsCall, thing: Aggregate[Any]) -> bool:
    return any(is_held(call.desk.store, kind, id) for kind, id in _shown_in(call, thing))


def _shown_in(call: SessionsCall, thing: Aggregate[Any]) -> Iterator[tuple[str, UUID]]:
    match thing:
        case Session() if thing.written:
            yield from ((Session.stream_type, one) for one in _written_later(call, thing))
        case GroupSession() if thing.written:
            yield from ((GroupSession.stream_type, one) for one in _meetings_later(call, thing))
        case Disclosure():
            yield Concern.stream_type, thing.concern
        case Recipient():
            disclosure = call.desk.store.get(Disclosure, thing.disclosure)
            yield Disclosure.stream_type, disclosure.id
            yield Concern.stream_type, disclosure.concern


def _written_later(call: SessionsCall, session: Session) -> Iterator[UUID]:
    """In which its actions may go on. Whether they do is content, and no officer's to find out: so each of them counts."""
    call.await_log(SessionsView)
    since = relationship(call.desk.shelf, call.relations, session.agreement).since(session.agreement)
    written = written_records(call.desk.shelf, session, since)
    going_on = (one.session for one in written if one.third == session.third)
    return takewhile(lambda one: one != session.id, going_on)


def _meetings_later(call: SessionsCall, meeting: GroupSession) -> Iterator[UUID]:
    """The same of a group, where whoever writes names what goes on."""
    call.await_log(GroupSessionsView)
    later = meetings_after(call.desk.shelf, meeting.group, meeting.starts)
    return (one for one in later if call.desk.store.get(GroupSession, one).written)
