"""The history of an agreement as overseers and covers read it: that it takes place, is signed and reviewed (C5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from services.agreements.events import (
    AgreementCameIntoForce,
    AgreementDrafted,
    AgreementEnded,
    AgreementExpired,
    AgreementPlacedUnderPartnership,
    AgreementRenegotiated,
    AgreementReviewed,
    AgreementSigned,
    DepartureEnded,
    DepartureRecorded,
    ExpiryNearNoted,
    LongUnsignedNoted,
    PlacementEndNoted,
    ReviewDueNoted,
    TermsRevised,
)
from shared.access import Decision
from shared.facts import Fact, Recorded
from shared.web.reading import Past, history

SHOWN: Final[dict[type[Fact], frozenset[str]]] = {
    AgreementDrafted: frozenset({"worker", "supervisor", "agency", "placement"}),
    TermsRevised: frozenset({"terms_version"}),
    AgreementRenegotiated: frozenset({"terms_version"}),
    AgreementSigned: frozenset({"by", "terms_version", "limits"}),
    AgreementCameIntoForce: frozenset({"terms_version"}),
    AgreementReviewed: frozenset({"held_on"}),
    ReviewDueNoted: frozenset({"review_date", "stage"}),
    ExpiryNearNoted: frozenset({"last_day"}),
    LongUnsignedNoted: frozenset({"drafted_on"}),
    PlacementEndNoted: frozenset(),
    AgreementEnded: frozenset(),
    AgreementPlacedUnderPartnership: frozenset({"partnership"}),
    AgreementExpired: frozenset({"last_day"}),
    DepartureRecorded: frozenset({"number", "requirement", "why", "policy_set", "edition", "required"}),
    DepartureEnded: frozenset({"number"}),
}
"""Fact by fact what may be read of it. What is not here is not told, and a fact added later isn't either."""


def overseen(
    records: Sequence[Recorded], decision: Decision, may_be_told: Callable[[UUID], bool]
) -> list[Past]:
    """What binds stands in the agreement; of what was proposed no more than that it was. Who did it: signers alone."""
    assert decision.allowed
    told = []
    for one in records:
        if isinstance(one.fact, AgreementPlacedUnderPartnership) and not may_be_told(one.fact.partnership):
            continue
        if (fields := SHOWN.get(type(one.fact))) is not None:
            (past,) = history([one], fields.__contains__)
            told.append(
                past if isinstance(one.fact, AgreementSigned) else past.model_copy(update={"by": None})
            )
    return told
