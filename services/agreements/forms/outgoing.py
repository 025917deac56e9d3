"""What callers get: the clear part, or terms opened for a party."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from pydantic import BaseModel, Field

from services.agreements.domain.agreement import Agreement, Signature, Status, Version
from services.agreements.domain.terms import digest
from services.agreements.events import (
    AgreementDrafted,
    AgreementRenegotiated,
    AgreementSigned,
    Kind,
    Limit,
    Modality,
    Model,
    Terms,
    TermsRevised,
    Why,
)
from shared.access import Decision, open_content
from shared.facts import Recorded
from shared.identity import Acting, AgencyId, PersonId, PlacementId
from shared.sealing import MovedOrAltered
from shared.store import Store


class SignatureOut(BaseModel):
    """Who signed which version, when; `void` once the version was revised under it."""

    by: PersonId
    signed_at: datetime
    terms_version: int
    digest: str
    limits: list[Limit] | None = None
    void: bool
    printed_name: str | None = None
    meaning: str | None = None


class AgreementOut(BaseModel):
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
    why: Why | None = None


class TermsOut(BaseModel):
    """Terms in full. `digest` is SHA-256(salt ‖ RFC 8785 form of agreement, version, worker, supervisor, placement, terms)."""

    agreement: UUID
    version: int
    standing: str = Field(description="in-force, on-the-table, or earlier")
    digest: str
    salt: str
    terms: Terms
    signatures: list[SignatureOut]


class ListedAgreement(BaseModel):
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
    placement_ended: bool | None = None


def clear_form(agreement: Agreement, records: Sequence[Recorded], decision: Decision) -> AgreementOut:
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
        "signatures": [_signature(one, records) for one in agreement.signatures],
        "version": agreement.version,
        "terms_version": current.number,
        "proposed_version": agreement.on_the_table.number if agreement.on_the_table else None,
        "model": terms.model,
        "session_minutes": terms.session_minutes,
        "modality": terms.modality,
        "limits": list(terms.limits),
        "difficulties_to": terms.difficulties_to,
        "placement_ended": agreement.placement_ended,
        "why": agreement.why,
    }
    return AgreementOut.model_validate({name: value for name, value in whole.items() if decision.shows(name)})


def readable_form(
    store: Store,
    agreement: Agreement,
    records: Sequence[Recorded],
    chosen: Version,
    decision: Decision,
    acting: Acting,
) -> TermsOut:
    """One version with its signatures, opened under one entry of the accounting."""
    given = [one for one in agreement.signatures if one.terms_version == chosen.number]
    wanted = [records[chosen.at_version - 1], *(records[one.at_version - 1] for one in given)]
    opened = open_content(store, wanted, decision, acting, fields=("terms", "salt", "signatures"))
    laid = cast("AgreementDrafted | TermsRevised | AgreementRenegotiated", opened[0])
    signed = cast("list[AgreementSigned]", opened[1:])
    salt = cast("str", laid.salt)
    told = digest(
        agreement.id,
        chosen.number,
        agreement.worker,
        agreement.supervisor,
        agreement.placement,
        laid.terms,
        bytes.fromhex(salt),
    )
    if told != chosen.digest:
        raise MovedOrAltered  # a clear field was changed in the store: it is not what was signed
    return TermsOut(
        agreement=agreement.id,
        version=chosen.number,
        standing=agreement.standing(chosen),
        digest=chosen.digest,
        salt=cast("str", laid.salt),
        terms=laid.terms,
        signatures=[
            _signature(one, records).model_copy(
                update={"printed_name": words.printed_name, "meaning": words.meaning}
            )
            for one, words in zip(given, signed, strict=True)
        ],
    )


def _signature(one: Signature, records: Sequence[Recorded]) -> SignatureOut:
    return SignatureOut(
        by=one.by,
        signed_at=records[one.at_version - 1].recorded_at,
        terms_version=one.terms_version,
        digest=one.digest,
        limits=list(one.limits),
        void=one.void,
    )
