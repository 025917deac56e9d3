"""What is written of a session: its agenda and its record, the two parties' alone (S5, S6).

Once a record is written, whatever is added to it is one kind of fact to everybody else: that somebody signed, refused to sign,
corrected, or closed an action does not show.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from services.sessions.events.codes import Function, Purpose
from services.sessions.events.words import Line, Text
from shared.facts import Fact, Part, Private
from shared.identity import PersonId


class BroughtForward(Part):
    """Where an item comes from: an open action, or a topic carried over from the last session."""

    session: UUID
    action: int | None = None
    item: int | None = None


class AgendaItem(Part):
    """Something to talk about; no name of a person being supported (D2)."""

    heading: Line = Field(description="In outline. Nobody who is supported is named.")
    topics: tuple[Line, ...] = Field((), description="Topics by their codes (K3).")
    brought_forward: BroughtForward | None = None


class FirstIn(Part):
    """In which record the words of an action were written first: they lie under its key, and go when it is erased."""

    session: UUID
    action: int
    nonce: str
    secret: str
    """The words, sealed within what is sealed here."""
    commitment: str


class Action(Part):
    """What somebody is going to do."""

    number: int
    what: Text | None = Field(
        None, description="None where it was first written in a session that was erased."
    )
    who: PersonId
    by_when: date | None = None
    carried_from: BroughtForward | None = None
    """The action of an earlier session that this one goes on with."""
    first_in: FirstIn | None = None
    """Of one that goes on in the same words."""
    began_in: BroughtForward | None = None
    """Of one that goes on in whatever words, where it was written first: so it stands once, also when a record between is erased."""


class SessionRecord(Part):
    """What came of a session, in outline (S6)."""

    present: tuple[PersonId, ...]
    agenda: tuple[Line, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    functions: tuple[Function, ...] = ()
    outcomes: Text | None = None
    actions: tuple[Action, ...] = ()
    next_session: datetime | None = None
    goes_on_from: UUID | None = None
    """The session of the same people whose record was the last when this one was written: what was open there is in here."""


class Addition(StrEnum):
    """What is added to a record once it is written."""

    SIGNATURE = "signature"
    REFUSAL = "refusal"
    ADDENDUM = "addendum"
    CORRECTION = "correction"
    ACTION = "action"


class Closing(StrEnum):
    """How an action ends."""

    DONE = "done"
    DROPPED = "dropped"


class Added(Part):
    """What was added: which fields are there follows from its kind."""

    kind: Addition
    digest: str | None = None
    """Of the record as it read when it was signed or refused: SHA-256(salt ‖ RFC 8785 form)."""
    printed_name: Line | None = None
    meaning: Line | None = None
    words: Text | None = None
    record: SessionRecord | None = None
    """The whole record as corrected."""
    action: int | None = None
    closing: Closing | None = None
    filler: str | None = None
    """Blanks, so that by its length a correction is like a signature: a sealed value is as long as what it seals."""


class AgendaItemAdded(Fact, kind="sessions.AgendaItemAdded"):
    """One of them put something on the agenda beforehand (S5)."""

    by: PersonId
    number: int
    item: Private[AgendaItem]


class RecordWritten(Fact, kind="sessions.RecordWritten"):
    """What came of the session was written down (S6)."""

    by: PersonId
    record: Private[SessionRecord]
    salt: Private[str]


class RecordAddedTo(Fact, kind="sessions.RecordAddedTo"):
    """Something was added to the record: what, its parties alone can tell (S6)."""

    by: PersonId
    added: Private[Added]
