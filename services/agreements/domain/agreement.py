"""A supervision agreement from its first draft to its end (A1–A3)."""

from __future__ import annotations

from typing import Self
from uuid import UUID

from services.agreements.domain.addenda import Addenda
from services.agreements.domain.cover import Covering
from services.agreements.domain.dates import Dates
from services.agreements.domain.departures import Departing
from services.agreements.domain.negotiated import Status
from services.agreements.domain.parts import Placed, Signature, Version
from services.agreements.domain.placed import UnderPartnership
from services.agreements.domain.refusals import (
    AlreadySigned,
    KindStays,
    LimitsNotAcknowledged,
    NobodyToHearAConcern,
    NotAParty,
    PlacementHasEnded,
    SupervisorIsWorker,
    TermsHaveChanged,
    TermsHaveRunOut,
    TermsIncomplete,
)
from services.agreements.domain.terms import Proposal, check, missing, propose
from services.agreements.events import (
    AgreementCameIntoForce,
    AgreementDrafted,
    AgreementEnded,
    AgreementRenegotiated,
    AgreementSigned,
    Kind,
    Limit,
    Terms,
    TermsRevised,
    Why,
)
from shared.identity import AgencyId, PersonId, PlacementId


class Agreement(Addenda, Covering, Dates, UnderPartnership, Departing):
    """Exactly two parties; in force when both have signed the same terms (A2, A3)."""

    @classmethod
    def draft(
        cls,
        id: UUID,
        *,
        by: PersonId,
        worker: PersonId,
        supervisor: PersonId,
        agency: AgencyId,
        placement: PlacementId,
        terms: Terms,
        salt: bytes,
    ) -> Self:
        """Either of the two writes down a first version (A1)."""
        if worker == supervisor:
            raise SupervisorIsWorker("worker", "supervisor")
        if by not in (worker, supervisor):
            raise NotAParty
        check(terms, worker, supervisor)
        new = propose(id, 1, worker, supervisor, placement, terms, salt)
        return cls.begin(
            id,
            AgreementDrafted(
                by=by,
                worker=worker,
                supervisor=supervisor,
                agency=agency,
                placement=placement,
                terms=new.terms,
                salt=new.salt,
                digest=new.digest,
            ),
        )

    def revise(self, by: PersonId, terms: Terms, salt: bytes) -> None:
        """Change the version on the table; a signature under it falls, visibly (A3)."""
        self.open_to(by)
        self.laid()
        new = self._propose(terms, salt)
        voids = tuple(s.by for s in self.signatures_on_the_table())
        self.record(
            TermsRevised(
                by=by,
                terms_version=new.version,
                terms=new.terms,
                salt=new.salt,
                digest=new.digest,
                voids=voids,
            )
        )

    def sign(
        self,
        by: PersonId,
        *,
        digest: str,
        limits: tuple[Limit, ...],
        printed_name: str,
        meaning: str,
        placed: Placed,
    ) -> None:
        """Sign the terms on the table; the second of two signatures brings them into force (A2, A3)."""
        table = self._signable(by, digest, limits, placed)
        second = bool(self.signatures_on_the_table())
        if second and placed.hears_concerns is None:
            raise NobodyToHearAConcern
        self.record(
            AgreementSigned(
                by=by,
                terms_version=table.number,
                digest=digest,
                limits=tuple(Limit),
                printed_name=printed_name,
                meaning=meaning,
            )
        )
        if second:
            self.record(AgreementCameIntoForce(terms_version=table.number))

    def _signable(
        self, by: PersonId, digest: str, limits: tuple[Limit, ...], placed: Placed
    ) -> Version[Terms]:
        self.open_to(by)
        table = self.laid()
        if unsaid := set(Limit) - set(limits):
            raise LimitsNotAcknowledged(
                *(f"acknowledged_limits.{limit}" for limit in Limit if limit in unsaid)
            )
        if digest != table.digest:
            raise TermsHaveChanged
        self._require_its_kind(table.terms)  # what lay there before this was a rule
        if fields := missing(table.terms):
            raise TermsIncomplete(*(f"terms.{field}" for field in fields))
        if (last_day := table.terms.ends) is not None and last_day < placed.today:
            raise TermsHaveRunOut("terms.ends")
        if any(signature.by == by for signature in self.signatures_on_the_table()):
            raise AlreadySigned
        if placed.ended or self.placement_ended:
            raise PlacementHasEnded
        return table

    def renegotiate(self, by: PersonId, why: Why, words: str | None, terms: Terms, salt: bytes) -> None:
        """Lay a new version on the table; the one in force binds until both have signed again (A3)."""
        self.open_to(by)
        self.may_be_renegotiated()
        new = self._propose(terms, salt)
        self.record(
            AgreementRenegotiated(
                by=by,
                why=why,
                words=words,
                terms_version=new.version,
                terms=new.terms,
                salt=new.salt,
                digest=new.digest,
            )
        )

    def end(self, by: PersonId, why: Why, words: str | None) -> None:
        """A party ends it, whatever its state."""
        self.open_to(by)
        self.record(AgreementEnded(by=by, why=why, words=words))

    def _propose(self, terms: Terms, salt: bytes) -> Proposal:
        check(terms, self.worker, self.supervisor)
        self._require_its_kind(terms)
        number = self.versions[-1].number + 1
        return propose(self.id, number, self.worker, self.supervisor, self.placement, terms, salt)

    def _require_its_kind(self, terms: Terms) -> None:
        """Raises for terms that would go on, as another kind of supervision, with what was said under those in force (D8)."""
        if self.in_force and terms.kind not in (self.in_force.terms.kind, Kind.BOTH):
            raise KindStays


__all__ = ["Agreement", "Placed", "Signature", "Status", "Version"]
