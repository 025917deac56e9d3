"""What holds at an agency: its policy set's edition, with the agency's own figures where these ask for more (A6, D9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Self
from uuid import UUID

from services.directory.domain.policy_set import Edition
from services.directory.domain.strictness import SENSES, asked, by_topic, strictest
from services.directory.events import (
    ConcernRules,
    PolicySetChosen,
    ReportingLaw,
    Requirements,
    Retention,
    Sense,
)


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
    recommended: Mapping[str, frozenset[str]]
    """Of topics that the agency added its own to: those that the set alone names, and recommends as before."""
    retention: Retention
    reporting_laws: tuple[ReportingLaw, ...]
    concerns: ConcernRules

    @classmethod
    def of(cls, choice: PolicySetChosen, edition: Edition) -> Self:
        """Of each figure the stricter; an edition later than the choice may ask for more than the agency did."""
        rules, own = edition.rules, asked(choice.stricter)
        sets, merged = asked(rules.requirements), strictest(rules.requirements, choice.stricter)
        told = asked(merged)
        beyond = {code for code in own if told[code] != sets.get(code) or code in rules.advised}
        recommended = {
            code: frozenset(by_topic(sets[code])) - frozenset(by_topic(own[code]))
            for code in beyond
            if code in rules.advised and SENSES[code] is Sense.SOONER
        }
        levels = {code for code, value in told.items() if value == "advised"}
        return cls(
            policy_set=choice.policy_set,
            edition=edition.number,
            title=str(rules.title),
            holds_from=edition.holds_from,
            requirements=merged,
            of_agency=frozenset(beyond),
            advised=frozenset((set(rules.advised) - beyond) | levels),
            recommended=recommended,
            retention=rules.retention,
            reporting_laws=rules.reporting_laws,
            concerns=rules.concerns,
        )

    def asked(self) -> dict[str, Any]:
        """Every figure that is asked for, by its code."""
        return asked(self.requirements)

    def demanded(self) -> dict[str, Any]:
        """The same, without topics that are only recommended beside the agency's own."""
        told = self.asked()
        for code, topics in self.recommended.items():
            told[code] = tuple(one for one in told[code] if one.topic not in topics)
        return told

    def advises(self, code: str, topic: str) -> bool:
        """Whether a topic is recommended and not demanded."""
        return code in self.advised or topic in self.recommended.get(code, ())

    def source(self, code: str) -> Literal["set", "agency"]:
        return "agency" if code in self.of_agency else "set"
