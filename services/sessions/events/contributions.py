"""What one of them brought to a meeting: a history of its own, under a key of its own (S9, S10)."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from pydantic import Field

from services.sessions.events.words import Text
from shared.facts import Fact, Part, Private
from shared.identity import AgencyId, PersonId

CONTRIBUTION: Final = "contribution"


class Contributed(Part):
    """What they said, at which step; nobody who is supported can be told from it (S9, D2)."""

    step: str = Field(description="The step of the procedure, by its code (K17).", examples=["K17-01"])
    on: PersonId | None = Field(None, description="Of an idea: who brought the issue that it is for.")
    words: Text = Field(description="In your own words. Nobody can be told from it.")


class ContributionMade(Fact, kind="sessions.ContributionMade"):
    """A member, or whoever facilitates, brought something; what, and at which step, is the group's alone (S9)."""

    by: PersonId
    number: int
    """Their first to this meeting, their second, and so on."""
    group: UUID
    group_session: UUID
    agency: AgencyId
    contributed: Private[Contributed]
    beforehand: bool = True
    """Whether the meeting was not recorded as held yet; where that was not noted, it is taken not to have been."""


class ContributionShared(Fact, kind="sessions.ContributionShared"):
    """Whoever brought it lets those read it who were there, whether they were there themselves or not (S9)."""

    by: PersonId


ContributionFact = ContributionMade | ContributionShared
