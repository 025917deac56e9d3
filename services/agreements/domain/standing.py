"""How an agreement stands: what its history makes of it. The rules are beside, in `agreement`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, ClassVar, Literal, assert_never
from uuid import UUID

from services.agreements.domain.parts import Addendum, Cover, Review, Signature, Version
from services.agreements.domain.refusals import AgreementIsOver, NotAParty
from services.agreements.events import (
    STREAM,
    AddendumCameIntoForce,
    AddendumProposed,
    AddendumSigned,
    AddendumWithdrawn,
    AgreementCameIntoForce,
    AgreementDrafted,
    AgreementEnded,
    AgreementExpired,
    AgreementFact,
    AgreementRenegotiated,
    AgreementReviewed,
    AgreementSigned,
    CoverEnded,
    CoverNamed,
    CoverShown,
    ExpiryNearNoted,
    LongUnsignedNoted,
    PlacementEndNoted,
    ReviewDueNoted,
    TermsRevised,
    Why,
)
from shared.aggregate import Aggregate
from shared.identity import AgencyId, PersonId, PlacementId

Status = Literal["drafted", "in-force", "renegotiating", "ended", "expired"]
EXPIRY, UNSIGNED = "expiry", "unsigned"


class Standing(Aggregate[AgreementFact]):
    """What is, without what may be done about it."""

    stream_type: ClassVar[str] = STREAM
    begins_with: ClassVar[frozenset[str]] = frozenset({AgreementDrafted.kind})

    worker: PersonId
    supervisor: PersonId
    placement: PlacementId
    agency: AgencyId | None = None
    versions: tuple[Version, ...] = ()
    signatures: tuple[Signature, ...] = ()
    in_force: Version | None = None
    on_the_table: Version | None = None
    placement_ended: bool = False
    over: Literal["ended", "expired"] | None = None
    why: Why | None = None
    reviews: tuple[Review, ...] = ()
    settled: frozenset[date] = frozenset()
    """Agreed review dates that a review has stood for."""
    noted: frozenset[tuple[str, date]] = frozenset()
    """What a date has set off already: which notice, of which day."""
    addenda: tuple[Addendum, ...] = ()
    covers: tuple[Cover, ...] = ()

    @property
    def parties(self) -> tuple[PersonId, PersonId]:
        return self.worker, self.supervisor

    @property
    def status(self) -> Status:
        if self.over:
            return self.over
        if self.in_force is None:
            return "drafted"
        return "renegotiating" if self.on_the_table else "in-force"

    @property
    def current(self) -> Version:
        """The version that binds, or the one on the table where none does yet."""
        return self.in_force or self.on_the_table or self.versions[-1]

    def version_to_read(self, number: int | None) -> Version | None:
        """The version asked for; without a number the one on the table, else the one in force, else the last."""
        if number is None:
            return self.on_the_table or self.current
        return next((version for version in self.versions if version.number == number), None)

    def standing(self, version: Version) -> Literal["in-force", "on-the-table", "earlier"]:
        if version == self.in_force:
            return "in-force"
        return "on-the-table" if version == self.on_the_table else "earlier"

    @property
    def review_due(self) -> date | None:
        """The earliest agreed review that has not taken place, under the terms in force."""
        return next(iter(self.reviews_due), None)

    @property
    def reviews_due(self) -> tuple[date, ...]:
        """Every agreed review that has not taken place, under the terms in force."""
        agreed = self.in_force.terms.review_dates if self.in_force and not self.over else ()
        return tuple(day for day in agreed if day not in self.settled)

    def open_to(self, by: PersonId) -> None:
        """Raises for anybody but the two parties, and once it is over."""
        if by not in self.parties:
            raise NotAParty
        self.still_open()

    def still_open(self) -> None:
        """Raises once it is over."""
        if self.over:
            raise AgreementIsOver

    def signatures_on_the_table(self) -> tuple[Signature, ...]:
        number = self.on_the_table.number if self.on_the_table else None
        return tuple(s for s in self.signatures if s.terms_version == number and not s.void)

    def apply(self, fact: AgreementFact) -> None:
        at = self.version + len(self.new) + 1
        match fact:
            case AgreementDrafted():
                self.worker, self.supervisor = fact.worker, fact.supervisor
                self.agency, self.placement = fact.agency, fact.placement
                self._lay_on_the_table(Version(1, fact.terms, fact.digest, at))
            case TermsRevised():
                fallen = self.signatures_on_the_table()
                self.signatures = tuple(replace(s, void=True) if s in fallen else s for s in self.signatures)
                self._lay_on_the_table(Version(fact.terms_version, fact.terms, fact.digest, at))
            case AgreementRenegotiated():
                self.why = fact.why
                self._lay_on_the_table(Version(fact.terms_version, fact.terms, fact.digest, at))
            case AgreementSigned():
                self.signatures += (Signature(fact.by, fact.terms_version, fact.digest, fact.limits, at),)
            case AgreementCameIntoForce():
                self._begin_to_bind()
            case PlacementEndNoted():
                self.placement_ended = True
            case AgreementEnded():
                self.over, self.why = "ended", fact.why
            case AgreementExpired():
                self.over = "expired"
            case AgreementReviewed():
                self.reviews += (Review(fact.by, fact.held_on, fact.outcome, at),)
                self.settled |= set(fact.settles)
            case ReviewDueNoted():
                self.noted |= {(fact.stage.value, fact.review_date)}
            case ExpiryNearNoted():
                self.noted |= {(EXPIRY, fact.last_day)}
            case LongUnsignedNoted():
                self.noted |= {(UNSIGNED, fact.drafted_on)}
            case AddendumProposed():
                self.addenda += (Addendum(fact.number, fact.terms_version, fact.by, fact.digest, at),)
            case AddendumSigned():
                given = Signature(fact.by, fact.number, fact.digest, (), at)
                before = self.addenda[fact.number - 1].signatures
                self._addendum(fact.number, signatures=(*before, given))
            case AddendumCameIntoForce():
                self._addendum(fact.number, in_force=True)
            case AddendumWithdrawn():
                self._addendum(fact.number, withdrawn=True)
            case CoverNamed():
                self.covers += (Cover(fact.cover, fact.person, fact.by, fact.starts, fact.ends),)
            case CoverEnded():
                self._cover(fact.cover, ended=True)
            case CoverShown():
                self._show(fact)
            case _:
                assert_never(fact)

    def _begin_to_bind(self) -> None:
        self.in_force, self.on_the_table = self.on_the_table, None
        # Under new terms a review held early stands for no date still to come: the two may have agreed on it anew.
        last = max((one.held_on for one in self.reviews), default=date.min)
        self.settled = frozenset(day for day in self.settled if day <= last)

    def _addendum(self, number: int, **changes: Any) -> None:
        changed = replace(self.addenda[number - 1], **changes)
        self.addenda = (*self.addenda[: number - 1], changed, *self.addenda[number:])

    def _cover(self, id: UUID, **changes: Any) -> None:
        self.covers = tuple(replace(one, **changes) if one.id == id else one for one in self.covers)

    def _show(self, fact: CoverShown) -> None:
        shown = next(one.shown for one in self.covers if one.id == fact.cover)
        self._cover(fact.cover, shown=shown | {(fact.item, fact.number)})

    def _lay_on_the_table(self, version: Version) -> None:
        self.on_the_table = version
        self.versions += (version,)
