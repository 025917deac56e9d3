"""The record of a meeting, opened and accounted for, with all that was added to it (S6, S9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from pydantic import Field

from services.sessions.domain.action_plans import Plan
from services.sessions.domain.group_reads import AsItReads, digest
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.events import Action, Closing, Function, Line, Method, Purpose
from services.sessions.events.group_sessions import (
    GroupAdded,
    GroupAddition,
    GroupRecord,
    GroupRecordAddedTo,
    GroupRecordWritten,
)
from services.sessions.forms.carried import reading, with_words
from shared.access import Decision, open_content
from shared.facts import Recorded
from shared.identity import Acting, PersonId
from shared.store import Store
from shared.web.bodies import Out


class MeetingRecordOut(Out):
    """What came of a meeting; what is empty is left out."""

    outline: tuple[Line, ...] = ()
    picked: PersonId | None = None
    chosen_way: str | None = None
    learning: str | None = None
    next_session: datetime | None = None
    purposes: tuple[Purpose, ...] | None = None
    functions: tuple[Function, ...] | None = None
    methods: tuple[Method, ...] | None = None
    outcomes: str | None = None
    actions: tuple[Action, ...] | None = None


class GroupAdditionOut(Out):
    """What was added to the record, by whom and when."""

    kind: GroupAddition
    by: PersonId
    added_at: datetime
    digest: str | None = None
    printed_name: str | None = None
    meaning: str | None = None
    words: str | None = None
    record: MeetingRecordOut | None = None
    action: int | None = Field(None, description="Which of its actions was closed, or goes on later.")
    closing: Closing | None = None


class GroupActionOut(Out):
    """An action as it stands."""

    action: Action
    standing: str = Field(description="open, done, dropped, or goes-on: in the record of a later meeting")
    closed_by: PersonId | None = None
    closed_at: datetime | None = None
    words: str | None = None


class GroupRecordOut(Out):
    """The record as it reads now, and all that was added.

    `digest` is SHA-256(salt ‖ RFC 8785 form of meeting and record, without what is empty). Of an action that has `first_in`, `what` is not in that form.
    """

    group_session: UUID
    by: PersonId
    written_at: datetime
    record: MeetingRecordOut
    first_written: MeetingRecordOut | None = Field(
        None, description="As it read at first, where it was corrected."
    )
    digest: str
    salt: str
    actions: list[GroupActionOut]
    additions: list[GroupAdditionOut]


@dataclass(frozen=True)
class OpenedRecord:
    """A record and what was added to it, opened for one request."""

    by: PersonId
    written_at: datetime
    first: GroupRecord
    salt: str
    additions: tuple[tuple[PersonId, datetime, GroupAdded], ...]

    @property
    def texts(self) -> tuple[GroupRecord, ...]:
        """All that it ever read, as it was written first to as it was corrected last."""
        return (self.first, *(one.record for _, _, one in self.additions if one.record))

    @property
    def now(self) -> GroupRecord:
        return self.texts[-1]

    @property
    def plan(self) -> Plan:
        """Its actions, and how they stand."""
        ends = [one for _, _, one in self.additions if one.action is not None]
        return Plan(
            self.now.actions,
            closed=frozenset(one.action for one in ends if one.action and one.closing),
            goes_on=frozenset(one.action for one in ends if one.action and one.goes_on_in),
        )

    def digest(self, meeting: UUID) -> str:
        return digest(meeting, self.now, bytes.fromhex(self.salt))

    def as_read_by(self, meeting: UUID, person: PersonId) -> AsItReads:
        now = self.digest(meeting)
        said = {one.kind for by, _, one in self.additions if by == person and one.digest == now}
        return AsItReads(
            now,
            signed=GroupAddition.SIGNATURE in said,
            refused=GroupAddition.REFUSAL in said,
            plan=self.plan,
            texts=self.texts,
        )


def opened_record(
    store: Store, records: Sequence[Recorded], decision: Decision, acting: Acting
) -> OpenedRecord:
    """All of it, under one entry of the accounting, and one of each record whose words are in it; there is a record."""
    wanted = [one for one in records if isinstance(one.fact, GroupRecordWritten | GroupRecordAddedTo)]
    opened = open_content(store, wanted, decision, acting, fields=("record", "salt", "added"))
    written, *more = opened
    told, added = cast("GroupRecordWritten", written), cast("list[GroupRecordAddedTo]", more)
    said = [_standing(store, cast("GroupAdded", one.added)) for one in added]
    texts = [cast("GroupRecord", told.record), *(one.record for one in said if one.record)]
    first, *corrected = with_words(store, GroupSession, texts, decision, acting)
    return OpenedRecord(
        by=told.by,
        written_at=wanted[0].recorded_at,
        first=first,
        salt=cast("str", told.salt),
        additions=tuple(
            (fact.by, record.recorded_at, one)
            for record, fact, one in zip(wanted[1:], added, reading(said, corrected), strict=True)
        ),
    )


def _standing(store: Store, added: GroupAdded) -> GroupAdded:
    """What goes on in a record that is erased stands here again."""
    later = added.goes_on_in
    gone = later is not None and store.keys.is_destroyed(f"rk:{later}")
    return added.model_copy(update={"goes_on_in": None}) if gone else added


def record_form(meeting: GroupSession, opened: OpenedRecord) -> GroupRecordOut:
    return GroupRecordOut(
        group_session=meeting.id,
        by=opened.by,
        written_at=opened.written_at,
        record=_record(opened.now),
        first_written=None if opened.now is opened.first else _record(opened.first),
        digest=opened.digest(meeting.id),
        salt=opened.salt,
        actions=[_action(one, opened) for one in opened.now.actions],
        additions=[_addition(*one) for one in opened.additions],
    )


def _addition(by: PersonId, at: datetime, one: GroupAdded) -> GroupAdditionOut:
    told = one.model_dump(exclude={"record"})
    return GroupAdditionOut.model_validate(
        told | {"by": by, "added_at": at, "record": _record(one.record) if one.record else None},
        extra="ignore",
    )


def _record(record: GroupRecord) -> MeetingRecordOut:
    return MeetingRecordOut.model_validate(record.model_dump(exclude_defaults=True))


def _action(action: Action, opened: OpenedRecord) -> GroupActionOut:
    for by, at, one in opened.additions:
        if one.action == action.number and (one.closing or one.goes_on_in):
            standing = one.closing.value if one.closing else "goes-on"
            return GroupActionOut(
                action=action, standing=standing, closed_by=by, closed_at=at, words=one.words
            )
    return GroupActionOut(action=action, standing="open")
