"""Groups at the edge: who sees what of them, and that nobody's role shows any of it (S9, S10, C5)."""

from typing import Any

import pytest

from tests.edge.given import LIMITS, NOBODY, fields_of, once, refused
from tests.edge.given_groups import (
    ABOUT,
    BETWEEN_US,
    OVERSEERS,
    circle,
    done,
    formed,
    forming,
    group,
    joined,
    joining,
)
from tests.house import Household


def look(home: Household, path: str, handle: str) -> Any:
    return home.as_(handle).get(path)


def test_who_supervises_here_or_at_home_forms_a_group_and_facilitates_it_S9(shared_home: Household) -> None:
    home = shared_home
    for handle in ("sam", "petra"):
        told = look(home, formed(home, handle), handle).json()
        assert (told["facilitator"], told["members"], told["status"]) == (home.person(handle), [], "open")
    for handle in ("maya", "tomasz", "nora"):
        problem = refused(home.as_(handle).post("/groups", json=forming(home)), 403, "not-allowed")
        assert "supervises" in problem["title"]


def test_who_belongs_to_an_agency_forms_a_circle_there_S10(shared_home: Household) -> None:
    home = shared_home
    path = formed(home, "jordan", "co-reflection", shared=True)
    assert look(home, path, "jordan").json()["status"] == "open"
    elsewhere = forming(home, "co-reflection", agency=str(home.demo.agencies["lantern"]))
    refused(home.as_("jordan").post("/groups", json=elsewhere), 403, "not-allowed")


def test_whoever_was_asked_sees_what_they_would_join_and_not_who_is_in_it_S9(shared_home: Household) -> None:
    home, path = shared_home, group(shared_home, "maya")
    refused(look(home, path, "jordan"), 404, "not-found")
    done(home.as_("sam").post(f"{path}/invitations", json={"person": home.person("jordan")}))

    answer = look(home, path, "jordan")
    assert set(answer.json()) == {
        "id",
        "format",
        "agency",
        "facilitator",
        "managers_attend",
        "status",
        "formed_at",
    }
    assert "ETag" not in answer.headers, "by which they would learn what else happens in it"
    assert look(home, f"{path}/about", "jordan").json() == ABOUT
    refused(look(home, f"{path}/history", "jordan"), 404, "not-found")
    for version in range(1, 9):
        refused(look(home, f"{path}?as_of={version}", "jordan"), 404, "not-found")
    assert home.person("maya") not in answer.text

    done(home.as_("jordan").post(f"{path}/members", json=joining(home, "jordan")))
    people = [one["person"] for one in look(home, path, "jordan").json()["members"]]
    assert people == [home.person("maya"), home.person("jordan")]


@pytest.mark.parametrize("reader", [*OVERSEERS, "ines"])
def test_no_role_shows_that_a_group_is_there_S9(reader: str, shared_home: Household) -> None:
    home, path = shared_home, group(shared_home)
    home.settle()
    for address in ("", "/about", "/history"):
        answer, nothing = (look(home, f"{one}{address}", reader) for one in (path, f"/groups/{NOBODY}"))
        refused(answer, 404, "not-found")
        assert answer.content == nothing.content
    assert path.rpartition("/")[2] not in look(home, "/groups?limit=200", reader).text
    refused(home.as_(reader).post(f"{path}/closing"), 404, "not-found")


def test_a_member_sees_their_own_placement_and_nobody_elses_C5(shared_home: Household) -> None:
    home, path = shared_home, group(shared_home)
    for handle, other in (("maya", "jordan"), ("jordan", "maya"), ("sam", "maya")):
        told = {one["person"]: one.get("placement") for one in look(home, path, handle).json()["members"]}
        assert told[home.person(other)] is None
        past = look(home, f"{path}/history", handle).text
        assert str(home.demo.placements[other]) not in past
        assert "Tuesday" not in past
    own = {one["person"]: one.get("placement") for one in look(home, path, "maya").json()["members"]}
    assert own[home.person("maya")] == str(home.demo.placements["maya"])


@pytest.mark.parametrize(
    ("other", "kind", "fields"),
    [
        (
            {"acknowledged_limits": LIMITS[:4]},
            "limits-not-acknowledged",
            {f"acknowledged_limits.{LIMITS[4]}"},
        ),
        ({"accepts_confidentiality": False}, "confidentiality-not-accepted", {"accepts_confidentiality"}),
        ({"placement": None}, "under-no-placement-of-theirs", {"placement"}),
        ({"placement": NOBODY}, "under-no-placement-of-theirs", {"placement"}),
    ],
)
def test_joining_takes_the_limits_the_confidentiality_and_a_placement_C1(
    other: dict[str, Any], kind: str, fields: set[str], shared_home: Household
) -> None:
    home, path = shared_home, formed(shared_home)
    done(home.as_("sam").post(f"{path}/invitations", json={"person": home.person("maya")}))
    body = joining(home, "maya", **other)
    assert fields_of(refused(home.as_("maya").post(f"{path}/members", json=body), 422, kind)) == fields


def test_nobody_joins_for_another_S9(shared_home: Household) -> None:
    home, path = shared_home, formed(shared_home)
    refused(home.as_("maya").post(f"{path}/members", json=joining(home, "maya")), 404, "not-found")
    refused(home.as_("sam").post(f"{path}/members", json=joining(home, "maya")), 403, "not-allowed")


def test_a_placement_that_is_over_joins_nothing_D6(home: Household) -> None:
    path = formed(home)
    done(home.as_("sam").post(f"{path}/invitations", json={"person": home.person("maya")}))
    over = f"/placements/{home.demo.placements['maya']}/ending"
    done(home.as_("tomasz").post(over, json={"last_day": "2026-03-01"}))
    home.settle()
    answer = home.as_("maya").post(f"{path}/members", json=joining(home, "maya"))
    refused(answer, 422, "under-no-placement-of-theirs")


def test_a_circle_says_before_anybody_joins_whether_managers_come_S10(shared_home: Household) -> None:
    home = shared_home
    without, with_them = circle(home), circle(home, managers_attend=True)
    for path, come in ((without, False), (with_them, True)):
        done(home.as_("jordan").post(f"{path}/invitations", json={"person": home.person("petra")}))
        assert look(home, path, "petra").json()["managers_attend"] is come
    body = joining(home, "petra")
    refused(home.as_("petra").post(f"{without}/members", json=body), 409, "managers-do-not-belong")
    done(home.as_("petra").post(f"{with_them}/members", json=body))


@pytest.mark.parametrize("manager", ["petra", "tomasz", "dilip", "ines"])
def test_who_manages_is_a_manager_whatever_they_are_called_S10(manager: str, shared_home: Household) -> None:
    """Agency supervisor, HR, coordinator; and Ines, who is Sam's line manager."""
    home, path = shared_home, circle(shared_home)
    done(home.as_("maya").post(f"{path}/invitations", json={"person": home.person(manager)}))
    answer = home.as_(manager).post(f"{path}/members", json=joining(home, manager))
    refused(answer, 409, "managers-do-not-belong")


def test_in_co_reflection_nobody_is_above_another_S10(shared_home: Household) -> None:
    home, path = shared_home, circle(shared_home)
    person = {"person": home.person("petra")}
    done(home.as_("jordan").post(f"{path}/invitations", json=person))
    done(home.as_("sam").post(f"{path}/departures", json={"member": home.person("petra")}))
    away = {"member": home.person("maya")}
    refused(home.as_("sam").post(f"{path}/departures", json=away), 409, "not-your-part")
    for named in (home.person("jordan"), None):
        done(home.as_("sam").post(f"{path}/facilitator", json={"facilitator": named}))
    assert "facilitator" not in look(home, path, "maya").json()


def test_who_left_sees_it_no_more_S9(shared_home: Household) -> None:
    home, path = shared_home, group(shared_home)
    done(home.as_("maya").post(f"{path}/departures", json={"member": home.person("maya")}))
    refused(look(home, path, "maya"), 404, "not-found")
    refused(look(home, f"{path}/about", "maya"), 404, "not-found")


def test_who_leaves_a_closed_group_reads_no_longer_who_belongs_to_it_S9(shared_home: Household) -> None:
    home, path = shared_home, group(shared_home)
    done(home.as_("sam").post(f"{path}/closing"))
    away = {"member": home.person("maya")}
    refused(home.as_("sam").post(f"{path}/departures", json=away), 409, "group-is-closed")
    done(home.as_("maya").post(f"{path}/departures", json=away))
    refused(look(home, f"{path}/names", "maya"), 404, "not-found")


def test_what_a_group_is_called_is_opened_and_accounted_for_C1(shared_home: Household) -> None:
    home, path = shared_home, group(shared_home)
    log = home.house.rooms["sessions"].store
    before = log.position()
    assert "Tuesday" not in look(home, path, "maya").text
    assert log.position() == before
    assert look(home, f"{path}/about", "maya").json() == ABOUT
    ((_, stored),) = log.read(before)
    assert b'"rule":"GR4"' in stored
    assert b'"target_type":"group"' in stored


def test_a_list_is_of_groups_one_is_in_or_was_asked_to_join_S9(home: Household) -> None:
    mine, theirs, waiting = group(home, "maya"), group(home, "jordan"), formed(home)
    answer = done(home.as_("sam").post(f"{waiting}/invitations", json={"person": home.person("maya")}))
    position = {"At-Least": answer.headers["Position"]}

    def listed(handle: str, query: str = "") -> dict[str, bool]:
        rows = home.as_(handle).get(f"/groups{query}", headers=position).json()
        return {f"/groups/{one['id']}": one["waits_for_you"] for one in rows}

    assert listed("maya") == {mine: False, waiting: True}
    assert set(listed("sam")) == {mine, theirs, waiting}
    assert listed("petra") == {}
    position["At-Least"] = done(home.as_("sam").post(f"{mine}/closing")).headers["Position"]
    assert set(listed("maya", "?status=closed")) == {mine}
    assert not any(one["asked_to_facilitate"] for one in home.as_("sam").get("/groups").json())
    page = home.as_("sam").get("/groups?limit=2")
    rest = home.as_("sam").get(page.headers["Link"].partition(">")[0].strip("<")).json()
    assert len(page.json()) + len(rest) == 3


def test_the_steps_are_the_same_for_everybody_K17(shared_home: Household) -> None:
    for handle in ("maya", "nora"):
        steps = look(shared_home, "/groups/procedure", handle).json()
        codes = [f"K17-{number:02}" for number in (*range(1, 7), *range(8, 16))]
        assert [one["code"] for one in steps] == codes
    only = look(shared_home, "/groups/procedure?format=co-reflection", "maya").json()
    assert {one["format"] for one in only} == {"co-reflection"}


def test_a_step_of_the_other_procedure_is_named_as_such_S9(shared_home: Household) -> None:
    body = forming(shared_home, about=BETWEEN_US)
    problem = refused(shared_home.as_("sam").post("/groups", json=body), 422, "no-such-step")
    assert fields_of(problem) == {"about.procedure.0", "about.procedure.1"}


def test_a_command_sent_again_takes_effect_once_S9(shared_home: Household) -> None:
    home, key = shared_home, once()
    first, second = (home.as_("sam").post("/groups", json=forming(home), headers=key) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]

    path, person = first.headers["Location"], {"person": home.person("maya")}
    for _ in range(2):
        done(home.as_("sam").post(f"{path}/invitations", json=person, headers=once() | key))
    refused(home.as_("sam").post(f"{path}/invitations", json=person), 409, "in-it-already")


def test_somebody_whom_nobody_knows_is_not_asked_S9(shared_home: Household) -> None:
    home, path = shared_home, formed(shared_home)
    answer = home.as_("sam").post(f"{path}/invitations", json={"person": NOBODY})
    refused(answer, 409, "not-known-yet")


def test_a_group_as_of_a_version_is_shown_as_it_was_S9(shared_home: Household) -> None:
    home, path = shared_home, formed(shared_home)
    joined(home, path, "maya")
    assert look(home, f"{path}?as_of=1", "maya").json()["members"] == []
