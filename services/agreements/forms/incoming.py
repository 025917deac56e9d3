"""What callers send."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from services.agreements.events import (
    Limit,
    Line,
    Outcome,
    Terms,
    Text,
    Why,
)
from shared.identity import PersonId, PlacementId
from shared.web.bodies import SOME_DIGEST, SOME_ID, Day, In

EXAMPLE_TERMS: dict[str, Any] = {
    "kind": "professional-development",
    "starts": "2026-03-02",
    "frequency": "FREQ=WEEKLY;BYDAY=TU",
    "session_minutes": 60,
    "limits": [limit.value for limit in Limit],
    "place": "The quiet room, second floor",
    "objectives": [
        {"purpose": "formative", "of": "worker", "text": "Grow surer in sharing lived experience."}
    ],
}

WORDS = "In your own words; read by the parties alone."


class DraftIn(In):
    """A first version. Leave out what is not decided yet; it must be there before anybody signs."""

    worker: PersonId = Field(description="Whose supervision this is.")
    supervisor: PersonId = Field(description="Who supervises.")
    placement: PlacementId = Field(
        description="The worker's placement that it belongs to; its host is the agency."
    )
    terms: Terms = Field(examples=[EXAMPLE_TERMS])


class TermsIn(In):
    """The whole of the new version: what is left out is not in it."""

    terms: Terms = Field(examples=[EXAMPLE_TERMS])


class SignatureIn(In):
    """Your signature under terms you have read."""

    terms_digest: str = Field(
        min_length=64,
        max_length=64,
        description="The digest that came with the terms.",
        examples=[SOME_DIGEST],
    )
    acknowledged_limits: list[Limit] = Field(
        max_length=10, description="Each of the five limits of confidentiality, by name.", examples=[[*Limit]]
    )
    printed_name: Line = Field(description="Your name as it shall be printed.", examples=["Maya Winter"])
    meaning: Line = Field(description="What your signature means.", examples=["I agree to these terms."])


class RenegotiationIn(In):
    """Why, and the terms you propose instead."""

    why: Why
    words: Text | None = Field(None, description=WORDS)
    terms: Terms = Field(examples=[EXAMPLE_TERMS])


class ReviewIn(In):
    """That the two of you have looked at your agreement, on which day, and what came of it."""

    held_on: Day = Field(description="The day, today or before.")
    outcome: Outcome = Field(description="Go on as agreed, or negotiate anew.", examples=[Outcome.CONTINUE])
    words: Text | None = Field(None, description=WORDS, examples=["We keep to Tuesdays; the agenda helps."])


class AddendumIn(In):
    """What shall hold besides the terms in force."""

    text: Text = Field(examples=["In July and August we meet every second week."])


class AddendumSignatureIn(In):
    """Your signature under an addendum you have read."""

    digest: str = Field(
        min_length=64,
        max_length=64,
        description="The digest that came with the addendum.",
        examples=[SOME_DIGEST],
    )
    printed_name: Line = Field(description="Your name as it shall be printed.", examples=["Maya Winter"])
    meaning: Line = Field(description="What your signature means.", examples=["I agree to this addendum."])


class CoverIn(In):
    """Who covers for the supervisor, from a day to a day."""

    person: PersonId = Field(description="Neither of the two.", examples=[SOME_ID])
    starts: Day
    ends: Day = Field(description="Last day; a year at most.", examples=["2026-03-20"])


class ShownIn(In):
    """What you open to whoever covers."""

    item: Literal["terms", "addendum"] = Field(examples=["terms"])
    number: int = Field(
        ge=1, le=10**6, description="The version of the terms, or the addendum's number.", examples=[1]
    )


class UnderPartnershipIn(In):
    """Under which partnership your supervision takes place."""

    partnership: UUID = Field(
        description="One that is in force and covers the placement.", examples=[SOME_ID]
    )


class EndingIn(In):
    """Why it ends."""

    why: Why = Field(examples=[Why.WORKPLACE])
    words: Text | None = Field(None, description=WORDS, examples=["I begin at another place in May."])
