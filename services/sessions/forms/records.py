"""What callers send about an agenda and a record: content, so every text says that nobody who is supported is named (D2)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.sessions.domain.action_plans import Planned
from services.sessions.domain.recording import ROOM
from services.sessions.events import (
    AgendaItem,
    BroughtForward,
    Closing,
    Function,
    Line,
    Purpose,
    SessionRecord,
    Text,
)
from services.sessions.events.words import NOBODY_NAMED
from services.sessions.forms.times import Moment
from shared.identity import PersonId
from shared.web.bodies import SOME_DIGEST, Day, In

MANY = 30
DigestRead = Annotated[
    str,
    Field(
        min_length=64,
        max_length=64,
        description="Of the text that you correct: the digest that came with the record when you read it.",
        examples=[SOME_DIGEST],
    ),
]


class CarriedFromIn(In):
    """An open action of an earlier session, or of an earlier meeting of the same group."""

    session: UUID
    action: int = Field(ge=1, le=10**6)


class BroughtForwardIn(In):
    """What was left before: an open action, or a topic of your last session, or of one since that did not take place."""

    session: UUID
    action: int | None = Field(None, ge=1, le=10**6)
    item: int | None = Field(None, ge=1, le=10**6)


class AgendaItemIn(In):
    """Something to talk about."""

    heading: Line = Field(description=f"In outline. {NOBODY_NAMED}", examples=["Working alongside the team"])
    topics: list[str] = Field(
        [],
        max_length=10,
        description="Topics by their codes, as `GET /agreements/blocks/topics` has them (K3).",
        examples=[["K3-22"]],
    )
    brought_forward: BroughtForwardIn | None = None

    def item(self) -> AgendaItem:
        told = self.brought_forward
        return AgendaItem(
            heading=self.heading,
            topics=tuple(dict.fromkeys(self.topics)),
            brought_forward=BroughtForward(**told.model_dump()) if told else None,
        )


class ActionIn(In):
    """Who is going to do what, by when."""

    what: Text = Field(description=NOBODY_NAMED, examples=["Ask for a second key to the quiet room."])
    who: PersonId
    by_when: Day | None = None

    def planned(self) -> Planned:
        return Planned(self.what, self.who, self.by_when)


class NewActionIn(ActionIn):
    """An action of a new record."""

    carried_from: CarriedFromIn | None = Field(
        None,
        description="The open action it goes on with. Those that nobody names are carried on as they are; after a meeting of a"
        " group, none but those that you name, from meetings where you were.",
    )

    def planned(self) -> Planned:
        origin = self.carried_from
        before = BroughtForward(**origin.model_dump()) if origin else None
        return Planned(self.what, self.who, self.by_when, carried_from=before)


class RewordedActionIn(ActionIn):
    """An action of a record that is corrected."""

    number: int | None = Field(
        None, ge=1, le=10**6, description="Which one reads so from now on; without it, one more."
    )

    def planned(self) -> Planned:
        return Planned(self.what, self.who, self.by_when, number=self.number)


class Touched(In):
    """What a session or meeting touched, and what came of it."""

    purposes: list[Purpose] = Field([], max_length=3, description="Which it touched (S3).")
    functions: list[Function] = Field([], max_length=5, description="Which it touched (S4).")
    outcomes: Text | None = Field(None, description=f"What came of it. {NOBODY_NAMED}")
    next_session: Moment | None = Field(None, description="When you meet next.")


class Outline(Touched):
    """What came of a session, in outline."""

    present: list[PersonId] = Field(
        min_length=1,
        max_length=3,
        description="Who was there; worker and supervisor both were, or it was not held.",
    )
    agenda: list[Line] = Field([], max_length=ROOM, description=f"What you talked about. {NOBODY_NAMED}")

    def outline(self) -> SessionRecord:
        """All of it but the actions, which have yet to be numbered."""
        return SessionRecord(
            present=tuple(dict.fromkeys(self.present)),
            agenda=tuple(self.agenda),
            purposes=tuple(dict.fromkeys(self.purposes)),
            functions=tuple(dict.fromkeys(self.functions)),
            outcomes=self.outcomes,
            next_session=self.next_session,
        )


class RecordIn(Outline):
    """The record of a session."""

    actions: list[NewActionIn] = Field([], max_length=MANY)

    def planned(self) -> list[Planned]:
        return [one.planned() for one in self.actions]


class CorrectionIn(Outline):
    """The whole of the record as it shall read; actions that you leave out stay as they are."""

    digest: DigestRead
    actions: list[RewordedActionIn] = Field([], max_length=MANY)

    def planned(self) -> list[Planned]:
        return [one.planned() for one in self.actions]


class AddendumIn(In):
    """What you add to the record, signed."""

    words: Text = Field(description=NOBODY_NAMED, examples=["We also spoke about the rota."])
    printed_name: Line = Field(description="Your name as it shall be printed.", examples=["Maya Winter"])
    meaning: Line = Field(description="What your signature means.", examples=["I add this."])


class CompletionIn(In):
    """How an action ends."""

    closing: Closing = Field(examples=[Closing.DONE])
    words: Text | None = Field(
        None,
        description=f"Why it is dropped; of what is done, what there is to say. {NOBODY_NAMED}",
        examples=["There is a second key now."],
    )
