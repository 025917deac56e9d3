"""Roles over HTTP: given at one's own agency, guarded ones by an officer, none of those to oneself."""

from typing import Any

import pytest

from tests.edge.given import fields_of, refused
from tests.house import Household


def give(home: Household, by: str, to: str, role: str, agency: str = "harbour", **other: Any) -> Any:
    body = {"agency": str(home.demo.agencies[agency]), "role": role, "starts": "2026-03-01"} | other
    return home.as_(by).post(f"/people/{home.person(to)}/roles", json=body)


@pytest.mark.parametrize(
    "role",
    ["worker", "peer_supervisor", "agency_supervisor", "coordinator", "hr", "privacy_officer", "auditor"],
)
def test_who_gives_which_role_D4(role: str, shared_home: Household) -> None:
    guarded = role in ("privacy_officer", "auditor")
    may = {"rowan"} if guarded else {"rowan", "tomasz"}

    for handle in ("rowan", "tomasz", "petra", "dilip", "nora", "maya"):
        answer = give(shared_home, handle, "jordan", role)
        if handle in may:
            assert answer.status_code == 201, (handle, answer.text)
        else:
            refused(answer, 403, "not-allowed")


@pytest.mark.parametrize("role", ["privacy_officer", "auditor"])
def test_nobody_makes_themselves_officer_or_auditor(role: str, shared_home: Household) -> None:
    for handle, agency in (
        ("rowan", "harbour"),
        ("rowan", "lantern"),
        ("ines", "lantern"),
        ("tomasz", "harbour"),
    ):
        refused(give(shared_home, handle, handle, role, agency), 403, "not-allowed")


def test_a_role_is_given_at_one_s_own_agency_only_D6(shared_home: Household) -> None:
    refused(give(shared_home, "tomasz", "maya", "coordinator", "lantern"), 403, "not-allowed")
    refused(give(shared_home, "ines", "rowan", "coordinator", "harbour"), 403, "not-allowed")


def test_nobody_gives_a_role_to_whom_they_may_not_know_D6(shared_home: Household) -> None:
    refused(give(shared_home, "ines", "nora", "coordinator", "lantern"), 404, "not-found")


def test_a_role_does_not_end_before_it_starts(shared_home: Household) -> None:
    answer = give(shared_home, "tomasz", "maya", "coordinator", ends="2026-02-28")

    assert fields_of(refused(answer, 422, "ends-before-it-starts")) == {"ends"}


@pytest.mark.parametrize(("role", "by"), [("coordinator", "tomasz"), ("auditor", "rowan")])
@pytest.mark.parametrize(
    ("days", "fields"),
    [
        ({"starts": "9999-12-01"}, {"starts"}),
        ({"starts": "1899-12-31"}, {"starts"}),
        ({"starts": "2026-03-02", "ends": "2201-01-01"}, {"ends"}),
    ],
    ids=str,
)
def test_a_role_at_the_end_of_the_calendar_is_a_slip_D3(
    days: dict[str, str], fields: set[str], role: str, by: str, shared_home: Household
) -> None:
    answer = give(shared_home, by, "maya", role, **days)

    assert fields_of(refused(answer, 422, "out-of-time")) == fields


def test_a_role_holds_from_its_first_day_to_its_last_C5(home: Household) -> None:
    seen = f"/agreements/{home.demo.agreements['maya-sam']}"
    given = {"starts": "2026-03-02", "ends": "2026-03-02"}
    assert give(home, "tomasz", "jordan", "coordinator", **given).status_code == 201
    assert give(home, "tomasz", "maya", "coordinator", starts="2026-03-03").status_code == 201
    home.settle()

    assert home.as_("jordan").get(seen).status_code == 200
    refused(home.as_("maya").get(f"/agreements/{home.demo.agreements['jordan-sam']}"), 404)


def test_an_ended_role_is_listed_with_its_days_and_ends_once(shared_home: Household) -> None:
    home = shared_home
    path = give(home, "tomasz", "jordan", "coordinator").headers["Location"]

    assert home.as_("tomasz").post(f"{path}/ending", json={"last_day": "2026-03-01"}).status_code == 204

    refused(home.as_("tomasz").post(f"{path}/ending", json={"last_day": "2026-03-01"}), 409, "no-such-role")
    (told,) = [
        one
        for one in home.as_("maya").get(f"/people/{home.person('jordan')}/roles").json()
        if path.endswith(one["id"])
    ]
    assert (told["role"], told["starts"], told["ends"]) == ("coordinator", "2026-03-01", "2026-03-01")


def test_only_an_officer_ends_a_guarded_role(shared_home: Household) -> None:
    roles = f"/people/{shared_home.person('nora')}/roles"
    role = next(one for one in shared_home.as_("nora").get(roles).json() if one["role"] == "auditor")

    for handle in ("tomasz", "nora", "petra"):
        ending = shared_home.as_(handle).post(f"{roles}/{role['id']}/ending", json={"last_day": "2026-03-02"})
        refused(ending, 403, "not-allowed")
