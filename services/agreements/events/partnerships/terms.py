"""The terms of a partnership: what a peer-run organisation and a host agency agree on (A7)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from services.agreements.events.codes import Holder, Reported
from services.agreements.events.terms import Text
from shared.facts import Part, Private
from shared.identity import AgencyId, PlacementId


class TopicHeld(Part):
    """A topic of supervision, and on whose side it is talked about (A7, K3)."""

    topic: str = Field(description="Its code in the catalogue.", examples=["K3-22"])
    side: Holder = Field(description="With the peer supervisor, the agency supervisor, or either.")


class ResponsibilityHeld(Part):
    """A supervisor's responsibility, and which of the two supervisors has it (D3, D4, K5)."""

    block: str = Field(
        description="The code of a supervisor's responsibility in the catalogue.", examples=["K5-07"]
    )
    side: Holder = Field(description="The peer supervisor's, the agency supervisor's, or either's.")


class PlacementCovered(Part):
    """A placement at the host, whose code of conduct applies to it, and whose line managers (D6)."""

    placement: PlacementId = Field(description="A placement at the host.")
    code_of_conduct: AgencyId = Field(description="Whose code of conduct applies: one of the two.")
    line_managers: AgencyId = Field(description="Whose line managers apply: one of the two.")


class PartnershipTerms(Part):
    """What the two organisations agree on. A draft may leave anything out.

    Clear, because dates, rules and what each side may see need it: codes, dates and ids. Every word is sealed.
    """

    starts: date | None = Field(None, description="First day.")
    ends: date | None = Field(None, description="Last day.")
    review_dates: tuple[date, ...] = Field((), description="When you look at this partnership again.")
    frequency: str | None = Field(
        None, description="How often workers are supervised under it, as an RFC 5545 rule (A6)."
    )
    session_minutes: int | None = Field(None, description="Length of a session.")
    topics: tuple[TopicHeld, ...] = Field((), description="Which topic is whose; each once (K3).")
    responsibilities: tuple[ResponsibilityHeld, ...] = Field(
        (), description="Which responsibility is whose; each once (D3, D4)."
    )
    reported_back: tuple[Reported, ...] = Field(
        (), description="What each tells the other; there is no code for content (C5)."
    )
    placements: tuple[PlacementCovered, ...] = Field((), description="Which placements are covered.")

    arrangements: Private[Text | None] = Field(None, description="How you arrange it, in words.")
    emergencies: Private[Text | None] = Field(None, description="Whom to turn to in an emergency, and how.")
    may_refuse: Private[Text | None] = Field(
        None,
        description="What the outside supervisor may refuse: beyond their competence, or with a conflict of interest.",
    )
    disagreements: Private[Text | None] = Field(
        None, description="How you settle it when you do not agree with each other."
    )
    cost: Private[Text | None] = Field(None, description="What it costs, and who bears it.")

    MANDATORY: ClassVar[tuple[str, ...]] = (
        "starts",
        "ends",
        "review_dates",
        "frequency",
        "topics",
        "responsibilities",
        "reported_back",
        "placements",
    )
    """What must be there before anybody signs (A7)."""
