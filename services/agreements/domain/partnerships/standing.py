"""How a partnership stands: what its history makes of it. The rules are beside, in `partnership`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, assert_never

from services.agreements.domain.amended import Amended
from services.agreements.domain.negotiated import EXPIRY, UNSIGNED
from services.agreements.domain.partnerships.refusals import NotASide, SideHasSigned, SignedForTheOtherSide
from services.agreements.domain.partnerships.terms import Sides
from services.agreements.domain.parts import Addendum, Review, Signature, Version
from services.agreements.events.partnerships import (
    PARTNERSHIP,
    PartnershipAddendumCameIntoForce,
    PartnershipAddendumProposed,
    PartnershipAddendumSigned,
    PartnershipAddendumWithdrawn,
    PartnershipCameIntoForce,
    PartnershipDrafted,
    PartnershipEnded,
    PartnershipExpired,
    PartnershipExpiryNearNoted,
    PartnershipFact,
    PartnershipLongUnsignedNoted,
    PartnershipRenegotiated,
    PartnershipReviewDueNoted,
    PartnershipReviewed,
    PartnershipSigned,
    PartnershipTerms,
    PartnershipTermsRevised,
)
from shared.identity import AgencyId, PersonId, PlacementId


class PartnershipStanding(Amended[PartnershipFact, PartnershipTerms]):
    """What is, without what may be done about it. It is the host's affair: its clock says which day it is."""

    stream_type: ClassVar[str] = PARTNERSHIP
    begins_with: ClassVar[frozenset[str]] = frozenset({PartnershipDrafted.kind})

    sides: Sides
    agency: AgencyId | None = None

    def open_to(self, side: AgencyId) -> None:
        """Raises for anybody who acts for neither side, and once it is over."""
        if side not in self.sides:
            raise NotASide("for")
        self.still_open()

    def once_for_one_side(self, by: PersonId, side: AgencyId, given: Sequence[Signature]) -> None:
        """Raises for a side that has signed already, and for somebody who has signed for the other (A7)."""
        if any(one.agency == side for one in given):
            raise SideHasSigned
        if any(one.by == by for one in given):
            raise SignedForTheOtherSide

    def leaves_a_gap(self, terms: PartnershipTerms, today: date) -> bool:
        """Whether new terms start after a day that those in force, which cease with them, would have covered."""
        if not self.binds or terms.starts is None:
            return False
        next_day = max(today, self.bound().terms.starts or today)
        return self.binds_on(next_day) and next_day < terms.starts

    @property
    def covered(self) -> tuple[PlacementId, ...]:
        """The placements that the version in force names; none once it is over."""
        return tuple(one.placement for one in self.bound().terms.placements) if self.binds else ()

    def apply(self, fact: PartnershipFact) -> None:
        at = self.version + len(self.new) + 1
        match fact:
            case PartnershipDrafted():
                self.sides, self.agency = Sides(fact.peer_run, fact.host), fact.host
                self._lay_on_the_table(Version(1, fact.terms, fact.digest, at))
            case PartnershipTermsRevised():
                self._void_what_was_signed()
                self._lay_on_the_table(Version(fact.terms_version, fact.terms, fact.digest, at))
            case PartnershipRenegotiated():
                self.why = fact.why
                self._lay_on_the_table(Version(fact.terms_version, fact.terms, fact.digest, at))
            case PartnershipSigned():
                given = Signature(fact.by, fact.terms_version, fact.digest, (), at, agency=fact.side)
                self.signatures += (given,)
            case PartnershipCameIntoForce():
                self._begin_to_bind()
            case PartnershipReviewed():
                self.reviews += (Review(fact.by, fact.held_on, fact.outcome, at, fact.side),)
                self.settled |= set(fact.settles)
            case PartnershipReviewDueNoted():
                self.noted |= {(fact.stage.value, fact.review_date)}
            case PartnershipExpiryNearNoted():
                self.noted |= {(EXPIRY, fact.last_day)}
            case PartnershipLongUnsignedNoted():
                self.noted |= {(UNSIGNED, fact.drafted_on)}
            case PartnershipEnded():
                self.over, self.why = "ended", fact.why
            case PartnershipExpired():
                self.over = "expired"
            case PartnershipAddendumProposed():
                self.addenda += (Addendum(fact.number, fact.terms_version, fact.by, fact.digest, at),)
            case PartnershipAddendumSigned():
                given = Signature(fact.by, fact.number, fact.digest, (), at, agency=fact.side)
                self._sign_addendum(given)
            case PartnershipAddendumCameIntoForce():
                self._addendum(fact.number, in_force=True)
            case PartnershipAddendumWithdrawn():
                self._addendum(fact.number, withdrawn=True)
            case _:
                assert_never(fact)
