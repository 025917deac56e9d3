"""What coordinators and HR of the two sides get, opened and accounted for: terms in full, and what changed in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import cast
from uuid import UUID

from pydantic import Field

from services.agreements.domain.partnerships import Partnership
from services.agreements.domain.partnerships.terms import digest
from services.agreements.domain.parts import Version
from services.agreements.events.partnerships import (
    PartnershipDrafted,
    PartnershipRenegotiated,
    PartnershipSigned,
    PartnershipTerms,
    PartnershipTermsRevised,
)
from services.agreements.forms.opened import ChangedTerm, changed
from services.agreements.forms.partnerships.outgoing import PartnershipSignatureOut, signature_for_side
from shared.access import Decision, open_content
from shared.facts import Recorded
from shared.identity import Acting, PlacementId
from shared.sealing import MovedOrAltered
from shared.store import Store
from shared.web.bodies import Out

Laid = PartnershipDrafted | PartnershipTermsRevised | PartnershipRenegotiated


class PartnershipTermsOut(Out):
    """Terms in full. `digest` is SHA-256(salt ‖ RFC 8785 form of partnership, version, peer_run, host, terms)."""

    partnership: UUID
    version: int
    standing: str = Field(description="in-force, on-the-table, or earlier")
    digest: str
    salt: str
    terms: PartnershipTerms
    placements_ended: list[PlacementId] = Field(
        description="Placements of these terms that are over; they are flagged and keep nobody from signing."
    )
    signatures: list[PartnershipSignatureOut]


class PartnershipDifferenceOut(Out):
    """What changed from one version of the terms to another."""

    partnership: UUID
    from_version: int
    to_version: int
    changed: list[ChangedTerm]


def readable_partnership(
    store: Store,
    partnership: Partnership,
    records: Sequence[Recorded],
    chosen: Version[PartnershipTerms],
    decision: Decision,
    acting: Acting,
    ended: Collection[PlacementId],
) -> PartnershipTermsOut:
    """One version with its signatures, opened under one entry of the accounting."""
    given = [one for one in partnership.signatures if one.terms_version == chosen.number]
    wanted = [records[chosen.at_version - 1], *(records[one.at_version - 1] for one in given)]
    opened = open_content(store, wanted, decision, acting, fields=("terms", "salt", "signatures"))
    laid = cast("Laid", opened[0])
    _verify(partnership, chosen, laid)
    return PartnershipTermsOut(
        partnership=partnership.id,
        version=chosen.number,
        standing=partnership.standing(chosen),
        digest=chosen.digest,
        salt=cast("str", laid.salt),
        terms=laid.terms,
        placements_ended=[one.placement for one in laid.terms.placements if one.placement in ended],
        signatures=[
            signature_for_side(one, records).model_copy(
                update={"printed_name": words.printed_name, "meaning": words.meaning}
            )
            for one, words in zip(given, cast("list[PartnershipSigned]", opened[1:]), strict=True)
        ],
    )


def difference_of_partnership(
    store: Store,
    partnership: Partnership,
    records: Sequence[Recorded],
    versions: tuple[Version[PartnershipTerms], Version[PartnershipTerms]],
    decision: Decision,
    acting: Acting,
) -> PartnershipDifferenceOut:
    """Both versions opened under one entry of the accounting, and the terms in which they differ."""
    opened = open_content(
        store, [records[one.at_version - 1] for one in versions], decision, acting, fields=("terms", "salt")
    )
    for version, laid in zip(versions, opened, strict=True):
        _verify(partnership, version, cast("Laid", laid))
    before, after = (cast("Laid", laid).terms for laid in opened)
    return PartnershipDifferenceOut(
        partnership=partnership.id,
        from_version=versions[0].number,
        to_version=versions[1].number,
        changed=changed(before, after),
    )


def _verify(partnership: Partnership, version: Version[PartnershipTerms], laid: Laid) -> None:
    salt = bytes.fromhex(cast("str", laid.salt))
    if digest(partnership.id, version.number, partnership.sides, laid.terms, salt) != version.digest:
        raise MovedOrAltered  # a clear field was changed in the store: it is not what was signed
