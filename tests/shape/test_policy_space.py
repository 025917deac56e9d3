"""Every decision there can be, against what must always hold and against the same sentences in Cedar (C1, C5)."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from cedarpy import Decision as CedarDecision
from cedarpy import Entities, PolicySet, is_authorized_batch

from services.agreements.domain.negotiated import BINDS
from services.agreements.forms import AgreementOut
from services.agreements.forms.partnerships import PartnershipOut
from services.agreements.policy import (
    BLOCKS,
    COUNTS,
    DIFFICULTIES,
    DISCONNECTS,
    ENTITLED,
    OVERSIGHT,
    OWN_SUPERVISION,
    PARTIES,
    PARTNERSHIPS,
    SIDE,
    STATES,
)
from services.agreements.policy import POLICY as AGREEMENT
from services.directory.events import Role
from services.directory.policy import AGENCIES, PEOPLE, PLACEMENTS, POLICY_SETS
from services.directory.policy.training import OUTSIDE, TRAINING
from services.house.manifest import POLICIES
from shared.access import Policy, allow, deny
from tests.shape import (
    space_concerns,
    space_diary,
    space_drafts,
    space_groups,
    space_keeping,
    space_rhythm,
    space_sessions,
)
from tests.shape.numbers import QUESTIONS
from tests.shape.space import UNKNOWN, Space
from tests.shape.space_records import RECORDS

CEDAR = sorted(Path(__file__).parent.glob("policy*.cedar"))
ROLES = tuple(role.value for role in Role)
C5_FIELDS = {
    *("id", "kind", "worker", "supervisor", "agency", "placement", "starts", "ends"),
    *("frequency", "status", "signatures", "review_dates", "review_due", "reviews", "partnership"),
}
"""That it takes place, how often, and whether it is signed and reviewed; written down here a second time."""


SPACES = {
    space.resource: space
    for space in (
        Space(
            "Agreement",
            AGREEMENT,
            (*PARTIES, "cover", *OVERSIGHT, "partner", "administrator", "system"),
            (
                *("see", "read-terms", "draft", "revise", "sign", "renegotiate", "end"),
                *("review", "amend", "see-together"),
                *("name-cover", "end-cover", "show-to-cover", "read-shown", "read-together", "see-cover"),
                *("see-requirements", "depart", "place-under-partnership"),
            ),
            STATES,
            204_800,
        ),
        Space("Block", BLOCKS, ("anybody", *ROLES, "system"), ("see",), ("",), 1_024),
        Space(
            "Difficulty",
            DIFFICULTIES,
            ("worker", "recipient", "supervisor", *OVERSIGHT, "administrator", "system"),
            ("see", "read-words", "raise", "answer", "withdraw"),
            ("open", "answered", "withdrawn"),
            18_432,
        ),
        Space("DifficultyCount", COUNTS, (*ROLES, "line_manager", "party", "system"), ("see",), ("",), 2_048),
        Space(
            "Disconnect",
            DISCONNECTS,
            ("author", "worker", "recipient", "peer_supervisor", *OVERSIGHT, "system"),
            (
                *("see", "read-words", "draft", "revise", "acknowledge"),
                *("add", "send", "answer", "withdraw"),
            ),
            ("drafted", "sent", "answered", "withdrawn"),
            40_960,
        ),
        Space(
            "Person",
            PEOPLE,
            ("self", "colleague", "party", "proposer", "operator", *ROLES, "system"),
            (
                *("see", "see-details", "add", "change-details", "link", "give-role"),
                *(
                    "propose-role",
                    "propose-sign-in",
                    "confirm",
                    "see-proposals",
                    "withdraw",
                    "end-guarded-role",
                    "import",
                ),
                *("list-handles", "add-officer", "declare", "export", "switch-off-own"),
            ),
            ("",),
            155_648,
        ),
        Space(
            "Agency",
            AGENCIES,
            ("anybody", "officer_somewhere", *ROLES, "system"),
            ("see", "add", "name-contact", "choose-policy-set", "keep-register"),
            ("",),
            6_144,
        ),
        Space(
            "PolicySet",
            POLICY_SETS,
            ("anybody", *ROLES, "system"),
            ("see", "publish", "revise"),
            ("",),
            2_048,
        ),
        Space(
            "Placement",
            PLACEMENTS,
            ("line_manager", "colleague", "home_keeper", *ROLES, "system"),
            ("see", "begin", "name-manager", "end"),
            ("",),
            10_240,
        ),
        Space(
            "Partnership",
            PARTNERSHIPS,
            (*SIDE, "supervisor", "worker", "signatory", "administrator", "system"),
            (
                *("see", "see-history", "read-terms", "draft", "revise", "sign"),
                *("renegotiate", "review", "end", "amend"),
            ),
            STATES,
            28_160,
        ),
        Space(
            "Training",
            TRAINING,
            ("anybody", "self", *ROLES, "system"),
            ("see-topics", "see", "see-details", "record", "withdraw"),
            ("",),
            6_144,
        ),
        Space("Outside", OUTSIDE, ("self", *ROLES, "system"), ("see", "record", "end"), ("",), 2_048),
        Space(
            "OwnSupervision",
            OWN_SUPERVISION,
            ("self", "supervised", *ROLES, "system"),
            ("see-own", "see"),
            ("",),
            3_072,
        ),
        *(space_sessions.SPACE, space_sessions.AGENDA),
        *space_rhythm.SPACES,
        space_keeping.OF_RECORDS,
        space_keeping.OF_PEOPLE,
        *(Space(*told) for told in RECORDS),
        *space_drafts.SPACES,
        *space_diary.SPACES,
        *space_groups.SPACES,
        *space_concerns.SPACES,
    )
}
in_each = pytest.mark.parametrize("space", SPACES.values(), ids=SPACES)


Question = tuple[frozenset[str], str, str]


@cache
def _decided(resource: str) -> tuple[tuple[Question, ...], list[Question]]:
    """All that the product allows, and what of it is not accounted for by a row, its version and a relation."""
    space, allowed, unaccounted = SPACES[resource], list[Question](), list[Question]()
    version, rows = space.policy.version, {rule.id: rule for rule in space.policy.rules}
    for question in space.questions():
        asker, action, _ = question
        decision = space.policy.decide(*question)
        if decision.allowed:
            allowed.append(question)
            row = rows[decision.rule]
            by = decision.relation in asker and decision.relation in row.who
            if not by or decision.version != version or not row.action == decision.action == action:
                unaccounted.append(question)
    return tuple(allowed), unaccounted


def allowed(resource: str) -> tuple[Question, ...]:
    """All that the product allows."""
    return _decided(resource)[0]


def test_every_policy_of_the_house_is_enumerated() -> None:
    assert {space.policy for space in SPACES.values()} == set(POLICIES)


@in_each
def test_the_space_is_all_that_the_product_names(space: Space) -> None:
    named = {who for rule in space.policy.rules for who in rule.who}
    states = {state for rule in space.policy.rules for state in rule.states}

    assert set(space.actions) == set(space.policy.actions)
    assert named <= set(space.relations)
    assert states <= set(space.states)


@in_each
def test_the_space_was_gone_through_whole(space: Space) -> None:
    said = 2 ** len(space.relations) * (len(space.policy.actions) + 1) * len(space.states)

    assert sum(1 for _ in space.questions()) == said == space.size


@in_each
def test_cedar_says_the_same_of_every_question(
    space: Space, record_property: Callable[[str, object], None]
) -> None:
    theirs = _answers_of_cedar(space)
    named = {action: _named(space, action) for action in (*space.actions, UNKNOWN)}
    by_cedar = {
        (asker, action, state)
        for asker, action, state in space.questions()
        if theirs[asker & named[action], action, state]
    }

    assert by_cedar ^ set(allowed(space.resource)) == set()
    record_property(QUESTIONS, space.size)


def _answers_of_cedar(space: Space) -> dict[tuple[frozenset[str], str, str], bool]:
    """To every question that differs in what a statement about its action could look at."""
    questions = list(
        dict.fromkeys(
            (asker, action, state)
            for action in (*space.actions, UNKNOWN)
            for asker in space.among(_named(space, action))
            for state in space.states
        )
    )
    askers = list(dict.fromkeys(asker for asker, _, _ in questions))
    number = {asker: str(one) for one, asker in enumerate(askers)}
    answers = is_authorized_batch(
        [
            {
                "principal": {"type": "Asker", "id": number[asker]},
                "action": {"type": "Action", "id": action},
                "resource": {"type": space.resource, "id": "it"},
                "context": {"state": state},
            }
            for asker, action, state in questions
        ],
        PolicySet.from_str("".join(_statements_about(space.resource))),
        Entities.from_json_str(
            json.dumps(
                [
                    {
                        "uid": {"type": "Asker", "id": number[asker]},
                        "attrs": {"relations": sorted(asker)},
                        "parents": [],
                    }
                    for asker in askers
                ]
            )
        ),
    )
    assert not any(answer.diagnostics.errors for answer in answers)
    return {
        question: answer.decision is CedarDecision.Allow
        for question, answer in zip(questions, answers, strict=True)
    }


def _statements_about(resource: str) -> list[str]:
    """Those that could hold for it: one that is about another kind of record alone holds for none of these questions."""
    written = "".join(one.read_text("utf-8") for one in CEDAR)
    statements = re.split(r"(?=^@id)", written, flags=re.MULTILINE)
    return [one for one in statements if re.findall(r"resource is (\w+)", one) in ([], [resource])]


def _named(space: Space, action: str) -> frozenset[str]:
    """The relations that can make a difference to Cedar: those that a statement which could hold for the action names."""
    about = [
        one
        for one in _statements_about(space.resource)
        if "Action::" not in one or f'Action::"{action}"' in one
    ]
    return frozenset(relation for relation in space.relations for one in about if f'"{relation}"' in one)


def test_cedars_statements_look_at_relations_by_their_names_alone() -> None:
    written = "".join(re.sub(r"^//.*$", "", one.read_text("utf-8"), flags=re.MULTILINE) for one in CEDAR)
    looks = re.findall(r"principal\.\S*?\(", written)

    assert looks
    assert set(looks) <= {f"principal.relations.{how}(" for how in ("contains", "containsAny", "containsAll")}
    assert written.count("principal.") == len(looks)


@in_each
def test_an_unknown_action_is_denied_to_everybody(space: Space) -> None:
    decisions = [
        space.policy.decide(asker, UNKNOWN, state) for asker in space.askers() for state in space.states
    ]

    assert {(one.allowed, one.rule) for one in decisions} == {(False, "policy-error")}


@in_each
def test_whoever_stands_in_no_relation_gets_nothing_C5(space: Space) -> None:
    assert [told for told in allowed(space.resource) if told[0] == frozenset()] == []


@in_each
def test_a_system_gets_nothing_by_being_one_C5(space: Space) -> None:
    with_it = {told for told in allowed(space.resource) if "system" in told[0]}

    assert [told for told in with_it if told[0] == {"system"}] == []
    assert {(asker - {"system"}, *rest) for asker, *rest in with_it} <= set(allowed(space.resource))


@in_each
def test_each_decision_names_its_row_its_version_and_its_relation(space: Space) -> None:
    assert _decided(space.resource)[1] == []


def test_nobody_but_the_two_parties_reads_changes_signs_or_ends_C1() -> None:
    others = [(asker, action) for asker, action, _ in allowed("Agreement") if not asker & set(PARTIES)]

    seeing = {"see", "see-requirements"}
    assert {action for asker, action in others if not asker & {"cover", "hr"}} == seeing
    both = {*seeing, "see-cover", "end-cover"}
    assert {action for asker, action in others if "hr" not in asker} == {*both, "read-shown"}
    assert {action for asker, action in others if "cover" not in asker} == {*both, "name-cover"}


def test_what_was_sealed_is_opened_to_a_cover_by_the_worker_alone_C1() -> None:
    opening = {asker & set(PARTIES) for asker, action, _ in allowed("Agreement") if action == "show-to-cover"}

    assert opening == {frozenset({"worker"}), frozenset(PARTIES)}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("party", PARTIES)
def test_each_party_may_ask_for_everything_in_every_state_A1(party: str, state: str) -> None:
    # Whether it can be done then is for the rules of the agreement to say.
    asked = {
        action for asker, action, in_state in allowed("Agreement") if asker == {party} and in_state == state
    }

    others = {"worker": {"name-cover"}, "supervisor": {"show-to-cover", "read-together"}}[party]
    assert asked == set(AGREEMENT.actions) - {"read-shown"} - others


def test_who_oversees_and_a_partner_see_exactly_that_it_takes_place_C5() -> None:
    overseeing = [
        asker
        for asker in SPACES["Agreement"].askers()
        if asker & {*OVERSIGHT, "partner"} and not asker & {*PARTIES, "cover"}
    ]
    fields = {
        (field, AGREEMENT.decide(asker, "see", state).shows(field))
        for asker in overseeing
        for state in STATES
        for field in AgreementOut.model_fields
    }

    assert len(overseeing) == 252
    assert {field for field, shown in fields if shown} == C5_FIELDS
    assert {field for field, shown in fields if not shown} == set(AgreementOut.model_fields) - C5_FIELDS


def test_a_partner_may_see_and_nothing_else_C5() -> None:
    asked = {(action, state) for asker, action, state in allowed("Agreement") if asker == {"partner"}}

    assert asked == {("see", state) for state in STATES}


def test_only_coordinators_and_hr_act_for_a_side_or_read_its_words_A7() -> None:
    others = {action for asker, action, _ in allowed("Partnership") if not asker & {*ENTITLED, "signatory"}}

    assert others == {"see", "see-history"}
    signing = [asker for asker, action, _ in allowed("Partnership") if action == "sign"]
    assert [asker for asker in signing if "signatory" not in asker] == []


def test_whom_a_partnership_concerns_sees_who_covers_what_while_it_binds_and_no_history_A7() -> None:
    for asker in ({"supervisor"}, {"worker"}, {"supervisor", "worker"}):
        asked = {(action, state) for one, action, state in allowed("Partnership") if one == asker}
        assert asked == {("see", state) for state in BINDS}
        hidden = {
            field
            for field in PartnershipOut.model_fields
            if not PARTNERSHIPS.decide(asker, "see", "in-force").shows(field)
        }
        assert hidden == {"signatures", "reviews", "version", "proposed_version", "why"}


def test_a_party_who_also_oversees_sees_what_a_party_sees_C5() -> None:
    for asker in SPACES["Agreement"].askers():
        if asker & set(PARTIES):
            decision = AGREEMENT.decide(asker, "see", "in-force")
            assert all(decision.shows(field) for field in AgreementOut.model_fields)


@pytest.mark.parametrize("resource", ["Difficulty", "Disconnect"])
def test_no_role_shows_that_a_restricted_record_is_there_C7(resource: str) -> None:
    between = {"Difficulty": {"worker", "recipient"}, "Disconnect": {"author", "worker", "recipient"}}[
        resource
    ]

    others = {action for asker, action, _ in allowed(resource) if not asker & between}
    assert others <= {"draft"}, "which is about what is not there yet"


def test_nobody_sees_a_performance_record_before_its_worker_but_who_wrote_in_it_S13() -> None:
    early = {
        asker
        for asker, action, state in allowed("PerformanceRecord")
        if state == "noted" and action != "begin"
    }

    wrote = {"author", "beside", "wrote"}
    assert [asker for asker in early if not asker & {"worker", *wrote}] == []
    seeing = [one for one in allowed("PerformanceRecord") if one[1] in ("see", "read-words")]
    assert [one for one in seeing if one[2] == "noted" and not one[0] & {"worker", *wrote}] == []
    others = {"coordinator", "privacy_officer", "auditor", "administrator", "system"}
    assert [one for one in seeing if one[0] <= others] == [], "nor ever those whom S13 does not name"


def test_no_row_opens_an_answer_to_anybody_K4() -> None:
    assert "read-words" not in {action for _, action, _ in allowed("Feedback")}
    assert {asker & {"worker"} for asker, action, _ in allowed("Feedback") if action == "answer"} == {
        frozenset({"worker"})
    }


def test_only_overseers_of_the_agency_see_how_many_difficulties_there_were_C5() -> None:
    seeing = [asker for asker, _, _ in allowed("DifficultyCount")]

    assert [one for one in seeing if not one & {"coordinator", "hr", "privacy_officer", "auditor"}] == []


@pytest.mark.parametrize("action", ["propose-role", "propose-sign-in", "confirm"])
def test_nobody_gives_themselves_a_guarded_role_or_a_further_sign_in_C5(action: str) -> None:
    given = [asker for asker, done, _ in allowed("Person") if done == action]

    assert given
    assert [asker for asker in given if "self" in asker or "privacy_officer" not in asker] == []


def test_nobody_confirms_what_they_proposed_C5() -> None:
    confirming = [asker for asker, action, _ in allowed("Person") if action == "confirm"]

    assert [asker for asker in confirming if "proposer" in asker] == []


def test_only_oneself_says_whether_one_has_worked_in_a_peer_role_D8() -> None:
    assert {"self" in asker for asker, action, _ in allowed("Person") if action == "declare"} == {True}


def test_contacts_are_seen_by_oneself_hr_and_officers_alone_D2() -> None:
    seen = [asker for asker, action, _ in allowed("Person") if action == "see-details"]

    assert [asker for asker in seen if not asker & {"self", "hr", "privacy_officer"}] == []


def test_with_whom_somebody_learned_is_seen_by_oneself_hr_and_officers_alone_D7() -> None:
    seen = [asker for asker, action, _ in allowed("Training") if action == "see-details"]
    seen += [asker for asker, _, _ in allowed("Outside")]

    assert [asker for asker in seen if not asker & {"self", "hr", "privacy_officer"}] == []


def test_by_which_agreements_a_supervisor_is_supervised_is_theirs_alone_to_see_D7() -> None:
    assert {"self" in asker for asker, action, _ in allowed("OwnSupervision") if action == "see-own"} == {
        True
    }


def test_the_operator_gets_handles_and_first_officers_and_no_more_C5() -> None:
    got = {
        (space, action) for space in SPACES for asker, action, _ in allowed(space) if asker == {"operator"}
    }

    assert got == {("Person", "list-handles"), ("Person", "add-officer")}


def test_a_deny_wins_over_every_allow_wherever_it_stands() -> None:
    rows = [allow("1", "a", ("x", "y"), "do"), deny("2", "b", ("y",), "do"), allow("3", "c", ("y",), "do")]

    for order in (rows, rows[::-1], [rows[1], rows[0], rows[2]]):
        policy = Policy("thing", order)
        assert policy.decide({"x"}, "do", "").allowed
        assert policy.decide({"x", "y"}, "do", "").rule == "2"
        assert not policy.decide({"y"}, "do", "").allowed


def test_a_row_holds_in_its_states_alone() -> None:
    policy = Policy("thing", [allow("1", "a", ("x",), "do", states=("open",))])

    assert policy.decide({"x"}, "do", "open").allowed
    assert [policy.decide({"x"}, "do", state).rule for state in ("shut", "")] == ["default-deny"] * 2


def test_another_sentence_is_another_version() -> None:
    one, other = (Policy("thing", [allow("1", sentence, ("x",), "do")]) for sentence in ("a", "b"))

    assert one.version != other.version


def test_two_rows_of_one_id_are_no_policy() -> None:
    with pytest.raises(ValueError, match="same id"):
        Policy("thing", [allow("1", "a", ("x",), "do"), allow("1", "b", ("y",), "do")])
