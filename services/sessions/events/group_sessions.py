"""One meeting of a group: its time, that it was held, and what came of it; who was there stands with each of them (S9, S10)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from pydantic import Field

from services.sessions.events.codes import Became, Extent, Format, Function, Method, Modality, Purpose
from services.sessions.events.records import Action, Closing
from services.sessions.events.words import Line, Text
from shared.facts import Fact, Part, Private
from shared.identity import AgencyId, PersonId

GROUP_SESSION: Final = "group-session"


class GroupRecord(Part):
    """What came of a meeting, in outline; nobody who is supported can be told from it (S9, D2)."""

    outline: tuple[Line, ...] = Field((), description="What was talked about. Nobody can be told from it.")
    picked: PersonId | None = Field(
        None, description="Who brought the issue that the group took up (K17-02)."
    )
    chosen_way: Text | None = Field(
        None, description="Which way forward was chosen by the one who brought the issue (K17-05)."
    )
    learning: Line | None = Field(None, description="What the rest of the time was for (K17-06).")
    next_session: datetime | None = Field(None, description="When you meet again.")
    purposes: tuple[Purpose, ...] = ()
    functions: tuple[Function, ...] = ()
    methods: tuple[Method, ...] = Field((), description="How practice was looked at besides talking (S1).")
    outcomes: Text | None = None
    actions: tuple[Action, ...] = ()


class GroupAddition(StrEnum):
    """What is added to a record once it is written."""

    SIGNATURE = "signature"
    REFUSAL = "refusal"
    ADDENDUM = "addendum"
    CORRECTION = "correction"
    ACTION = "action"


class GroupAdded(Part):
    """What was added: which fields are there follows from its kind."""

    kind: GroupAddition
    digest: str | None = None
    """Of the record as it read when it was signed or refused: SHA-256(salt ‖ RFC 8785 form)."""
    printed_name: Line | None = None
    meaning: Line | None = None
    words: Text | None = None
    record: GroupRecord | None = None
    """The whole record as corrected."""
    action: int | None = None
    closing: Closing | None = None
    goes_on_in: UUID | None = None
    """In the record of which later meeting somebody goes on with it, instead of closing it here."""
    filler: str | None = None
    """Blanks, so that by its length a correction is like a signature: a sealed value is as long as what it seals."""


class GroupSessionScheduled(Fact, kind="sessions.GroupSessionScheduled"):
    """The group will meet then; of a circle it is said whether a manager comes (S9, S10)."""

    by: PersonId
    group: UUID
    agency: AgencyId
    format: Format
    modality: Modality
    starts: datetime
    minutes: int
    managers_attend: bool = False
    set_at: datetime | None = None
    """Nobody was told earlier that it is called off. Not told by the first facts of this kind."""


class GroupSessionRescheduled(Fact, kind="sessions.GroupSessionRescheduled"):
    """It meets at another time, for longer or shorter, or in another way."""

    by: PersonId
    starts: datetime
    minutes: int
    modality: Modality
    set_at: datetime | None = None
    """Nobody was told earlier that this time is called off. Not told by the first facts of this kind."""


class ManagersAttendanceSaid(Fact, kind="sessions.ManagersAttendanceSaid"):
    """Before the meeting began it was said whether a manager comes to it (S10)."""

    by: PersonId
    managers_attend: bool
    said_at: datetime | None = None
    """It was said before the meeting really began. Not told by the first facts of this kind."""


class GroupSessionCancelled(Fact, kind="sessions.GroupSessionCancelled"):
    """It does not take place; the reason in words is the group's alone (S2)."""

    by: PersonId
    """Who called it off; the envelope says who wrote that down."""
    told_at: datetime
    """When the others were told: the notice that was given."""
    reason: Private[Text | None] = None


class GroupSessionHeld(Fact, kind="sessions.GroupSessionHeld"):
    """It took place; who was there is one fact for each of them, and stands nowhere else (S9, C5)."""

    by: PersonId
    facilitator: PersonId | None = None
    minutes: int
    extent: Extent
    modality: Modality
    starts: datetime | None = None
    """When it really began, where that was another time than was set."""


class GroupSessionMissed(Fact, kind="sessions.GroupSessionMissed"):
    """Nobody came, or somebody stayed away without whom it did not take place, and nobody had been told of that (S2, S9, S10)."""

    by: PersonId
    who: PersonId | None = None
    """Who stayed away from those who came: whoever facilitates a group; of a circle, one who belonged to it. None where nobody came."""


class GroupSessionCorrected(Fact, kind="sessions.GroupSessionCorrected"):
    """What was recorded of it was wrong; so it was instead. Who was there stands with each of them (S2, S6, S9)."""

    by: PersonId
    became: Became
    facilitator: PersonId | None = None
    minutes: int
    modality: Modality
    extent: Extent | None = None
    starts: datetime | None = None
    """When it really began, or was to begin, where that was another time than was recorded."""
    who: PersonId | None = None
    """Who stayed away, where it was missed by them."""


class GroupSessionCorrectedAsCancelled(Fact, kind="sessions.GroupSessionCorrectedAsCancelled"):
    """It did not take place at the time that was set, since it was called off so (S2)."""

    by: PersonId
    starts: datetime
    minutes: int
    modality: Modality
    called_off_by: PersonId
    told_at: datetime
    """When the others were told."""


class FacilitatorSigned(Fact, kind="sessions.FacilitatorSigned"):
    """Whoever facilitated signed that it took place so, as each who was there does for themselves (S6, S9)."""

    by: PersonId
    printed_name: Private[Line]
    meaning: Private[Line]


class GroupRecordWritten(Fact, kind="sessions.GroupRecordWritten"):
    """What came of the meeting was written down (S6, S9)."""

    by: PersonId
    record: Private[GroupRecord]
    salt: Private[str]


class GroupRecordAddedTo(Fact, kind="sessions.GroupRecordAddedTo"):
    """Something was added to the record: what, those alone can tell who were there (S6)."""

    by: PersonId
    added: Private[GroupAdded]


GroupSessionFact = (
    GroupSessionScheduled
    | GroupSessionRescheduled
    | ManagersAttendanceSaid
    | GroupSessionCancelled
    | GroupSessionHeld
    | GroupSessionMissed
    | GroupSessionCorrected
    | GroupSessionCorrectedAsCancelled
    | FacilitatorSigned
    | GroupRecordWritten
    | GroupRecordAddedTo
)
