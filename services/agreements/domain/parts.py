"""What an agreement is made of: versions of its terms, signatures, reviews, addenda; and where its worker is placed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from services.agreements.events import DepartureReason, Limit, Outcome, Requirement
from shared.identity import AgencyId, PersonId


class Negotiable(Protocol):
    """What all terms say, whatever they are about: from when to when, how often and how long, and when to look again."""

    @property
    def starts(self) -> date | None: ...
    @property
    def ends(self) -> date | None: ...
    @property
    def frequency(self) -> str | None: ...
    @property
    def session_minutes(self) -> int | None: ...
    @property
    def review_dates(self) -> tuple[date, ...]: ...


T = TypeVar("T", bound=Negotiable)


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
    agency: AgencyId | None = None
    """The side it was given for, where the two sides are organisations (A7)."""


@dataclass(frozen=True)
class Version(Generic[T]):
    """One version of the terms, as stored: sealed but for what is clear."""

    number: int
    terms: T
    digest: str
    at_version: int


@dataclass(frozen=True)
class Review:
    """A look at the agreement together (A3)."""

    by: PersonId
    held_on: date
    outcome: Outcome
    at_version: int
    agency: AgencyId | None = None
    """The side for which it was written down, where the two sides are organisations (A7)."""


@dataclass(frozen=True)
class Addendum:
    """Something added to one version of the terms; it holds once both have signed it, as long as that version does."""

    number: int
    terms_version: int
    by: PersonId
    digest: str
    at_version: int
    signatures: tuple[Signature, ...] = ()
    in_force: bool = False
    withdrawn: bool = False


@dataclass(frozen=True)
class Cover:
    """Somebody stands in for the supervisor, and what the worker has opened to them."""

    id: UUID
    person: PersonId
    by: PersonId
    starts: date
    ends: date
    shown: frozenset[tuple[str, int]] = frozenset()
    ended: bool = False

    def lasts(self, today: date) -> bool:
        return not self.ended and self.starts <= today <= self.ends


@dataclass(frozen=True)
class Departure:
    """A requirement of a policy set from which the two depart, and why."""

    number: int
    by: PersonId
    requirement: Requirement
    why: DepartureReason
    policy_set: UUID
    edition: int
    required: str
    at_version: int
    ended: bool = False
