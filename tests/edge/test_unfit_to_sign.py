"""What is not fit to be drafted or signed is refused, and the fields say why (A2, C1)."""

from typing import Any
from uuid import uuid4

import pytest

from services.agreements.events import Terms
from tests.edge.given import (
    LIMITS,
    NOBODY,
    agreed,
    draft,
    drafted,
    fields_of,
    refused,
    sign,
    signature,
    terms,
)
from tests.house import Household


@pytest.mark.parametrize("field", Terms.MANDATORY)
def test_no_agreement_is_signed_without_a_mandatory_term_A2(field: str, shared_home: Household) -> None:
    path = drafted(shared_home, "maya", "sam", **{field: None})

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
    for stale in ('"1"', '"3"', '"never"'):
        refused(put(If_Match=stale), 412, "if-match-stale")
    for unfit in ("2", "*", 'W/"2"', ""):
        refused(put(If_Match=unfit), 422, "if-match-unfit")
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


@pytest.mark.parametrize("part", ["UNTIL=99999999999999999999", "BYSECOND=99999999999999999999"])
def test_a_frequency_with_a_number_beyond_all_bounds_is_refused_A2(part: str, shared_home: Household) -> None:
    answer = shared_home.as_("maya").post(
        "/agreements", json=draft(shared_home, frequency=f"FREQ=DAILY;{part}")
    )

    assert fields_of(refused(answer, 422, "unfit-terms")) == {"terms.frequency"}


@pytest.mark.parametrize("part", ["INTERVAL=0", "INTERVAL=-1", "COUNT=0", "COUNT=-5", "BYHOUR=9,10,11"])
def test_a_frequency_that_never_meets_or_meets_more_than_daily_is_refused_A2(
    part: str, shared_home: Household
) -> None:
    answer = shared_home.as_("maya").post(
        "/agreements", json=draft(shared_home, frequency=f"FREQ=DAILY;{part}")
    )

    assert fields_of(refused(answer, 422, "unfit-terms")) == {"terms.frequency"}


@pytest.mark.parametrize("party", ["sam", "maya"])
def test_difficulties_with_supervision_go_to_somebody_else_than_the_two_C7(
    party: str, shared_home: Household
) -> None:
    body = draft(shared_home, difficulties_to=shared_home.person(party))

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
