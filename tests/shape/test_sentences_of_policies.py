"""Each row of a policy stands by itself: its sentence is what whoever is refused reads, without the row before it."""

import re
from typing import Final

import pytest

from services.house.manifest import POLICIES
from shared.access import Policy, Rule

LEANS: Final = re.compile(
    r"^(These|They|All of these|The same|The others?|Another of them|So (do|does)|The two(?! (parties|between))|Those(?! who| of)"
    r"|Either (?!party|of )[a-z]+s |Each of the two(?! parties)|Either of the two(?! parties| who))"
    r"|\b[Tt]hose (two|three|others)\b(?! who)|\bwhat those see\b|\bsees? the same,"
)
"""Begins with, or points at, somebody whom another row names."""
ROWS: Final = [pytest.param(policy, row, id=row.id) for policy in POLICIES for row in policy.rules]


@pytest.mark.parametrize(("policy", "row"), ROWS)
def test_a_sentence_names_whom_it_means(policy: Policy, row: Rule) -> None:
    assert not LEANS.search(row.sentence), f"{policy.subject}, {row.id}: {row.sentence}"
