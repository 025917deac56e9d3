"""What is not fit to be signed, and requests that are no requests: 4xx, never 500, nothing sent is repeated."""

import json
from collections.abc import Callable
from typing import Any, Final
from uuid import uuid4

import pytest

from services.agreements.events import Terms
from tests.edge.given import (
    LIMITS,
    NOBODY,
    TERMS,
    agreed,
    draft,
    drafted,
    fields_of,
    once,
    places,
    refused,
    sign,
    signature,
    terms,
)
from tests.house import Household

JSON: Final = {"Content-Type": "application/json"}


def nowhere(marker: str, answer: Any) -> None:
    """What was sent comes back neither in the body nor in a header."""
    assert marker.lower() not in answer.text.lower()
    assert marker.lower() not in str(answer.headers).lower()


@pytest.mark.parametrize("field", Terms.MANDATORY)
def test_no_agreement_is_signed_without_a_mandatory_term_A2(field: str, shared_home: Household) -> None:
    path = drafted(shared_home, **{field: None})

    problem = refused(sign(shared_home, path, "maya"), 422, "terms-incomplete")

    assert fields_of(problem) == {f"terms.{field}"}


def test_all_missing_terms_are_named_at_once_A2(shared_home: Household) -> None:
    body = draft(shared_home) | {"terms": {"kind": "both", "limits": LIMITS[:2]}}
    path = shared_home.as_("maya").post("/agreements", json=body).headers["Location"]

    problem = refused(sign(shared_home, path, "sam"), 422, "terms-incomplete")

    assert fields_of(problem) == {f"terms.{field}" for field in Terms.MANDATORY}


@pytest.mark.parametrize("said", [[], LIMITS[:4], LIMITS[1:], [LIMITS[0]] * 5])
def test_each_limit_of_confidentiality_is_acknowledged_by_name_C1(
    said: list[str], shared_home: Household
) -> None:
    path = drafted(shared_home)

    problem = refused(
        sign(shared_home, path, "maya", acknowledged_limits=said), 422, "limits-not-acknowledged"
    )

    assert fields_of(problem) == {f"acknowledged_limits.{limit}" for limit in LIMITS if limit not in said}


def test_nobody_signs_terms_that_are_not_the_current_ones_A3(shared_home: Household) -> None:
    path = drafted(shared_home)
    other = signature(shared_home, drafted(shared_home), "maya")

    refused(shared_home.as_("maya").post(f"{path}/signatures", json=other), 409, "terms-have-changed")


def test_a_third_person_s_signature_is_for_an_agreement_that_does_not_exist_A2(
    shared_home: Household,
) -> None:
    path = agreed(shared_home)
    read = signature(shared_home, path, "maya")

    third = shared_home.as_("jordan").post(f"{path}/signatures", json=read)
    nothing = shared_home.as_("jordan").post(f"/agreements/{NOBODY}/signatures", json=read)

    assert refused(third, 404, "not-found") == nothing.json()


def test_a_revision_says_which_version_it_changes(shared_home: Household) -> None:
    path, body = drafted(shared_home), {"terms": terms(shared_home)}

    def put(**headers: str) -> Any:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return shared_home.as_("sam").put(f"{path}/terms", json=body, headers=told)

    assert fields_of(refused(put(), 428, "if-match-missing")) == {"If-Match"}
    assert put(If_Match='"1"').status_code == 204
    for stale in ('"1"', '"3"', "2", "*", "W/2", ""):
        refused(put(If_Match=stale), 412, "if-match-stale")
    assert put(If_Match='"2"').headers["ETag"] == '"3"'


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("frequency", "every Tuesday"),
        ("frequency", "RRULE:FREQ=WEEKLY"),
        ("frequency", "FREQ=SECONDLY"),
        ("frequency", "FREQ=WEEKLY;BYDAY=XX"),
        ("frequency", "FREQ=WEEKLY\nFREQ=DAILY"),
        ("ends", "2026-03-01"),
        ("session_minutes", 4),
        ("session_minutes", 481),
        ("session_minutes", -60),
        ("review_dates", ["2026-02-01"]),
        ("review_dates", ["2026-06-01", "2026-05-01"]),
        ("review_dates", ["2026-06-01", "2026-06-01"]),
        ("limits", [LIMITS[0], LIMITS[0]]),
    ],
)
def test_terms_that_cannot_be_meant_are_refused_by_name_A2(
    field: str, value: Any, shared_home: Household
) -> None:
    answer = shared_home.as_("maya").post("/agreements", json=draft(shared_home, **{field: value}))

    assert fields_of(refused(answer, 422, "unfit-terms")) == {f"terms.{field}"}


def test_difficulties_with_supervision_go_to_somebody_else_than_the_supervisor_C7(
    shared_home: Household,
) -> None:
    body = draft(shared_home, difficulties_to=shared_home.person("sam"))

    answer = shared_home.as_("maya").post("/agreements", json=body)

    assert fields_of(refused(answer, 422, "unfit-terms")) == {"terms.difficulties_to"}


def test_nobody_supervises_themselves_A2(shared_home: Household) -> None:
    answer = shared_home.as_("maya").post("/agreements", json=draft(shared_home, "maya", "maya"))

    refused(answer, 422, "supervisor-is-worker")


def test_whoever_is_supervised_has_a_placement_of_their_own_D6(shared_home: Household) -> None:
    body = draft(shared_home) | {"placement": str(shared_home.demo.placements["jordan"])}

    answer = shared_home.as_("maya").post("/agreements", json=body)

    assert fields_of(refused(answer, 422, "another-persons-placement")) == {"placement"}


@pytest.mark.parametrize("name", ["placement", "supervisor", "difficulties_to"])
def test_what_the_directory_has_not_told_yet_is_not_known_yet(name: str, shared_home: Household) -> None:
    body = draft(shared_home)
    (body if name in body else body["terms"])[name] = str(uuid4())

    answer = shared_home.as_("maya").post("/agreements", json=body)

    refused(answer, 409, "not-known-yet")
    assert int(answer.headers["Retry-After"]) > 0


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
    "no terms": (422, lambda m: json.dumps({"terms": dict.fromkeys(TERMS, {m: m})}).encode()),
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
