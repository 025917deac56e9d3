"""What is added to a partnership's terms in force, signed for both sides like the terms themselves (A3, A7)."""

from __future__ import annotations

from uuid import UUID

from services.agreements.domain.partnerships.standing import PartnershipStanding
from services.agreements.domain.partnerships.terms import Sides
from services.agreements.domain.refusals import TermsHaveChanged
from services.agreements.events.partnerships import (
    PartnershipAddendumCameIntoForce,
    PartnershipAddendumProposed,
    PartnershipAddendumSigned,
    PartnershipAddendumWithdrawn,
)
from shared.identity import AgencyId, PersonId
from shared.sealing import salted_digest


class PartnershipAddenda(PartnershipStanding):
    """Signing never locks: what comes up later is added, and the terms stay as they were signed."""

    def propose_addendum(self, by: PersonId, side: AgencyId, text: str, salt: bytes) -> int:
        """Either side writes one down; answers with its number."""
        self.open_to(side)
        bound, number = self.bound().number, len(self.addenda) + 1
        self.record(
            PartnershipAddendumProposed(
                by=by,
                side=side,
                number=number,
                terms_version=bound,
                text=text,
                salt=salt.hex(),
                digest=addendum_digest(self.id, number, bound, self.sides, text, salt),
            )
        )
        return number

    def sign_addendum(
        self, number: int, by: PersonId, side: AgencyId, *, digest: str, printed_name: str, meaning: str
    ) -> None:
        """Sign one that you have read, for one side; the other side's signature brings it into force."""
        self.open_to(side)
        addendum = self.open_addendum(number)
        if digest != addendum.digest:
            raise TermsHaveChanged
        self.once_for_one_side(by, side, addendum.signatures)
        second = bool(addendum.signatures)
        self.record(
            PartnershipAddendumSigned(
                by=by, side=side, number=number, digest=digest, printed_name=printed_name, meaning=meaning
            )
        )
        if second:
            self.record(PartnershipAddendumCameIntoForce(number=number))

    def withdraw_addendum(self, number: int, by: PersonId, side: AgencyId) -> None:
        """Either side may, until both have signed; what holds is changed by another addendum, or negotiated anew."""
        self.open_to(side)
        self.open_addendum(number)
        self.record(PartnershipAddendumWithdrawn(by=by, side=side, number=number))


def addendum_digest(
    partnership: UUID, number: int, terms_version: int, sides: Sides, text: str, salt: bytes
) -> str:
    """What both sides sign: which partnership and version it belongs to, who they are, and every word; salted."""
    signed = {
        "partnership": str(partnership),
        "addendum": number,
        "version": terms_version,
        "peer_run": str(sides.peer_run),
        "host": str(sides.host),
        "text": text,
    }
    return salted_digest(salt, signed)
