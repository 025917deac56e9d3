"""What earlier sessions of the same people left: open actions, and topics that nobody came to (S5, S6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.sessions.api.calls import SessionsCall
from services.sessions.domain.session import Session
from services.sessions.domain.written import OpenAction, Written, open_actions
from services.sessions.events import BroughtForward
from services.sessions.forms.carried import going_on
from services.sessions.forms.opened import ItemOut
from services.sessions.forms.opening import opened_items, opened_record
from services.sessions.views import since_last_held, written_records
from shared.keys import Erased


@dataclass(frozen=True)
class LeftTopic:
    """An item of an agenda that nobody came to, and the session on whose agenda it stands."""

    session: UUID
    item: ItemOut

    @property
    def place(self) -> BroughtForward:
        return BroughtForward(session=self.session, item=self.item.number)


@dataclass(frozen=True)
class Left:
    """What can be brought forward."""

    actions: tuple[OpenAction, ...] = ()
    topics: tuple[LeftTopic, ...] = ()

    @property
    def places(self) -> frozenset[BroughtForward]:
        return frozenset({one.place for one in self.actions} | {one.place for one in self.topics})


def opened(call: SessionsCall, id: UUID, action: str) -> Written:
    """The record of a session as it stands, with all that was added to it."""
    session, records = call.desk.store.past(Session, id)
    decision = call.demand(call.law, session, action)
    return opened_record(call.desk.store, session, records, decision, call.acting.at(session.agency))


def newest_record(call: SessionsCall, session: Session) -> UUID:
    """The session of the same people whose record was written last: its own, where the list has not heard of that yet."""
    written = written_records(call.desk.shelf, session)
    return written[0] if session.id in written else session.id


def open_before(call: SessionsCall, session: Session) -> tuple[tuple[OpenAction, ...], UUID | None]:
    """What is open in the records written before, and whose was the last."""
    written = _written_before(call, session)
    still = open_actions(_unaccounted(call, written))
    return tuple(going_on(call.desk.store.keys, one) for one in still), written[0] if written else None


def left(call: SessionsCall, session: Session) -> Left:
    """Open actions of the records before, and what the last session held, and those since, left of their agendas."""
    records = _unaccounted(call, _written_before(call, session))
    known = {one.session: one for one in records}
    topics = [topic for id in since_last_held(call.desk.shelf, session) for topic in _topics(call, id, known)]
    again = {topic.item.item.brought_forward for topic in topics}
    return Left(open_actions(records), tuple(topic for topic in topics if topic.place not in again))


def _written_before(call: SessionsCall, session: Session) -> list[UUID]:
    return [id for id in written_records(call.desk.shelf, session) if id != session.id]


def _unaccounted(call: SessionsCall, written: Sequence[UUID]) -> list[Written]:
    """The record written last, and any that was written while it was: what was open in those before, it has carried on."""
    found: list[Written] = []
    for id in written:
        if found and id == found[0].first.goes_on_from:
            break
        try:
            found.append(opened(call, id, "carry-on"))
        except Erased:
            break  # what was destroyed leaves nothing
    return found


def _topics(call: SessionsCall, id: UUID, known: dict[UUID, Written]) -> tuple[LeftTopic, ...]:
    last, records = call.desk.store.past(Session, id)
    if call.person not in last.parties or not last.items:
        return ()
    decision = call.demand(call.law, last, "carry-on")
    try:
        items = opened_items(call.desk.store, last, records, decision, call.acting.at(last.agency))
        record = known.get(id) or (opened(call, id, "carry-on") if last.written else None)
    except Erased:
        return ()
    named = record.record.agenda if record else ()
    return tuple(LeftTopic(id, one) for one in items if one.item.heading not in named)
