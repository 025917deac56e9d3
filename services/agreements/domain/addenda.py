"""What is added to terms in force, signed by both like the terms themselves (A3)."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from services.agreements.domain.parts import Addendum, Placed
from services.agreements.domain.refusals import (
    AddendumNotOpen,
    AlreadySigned,
    NoSuchAddendum,
    NotInForce,
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
        if self.in_force is None:
            raise NotInForce
        number = len(self.addenda) + 1
        self.record(
            AddendumProposed(
                by=by,
                number=number,
                terms_version=self.in_force.number,
                text=text,
                salt=salt.hex(),
                digest=digest(self.id, number, self.in_force.number, self.parties, text, salt),
            )
        )
        return number

    def sign_addendum(
        self, number: int, by: PersonId, *, digest: str, printed_name: str, meaning: str, placed: Placed
    ) -> None:
        """Sign one that you have read; the second signature brings it into force."""
        addendum = self._under_negotiation(number, by)
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
        self._under_negotiation(number, by)
        self.record(AddendumWithdrawn(by=by, number=number))

    def _under_negotiation(self, number: int, by: PersonId) -> Addendum:
        self.open_to(by)
        addendum = next((one for one in self.addenda if one.number == number), None)
        if addendum is None:
            raise NoSuchAddendum("number")
        bound = self.in_force.number if self.in_force else None
        if addendum.in_force or addendum.withdrawn or addendum.terms_version != bound:
            raise AddendumNotOpen
        return addendum

    def addendum_standing(self, addendum: Addendum) -> Literal["in-force", "open", "withdrawn", "earlier"]:
        """It binds as long as the terms that it belongs to; `earlier` once those have been replaced, or all is over."""
        if addendum.withdrawn:
            return "withdrawn"
        if self.over or self.in_force is None or addendum.terms_version != self.in_force.number:
            return "earlier"
        return "in-force" if addendum.in_force else "open"


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
