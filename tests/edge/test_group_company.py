"""Who was at a meeting, and who facilitated it, goes by when it began: not by who belongs or facilitates on the day it is recorded (S9, S10)."""

from tests.edge.given import fields_of, refused
from tests.edge.given_groups import (
    brought,
    circle,
    done,
    group,
    handed_on,
    hold,
    joined,
    later,
    scheduled,
    starts,
    written,
)
from tests.house import Household

MOVED = {"minutes": 60, "modality": "video"}


def test_who_came_to_a_circle_later_neither_records_nor_moves_what_began_before_S10(home: Household) -> None:
    path = circle(home, "jordan")
    meeting = scheduled(home, path, "maya", hours=1)
    done(brought(home, meeting, "maya", "K17-08"), 201)
    later(home, hours=30)
    joined(home, path, "sam", "maya")

    assert home.as_("sam").get(meeting).json()["status"] == "scheduled"
    refused(hold(home, meeting, "sam", "jordan", by="sam"), 403, "not-allowed")
    tag = {"If-Match": home.as_("sam").get(meeting).headers["ETag"]}
    moved = MOVED | {"starts": starts(home, 1)}
    refused(home.as_("sam").put(f"{meeting}/schedule", json=moved, headers=tag), 403, "not-allowed")
    late = brought(home, meeting, "sam", "K17-08")
    refused(late, 403, "not-allowed")

    problem = refused(hold(home, meeting, "maya", "sam", by="maya"), 422, "unfit-attendance")
    assert fields_of(problem) == {"attendees.1"}
    done(hold(home, meeting, "maya", "jordan", by="maya"))
    assert home.as_("sam").get(f"{meeting}/contributions").json() == []
    assert "attendees" not in home.as_("sam").get(meeting).json()


def test_a_meeting_of_a_circle_is_not_moved_to_the_past_S10(shared_home: Household) -> None:
    home = shared_home
    meeting = scheduled(home, circle(home), "maya", hours=1)
    tag = {"If-Match": home.as_("sam").get(meeting).headers["ETag"]}
    moved = MOVED | {"starts": starts(home, -1)}
    answer = home.as_("sam").put(f"{meeting}/schedule", json=moved, headers=tag)
    refused(answer, 422, "only-to-a-time-to-come")


def test_who_joined_later_attended_nothing_before_and_their_agency_is_told_nothing_S9(
    home: Household,
) -> None:
    path = group(home, "maya")
    later(home, days=3)
    joined(home, path, "jordan")
    meeting = scheduled(home, path, hours=-48)
    assert fields_of(refused(hold(home, meeting, "jordan"), 422, "unfit-attendance")) == {"attendees.0"}
    home.settle()
    assert home.as_("petra").get(f"/attendances?worker={home.person('jordan')}").json() == []


def test_who_left_before_it_was_recorded_was_there_all_the_same_S9(home: Household) -> None:
    path = group(home)
    meeting = scheduled(home, path, hours=1)
    later(home, hours=2)
    done(home.as_("maya").post(f"{path}/departures", json={"member": home.person("maya")}))
    done(hold(home, meeting, "maya", "jordan"))
    done(written(home, meeting), 201)
    assert home.as_("maya").get(f"{meeting}/record").status_code == 200


def test_who_facilitated_when_it_began_did_so_whoever_records_it_S9(home: Household) -> None:
    path = group(home)
    meetings = [scheduled(home, path, hours=1) for _ in range(2)]
    later(home, hours=30)
    handed_on(home, path)

    done(hold(home, meetings[0], "maya", by="ines"))
    done(hold(home, meetings[1], "maya", by="sam"))
    for meeting in meetings:
        assert home.as_("sam").get(meeting).json()["facilitator"] == home.person("sam")
        refused(written(home, meeting, "ines"), 403, "not-allowed")
        done(written(home, meeting, "sam"), 201)
        refused(home.as_("ines").get(f"{meeting}/record"), 403, "not-allowed")
        assert "attendees" not in home.as_("ines").get(meeting).json()


def test_why_it_was_called_off_is_read_by_those_who_belonged_by_then_S9(home: Household) -> None:
    path = group(home, "maya")
    meeting = scheduled(home, path, hours=24)
    reason = {"told_at": starts(home, 0), "reason": "Nobody is well."}
    done(home.as_("sam").post(f"{meeting}/cancellation", json=reason))
    later(home, hours=1)
    joined(home, path, "jordan")
    handed_on(home, path)

    for handle in ("maya", "sam"):
        assert home.as_(handle).get(f"{meeting}/cancellation").json()["reason"] == "Nobody is well."
    for handle in ("jordan", "ines"):
        assert home.as_(handle).get(meeting).json()["status"] == "cancelled"
        refused(home.as_(handle).get(f"{meeting}/cancellation"), 403, "not-allowed")


def test_who_was_not_there_learns_by_no_version_how_much_was_written_S10(shared_home: Household) -> None:
    home, path = shared_home, circle(shared_home)
    meeting = scheduled(home, path, "maya")
    done(hold(home, meeting, "maya", "jordan", by="maya"))
    moved = MOVED | {"starts": starts(home, 5)}

    def told(handle: str) -> list[int]:
        tags = [{"If-Match": f'"{number}"'} for number in range(1, 5)]
        return [
            home.as_(handle).put(f"{meeting}/schedule", json=moved, headers=tag).status_code for tag in tags
        ]

    assert told("sam") == [403] * 4
    done(written(home, meeting, by="maya"), 201)
    assert told("sam") == [403] * 4
    assert told("jordan") == [412, 412, 409, 412], "who may see which version it has"
