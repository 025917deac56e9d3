"""What the parties alone get, opened and accounted for: terms, what changed between them, addenda, reasons in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from pydantic import BaseModel, Field

from services.agreements.domain.agreement import Agreement, Version
from services.agreements.domain.terms import digest
from services.agreements.events import (
    AgreementDrafted,
    AgreementRenegotiated,
    AgreementSigned,
    Terms,
    TermsRevised,
)
from services.agreements.forms.outgoing import SignatureOut, signature_form
from shared.access import Decision, open_content
from shared.facts import Recorded
from shared.identity import Acting
from shared.sealing import MovedOrAltered
from shared.store import Store
from shared.web.bodies import Out

Laid = AgreementDrafted | TermsRevised | AgreementRenegotiated


class TermsOut(Out):
    """Terms in full. `digest` is SHA-256(salt ‖ RFC 8785 form of agreement, version, worker, supervisor, placement, terms)."""

    agreement: UUID
    version: int
    standing: str = Field(description="in-force, on-the-table, or earlier")
    digest: str
    salt: str
    terms: Terms
    signatures: list[SignatureOut]


class ChangedTerm(Out):
    """One term that is another in the later version; null is one that is not there."""

    term: str
    before: Any = None
    after: Any = None


class DifferenceOut(Out):
    """What changed from one version of the terms to another."""

    agreement: UUID
    from_version: int
    to_version: int
    changed: list[ChangedTerm]


def readable_form(
    store: Store,
    agreement: Agreement,
    records: Sequence[Recorded],
    chosen: Version[Terms],
    decision: Decision,
    acting: Acting,
) -> TermsOut:
    """One version with its signatures, opened under one entry of the accounting."""
    given = [one for one in agreement.signatures if one.terms_version == chosen.number]
    wanted = [records[chosen.at_version - 1], *(records[one.at_version - 1] for one in given)]
    opened = open_content(store, wanted, decision, acting, fields=("terms", "salt", "signatures"))
    laid = cast("Laid", opened[0])
    verify(agreement, chosen, laid)
    return TermsOut(
        agreement=agreement.id,
        version=chosen.number,
        standing=agreement.standing(chosen),
        digest=chosen.digest,
        salt=cast("str", laid.salt),
        terms=laid.terms,
        signatures=[
            signature_form(one, records).model_copy(
                update={"printed_name": words.printed_name, "meaning": words.meaning}
            )
            for one, words in zip(given, cast("list[AgreementSigned]", opened[1:]), strict=True)
        ],
    )


def difference_form(
    store: Store,
    agreement: Agreement,
    records: Sequence[Recorded],
    versions: tuple[Version[Terms], Version[Terms]],
    decision: Decision,
    acting: Acting,
) -> DifferenceOut:
    """Both versions opened under one entry of the accounting, and the terms in which they differ."""
    opened = open_content(
        store, [records[one.at_version - 1] for one in versions], decision, acting, fields=("terms", "salt")
    )
    for version, laid in zip(versions, opened, strict=True):
        verify(agreement, version, cast("Laid", laid))
    before, after = (cast("Laid", laid).terms for laid in opened)
    return DifferenceOut(
        agreement=agreement.id,
        from_version=versions[0].number,
        to_version=versions[1].number,
        changed=changed(before, after),
    )


def changed(before: BaseModel, after: BaseModel) -> list[ChangedTerm]:
    """The terms in which two versions differ, in the order of the form."""
    one, other = before.model_dump(mode="json"), after.model_dump(mode="json")
    return [
        ChangedTerm(term=term, before=one[term], after=other[term])
        for term in one
        if one[term] != other[term]
    ]


def verify(agreement: Agreement, version: Version[Terms], laid: Laid) -> None:
    told = digest(
        agreement.id,
        version.number,
        agreement.worker,
        agreement.supervisor,
        agreement.placement,
        laid.terms,
        bytes.fromhex(cast("str", laid.salt)),
    )
    if told != version.digest:
        raise MovedOrAltered  # a clear field was changed in the store: it is not what was signed
