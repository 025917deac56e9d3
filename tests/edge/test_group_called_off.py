"""Who sees that and why a group's meeting was called off, whatever is recorded of it since (S2, S9)."""

from datetime import timedelta
from typing import Any

import pytest

from tests.edge.given import refused
from tests.edge.given_groups import circle, done, group, hold, joined, later, scheduled, starts
from tests.edge.test_group_corrections import HOW, called_off, correct
from tests.edge.test_managers_there import becomes_manager
from tests.edge.test_managers_there import held as held_with_jordan
from tests.house import Household

SIGNED = {"of": "attendance", "printed_name": "As printed", "meaning": "So I led it."}


def exported(home: Household, who: str) -> str:
    home.settle()
    return str(done(home.as_(who).get("/exports/sessions"), 200).text)


def statuses(home: Household, path: str) -> list[int]:
    """Of who joined after it was called off, and of who left after that."""
    return [int(home.as_(who).get(path).status_code) for who in ("jordan", "maya")]


@pytest.mark.parametrize("became", ["held", "missed", "cancelled"])
def test_why_it_was_called_off_stays_with_those_who_were_in_the_group_when_that_was_said_S9(
    became: str, home: Household
) -> None:
    path = group(home, "maya")
    meeting, told_at = scheduled(home, path, hours=5), starts(home, 0)
    later(home, hours=1)
    done(
        home.as_("sam").post(f"{meeting}/cancellation", json={"told_at": told_at, "reason": "A flood."}), 204
    )
    later(home, hours=1)
    joined(home, path, "jordan")
    done(home.as_("maya").post(f"{path}/departures", json={"member": home.person("maya")}))
    assert statuses(home, f"{meeting}/cancellation") == [403, 200]
    if became == "cancelled":
        done(called_off(home, meeting, told_at=starts(home, -1.5)))
        assert statuses(home, meeting) == [200, 200]
        assert [one["id"] for one in listed(home, "maya")] == [meeting.rpartition("/")[2]]
    later(home, hours=4)

    if became == "held":
        done(correct(home, meeting, "jordan", by="sam", **HOW))
    elif became == "missed":
        done(correct(home, meeting, became="missed"))

    reads = {
        "held": [200, 200],
        "missed": [403, 200],
        "cancelled": [403, 200],
    }  # who was there reads all of it
    assert statuses(home, f"{meeting}/cancellation") == reads[became]


def listed(home: Household, who: str) -> list[dict[str, Any]]:
    home.settle()
    return list(done(home.as_(who).get("/group-sessions"), 200).json())


def test_of_what_was_held_before_nothing_is_told_with_why_it_was_called_off_S9(home: Household) -> None:
    meeting, told_at = scheduled(home, group(home), hours=1), starts(home, 0.5)
    later(home, hours=2)
    done(hold(home, meeting, "maya", "jordan"))
    done(home.as_("sam").post(f"{meeting}/signatures", json=SIGNED))
    assert SIGNED["meaning"] in exported(home, "maya")
    off = {"by": home.person("sam"), "told_at": told_at}

    done(called_off(home, meeting, **off))

    assert SIGNED["meaning"] not in exported(home, "maya")
    refused(home.as_("maya").get(f"{meeting}/signatures"), 403, "not-allowed")


def test_whoever_was_taken_out_sees_that_it_was_called_off_and_what_had_them_there_S9(
    home: Household,
) -> None:
    path = group(home, "maya")
    meeting, told_at = scheduled(home, path, hours=2), starts(home, 0.5)
    later(home, hours=3)
    joined(home, path, "jordan")
    later(home, hours=1)
    there = [home.person("maya"), home.person("jordan")]
    body = {"minutes": 80, "extent": "full", "attendees": there, "starts": starts(home, 0)}
    later(home, hours=1)
    done(home.as_("sam").post(f"{meeting}/holding", json=body))
    done(home.as_("jordan").post(f"{path}/departures", json={"member": home.person("jordan")}))

    done(called_off(home, meeting, by=home.person("sam"), told_at=told_at))

    told = done(home.as_("jordan").get(meeting), 200).json()
    assert (told["status"], told["cancelled_by"]) == ("cancelled", home.person("sam"))
    assert [set(one["attendees"]) for one in told["corrections"]] == [set(there)]
    assert [one["id"] for one in listed(home, "jordan")] == [told["id"]]


def test_a_role_that_is_said_afterwards_to_have_ended_was_held_when_it_began_S10(home: Household) -> None:
    role = becomes_manager(home, "coordinator")
    later(home, days=3)
    meeting = scheduled(home, circle(home, managers_attend=True), by="maya", hours=2)
    later(home, hours=4)
    ended = str((home.clock() - timedelta(days=2)).date())
    done(home.as_("rowan").post(f"{role}/ending", json={"last_day": ended}))
    later(home, hours=1)

    refused(held_with_jordan(home, meeting), 422, "manager-not-announced")


def test_of_two_last_days_of_a_role_the_one_counts_that_had_been_said_when_it_began_S10(
    home: Household,
) -> None:
    role = becomes_manager(home, "coordinator")
    later(home, days=10)
    path = circle(home, managers_attend=True)

    def ended(days_ago: int) -> None:
        last_day = str((home.clock() - timedelta(days=days_ago)).date())
        done(home.as_("rowan").post(f"{role}/ending", json={"last_day": last_day}))

    ended(days_ago=-30)
    ended(days_ago=4)
    later(home, days=2)
    meeting = scheduled(home, path, by="maya", hours=2)
    later(home, hours=4)
    ended(days_ago=8)
    later(home, hours=1)

    done(held_with_jordan(home, meeting))


def test_what_was_held_before_its_time_and_then_said_to_be_called_off_is_listed_as_it_is_found_S9(
    home: Household,
) -> None:
    path = group(home, "maya")
    meeting = scheduled(home, path, hours=5)
    later(home, hours=2)
    there = {"minutes": 30, "extent": "full", "attendees": [home.person("maya")], "starts": starts(home, -1)}
    done(home.as_("sam").post(f"{meeting}/holding", json=there))
    later(home, hours=0.5)
    joined(home, path, "jordan")
    done(called_off(home, meeting, by=home.person("sam"), told_at=starts(home, -1)))
    later(home, hours=1)
    done(home.as_("jordan").post(f"{path}/departures", json={"member": home.person("jordan")}))

    assert done(home.as_("jordan").get(meeting), 200).json()["status"] == "cancelled"
    assert [one["id"] for one in listed(home, "jordan")] == [meeting.rpartition("/")[2]]


def test_why_it_was_called_off_is_not_told_who_joined_between_its_time_and_the_saying_S9(
    home: Household,
) -> None:
    path = group(home, "maya")
    meeting, told_at = scheduled(home, path, hours=1), starts(home, 0)
    later(home, hours=2)
    joined(home, path, "jordan")
    done(home.as_("sam").post(f"{meeting}/cancellation", json={"told_at": told_at, "reason": "A flood."}))

    assert statuses(home, f"{meeting}/cancellation") == [403, 200]
