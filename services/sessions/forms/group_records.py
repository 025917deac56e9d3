"""The record of a meeting as it comes in and goes out: opened, accounted for, and never what a signature locks (S6, S9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, cast
from uuid import UUID

from pydantic import Field

from services.sessions.domain.group_records import AsItReads, digest
from services.sessions.domain.group_refusals import NotASignature
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.events.group_sessions import (
    GroupAdded,
    GroupAddition,
    GroupRecord,
    GroupRecordAddedTo,
    GroupRecordWritten,
)
from services.sessions.events.words import NOBODY_NAMED, Line, Text
from services.sessions.forms.times import Moment
from shared.access import Decision, open_content
from shared.facts import Recorded
from shared.identity import Acting, PersonId
from shared.store import Store
from shared.web.bodies import In, Out

EXAMPLE: Final = {"outline": ["How to leave a visit in time"], "learning": "A report from the spring course"}


class RecordedIn(In):
    """What came of the meeting, in outline; nobody can be told from it."""

    outline: list[Line] = Field(max_length=50, description=NOBODY_NAMED, examples=[EXAMPLE["outline"]])
    picked: PersonId | None = Field(None, description="Who brought the issue that the group took up.")
    chosen_way: Text | None = Field(None, description=f"Which way they chose. {NOBODY_NAMED}")
    learning: Line | None = Field(None, description=f"What the rest of the time was for. {NOBODY_NAMED}")
    next_session: Moment | None = None

    def told(self) -> GroupRecord:
        return GroupRecord(**self.model_dump() | {"outline": tuple(self.outline)})


class GroupRecordIn(In):
    """The record, written once; whatever comes later is added to it."""

    record: RecordedIn = Field(examples=[EXAMPLE])


class GroupAddendumIn(In):
    """What you add, signed."""

    words: Text = Field(description=NOBODY_NAMED, examples=["We had also agreed to ask the team."])
    printed_name: Line = Field(description="Your name as it shall be printed.", examples=["Maya Winter"])
    meaning: Line = Field(description="What your signature means.", examples=["I add this."])


class GroupSignatureIn(In):
    """You sign that you were there; or the record as you read it, or say why you do not."""

    of: Literal["attendance", "record"]
    digest: str | None = Field(
        None, min_length=64, max_length=64, description="Of a record: the digest that came with it."
    )
    printed_name: Line | None = Field(
        None, description="Your name as it shall be printed.", examples=["Maya Winter"]
    )
    meaning: Line | None = Field(None, description="What your signature means.", examples=["So it was."])
    refused: bool = Field(False, description="That you do not sign the record.")
    words: Text | None = Field(None, description=f"Why you do not. {NOBODY_NAMED}")

    @property
    def name(self) -> tuple[str, str]:
        """Who signs and what that means; raises where that is not all there is to it."""
        self._has("printed_name", "meaning")
        return self.printed_name or "", self.meaning or ""

    @property
    def why_not(self) -> str:
        """Why somebody does not sign the record."""
        self._has("words", "refused")
        return self.words or ""

    def _has(self, *parts: str) -> None:
        needed = {*parts, *(("digest",) if self.of == "record" else ())}
        told = {name for name in type(self).model_fields if name != "of" and getattr(self, name)}
        if wrong := needed ^ told | ({"refused"} if self.refused and self.of == "attendance" else set()):
            raise NotASignature(*sorted(wrong))


class GroupAdditionOut(Out):
    """What was added to the record, by whom and when."""

    kind: GroupAddition
    by: PersonId
    added_at: datetime
    digest: str | None = None
    printed_name: str | None = None
    meaning: str | None = None
    words: str | None = None
    record: GroupRecord | None = None


class GroupRecordOut(Out):
    """The record as it reads now, and all that was added. `digest` is SHA-256(salt ‖ RFC 8785 form of meeting and record)."""

    group_session: UUID
    by: PersonId
    written_at: datetime
    record: GroupRecord
    first_written: GroupRecord | None = Field(
        None, description="As it read at first, where it was corrected."
    )
    digest: str
    salt: str
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
    def now(self) -> GroupRecord:
        return next((one.record for _, _, one in reversed(self.additions) if one.record), self.first)

    def digest(self, meeting: UUID) -> str:
        return digest(meeting, self.now, bytes.fromhex(self.salt))

    def as_read_by(self, meeting: UUID, person: PersonId) -> AsItReads:
        now = self.digest(meeting)
        said = {one.kind for by, _, one in self.additions if by == person and one.digest == now}
        return AsItReads(now, signed=GroupAddition.SIGNATURE in said, refused=GroupAddition.REFUSAL in said)


def opened_record(
    store: Store, records: Sequence[Recorded], decision: Decision, acting: Acting
) -> OpenedRecord:
    """All of it, under one entry of the accounting; there is a record."""
    wanted = [one for one in records if isinstance(one.fact, GroupRecordWritten | GroupRecordAddedTo)]
    opened = open_content(store, wanted, decision, acting, fields=("record", "salt", "added"))
    written, *added = opened
    told = cast("GroupRecordWritten", written)
    return OpenedRecord(
        by=told.by,
        written_at=wanted[0].recorded_at,
        first=cast("GroupRecord", told.record),
        salt=cast("str", told.salt),
        additions=tuple(_added(zip(wanted[1:], cast("list[GroupRecordAddedTo]", added), strict=True))),
    )


def _added(
    pairs: Iterable[tuple[Recorded, GroupRecordAddedTo]],
) -> Iterable[tuple[PersonId, datetime, GroupAdded]]:
    return ((fact.by, record.recorded_at, cast("GroupAdded", fact.added)) for record, fact in pairs)


def record_form(meeting: GroupSession, opened: OpenedRecord) -> GroupRecordOut:
    return GroupRecordOut(
        group_session=meeting.id,
        by=opened.by,
        written_at=opened.written_at,
        record=opened.now,
        first_written=None if opened.now is opened.first else opened.first,
        digest=opened.digest(meeting.id),
        salt=opened.salt,
        additions=[
            GroupAdditionOut(by=by, added_at=at, **one.model_dump()) for by, at, one in opened.additions
        ],
    )
