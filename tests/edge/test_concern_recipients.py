"""Who is consulted is nobody's choice, also where a supervisor holds an office by which they could make it one (C2)."""

from itertools import pairwise
from typing import Any, Final

import pytest

from tests.edge.concerns import escalated, responded, told
from tests.edge.given import hear_from_agreements, hear_of_the_directory, refused
from tests.edge.test_concerns_covered import covered, take_over
from tests.edge.test_concerns_in_time import sign_in_off
from tests.edge.test_concerns_out_of_reach import link_own
from tests.house import Household

PAIR: Final = ("petra", "dilip")


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


@pytest.mark.parametrize(("hours", "chosen"), [(90 * 24, True), (90 * 24 + 1, False)])
def test_whom_they_made_line_manager_before_the_last_ninety_days_is_consulted_C2(
    hours: float, chosen: bool, home: Household
) -> None:
    with_office(home)
    name_manager(home, "sam", "jordan")
    home.clock.move(hours=hours)
    hear_of_the_directory(home)
    hear_from_agreements(home)

    assert (next_one(home, told(home))["person"] != home.person("jordan")) == chosen


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


def placed_under(
    home: Household, manager: str, agency: str = "harbour", who: str = "petra", **days: str
) -> None:
    """By default Petra, Maya's line manager, who has a manager of her own by that."""
    at = str(home.demo.agencies[agency])
    sent = {"agency": at, "employer": at, "employment": "employed", "line_manager": home.person(manager)}
    path = f"/people/{home.person(who)}/placements"
    answer = home.as_("tomasz").post(path, json=sent | {"starts": "2026-01-01"} | days)
    assert answer.status_code == 201, answer.text
    home.settle()


@pytest.mark.parametrize(
    ("other", "above"),
    [
        ({}, True),
        ({"agency": "lantern"}, False),
        ({"ends": "2026-03-01"}, False),
        ({"ends": "2026-03-02"}, True),
        ({"starts": "2026-03-02"}, True),
        ({"starts": "2026-03-03"}, False),
    ],
    ids=str,
)
def test_the_next_above_is_so_by_a_placement_of_today_at_the_agency_of_the_worker_C2(
    other: dict[str, str], above: bool, home: Household
) -> None:
    path = told(home, about=[home.person("petra")])
    before = next_one(home, path)["person"]
    placed_under(home, "rowan", **other)

    after = next_one(home, path)
    assert (after["person"], after["consulted"]) == (
        (home.person("rowan"), "next-above") if above else (before, "alternate")
    )


def test_of_managers_above_one_another_five_are_asked_for_C2(home: Household) -> None:
    chain = ["petra", "dilip", "nora", "wren", "rowan", "jordan"]
    for who, manager in pairwise(chain):
        placed_under(home, manager, who=who)
    four, five = (told(home, about=[home.person(one) for one in chain[:many]]) for many in (4, 5))

    assert next_one(home, four)["person"] == home.person("rowan")
    assert next_one(home, five) == next_one(home, four) | {
        "person": home.person("tomasz"),
        "consulted": "alternate",
    }


def test_two_who_manage_one_another_are_asked_for_once_C2(home: Household) -> None:
    placed_under(home, "dilip")
    placed_under(home, "petra", who="dilip")
    one, both = (told(home, about=[home.person(it) for it in about]) for about in (PAIR[:1], PAIR))

    assert next_one(home, one)["person"] == home.person("dilip")
    assert next_one(home, both)["consulted"] == "alternate"


def test_whom_the_agency_named_for_concerns_and_who_can_sign_in_no_more_is_passed_over_C2(
    home: Household,
) -> None:
    path = told(home, about=[home.person("petra")])
    contacts = {"person": home.person("dilip"), "alternate": home.person("tomasz")}
    named = home.as_("tomasz").post(
        f"/agencies/{home.demo.agencies['harbour']}/concern-contacts", json=contacts
    )
    assert named.status_code == 204, named.text
    home.settle()
    assert next_one(home, path)["person"] == home.person("dilip")
    sign_in_off(home, "dilip")
    home.settle()

    assert next_one(home, path)["person"] == home.person("tomasz")


def test_a_line_manager_who_has_one_of_two_sign_ins_left_is_not_gone_C2(home: Household) -> None:
    path = told(home)
    link_own(home, "petra")
    sign_in_off(home, "petra")
    home.settle()

    assert next_one(home, path) == {"person": home.person("petra"), "consulted": "line-manager"}


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
