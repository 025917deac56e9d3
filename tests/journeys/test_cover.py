"""Cover over HTTP: the worker is told, and opens what was sealed item by item (A4, C1)."""

from datetime import timedelta
from typing import Any

import pytest

from tests.edge.given import NOBODY, agreed, hear_of_the_directory, refused, terms
from tests.house import START, Household, wait_for

TODAY = START.date()


def cover(home: Household, path: str, by: str = "sam", person: str = "ines", days: int = 20) -> Any:
    body = {
        "person": home.person(person),
        "starts": str(TODAY),
        "ends": str(TODAY + timedelta(days=days)),
    }
    return home.as_(by).post(f"{path}/covers", json=body)


def test_the_worker_is_told_who_covers_from_when_to_when_A4(home: Household) -> None:
    path = agreed(home)
    named = cover(home, path)
    assert named.status_code == 201, named.text
    (told,) = home.as_("maya").get(path).json()["covers"]
    assert named.headers["Location"] == f"{path}/covers/{told['id']}"
    assert (told["person"], told["named_by"]) == (home.person("ines"), home.person("sam"))
    assert (told["starts"], told["ended"], told["shown"]) == (str(TODAY), False, [])
    assert "CoverNamed" in [
        one["name"].split(".")[1] for one in home.as_("maya").get(f"{path}/history").json()
    ]
    assert "covers" not in home.as_("petra").get(path).json(), "who covers is nothing that C5 lists"


def test_what_was_sealed_stays_closed_to_the_cover_unless_the_worker_opens_it_C1(home: Household) -> None:
    path = agreed(home)
    refused(home.as_("ines").get(path), 404, "not-found")
    place = cover(home, path).headers["Location"]
    assert home.as_("ines").get(path).json()["session_minutes"] == 60
    refused(home.as_("ines").get(f"{path}/terms"), 403, "not-allowed")

    assert home.as_("maya").post(f"{path}/addenda", json={"text": "Every second week."}).status_code == 201
    shown = {"item": "terms", "number": 1}
    refused(home.as_("sam").post(f"{place}/shown", json=shown), 403, "not-allowed")
    refused(home.as_("ines").post(f"{place}/shown", json=shown), 403, "not-allowed")
    assert home.as_("maya").post(f"{place}/shown", json=shown).status_code == 204

    assert home.as_("ines").get(f"{path}/terms").json()["terms"]["place"] == "The quiet room"
    for closed in ("addenda", "words", "terms/difference"):
        refused(home.as_("ines").get(f"{path}/{closed}"), 403, "not-allowed")
    assert home.as_("maya").post(f"{place}/shown", json={"item": "addendum", "number": 1}).status_code == 204
    assert [one["text"] for one in home.as_("ines").get(f"{path}/addenda").json()] == ["Every second week."]


def test_reading_what_was_opened_is_accounted_for_under_its_own_row_C1(home: Household) -> None:
    path = agreed(home)
    place = cover(home, path).headers["Location"]
    assert home.as_("maya").post(f"{place}/shown", json={"item": "terms", "number": 1}).status_code == 204
    home.as_("ines").get(f"{path}/terms")
    _, last = home.house.rooms["agreements"].store.read(0, 100_000)[-1]
    assert b'"name":"access.ContentOpened"' in last
    assert b'"rule":"AG16","relation":"cover"' in last


def test_after_its_last_day_a_cover_sees_nothing_A4(home: Household) -> None:
    path = agreed(home)
    place = cover(home, path, days=3).headers["Location"]
    assert home.as_("maya").post(f"{place}/shown", json={"item": "terms", "number": 1}).status_code == 204
    home.clock.move(days=5)
    directory = home.house.rooms["directory"]
    directory.relay(home.house.bus).step()  # the sign of life of that day, without waiting for its turn
    wait_for(lambda: home.as_("ines").get(f"{path}/terms").status_code != 503)
    refused(home.as_("ines").get(f"{path}/terms"), 404, "not-found")


@pytest.mark.parametrize("over", ["cover", "agreement"])
def test_what_was_opened_is_closed_again_also_as_of_a_time_before_C1(over: str, home: Household) -> None:
    path = agreed(home)
    place = cover(home, path).headers["Location"]
    assert home.as_("maya").post(f"{place}/shown", json={"item": "terms", "number": 1}).status_code == 204
    then = home.as_("maya").get(f"{path}/terms").headers["ETag"].strip('"')
    ending = (place, None) if over == "cover" else (path, {"why": "completed"})
    assert home.as_("maya").post(f"{ending[0]}/ending", json=ending[1]).status_code == 204
    for asked in (f"{path}?as_of={then}", f"{path}/terms?as_of={then}", f"{path}/terms"):
        refused(home.as_("ines").get(asked), 404, "not-found")
    assert home.as_("maya").get(f"{path}/terms?as_of={then}").status_code == 200


def test_a_cover_sees_its_own_cover_alone_and_no_more_of_the_history_than_others_C5(home: Household) -> None:
    path = agreed(home)
    place = cover(home, path).headers["Location"]
    later = {"person": home.person("petra"), "starts": "2026-04-10", "ends": "2026-04-20"}
    assert home.as_("sam").post(f"{path}/covers", json=later).status_code == 201
    assert home.as_("maya").post(f"{place}/shown", json={"item": "terms", "number": 1}).status_code == 204
    assert [one["person"] for one in home.as_("ines").get(path).json()["covers"]] == [home.person("ines")]
    assert len(home.as_("maya").get(path).json()["covers"]) == 2
    for handle in ("ines", "petra", "tomasz"):
        told = home.as_(handle).get(f"{path}/history").json()
        assert not [one for one in told if "Cover" in one["name"] or "Addendum" in one["name"]]
        assert {one["name"].split(".")[1] for one in told if one.get("by")} <= {"AgreementSigned"}
    other = home.as_("maya").get(path).json()["covers"][1]["id"]
    refused(home.as_("ines").post(f"{path}/covers/{other}/ending"), 409, "supervisor-names-their-cover")


def test_a_cover_or_addendum_that_is_not_there_is_not_found_A4(home: Household) -> None:
    path, nothing = agreed(home), "00000000-0000-4000-8000-000000000000"
    refused(home.as_("maya").post(f"{path}/covers/{nothing}/ending"), 404, "not-found")
    shown = {"item": "terms", "number": 1}
    refused(home.as_("maya").post(f"{path}/covers/{nothing}/shown", json=shown), 404, "not-found")
    refused(home.as_("maya").post(f"{path}/addenda/7/withdrawal"), 404, "not-found")


@pytest.mark.parametrize("by", ["maya", "sam", "ines"])
def test_either_party_and_the_cover_end_it_A4(by: str, home: Household) -> None:
    path = agreed(home)
    place = cover(home, path).headers["Location"]
    assert home.as_(by).post(f"{place}/ending").status_code == 204
    refused(home.as_("ines").get(path), 404, "not-found")
    refused(home.as_("maya").post(f"{place}/ending"), 409, "cover-is-over")


def test_hr_names_a_cover_once_the_supervisor_has_left_that_role_A4(home: Household) -> None:
    path = agreed(home)
    refused(cover(home, path, by="tomasz"), 409, "supervisor-names-their-cover")
    refused(cover(home, path, by="maya"), 403, "not-allowed")
    refused(cover(home, path, by="jordan"), 404, "not-found")
    sam = home.person("sam")
    for role in home.as_("rowan").get(f"/people/{sam}/roles").json():
        ended = {"last_day": str(TODAY - timedelta(days=1))}
        for officer in ("rowan", "tomasz"):
            answer = home.as_(officer).post(f"/people/{sam}/roles/{role['id']}/ending", json=ended)
            if answer.status_code == 204:
                break
    home.settle()
    named = cover(home, path, by="tomasz")
    assert named.status_code == 201, named.text
    (told,) = home.as_("maya").get(path).json()["covers"]
    assert told["named_by"] == home.person("tomasz")
    read = home.as_("tomasz").get(named.headers["Location"]).json()
    assert (read["person"], read["named_by"]) == (home.person("ines"), home.person("tomasz"))
    assert "shown" not in read, "what the worker opens is no affair of HR"


def test_a_cover_that_cannot_be_meant_is_told_by_its_field_A4(home: Household) -> None:
    path = agreed(home)
    told = refused(cover(home, path, person="maya"), 422, "unfit-cover")
    assert [one["field"] for one in told["fields"]] == ["person"]


def listed(home: Household, handle: str) -> dict[str, dict[str, Any]]:
    home.settle()
    answer = home.as_(handle).get("/agreements?limit=200")
    assert answer.status_code == 200, answer.text
    return {f"/agreements/{one['id']}": one for one in answer.json()}


def test_who_covers_finds_the_agreement_in_their_list_while_the_cover_lasts_A4(home: Household) -> None:
    path = agreed(home)
    assert path not in listed(home, "ines")
    place = cover(home, path).headers["Location"]

    found = listed(home, "ines")[path]
    alone = home.as_("ines").get(path).json()
    assert found.items() <= alone.items(), "a list shows what the agreement itself shows, and no more"
    assert found["frequency"] == "FREQ=WEEKLY;BYDAY=TU"
    assert "placement_ended" not in found

    assert home.as_("maya").post(f"{place}/ending").status_code == 204
    assert path not in listed(home, "ines")


def test_a_cover_is_in_no_list_before_its_first_day_nor_after_its_last_A4(home: Household) -> None:
    path = agreed(home)
    later = {
        "person": home.person("ines"),
        "starts": str(TODAY + timedelta(days=2)),
        "ends": str(TODAY + timedelta(days=3)),
    }
    assert home.as_("sam").post(f"{path}/covers", json=later).status_code == 201
    seen = []
    for _ in range(5):
        hear_of_the_directory(home)
        seen.append(path in listed(home, "ines"))
        home.clock.move(days=1)
    assert seen == [False, False, True, True, False]


def test_an_agreement_that_is_over_is_in_no_cover_s_list_A4(home: Household) -> None:
    path = agreed(home)
    cover(home, path)
    assert home.as_("maya").post(f"{path}/ending", json={"why": "completed"}).status_code == 204
    assert path not in listed(home, "ines")


def test_terms_without_a_version_are_to_a_cover_the_newest_opened_to_them_C1(home: Household) -> None:
    path = agreed(home)
    place = cover(home, path).headers["Location"]
    laid = {"why": "duties", "terms": terms(home, place="The garden")}
    assert home.as_("sam").post(f"{path}/renegotiations", json=laid).status_code == 204
    assert home.as_("maya").post(f"{place}/shown", json={"item": "terms", "number": 1}).status_code == 204

    assert home.as_("maya").get(f"{path}/terms").json()["version"] == 2
    assert home.as_("ines").get(f"{path}/terms").json()["version"] == 1
    refused(home.as_("ines").get(f"{path}/terms?version=2"), 403, "not-allowed")

    assert home.as_("maya").post(f"{place}/shown", json={"item": "terms", "number": 2}).status_code == 204
    assert home.as_("ines").get(f"{path}/terms").json()["version"] == 2
    assert home.as_("ines").get(f"{path}/terms?as_of=3").json()["version"] == 1, "then there was no other"


def test_a_new_cover_is_read_where_its_location_says_A4(home: Household) -> None:
    path = agreed(home)
    place = cover(home, path).headers["Location"]
    assert home.as_("maya").post(f"{place}/shown", json={"item": "terms", "number": 1}).status_code == 204

    for handle in ("sam", "maya", "ines"):
        told = home.as_(handle).get(place)
        assert told.headers.get("ETag") == home.as_(handle).get(path).headers.get("ETag")
        assert ("ETag" in told.headers) is (handle != "ines"), (
            "whoever covers is not told what was recorded besides"
        )
        assert (told.json()["person"], told.json()["shown"]) == (home.person("ines"), ["terms/1"])
    for handle in ("petra", "nora"):
        refused(home.as_(handle).get(place), 403, "not-allowed")
    refused(home.as_("tomasz").get(place), 404, "not-found")  # HR, who did not name it
    refused(home.as_("jordan").get(place), 404, "not-found")
    refused(home.as_("maya").get(f"{path}/covers/{NOBODY}"), 404, "not-found")


def test_a_new_addendum_is_read_where_its_location_says_A3(home: Household) -> None:
    path = agreed(home)
    place = cover(home, path).headers["Location"]
    added = home.as_("maya").post(f"{path}/addenda", json={"text": "Every second week."})
    address = added.headers["Location"]

    (listed_there,) = home.as_("sam").get(f"{path}/addenda").json()
    assert home.as_("sam").get(address).json() == listed_there
    refused(home.as_("ines").get(address), 403, "not-allowed")
    refused(home.as_("petra").get(address), 403, "not-allowed")
    refused(home.as_("maya").get(f"{path}/addenda/2"), 404, "not-found")

    assert home.as_("maya").post(f"{place}/shown", json={"item": "addendum", "number": 1}).status_code == 204
    assert home.as_("ines").get(address).json()["text"] == "Every second week."
    _, last = home.house.rooms["agreements"].store.read(0, 100_000)[-1]
    assert b'"rule":"AG16","relation":"cover"' in last
