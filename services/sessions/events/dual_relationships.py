"""A worker and somebody they support also meet in another role: what worker and supervisor weigh before going on (S14)."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from pydantic import Field

from services.sessions.events.words import Line, Text
from shared.facts import Fact, Part, Private
from shared.identity import AgencyId, PersonId

DUAL_RELATIONSHIP: Final = "dual-relationship"


class QuestionWeighed(Part):
    """What one of them thinks about one of the four questions."""

    question: Line = Field(description="Its code in the catalogue.", examples=["K9-32"])
    words: Text


class Weighed(Part):
    """All four questions, and whether they leave this person confident that nobody is harmed."""

    answers: tuple[QuestionWeighed, ...]
    confident: bool


class Decision(Part):
    """Whether the worker goes on in both roles."""

    going_on: bool
    words: Text | None = None


class DualRelationshipRaised(Fact, kind="sessions.DualRelationshipRaised"):
    """One of the two brought a dual relationship to supervision; nobody who is supported is identified (S14, D2)."""

    by: PersonId
    agreement: UUID
    worker: PersonId
    supervisor: PersonId
    agency: AgencyId
    words: Private[Text]


class DualRelationshipWeighed(Fact, kind="sessions.DualRelationshipWeighed"):
    """One of the two weighed the four questions; weighing them anew opens the decision again (S14)."""

    by: PersonId
    weighed: Private[Weighed]


class DualRelationshipDecided(Fact, kind="sessions.DualRelationshipDecided"):
    """It was decided whether to go on; how, the two alone can tell (S14)."""

    by: PersonId
    decision: Private[Decision]


DualRelationshipFact = DualRelationshipRaised | DualRelationshipWeighed | DualRelationshipDecided
