"""Agencies and placements over HTTP, and what they mean for agreements: concerns, line managers, endings (C2, D5-D8)."""

from time import sleep
from typing import Any

import pytest

from services.directory.relations import RelationsView
from tests.edge.given import (
    NOBODY,
    agreed,
    draft,
    drafted,
    fields_of,
    hear_of_agreements,
    refused,
    sign,
    status_of,
    terms,
)
from tests.edge.sessions import done
from tests.edge.test_roles import give
from tests.house import START, Household, wait_for


def end_placement(home: Household, last_day: str, worker: str = "maya") -> Any:
    path = f"/placements/{home.demo.placements[worker]}/ending"
    answer = home.as_("tomasz").post(path, json={"last_day": last_day})
    assert answer.status_code == 204, answer.text
    home.settle()
    home.house.rooms["agreements"].react()
    return answer


@pytest.mark.parametrize(
    ("days", "fields"),
    [
        ({"starts": "9999-12-01"}, ["starts"]),
        ({"starts": "1899-12-31", "ends": "2201-01-01"}, ["ends", "starts"]),
    ],
    ids=str,
)
def test_a_placement_at_the_end_of_the_calendar_is_a_slip_D6(
    days: dict[str, str], fields: list[str], shared_home: Household
) -> None:
    body = {"agency": str(shared_home.demo.agencies["harbour"]), "employment": "seconded"} | days
    answer = shared_home.as_("tomasz").post(f"/people/{shared_home.person('maya')}/placements", json=body)

    assert fields_of(refused(answer, 422, "out-of-time")) == set(fields)


def nobody_hears(home: Household) -> None:
    """Maya's placement has no line manager, and her agency names her and her supervisor for concerns."""
    placement = f"/placements/{home.demo.placements['maya']}/line-managers"
    contacts = f"/agencies/{home.demo.agencies['harbour']}/concern-contacts"
    named = {"person": home.person("maya"), "alternate": home.person("sam")}
    assert home.as_("tomasz").post(placement, json={"line_manager": None}).status_code == 204
    assert home.as_("tomasz").post(contacts, json=named).status_code == 204
    home.settle()


def test_the_second_signature_needs_somebody_to_hear_a_concern_C2(home: Household) -> None:
    path = drafted(home)
    nobody_hears(home)

    assert sign(home, path, "maya").status_code == 204
    refused(sign(home, path, "sam"), 409, "nobody-to-hear-a-concern")
    assert status_of(home, path) == "drafted"

    contacts = f"/agencies/{home.demo.agencies['harbour']}/concern-contacts"
    named = {"person": home.person("maya"), "alternate": home.person("dilip")}
    assert home.as_("tomasz").post(contacts, json=named).status_code == 204
    home.settle()
    assert sign(home, path, "sam").status_code == 204
    assert status_of(home, path) == "in-force"


def test_a_line_manager_who_is_a_party_hears_no_concern_of_that_agreement_C2(home: Household) -> None:
    path = drafted(home)
    nobody_hears(home)
    placement = f"/placements/{home.demo.placements['maya']}/line-managers"
    home.as_("tomasz").post(placement, json={"line_manager": home.person("sam")})
    home.settle()

    sign(home, path, "maya")
    refused(sign(home, path, "sam"), 409, "nobody-to-hear-a-concern")


def test_the_end_of_a_placement_flags_its_agreements_and_people_end_them_D6(home: Household) -> None:
    force, table = agreed(home), drafted(home)
    home.settle()

    end_placement(home, "2026-03-01")

    wait_for(lambda: home.as_("maya").get(table).json()["placement_ended"])
    for path in (force, table):
        told = home.as_("sam").get(path).json()
        assert told["placement_ended"] is True
        assert told["status"] != "ended"
        assert home.as_("sam").get(f"{path}/history").json()[-1]["name"] == "agreements.PlacementEndNoted"
    refused(sign(home, table, "sam"), 409, "placement-has-ended")
    home.settle()
    listed = {one["id"]: one["placement_ended"] for one in home.as_("sam").get("/agreements").json()}
    assert listed[force[12:]] is listed[table[12:]] is True
    assert home.as_("maya").post(f"{force}/ending", json={"why": "placement-ended"}).status_code == 204


def test_an_agreement_is_flagged_once_D6(home: Household) -> None:
    path = agreed(home)
    home.settle()
    end_placement(home, "2026-03-01")
    for _ in range(3):
        home.house.rooms["agreements"].react()
        home.settle()

    names = [past["name"] for past in home.as_("maya").get(f"{path}/history").json()]
    assert names.count("agreements.PlacementEndNoted") == 1


def test_a_placement_lasts_to_the_end_of_its_last_day_D6(home: Household) -> None:
    path = drafted(home)
    home.settle()

    end_placement(home, "2026-03-02")

    assert home.as_("sam").get(path).json()["placement_ended"] is False
    assert sign(home, path, "sam").status_code == 204


def test_the_last_day_is_the_agency_s_own_also_for_the_flag_D6(home: Household) -> None:
    path = drafted(home)
    home.settle()
    home.clock.at = START.replace(day=3, hour=2)  # nine in the evening of the second, in Toronto

    end_placement(home, "2026-03-02")

    assert home.as_("sam").get(path).json()["placement_ended"] is False


def test_a_supervisor_is_the_supervised_party_of_another_agreement_D7(shared_home: Household) -> None:
    above, below = agreed(shared_home, "sam", "ines"), agreed(shared_home, "maya", "sam")

    assert shared_home.as_("sam").get(above).json()["worker"] == shared_home.person("sam")
    assert shared_home.as_("sam").get(below).json()["supervisor"] == shared_home.person("sam")
    refused(shared_home.as_("maya").get(above), 404)
    refused(shared_home.as_("ines").get(below), 404)


def test_what_stands_in_for_peer_background_is_part_of_the_terms_D8(shared_home: Household) -> None:
    words = "Monthly supervision from outside."

    path = agreed(shared_home, "maya", "petra", peer_substitute=words)

    assert shared_home.as_("maya").get(f"{path}/terms").json()["terms"]["peer_substitute"] == words


def test_whom_a_revision_names_is_known_too_C7(shared_home: Household) -> None:
    path = drafted(shared_home)
    body = {"terms": terms(shared_home, difficulties_to=NOBODY)}

    answer = shared_home.as_("maya").put(f"{path}/terms", json=body, headers={"If-Match": '"1"'})

    refused(answer, 409, "not-known-yet")


def test_whom_a_renegotiation_names_is_known_too_C7(shared_home: Household) -> None:
    body = {"why": "other", "terms": terms(shared_home, difficulties_to=NOBODY)}

    answer = shared_home.as_("maya").post(f"{agreed(shared_home)}/renegotiations", json=body)

    refused(answer, 409, "not-known-yet")


def place(home: Household, by: str, worker: str, agency: str = "harbour", **other: Any) -> Any:
    there = str(home.demo.agencies.get(agency, agency))
    body = {"agency": there, "employment": "employed", "starts": "2026-03-02"}
    return home.as_(by).post(f"/people/{home.person(worker)}/placements", json=body | other)


def test_hr_and_officers_place_workers_at_their_own_agency_D6(shared_home: Household) -> None:
    for handle in ("tomasz", "rowan"):
        assert place(shared_home, handle, "jordan").status_code == 201
    for handle in ("petra", "dilip", "nora", "maya", "jordan"):
        refused(place(shared_home, handle, "jordan"), 403, "not-allowed")
    assert place(shared_home, "tomasz", "maya", "lantern", employment="seconded").status_code == 201
    refused(place(shared_home, "ines", "jordan", "lantern"), 404, "not-found")
    refused(place(shared_home, "dilip", "maya", "lantern"), 403, "not-allowed")


def test_whom_nobody_knows_is_not_placed_D6(shared_home: Household) -> None:
    body = {
        "agency": str(shared_home.demo.agencies["harbour"]),
        "employment": "employed",
        "starts": "2026-03-02",
    }

    refused(shared_home.as_("tomasz").post(f"/people/{NOBODY}/placements", json=body), 404, "not-found")


def test_nobody_is_their_own_line_manager_D5(shared_home: Household) -> None:
    answer = place(shared_home, "tomasz", "jordan", line_manager=shared_home.person("jordan"))

    assert fields_of(refused(answer, 422, "own-line-manager")) == {"line_manager"}


@pytest.mark.parametrize("name", ["agency", "line_manager", "employer"])
def test_whom_a_placement_names_is_known_D6(name: str, shared_home: Household) -> None:
    refused(place(shared_home, "tomasz", "jordan", **{name: NOBODY}), 409, "not-known-yet")
    assert shared_home.as_("jordan").get("/people/me").status_code == 200


def test_a_new_placement_carries_an_agreement_D6(home: Household) -> None:
    made = place(home, "tomasz", "jordan", employment="shared", line_manager=home.person("dilip"))
    home.settle()
    body = draft(home, "jordan", "sam") | {"placement": made.headers["Location"].rpartition("/")[2]}

    path = home.as_("jordan").post("/agreements", json=body).headers["Location"]

    assert home.as_("dilip").get(path).json()["worker"] == home.person("jordan")
    assert home.as_("jordan").get(made.headers["Location"]).json()["employment"] == "shared"


def test_a_placement_is_seen_by_who_has_to_do_with_it_D6(shared_home: Household) -> None:
    path = f"/placements/{shared_home.demo.placements['maya']}"
    hear_of_agreements(shared_home)

    for handle, status in {"maya": 200, "petra": 200, "sam": 404, "nora": 200, "ines": 404}.items():
        assert shared_home.as_(handle).get(path).status_code == status, handle


def test_officers_add_agencies_and_everybody_sees_which_there_are_D6(shared_home: Household) -> None:
    body = {"name": "Further", "side": "host", "time_zone": "Europe/Ljubljana", "locale": "sl-SI"}

    for handle in ("tomasz", "maya", "petra", "nora"):
        refused(shared_home.as_(handle).post("/agencies", json=body), 403, "not-allowed")
    made = shared_home.as_("ines").post("/agencies", json=body)
    assert made.status_code == 201
    shared_home.settle()
    assert "Further" in [one["name"] for one in shared_home.as_("maya").get("/agencies").json()]
    assert shared_home.as_("maya").get(made.headers["Location"]).json()["time_zone"] == "Europe/Ljubljana"


@pytest.mark.parametrize(("name", "value"), [("time_zone", "Mars/Olympus"), ("locale", "english")])
def test_an_agency_has_a_time_zone_and_a_locale_that_are_some(
    name: str, value: str, shared_home: Household
) -> None:
    body = {"name": "Odd", "side": "host", "time_zone": "Europe/Ljubljana", "locale": "sl-SI", name: value}

    answer = shared_home.as_("rowan").post("/agencies", json=body)

    assert fields_of(refused(answer, 422)) == {name}


def test_placements_are_listed_as_new_as_is_asked_and_their_history_is_read_D6(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = RelationsView.take

    def slowly(*told: Any) -> None:
        sleep(0.5)
        take(*told)

    monkeypatch.setattr(RelationsView, "take", slowly)
    hr, maya = home.as_("tomasz"), home.person("maya")
    body = {"agency": str(home.demo.agencies["harbour"]), "employment": "employed", "starts": "2026-03-01"}
    made = hr.post(f"/people/{maya}/placements", json=body)
    assert made.status_code == 201, made.text
    place = made.headers["Location"]

    listed = hr.get(f"/people/{maya}/placements", headers={"At-Least": made.headers["Position"]}).json()
    assert place.rpartition("/")[2] in {one["id"] for one in listed}
    hr.post(f"{place}/line-managers", json={"line_manager": home.person("petra")})
    told = [one["name"] for one in hr.get(f"{place}/history").json()]
    assert told == ["directory.PlacementBegun", "directory.LineManagerNamed"]
    assert len(hr.get(f"{place}/history", params={"as_of": 1}).json()) == 1
    refused(home.as_("ines").get(f"{place}/history"), 404)
    agency = f"/agencies/{home.demo.agencies['harbour']}"
    assert hr.get(f"{agency}/history").json()[0]["name"] == "directory.AgencyAdded"


def test_who_somebody_is_goes_with_its_version_roles_too_D4(home: Household) -> None:
    hr, path = home.as_("tomasz"), f"/people/{home.person('maya')}"
    role = {"agency": str(home.demo.agencies["harbour"]), "role": "coordinator", "starts": "2026-03-01"}
    given = hr.post(f"{path}/roles", json=role)

    for read in (hr.get(path), home.as_("maya").get("/people/me")):
        if read.headers.get("ETag"):
            assert read.headers["ETag"] == given.headers["ETag"]
        assert {one["role"] for one in read.json()["roles"]} == {"worker", "coordinator"}


def test_a_role_is_shown_until_its_last_day_is_over_D4(home: Household) -> None:
    ends = {"over": "2026-03-01", "today": "2026-03-02"}
    for last_day, role in ((ends["over"], "coordinator"), (ends["today"], "agency_supervisor")):
        done(give(home, "tomasz", "maya", role, starts="2026-02-02", ends=last_day), 201)
    home.settle()

    for path in ("/people/me", f"/people/{home.person('maya')}"):
        roles = {one["role"] for one in home.as_("maya").get(path).json()["roles"]}
        assert "agency_supervisor" in roles
        assert "coordinator" not in roles
