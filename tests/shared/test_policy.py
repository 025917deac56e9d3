"""A decision table by itself: what is denied, what a decision tells, and what it shows."""

import pytest

from shared.access import Decision, Policy, allow, deny

POLICY = Policy(
    "thing",
    [
        allow("T1", "Owners see all of it.", ("owner",), "see"),
        allow("T2", "Neighbours see its colour.", ("neighbour",), "see", sees=("colour",)),
        allow("T3", "Owners paint it while it stands.", ("owner",), "paint", states=("standing",)),
        deny("T4", "Nobody paints at night.", ("sleepless",), "paint"),
    ],
)


@pytest.mark.parametrize(
    ("relations", "action", "state", "rule"),
    [
        ({"owner"}, "see", "", "T1"),
        ({"owner", "neighbour"}, "see", "", "T1"),
        ({"neighbour"}, "see", "", "T2"),
        ({"owner"}, "paint", "standing", "T3"),
        ({"owner"}, "paint", "fallen", "default-deny"),
        ({"owner", "sleepless"}, "paint", "standing", "T4"),
        ({"sleepless"}, "paint", "fallen", "T4"),
        ({"passer-by"}, "see", "", "default-deny"),
        (set(), "see", "", "default-deny"),
        ({"owner"}, "sell", "", "policy-error"),
        ({"owner"}, "", "", "policy-error"),
    ],
)
def test_a_question_is_decided_by_one_row(relations: set[str], action: str, state: str, rule: str) -> None:
    decision = POLICY.decide(relations, action, state)

    assert decision.rule == rule
    assert decision.allowed is (rule in {"T1", "T2", "T3"})
    assert decision.action == action


def test_a_decision_shows_the_fields_of_its_row_C5() -> None:
    owner, neighbour, nobody = (POLICY.decide({who}, "see", "") for who in ("owner", "neighbour", "nobody"))

    assert (owner.shows("colour"), owner.shows("price")) == (True, True)
    assert (neighbour.shows("colour"), neighbour.shows("price")) == (True, False)
    assert (nobody.shows("colour"), nobody.shows("price")) == (False, False)


def test_a_denial_shows_nothing_whatever_it_names() -> None:
    assert not Decision(allowed=False, rule="x", version="v", sees=("colour",)).shows("colour")


def test_who_may_see_but_not_do_is_told_the_rule() -> None:
    assert POLICY.needed("paint") == "Owners paint it while it stands."
    assert POLICY.needed("sell") == ""


def test_a_decision_carries_sentence_relation_and_purpose() -> None:
    decision = POLICY.decide({"neighbour"}, "see", "")

    assert (decision.sentence, decision.relation) == ("Neighbours see its colour.", "neighbour")
    assert (decision.purpose, decision.version) == ("supervision", POLICY.version)
