"""Every fact of a partnership between a peer-run organisation and a host agency, in the order of its life (A7).

Whoever does something does it for a side, at which they are entitled: each fact says for which.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from services.agreements.events.codes import Outcome, Stage, Why
from services.agreements.events.partnerships.addenda import (
    PartnershipAddendumCameIntoForce,
    PartnershipAddendumProposed,
    PartnershipAddendumSigned,
    PartnershipAddendumWithdrawn,
)
from services.agreements.events.partnerships.terms import (
    PartnershipTerms,
    PlacementCovered,
    ResponsibilityHeld,
    TopicHeld,
)
from services.agreements.events.terms import Text
from shared.facts import Fact, Private
from shared.identity import AgencyId, PersonId

__all__ = [
    "PARTNERSHIP",
    "PartnershipAddendumCameIntoForce",
    "PartnershipAddendumProposed",
    "PartnershipAddendumSigned",
    "PartnershipAddendumWithdrawn",
    "PartnershipCameIntoForce",
    "PartnershipDrafted",
    "PartnershipEnded",
    "PartnershipExpired",
    "PartnershipExpiryNearNoted",
    "PartnershipFact",
    "PartnershipLongUnsignedNoted",
    "PartnershipRenegotiated",
    "PartnershipReviewDueNoted",
    "PartnershipReviewed",
    "PartnershipSigned",
    "PartnershipTerms",
    "PartnershipTermsRevised",
    "PlacementCovered",
    "ResponsibilityHeld",
    "TopicHeld",
]

PARTNERSHIP: Final = "partnership"


class PartnershipDrafted(Fact, kind="agreements.PartnershipDrafted"):
    """One of the two organisations wrote a first version down (A7)."""

    by: PersonId
    side: AgencyId
    peer_run: AgencyId
    host: AgencyId
    terms: PartnershipTerms
    salt: Private[str]
    digest: str


class PartnershipTermsRevised(Fact, kind="agreements.PartnershipTermsRevised"):
    """The version under negotiation was changed; `voids` names the sides whose signatures fell with that (A3)."""

    by: PersonId
    side: AgencyId
    terms_version: int
    terms: PartnershipTerms
    salt: Private[str]
    digest: str
    voids: tuple[AgencyId, ...] = ()


class PartnershipSigned(Fact, kind="agreements.PartnershipSigned"):
    """Somebody entitled at one side signed one version of the terms for it (A7)."""

    by: PersonId
    side: AgencyId
    terms_version: int
    digest: str
    printed_name: Private[str]
    meaning: Private[str]


class PartnershipCameIntoForce(Fact, kind="agreements.PartnershipCameIntoForce"):
    """Both sides signed the same terms; an earlier version ceases to bind and stays readable (A3)."""

    terms_version: int


class PartnershipRenegotiated(Fact, kind="agreements.PartnershipRenegotiated"):
    """A new version lies on the table; the one in force binds until both sides have signed again (A3)."""

    by: PersonId
    side: AgencyId
    why: Why
    words: Private[Text | None] = None
    terms_version: int
    terms: PartnershipTerms
    salt: Private[str]
    digest: str


class PartnershipReviewed(Fact, kind="agreements.PartnershipReviewed"):
    """The two organisations looked at their partnership; `settles` names the agreed dates that this one stands for (A7)."""

    by: PersonId
    side: AgencyId
    held_on: date
    outcome: Outcome
    settles: tuple[date, ...] = ()
    words: Private[Text | None] = None


class PartnershipReviewDueNoted(Fact, kind="agreements.PartnershipReviewDueNoted"):
    """An agreed review is 30 or 7 days away, or its day has passed without one."""

    review_date: date
    stage: Stage


class PartnershipExpiryNearNoted(Fact, kind="agreements.PartnershipExpiryNearNoted"):
    """The last day of what binds is 30 days away or less."""

    last_day: date


class PartnershipLongUnsignedNoted(Fact, kind="agreements.PartnershipLongUnsignedNoted"):
    """Two weeks after drafting nothing has come into force."""

    drafted_on: date


class PartnershipEnded(Fact, kind="agreements.PartnershipEnded"):
    """One side ended it; the reason in words is for the two sides alone."""

    by: PersonId
    side: AgencyId
    why: Why
    words: Private[Text | None] = None


class PartnershipExpired(Fact, kind="agreements.PartnershipExpired"):
    """Its last day has passed, in the host's time zone."""

    last_day: date


PartnershipFact = (
    PartnershipDrafted
    | PartnershipTermsRevised
    | PartnershipSigned
    | PartnershipCameIntoForce
    | PartnershipRenegotiated
    | PartnershipReviewed
    | PartnershipReviewDueNoted
    | PartnershipExpiryNearNoted
    | PartnershipLongUnsignedNoted
    | PartnershipEnded
    | PartnershipExpired
    | PartnershipAddendumProposed
    | PartnershipAddendumSigned
    | PartnershipAddendumCameIntoForce
    | PartnershipAddendumWithdrawn
)
