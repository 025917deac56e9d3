"""What a difficulty rests on: the agreement it is about, who can take it, and how soon it is to be answered (C7)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from services.agreements.domain.difficulty_refusals import (
    NobodyIsNamed,
    NobodyToTakeABreach,
    NotToThem,
    NotYetAgreed,
    OneOfSeveral,
    TheNamedCannotTakeIt,
)
from services.agreements.events.difficulties import About
from shared.identity import AgencyId, PersonId


@dataclass(frozen=True)
class Within:
    """How soon an answer is due, as an edition of the agency's policy set asks."""

    days: int
    policy_set: UUID
    edition: int


@dataclass(frozen=True)
class Under:
    """The agreement that it is about, and who could take it: whom that names, and today's privacy officers."""

    agreement: UUID
    agency: AgencyId
    worker: PersonId
    supervisor: PersonId
    named: PersonId | None
    officers: frozenset[PersonId]
    terms_version: int | None = None
    """The terms that name somebody."""
    agreed: bool = True
    """Whether both ever signed; a draft that one of the two can change alone names nobody for good."""
    out_of_reach: bool = False
    """Whether the one named stands in for the supervisor today, or has left everywhere."""
    covers: frozenset[PersonId] = frozenset()
    """Who covers, or is yet to (A4)."""
    within: Within | None = None

    def taker(self, about: About, to: PersonId | None) -> PersonId:
        """Whom it goes to; `to` is whom the worker chose."""
        match about:
            case About.DIFFICULTY:
                fit = frozenset({self._named(to)})
            case About.BREACH:
                fit = self.officers - {self.worker, self.supervisor} - self.covers
                if not fit:
                    raise NobodyToTakeABreach
        if to is None and len(fit) > 1:
            raise OneOfSeveral("to")
        if to is not None and to not in fit:
            raise NotToThem("to")
        return to or next(iter(fit))

    def _named(self, to: PersonId | None) -> PersonId:
        if self.named is None:
            raise NobodyIsNamed
        if not self.agreed and to is None:
            raise NotYetAgreed("to")
        if self.out_of_reach:
            raise TheNamedCannotTakeIt
        return self.named
