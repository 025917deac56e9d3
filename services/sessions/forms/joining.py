"""How people come to a group, to belong to it or to facilitate it, and how they leave it (S9, S10)."""

from __future__ import annotations

from pydantic import Field

from services.sessions.domain.group_members import Acceptance
from services.sessions.events.codes import Ground
from services.sessions.events.words import Line
from shared.identity import PersonId, PlacementId
from shared.web.bodies import SOME_ID, In


class InvitationIn(In):
    """Whom you ask to join."""

    person: PersonId = Field(examples=[SOME_ID])


class AcceptanceIn(In):
    """What you take on, and sign with your name."""

    acknowledged_limits: list[Ground] = Field(
        max_length=10,
        description="Each of the five limits of confidentiality, by name.",
        examples=[[*Ground]],
    )
    accepts_confidentiality: bool = Field(description="That you accept what the group keeps confidential.")
    printed_name: Line = Field(description="Your name as it shall be printed.", examples=["Maya Winter"])
    meaning: Line = Field(
        description="What your signature means.", examples=["I keep to what the group keeps confidential."]
    )

    def accepts(self) -> Acceptance:
        return Acceptance(
            limits=tuple(self.acknowledged_limits),
            confidentiality=self.accepts_confidentiality,
            printed_name=self.printed_name,
            meaning=self.meaning,
        )


class JoiningIn(AcceptanceIn):
    """You join: what you accept, and under which placement of yours you come."""

    placement: PlacementId | None = Field(
        None, description="One of yours that lasts. In co-reflection, left out by who has none."
    )


class FacilitationIn(AcceptanceIn):
    """You facilitate it from here on: what you accept, as those who belong to it have."""


class DepartureIn(In):
    """Who is in it no longer, or turns the asking down."""

    member: PersonId = Field(examples=[SOME_ID])


class FacilitatorIn(In):
    """Who facilitates from here on; of a group, whom you ask to."""

    facilitator: PersonId | None = Field(
        description="Null where co-reflection is shared.", examples=[SOME_ID]
    )
