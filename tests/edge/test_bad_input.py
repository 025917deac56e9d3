"""Bodies that are no requests: 4xx, never 500, nothing sent is repeated, nothing has changed."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final
from uuid import uuid4

import pytest
from pydantic import ValidationError

from services.sessions.forms.sessions import SessionIn
from shared.web.bodies import field_names
from shared.web.invalid import invalid
from tests.edge import (
    bodies_concerns,
    bodies_diary,
    bodies_drafts,
    bodies_groups,
    bodies_records,
    bodies_sessions,
)
from tests.edge.given import (
    NOBODY,
    TERMS,
    draft,
    fields_of,
    once,
    places,
    refused,
)
from tests.edge.test_fuzz import bodies, routes
from tests.house import Household

JSON: Final = {"Content-Type": "application/json"}


def nowhere(marker: str, answer: Any) -> None:
    """What was sent comes back neither in the body nor in a header."""
    assert marker.lower() not in answer.text.lower()
    assert marker.lower() not in str(answer.headers).lower()


def deep(marker: str) -> bytes:
    return f'{{"{marker}":'.encode() * 5000 + b"1" + b"}" * 5000


HOSTILE: Final[dict[str, tuple[int, Callable[[str], bytes]]]] = {
    "ten megabytes": (413, lambda m: json.dumps({"worker": m * 320_000}).encode()),
    "a number of 5000 digits": (400, lambda m: b'{"' + m.encode() + b'":' + b"9" * 5000 + b"}"),
    "nested 5000 deep": (400, deep),
    "nested 13 deep": (400, lambda m: (f'{{"{m}":' * 13 + "1" + "}" * 13).encode()),
    "arrays 100 000 deep": (400, lambda m: b"[" * 100_000 + m.encode() + b"]" * 100_000),
    "NUL escaped": (400, lambda m: f'{{"worker":"{m}\\u0000"}}'.encode()),
    "NUL in a name": (400, lambda m: f'{{"{m}\\u0000":1}}'.encode()),
    "NUL itself": (400, lambda m: f'{{"worker":"{m}\0"}}'.encode()),
    "half a surrogate pair": (400, lambda m: f'{{"worker":"{m}\\ud800"}}'.encode()),
    "half a pair in a name": (400, lambda m: f'{{"{m}\\udfff":1}}'.encode()),
    "half a pair in UTF-8": (400, lambda m: b'{"worker":"' + m.encode() + b'\xed\xa0\x80"}'),
    "no UTF-8": (400, lambda m: b'{"worker":"' + m.encode() + b'\xff"}'),
    "UTF-16": (400, lambda m: json.dumps({"worker": m}).encode("utf-16")),
    "a byte order mark": (400, lambda m: b"\xef\xbb\xbf" + json.dumps({"worker": m}).encode()),
    "a field twice": (400, lambda m: f'{{"{m}":1,"{m}":2}}'.encode()),
    "a field twice within": (400, lambda m: f'{{"terms":{{"place":"{m}","place":"b"}}}}'.encode()),
    "NaN": (400, lambda m: f'{{"{m}":NaN}}'.encode()),
    "minus infinity": (400, lambda m: f'{{"{m}":-Infinity}}'.encode()),
    "no JSON": (400, lambda m: m.encode()),
    "cut short": (400, lambda m: f'{{"worker":"{m}'.encode()),
    "two values": (400, lambda m: f'"{m}" {{}}'.encode()),
    "nothing": (422, lambda _: b""),
    "a space": (400, lambda _: b" "),
    "null": (422, lambda _: b"null"),
    "an array": (422, lambda m: json.dumps([m]).encode()),
    "a string": (422, lambda m: json.dumps(m).encode()),
    "a number too large for a double": (422, lambda m: f'{{"{m}":1e999}}'.encode()),
    "an unknown field": (422, lambda m: json.dumps({m: m}).encode()),
    "an unknown field within": (422, lambda m: json.dumps({"terms": TERMS | {m: m}}).encode()),
    "no id": (422, lambda m: json.dumps({"worker": m, "supervisor": [m], "placement": {m: m}}).encode()),
    "no terms": (422, lambda m: json.dumps({"terms": {name: {m: m} for name in TERMS}}).encode()),
    "no values": (422, lambda m: json.dumps({"terms": dict.fromkeys(TERMS, m)}).encode()),
    "a sealed value": (422, lambda m: json.dumps({"terms": TERMS | {"place": sealed(m)}}).encode()),
}
ROUTES: Final = ("POST /agreements", "PUT /agreements/{}/terms", "POST /agreements/{}/renegotiations")


def sealed(marker: str) -> dict[str, Any]:
    return {"v": 1, "k": f"rk:{marker}", "n": marker, "c": marker, "m": marker}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_body_that_is_not_plainly_what_was_asked_is_refused_and_not_repeated(
    name: str, shared_home: Household
) -> None:
    marker = f"mark{uuid4().hex}"
    status, body = HOSTILE[name]
    path = shared_home.demo.agreements["maya-petra"]
    before = places(shared_home)

    for route in ROUTES:
        method, _, address = route.partition(" ")
        sent = body(marker)
        answer = shared_home.as_("maya").request(
            method, address.format(path), content=sent, headers=JSON | once()
        )
        refused(answer, status)
        nowhere(marker, answer)

    assert places(shared_home) == before


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", "x", ""]
)
def test_a_body_says_that_it_is_json(kind: str, shared_home: Household) -> None:
    told = {"Content-Type": kind} if kind else {}
    before = places(shared_home)

    answer = shared_home.as_("maya").post(
        "/agreements", content=json.dumps(draft(shared_home)).encode(), headers=told
    )

    refused(answer, 415, "not-json")
    assert places(shared_home) == before


def test_an_unknown_field_is_answered_with_the_one_that_was_meant(shared_home: Household) -> None:
    answer = shared_home.as_("maya").post("/agreements", json=draft(shared_home, sesion_minutes=50))

    told = refused(answer, 422, "invalid")["fields"]
    assert told == [{"field": "terms", "rule": told[0]["rule"]}]
    assert "session_minutes" in told[0]["rule"]
    assert "sesion_minutes" not in answer.text


@pytest.mark.parametrize(
    ("sent", "field", "meant"),
    [
        ({"by": NOBODY}, "by", None),
        ({"whoo": NOBODY}, "body", "who"),
        ({"minutes": 5}, "minutes", None),
    ],
    ids=["known elsewhere", "mistyped", "known within others"],
)
def test_an_unknown_field_is_compared_with_those_of_this_body_alone(
    sent: dict[str, Any], field: str, meant: str | None, shared_home: Household
) -> None:
    """A name that the house knows is said; any other is the caller's own word."""
    answer = shared_home.as_("maya").post(f"/sessions/{NOBODY}/absence", json={"who": NOBODY} | sent)

    [told] = refused(answer, 422, "invalid")["fields"]
    assert told["field"] == field
    assert ("did you mean" in told["rule"]) is bool(meant)
    assert f"`{meant}`" in told["rule"] or not meant
    nowhere("whoo", answer)


def test_an_unknown_field_is_compared_with_those_of_its_place() -> None:
    form = {"held": {"starts": "2026-03-01T10:00:00Z", "minutes": 5, "starst": 1, "agreement": NOBODY}}
    with pytest.raises(ValidationError) as caught:
        SessionIn.model_validate({"agreement": NOBODY} | form)
    told = invalid(caught.value.errors(), field_names(), list[SessionIn] | None)

    rules = dict(told.fields)
    assert set(rules) == {"held", "held.agreement"}
    assert "`starts`" in rules["held"]
    assert "did you mean" not in rules["held.agreement"]


@pytest.mark.parametrize("name", ["body", "path", "query", "header"])
def test_a_field_named_like_a_part_of_a_request_is_unknown_like_any_S2(
    name: str, shared_home: Household
) -> None:
    answer = shared_home.as_("maya").post("/diary", json={"words": "t", name: 1})
    assert refused(answer, 422, "invalid")


def test_every_address_without_a_body_refuses_one_that_says_something(shared_home: Household) -> None:
    paths = shared_home.app.openapi()["paths"]
    without = {
        (method, re.sub(r"\{\w+\}", NOBODY, path))
        for path, methods in paths.items()
        for method in {"post", "put", "patch"} & methods.keys()
        if "requestBody" not in methods[method]
    }
    before, marker = places(shared_home), f"mark{uuid4().hex}"
    assert len(without) > 10
    for method, address in without:
        for sent in ({marker: True}, {"words": marker}, [marker], [], 0):
            answer = shared_home.as_("maya").request(method, address, json=sent, headers=once())
            assert refused(answer, 422, "invalid")["fields"] == [{"field": "body", "rule": "none"}]
            nowhere(marker, answer)
    assert places(shared_home) == before


DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")
OPERATIONS: Final = (
    *("draft_agreement", "revise_terms", "sign_agreement", "renegotiate_agreement", "end_agreement"),
    *("review_agreement", "propose_addendum", "sign_addendum", "name_cover", "show_to_cover"),
    *(
        "add_person",
        "search_people",
        "import_people",
        "change_details",
        "link_sign_in",
        "switch_off_sign_in",
        "give_role",
    ),
    *("end_role", "declare_peer_background", "add_agency", "name_concern_contact", "place"),
    *("name_line_manager", "end_placement"),
    *("place_under_partnership", "draft_partnership", "revise_partnership", "sign_partnership"),
    *("renegotiate_partnership", "review_partnership", "end_partnership"),
    *("propose_partnership_addendum", "sign_partnership_addendum", "withdraw_partnership_addendum"),
    *("raise_difficulty", "answer_difficulty", "draft_disconnect", "revise_disconnect"),
    *("acknowledge_disconnect", "add_to_disconnect", "send_disconnect", "answer_disconnect"),
    "record_departure",
    *("publish_policy_set", "revise_policy_set", "choose_policy_set", "keep_register"),
    *("record_training", "record_outside_supervision", "end_outside_supervision"),
    *("order_erasure", "place_hold", "order_erasure_of_person", "hold_person"),
    *bodies_sessions.OPERATIONS,
    *bodies_records.NAMES,
    *bodies_drafts.OPERATIONS,
    *bodies_diary.OPERATIONS,
    *bodies_groups.OPERATIONS,
    *bodies_concerns.OPERATIONS,
)


def leaves(value: Any, *at: str | int) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every single value of a body, and where it stands."""
    if isinstance(value, dict | list):
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, *at, name)
    else:
        yield at, value


def of_another_kind(value: Any) -> list[Any]:
    """What could be taken for a value by whoever is not strict about JSON's own types."""
    if isinstance(value, bool):
        return [0, 1, 1.0, "true", "yes", "1"]
    if isinstance(value, int):
        return ["60", "60.0", " 60 ", True, 60.5]
    if DATE.fullmatch(value):
        return [0, 1.5, True, "0", "1772409600", f"{value}T00:00:00", f"{value}T00:00:00Z", f" {value}"]
    return [0, 1.5, True]


def put(body: Any, at: tuple[str | int, ...], value: Any) -> Any:
    """A copy of a body with another value in one place."""
    if not at:
        return value
    made: Any = dict(body) if isinstance(body, dict) else list(body)
    made[at[0]] = put(made[at[0]], at[1:], value)
    return made


def test_every_address_that_takes_a_body_is_tried_with_other_kinds(shared_home: Household) -> None:
    assert set(OPERATIONS) == set(bodies(shared_home))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_value_of_another_kind_is_not_taken_for_what_it_could_mean(
    operation: str, shared_home: Household
) -> None:
    body, (method, address) = bodies(shared_home)[operation], routes(shared_home)[operation]
    before = places(shared_home)

    for at, value in leaves(body):
        for other in of_another_kind(value):
            answer = shared_home.as_("maya").request(method, address, json=put(body, at, other))
            problem = refused(answer, 422, "invalid")
            assert fields_of(problem) == {".".join(map(str, at))}, (at, other)

    assert places(shared_home) == before


def test_a_whole_number_may_be_written_with_a_point_as_json_knows_one_kind_of_number(
    shared_home: Household,
) -> None:
    answer = shared_home.as_("maya").post("/agreements", json=draft(shared_home, session_minutes=60.0))

    assert answer.status_code == 201, answer.text
    read = shared_home.as_("maya").get(f"{answer.headers['Location']}/terms").text
    assert '"session_minutes":60,' in read


@pytest.mark.parametrize(
    ("name", "told", "rule"),
    [
        ("session_minutes", "60", "a whole number"),
        ("session_minutes", True, "a whole number"),
        ("starts", 0, "a date as 2026-03-02"),
        ("starts", "soon", "a date as 2026-03-02"),
        ("starts", [], "a date as 2026-03-02"),
    ],
)
def test_a_rule_is_said_in_words_and_alike_whatever_was_sent(
    name: str, told: Any, rule: str, shared_home: Household
) -> None:
    answer = shared_home.as_("maya").post("/agreements", json=draft(shared_home, **{name: told}))

    assert refused(answer, 422)["fields"] == [{"field": f"terms.{name}", "rule": rule}]


@pytest.mark.parametrize("told", [1, 2, "yes", 0.5, [], None])
def test_yes_and_no_are_true_and_false(told: Any, shared_home: Household) -> None:
    body = {"worked_in_peer_role": told}

    answer = shared_home.as_("maya").post("/people/me/peer-background", json=body)

    assert refused(answer, 422)["fields"] == [{"field": "worked_in_peer_role", "rule": "true or false"}]
