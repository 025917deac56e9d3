"""Days and times that nobody can mean, in every body and every address that takes one: a 4xx that names the field, never a 500."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

import pytest

from services.agreements.domain.agreement import Agreement
from services.directory.domain.placement import Placement
from services.directory.relations.agencies import Agencies
from services.directory.relations.rows import DAY, beginning_in, day_in, ending_in
from shared.facts import utc_text
from shared.identity import Acting
from tests.edge.given import fields_of, places, refused
from tests.edge.sessions import done
from tests.edge.test_fuzz import PEOPLE, bodies, filled_in, ids_there, routes
from tests.house import START, Household

Place = tuple[str, ...]
WILD: Final = {
    "date": ("0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31"),
    "date-time": (
        *("0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00"),
        *("9999-12-31T23:59:59Z", "9999-12-31T23:59:59-14:00"),
    ),
}
LAST_TO_BE_MEANT: Final = ("1900-01-01", "2200-12-31")
ASKED: Final = (*WILD["date"], *WILD["date-time"])
EVERYBODY: Final = (*PEOPLE, "sam", "petra", "nora", "dilip", "wren", "rowan")

BY_A_RULE: Final = {
    *(
        (operation, field)
        for operation in (
            *("draft_agreement", "revise_terms", "renegotiate_agreement"),
            *("draft_partnership", "revise_partnership", "renegotiate_partnership"),
        )
        for field in ("terms.starts", "terms.ends", "terms.review_dates.0")
    ),
    *(
        (operation, field)
        for operation in ("give_role", "place", "record_outside_supervision")
        for field in ("starts", "ends")
    ),
    ("record_training", "taken_on"),
}
"""Refused by what is decided upon, since such days come in other ways too, or lie in what is stored as it was sent."""


def days_in(schema: dict[str, Any], schemas: dict[str, Any], at: Place = ()) -> Iterator[tuple[Place, str]]:
    """Each place in a form where a day or a time stands, and which of the two."""
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rpartition("/")[2]]
    for choice in (*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())):
        yield from days_in(choice, schemas, at)
    if schema.get("format") in WILD:
        yield at, schema["format"]
    for name, inner in schema.get("properties", {}).items():
        yield from days_in(inner, schemas, (*at, name))
    if "items" in schema:
        yield from days_in(schema["items"], schemas, (*at, "0"))


def put(body: Any, at: Place, value: Any) -> Any:
    """A copy of a body with a value in a place, which may not have been there."""
    if not at:
        return value
    if at[0] == "0":
        return [put(body[0] if body else {}, at[1:], value), *(body or [])[1:]]
    return (body or {}) | {at[0]: put((body or {}).get(at[0]), at[1:], value)}


def taken(home: Household) -> list[tuple[str, Place, str]]:
    """Every day and time of every body, by its operation."""
    told = home.app.openapi()
    return [
        (operation["operationId"], at, which)
        for methods in told["paths"].values()
        for operation in methods.values()
        for kind in operation.get("requestBody", {}).get("content", {}).values()
        for at, which in days_in(kind["schema"], told["components"]["schemas"])
    ]


def test_no_body_takes_a_day_or_a_time_that_nobody_can_mean(shared_home: Household) -> None:
    home, by_a_rule = shared_home, set()
    addresses, whole, before = routes(home), bodies(home), places(home)
    for operation, at, which in taken(home):
        method, address = addresses[operation]
        field = ".".join(at)
        for wild in WILD[which]:
            body = put(whole[operation], at, wild)
            answer = home.as_("maya").request(method, address, json=body)
            if answer.status_code == 422 and "problem:invalid" in answer.text:
                assert field in fields_of(refused(answer, 422, "invalid")), (operation, field, wild)
                continue
            by_a_rule.add((operation, field))
            for handle in EVERYBODY:
                answer = home.as_(handle).request(method, address, json=body)
                assert 400 <= answer.status_code < 500, (operation, field, wild, handle, answer.text)

    assert by_a_rule == BY_A_RULE
    assert places(home) == before


def test_the_first_and_the_last_day_that_can_be_meant_have_the_form_of_one(shared_home: Household) -> None:
    home, tried = shared_home, 0
    addresses, whole = routes(home), bodies(home)
    for operation, at, which in taken(home):
        method, address = addresses[operation]
        for day in LAST_TO_BE_MEANT if which == "date" else ():
            answer = home.as_("nobody-here").request(method, address, json=put(whole[operation], at, day))
            assert ".".join(at) not in fields_of(answer.json()), (operation, at, day)
            tried += 1
    assert tried


def test_no_address_fails_over_a_day_or_a_time_that_is_asked_about(shared_home: Household) -> None:
    home, ids, told = shared_home, ids_there(shared_home), shared_home.app.openapi()
    given = {"agency": ids["/agencies/"], "agreement": ids["/agreements/"]}
    asked = set()
    for path, methods in told["paths"].items():
        queries = [one for one in methods.get("get", {}).get("parameters", ()) if one["in"] == "query"]
        needed = {one["name"]: given[one["name"]] for one in queries if one["required"]}
        for one in queries:
            if not _is_text(one["schema"]):
                continue
            asked.add((path, one["name"]))
            for wild in ASKED:
                answers = [
                    home.as_(handle).get(filled_in(home, ids, path), params=needed | {one["name"]: wild})
                    for handle in EVERYBODY
                ]
                assert all(answer.status_code < 500 for answer in answers), (path, one["name"], wild)

    assert {
        ("/agreements", "review_due_before"),
        ("/agreements/{id}", "as_of"),
        ("/agencies/{id}/policy-set", "on"),
        ("/sessions", "from"),
    } <= asked


def _is_text(schema: dict[str, Any]) -> bool:
    """Whether it takes a day, or any text that is neither one of a list nor an id."""
    return any(
        one.get("type") == "string" and "enum" not in one and one.get("format") in (None, *WILD)
        for one in (schema, *schema.get("anyOf", ()))
    )


LAST_OF_ALL: Final = date.max


def in_the_books(home: Household, room: str, kind: type[Any], id: UUID, act: Callable[[Any], None]) -> None:
    """Recorded as it could be before such days were refused."""
    store = home.house.rooms[room].store
    thing = store.get(kind, id)
    act(thing)
    store.append(thing, Acting(actor=home.demo.people["sam"]))


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_who_covers_to_the_calendars_end_by_an_old_history_finds_what_they_cover_A4(
    zone: str, home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Agencies, "_zone_of", lambda *_: zone)
    demo, then = home.demo, LAST_OF_ALL - timedelta(days=365)
    named = {"starts": then, "ends": LAST_OF_ALL, "today": START.date(), "gone": False}
    in_the_books(
        home,
        "agreements",
        Agreement,
        demo.agreements["maya-sam"],
        lambda one: one.name_cover(uuid4(), demo.people["sam"], demo.people["ines"], **named),
    )
    home.settle()

    for handle in ("ines", "sam", "maya"):
        done(home.as_(handle).get("/sessions"), 200)
        done(home.as_(handle).get("/sessions/overdue"), 200)
        done(home.as_(handle).get("/exports/sessions"), 200)


def test_what_began_or_ends_at_the_calendars_ends_by_an_old_history_loads_as_any_other(
    home: Household,
) -> None:
    demo = home.demo
    in_the_books(home, "directory", Placement, demo.placements["maya"], lambda one: one.end(LAST_OF_ALL))
    home.settle()

    told = done(home.as_("tomasz").get(f"/placements/{demo.placements['maya']}"), 200).json()
    assert told["ends"] == LAST_OF_ALL.isoformat()
    done(home.as_("maya").get("/sessions"), 200)
    done(home.as_("maya").get("/people/me"), 200)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Toronto", "Etc/GMT+12"])
@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2026, 3, 2), LAST_OF_ALL - DAY, LAST_OF_ALL])
def test_a_day_begins_and_ends_by_any_clock_also_at_the_calendars_ends(zone: str, day: date) -> None:
    begins, ends = beginning_in(zone, day), ending_in(zone, day)

    assert begins < ends
    assert utc_text(begins) < utc_text(ends)
    assert day_in(zone, begins) == day
    assert day == LAST_OF_ALL or ends == beginning_in(zone, day + DAY)
