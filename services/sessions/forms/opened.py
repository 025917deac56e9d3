"""What those who met get, opened and accounted for: the agenda, the record with all that was added, other words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from pydantic import Field

from services.sessions.domain.session import Session
from services.sessions.domain.written import Written, digest_of
from services.sessions.events import (
    Action,
    Added,
    Addition,
    AgendaItem,
    Closing,
    Method,
    RecordAddedTo,
    RecordWritten,
    SessionRecord,
)
from shared.facts import Recorded
from shared.identity import PersonId
from shared.web.bodies import Out


class ItemOut(Out):
    """One item of an agenda."""

    number: int
    by: PersonId
    added_at: datetime
    item: AgendaItem


class OpenActionOut(Out):
    """An action that nobody has closed, and the session in whose record it stands."""

    session: UUID
    action: Action


class LeftTopicOut(Out):
    """A topic that nobody came to: of the last session held, where its record does not name it, or of one since."""

    session: UUID
    number: int
    item: AgendaItem


class AgendaOut(Out):
    """What is on the agenda, and what earlier sessions of the same people left: to be added, or not."""

    session: UUID
    items: list[ItemOut]
    open_actions: list[OpenActionOut]
    topics_left: list[LeftTopicOut]


class ActionOut(Out):
    """An action as it stands."""

    action: Action
    standing: str = Field(description="open, done, dropped, or goes-on: in the record of a later session")
    closed_by: PersonId | None = None
    closed_at: datetime | None = None
    words: str | None = None


class TextOut(Out):
    """The record as it read from then on, until it was corrected."""

    by: PersonId
    written_at: datetime
    digest: str
    record: SessionRecord


class AddedOut(Out):
    """A signature, a refusal, or an addendum."""

    kind: Addition
    by: PersonId
    added_at: datetime
    of_this_text: bool | None = Field(None, description="Whether it was given to the text as it reads now.")
    digest: str | None = None
    printed_name: str | None = None
    meaning: str | None = None
    words: str | None = None


class RecordOut(Out):
    """The record in full. `digest` is SHA-256(salt ‖ RFC 8785 form of session and record, without what is empty).

    Of an action that has `first_in`, `what` is not in that form either.
    """

    session: UUID
    digest: str
    salt: str
    record: SessionRecord = Field(description="As it reads now.")
    actions: list[ActionOut]
    added: list[AddedOut]
    texts: list[TextOut] = Field(
        description="Every text it had, oldest first; the last is the one that counts."
    )


class SignatureOut(Out):
    """A signature of attendance as it was given."""

    by: PersonId
    signed_at: datetime
    printed_name: str
    meaning: str


class LookedAtOut(Out):
    """What somebody said of how practice was looked at besides talking: empty for in no other way."""

    by: PersonId
    said_at: datetime
    methods: list[Method]


class WordsOut(Out):
    """What else is sealed of a session."""

    session: UUID
    looked_at: list[LookedAtOut] = Field(
        description="How practice was looked at, each time that somebody said it, oldest first."
    )
    methods: list[Method] | None = Field(
        None,
        description="How practice was looked at besides talking, as it was said last: empty for in no other way.",
    )
    reason: str | None = Field(None, description="Why it was called off.")
    attendance: list[SignatureOut]


def record_form(session: Session, records: Sequence[Recorded], written: Written) -> RecordOut:
    """The record as it reads now, every text it had, and what was added."""
    assert session.written is not None
    said = [
        (records[at - 1], one.by, one.added) for at, one in zip(session.additions, written.added, strict=True)
    ]
    texts = [(records[session.written - 1], written.first)]
    texts += [(record, added.record) for record, _, added in said if added.record]
    signs = (Addition.SIGNATURE, Addition.REFUSAL, Addition.ADDENDUM)
    return RecordOut(
        session=session.id,
        digest=written.digest,
        salt=written.salt.hex(),
        record=written.record,
        actions=[_action(one, said, goes_on=one.number in written.goes_on) for one in written.record.actions],
        added=[_added(*one, now=written.digest) for one in said if one[2].kind in signs],
        texts=[
            TextOut(
                by=cast("RecordWritten | RecordAddedTo", record.fact).by,
                written_at=record.recorded_at,
                digest=digest_of(session.id, text, written.salt),
                record=text,
            )
            for record, text in texts
        ],
    )


Said = tuple[Recorded, PersonId, Added]


def _action(action: Action, said: Sequence[Said], *, goes_on: bool) -> ActionOut:
    for record, by, added in said:
        if added.kind is Addition.ACTION and added.action == action.number:
            return ActionOut(
                action=action,
                standing=(added.closing or Closing.DONE).value,
                closed_by=by,
                closed_at=record.recorded_at,
                words=added.words,
            )
    return ActionOut(action=action, standing="goes-on" if goes_on else "open")


def _added(record: Recorded, by: PersonId, added: Added, *, now: str) -> AddedOut:
    return AddedOut(
        kind=added.kind,
        by=by,
        added_at=record.recorded_at,
        of_this_text=added.digest == now if added.digest else None,
        digest=added.digest,
        printed_name=added.printed_name,
        meaning=added.meaning,
        words=added.words,
    )
