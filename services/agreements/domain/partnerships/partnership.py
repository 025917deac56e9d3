"""A partnership from its first draft to its end: negotiated like every agreement, between two organisations (A3, A7)."""

from __future__ import annotations

from datetime import date
from typing import Self
from uuid import UUID

from services.agreements.domain.partnerships.addenda import PartnershipAddenda
from services.agreements.domain.partnerships.refusals import (
    NotASide,
    NotOfThatSide,
    PartnershipIncomplete,
    TermsLeaveAGap,
)
from services.agreements.domain.partnerships.terms import Hosts, Sides, check, digest, missing
from services.agreements.domain.parts import Version
from services.agreements.domain.refusals import TermsHaveChanged, TermsHaveRunOut
from services.agreements.events import Outcome, Why
from services.agreements.events.partnerships import (
    PartnershipCameIntoForce,
    PartnershipDrafted,
    PartnershipEnded,
    PartnershipExpired,
    PartnershipExpiryNearNoted,
    PartnershipLongUnsignedNoted,
    PartnershipRenegotiated,
    PartnershipReviewDueNoted,
    PartnershipReviewed,
    PartnershipSigned,
    PartnershipTerms,
    PartnershipTermsRevised,
)
from shared.identity import AgencyId, PersonId


class Partnership(PartnershipAddenda):
    """Exactly two sides; in force when both have signed the same terms. Who acts for a side is for the policy to say."""

    @classmethod
    def draft(
        cls,
        id: UUID,
        *,
        by: PersonId,
        side: AgencyId,
        sides: Sides,
        kinds: tuple[str, str],
        terms: PartnershipTerms,
        hosts: Hosts,
        salt: bytes,
    ) -> Self:
        """Either side writes down a first version; `kinds` is what the directory knows the two to be (D6)."""
        told = zip(("peer_run", "host"), kinds, ("peer-run", "host"), strict=True)
        if wrong := [field for field, kind, asked in told if kind != asked]:
            raise NotOfThatSide(*wrong)
        if side not in sides:
            raise NotASide("for")
        check(terms, sides, hosts)
        return cls.begin(
            id,
            PartnershipDrafted(
                by=by,
                side=side,
                peer_run=sides.peer_run,
                host=sides.host,
                terms=terms,
                salt=salt.hex(),
                digest=digest(id, 1, sides, terms, salt),
            ),
        )

    def revise(
        self, by: PersonId, side: AgencyId, terms: PartnershipTerms, hosts: Hosts, salt: bytes
    ) -> None:
        """Change the version on the table; a signature under it falls, visibly (A3)."""
        self.open_to(side)
        self.laid()
        check(terms, self.sides, hosts)
        version = self.versions[-1].number + 1
        self.record(
            PartnershipTermsRevised(
                by=by,
                side=side,
                terms_version=version,
                terms=terms,
                salt=salt.hex(),
                digest=digest(self.id, version, self.sides, terms, salt),
                voids=tuple(one.agency for one in self.signatures_on_the_table() if one.agency),
            )
        )

    def sign(
        self,
        by: PersonId,
        side: AgencyId,
        *,
        digest: str,
        printed_name: str,
        meaning: str,
        hosts: Hosts,
        today: date,
    ) -> None:
        """Sign the terms on the table for one side; the other side's signature brings them into force (A7)."""
        table = self._signable(by, side, digest, hosts, today)
        second = bool(self.signatures_on_the_table())
        self.record(
            PartnershipSigned(
                by=by,
                side=side,
                terms_version=table.number,
                digest=digest,
                printed_name=printed_name,
                meaning=meaning,
            )
        )
        if second:
            self.record(PartnershipCameIntoForce(terms_version=table.number))

    def _signable(
        self, by: PersonId, side: AgencyId, digest: str, hosts: Hosts, today: date
    ) -> Version[PartnershipTerms]:
        self.open_to(side)
        table = self.laid()
        if digest != table.digest:
            raise TermsHaveChanged
        if fields := missing(table.terms):
            raise PartnershipIncomplete(*(f"terms.{field}" for field in fields))
        check(table.terms, self.sides, hosts)
        if (last_day := table.terms.ends) is not None and last_day < today:
            raise TermsHaveRunOut("terms.ends")
        self.once_for_one_side(by, side, self.signatures_on_the_table())
        if self.leaves_a_gap(table.terms, today):
            raise TermsLeaveAGap
        return table

    def renegotiate(
        self,
        by: PersonId,
        side: AgencyId,
        why: Why,
        words: str | None,
        terms: PartnershipTerms,
        hosts: Hosts,
        salt: bytes,
    ) -> None:
        """Lay a new version on the table; the one in force binds until both sides have signed again (A3)."""
        self.open_to(side)
        self.may_be_renegotiated()
        check(terms, self.sides, hosts)
        version = self.versions[-1].number + 1
        self.record(
            PartnershipRenegotiated(
                by=by,
                side=side,
                why=why,
                words=words,
                terms_version=version,
                terms=terms,
                salt=salt.hex(),
                digest=digest(self.id, version, self.sides, terms, salt),
            )
        )

    def review(
        self, by: PersonId, side: AgencyId, held_on: date, outcome: Outcome, words: str | None, today: date
    ) -> None:
        """Either side writes down that the two have looked at what binds them."""
        self.open_to(side)
        settles = self.settles(held_on, today)
        self.record(
            PartnershipReviewed(
                by=by, side=side, held_on=held_on, outcome=outcome, settles=settles, words=words
            )
        )

    def end(self, by: PersonId, side: AgencyId, why: Why, words: str | None) -> None:
        """Either side ends it, whatever its state."""
        self.open_to(side)
        self.record(PartnershipEnded(by=by, side=side, why=why, words=words))

    def note_review_due(self, today: date) -> None:
        for due, stage in self.reviews_to_note(today):
            self.record(PartnershipReviewDueNoted(review_date=due, stage=stage))

    def note_expiry_near(self, today: date) -> None:
        if last_day := self.expiry_to_note(today):
            self.record(PartnershipExpiryNearNoted(last_day=last_day))

    def note_long_unsigned(self, drafted_on: date, today: date) -> None:
        if self.waits_too_long(drafted_on, today):
            self.record(PartnershipLongUnsignedNoted(drafted_on=drafted_on))

    def expire(self, today: date) -> None:
        """The last day of the version in force has passed; said once."""
        if last_day := self.ran_out(today):
            self.record(PartnershipExpired(last_day=last_day))
