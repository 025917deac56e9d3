"""A decision table: default deny, deny wins, an error denies. Nobody writes an `if` about access anywhere else."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass
from functools import partial
from hashlib import sha256
from typing import Literal

from propcache.api import cached_property

POLICY_ERROR = "policy-error"


@dataclass(frozen=True)
class Rule:
    """One row: a plain sentence, and the same for a machine."""

    id: str
    sentence: str
    who: tuple[str, ...]
    """Relations to the record; any one of them is enough."""
    action: str
    states: tuple[str, ...] = ()
    """States of the record in which the row holds; none named means all."""
    effect: Literal["allow", "deny"] = "allow"
    sees: tuple[str, ...] = ()
    """Which of the record's clear fields; none named means all."""
    obligations: tuple[str, ...] = ()
    purpose: str = "supervision"


allow = partial(Rule, effect="allow")
deny = partial(Rule, effect="deny")


@dataclass(frozen=True)
class Decision:
    """What was decided, by which row, of which version of the policy, on which relation."""

    allowed: bool
    rule: str
    version: str
    relation: str | None = None
    sentence: str = ""
    sees: tuple[str, ...] = ()
    purpose: str = "supervision"
    action: str = ""

    def shows(self, field: str) -> bool:
        return self.allowed and (not self.sees or field in self.sees)


class Policy:
    """The rows of one service."""

    def __init__(self, subject: str, rules: Iterable[Rule]) -> None:
        self.subject = subject
        self.rules = tuple(rules)
        if len({rule.id for rule in self.rules}) != len(self.rules):
            raise ValueError("two rows of a policy have the same id")

    @cached_property
    def version(self) -> str:
        """Changes when any row does; it stands in every decision and every envelope."""
        rows = json.dumps([asdict(rule) for rule in self.rules], sort_keys=True)
        return sha256(rows.encode()).hexdigest()[:16]

    @cached_property
    def actions(self) -> tuple[str, ...]:
        return tuple(self._about)

    @cached_property
    def _about(self) -> dict[str, list[Rule]]:
        about: dict[str, list[Rule]] = {}
        for rule in self.rules:
            about.setdefault(rule.action, []).append(rule)
        return about

    def decide(self, relations: AbstractSet[str], action: str, state: str) -> Decision:
        """May somebody with these relations to a record in this state do this? In doubt, no."""
        about = self._about.get(action, ())
        fitting = [
            rule
            for rule in about
            if (not rule.states or state in rule.states) and not relations.isdisjoint(rule.who)
        ]
        if not fitting:
            return Decision(False, "default-deny" if about else POLICY_ERROR, self.version, action=action)
        row = next((rule for rule in fitting if rule.effect == "deny"), fitting[0])
        relation = next(who for who in row.who if who in relations)
        return Decision(
            row.effect == "allow", row.id, self.version, relation, row.sentence, row.sees, row.purpose, action
        )

    def needed(self, action: str) -> str:
        """The sentence to show somebody who may see but not do."""
        return " ".join(
            rule.sentence for rule in self.rules if rule.action == action and rule.effect == "allow"
        )
