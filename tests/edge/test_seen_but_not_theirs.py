"""Who may see that supervision takes place, and may not do something under it, is told the rule; to everybody else it is not known (C5)."""

from collections.abc import Callable
from typing import Any, Final

import pytest

from services.sessions.policy import CONCERNS, DUAL_RELATIONSHIPS, EVALUATIONS, GOALS, PERFORMANCE
from shared.access import Policy
from tests.edge.concerns import body as concern
from tests.edge.given import NOBODY, places, refused
from tests.edge.test_concerns_covered import covered
from tests.edge.test_dual_relationships import body as dual_relationship
from tests.edge.test_evaluations import summative
from tests.edge.test_goals import goal
from tests.edge.test_performance import body as performance
from tests.house import Household

Body = Callable[[Household, str], dict[str, Any]]
OVERSEERS: Final = ("petra", "tomasz", "dilip", "nora", "rowan")
"""Line manager, HR, coordinator, auditor and privacy officer."""
UNDER_ONE: Final[dict[str, tuple[str, Body, Policy, str]]] = {
    "goal": ("/goals", lambda home, one: goal(home, agreement=one), GOALS, "set"),
    "dual relationship": (
        "/dual-relationships",
        lambda home, one: dual_relationship(home, agreement=one),
        DUAL_RELATIONSHIPS,
        "bring",
    ),
    "performance record": (
        "/performance-records",
        lambda home, one: performance(home) | {"agreement": one},
        PERFORMANCE,
        "begin",
    ),
    "evaluation": ("/evaluations", lambda home, one: summative(home, agreement=one), EVALUATIONS, "write"),
    "concern": ("/concerns", lambda home, one: concern(home) | {"agreement": one}, CONCERNS, "raise"),
    "cover": ("/concerns/covers", lambda _, one: {"agreement": one, "how": "call"}, CONCERNS, "take-over"),
}
each = pytest.mark.parametrize("which", UNDER_ONE)


@each
@pytest.mark.parametrize("handle", OVERSEERS)
def test_whoever_oversees_an_agreement_is_told_the_rule_C5(
    handle: str, which: str, shared_home: Household
) -> None:
    path, body, policy, action = UNDER_ONE[which]
    asked, agreement = shared_home.as_(handle), str(shared_home.demo.agreements["maya-sam"])
    assert asked.get(f"/agreements/{agreement}").status_code == 200
    before = places(shared_home)

    told = refused(asked.post(path, json=body(shared_home, agreement)), 403, "not-allowed")

    assert told["title"] == policy.needed(action)
    assert places(shared_home) == before


@pytest.mark.parametrize("which", ["goal", "dual relationship", "performance record", "evaluation"])
def test_so_is_whoever_covers_as_long_as_they_do_A4(which: str, home: Household) -> None:
    path, body, policy, action = UNDER_ONE[which]
    agreement = str(home.demo.agreements["maya-sam"])
    ended = covered(home)

    told = refused(home.as_("ines").post(path, json=body(home, agreement)), 403, "not-allowed")
    assert told["title"] == policy.needed(action)

    assert home.as_("sam").post(f"{ended}/ending").status_code == 204
    home.settle()
    refused(home.as_("ines").post(path, json=body(home, agreement)), 409, "not-known-yet")


@each
@pytest.mark.parametrize(
    ("handle", "key"), [("jordan", "maya-sam"), ("ines", "maya-sam"), ("sam", "maya-petra")]
)
def test_to_whoever_may_not_see_it_it_is_as_one_that_is_not_there_C5(
    handle: str, key: str, which: str, shared_home: Household
) -> None:
    """A colleague, an officer of another agency, and another of the worker's supervisors."""
    path, body, *_ = UNDER_ONE[which]
    asked, agreement = shared_home.as_(handle), str(shared_home.demo.agreements[key])
    assert asked.get(f"/agreements/{agreement}").status_code == 404

    there = asked.post(path, json=body(shared_home, agreement))
    nowhere = asked.post(path, json=body(shared_home, NOBODY))

    refused(there, 409, "not-known-yet")
    assert there.content == nowhere.content
