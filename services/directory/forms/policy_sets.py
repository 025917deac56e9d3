"""Policy sets as they are sent and shown, and what holds at an agency."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from services.directory.domain.policy_set import Edition, PolicySet
from services.directory.domain.required import Required
from services.directory.events import (
    ConcernRules,
    Line,
    PolicyRules,
    ReportingLaw,
    Requirements,
    Retention,
)
from shared.identity import AgencyId
from shared.web.bodies import Day, In, Out

EXAMPLE_RULES: dict[str, Any] = {
    "title": "An hour a week",
    "jurisdiction": "Ontario",
    "sources": ["Guideline 4, second page"],
    "requirements": {"at_least_every_days": 7, "session_minutes_at_least": 60},
}


class PolicySetIn(In):
    """A new policy set: a template by its code, or a whole set of your own."""

    holds_from: Day = Field(description="The first day on which it holds.")
    template: Line | None = Field(None, description="A template's code; instead of `rules`.")
    rules: PolicyRules | None = Field(None, examples=[EXAMPLE_RULES], description="Instead of `template`.")
    agency: AgencyId | None = Field(
        None, description="For which agency; may be left out where you are privacy officer of one only."
    )


class EditionIn(In):
    """The whole of the new edition: what is left out is not asked for any more."""

    holds_from: Day = Field(description="The first day on which this edition holds.")
    rules: PolicyRules = Field(examples=[EXAMPLE_RULES])


class ChoiceIn(In):
    """Which policy set your agency goes by, and where it asks for more."""

    policy_set: UUID
    holds_from: Day = Field(description="The first day on which your agency goes by it.")
    stricter: Requirements = Field(
        Requirements(),
        description="Only what your agency asks for beyond the set.",
        examples=[{"session_minutes_at_least": 75}],
    )


class PolicySetOut(Out):
    """One edition of a policy set."""

    id: UUID
    by_agency: AgencyId = Field(description="Whose privacy officers publish its editions.")
    edition: int
    holds_from: date
    editions: int = Field(description="How many there are.")
    rules: PolicyRules


class ListedPolicySet(Out):
    """One policy set in a list, by its latest edition."""

    id: UUID
    edition: int
    holds_from: date
    title: str
    jurisdiction: str | None = None
    funder: str | None = None


class RequirementOut(Out):
    """One thing that is asked for here."""

    requirement: str = Field(description="Its code.", examples=["at_least_every_days"])
    value: Any = Field(description="The figure, or what is asked for.")
    advised: bool = Field(description="Whether it is recommended and not demanded.")
    recommended: list[str] | None = Field(
        None, description="Of topics, those that the set recommends and the agency did not make its own."
    )
    source: Literal["set", "agency"] = Field(
        description="The set's edition, or the agency, which asks for more."
    )


class RequiredOut(Out):
    """What holds at an agency on a day."""

    agency: AgencyId
    on: date
    policy_set: UUID
    edition: int
    title: str
    holds_from: date = Field(description="The first day of this edition.")
    requirements: list[RequirementOut]
    retention: Retention
    reporting_laws: list[ReportingLaw]
    concerns: ConcernRules


def policy_set_form(one: PolicySet, edition: Edition) -> PolicySetOut:
    return PolicySetOut(
        id=one.id,
        by_agency=one.by_agency,
        edition=edition.number,
        holds_from=edition.holds_from,
        editions=len(one.editions),
        rules=edition.rules,
    )


def required_form(agency: AgencyId, on: date, required: Required) -> RequiredOut:
    return RequiredOut(
        agency=agency,
        on=on,
        policy_set=required.policy_set,
        edition=required.edition,
        title=required.title,
        holds_from=required.holds_from,
        requirements=[
            RequirementOut(
                requirement=code,
                value=value,
                advised=code in required.advised,
                recommended=sorted(required.recommended.get(code, ())) or None,
                source=required.source(code),
            )
            for code, value in required.asked().items()
        ],
        retention=required.retention,
        reporting_laws=list(required.reporting_laws),
        concerns=required.concerns,
    )
