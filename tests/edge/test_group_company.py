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


def leave(home: Household, path: str, handle: str) -> None:
    done(home.as_(handle).post(f"{path}/departures", json={"member": home.person(handle)}))


def seen(home: Household, handle: str, *meetings: str) -> list[str | None]:
    """How each stands to whoever sees it, alone and in a list alike."""
    home.settle()
    listed = {one["id"]: one["status"] for one in home.as_(handle).get("/group-sessions?limit=200").json()}
    told: list[str | None] = [listed.get(one.rpartition("/")[2]) for one in meetings]
    for meeting, status in zip(meetings, told, strict=True):
        assert home.as_(handle).get(meeting).status_code == (200 if status else 404)
    return told


def test_why_it_was_called_off_is_read_also_by_who_has_left_since_S9(home: Household) -> None:
    for path, by, told_by in ((group(home), "sam", "sam"), (circle(home), "jordan", "maya")):
        meeting = scheduled(home, path, by, hours=24)
        reason = {"told_at": starts(home, 0), "reason": "Nobody is well."}
        done(home.as_(told_by).post(f"{meeting}/cancellation", json=reason))
        later(home, hours=1)
        leave(home, path, "maya")
        coming = scheduled(home, path, by, hours=48)

        assert home.as_("maya").get(f"{meeting}/cancellation").json()["reason"] == "Nobody is well."
        assert seen(home, "maya", meeting, coming) == ["cancelled", None]
        refused(brought(home, meeting, "maya"), 403, "not-allowed")
    assert home.as_("maya").get(f"{meeting}/history").status_code == 200
    assert "Nobody is well." in home.as_("maya").get("/exports/sessions").text, "by her it was called off"


def test_who_left_before_it_was_called_off_reads_nothing_of_it_S9(home: Household) -> None:
    path = group(home)
    meeting = scheduled(home, path, hours=24)
    leave(home, path, "maya")
    done(home.as_("sam").post(f"{meeting}/cancellation", json={"told_at": starts(home, 0), "reason": "No."}))
    later(home, hours=25)

    assert seen(home, "maya", meeting) == [None]
    refused(home.as_("maya").get(f"{meeting}/cancellation"), 404, "not-found")


def test_who_left_or_handed_on_since_it_began_finds_it_until_it_is_said_who_was_there_S9(
    home: Household,
) -> None:
    path = group(home)
    four = [scheduled(home, path, hours=1) for _ in range(4)]
    later(home, hours=2)
    handed_on(home, path)
    for handle in ("maya", "jordan"):
        leave(home, path, handle)
    coming = scheduled(home, path, "ines", hours=1)

    for handle in ("maya", "sam"):
        assert seen(home, handle, *four, coming) == [*["scheduled"] * 4, None]
    refused(brought(home, four[0], "maya"), 403, "not-allowed")
    done(hold(home, four[0], "maya", by="sam"))
    done(home.as_("sam").post(f"{four[1]}/absence"))
    done(home.as_("ines").post(f"{four[2]}/absence"))
    as_held = {"attendees": [home.person("maya")], "minutes": 80, "extent": "full"}
    for part, body in (("", as_held), ("", {"became": "missed"})):
        done(home.as_("sam").post(f"{four[2]}/holding/corrections{part}", json=body))
    assert seen(home, "maya", *four, coming) == ["held", "missed", "missed", "scheduled", None]
    assert seen(home, "sam", *four, coming) == ["held", "missed", "missed", "scheduled", None]
    assert seen(home, "jordan", *four, coming) == [None, "missed", "missed", "scheduled", None]
    assert seen(home, "ines", *four, coming) == ["held", "missed", "missed", "scheduled", "scheduled"]


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
