"""Whether an agreement meets what its agency's policy set asks, and why not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final, Literal
from uuid import UUID

from pydantic import Field

from services.agreements.domain.agreement import Agreement
from services.agreements.domain.departures import Asking
from services.agreements.domain.judging import Known, Verdict, judge
from services.agreements.events import (
    AgreementCameIntoForce,
    AgreementDrafted,
    AgreementEnded,
    AgreementExpired,
    AgreementRenegotiated,
    AgreementReviewed,
    DepartureEnded,
    DepartureRecorded,
    Requirement,
    TermsRevised,
)
from services.agreements.forms.departures import DepartureShown, departure_shown, figure
from services.directory.relations import Required
from shared.access import Decision
from shared.web.bodies import Out

TOLD_BY: Final = {
    Requirement.SESSION_MINUTES.value: "session_minutes",
    Requirement.SESSION_MINUTES_IN_PROBATION.value: "session_minutes",
    Requirement.MINUTES_A_MONTH.value: "session_minutes",
    Requirement.SUPERVISOR_TRAINING.value: "trainings",
    Requirement.WORKER_TRAINING.value: "trainings",
}
"""Whose finding repeats what not everybody may see; they learn whether it is met, and no more (C5)."""
ABOUT: Final = {
    Requirement.EVERY_DAYS_IN_PROBATION.value: "worker",
    Requirement.SESSION_MINUTES_IN_PROBATION.value: "worker",
    Requirement.WORKER_TRAINING.value: "worker",
    Requirement.WORKERS_PER_SUPERVISOR.value: "supervisor",
    Requirement.SUPERVISOR_ROLES.value: "supervisor",
    Requirement.SUPERVISOR_TRAINING.value: "supervisor",
    Requirement.SUPERVISOR_SUPERVISED.value: "supervisor",
}
"""Of whom the house knows more than the terms say. A draft is one person's word, and opens nobody else's part of it (C5)."""
NOT_IN_A_DRAFT: Final = Verdict(None, None, "It is told to the other party once both have signed.")
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
FROM_ANOTHER: Final = "The departure was from another figure; what is asked for now is stricter."
Standing = Literal["meets", "departs", "falls-short", "no-policy-set"]


class PolicySetNamed(Out):
    """The edition that was gone by."""

    id: UUID
    title: str
    edition: int
    holds_from: date


class Finding(Out):
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


class RequirementsOut(Out):
    """How an agreement stands to what is asked of it. Nothing is opened to tell, and nothing is blocked by it."""

    agreement: UUID
    version: int | None = Field(None, description="Of the agreement, as it was then; for its parties.")
    at: datetime = Field(description="By when what it rests on was recorded.")
    on: date = Field(description="Which day at the agency it is about.")
    standing: Standing = Field(
        description="falls-short: something demanded is not met; departs: each such has a departure that counts."
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
        version=agreement.version if decision.shows("version") else None,
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
    for code, told in asked.items():
        hidden = agreement.in_force is None and ABOUT.get(code, decision.relation) != decision.relation
        verdict = NOT_IN_A_DRAFT if hidden else judge(known, code, asked)
        one = departures.get(code)
        departure = departure_shown(one, told) if one else None
        from_another = departure is not None and not departure.counts
        made.append(
            Finding(
                requirement=code,
                required=told,
                advised=code in required.advised,
                found=verdict.found if decision.shows(TOLD_BY.get(code, "requirements")) else None,
                met=verdict.met,
                why=verdict.why or (FROM_ANOTHER if from_another else None),
                source=required.source(code),
                departure=departure,
            )
        )
    return made


def asking(told: RequirementsOut) -> Asking | None:
    """What can be departed from, as far as whoever asks is shown it."""
    if told.policy_set is None:
        return None
    figures = {one.requirement: figure(one.required) for one in told.findings}
    short = frozenset(one.requirement for one in told.findings if one.met is False)
    return Asking(told.policy_set.id, told.policy_set.edition, figures, short)


def _standing(findings: Sequence[Finding]) -> Standing:
    short = [one for one in findings if one.met is False and not one.advised]
    if any(one.departure is None or not one.departure.counts for one in short):
        return "falls-short"
    return "departs" if short else "meets"
