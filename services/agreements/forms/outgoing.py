"""What callers get: the clear part, or terms opened for a party."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from services.agreements.domain.agreement import Agreement, Signature, Status
from services.agreements.domain.parts import Cover, Review
from services.agreements.events import (
    Kind,
    Limit,
    Modality,
    Model,
    Outcome,
    Why,
)
from shared.access import Decision
from shared.facts import Recorded
from shared.identity import AgencyId, PersonId, PlacementId
from shared.web.bodies import Out


class SignatureOut(Out):
    """Who signed which version, when; `void` once the version was revised under it."""

    by: PersonId
    signed_at: datetime
    terms_version: int
    digest: str
    limits: list[Limit] | None = None
    void: bool
    printed_name: str | None = None
    meaning: str | None = None


class ReviewOut(Out):
    """That the two reviewed their agreement; to overseers only the day (C5)."""

    held_on: date
    by: PersonId | None = None
    outcome: Outcome | None = None


class CoverOut(Out):
    """Who covers, named by whom, and what the worker has opened to them."""

    id: UUID
    person: PersonId
    named_by: PersonId
    starts: date
    ends: date
    ended: bool
    shown: list[str] | None = Field(None, description="terms/1, addendum/2, and so on")


class UnderPartnershipOut(Out):
    """The partnership under which supervision takes place, as a party said; and whether it binds and covers it."""

    id: UUID
    in_force: bool


class AgreementOut(Out):
    """The clear part of an agreement, as far as its reader may see; what lies on the table has its own version."""

    id: UUID
    kind: Kind
    worker: PersonId
    supervisor: PersonId
    agency: AgencyId | None = None
    placement: PlacementId
    status: Status
    starts: date | None = None
    ends: date | None = None
    frequency: str | None = None
    review_dates: list[date] | None = None
    review_due: date | None = None
    reviews: list[ReviewOut] | None = None
    signatures: list[SignatureOut]
    version: int | None = None
    terms_version: int | None = None
    proposed_version: int | None = None
    model: Model | None = None
    session_minutes: int | None = None
    modality: Modality | None = None
    limits: list[Limit] | None = None
    difficulties_to: PersonId | None = None
    placement_ended: bool | None = None
    covers: list[CoverOut] | None = None
    partnership: UnderPartnershipOut | None = None
    why: Why | None = None


class ListedAgreement(Out):
    """One agreement in a list."""

    id: UUID
    kind: Kind
    worker: PersonId
    supervisor: PersonId
    agency: AgencyId
    placement: PlacementId
    status: Status
    starts: date | None = None
    ends: date | None = None
    frequency: str | None = None
    review_due: date | None = None
    placement_ended: bool | None = None


def clear_form(
    agreement: Agreement,
    records: Sequence[Recorded],
    decision: Decision,
    reader: PersonId,
    partnership: UnderPartnershipOut | None,
) -> AgreementOut:
    """What this reader sees of an agreement without anything being opened (C5)."""
    current, terms = agreement.current, agreement.current.terms
    whole: dict[str, Any] = {
        "id": agreement.id,
        "kind": terms.kind,
        "worker": agreement.worker,
        "supervisor": agreement.supervisor,
        "agency": agreement.agency,
        "placement": agreement.placement,
        "status": agreement.status,
        "starts": terms.starts,
        "ends": terms.ends,
        "frequency": terms.frequency,
        "review_dates": list(terms.review_dates),
        "review_due": agreement.review_due,
        "reviews": [_review(one, whole=not decision.sees) for one in agreement.reviews],
        "signatures": [signature_form(one, records) for one in agreement.signatures],
        "version": agreement.version,
        "terms_version": current.number,
        "proposed_version": agreement.proposed.number if agreement.proposed else None,
        "model": terms.model,
        "session_minutes": terms.session_minutes,
        "modality": terms.modality,
        "limits": list(terms.limits),
        "difficulties_to": terms.difficulties_to,
        "placement_ended": agreement.placement_ended,
        "covers": [
            cover_form(one, whole=True)
            for one in agreement.covers
            if reader in (*agreement.parties, one.person)
        ],
        "partnership": partnership,
        "why": agreement.why,
    }
    return AgreementOut.model_validate({name: value for name, value in whole.items() if decision.shows(name)})


def cover_form(one: Cover, *, whole: bool) -> CoverOut:
    """A cover; what was opened to it is for the parties and whoever covers."""
    return CoverOut(
        id=one.id,
        person=one.person,
        named_by=one.by,
        starts=one.starts,
        ends=one.ends,
        ended=one.ended,
        shown=[f"{item}/{number}" for item, number in sorted(one.shown)] if whole else None,
    )


def _review(one: Review, *, whole: bool) -> ReviewOut:
    if not whole:
        return ReviewOut(held_on=one.held_on)
    return ReviewOut(held_on=one.held_on, by=one.by, outcome=one.outcome)


def signature_form(one: Signature, records: Sequence[Recorded]) -> SignatureOut:
    return SignatureOut(
        by=one.by,
        signed_at=records[one.at_version - 1].recorded_at,
        terms_version=one.terms_version,
        digest=one.digest,
        limits=list(one.limits),
        void=one.void,
    )
