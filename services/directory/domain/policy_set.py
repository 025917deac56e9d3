"""A policy set through its editions (A6), and the check that each of them passes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final, Self, assert_never
from uuid import UUID

from services.directory.domain.refusals import UnfitPolicySet
from services.directory.domain.strictness import SENSES, asked, contradictions
from services.directory.events import (
    POLICY_SET,
    PolicyRules,
    PolicySetFact,
    PolicySetPublished,
    PolicySetRevised,
    Requirements,
    TopicDue,
)
from services.directory.training import CODES
from shared.aggregate import Aggregate
from shared.identity import AgencyId

LARGEST: Final = 10_000
LONGEST_KEPT: Final = 100
"""Years. Nobody whose affair a record is lives longer than that after it, and published times of keeping are far shorter."""
MOST: Final = {"draft_days": 90, "seen_after_hours": 720, "answer_hours_default": 720}
"""A concern is serious: it is not drafted for longer than a quarter, and no notice waits for longer than a month (C1)."""


@dataclass(frozen=True)
class Edition:
    """The set as it holds from a day on."""

    number: int
    holds_from: date
    rules: PolicyRules


class PolicySet(Aggregate[PolicySetFact]):
    """What a jurisdiction, a funder or a publication asks for. One agency keeps it up to date, and any may pick it."""

    stream_type: ClassVar[str] = POLICY_SET
    begins_with: ClassVar[frozenset[str]] = frozenset({PolicySetPublished.kind})

    by_agency: AgencyId
    """Who published it, and alone revises it."""
    editions: tuple[Edition, ...] = ()

    @classmethod
    def publish(cls, id: UUID, by_agency: AgencyId, holds_from: date, rules: PolicyRules) -> Self:
        check(rules)
        return cls.begin(id, PolicySetPublished(by_agency=by_agency, holds_from=holds_from, rules=rules))

    def revise(self, holds_from: date, rules: PolicyRules) -> None:
        """A new edition; the same once more is none."""
        check(rules)
        last = self.editions[-1]
        if (holds_from, rules) != (last.holds_from, last.rules):
            self.record(PolicySetRevised(edition=last.number + 1, holds_from=holds_from, rules=rules))

    def edition_on(self, day: date) -> Edition | None:
        """The latest of those that hold by then: what was said later counts, from its day on."""
        return next((one for one in reversed(self.editions) if one.holds_from <= day), None)

    def apply(self, fact: PolicySetFact) -> None:
        match fact:
            case PolicySetPublished():
                self.by_agency = self.agency = fact.by_agency
                self.editions = (Edition(1, fact.holds_from, fact.rules),)
            case PolicySetRevised():
                self.editions += (Edition(fact.edition, fact.holds_from, fact.rules),)
            case _:
                assert_never(fact)


def check(rules: PolicyRules) -> None:
    """Raises UnfitPolicySet, naming what does not make sense."""
    wrong = [f"requirements.{code}" for code in unfit(rules.requirements)]
    wrong += ["advised"] if set(rules.advised) - asked(rules.requirements).keys() else []
    wrong += [f"retention.{field}" for field, years in rules.retention if not 0 < years <= LONGEST_KEPT]
    codes = [law.code for law in rules.reporting_laws]
    hours = [law.within_hours for law in rules.reporting_laws]
    if len(set(codes)) < len(codes) or not all(0 <= one <= LARGEST for one in hours):
        wrong.append("reporting_laws")
    wrong += [
        f"concerns.{field}" for field, most in MOST.items() if not 0 < getattr(rules.concerns, field) <= most
    ]
    if not rules.sources:
        wrong.append("sources")
    if wrong:
        raise UnfitPolicySet(*(f"rules.{field}" for field in wrong))


def unfit(requirements: Requirements) -> Iterator[str]:
    """Codes whose figure nobody could go by, alone or together with another."""
    told, wrong = asked(requirements), set(contradictions(requirements))
    for code in SENSES:
        if code in told and (code in wrong or not _fits(told[code])):
            yield code


def _fits(value: Any) -> bool:
    match value:
        case tuple() if all(isinstance(one, TopicDue) for one in value):
            topics = [one.topic for one in value]
            by_then = all(0 <= one.within_days <= LARGEST for one in value)
            return by_then and len(set(topics)) == len(topics) and CODES.issuperset(topics)
        case tuple():
            return len(set(value)) == len(value)
        case bool() | str():
            return True
        case _:
            return bool(0 < value <= LARGEST)
