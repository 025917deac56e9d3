"""What must hold of every decision about a concern, and that each row of the policy counts (C1, C2)."""

from dataclasses import replace

import pytest

from services.sessions.forms.concern_out import ConcernOut, WorkerSaysSoOut
from services.sessions.policy import CONCERNS, DISCLOSURES, OVERSIGHT
from services.sessions.policy.concern import THAT_THE_WORKER_SAYS_SO
from shared.access import Policy, Rule
from tests.shape.space import Space
from tests.shape.space_concerns import SPACES

ROLES = {*OVERSIGHT, "administrator", "system"}
OF = {space.resource: space for space in SPACES}
in_each = pytest.mark.parametrize("space", SPACES, ids=lambda space: space.resource)


def alone(space: Space, policy: Policy | None = None) -> set[tuple[str, str]]:
    """Who may do what by one relation; no row asks for two, and none denies."""
    told = policy or space.policy
    return {
        (who, action)
        for who in space.relations
        for action in space.actions
        if told.decide({who}, action, space.states[0]).allowed
    }


@in_each
def test_no_role_shows_that_a_concern_or_a_disclosure_is_there_C2(space: Space) -> None:
    assert {who for who, _ in alone(space)} & ROLES == set()


def test_nobody_outside_the_two_reads_content_without_a_disclosure_of_their_own_C1() -> None:
    reading = {(who, action) for who, action in alone(OF["Concern"]) if action.startswith("read-")}

    assert reading == {
        *((who, action) for who in ("worker", "author") for action in ("read-words", "read-recipients")),
        ("cover", "read-own-words"),
    }
    assert {who for who, action in alone(OF["Disclosure"]) if action == "read-words"} == {
        *("worker", "author", "recipient"),
    }


def test_the_manager_named_may_see_and_confirm_and_sees_four_fields_C2() -> None:
    assert {action for who, action in alone(OF["Concern"]) if who == "named_manager"} == {"see", "confirm"}
    decision = CONCERNS.decide({"named_manager"}, "see", "running")
    assert set(decision.sees) == {"id", "worker", "said_at", "confirmed_at"} == set(THAT_THE_WORKER_SAYS_SO)
    assert set(WorkerSaysSoOut.model_fields) == set(decision.sees)
    hidden = {field for field in ConcernOut.model_fields if not decision.shows(field)}
    assert hidden == set(ConcernOut.model_fields) - {"id", "worker"}


def test_a_party_who_is_named_as_well_sees_what_a_party_sees_C2() -> None:
    assert CONCERNS.decide({"named_manager", "cover"}, "see", "running").sees == ()


@pytest.mark.parametrize("rule", [*CONCERNS.rules, *DISCLOSURES.rules], ids=lambda rule: rule.id)
def test_each_mutated_row_disagrees_somewhere_C2(rule: Rule) -> None:
    space = OF["Concern" if rule in CONCERNS.rules else "Disclosure"]
    others = [one for one in space.policy.rules if one != rule]
    mutants = [
        others,
        [*others, replace(rule, effect="deny")],
        *([*others, replace(rule, who=(*rule.who, who))] for who in space.relations if who not in rule.who),
        *([*others, replace(rule, who=rule.who[:at] + rule.who[at + 1 :])] for at in range(len(rule.who))),
        *([*others, replace(rule, action=action)] for action in space.actions if action != rule.action),
    ]
    stands = alone(space)
    same = [mutant for mutant in mutants if alone(space, Policy("mutant", mutant)) == stands]

    # That somebody may see who may see already by another row changes what is shown, and is looked at above.
    assert all(rule.action == "see" for _ in same)
