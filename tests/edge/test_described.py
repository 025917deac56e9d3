"""What the API's document tells of requests and answers is so: headers, statuses, files, and an example of each body."""

from collections.abc import Iterator
from typing import Any, Final

import httpx2
import pytest
from fastapi.routing import APIRoute
from pydantic import BaseModel

from services.house.manifest import SERVICES
from services.house.web import addresses
from services.sessions.forms.taken_away import DiaryFile, PortfolioFile
from tests.described import check
from tests.each import of_each
from tests.edge.given import NOBODY, fields_of
from tests.edge.test_fuzz import filled_in, ids_there
from tests.house import Household

MOST_EXAMPLES: Final = 3
BY_FORMAT: Final = {"uuid": NOBODY, "date": "2026-03-02", "date-time": "2026-03-02T09:00:00Z"}
ASKING: Final = ("maya", "sam", "petra", "rowan", "tomasz", "ines")


@pytest.mark.parametrize(
    ("method", "path", "status", "headers", "told"),
    [
        ("GET", "/goals", 402, {}, "not described"),
        ("GET", "/goals", 200, {"ETag": '"1"'}, "ETag"),
        ("GET", f"/goals/{NOBODY}", 200, {"Link": "</goals>"}, "Link"),
        ("POST", "/goals", 201, {"ETag": '"1"', "Position": "p"}, "Location"),
        ("POST", f"/goals/{NOBODY}/ending", 204, {"ETag": '"1"'}, "Position"),
        ("POST", f"/concerns/{NOBODY}/confirmation", 204, {"Position": "p"}, "Position"),
        ("GET", f"/goals/{NOBODY}", 415, {}, "not described"),
    ],
)
def test_an_answer_that_is_not_as_described_is_found_by_whichever_test_gets_it(
    method: str, path: str, status: int, headers: dict[str, str], told: str
) -> None:
    request = httpx2.Request(method, f"http://testserver{path}")

    with pytest.raises(AssertionError, match=told):
        check(httpx2.Response(status, headers=headers, request=request))


def test_an_answer_as_described_is_one_and_what_is_no_part_of_the_api_may_be_anything() -> None:
    for method, path, status, headers in (
        ("GET", "/goals", 200, {"Link": "</goals>"}),
        ("GET", f"/goals/{NOBODY}", 200, {"ETag": '"1"'}),
        ("POST", "/goals", 201, {"ETag": '"1"', "Position": "p", "Location": f"/goals/{NOBODY}"}),
        ("POST", "/concerns/covers", 204, {}),
        ("GET", "/readyz", 418, {}),
    ):
        request = httpx2.Request(method, f"http://testserver{path}")
        check(httpx2.Response(status, headers=headers, request=request))


def test_reading_waits_for_a_position_exactly_where_that_is_described(shared_home: Household) -> None:
    home, ids = shared_home, ids_there(shared_home)
    given = {"agency": ids["/agencies/"], "agreement": str(home.demo.agreements["maya-sam"])}
    waited: set[str] = set()
    not_waited: set[str] = set()
    for path, methods in home.app.openapi()["paths"].items():
        asked = methods.get("get", {}).get("parameters", ())
        needed = {
            one["name"]: given[one["name"]] for one in asked if one["in"] == "query" and one["required"]
        }
        described = "At-Least" in {one["name"] for one in asked}
        for handle in ASKING if "get" in methods else ():
            address = filled_in(home, ids, path)
            answer = home.as_(handle).get(address, params=needed, headers={"At-Least": "nowhere"})
            refused = answer.status_code == 422 and "At-Least" in fields_of(answer.json())
            assert described or not refused, path
            assert not described or answer.status_code != 200, path
            (waited if refused else not_waited).add(path)

    assert len(waited) > 30
    assert len(not_waited - waited) > 100


@pytest.mark.parametrize(
    ("address", "form"), [("/diary/export", DiaryFile), ("/diary/portfolio/export", PortfolioFile)]
)
def test_a_diary_taken_away_has_the_form_that_is_described_S7(
    address: str, form: type[DiaryFile | PortfolioFile], home: Household
) -> None:
    maya = home.as_("maya")
    entry = maya.post("/diary", json={"text": "I said too much, and saw it."}).headers["Location"]
    maya.post("/diary/portfolio", json={"entry": entry.rpartition("/")[2], "competencies": []})
    told = home.app.openapi()["paths"][address]["get"]["responses"]["200"]["content"]

    assert told["application/json"]["schema"] == {"$ref": f"#/components/schemas/{form.__name__}"}
    assert told["text/markdown"]["schema"] == {"type": "string"}
    sent = maya.get(f"{address}?format=json").json()
    assert form.model_validate(sent).model_dump(mode="json", exclude_none=True).keys() == sent.keys()
    assert len(sent[address.split("/")[-2]]) == 1


def bodies() -> list[APIRoute]:
    """Every route that takes a body."""
    routes = addresses(*SERVICES).all()
    return [one for one in routes if isinstance(one, APIRoute) and one.body_field]


@of_each(bodies(), lambda route: f"{route.methods} {route.path}")
def test_every_body_has_examples_and_they_are_of_its_form(route: APIRoute) -> None:
    assert route.body_field
    form = route.body_field.field_info.annotation
    assert isinstance(form, type)
    assert issubclass(form, BaseModel)
    schema = form.model_json_schema()
    assert [*given(schema, schema.get("$defs", {}))]
    for number in range(MOST_EXAMPLES):
        form.model_validate(built(schema, schema.get("$defs", {}), number))


def given(schema: dict[str, Any], forms: dict[str, Any]) -> Iterator[Any]:
    """The examples of a form: of the whole, and of whatever is in it."""
    schema = whole(schema, forms)
    yield from schema.get("examples", ())
    inner = (*schema.get("properties", {}).values(), *schema.get("anyOf", ()), schema.get("items"))
    for one in filter(None, inner):
        yield from given(one, forms)


def built(schema: dict[str, Any], forms: dict[str, Any], number: int) -> Any:
    """What somebody sends who goes by the examples: what has to be there, and what else has an example of its own."""
    schema = whole(schema, forms)
    if examples := schema.get("examples"):
        return examples[number % len(examples)]
    if choices := schema.get("enum") or ([schema["const"]] if "const" in schema else []):
        return choices[0]
    if choices := schema.get("anyOf", ()):
        return built(choices[0], forms, number)
    match schema["type"]:
        case "object":
            told = schema.get("properties", {})
            sent = {name for name in told if name in schema.get("required", ()) or "examples" in told[name]}
            return {name: built(told[name], forms, number) for name in told if name in sent}
        case "array":
            return [built(schema["items"], forms, number)] * schema.get("minItems", 0)
        case "string":
            return BY_FORMAT.get(schema.get("format", ""), "In words of my own.")
        case "boolean":
            return True
    return schema.get("minimum", 1)


def whole(schema: dict[str, Any], forms: dict[str, Any]) -> dict[str, Any]:
    """With what it refers to, if it does."""
    place = schema.get("$ref", "").rpartition("/")[2]
    return {**forms[place], **schema} if place else schema
