"""Goals of a worker: five questions, how it goes, how it ends; the two parties' alone (S8)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final
from uuid import UUID

from pydantic import Field

from services.sessions.events.words import Text
from shared.facts import Fact, Part, Private
from shared.identity import AgencyId, PersonId, PlacementId

GOAL: Final = "goal"


class FiveAnswers(Part):
    """Answers to the five questions; what to change is asked for, the rest may come later (S8)."""

    change: Text = Field(description="What should change?")
    strengths: Text | None = Field(None, description="Which strengths are used?")
    how: Text | None = Field(None, description="How do strengths help with it?")
    sign: Text | None = Field(None, description="How will one know?")
    support: Text | None = Field(None, description="Which support is needed?")


class Outcome(StrEnum):
    """How a goal ends."""

    ACHIEVED = "achieved"
    DROPPED = "dropped"


class Ending(Part):
    """How it ended, and what is to be said about that."""

    outcome: Outcome
    words: Text | None = None


class GoalSet(Fact, kind="sessions.GoalSet"):
    """The two set a goal for the worker; either writes it down (S8)."""

    by: PersonId
    agreement: UUID
    worker: PersonId
    supervisor: PersonId
    agency: AgencyId
    placement: PlacementId
    answers: Private[FiveAnswers]


class GoalProgressNoted(Fact, kind="sessions.GoalProgressNoted"):
    """How it goes (S8)."""

    by: PersonId
    words: Private[Text]


class GoalChanged(Fact, kind="sessions.GoalChanged"):
    """The goal is another from here on; what it was stays readable to the two (S8)."""

    by: PersonId
    answers: Private[FiveAnswers]


class GoalEnded(Fact, kind="sessions.GoalEnded"):
    """It was achieved or dropped: which of them, the two alone can tell (S8)."""

    by: PersonId
    ending: Private[Ending]


GoalFact = GoalSet | GoalProgressNoted | GoalChanged | GoalEnded
