"""What callers send about the record of a meeting (S6, S9)."""

from __future__ import annotations

from typing import ClassVar, Final

from pydantic import Field

from services.sessions.domain.action_plans import Planned
from services.sessions.domain.group_refusals import NotASignature
from services.sessions.events import Method
from services.sessions.events.group_sessions import (
    GroupRecord,
)
from services.sessions.events.words import NOBODY_NAMED, Line, Text
from services.sessions.forms.records import MANY, DigestRead, NewActionIn, RewordedActionIn, Touched
from services.sessions.forms.sessions import SignatureIn
from shared.aggregate import Unfit
from shared.identity import PersonId
from shared.web.bodies import In

EXAMPLE: Final = {"outline": ["How to leave a visit in time"], "learning": "A report from the spring course"}


class RecordedOf(Touched):
    """What came of the meeting, in outline; nobody can be told from it."""

    outline: list[Line] = Field(max_length=50, description=NOBODY_NAMED, examples=[EXAMPLE["outline"]])
    picked: PersonId | None = Field(None, description="Who brought the issue that the group took up.")
    chosen_way: Text | None = Field(None, description=f"Which way they chose. {NOBODY_NAMED}")
    learning: Line | None = Field(None, description=f"What the rest of the time was for. {NOBODY_NAMED}")
    methods: list[Method] = Field(
        [], max_length=4, description="How practice was looked at besides talking (S1)."
    )

    def told(self) -> GroupRecord:
        """All of it but the actions, which have yet to be numbered."""
        lists = ("outline", "purposes", "functions", "methods")
        several = {name: tuple(dict.fromkeys(getattr(self, name))) for name in lists[1:]}
        return GroupRecord(
            **self.model_dump(exclude={*lists, "actions"}), outline=tuple(self.outline), **several
        )


class RecordedIn(RecordedOf):
    """What came of the meeting; of those open after earlier ones, the actions that you name go on here."""

    actions: list[NewActionIn] = Field([], max_length=MANY, description="Of those who were there.")


class CorrectedIn(RecordedOf):
    """The whole of it as it shall read; actions that you leave out stay as they are."""

    actions: list[RewordedActionIn] = Field([], max_length=MANY, description="Of those who were there.")


class GroupRecordIn(In):
    """The record, written once; whatever comes later is added to it."""

    record: RecordedIn = Field(examples=[EXAMPLE])

    def planned(self) -> list[Planned]:
        return [one.planned() for one in self.record.actions]


class GroupCorrectionIn(In):
    """The whole record as it shall read."""

    digest: DigestRead
    record: CorrectedIn = Field(examples=[EXAMPLE])

    def planned(self) -> list[Planned]:
        return [one.planned() for one in self.record.actions]


class GroupAddendumIn(In):
    """What you add, signed."""

    words: Text = Field(description=NOBODY_NAMED, examples=["We had also agreed to ask the team."])
    printed_name: Line = Field(description="Your name as it shall be printed.", examples=["Maya Winter"])
    meaning: Line = Field(description="What your signature means.", examples=["I add this."])


class GroupSignatureIn(SignatureIn):
    """You sign that you were there; or the record as you read it, or say why you do not."""

    unfit: ClassVar[type[Unfit]] = NotASignature
