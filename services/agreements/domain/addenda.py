"""What is added to terms in force, signed by both like the terms themselves (A3)."""

from __future__ import annotations

from uuid import UUID

from services.agreements.domain.parts import Placed
from services.agreements.domain.refusals import (
    AlreadySigned,
    PlacementHasEnded,
    TermsHaveChanged,
)
from services.agreements.domain.standing import Standing
from services.agreements.events import (
    AddendumCameIntoForce,
    AddendumProposed,
    AddendumSigned,
    AddendumWithdrawn,
)
from shared.identity import PersonId
from shared.sealing import salted_digest


class Addenda(Standing):
    """Signing never locks: what comes up later is added, and the terms stay as they were signed."""

    def propose_addendum(self, by: PersonId, text: str, salt: bytes) -> int:
        """Either party writes one down; answers with its number."""
        self.open_to(by)
        bound, number = self.bound().number, len(self.addenda) + 1
        self.record(
            AddendumProposed(
                by=by,
                number=number,
                terms_version=bound,
                text=text,
                salt=salt.hex(),
                digest=digest(self.id, number, bound, self.parties, text, salt),
            )
        )
        return number

    def sign_addendum(
        self, number: int, by: PersonId, *, digest: str, printed_name: str, meaning: str, placed: Placed
    ) -> None:
        """Sign one that you have read; the second signature brings it into force."""
        self.open_to(by)
        addendum = self.open_addendum(number)
        if digest != addendum.digest:
            raise TermsHaveChanged
        if any(one.by == by for one in addendum.signatures):
            raise AlreadySigned
        if placed.ended or self.placement_ended:
            raise PlacementHasEnded
        second = bool(addendum.signatures)
        self.record(
            AddendumSigned(by=by, number=number, digest=digest, printed_name=printed_name, meaning=meaning)
        )
        if second:
            self.record(AddendumCameIntoForce(number=number))

    def withdraw_addendum(self, number: int, by: PersonId) -> None:
        """Either party may, until both have signed; what holds is changed by another addendum, or negotiated anew."""
        self.open_to(by)
        self.open_addendum(number)
        self.record(AddendumWithdrawn(by=by, number=number))


def digest(
    agreement: UUID,
    number: int,
    terms_version: int,
    parties: tuple[PersonId, PersonId],
    text: str,
    salt: bytes,
) -> str:
    """What both sign: which agreement and version it belongs to, who the two are, and every word; salted."""
    worker, supervisor = parties
    signed = {
        "agreement": str(agreement),
        "addendum": number,
        "version": terms_version,
        "worker": str(worker),
        "supervisor": str(supervisor),
        "text": text,
    }
    return salted_digest(salt, signed)
