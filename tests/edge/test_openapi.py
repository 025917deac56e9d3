"""The description of the API, the page that shows it, and the front page: whole, and without any address elsewhere."""

import re
from collections.abc import Iterator
from typing import Any, Final

import pytest

from tests.edge.given import refused
from tests.house import Household

ASKED_NEVER: Final = re.compile("diagnos|treatment|medication|therapy|symptom|clinical", re.IGNORECASE)
ERRORS: Final = ("401", "403", "404", "409", "422", "503")
OF_A_BODY: Final = ("400", "413", "415")
ELSEWHERE: Final = re.compile(r"(?:https?:)?//(?!testserver)[\w.-]+\.\w+", re.IGNORECASE)


@pytest.fixture(scope="module")
def described(shared_home: Household) -> dict[str, Any]:
    told: dict[str, Any] = shared_home.client(None).get("/openapi.json").json()
    return told


def operations(described: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def test_it_is_openapi_3_1_and_knows_every_address(described: dict[str, Any], shared_home: Household) -> None:
    assert described["openapi"].startswith("3.1")

    told = {name for name, _ in operations(described)}
    assert {
        "POST /agreements",
        "GET /agreements",
        "GET /agreements/{id}",
        "GET /agreements/{id}/history",
        "GET /agreements/{id}/terms",
        "PUT /agreements/{id}/terms",
        "POST /agreements/{id}/signatures",
        "POST /agreements/{id}/renegotiations",
        "POST /agreements/{id}/ending",
        "GET /agreements/blocks/topics",
        "GET /agreements/blocks/responsibilities",
        "POST /agreements/{id}/partnership",
        "POST /partnerships",
        "GET /partnerships",
        "GET /partnerships/{id}",
        "GET /partnerships/{id}/history",
        "GET /partnerships/{id}/terms",
        "GET /partnerships/{id}/terms/difference",
        "GET /partnerships/{id}/words",
        "PUT /partnerships/{id}/terms",
        "POST /partnerships/{id}/signatures",
        "POST /partnerships/{id}/renegotiations",
        "POST /partnerships/{id}/reviews",
        "POST /partnerships/{id}/ending",
        "GET /partnerships/{id}/addenda",
        "POST /partnerships/{id}/addenda",
        "GET /partnerships/{id}/addenda/{number}",
        "POST /partnerships/{id}/addenda/{number}/signatures",
        "POST /partnerships/{id}/addenda/{number}/withdrawal",
        "POST /difficulties",
        "GET /difficulties/{id}/words",
        "POST /disconnects",
        "POST /disconnects/{id}/sending",
        "GET /people/me",
        "GET /people",
        "POST /people",
        "POST /people/searches",
        "POST /people/{id}/roles",
        "POST /people/{id}/placements",
        "GET /agencies",
        "POST /agencies",
        "POST /sessions",
        "GET /sessions",
        "PUT /sessions/{id}/schedule",
        "POST /sessions/{id}/agenda-items",
        "POST /sessions/{id}/record",
        "POST /sessions/{id}/signatures",
        "POST /sessions/{id}/cancellation",
        "POST /sessions/{id}/absence",
        "POST /sessions/{id}/addenda",
        "POST /sessions/{id}/actions/{number}/completion",
        "GET /sessions/{id}/accesses",
        *("POST /diary", "GET /diary", "PUT /diary/{id}", "DELETE /diary/{id}", "GET /diary/export"),
        *("POST /diary/portfolio", "DELETE /diary/portfolio/{id}", "GET /diary/portfolio/export"),
        *("POST /evaluations", "POST /evaluations/{id}/showing", "POST /goals", "POST /goals/{id}/ending"),
        "POST /groups",
        "POST /groups/{id}/members",
        "POST /groups/{id}/sessions",
        "POST /group-sessions/{id}/holding",
        "POST /group-sessions/{id}/contributions",
        "GET /attendances",
        "POST /concerns",
        "POST /concerns/{id}/seen",
        "POST /concerns/{id}/response",
        "POST /concerns/{id}/confirmation",
        "POST /concerns/{id}/escalation-notice",
        "POST /concerns/{id}/objection",
        "POST /concerns/{id}/consultation",
        "POST /concerns/{id}/outcome",
        "POST /concerns/{id}/withdrawal",
        "POST /concerns/{id}/statement",
        "GET /concerns/{id}",
        "GET /concerns/{id}/disclosure",
        "GET /concerns/{id}/accesses",
    } <= told


def test_every_operation_has_a_name_and_says_what_it_does(described: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, operation in operations(described)]

    assert len(names) == len(set(names))
    assert [name for name, one in operations(described) if not (one["summary"] and one["description"])] == []


def test_every_operation_says_how_it_refuses(described: dict[str, Any]) -> None:
    for name, operation in operations(described):
        for status in ERRORS:
            answer = operation["responses"][status]
            schemas = [one.get("schema", {}).get("$ref", "") for one in answer["content"].values()]
            assert "#/components/schemas/ProblemDocument" in schemas, (name, status)
            assert answer["description"]
            assert "application/problem+json" in answer["content"], (name, status)


def test_a_refusal_is_described_as_what_it_is_sent_as(described: dict[str, Any]) -> None:
    for name, operation in operations(described):
        for status in ERRORS:
            told = operation["responses"][status]["content"]
            assert set(told) == {"application/problem+json"}, (name, status)
            assert told["application/problem+json"]["schema"]


def test_what_may_become_of_a_body_is_said_where_one_may_be_sent_and_nowhere_else(
    described: dict[str, Any],
) -> None:
    for name, operation in operations(described):
        told = {status for status in OF_A_BODY if status in operation["responses"]}
        assert told == (set(OF_A_BODY) if name.startswith(("POST", "PUT")) else set()), name
    of_a_file, of_others = (
        described["paths"][path]["post"]["responses"] for path in ("/people/imports", "/people")
    )
    assert "4096 KiB" in of_a_file["413"]["description"]
    assert "256 KiB" in of_others["413"]["description"]


def test_what_is_about_something_says_that_it_may_be_erased(described: dict[str, Any]) -> None:
    for name, operation in operations(described):
        about = "{" in name or "/me" in name or "requestBody" in operation
        assert ("410" in operation["responses"]) is about, name


def test_what_takes_if_match_says_how_it_refuses_another_version_and_nothing_else_does(
    described: dict[str, Any],
) -> None:
    for name, operation in operations(described):
        told = [one["required"] for one in operation.get("parameters", []) if one["name"] == "If-Match"]
        for status, may_be in (("412", bool(told)), ("428", True in told)):
            answer = operation["responses"].get(status, {})
            assert set(answer.get("content", {})) == ({"application/problem+json"} if may_be else set()), name


def test_every_operation_asks_for_a_bearer_token(described: dict[str, Any]) -> None:
    schemes = described["components"].get("securitySchemes", {})
    bearers = {
        name for name, one in schemes.items() if (one["type"], one.get("scheme")) == ("http", "bearer")
    }

    assert bearers
    for name, operation in operations(described):
        asked = operation.get("security", described.get("security", []))
        assert asked, name
        assert all(set(one) & bearers for one in asked), name


def test_the_headers_a_request_may_carry_are_described(described: dict[str, Any]) -> None:
    for name, operation in operations(described):
        told = {one["name"] for one in operation.get("parameters", []) if one["in"] == "header"}
        if name.startswith(("PUT", "DELETE")):
            assert told == {"If-Match"}, name
        elif operation["responses"].keys() & {"201", "204"}:
            assert told >= {"Idempotency-Key"}, name
        else:
            assert told <= {"At-Least"}, name


def test_a_search_is_asked_in_a_body_and_is_no_command(described: dict[str, Any]) -> None:
    told = described["paths"]["/people/searches"]["post"]

    assert {one["name"] for one in told["parameters"]} == {"At-Least"}
    answer = told["responses"]["200"]["content"]["application/json"]["schema"]
    listed = described["paths"]["/people"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert answer["items"] == listed["items"]


def fields(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for inner in schema.values():
            yield from fields(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from fields(inner)


def test_no_field_asks_about_anybody_s_health_S11(described: dict[str, Any]) -> None:
    named = set(fields(described["components"]["schemas"]))
    asked = {one["name"] for _, operation in operations(described) for one in operation.get("parameters", [])}

    assert "difficulties_to" in named
    assert [name for name in named | asked if ASKED_NEVER.search(name)] == []


def test_a_body_takes_no_field_that_is_not_described(described: dict[str, Any]) -> None:
    schemas = described["components"]["schemas"]
    for name, operation in operations(described):
        if "requestBody" in operation:
            told = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
            assert schemas[told.rpartition("/")[2]]["additionalProperties"] is False, name


def test_a_sealed_value_is_no_part_of_what_is_described(described: dict[str, Any]) -> None:
    assert "Sealed" not in str(described["components"]["schemas"].keys())
    assert described["components"]["schemas"]["Terms"]["properties"]["place"]["description"]


@pytest.mark.parametrize("address", ["/", "/docs"])
def test_a_page_works_without_sign_in_and_fetches_nothing_from_elsewhere(
    address: str, shared_home: Household
) -> None:
    anybody = shared_home.client(None)
    page = anybody.get(address)

    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert ELSEWHERE.findall(page.text) == []
    for source in re.findall(r'(?:src|href)="([^"]+)"', page.text):
        assert anybody.get(source).status_code == 200, source


def test_what_the_page_is_made_of_fetches_nothing_from_elsewhere(shared_home: Household) -> None:
    page = shared_home.client(None).get("/docs").text

    styles = [one for one in re.findall(r'(?:src|href)="([^"]+)"', page) if one.endswith(".css")]
    assert styles
    for style in styles:
        text = shared_home.client(None).get(style).text
        assert re.findall(r"@import|url\((?!['\"]?data:)", text) == []


def test_the_front_page_says_where_the_data_lies_and_what_to_try(shared_home: Household) -> None:
    page = shared_home.client(None).get("/").text

    assert str(shared_home.house.settings.data.resolve()) in page
    assert "Demo data" in page
    assert page.count("<li>") == 3
    assert "alongside token --as maya" in page


@pytest.mark.parametrize("host", ["elsewhere.example", 'x"><script>alert(1)</script>'])
def test_a_host_that_somebody_made_up_runs_nothing_on_the_front_page(
    host: str, shared_home: Household
) -> None:
    page = shared_home.client(None).get("/", headers={"Host": host})

    assert "<script" not in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'none'")


def test_whether_the_house_lives_and_is_ready_is_told_to_anybody(shared_home: Household) -> None:
    shared_home.settle()

    assert shared_home.client(None).get("/livez").json() == {"lives": True}
    assert shared_home.client(None).get("/readyz").status_code == 200
    refused(shared_home.client(None).get("/people/me"), 401, "not-signed-in")
