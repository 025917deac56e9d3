"""Bad ids, query values, headers and methods: a problem document that repeats nothing and changes nothing."""

from typing import Any, Final
from uuid import uuid4

import pytest

from tests.edge.given import draft, places, refused
from tests.edge.test_bad_input import nowhere
from tests.house import Household

MARK: Final = f"mark{uuid4().hex}"
WITH_ID: Final = (
    "GET /agreements/{}",
    "GET /agreements/{}/history",
    "GET /agreements/{}/terms",
    "POST /agreements/{}/signatures",
    "POST /agreements/{}/ending",
    "PUT /agreements/{}/terms",
    "GET /difficulties/{}",
    "GET /difficulties/{}/words",
    "POST /difficulties/{}/withdrawal",
    "GET /disconnects/{}/history",
    "POST /disconnects/{}/sending",
    "GET /people/{}",
    "PUT /people/{}/details",
    "POST /people/{}/roles",
    "GET /placements/{}",
    "POST /placements/{}/ending",
    "GET /agencies/{}",
    "POST /agreements/{}/partnership",
    "GET /partnerships/{}",
    "GET /partnerships/{}/history",
    "GET /partnerships/{}/terms",
    "POST /partnerships/{}/signatures",
    "PUT /partnerships/{}/terms",
)
QUERIES: Final = (
    f"/agreements?worker={MARK}",
    f"/agreements?supervisor={MARK}",
    f"/agreements?agency={MARK}%00",
    f"/agreements?status={MARK}",
    f"/agreements?limit={MARK}",
    "/agreements?limit=0",
    "/agreements?limit=201",
    "/agreements?limit=-1",
    "/agreements?limit=1e3",
    f"/agreements?after={MARK}",
    "/agreements?after=%ff%fe",
    f"/agreements?after={MARK * 30}",
    f"/agreements/{{id}}/requirements?on={MARK}",
    f"/agreements/{{id}}/requirements/history?after={MARK}",
    "/agreements/{id}/requirements/history?limit=201",
    "/agreements/{id}?as_of=yesterday",
    "/agreements/{id}?as_of=2026-03-02T09:00:00",
    "/agreements/{id}?as_of=-1",
    "/agreements/{id}?as_of=%00",
    f"/agreements/{{id}}?as_of={MARK}",
    "/agreements/{id}/terms?version=0",
    "/agreements/{id}/terms?version=99999999999999999999",
    f"/agreements/{{id}}/terms?version={MARK}",
    f"/agreements/blocks/topics?side={MARK}",
    f"/agreements/blocks/topics?kind={MARK}",
    "/agreements/blocks/responsibilities?of=both",
    f"/people?id={MARK}",
    f"/people?agency={MARK}",
    "/people",
    f"/people?handle={MARK}",
    f"/partnerships?agency={MARK}",
    f"/partnerships?status={MARK}",
    f"/partnerships?after={MARK}",
    f"/partnerships?review_due_before={MARK}",
    f"/agreements/{{id}}/history?as_of={MARK}",
)


@pytest.mark.parametrize("route", WITH_ID)
@pytest.mark.parametrize("id", [MARK, "1", "..%2f..", f"{MARK}%00", "%ff", "0" * 5000], ids=range(6))
def test_what_is_no_id_is_refused_and_not_repeated(route: str, id: str, shared_home: Household) -> None:
    method, _, address = route.partition(" ")
    before = places(shared_home)

    answer = shared_home.as_("maya").request(
        method, address.format(id), json=None if method == "GET" else {"why": "other"}
    )

    assert 400 <= answer.status_code < 500
    refused(answer, answer.status_code)
    nowhere(MARK, answer)
    assert places(shared_home) == before


OUT_OF_TIME: Final = ("9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00%2B14:00")
IN_TIME: Final = (
    "/agreements/{id}",
    "/agreements/{id}/history",
    "/agreements/{id}/terms",
    "/agreements/{id}/requirements",
    "/partnerships/{partnership}",
    "/partnerships/{partnership}/history",
    "/partnerships/{partnership}/terms",
    "/difficulties/{difficulty}",
    "/disconnects/{disconnect}",
)


@pytest.mark.parametrize("at", OUT_OF_TIME, ids=["future", "past"])
@pytest.mark.parametrize("address", IN_TIME)
def test_a_time_at_the_end_of_the_calendar_is_now_or_before_everything(
    address: str, at: str, shared_home: Household
) -> None:
    demo = shared_home.demo
    told = {"id": demo.agreements["maya-sam"], "partnership": demo.partnership, **demo.restricted}

    answers = [
        shared_home.as_(handle).get(f"{address.format(**told)}?as_of={at}")
        for handle in ("maya", "nora", "rowan", "sam", "petra", "ines", "jordan")
    ]

    assert all(one.status_code < 500 for one in answers)
    assert any(one.status_code == (200 if at.startswith("9999") else 404) for one in answers)


@pytest.mark.parametrize("address", QUERIES, ids=range(len(QUERIES)))
def test_a_query_value_of_another_kind_is_refused_and_not_repeated(
    address: str, shared_home: Household
) -> None:
    id = shared_home.demo.agreements["maya-sam"]

    answer = shared_home.as_("maya").get(address.format(id=id))

    refused(answer, 422, "invalid")
    nowhere(MARK, answer)


@pytest.mark.parametrize("status", ["signed", "In-Force", "%00"])
def test_a_status_that_no_agreement_can_have_is_refused(status: str, shared_home: Household) -> None:
    refused(shared_home.as_("maya").get(f"/agreements?status={status}"), 422, "invalid")


@pytest.mark.parametrize(
    "name", ["If-Match", "Idempotency-Key", "At-Least", "Accept", "User-Agent", "traceparent", "X-Anything"]
)
def test_a_header_is_not_repeated_whatever_the_answer(name: str, shared_home: Household) -> None:
    told, id = {name: MARK}, shared_home.demo.agreements["maya-petra"]
    person = shared_home.as_("maya")

    answers: list[Any] = [
        person.put(f"/agreements/{id}/terms", json={"terms": draft(shared_home)["terms"]}, headers=told),
        person.post(f"/agreements/{id}/signatures", json={}, headers=told),
        person.post("/people", json={}, headers=told),
        person.get("/agreements", headers=told),
        person.get(f"/agreements/{uuid4()}", headers=told),
        shared_home.client(MARK).get("/agreements", headers=told),
    ]

    for answer in answers:
        assert answer.status_code < 500
        nowhere(MARK, answer)


@pytest.mark.parametrize(
    "address", ["/nowhere", f"/{MARK}", f"/agreements/{uuid4()}/{MARK}", "/docs/x"], ids=range(4)
)
def test_an_address_that_is_none_is_not_found(address: str, shared_home: Household) -> None:
    answer = shared_home.as_("maya").get(address)

    refused(answer, 404, "not-found")
    nowhere(MARK, answer)


@pytest.mark.parametrize("method", ["DELETE", "PATCH", "PUT", "TRACE"])
def test_a_method_that_an_address_does_not_take_is_answered_405(method: str, shared_home: Household) -> None:
    answer = shared_home.as_("maya").request(method, "/agreements")

    refused(answer, 405, "method-not-allowed")
    assert answer.headers["Allow"] == "GET, POST"


@pytest.mark.parametrize(
    ("method", "address", "taken"),
    [
        ("PUT", "/diary/prompts", "GET"),
        ("PUT", "/diary/portfolio", "GET, POST"),
        ("GET", "/people/imports", "POST"),
        ("OPTIONS", "/concerns/covers", "POST"),
        ("DELETE", "/people/me", "GET"),
    ],
)
def test_an_address_does_not_take_what_its_neighbours_do(
    method: str, address: str, taken: str, shared_home: Household
) -> None:
    answer = shared_home.as_("maya").request(method, address)

    refused(answer, 405, "method-not-allowed")
    assert answer.headers["Allow"] == taken


@pytest.mark.parametrize("query", ["status=ended&status=expired", "limit=1&limit=1", "status=&status="])
def test_a_parameter_given_twice_is_refused_whichever_was_meant(query: str, shared_home: Household) -> None:
    told = refused(shared_home.as_("maya").get(f"/agreements?{query}"), 422, "invalid")

    assert told["fields"] == [{"field": query.partition("=")[0], "rule": "given once"}]


@pytest.mark.parametrize(
    "day", ["0", "1767225600", "20260302", "2026-03-02T00:00:00", "2026-3-2", "2026-02-30"]
)
@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/agencies/{harbour}/registers", "on"),
        ("/agencies/{harbour}/policy-set", "on"),
        ("/agreements/{agreement}/requirements", "on"),
        ("/agreements", "review_due_before"),
        ("/partnerships", "review_due_before"),
    ],
)
def test_a_day_in_an_address_is_written_as_one(
    address: str, field: str, day: str, shared_home: Household
) -> None:
    demo = shared_home.demo
    path = address.format(harbour=demo.agencies["harbour"], agreement=demo.agreements["maya-sam"])

    answer = shared_home.as_("maya").get(path, params={field: day})

    assert refused(answer, 422, "invalid")["fields"][0]["field"] == field
    assert shared_home.as_("maya").get(path, params={field: "2026-03-02"}).status_code == 200


def test_an_address_with_a_slash_too_many_is_not_sent_back_C5(shared_home: Household) -> None:
    answer = shared_home.client(None).get(f"/agreements/?note={MARK}", follow_redirects=False)

    assert 400 <= answer.status_code < 500
    nowhere(MARK, answer)


@pytest.mark.parametrize(
    "path", ["/agreements", "/people", "/people/me", "/agreements/blocks/topics", "/partnerships"]
)
def test_a_parameter_that_an_address_does_not_know_is_refused_and_not_repeated(
    path: str, shared_home: Household
) -> None:
    answer = shared_home.as_("maya").get(f"{path}?{MARK}={MARK}")

    told = refused(answer, 422, "invalid")
    assert [one["field"] for one in told["fields"]] == ["query"]
    nowhere(MARK, answer)
