"""How an agreement stands: what its history makes of it. The rules are beside, in `agreement`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, assert_never
from uuid import UUID

from services.agreements.domain.amended import Amended
from services.agreements.domain.negotiated import EXPIRY, UNSIGNED
from services.agreements.domain.parts import Addendum, Cover, Departure, Review, Signature, Version
from services.agreements.domain.refusals import NotAParty
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
    AgreementPlacedUnderPartnership,
    AgreementRenegotiated,
    AgreementReviewed,
    AgreementSigned,
    CoverEnded,
    CoverNamed,
    CoverShown,
    DepartureEnded,
    DepartureRecorded,
    ExpiryNearNoted,
    LongUnsignedNoted,
    PlacementEndNoted,
    ReviewDueNoted,
    Terms,
    TermsRevised,
)
from shared.identity import AgencyId, PersonId, PlacementId


class Standing(Amended[AgreementFact, Terms]):
    """What is, without what may be done about it."""

    stream_type: ClassVar[str] = STREAM
    begins_with: ClassVar[frozenset[str]] = frozenset({AgreementDrafted.kind})

    worker: PersonId
    supervisor: PersonId
    placement: PlacementId
    agency: AgencyId | None = None
    placement_ended: bool = False
    covers: tuple[Cover, ...] = ()
    partnership: UUID | None = None
    """Under which this supervision takes place, as a party said (A7)."""
    departures: tuple[Departure, ...] = ()

    @property
    def parties(self) -> tuple[PersonId, PersonId]:
        return self.worker, self.supervisor

    def open_to(self, by: PersonId) -> None:
        """Raises for anybody but the two parties, and once it is over."""
        if by not in self.parties:
            raise NotAParty
        self.still_open()

    def apply(self, fact: AgreementFact) -> None:
        at = self.version + len(self.new) + 1
        match fact:
            case AgreementDrafted():
                self.worker, self.supervisor = fact.worker, fact.supervisor
                self.agency, self.placement = fact.agency, fact.placement
                self._lay_on_the_table(Version(1, fact.terms, fact.digest, at))
            case TermsRevised():
                self._void_what_was_signed()
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
                self._sign_addendum(Signature(fact.by, fact.number, fact.digest, (), at))
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
            case AgreementPlacedUnderPartnership():
                self.partnership = fact.partnership
            case DepartureRecorded() | DepartureEnded():
                self._depart(fact, at)
            case _:
                assert_never(fact)

    def _depart(self, fact: DepartureRecorded | DepartureEnded, at: int) -> None:
        if isinstance(fact, DepartureRecorded):
            told = (
                fact.number,
                fact.by,
                fact.requirement,
                fact.why,
                fact.policy_set,
                fact.edition,
                fact.required,
            )
            self.departures += (Departure(*told, at),)
        else:
            ended = replace(self.departures[fact.number - 1], ended=True)
            self.departures = (*self.departures[: fact.number - 1], ended, *self.departures[fact.number :])

    def _cover(self, id: UUID, **changes: Any) -> None:
        self.covers = tuple(replace(one, **changes) if one.id == id else one for one in self.covers)

    def _show(self, fact: CoverShown) -> None:
        shown = next(one.shown for one in self.covers if one.id == fact.cover)
        self._cover(fact.cover, shown=shown | {(fact.item, fact.number)})
