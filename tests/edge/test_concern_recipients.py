"""Who is consulted is nobody's choice, also where a supervisor holds an office by which they could make it one (C2)."""

from typing import Any

import pytest

from tests.edge.concerns import escalated, responded, told
from tests.edge.given import hear_of_the_directory, refused
from tests.edge.test_concerns_covered import covered, take_over
from tests.house import Household


def with_office(home: Household, who: str = "sam") -> None:
    body = {"agency": str(home.demo.agencies["harbour"]), "role": "hr", "starts": "2026-03-02"}
    assert home.as_("rowan").post(f"/people/{home.person(who)}/roles", json=body).status_code == 201
    hear_of_the_directory(home)


def name_manager(home: Household, by: str, manager: str) -> None:
    body = {"line_manager": home.person(manager)}
    answer = home.as_(by).post(f"/placements/{home.demo.placements['maya']}/line-managers", json=body)
    assert answer.status_code in (201, 204), answer.text
    hear_of_the_directory(home)


def next_one(home: Household, path: str, by: str = "sam") -> dict[str, Any]:
    answer = home.as_(by).get(f"{path}/next-to-consult")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize("when", ["before the notice", "after it"])
def test_whom_the_supervisor_made_line_manager_lately_is_passed_over_C2(when: str, home: Household) -> None:
    with_office(home)
    if when == "before the notice":
        name_manager(home, "sam", "jordan")
    path = told(home)
    responded(home, path)
    if when == "after it":
        name_manager(home, "sam", "jordan")

    assert next_one(home, path)["person"] != home.person("jordan")
    assert next_one(home, path)["not_line_manager"] == "chosen"
    refused(escalated(home, path, to="jordan"), 409)


def test_whom_somebody_else_made_line_manager_is_consulted_C2(home: Household) -> None:
    with_office(home)
    path = told(home)
    responded(home, path)
    name_manager(home, "tomasz", "jordan")

    assert next_one(home, path)["person"] == home.person("jordan")


def test_naming_the_same_manager_once_more_makes_nobody_their_choice_C2(home: Household) -> None:
    with_office(home)
    path = told(home)
    responded(home, path)
    before = next_one(home, path)
    name_manager(home, "sam", "petra")

    assert next_one(home, path) == before


def test_whom_the_supervisor_named_for_concerns_lately_is_passed_over_too_C2(home: Household) -> None:
    with_office(home)
    path = told(home, about=[home.person("petra")])
    responded(home, path)
    body = {"person": home.person("jordan"), "alternate": home.person("petra")}
    named = home.as_("sam").post(f"/agencies/{home.demo.agencies['harbour']}/concern-contacts", json=body)
    assert named.status_code == 204, named.text
    hear_of_the_directory(home)

    refused(home.as_("sam").get(f"{path}/next-to-consult"), 409)


@pytest.mark.parametrize("why", ["concerned", "chosen"])
def test_the_two_are_told_why_it_is_another_and_whoever_covers_not_whom_it_is_about_C2(
    why: str, home: Household
) -> None:
    path = told(home, about=[home.person("petra")] if why == "concerned" else [])
    if why == "chosen":
        with_office(home)
        name_manager(home, "sam", "jordan")
    covered(home)
    assert take_over(home).status_code == 204

    seen = {handle: next_one(home, path, handle) for handle in ("maya", "sam", "ines")}

    assert seen["maya"] == seen["sam"]
    assert (seen["sam"]["not_line_manager"], seen["ines"]["not_line_manager"]) == (why, "passed-over")
    assert seen["ines"]["why"] == "The line manager is not to be consulted on this."
    assert len({one["person"] for one in seen.values()}) == 1


def test_where_it_is_the_line_manager_there_is_nothing_to_explain_C2(shared_home: Household) -> None:
    path = told(shared_home)

    assert next_one(shared_home, path) == {
        "person": shared_home.person("petra"),
        "consulted": "line-manager",
    }
