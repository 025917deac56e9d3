"""What is added to a partnership's terms in force without touching them: signing never locks (A3, A7)."""

from __future__ import annotations

from services.agreements.events.terms import Text
from shared.facts import Fact, Private
from shared.identity import AgencyId, PersonId


class PartnershipAddendumProposed(Fact, kind="agreements.PartnershipAddendumProposed"):
    """One side wrote down what shall hold besides the terms in force (A7)."""

    by: PersonId
    side: AgencyId
    number: int
    terms_version: int
    text: Private[Text]
    salt: Private[str]
    digest: str


class PartnershipAddendumSigned(Fact, kind="agreements.PartnershipAddendumSigned"):
    """Somebody entitled at one side signed one addendum for it (A7)."""

    by: PersonId
    side: AgencyId
    number: int
    digest: str
    printed_name: Private[str]
    meaning: Private[str]


class PartnershipAddendumCameIntoForce(Fact, kind="agreements.PartnershipAddendumCameIntoForce"):
    """Both sides signed the same addendum; it holds as long as the terms that it belongs to (A3)."""

    number: int


class PartnershipAddendumWithdrawn(Fact, kind="agreements.PartnershipAddendumWithdrawn"):
    """A side took back, or turned down, an addendum that does not hold yet (A3)."""

    by: PersonId
    side: AgencyId
    number: int
