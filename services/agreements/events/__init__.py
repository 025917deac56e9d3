"""Every fact of a supervision agreement, in the order of its life (A1–A6); the terms they carry stand beside."""

from __future__ import annotations

from datetime import date
from typing import Final

from services.agreements.events.addenda import (
    AddendumCameIntoForce,
    AddendumProposed,
    AddendumSigned,
    AddendumWithdrawn,
)
from services.agreements.events.codes import Kind, Limit, Modality, Model, Outcome, Party, Purpose, Stage, Why
from services.agreements.events.cover import CoverEnded, CoverNamed, CoverShown
from services.agreements.events.dates import (
    AgreementReviewed,
    ExpiryNearNoted,
    LongUnsignedNoted,
    ReviewDueNoted,
)
from services.agreements.events.departures import (
    DepartureEnded,
    DepartureReason,
    DepartureRecorded,
    Requirement,
)
from services.agreements.events.terms import Line, Objective, Terms, Text
from shared.facts import Fact, Private
from shared.identity import AgencyId, PersonId, PlacementId

__all__ = [
    "STREAM",
    "TOPICS",
    "AddendumCameIntoForce",
    "AddendumProposed",
    "AddendumSigned",
    "AddendumWithdrawn",
    "AgreementCameIntoForce",
    "AgreementDrafted",
    "AgreementEnded",
    "AgreementExpired",
    "AgreementFact",
    "AgreementRenegotiated",
    "AgreementReviewed",
    "AgreementSigned",
    "CoverEnded",
    "CoverNamed",
    "CoverShown",
    "DepartureEnded",
    "DepartureReason",
    "DepartureRecorded",
    "ExpiryNearNoted",
    "Kind",
    "Limit",
    "Line",
    "LongUnsignedNoted",
    "Modality",
    "Model",
    "Objective",
    "Outcome",
    "Party",
    "PlacementEndNoted",
    "Purpose",
    "Requirement",
    "ReviewDueNoted",
    "Stage",
    "Terms",
    "TermsRevised",
    "Text",
    "Why",
]

STREAM: Final = "agreement"
TOPICS: Final = {STREAM: "alongside.agreements"}


class AgreementDrafted(Fact, kind="agreements.AgreementDrafted"):
    """One of the two wrote a first version down (A1)."""

    by: PersonId
    worker: PersonId
    supervisor: PersonId
    agency: AgencyId
    placement: PlacementId
    terms: Terms
    salt: Private[str]
    digest: str


class TermsRevised(Fact, kind="agreements.TermsRevised"):
    """The version under negotiation was changed; `voids` names whose signatures fell with that (A3)."""

    by: PersonId
    terms_version: int
    terms: Terms
    salt: Private[str]
    digest: str
    voids: tuple[PersonId, ...] = ()


class AgreementSigned(Fact, kind="agreements.AgreementSigned"):
    """One party signed one version of the terms, and each of the five limits by name (A2, C1)."""

    by: PersonId
    terms_version: int
    digest: str
    limits: tuple[Limit, ...]
    printed_name: Private[str]
    meaning: Private[str]


class AgreementCameIntoForce(Fact, kind="agreements.AgreementCameIntoForce"):
    """Both signed the same terms; an earlier version ceases to bind and stays readable (A3)."""

    terms_version: int


class AgreementRenegotiated(Fact, kind="agreements.AgreementRenegotiated"):
    """A new version lies on the table; the one in force binds until both have signed again (A3)."""

    by: PersonId
    why: Why
    words: Private[str | None] = None
    terms_version: int
    terms: Terms
    salt: Private[str]
    digest: str


class PlacementEndNoted(Fact, kind="agreements.PlacementEndNoted"):
    """The placement has ended: no new signature, and people are asked to end the agreement."""

    placement: PlacementId


class AgreementEnded(Fact, kind="agreements.AgreementEnded"):
    """A party ended it; reason in words is theirs alone."""

    by: PersonId
    why: Why
    words: Private[str | None] = None


class AgreementExpired(Fact, kind="agreements.AgreementExpired"):
    """Its last day has passed, in the agency's time zone."""

    last_day: date


AgreementFact = (
    AgreementDrafted
    | TermsRevised
    | AgreementSigned
    | AgreementCameIntoForce
    | AgreementRenegotiated
    | PlacementEndNoted
    | AgreementEnded
    | AgreementExpired
    | AgreementReviewed
    | ReviewDueNoted
    | ExpiryNearNoted
    | LongUnsignedNoted
    | AddendumProposed
    | AddendumSigned
    | AddendumCameIntoForce
    | AddendumWithdrawn
    | CoverNamed
    | CoverEnded
    | CoverShown
    | DepartureRecorded
    | DepartureEnded
)
