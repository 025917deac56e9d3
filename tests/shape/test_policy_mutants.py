"""Each row of a policy counts: taken away, turned about, or given to anybody, it disagrees with what Cedar says somewhere."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations

import pytest

from shared.access import Policy, Rule
from tests.shape.space import Space
from tests.shape.test_policy_space import SPACES

EVERY_ROW = [(space, rule) for space in SPACES.values() for rule in space.policy.rules]


def mutants(space: Space, rule: Rule) -> Iterator[tuple[str, Rule | None]]:
    yield "taken away", None
    yield "turned about", replace(rule, effect="deny" if rule.effect == "allow" else "allow")
    yield "for everybody", replace(rule, who=space.relations)
    yield (
        "of another action",
        replace(rule, action=next(a for a in (*space.actions, "x") if a != rule.action)),
    )


@cache
def answers(resource: str) -> list[tuple[frozenset[str], str, str, bool]]:
    """For whoever stands in at most two relations: that is where a single row shows, a deny beside an allow."""
    space = SPACES[resource]
    return [
        (asker, action, state, space.policy.decide(asker, action, state).allowed)
        for many in range(3)
        for asker in map(frozenset, combinations(space.relations, many))
        for action in space.actions
        for state in space.states
    ]


@pytest.mark.parametrize(("space", "rule"), EVERY_ROW, ids=lambda one: getattr(one, "id", ""))
def test_each_mutated_row_disagrees_somewhere(space: Space, rule: Rule) -> None:
    for what, mutant in mutants(space, rule):
        rows = [mutant if one is rule else one for one in space.policy.rules]
        policy = Policy(space.policy.subject, [one for one in rows if one is not None])
        assert any(
            policy.decide(asker, action, state).allowed != right
            for asker, action, state, right in answers(space.resource)
        ), what
