"""A cursor goes on in the list that gave it, and in no other: there it is refused, whatever is in it."""

from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import pytest

from services.house.manifest import SERVICES
from tests.edge.given import NOBODY, fields_of, refused
from tests.edge.test_feedback import CLOSING, it_is
from tests.edge.test_policy_sets import published
from tests.house import Household
from tests.sessions.many import opened_round

PLACES: Final = (7, ["2026-03-02T15:00:00Z", NOBODY])
"""As lists go on."""


def lists(home: Household) -> list[str]:
    """The address of every list that goes by pages, with nobody's ids in it."""
    found = []
    for path, methods in home.app.openapi()["paths"].items():
        named = {one["name"]: one["in"] for one in methods.get("get", {}).get("parameters", ())}
        if "after" in named:
            ids = {name: NOBODY for name, place in named.items() if place == "path"}
            of = f"agency={NOBODY}&" if "agency" in named else ""
            found.append(f"{path.format(**ids)}?{of}")
    return found


def test_no_list_takes_a_cursor_of_another_of_whatever_shape(shared_home: Household) -> None:
    addresses, maya = lists(shared_home), shared_home.as_("maya")
    assert len(addresses) >= 20
    for name in SERVICES:
        secret = shared_home.house.rooms[name].desks[name].secret
        for cursor in (secret.hide(place, "after /elsewhere") for place in PLACES):
            for address in addresses:
                answer = maya.get(f"{address}after={cursor}")
                if answer.status_code == 404 and NOBODY in address:
                    continue  # a record that is not there has no list either
                assert fields_of(refused(answer, 422, "invalid")) == {"after"}, address


UNPAGED: Final = {
    "/agreements/blocks/responsibilities",
    "/agreements/blocks/topics",
    "/concern-drafts",
    "/diary/prompts",
    "/difficulties/counts",
    "/dual-relationships/questions",
    "/evaluations/competencies",
    "/feedback/items",
    "/groups/procedure",
    "/policy-sets/templates",
    "/sessions/counts",
    "/trainings/topics",
}
"""Catalogues, figures, and one's own drafts of concerns, which are gone after days."""


def test_every_list_that_grows_goes_by_pages(shared_home: Household) -> None:
    growing = set()
    for path, methods in shared_home.app.openapi()["paths"].items():
        told = methods.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
        answers = told.get("application/json", {}).get("schema", {})
        named = {one["name"] for one in methods.get("get", {}).get("parameters", ())}
        if "{" not in path and answers.get("type") == "array" and not {"after", "limit"} <= named:
            growing.add(path)

    assert growing == UNPAGED


def by_ones(home: Household, path: str, most: int) -> list[Any]:
    """No more than so many pages, wherever the last one says that it goes on."""
    answer = home.as_("dilip").get(path, params={"limit": 1})
    found = list(answer.json())
    while "next" in answer.links and len(found) <= most:
        answer = home.as_("dilip").get(answer.links["next"]["url"])
        found += answer.json()
    return found


def test_page_by_page_a_list_is_the_whole(home: Household) -> None:
    published(home)
    opened_round(home)
    it_is(home, CLOSING)
    opened_round(home, starts="2026-03-24", ends="2026-04-12")

    for path in ("/agencies", "/policy-sets", "/feedback/rounds"):
        whole = home.as_("dilip").get(path).json()
        assert len(whole) > 1, path
        assert by_ones(home, path, len(whole)) == whole


@pytest.fixture
def written(home: Household) -> Household:
    """Two goals and two entries in a diary."""
    maya, under = home.as_("maya"), str(home.demo.agreements["maya-sam"])
    for path, body in (("/goals", {"agreement": under, "change": "Grow surer."}), ("/diary", {"text": "I."})):
        for _ in range(2):
            assert maya.post(path, json=body).status_code == 201
    home.settle()
    return home


def test_a_list_goes_on_where_its_own_page_ended_and_refuses_the_end_of_another_s(written: Household) -> None:
    pages = {path: first(written, path) for path in ("/goals", "/diary")}

    for path, other in (("/goals", "/diary"), ("/diary", "/goals")):
        own = written.as_("maya").get(path, params={"limit": 1, "after": pages[path]["after"]})
        assert [one["id"] for one in own.json()] == pages[path]["rest"]
        refused(written.as_("maya").get(path, params={"after": pages[other]["after"]}), 422, "invalid")


def first(home: Household, path: str) -> dict[str, Any]:
    """Where the first page ended, and what comes after it."""
    answer = home.as_("maya").get(path, params={"limit": 1})
    whole = [one["id"] for one in home.as_("maya").get(path).json()]
    [after] = parse_qs(urlsplit(answer.links["next"]["url"]).query)["after"]
    assert [one["id"] for one in answer.json()] == whole[:1]
    return {"after": after, "rest": whole[1:]}
