"""What earlier sessions of the same people left: open actions, and topics that nobody came to (S5, S6).

Under the same agreement, or one that it goes on with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from services.sessions.api.calls import SessionsCall
from services.sessions.domain.action_plans import OpenAction
from services.sessions.domain.session import Session
from services.sessions.domain.written import Written, open_actions
from services.sessions.forms.carried import erased_among, going_on, still_worded
from services.sessions.forms.left import Left, LeftTopic
from services.sessions.forms.opened import ItemOut
from services.sessions.forms.opening import opened_items, opened_record
from services.sessions.views import SessionsView
from services.sessions.views.records import RecordKnown, since_last_held, written_records
from services.sessions.views.relationship import Relationship, relationship
from shared.identity import PersonId
from shared.keys import Erased


def opened(call: SessionsCall, id: UUID, action: str, *, words: bool = True) -> Written:
    """The record of a session as it stands, with all that was added to it; and `words` of its actions that lie elsewhere."""
    session, records = call.desk.store.past(Session, id)
    decision = call.demand(call.law, session, action)
    acting = call.acting.at(session.agency)
    return opened_record(call.desk.store, session, records, decision, acting, words=words)


def going_on_later(call: SessionsCall, session: Session, written: Written) -> Written:
    """The same record, with which of its actions later ones of the same people name. Each that is opened for that is accounted for.

    They are opened from the next on, as far as one whose writer had all of this one before them; that is the next alone as a rule,
    whatever is open here. To whom a later one is not open, all goes on there, as it should.
    """
    related = relationship(call.desk.shelf, call.relations, session.agreement)
    since = written_records(call.desk.shelf, session, related.since(session.agreement))
    found = [one for one in since if related.are_of_one_kind(one, session) and one.third == session.third]
    at = next((place for place, one in enumerate(found) if one.session == session.id), 0)
    still = {one.number for one in written.plan.open}
    gone: frozenset[int] = frozenset()
    erased = erased_among(call.desk.store.keys, (one.session for one in found[:at]))
    for one in reversed(found[:at]):
        if one.session in erased:
            continue
        if not call.weigh(call.law, call.desk.store.get(Session, one.session), "carry-on").allowed:
            gone = frozenset(still)
            break
        try:
            later = opened(call, one.session, "carry-on", words=False).record.actions
        except Erased:
            continue
        gone |= written.gone_on_in(later, still_worded(call.desk.store.keys, later))
        if still <= gone and not found[at].added_to_since(one):
            break
    return replace(written, goes_on=gone)


def open_before(call: SessionsCall, session: Session) -> tuple[tuple[OpenAction, ...], UUID | None]:
    """What is open in the records written before, and whose was the last."""
    call.await_log(SessionsView)
    before = Before(call, session).line(session.third)
    return tuple(going_on(call.desk.store.keys, one) for one in before.open_actions()), before.newest


def left(call: SessionsCall, session: Session, items: Sequence[ItemOut]) -> Left:
    """Open actions of the records before, and what the last session held, and those since, left of their agendas.

    What is open with a third comes up when the two meet as well, and stays in the records of the three. Without what these `items`
    bring forward, which are on the agenda already.
    """
    before = Before(call, session)
    lines = [before.line(third) for third in (session.third, *(() if session.third else before.thirds))]
    actions = tuple(action for one in lines for action in one.open_actions())
    known = {record.session: record for one in lines for record in one.records}
    since = since_last_held(call.desk.shelf, session, before.related.until(session.agreement))
    going_on = [one.session for one in since if before.related.are_of_one_kind(one, session)]
    return Left(actions, _topics(call, going_on, known)).besides(items)


def on_agenda(call: SessionsCall, session: Session) -> list[ItemOut]:
    """What is on it, as far as it is open to who brings something forward."""
    _, records = call.desk.store.past(Session, session.id)
    decision = call.demand(call.law, session, "carry-on")
    acting, versions = call.acting.at(session.agency), session.items_open_to(call.person)
    return opened_items(call.desk.store, records, versions, decision, acting)


class Before:
    """The records of the same two under a session's agreement and those that it goes on with, written before its own.

    What went on under a later agreement is looked at too, so that nothing of it comes back here; it stays there.
    """

    def __init__(self, call: SessionsCall, session: Session) -> None:
        self._call = call
        self.related = relationship(call.desk.shelf, call.relations, session.agreement)
        self._until = self.related.until(session.agreement)
        found = written_records(call.desk.shelf, session, self._until | self.related.since(session.agreement))
        others = (one for one in found if one.session != session.id)
        self._written = [one for one in others if self.related.are_of_one_kind(one, session)]

    @property
    def thirds(self) -> list[PersonId]:
        return sorted({one.third for one in self._written if one.third})

    def line(self, third: PersonId | None) -> Line:
        """Those of the two alone, or with one third: what is open in them goes on in them."""
        written = [one for one in self._written if one.third == third]
        own = frozenset(one.session for one in written if one.agreement in self._until)
        erased = erased_among(self._call.desk.store.keys, (one.session for one in written))
        newest = next((one.session for one in written if one.session in own - erased), None)
        return Line(own, newest, _unaccounted(self._call, self.related, written, erased))


@dataclass(frozen=True)
class Line:
    """Records of the same people, as far as an action may be open in them."""

    own: frozenset[UUID]
    """Which of them were written before, under what the session rests on or goes on with."""
    newest: UUID | None
    records: Sequence[Written]

    def open_actions(self) -> tuple[OpenAction, ...]:
        return tuple(one for one in open_actions(self.records) if one.session in self.own)


def _unaccounted(
    call: SessionsCall, related: Relationship, written: Sequence[RecordKnown], erased: frozenset[UUID]
) -> list[Written]:
    """Last first: the record written last, and any of which not all is sure to be there or in a later one.

    Those are what was written while the next one was, what was added to since, which may have been an action, and what a record
    that is erased by now went on from: that counts as if it had never been.
    """
    found: list[Written] = []
    gone_on: dict[UUID | None, frozenset[UUID]] = {}
    accounted: frozenset[UUID] = frozenset()
    for later, one in zip((None, *written), written, strict=False):
        accounted |= gone_on.get(one.session, frozenset())
        if one.session in erased:
            accounted -= related.until(one.agreement)
            continue
        if one.agreement in accounted and not (later and one.added_to_since(later)):
            continue
        try:
            record = opened(call, one.session, "carry-on")
        except Erased:
            continue
        found.append(record)
        before = record.first.goes_on_from
        gone_on[before] = gone_on.get(before, frozenset()) | related.until(one.agreement)
    return found


def _topics(
    call: SessionsCall, sessions: Sequence[UUID], known: Mapping[UUID, Written]
) -> tuple[LeftTopic, ...]:
    """What is on the agendas of these sessions, which are told last first, and in no record of theirs since: contact has one too."""
    topics: tuple[LeftTopic, ...] = ()
    for id in reversed(sessions):
        one, records = call.desk.store.past(Session, id)
        decision = call.weigh(call.law, one, "carry-on")
        if not decision.allowed:
            continue
        try:
            acting, versions = call.acting.at(one.agency), one.items_open_to(call.person)
            items = opened_items(call.desk.store, records, versions, decision, acting)
            topics = (*(LeftTopic(id, item) for item in items), *topics)
            if topics and one.written:
                told = (known.get(id) or opened(call, id, "carry-on", words=False)).record.agenda
                topics = tuple(topic for topic in topics if topic.item.item.heading not in told)
        except Erased:
            continue
    return topics
