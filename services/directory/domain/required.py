"""What holds at an agency: its policy set's edition, with the agency's own figures where these ask for more (A6, D9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Self
from uuid import UUID

from services.directory.domain.policy_set import Edition
from services.directory.domain.strictness import asked, strictest
from services.directory.events import PolicySetChosen, ReportingLaw, Requirements, Retention


@dataclass(frozen=True)
class Required:
    """The requirements of one agency on one day."""

    policy_set: UUID
    edition: int
    title: str
    holds_from: date
    """The edition's first day."""
    requirements: Requirements
    of_agency: frozenset[str]
    """Codes of what the agency asks for beyond the set."""
    advised: frozenset[str]
    """Codes of what is recommended and not demanded."""
    retention: Retention
    reporting_laws: tuple[ReportingLaw, ...]

    @classmethod
    def of(cls, choice: PolicySetChosen, edition: Edition) -> Self:
        """Of each figure the stricter; an edition later than the choice may ask for more than the agency did."""
        rules, own = edition.rules, asked(choice.stricter)
        sets, merged = asked(rules.requirements), strictest(rules.requirements, choice.stricter)
        told = asked(merged)
        beyond = {code for code in own if told[code] != sets.get(code) or code in rules.advised}
        levels = {code for code, value in told.items() if value == "advised"}
        return cls(
            policy_set=choice.policy_set,
            edition=edition.number,
            title=str(rules.title),
            holds_from=edition.holds_from,
            requirements=merged,
            of_agency=frozenset(beyond),
            advised=frozenset((set(rules.advised) - beyond) | levels),
            retention=rules.retention,
            reporting_laws=rules.reporting_laws,
        )

    def asked(self) -> dict[str, Any]:
        """Every figure that is asked for, by its code."""
        return asked(self.requirements)

    def source(self, code: str) -> Literal["set", "agency"]:
        return "agency" if code in self.of_agency else "set"
