"""Two privacy officers: one proposes, another confirms; alone nobody makes officers or links a further sign-in."""

from typing import Any

import pytest

from services.directory.events import SignInProposed
from tests.edge.given import confirmed, hear_of_the_directory, refused
from tests.edge.test_accounting import entries
from tests.edge.test_roles import give
from tests.house import Household

ISSUER = "https://sign-in.example"


def further(home: Household, by: str, to: str, subject: str = "at-home") -> Any:
    body = {"issuer": ISSUER, "subject": subject, "of_employer": False}
    return home.as_(by).post(f"/people/{home.person(to)}/sign-ins", json=body)


def roles(home: Household, handle: str) -> set[str]:
    told = home.as_("rowan").get(f"/people/{home.person(handle)}/roles").json()
    return {one["role"] for one in told}


def proposals(home: Household, by: str, about: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = home.as_(by).get(f"/people/{home.person(about)}/proposals").json()
    return told


@pytest.mark.parametrize("role", ["privacy_officer", "auditor"])
def test_a_guarded_role_holds_once_another_officer_confirms_it_D4(role: str, home: Household) -> None:
    proposed = give(home, "rowan", "jordan", role)
    path = proposed.headers["Location"]

    assert path.startswith(f"/people/{home.person('jordan')}/proposals/")
    assert role not in roles(home, "jordan")

    confirmed(home, proposed)

    assert role in roles(home, "jordan")
    (told,) = proposals(home, "rowan", "jordan")
    assert (told["status"], told["role"]) == ("confirmed", role)
    assert (told["by"], told["settled_by"]) == (home.person("rowan"), home.person("wren"))


def test_a_further_sign_in_lets_in_once_another_officer_confirms_it_D4(home: Household) -> None:
    body = {"issuer": "urn:alongside:development", "subject": "maya-at-home"}
    proposed = home.as_("rowan").post(f"/people/{home.person('maya')}/sign-ins", json=body)
    home.settle()
    refused(home.as_("maya-at-home").get("/people/me"), 403, "not-linked")

    confirmed(home, proposed)
    home.settle()

    assert home.as_("maya-at-home").get("/people/me").json()["id"] == home.person("maya")


def test_who_proposed_it_and_whom_it_concerns_do_not_confirm_it_D4(home: Household) -> None:
    about_jordan = f"{give(home, 'rowan', 'jordan', 'auditor').headers['Location']}/confirmation"
    about_wren = f"{further(home, 'rowan', 'wren').headers['Location']}/confirmation"

    refused(home.as_("rowan").post(about_jordan), 403, "not-allowed")
    for handle in ("rowan", "wren"):
        refused(home.as_(handle).post(about_wren), 403, "not-allowed")
    assert "auditor" not in roles(home, "jordan")


@pytest.mark.parametrize("handle", ["tomasz", "petra", "nora", "jordan", "maya"])
def test_nobody_but_officers_confirms_declines_or_sees_it_C5(handle: str, shared_home: Household) -> None:
    path = give(shared_home, "rowan", "jordan", "auditor").headers["Location"]

    for what in ("confirmation", "withdrawal"):
        refused(shared_home.as_(handle).post(f"{path}/{what}"), 403, "not-allowed")
    refused(shared_home.as_(handle).get(path.rpartition("/")[0]), 403, "not-allowed")


def test_an_officer_of_another_agency_has_no_part_in_it_D6(shared_home: Household) -> None:
    path = give(shared_home, "rowan", "jordan", "auditor").headers["Location"]

    refused(shared_home.as_("ines").post(f"{path}/confirmation"), 404, "not-found")
    refused(shared_home.as_("ines").get(path.rpartition("/")[0]), 404, "not-found")
    # Rowan is known at both agencies; what Lantern's officers propose there is Lantern's alone to see.
    at_lantern = give(shared_home, "ines", "rowan", "auditor", "lantern").headers["Location"]
    assert [one["id"] for one in proposals(shared_home, "ines", "rowan")] == [at_lantern.rpartition("/")[2]]
    refused(shared_home.as_("wren").post(f"{at_lantern}/confirmation"), 403, "not-allowed")
    assert proposals(shared_home, "wren", "rowan") == []


def test_a_proposal_lapses_after_fourteen_days_and_is_made_anew_D4(home: Household) -> None:
    path = give(home, "rowan", "jordan", "auditor").headers["Location"]
    home.clock.move(days=15)
    hear_of_the_directory(home)

    refused(home.as_("wren").post(f"{path}/confirmation"), 409, "proposal-lapsed")
    assert [one["status"] for one in proposals(home, "wren", "jordan")] == ["lapsed"]

    confirmed(home, give(home, "rowan", "jordan", "auditor"))
    assert [one["status"] for one in proposals(home, "wren", "jordan")] == ["lapsed", "confirmed"]


@pytest.mark.parametrize("by", ["rowan", "wren"], ids=["taken back", "declined"])
def test_a_proposal_is_taken_back_or_declined_D4(by: str, home: Household) -> None:
    path = give(home, "rowan", "jordan", "auditor").headers["Location"]

    assert home.as_(by).post(f"{path}/withdrawal").status_code == 204

    refused(home.as_("wren").post(f"{path}/confirmation"), 409, "proposal-settled")
    assert [one["status"] for one in proposals(home, "wren", "jordan")] == ["withdrawn"]


def test_two_who_confirm_at_once_give_one_role_D4(home: Household) -> None:
    proposed = give(home, "rowan", "jordan", "auditor")
    confirmed(home, proposed)

    again = home.as_("wren").post(f"{proposed.headers['Location']}/confirmation")

    refused(again, 409, "proposal-settled")
    assert len([one for one in proposals(home, "wren", "jordan") if one["status"] == "confirmed"]) == 1


def test_what_was_never_proposed_is_not_found_D4(shared_home: Household) -> None:
    nothing = f"/people/{shared_home.person('jordan')}/proposals/{shared_home.person('maya')}"

    refused(shared_home.as_("wren").post(f"{nothing}/confirmation"), 404, "not-found")


def test_the_second_officer_sees_which_sign_in_it_is_and_that_is_accounted_for_C5(home: Household) -> None:
    proposed = further(home, "rowan", "jordan", "jordan-at-home")
    before = len(entries(home, "directory"))

    (told,) = proposals(home, "wren", "jordan")

    assert (told["status"], told["issuer"], told["subject"]) == ("open", ISSUER, "jordan-at-home")
    (entry,) = entries(home, "directory")[before:]
    assert (entry["actor"], entry["fact"]["fields"]) == (home.person("wren"), ["issuer", "subject"])

    confirmed(home, proposed)
    (told,) = proposals(home, "wren", "jordan")
    assert "subject" not in told  # it is told to Jordan alone now
    stored = b"".join(home.stored("directory", home.person("jordan")))
    assert b"jordan-at-home" not in stored
    assert SignInProposed.kind.encode() in stored


def test_a_sign_in_that_is_somebody_else_s_is_not_proposed_D5(home: Household) -> None:
    body = {"issuer": "urn:alongside:development", "subject": "maya"}
    answer = home.as_("rowan").post(f"/people/{home.person('jordan')}/sign-ins", json=body)

    refused(answer, 409, "sign-in-taken")


def test_hr_links_a_first_sign_in_alone_and_none_after_it_was_switched_off_C4(home: Household) -> None:
    """Else HR could switch somebody's sign-in off, link their own, and be them."""
    agency, name = str(home.demo.agencies["harbour"]), {"name": "Somebody New"}
    path = home.as_("tomasz").post("/people", json={"agency": agency, "details": name}).headers["Location"]
    first, own = ({"issuer": ISSUER, "subject": one} for one in ("theirs", "of-hr"))
    home.settle()
    assert home.as_("tomasz").post(f"{path}/sign-ins", json=first).status_code == 204
    assert home.as_("tomasz").post(f"{path}/sign-ins/off", json=first).status_code == 204

    refused(home.as_("tomasz").post(f"{path}/sign-ins", json=own), 403, "not-allowed")


def test_an_agency_s_first_two_officers_are_made_at_the_machine_and_then_make_others_D4(
    home: Household,
) -> None:
    from services.house.operator import Operator

    operator, room = Operator(home.house), home.house.rooms["directory"]
    told = {"role": "privacy_officer", "agency": "Hilltop", "issuer": "", "subject": ""}
    zone = {"time_zone": "Europe/London", "locale": "en-GB"}
    for handle in ("one", "two"):
        made = operator.people_add(**told, handle=handle, name=handle.title(), **zone)
    home.settle()
    third = {"agency": made["agency"], "details": {"name": "Three"}}
    path = home.as_("one").post("/people", json=third).headers["Location"]
    home.settle()

    body = {"agency": made["agency"], "role": "privacy_officer", "starts": "2026-03-02"}
    confirmed(home, home.as_("one").post(f"{path}/roles", json=body), by="two")
    home.settle()

    assert room.relations.officers_of(made["agency"]) == 3  # type: ignore[arg-type]
