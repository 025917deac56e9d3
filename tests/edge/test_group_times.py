"""When a meeting of a group really began is set right, and whose it is goes by that time (S2, S9, S10)."""

from typing import Any

from tests.edge.given import fields_of, refused
from tests.edge.given_groups import (
    attended,
    brought,
    done,
    group,
    handed_on,
    hold,
    joined,
    later,
    scheduled,
    starts,
)
from tests.edge.test_facilitating import managed_by
from tests.edge.test_group_corrections import attendances, correct
from tests.house import Household

MOVED = {"minutes": 80, "extent": "full"}


def hold_at(home: Household, meeting: str, at: str, *there: str) -> Any:
    body = MOVED | {"starts": at, "attendees": [home.person(one) for one in there]}
    return home.as_("sam").post(f"{meeting}/holding", json=body)


def times(home: Household, meeting: str, by: str) -> set[str]:
    """When it was, by the meeting, by a list, and by the attendance that Maya's agency sees."""
    home.settle()
    id, away = meeting.rpartition("/")[2], home.as_(by).get(meeting).json()["starts"]
    listed = {one["id"]: one["starts"] for one in home.as_(by).get("/group-sessions?limit=200").json()}
    return {away, listed[id], attendances(home, "nora", "maya")[-1]["starts"]}


def test_a_meeting_is_held_at_the_time_at_which_it_really_began_S2(home: Household) -> None:
    path = group(home)
    later(home, hours=5)
    coming, past = (scheduled(home, path, hours=hours) for hours in (1, -3))
    for at, kind in ((starts(home, 0.5), "only-at-a-time-past"), (starts(home, -400 * 24), "out-of-reach")):
        assert fields_of(refused(hold_at(home, past, at, "maya"), 422, kind)) == {"starts"}

    done(hold_at(home, past, starts(home, -2), "maya"))
    assert times(home, past, "sam") == {starts(home, -2)}
    done(hold_at(home, coming, starts(home, 0), "maya"))
    assert times(home, coming, "maya") == {starts(home, 0)}, "begun before the time that was set"
    refused(correct(home, coming, became="missed"), 409, "not-begun-yet")


def test_when_it_began_is_corrected_and_signed_anew_S6(home: Household) -> None:
    path = group(home)
    later(home, hours=5)
    meeting = scheduled(home, path, hours=-3)
    done(hold(home, meeting, "maya"))
    attended(home, meeting, "maya", "sam")
    was = starts(home, -3)
    for at, kind in ((starts(home, 1), "only-at-a-time-past"), (starts(home, -400 * 24), "out-of-reach")):
        assert fields_of(refused(correct(home, meeting, starts=at), 422, kind)) == {"starts"}
    refused(correct(home, meeting, starts=was), 409, "nothing-to-correct")
    refused(correct(home, meeting, became="missed", starts=was), 422, "say-how-it-was-held")

    done(correct(home, meeting, starts=starts(home, -2)))

    assert times(home, meeting, "maya") == {starts(home, -2)}
    seen = home.as_("maya").get(meeting).json()
    assert (seen["signed"], [one["starts"] for one in seen["corrections"]]) == (False, [was])
    assert attendances(home, "nora", "maya")[-1]["signed"] is False
    attended(home, meeting, "maya", "sam")
    done(correct(home, meeting, became="missed"))
    assert home.as_("maya").get(meeting).json()["starts"] == was, "nobody came at the time that was set"


def test_who_belonged_goes_by_when_it_really_began_S9(home: Household) -> None:
    path = group(home, "maya")
    later(home, hours=5)
    joined(home, path, "jordan")
    later(home, hours=5)
    early, late = starts(home, -7), starts(home, -3)
    one, other = (scheduled(home, path, hours=-2) for _ in range(2))

    assert fields_of(refused(hold_at(home, one, early, "jordan"), 422, "unfit-attendance")) == {"attendees.0"}
    done(hold_at(home, one, late, "maya", "jordan"))
    assert fields_of(refused(correct(home, one, starts=early), 422, "unfit-attendance")) == {"attendees.1"}
    done(correct(home, one, "maya", starts=early))
    assert "attendees" not in home.as_("jordan").get(one).json()

    done(home.as_("jordan").post(f"{path}/departures", json={"member": home.person("jordan")}))
    later(home, hours=1)
    coming = scheduled(home, path, hours=1)
    refused(home.as_("jordan").get(coming), 404, "not-found")
    done(hold_at(home, other, early, "maya"))
    refused(home.as_("jordan").get(other), 404, "not-found")
    refused(brought(home, other, "jordan"), 404, "not-found")


def test_who_facilitated_goes_by_when_it_really_began_S9(home: Household) -> None:
    path = group(home)
    later(home, hours=5)
    before = [scheduled(home, path, hours=-2) for _ in range(2)]
    done(hold(home, before[0], "maya"))
    handed_on(home, path)
    later(home, hours=5)

    problem = refused(correct(home, before[0], starts=starts(home, -1)), 422, "another-facilitated-then")
    assert fields_of(problem) == {"starts"}
    done(correct(home, before[0], starts=starts(home, -6)))
    body = MOVED | {"starts": starts(home, -1), "attendees": [home.person("maya")]}
    done(home.as_("ines").post(f"{before[1]}/holding", json=body))
    assert home.as_("maya").get(before[1]).json()["facilitator"] == home.person("ines")


def test_no_meeting_is_said_to_have_begun_once_a_line_manager_facilitated_S9(home: Household) -> None:
    path = group(home)
    later(home, hours=5)
    before, other = (scheduled(home, path, hours=-2) for _ in range(2))
    done(hold(home, before, "maya"))
    managed_by(home, "maya", "sam")
    later(home, hours=5)

    for answer in (
        correct(home, before, starts=starts(home, -1)),
        hold_at(home, other, starts(home, -1), "maya"),
    ):
        refused(answer, 409, "led-by-their-manager")
    done(correct(home, before, starts=starts(home, -6)))
