"""Addenda of a partnership, opened and accounted for, for coordinators and HR of the two sides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from pydantic import Field

from services.agreements.domain.partnerships import Partnership
from services.agreements.domain.partnerships.addenda import addendum_digest
from services.agreements.domain.parts import Addendum
from services.agreements.events.partnerships import PartnershipAddendumProposed, PartnershipAddendumSigned
from services.agreements.forms.added import opened_addenda
from services.agreements.forms.partnerships.outgoing import PartnershipSignatureOut, signature_for_side
from shared.access import Decision
from shared.facts import Fact, Recorded
from shared.identity import Acting, AgencyId, PersonId
from shared.sealing import MovedOrAltered
from shared.store import Store
from shared.web.bodies import Out


class PartnershipAddendumOut(Out):
    """An addendum in full. `digest` is SHA-256(salt ‖ RFC 8785 form of partnership, addendum, version, peer_run, host, text)."""

    number: int
    terms_version: int
    by: PersonId
    side: AgencyId = Field(serialization_alias="for")
    proposed_at: datetime
    standing: str = Field(description="in-force, open, withdrawn, or earlier")
    digest: str
    salt: str
    text: str
    signatures: list[PartnershipSignatureOut]


def addenda_of_partnership(
    store: Store,
    partnership: Partnership,
    records: Sequence[Recorded],
    shown: Sequence[Addendum],
    decision: Decision,
    acting: Acting,
) -> list[PartnershipAddendumOut]:
    """Those addenda with their signatures, opened under one entry of the accounting."""
    opened = opened_addenda(store, records, shown, decision, acting)
    return [_addendum(partnership, records, one, *facts) for one, facts in zip(shown, opened, strict=True)]


def _addendum(
    partnership: Partnership, records: Sequence[Recorded], one: Addendum, *opened: Fact
) -> PartnershipAddendumOut:
    proposed = cast("PartnershipAddendumProposed", opened[0])
    text, salt = cast("str", proposed.text), cast("str", proposed.salt)
    told = (partnership.id, one.number, one.terms_version, partnership.sides, text)
    if addendum_digest(*told, bytes.fromhex(salt)) != one.digest:
        raise MovedOrAltered
    return PartnershipAddendumOut(
        number=one.number,
        terms_version=one.terms_version,
        by=one.by,
        side=proposed.side,
        proposed_at=records[one.at_version - 1].recorded_at,
        standing=partnership.addendum_standing(one),
        digest=one.digest,
        salt=salt,
        text=text,
        signatures=[
            signature_for_side(given, records).model_copy(
                update={
                    "terms_version": one.terms_version,
                    "printed_name": words.printed_name,
                    "meaning": words.meaning,
                }
            )
            for given, words in zip(
                one.signatures, cast("Sequence[PartnershipAddendumSigned]", opened[1:]), strict=True
            )
        ],
    )
