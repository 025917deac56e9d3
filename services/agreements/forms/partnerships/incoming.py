"""What callers send about partnerships."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from services.agreements.events import Line, Outcome, Text, Why
from services.agreements.events.partnerships import PartnershipTerms
from shared.identity import AgencyId
from shared.web.bodies import SOME_DIGEST, SOME_ID, Day, In

EXAMPLE_TERMS: dict[str, Any] = {
    "starts": "2026-03-02",
    "ends": "2027-03-01",
    "review_dates": ["2026-09-01"],
    "frequency": "FREQ=WEEKLY;BYDAY=TU",
    "session_minutes": 60,
    "topics": [{"topic": "K3-22", "side": "peer"}, {"topic": "K3-01", "side": "agency"}],
    "responsibilities": [{"block": "K5-07", "side": "either"}],
    "reported_back": ["attendance", "signatures"],
    "placements": [
        {
            "placement": "00000000-0000-4000-8000-000000000031",
            "code_of_conduct": "00000000-0000-4000-8000-000000000021",
            "line_managers": "00000000-0000-4000-8000-000000000021",
        }
    ],
    "may_refuse": "What is beyond the peer supervisor's competence, or a conflict of interest.",
}
WORDS = "In your own words; read by coordinators and HR of the two sides alone."


class ForASide(In):
    """What somebody does for the side at which they are entitled."""

    side: AgencyId | None = Field(
        None,
        alias="for",
        description="The side you act for; it can be left out unless you may for both.",
        examples=[SOME_ID],
    )


class PartnershipIn(ForASide):
    """A first version. Leave out what is not decided yet; it must be there before anybody signs."""

    peer_run: AgencyId = Field(description="The peer-run organisation.")
    host: AgencyId = Field(description="The host agency.")
    terms: PartnershipTerms = Field(examples=[EXAMPLE_TERMS])


class PartnershipTermsIn(ForASide):
    """The whole of the new version: what is left out is not in it."""

    terms: PartnershipTerms = Field(examples=[EXAMPLE_TERMS])


class PartnershipSignatureIn(In):
    """Your signature, for one of the two sides, under terms you have read."""

    terms_digest: str = Field(
        min_length=64,
        max_length=64,
        description="The digest that came with the terms.",
        examples=[SOME_DIGEST],
    )
    side: AgencyId = Field(alias="for", description="The side you sign for.")
    printed_name: Line = Field(description="Your name as it shall be printed.", examples=["Ines Barroso"])
    meaning: Line = Field(description="What your signature means.", examples=["We agree to these terms."])


class PartnershipRenegotiationIn(ForASide):
    """Why, and the terms you propose instead."""

    why: Why
    words: Text | None = Field(None, description=WORDS)
    terms: PartnershipTerms = Field(examples=[EXAMPLE_TERMS])


class PartnershipReviewIn(ForASide):
    """That the two of you have looked at your partnership, on which day, and what came of it."""

    held_on: Day = Field(description="The day, today or before.")
    outcome: Outcome = Field(description="Go on as agreed, or negotiate anew.", examples=[Outcome.CONTINUE])
    words: Text | None = Field(None, description=WORDS, examples=["Both sides go on with it."])


class PartnershipAddendumIn(ForASide):
    """What shall hold besides the terms in force."""

    text: Text = Field(examples=["In July and August there is no session."])


class PartnershipAddendumSignatureIn(In):
    """Your signature, for one of the two sides, under an addendum you have read."""

    digest: str = Field(
        min_length=64,
        max_length=64,
        description="The digest that came with the addendum.",
        examples=[SOME_DIGEST],
    )
    side: AgencyId = Field(alias="for", description="The side you sign for.")
    printed_name: Line = Field(description="Your name as it shall be printed.", examples=["Ines Barroso"])
    meaning: Line = Field(description="What your signature means.", examples=["We agree to this addendum."])


class PartnershipAddendumWithdrawalIn(ForASide):
    """For which side an addendum is taken back, or turned down."""


class PartnershipEndingIn(ForASide):
    """Why it ends."""

    why: Why = Field(examples=[Why.REVIEW])
    words: Text | None = Field(None, description=WORDS, examples=["Supervision is at our own agency again."])
