"""Policy sets: what a jurisdiction, a funder or a publication asks of supervision, in editions; and which an agency picks."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field

from services.directory.events.concern_rules import ConcernRules
from services.directory.events.parts import Line
from services.directory.events.requirements import Requirements
from services.directory.events.retention import ReportingLaw, Retention
from shared.facts import Fact, Part
from shared.identity import AgencyId


class PolicyRules(Part):
    """A whole set, as one edition holds it: published rules, and nothing of anybody's."""

    title: Line = Field(description="What the set is called.")
    jurisdiction: Line | None = Field(None, description="Country, state or province where it holds.")
    funder: Line | None = Field(None, description="Whose money it comes with.")
    sources: tuple[Line, ...] = Field(description="Where the figures are published.")
    requirements: Requirements = Field(
        Requirements(), description="What it asks for; the rest it leaves open."
    )
    advised: tuple[Line, ...] = Field(
        (), description="Requirements, by their codes, that it recommends and does not demand."
    )
    retention: Retention = Field(Retention(), description="How long what is kept is kept.")
    reporting_laws: tuple[ReportingLaw, ...] = Field((), description="Laws of mandatory reporting (C6).")
    concerns: ConcernRules = Field(ConcernRules(), description="How a concern goes (C2).")


class PolicySetPublished(Fact, kind="directory.PolicySetPublished"):
    """A policy set, in its first edition, and the agency that answers for it (A6)."""

    by_agency: AgencyId
    holds_from: date
    rules: PolicyRules


class PolicySetRevised(Fact, kind="directory.PolicySetRevised"):
    """A further edition, whole; it holds from its day on, and those before it stay readable (A6)."""

    edition: int
    holds_from: date
    rules: PolicyRules


class PolicySetChosen(Fact, kind="directory.PolicySetChosen"):
    """An agency goes by a policy set from a day on, and says where it asks for more (A6, D9)."""

    policy_set: UUID
    holds_from: date
    stricter: Requirements


PolicySetFact = PolicySetPublished | PolicySetRevised
