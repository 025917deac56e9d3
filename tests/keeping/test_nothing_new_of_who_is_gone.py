"""Once it was erased who somebody was, nothing begins any more that is about them or with them; what there is can be ended (C5, S8, S13)."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.edge.concerns import body as notice
from tests.edge.concerns import escalated, responded
from tests.edge.concerns import told as raised
from tests.edge.given import refused
from tests.edge.given_groups import done, formed, group, held
from tests.edge.sessions import contact, told
from tests.edge.test_evaluations import formative, shown, summative, written
from tests.edge.test_goals import goal, placed
from tests.edge.test_performance import body as performance
from tests.edge.test_performance import noted, show
from tests.edge.test_roles import give
from tests.house import START, Household
from tests.keeping.gone import gone, leave

ERASED = "person-erased"


def an_hour_ago(home: Household, key: str) -> dict[str, Any]:
    at = told(home.clock.at.replace(hour=home.clock.at.hour - 1))
    return {
        "agreement": str(home.demo.agreements[key]),
        "held": {"starts": at, "minutes": 20},
        "modality": "telephone",
    }


def to_come(home: Household, key: str) -> dict[str, Any]:
    return {"agreement": str(home.demo.agreements[key]), "starts": told(START.replace(day=9))}


def following(home: Household, key: str) -> dict[str, Any]:
    times = {"from": "2026-03-03", "until": "2026-03-20", "at": "10:00"}
    return {"agreement": str(home.demo.agreements[key]), "following": times}


def dual(home: Household, key: str) -> dict[str, Any]:
    return {"agreement": str(home.demo.agreements[key]), "words": "We sing in the same choir."}


BEGUN: dict[str, tuple[str, str, Callable[[Household], dict[str, Any]]]] = {
    "performance": ("petra", "/performance-records", performance),
    "period": ("petra", "/evaluations", summative),
    "goal": ("sam", "/goals", goal),
    "dual relationship": ("sam", "/dual-relationships", lambda home: dual(home, "maya-sam")),
    "contact": ("sam", "/sessions", lambda home: an_hour_ago(home, "maya-sam")),
    "session": ("sam", "/sessions", lambda home: to_come(home, "maya-sam")),
    "sessions that follow": ("sam", "/sessions", lambda home: following(home, "maya-sam")),
    "concern": ("sam", "/concerns", notice),
}


@pytest.mark.parametrize("what", BEGUN)
def test_nothing_begins_any_more_about_a_worker_who_was_erased_C5(what: str, home: Household) -> None:
    by, path, body = BEGUN[what]
    gone(home, "maya")

    refused(home.as_(by).post(path, json=body(home)), 409, ERASED)


def test_of_who_has_only_left_it_does_S13(home: Household) -> None:
    leave(home, "maya", "rowan")

    done(home.as_("petra").post("/performance-records", json=performance(home)), 201)


@pytest.mark.parametrize("what", ["goal", "dual relationship", "contact", "session"])
def test_nor_with_a_supervisor_who_was_S8(what: str, home: Household) -> None:
    _, path, body = BEGUN[what]
    gone(home, "sam")

    refused(home.as_("maya").post(path, json=body(home)), 409, ERASED)


def test_after_a_session_nothing_is_said_any_more_to_who_was_erased_S8(home: Household) -> None:
    session = contact(home).rpartition("/")[2]
    meeting = held(home, group(home), "maya").rpartition("/")[2]
    gone(home, "maya")

    for body in (
        formative(session),
        formative(meeting, to=home.person("maya"), of="other"),
    ):
        refused(home.as_("sam").post("/evaluations", json=body), 409, ERASED)


@pytest.mark.parametrize("named", ["invitations", "facilitator"])
def test_nobody_who_was_erased_is_named_for_a_group_S9(named: str, home: Household) -> None:
    path = formed(home)
    gone(home, "maya")
    body = {
        "invitations": {"person": home.person("maya")},
        "facilitator": {"facilitator": home.person("maya")},
    }

    refused(home.as_("sam").post(f"{path}/{named}", json=body[named]), 409, ERASED)


def test_nor_is_what_was_written_before_said_to_have_been_shown_to_them_S13(home: Household) -> None:
    record, period = noted(home), written(home)
    gone(home, "maya")
    entry = home.as_("petra").get(record).json()["written_version"]

    refused(home.as_("petra").post(f"{record}/showing", json={"entry": entry}), 409, ERASED)
    refused(shown(home, period, "petra"), 409, ERASED)

    for path in (record, period):
        refused(home.as_("tomasz").get(path), 404)


def test_what_there_is_can_be_closed_and_goes_to_nobody_who_did_not_see_it_S13(home: Household) -> None:
    unseen, seen = noted(home), noted(home)
    show(home, seen)
    refused(home.as_("petra").post(f"{unseen}/closing", json={}), 409, "worker-not-shown-it")
    gone(home, "maya")

    for path in (unseen, seen):
        done(home.as_("petra").post(f"{path}/closing", json={}))
        refused(home.as_("petra").post(f"{path}/closing", json={}), 409, "performance-record-is-closed")

    refused(home.as_("tomasz").get(unseen), 404)
    assert home.as_("tomasz").get(seen).json()["status"] == "shown"


def test_nothing_is_planned_for_them_set_for_another_time_or_said_to_have_been_told_them_S13(
    home: Household,
) -> None:
    record = noted(home)
    show(home, record)
    session = done(home.as_("sam").post("/sessions", json=to_come(home, "maya-sam")), 201).headers["Location"]
    concern = raised(home)
    responded(home, concern)
    gone(home, "maya")

    plan = {"steps": "Two talks.", "starts": "2026-03-03", "ends": "2026-05-01"}
    refused(home.as_("petra").post(f"{record}/plans", json=plan), 409, ERASED)
    tag = {"If-Match": home.as_("sam").get(session).headers["ETag"]}
    moved = {"starts": told(START.replace(day=10)), "minutes": 60, "modality": "video"}
    refused(home.as_("sam").put(f"{session}/schedule", json=moved, headers=tag), 409, ERASED)
    refused(escalated(home, concern), 409, ERASED)
    done(home.as_("sam").post(f"{concern}/withdrawal", json={}))


def test_a_goal_is_ended_all_the_same_S8(home: Household) -> None:
    path = placed(home)
    gone(home, "maya")

    done(home.as_("sam").post(f"{path}/ending", json={"outcome": "dropped", "words": "They left."}))


def placement(home: Household, worker: str, **other: Any) -> Any:
    agency = str(home.demo.agencies["harbour"])
    begun = {"agency": agency, "employment": "employed", "starts": "2026-03-02"}
    return home.as_("tomasz").post(f"/people/{home.person(worker)}/placements", json=begun | other)


def test_they_get_no_role_and_no_placement_any_more_D6(home: Household) -> None:
    gone(home, "maya")

    refused(give(home, "tomasz", "maya", "worker"), 409, ERASED)
    refused(give(home, "rowan", "maya", "auditor"), 409, ERASED)
    refused(placement(home, "maya"), 409, ERASED)
    refused(placement(home, "jordan", line_manager=home.person("maya")), 409, ERASED)
    training = {"topic": "K6-01", "taken_on": "2026-02-01"}
    refused(home.as_("tomasz").post(f"/people/{home.person('maya')}/trainings", json=training), 409, ERASED)


def test_what_was_proposed_before_is_confirmed_no_more_D4(home: Household) -> None:
    proposal = done(give(home, "rowan", "maya", "auditor"), 201).headers["Location"]
    gone(home, "maya")

    refused(home.as_("wren").post(f"{proposal}/confirmation"), 409, ERASED)

    done(home.as_("rowan").post(f"{proposal}/withdrawal"))
