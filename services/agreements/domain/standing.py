"""How an agreement stands: what its history makes of it. The rules are beside, in `agreement`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Final, Literal, assert_never

from services.agreements.events import (
    STREAM,
    AgreementCameIntoForce,
    AgreementDrafted,
    AgreementEnded,
    AgreementExpired,
    AgreementFact,
    AgreementRenegotiated,
    AgreementSigned,
    Limit,
    PlacementEndNoted,
    Terms,
    TermsRevised,
    Why,
)
from shared.aggregate import Aggregate
from shared.identity import AgencyId, PersonId, PlacementId

Status = Literal["drafted", "in-force", "renegotiating", "ended", "expired"]
OVER: Final = ("ended", "expired")


@dataclass(frozen=True)
class Placed:
    """What the directory says of the worker's placement at the time of signing."""

    ended: bool
    today: date
    """By the agency's own clock."""
    hears_concerns: PersonId | None
    """The line manager, or the agency's person where that cannot be (C2); nobody if neither is there."""


@dataclass(frozen=True)
class Signature:
    """Who signed which version; its place in the history tells when. A revision voids it."""

    by: PersonId
    terms_version: int
    digest: str
    limits: tuple[Limit, ...]
    at_version: int
    void: bool = False


@dataclass(frozen=True)
class Version:
    """One version of the terms, as stored: sealed but for what is clear."""

    number: int
    terms: Terms
    digest: str
    at_version: int


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
                self.in_force, self.on_the_table = self.on_the_table, None
            case PlacementEndNoted():
                self.placement_ended = True
            case AgreementEnded():
                self.over, self.why = "ended", fact.why
            case AgreementExpired():
                self.over = "expired"
            case _:
                assert_never(fact)

    def _lay_on_the_table(self, version: Version) -> None:
        self.on_the_table = version
        self.versions += (version,)
