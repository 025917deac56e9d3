"""Whether an agreement meets what its agency's policy set asks, and why not; and departures, with their reasons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from services.agreements.domain.agreement import Agreement
from services.agreements.domain.judging import Known, judge
from services.agreements.domain.parts import Departure
from services.agreements.events import (
    AgreementCameIntoForce,
    AgreementDrafted,
    AgreementEnded,
    AgreementExpired,
    AgreementRenegotiated,
    AgreementReviewed,
    DepartureEnded,
    DepartureReason,
    DepartureRecorded,
    Requirement,
    TermsRevised,
    Text,
)
from services.directory.relations import Required
from shared.access import Decision
from shared.facts import Recorded
from shared.identity import PersonId
from shared.web.bodies import In

TOLD_BY: Final = {
    Requirement.SESSION_MINUTES.value: "session_minutes",
    Requirement.SESSION_MINUTES_IN_PROBATION.value: "session_minutes",
    Requirement.MINUTES_A_MONTH.value: "session_minutes",
}
"""Whose finding repeats a term that not everybody may see; they learn whether it is met, and no more (C5)."""
CHANGES_THE_ANSWER: Final = (
    AgreementDrafted,
    TermsRevised,
    AgreementRenegotiated,
    AgreementCameIntoForce,
    AgreementReviewed,
    AgreementEnded,
    AgreementExpired,
    DepartureRecorded,
    DepartureEnded,
)
"""Of all that happens to an agreement; each of them is told to whoever oversees it, too."""
Standing = Literal["meets", "departs", "falls-short", "no-policy-set"]


class DepartureIn(In):
    """From which requirement the two of you depart, and why. It stands beside what is found, and blocks nothing."""

    requirement: Requirement = Field(examples=["at_least_every_days"])
    why: DepartureReason
    words: Text | None = Field(
        None, description="In your own words; read by the parties alone. Needed where `why` is other."
    )


class DepartureOut(BaseModel):
    """A departure; who recorded it is the parties' affair, and why in words is read with the other reasons."""

    number: int
    requirement: Requirement
    why: DepartureReason
    policy_set: UUID
    edition: int
    recorded_at: datetime
    by: PersonId | None = None
    ended: bool


class DepartureShown(BaseModel):
    """That the two depart from this, and why."""

    number: int
    why: DepartureReason


class PolicySetNamed(BaseModel):
    """The edition that was gone by."""

    id: UUID
    title: str
    edition: int
    holds_from: date


class Finding(BaseModel):
    """One requirement beside what was found."""

    requirement: str
    required: Any
    advised: bool = Field(description="Whether it is recommended and not demanded.")
    found: Any = None
    met: bool | None = Field(description="Null where it cannot be judged from an agreement.")
    why: str | None = Field(None, description="Why it cannot be judged, or need not be, in words.")
    source: Literal["set", "agency"] = Field(
        description="The set's edition, or the agency, which asks for more."
    )
    departure: DepartureShown | None = None


class RequirementsOut(BaseModel):
    """How an agreement stands to what is asked of it. Nothing is opened to tell, and nothing is blocked by it."""

    agreement: UUID
    version: int = Field(description="Of the agreement, as it was then.")
    at: datetime = Field(description="The moment of which this is the answer.")
    on: date = Field(description="Which day that was at the agency.")
    standing: Standing = Field(
        description="falls-short: something demanded is not met; departs: each such has a departure."
    )
    policy_set: PolicySetNamed | None = None
    findings: list[Finding]


def requirements_form(
    agreement: Agreement, at: datetime, known: Known, required: Required | None, decision: Decision
) -> RequirementsOut:
    """The answer for one moment, from what was known then, as far as this reader may see."""
    findings = _findings(agreement, known, required, decision) if required else []
    return RequirementsOut(
        agreement=agreement.id,
        version=agreement.version,
        at=at,
        on=known.today,
        standing=_standing(findings) if required else "no-policy-set",
        policy_set=_named(required) if required else None,
        findings=findings,
    )


def _named(required: Required) -> PolicySetNamed:
    return PolicySetNamed(
        id=required.policy_set,
        title=required.title,
        edition=required.edition,
        holds_from=required.holds_from,
    )


def _findings(agreement: Agreement, known: Known, required: Required, decision: Decision) -> list[Finding]:
    departures = {one.requirement.value: one for one in agreement.departures if not one.ended}
    asked = required.demanded()
    made = []
    for code, figure in asked.items():
        verdict, departure = judge(known, code, asked), departures.get(code)
        made.append(
            Finding(
                requirement=code,
                required=figure,
                advised=code in required.advised,
                found=verdict.found if decision.shows(TOLD_BY.get(code, "requirements")) else None,
                met=verdict.met,
                why=verdict.why,
                source=required.source(code),
                departure=DepartureShown(number=departure.number, why=departure.why) if departure else None,
            )
        )
    return made


def _standing(findings: Sequence[Finding]) -> Standing:
    short = [one for one in findings if one.met is False and not one.advised]
    if any(one.departure is None for one in short):
        return "falls-short"
    return "departs" if short else "meets"


def departure_form(one: Departure, records: Sequence[Recorded], decision: Decision) -> DepartureOut:
    return DepartureOut(
        number=one.number,
        requirement=one.requirement,
        why=one.why,
        policy_set=one.policy_set,
        edition=one.edition,
        recorded_at=records[one.at_version - 1].recorded_at,
        by=one.by if decision.shows("by") else None,
        ended=one.ended,
    )
