"""Who is to facilitate a group is asked, sees what they would take on, and accepts it or not; no line manager of a member does (S9, C1, D5)."""

from typing import Any

import pytest

from tests.edge.given import LIMITS, NOBODY, fields_of, refused
from tests.edge.given_groups import (
    ABOUT,
    accept,
    asked,
    circle,
    done,
    formed,
    group,
    handed_on,
    held,
    hold,
    joining,
    later,
    scheduled,
    starts,
    written,
)
from tests.edge.test_groups import look
from tests.house import Household


def facilitator(home: Household, path: str, handle: str = "maya") -> str:
    return str(look(home, path, handle).json()["facilitator"])


def managed_by(home: Household, worker: str, manager: str) -> None:
    named = f"/placements/{home.demo.placements[worker]}/line-managers"
    done(home.as_("tomasz").post(named, json={"line_manager": home.person(manager)}))
    home.settle()


def end_role(home: Household, handle: str, role: str, officer: str) -> None:
    roles = home.as_(officer).get(f"/people/{home.person(handle)}/roles").json()
    (found,) = (one["id"] for one in roles if one["role"] == role)
    ending = f"/people/{home.person(handle)}/roles/{found}/ending"
    done(home.as_(officer).post(ending, json={"last_day": "2026-03-01"}))
    home.settle()


def test_who_facilitates_asks_who_follows_and_hands_on_once_they_accept_S9(shared_home: Household) -> None:
    home, path = shared_home, group(shared_home)
    refused(asked(home, path, by="maya"), 409, "facilitator-names-who-follows")
    assert fields_of(refused(asked(home, path, "tomasz"), 422, "cannot-facilitate")) == {"facilitator"}
    done(asked(home, path))
    refused(asked(home, path), 409, "in-it-already")

    assert facilitator(home, path) == home.person("sam"), "until then nothing changes"
    assert look(home, path, "maya").json()["asked_to_facilitate"] == home.person("ines")
    for handle in ("maya", "sam"):
        refused(accept(home, path, handle), 403, "not-allowed")
    refused(accept(home, path, "petra"), 404, "not-found")

    done(accept(home, path))
    assert facilitator(home, path) == home.person("ines")
    assert "asked_to_facilitate" not in look(home, path, "maya").json()
    refused(look(home, path, "sam"), 404, "not-found")
    refused(accept(home, path), 403, "not-allowed")


def test_who_is_asked_sees_what_they_would_take_on_and_nothing_of_what_is_in_it_S9(home: Household) -> None:
    path = group(home)
    meeting = held(home, path, "maya")
    done(written(home, meeting), 201)
    done(asked(home, path))
    home.settle()

    answer = look(home, path, "ines")
    assert set(answer.json()) == {
        *("id", "format", "agency", "facilitator", "managers_attend", "status", "formed_at")
    }
    assert "ETag" not in answer.headers
    assert look(home, f"{path}/about", "ines").json() == ABOUT
    for part in ("/history", "?as_of=1"):
        refused(look(home, f"{path}{part}", "ines"), 404, "not-found")
    for part in ("/names", "/accesses"):
        refused(look(home, f"{path}{part}", "ines"), 403, "not-allowed")
    for part in ("", "/record", "/contributions"):
        refused(look(home, f"{meeting}{part}", "ines"), 404, "not-found")
    assert look(home, f"/group-sessions?group={path.rpartition('/')[2]}", "ines").json() == []
    (listed,) = look(home, "/groups", "ines").json()
    assert (listed["asked_to_facilitate"], listed["waits_for_you"]) == (True, False)
    for command, body in (("invitations", {"person": home.person("petra")}), ("closing", None)):
        refused(home.as_("ines").post(f"{path}/{command}", json=body), 403, "not-allowed")
    refused(home.as_("ines").post(f"{path}/members", json=joining(home, "ines")), 403, "not-allowed")


@pytest.mark.parametrize(
    ("other", "kind", "field"),
    [
        ({"acknowledged_limits": LIMITS[1:]}, "limits-not-acknowledged", f"acknowledged_limits.{LIMITS[0]}"),
        ({"accepts_confidentiality": False}, "confidentiality-not-accepted", "accepts_confidentiality"),
    ],
)
def test_whoever_facilitates_takes_on_what_members_do_C1(
    other: dict[str, Any], kind: str, field: str, shared_home: Household
) -> None:
    home, path = shared_home, group(shared_home)
    done(asked(home, path))
    assert fields_of(refused(accept(home, path, **other), 422, kind)) == {field}
    assert facilitator(home, path) == home.person("sam")


def test_those_in_it_read_under_which_name_that_was_accepted_C1(shared_home: Household) -> None:
    home, path = shared_home, group(shared_home)
    handed_on(home, path)

    names = look(home, f"{path}/names", "maya").json()

    assert [(one["by"], one["printed_name"]) for one in names] == [
        (home.person(one), one.title()) for one in ("maya", "jordan", "ines")
    ]
    past = look(home, f"{path}/history", "maya").json()
    assert [one["name"].rpartition(".")[2] for one in past][-2:] == [
        *("FacilitatorAsked", "FacilitationAccepted")
    ]
    assert "Ines" not in str(past)


@pytest.mark.parametrize("by", ["ines", "sam"], ids=["turned down", "taken back"])
def test_an_asking_is_turned_down_or_taken_back_S9(by: str, shared_home: Household) -> None:
    home, path = shared_home, group(shared_home)
    done(asked(home, path))
    done(home.as_(by).post(f"{path}/departures", json={"member": home.person("ines")}))

    refused(look(home, path, "ines"), 404, "not-found")
    refused(accept(home, path), 404, "not-found")
    home.settle()
    assert path.rpartition("/")[2] not in look(home, "/groups?limit=200", "ines").text
    assert facilitator(home, path) == home.person("sam")


def test_who_is_asked_in_anothers_place_takes_it_S9(home: Household) -> None:
    path = group(home, "maya")
    managed_by(home, "maya", "dilip")
    done(asked(home, path, "ines"))
    done(asked(home, path, "petra"))

    refused(accept(home, path, "ines"), 404, "not-found")
    done(accept(home, path, "petra"))
    assert facilitator(home, path) == home.person("petra")


def test_who_becomes_line_manager_of_a_member_sets_no_meeting_to_come_and_a_member_says_who_follows_S9(
    home: Household,
) -> None:
    path = group(home)
    refused(asked(home, path, by="maya"), 409, "facilitator-names-who-follows")
    was_set = scheduled(home, path, hours=1)
    managed_by(home, "maya", "sam")

    for hours in (0, 24):
        body = {"starts": starts(home, hours), "minutes": 90, "modality": "video"}
        refused(home.as_("sam").post(f"{path}/sessions", json=body), 409, "led-by-their-manager")
    far = {"starts": starts(home, 300 * 24), "minutes": 90, "modality": "video"}
    tag = {"If-Match": home.as_("sam").get(was_set).headers["ETag"]}
    moved = home.as_("sam").put(f"{was_set}/schedule", json=far, headers=tag)
    refused(moved, 409, "led-by-their-manager")
    scheduled(home, path, hours=-2)

    done(asked(home, path, by="maya"))
    done(accept(home, path))
    scheduled(home, path, "ines", hours=24)
    done(home.as_("ines").put(f"{was_set}/schedule", json=far, headers=tag))


def test_nor_do_they_write_down_one_that_began_since_set_before_or_not_S9(home: Household) -> None:
    path = group(home)
    later(home, hours=1)
    before, was_set = (scheduled(home, path, hours=hours) for hours in (-0.5, 3))
    later(home, hours=1)
    managed_by(home, "maya", "sam")
    later(home, hours=5)

    unset = {"starts": starts(home, -1), "minutes": 90}
    refused(home.as_("sam").post(f"{path}/sessions", json=unset), 409, "led-by-their-manager")
    for there in (("maya",), ("jordan",)):
        refused(hold(home, was_set, *there), 409, "led-by-their-manager")
    done(asked(home, path, by="maya"))
    done(accept(home, path))
    refused(hold(home, was_set, "maya", by="ines"), 409, "led-by-their-manager")
    done(home.as_("ines").post(f"{was_set}/absence"))
    as_held = {"attendees": [home.person("maya")], "minutes": 80, "extent": "full"}
    corrected = home.as_("sam").post(f"{was_set}/holding/corrections", json=as_held)
    refused(corrected, 409, "led-by-their-manager")
    done(hold(home, before, "maya"))
    done(written(home, before), 201)


def test_nor_once_somebody_else_is_line_manager_S9(home: Household) -> None:
    path = group(home)
    later(home, hours=1)
    before, during = (scheduled(home, path, hours=hours) for hours in (-0.5, 2))
    later(home, hours=1)
    managed_by(home, "maya", "sam")
    later(home, hours=3)
    managed_by(home, "maya", "tomasz")
    later(home, hours=1)

    refused(hold(home, during, "maya"), 409, "led-by-their-manager")
    unset = {"starts": starts(home, -2), "minutes": 90}
    refused(home.as_("sam").post(f"{path}/sessions", json=unset), 409, "led-by-their-manager")
    done(hold(home, before, "maya"))
    done(hold(home, scheduled(home, path, hours=-0.5), "maya"))


def test_a_members_line_manager_is_not_asked_to_facilitate_S9(shared_home: Household) -> None:
    home = shared_home
    problem = refused(asked(home, group(home), "petra"), 422, "cannot-facilitate")
    assert "line manager of nobody in it" in problem["title"]


@pytest.mark.parametrize("meanwhile", ["manager of a member", "supervises no more"])
def test_who_accepts_fits_the_group_as_it_is_by_then_S9(meanwhile: str, home: Household) -> None:
    path = group(home)
    done(asked(home, path))
    if meanwhile == "manager of a member":
        managed_by(home, "maya", "ines")
    else:
        end_role(home, "ines", "agency_supervisor", "rowan")

    problem = refused(accept(home, path), 409, "does-not-fit-it")

    assert "supervises" in problem["title"]
    assert "line manager" in problem["title"], "which of the two it is, tells nobody who belongs to the group"
    assert facilitator(home, path) == home.person("sam")


def test_nobody_joins_what_their_line_manager_facilitates_S9(shared_home: Household) -> None:
    home, path = shared_home, formed(shared_home, "petra")
    done(home.as_("petra").post(f"{path}/invitations", json={"person": home.person("maya")}))
    answer = home.as_("maya").post(f"{path}/members", json=joining(home, "maya"))
    refused(answer, 409, "led-by-their-manager")


def test_a_member_asks_who_follows_once_the_facilitator_has_left_that_role_S9(home: Household) -> None:
    path = group(home)
    end_role(home, "sam", "peer_supervisor", "rowan")
    done(asked(home, path, by="maya"))
    assert facilitator(home, path) == home.person("sam")

    done(accept(home, path))

    assert facilitator(home, path) == home.person("ines")


def test_in_a_circle_nobody_is_asked_who_accepted_on_joining_S10(shared_home: Household) -> None:
    home, path = shared_home, circle(shared_home)
    done(asked(home, path, "jordan", by="maya"))
    assert facilitator(home, path) == home.person("jordan")
    refused(accept(home, path, "jordan"), 403, "not-allowed")


def test_a_closed_group_is_facilitated_by_nobody_else_S9(shared_home: Household) -> None:
    home, path = shared_home, group(shared_home)
    done(asked(home, path))
    done(home.as_("sam").post(f"{path}/closing"))
    refused(accept(home, path), 409, "group-is-closed")


def test_whoever_the_directory_says_nothing_of_is_not_asked_S9(shared_home: Household) -> None:
    home, path = shared_home, group(shared_home)
    refused(home.as_("sam").post(f"{path}/facilitator", json={"facilitator": NOBODY}), 409, "not-known-yet")
    assert "asked_to_facilitate" not in look(home, path, "sam").json()
