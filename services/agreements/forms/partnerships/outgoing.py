"""The clear part of a partnership, as far as its reader may see."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from services.agreements.domain.negotiated import Status
from services.agreements.domain.partnerships import Partnership
from services.agreements.domain.parts import Signature
from services.agreements.events import Why
from services.agreements.events.codes import Reported
from services.agreements.events.partnerships import PlacementCovered, ResponsibilityHeld, TopicHeld
from services.agreements.forms.outgoing import ReviewOut
from shared.access import Decision
from shared.facts import Recorded
from shared.identity import AgencyId, PersonId, PlacementId
from shared.web.bodies import Out


class PartnershipSignatureOut(Out):
    """Who signed which version for which side, when; `void` once the version was revised under it."""

    by: PersonId
    side: AgencyId | None = Field(serialization_alias="for")
    signed_at: datetime
    terms_version: int
    digest: str
    void: bool
    printed_name: str | None = None
    meaning: str | None = None


class PartnershipReviewOut(ReviewOut):
    """That the two organisations reviewed their partnership, written down for which side."""

    side: AgencyId | None = Field(None, serialization_alias="for")


class PlacementCoveredOut(PlacementCovered):
    """A placement covered; `ended` where the directory says that it is over, which ends nothing here."""

    ended: bool


class PartnershipOut(Out):
    """The clear part of a partnership; what lies on the table has its own version."""

    id: UUID
    peer_run: AgencyId
    host: AgencyId
    status: Status
    starts: date | None = None
    ends: date | None = None
    frequency: str | None = None
    session_minutes: int | None = None
    review_dates: list[date]
    review_due: date | None = None
    reviews: list[PartnershipReviewOut] | None = None
    signatures: list[PartnershipSignatureOut] | None = None
    version: int | None = None
    terms_version: int
    proposed_version: int | None = None
    topics: list[TopicHeld]
    responsibilities: list[ResponsibilityHeld]
    reported_back: list[Reported]
    placements: list[PlacementCoveredOut] = Field(description="To a worker, their own.")
    why: Why | None = None


class ListedPartnership(Out):
    """One partnership in a list."""

    id: UUID
    peer_run: AgencyId
    host: AgencyId
    status: Status
    starts: date | None = None
    ends: date | None = None
    review_due: date | None = None


def clear_partnership(
    partnership: Partnership,
    records: Sequence[Recorded],
    decision: Decision,
    *,
    ended: Collection[PlacementId],
    own: Collection[PlacementId],
) -> PartnershipOut:
    """What this reader sees without anything being opened; of the placements, a worker sees their `own`."""
    current, terms = partnership.current, partnership.current.terms
    whole: dict[str, Any] = {
        "id": partnership.id,
        "peer_run": partnership.sides.peer_run,
        "host": partnership.sides.host,
        "status": partnership.status,
        "starts": terms.starts,
        "ends": terms.ends,
        "frequency": terms.frequency,
        "session_minutes": terms.session_minutes,
        "review_dates": list(terms.review_dates),
        "review_due": partnership.review_due,
        "reviews": [
            PartnershipReviewOut(held_on=one.held_on, by=one.by, outcome=one.outcome, side=one.agency)
            for one in partnership.reviews
        ],
        "signatures": [signature_for_side(one, records) for one in partnership.signatures],
        "version": partnership.version,
        "terms_version": current.number,
        "proposed_version": partnership.proposed.number if partnership.proposed else None,
        "topics": list(terms.topics),
        "responsibilities": list(terms.responsibilities),
        "reported_back": list(terms.reported_back),
        "placements": [
            PlacementCoveredOut(**dict(one), ended=one.placement in ended)
            for one in terms.placements
            if decision.relation != "worker" or one.placement in own
        ],
        "why": partnership.why,
    }
    shown = {name: value for name, value in whole.items() if decision.shows(name)}
    return PartnershipOut.model_validate(shown)


def signature_for_side(one: Signature, records: Sequence[Recorded]) -> PartnershipSignatureOut:
    return PartnershipSignatureOut(
        by=one.by,
        side=one.agency,
        signed_at=records[one.at_version - 1].recorded_at,
        terms_version=one.terms_version,
        digest=one.digest,
        void=one.void,
    )
