"""Whatever JSON comes to whatever address, from whomever: an answer below 500, and a problem that has its form."""

import json
import re
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.edge import (
    bodies_concerns,
    bodies_diary,
    bodies_drafts,
    bodies_groups,
    bodies_records,
    bodies_sessions,
)
from tests.edge.given import NOBODY, draft, partnership_draft, partnership_terms, refused, terms
from tests.golden.examples import RULES
from tests.house import Household

# The house's own threads draw trace ids while Hypothesis draws bodies; it takes that for a strategy's doing.
pytestmark = pytest.mark.filterwarnings("ignore:Do not use the `random` module inside strategies")

PEOPLE: Final = ("maya", "jordan", "tomasz", "ines", "nobody-here")
"""A party, a stranger, HR, a coordinator of the partner, and a sign-in linked to nobody."""
SCALARS: Final = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    | st.sampled_from(
        ["", "0", "2026-02-30", "9999-12-31", "FREQ=DAILY;UNTIL=9", "\u202e", "00000000-0000-4000-8000-0"]
    )
)
ANYTHING: Final = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)


ADVICE: Final = {"role_asks": "A", "happens_instead": "B", "would_help": "C"}


def bodies(home: Household) -> dict[str, dict[str, Any]]:
    """What each address takes, by its operation's name."""
    whole, agency = draft(home), str(home.demo.agencies["harbour"])
    sign_in = {"issuer": "https://issuer.example", "subject": "s", "of_employer": True}
    rules = json.loads(RULES.model_dump_json())
    details = {"name": "A", "handle": "b", "work_email": "c", "work_phone": "d", "private_contact": "e"}
    return {
        "draft_agreement": whole,
        "revise_terms": {"terms": terms(home)},
        "sign_agreement": {
            "terms_digest": "0" * 64,
            "acknowledged_limits": whole["terms"]["limits"],
            "printed_name": "A",
            "meaning": "B",
        },
        "renegotiate_agreement": {"why": "other", "words": "W", "terms": terms(home)},
        "end_agreement": {"why": "other", "words": "W"},
        "review_agreement": {"held_on": "2026-03-01", "outcome": "continue", "words": "W"},
        "propose_addendum": {"text": "T"},
        "sign_addendum": {"digest": "0" * 64, "printed_name": "A", "meaning": "B"},
        "name_cover": {"person": home.person("ines"), "starts": "2026-03-02", "ends": "2026-03-03"},
        "show_to_cover": {"item": "terms", "number": 1},
        "place_under_partnership": {"partnership": str(home.demo.partnership)},
        "draft_partnership": partnership_draft(home),
        "revise_partnership": {"for": agency, "terms": partnership_terms(home)},
        "sign_partnership": {
            "terms_digest": "0" * 64,
            "for": agency,
            "printed_name": "A",
            "meaning": "B",
        },
        "renegotiate_partnership": {
            "for": agency,
            "why": "other",
            "words": "W",
            "terms": partnership_terms(home),
        },
        "review_partnership": {"for": agency, "held_on": "2026-03-01", "outcome": "continue", "words": "W"},
        "end_partnership": {"for": agency, "why": "other", "words": "W"},
        "propose_partnership_addendum": {"for": agency, "text": "T"},
        "sign_partnership_addendum": {
            "digest": "0" * 64,
            "for": agency,
            "printed_name": "A",
            "meaning": "B",
        },
        "withdraw_partnership_addendum": {"for": agency},
        "raise_difficulty": {
            "agreement": str(home.demo.agreements["maya-sam"]),
            "about": "breach",
            "breach": "old-notes-read",
            "words": "W",
            "to": home.person("rowan"),
        },
        "answer_difficulty": {"words": "W"},
        "draft_disconnect": {
            "agreement": str(home.demo.agreements["maya-sam"]),
            "to": home.person("petra"),
            "advice": ADVICE,
        },
        "revise_disconnect": {"advice": ADVICE},
        "acknowledge_disconnect": {"version": 1},
        "add_to_disconnect": {"version": 1, "words": "W"},
        "send_disconnect": {"version": 1, "additions": 0},
        "answer_disconnect": {"words": "W"},
        "record_departure": {"requirement": "at_least_every_days", "why": "other", "words": "W"},
        "add_person": {"agency": agency, "details": details},
        "search_people": {"handle": "maya", "work_email": "c", "employee_number": "HL-1003"},
        "import_people": {
            "file": "employee_number,name,agency,roles,starts\n1,A,B,hr,2026-03-02\n",
            "full_snapshot": True,
            "last_day": "2026-03-02",
            "digest": "0" * 64,
        },
        "change_details": {"details": details},
        "link_sign_in": sign_in,
        "switch_off_sign_in": sign_in,
        "give_role": {"agency": agency, "role": "worker", "starts": "2026-03-02", "ends": "2026-03-03"},
        "end_role": {"last_day": "2026-03-02"},
        "declare_peer_background": {"worked_in_peer_role": True},
        "add_agency": {"name": "A", "side": "host", "time_zone": "UTC", "locale": "en-CA"},
        "name_concern_contact": {"person": home.person("maya"), "alternate": home.person("sam")},
        "publish_policy_set": {"holds_from": "2026-03-02", "rules": rules, "agency": agency},
        "revise_policy_set": {"holds_from": "2026-03-02", "rules": rules},
        "choose_policy_set": {
            "policy_set": str(home.demo.policy_sets["harbour"]),
            "holds_from": "2026-03-02",
            "stricter": rules["requirements"],
        },
        "keep_register": {
            "title": "T",
            "holds_from": "2026-03-02",
            "sections": [{"ref": "1", "heading": "H"}],
            "kept_at": "K",
        },
        "place": {
            "agency": agency,
            "employment": "employed",
            "employer": agency,
            "line_manager": home.person("petra"),
            "starts": "2026-03-02",
            "ends": "2026-03-03",
        },
        "name_line_manager": {"line_manager": home.person("petra")},
        "end_placement": {"last_day": "2027-03-02"},
        "record_training": {"topic": "K6-01", "taken_on": "2026-03-01", "provider": "P"},
        "record_outside_supervision": {
            "with_whom": "W",
            "starts": "2026-03-02",
            "ends": "2026-03-03",
            "frequency": "FREQ=MONTHLY",
        },
        "end_outside_supervision": {"last_day": "2026-03-02"},
        **of_keeping(home),
        **bodies_sessions.bodies(home),
        **bodies_records.bodies(home),
    }


def of_keeping(home: Household) -> dict[str, dict[str, Any]]:
    """About holds and erasure."""
    record = {"record_type": "session", "record": home.person("maya")}
    return {
        "order_erasure": record | {"reason": "own-wish", "words": "W"},
        "place_hold": record | {"words": "W"},
        "order_erasure_of_person": {"reason": "own-wish", "words": "W"},
        "hold_person": {"words": "W"},
        **bodies_drafts.bodies(home),
        **bodies_diary.bodies(home),
        **bodies_groups.bodies(home),
        **bodies_concerns.bodies(home),
    }


def routes(home: Household) -> dict[str, tuple[str, str]]:
    """Every address that takes a body, with ids of what is there."""
    ids, found = ids_there(home), {}
    for path, methods in home.app.openapi()["paths"].items():
        for method in {"post", "put", "patch"} & methods.keys():
            if "requestBody" in methods[method]:
                found[methods[method]["operationId"]] = (method, filled_in(home, ids, path))
    return found


def filled_in(home: Household, ids: dict[str, str], path: str) -> str:
    """An address as it can be asked."""
    id = next((one for start, one in ids.items() if path.startswith(start)), "")
    address = path.replace("{id}", id).replace("{number}", "1").replace("{register}", "code-of-conduct")
    return re.sub(r"\{\w+\}", home.person("maya"), address)


def ids_there(home: Household) -> dict[str, str]:
    """By how an address begins, the id of something that is there."""
    return {
        "/people/": home.person("maya"),
        "/agencies/": str(home.demo.agencies["harbour"]),
        "/placements/": str(home.demo.placements["maya"]),
        "/agreements/": str(home.demo.agreements["jordan-petra"]),
        "/partnerships/": str(home.demo.partnership),
        "/difficulties/": str(home.demo.restricted["difficulty"]),
        "/disconnects/": str(home.demo.restricted["disconnect"]),
        "/policy-sets/": str(home.demo.policy_sets["harbour"]),
        "/sessions/": bodies_sessions.session(home),
        **bodies_records.addresses(home),
        **bodies_drafts.THERE,
        **dict.fromkeys(("/diary/", "/evaluations/", "/goals/"), NOBODY),
        "/groups/": bodies_groups.ids(home)["group"],
        "/group-sessions/": bodies_groups.ids(home)["meeting"],
        "/concerns/": bodies_concerns.concern(home),
    }


@st.composite
def changed(draw: Any, value: Any) -> Any:
    """A body as it should be, in which one thing somewhere is anything at all."""
    match value:
        case dict() if value and draw(st.integers(0, 4)):
            name = draw(st.sampled_from(sorted(value)))
            return value | {name: draw(changed(value[name]))}
        case list() if value and draw(st.booleans()):
            return [draw(changed(value[0])), *value[1:]]
    return draw(ANYTHING)


def test_every_address_that_takes_a_body_is_tried(shared_home: Household) -> None:
    assert sorted(routes(shared_home)) == sorted(bodies(shared_home))


@given(told=st.data())
@settings(
    max_examples=150,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_no_body_whatever_is_answered_with_a_bug_of_ours(told: st.DataObject, shared_home: Household) -> None:
    name = told.draw(st.sampled_from(sorted(bodies(shared_home))), "address")
    handle = told.draw(st.sampled_from(PEOPLE), "person")
    body = told.draw(changed(bodies(shared_home)[name]) | ANYTHING, "body")
    method, address = routes(shared_home)[name]

    answer = shared_home.as_(handle).request(method, address, json=body, headers={"If-Match": '"5"'})

    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        refused(answer, answer.status_code)


QUERIES: Final = {
    "/agreements": ("worker", "supervisor", "agency", "status", "review_due_before", "limit", "after"),
    "/people": ("id", "agency", "limit", "after"),
    "/agreements/{}": ("as_of",),
    "/agreements/{}/history": ("as_of",),
    "/partnerships": ("agency", "status", "review_due_before", "limit", "after"),
    "/partnerships/{}": ("as_of",),
    "/partnerships/{}/terms": ("version", "as_of"),
    "/partnerships/{}/terms/difference": ("from", "to"),
    "/difficulties": ("status", "limit", "after"),
    "/difficulties/counts": ("agency",),
    "/erasures": ("agency", "limit", "after"),
    "/disconnects": ("status", "limit", "after"),
    "/agreements/{}/requirements": ("as_of",),
    "/agreements/{}/terms": ("version", "as_of"),
    "/agreements/{}/terms/difference": ("from", "to"),
    "/policy-sets/{policy_set}": ("edition",),
    "/agencies/{agency}/policy-set": ("on",),
    "/agencies/{agency}/registers": ("on",),
    "/agencies/{agency}/registers/code-of-conduct": ("on", "edition"),
    "/agreements/blocks/topics": ("side", "kind"),
    "/agreements/blocks/responsibilities": ("of", "side", "kind"),
    "/trainings/topics": ("side",),
    "/external-reports": ("limit", "after"),
    "/concerns": ("limit", "after"),
    "/concerns/{concern}": ("as_of",),
    "/concerns/{concern}/accesses": ("limit", "after"),
    "/sessions": ("worker", "supervisor", "agreement", "from", "to", "status", "limit", "after"),
    "/sessions/{session}": ("as_of",),
    "/sessions/{session}/history": ("as_of",),
    "/sessions/{session}/accesses": ("limit", "after"),
    **bodies_records.QUERIES,
    **bodies_diary.QUERIES,
    **bodies_groups.QUERIES,
}


@given(told=st.data())
@settings(max_examples=80, database=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_query_whatever_is_answered_with_a_bug_of_ours(
    told: st.DataObject, shared_home: Household
) -> None:
    address = told.draw(st.sampled_from(sorted(QUERIES)))
    name = told.draw(st.sampled_from(QUERIES[address]))
    texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.from_regex(
        r"[0-9]{1,4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}", fullmatch=True
    )
    value = told.draw(texts | st.integers(-(10**30), 10**30).map(str))

    about_partnerships, demo = address.startswith("/partnerships"), shared_home.demo
    path = address.format(
        demo.partnership if about_partnerships else demo.agreements["maya-sam"],
        policy_set=demo.policy_sets["harbour"],
        agency=demo.agencies["harbour"],
        session=bodies_sessions.session(shared_home),
        **bodies_groups.ids(shared_home),
        concern=bodies_concerns.concern(shared_home),
    )
    person = shared_home.as_("ines" if about_partnerships else "maya")
    answer = person.get(path, params={name: value})

    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        refused(answer, answer.status_code)
