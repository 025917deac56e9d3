"""What was recorded of a meeting is set right: who was there, how it was held, and that nobody came (S2, S6, S9, S10)."""

from typing import Any

import pytest

from tests.edge.given import fields_of, hear_of_the_directory, refused
from tests.edge.given_groups import (
    NAMED,
    OVERSEERS,
    attended,
    brought,
    circle,
    done,
    group,
    held,
    hold,
    joined,
    later,
    scheduled,
    signed,
    starts,
    written,
)
from tests.house import Household


def correct(home: Household, meeting: str, *there: str, by: str = "sam", **other: Any) -> Any:
    body = other | ({"attendees": [home.person(one) for one in there]} if there else {})
    return home.as_(by).post(f"{meeting}/holding/corrections", json=body)


def attendees(home: Household, meeting: str, by: str = "sam") -> list[str]:
    return list(home.as_(by).get(meeting).json()["attendees"])


def people(home: Household, *handles: str) -> list[str]:
    return [home.person(one) for one in handles]


def attendances(home: Household, by: str, worker: str) -> list[dict[str, Any]]:
    home.settle()
    answer = home.as_(by).get(f"/attendances?worker={home.person(worker)}")
    return list(done(answer, 200).json())


def test_who_was_there_is_corrected_and_each_attendance_follows_S9(home: Household) -> None:
    meeting = held(home, group(home), "maya")
    done(written(home, meeting), 201)
    of_jordan = len(attendances(home, "jordan", "jordan"))
    of_maya = len(attendances(home, "maya", "maya"))
    refused(home.as_("jordan").get(f"{meeting}/record"), 403, "not-allowed")

    done(correct(home, meeting, "jordan"))

    assert attendees(home, meeting) == people(home, "jordan")
    assert done(home.as_("jordan").get(f"{meeting}/record"), 200).json()["record"]
    attended(home, meeting, "jordan")
    done(signed(home, meeting, "jordan"))
    for by in ("jordan", "nora", "petra"):
        found = attendances(home, by, "jordan")
        assert (found[-1]["placement"], found[-1]["signed"]) == (str(home.demo.placements["jordan"]), True)
    assert len(attendances(home, "jordan", "jordan")) == of_jordan + 1
    assert len(attendances(home, "maya", "maya")) == of_maya - 1
    assert len(attendances(home, "nora", "maya")) == of_maya - 1


def test_who_is_taken_out_reads_nothing_further_and_sees_what_had_them_there_S9(home: Household) -> None:
    path = group(home)
    meeting = held(home, path, "maya", "jordan")
    mine = done(brought(home, meeting, "jordan"), 201).headers["Location"]
    done(written(home, meeting), 201)
    attended(home, meeting, "maya")
    was = attendances(home, "maya", "maya")[-1]

    done(correct(home, meeting, "jordan"))

    maya = home.as_("maya")
    for part in ("/record", "/signatures", "/accesses"):
        refused(maya.get(f"{meeting}{part}"), 403, "not-allowed")
    refused(maya.get(mine), 404, "not-found")
    refused(maya.post(f"{meeting}/addenda", json={"words": "And"} | NAMED), 403, "not-allowed")
    refused(maya.post(f"{meeting}/signatures", json={"of": "attendance"} | NAMED), 403, "not-allowed")
    seen = maya.get(meeting).json()
    assert not {"attendees", "written", "version"} & set(seen)
    [before] = seen["corrections"]
    assert before["attendees"] == people(home, "maya", "jordan")
    assert maya.get(f"/attendances/{was['id']}").json()["was_there"] is False
    home.settle()
    assert "Leaving a visit in time" not in maya.get("/exports/sessions").text
    done(maya.post(f"{path}/departures", json={"member": home.person("maya")}))
    assert maya.get(meeting).json()["corrections"] == [before], "also once they left"


def test_what_was_recorded_before_is_read_by_those_there_and_by_nobody_else_S6(home: Household) -> None:
    path = group(home)
    meeting = held(home, path, "maya")
    attended(home, meeting, "maya", "sam")
    done(correct(home, meeting, "maya", "jordan", minutes=60, extent="partial"))

    for by in ("sam", "maya", "jordan"):
        seen = home.as_(by).get(meeting).json()
        assert (seen["minutes"], seen["extent"], seen["signed"]) == (60, "partial", False)
        [before] = seen["corrections"]
        assert (before["minutes"], before["extent"], before["status"]) == (80, "full", "held")
        assert (before["by"], before["attendees"]) == (home.person("sam"), people(home, "maya"))
    for by in OVERSEERS:
        refused(home.as_(by).get(meeting), 404, "not-found")


def test_a_signature_belongs_to_what_was_recorded_when_it_was_given_S6(home: Household) -> None:
    meeting = held(home, group(home), "maya", "jordan")
    attended(home, meeting, "maya", "sam")

    done(correct(home, meeting, "maya"))
    told = {one["by"]: one for one in home.as_("maya").get(f"{meeting}/signatures").json()}
    assert told[home.person("maya")]["as_recorded_now"] is True, "of her nothing was recorded otherwise"
    assert told[home.person("sam")]["as_recorded_now"] is False
    refused(home.as_("maya").post(f"{meeting}/signatures", json={"of": "attendance"} | NAMED), 409)
    attended(home, meeting, "sam")

    done(correct(home, meeting, minutes=45))
    assert attendances(home, "nora", "maya")[-1]["minutes"] == 45
    assert attendances(home, "nora", "maya")[-1]["signed"] is False
    attended(home, meeting, "maya", "sam")
    now = [one["as_recorded_now"] for one in home.as_("sam").get(f"{meeting}/signatures").json()]
    assert sorted(now) == [False, False, False, True, True]


def test_what_somebody_brought_beforehand_stays_shared_by_their_own_word_S9(home: Household) -> None:
    meeting = scheduled(home, group(home))
    mine = done(brought(home, meeting, "maya"), 201).headers["Location"]
    done(hold(home, meeting, "maya", "jordan"))
    attended(home, meeting, "maya")
    assert home.as_("jordan").get(mine).status_code == 200

    done(correct(home, meeting, minutes=45))
    assert home.as_("jordan").get(mine).status_code == 200, "that she was there, she has signed"
    done(correct(home, meeting, "jordan"))
    refused(home.as_("jordan").get(mine), 404, "not-found")
    assert home.as_("maya").get(mine).status_code == 200
    done(correct(home, meeting, "jordan", "maya"))
    assert home.as_("jordan").get(mine).status_code == 200


def test_who_facilitated_corrects_it_or_one_who_was_at_the_circle_S10(home: Household) -> None:
    of_a_group = held(home, group(home), "maya")
    for by in ("maya", "jordan"):
        refused(correct(home, of_a_group, "maya", "jordan", by=by), 403, "not-allowed")
    of_a_circle = held(home, circle(home), "maya", "jordan", by="maya")
    refused(correct(home, of_a_circle, "maya", "jordan", "sam", by="sam"), 403, "not-allowed")
    done(correct(home, of_a_circle, "maya", "jordan", "sam", by="jordan"))
    assert attendees(home, of_a_circle) == people(home, "maya", "jordan", "sam")
    refused(correct(home, of_a_circle, "maya", "sam", by="jordan"), 422, "unfit-attendance")
    refused(home.as_("petra").post(f"{of_a_circle}/holding/corrections", json={}), 404, "not-found")


@pytest.mark.parametrize(
    ("there", "other", "status", "kind"),
    [
        (("maya",), {}, 409, "nothing-to-correct"),
        ((), {"minutes": 80}, 409, "nothing-to-correct"),
        (("maya", "petra"), {}, 422, "unfit-attendance"),
        (("maya", "maya"), {}, 422, "unfit-attendance"),
        (("maya",), {"became": "missed"}, 422, "say-how-it-was-held"),
        ((), {"minutes": 1}, 422, "invalid"),
    ],
)
def test_a_correction_says_what_was_otherwise_of_those_who_belonged_S2(
    there: tuple[str, ...], other: dict[str, Any], status: int, kind: str, shared_home: Household
) -> None:
    home = shared_home
    meeting = held(home, group(home), "maya")
    refused(correct(home, meeting, *there, **other), status, kind)


def test_a_meeting_to_which_nobody_came_is_over_S2(home: Household) -> None:
    meeting = scheduled(home, group(home), hours=1)
    mine = done(brought(home, meeting, "maya"), 201).headers["Location"]
    refused(home.as_("sam").post(f"{meeting}/absence"), 409, "not-begun-yet")
    home.clock.move(hours=2)
    hear_of_the_directory(home)
    refused(home.as_("maya").post(f"{meeting}/absence"), 403, "not-allowed")

    done(home.as_("sam").post(f"{meeting}/absence"))

    home.settle()
    for by in ("sam", "maya", "jordan"):
        assert home.as_(by).get(meeting).json()["status"] == "missed"
        rows = home.as_(by).get("/group-sessions?status=missed&limit=200").json()
        assert meeting.rpartition("/")[2] in [one["id"] for one in rows]
    refused(hold(home, meeting, "maya"), 409, "not-scheduled")
    refused(home.as_("sam").post(f"{meeting}/absence"), 409, "not-scheduled")
    refused(home.as_("sam").post(f"{meeting}/cancellation", json={"told_at": starts(home, -1)}), 409)
    refused(written(home, meeting), 409, "not-held")
    refused(home.as_("sam").get(mine), 404, "not-found")
    past = [one["name"] for one in home.as_("maya").get(f"{meeting}/history").json()]
    assert past == ["sessions.GroupSessionScheduled", "sessions.GroupSessionMissed"]


def test_in_a_circle_one_who_belonged_says_that_nobody_came_S10(home: Household) -> None:
    path = circle(home, "jordan")
    meeting = scheduled(home, path, "maya")
    home.clock.move(minutes=5)
    hear_of_the_directory(home)
    joined(home, path, "sam", "maya")
    refused(home.as_("sam").post(f"{meeting}/absence"), 403, "not-allowed")
    done(home.as_("jordan").post(f"{meeting}/absence"))


def test_that_nobody_came_is_corrected_and_so_is_that_somebody_did_S2(home: Household) -> None:
    meeting = scheduled(home, group(home))
    done(home.as_("sam").post(f"{meeting}/absence"))
    problem = refused(correct(home, meeting, "maya"), 422, "say-how-it-was-held")
    assert fields_of(problem) == {"attendees", "minutes", "extent"}
    done(correct(home, meeting, "maya", minutes=70, extent="full"))
    assert (home.as_("maya").get(meeting).json()["status"], attendees(home, meeting)) == (
        "held",
        people(home, "maya"),
    )

    done(correct(home, meeting, became="missed"))
    seen = home.as_("maya").get(meeting).json()
    assert (seen["status"], "attendees" in seen) == ("missed", False)
    assert [one["attendees"] for one in seen["corrections"]] == [people(home, "maya")]
    assert len(home.as_("sam").get(meeting).json()["corrections"]) == 2
    assert "corrections" not in home.as_("jordan").get(meeting).json(), (
        "nor who was thought to have been there"
    )
    done(correct(home, meeting, "maya", "jordan", minutes=70, extent="full"))
    done(written(home, meeting), 201)
    refused(correct(home, meeting, became="missed"), 409, "somebody-was-there")


def test_nothing_is_corrected_of_a_meeting_to_come_S2(home: Household) -> None:
    meeting = scheduled(home, group(home), hours=1)
    refused(correct(home, meeting, minutes=60), 409, "nothing-to-correct")


HOW: dict[str, Any] = {"minutes": 60, "extent": "full"}


def called_off(home: Household, meeting: str, **other: Any) -> Any:
    return home.as_("sam").post(f"{meeting}/holding/corrections", json={"became": "cancelled"} | other)


def test_called_off_by_mistake_a_meeting_is_set_right_once_it_has_begun_S2(home: Household) -> None:
    meeting = scheduled(home, group(home), hours=1)
    told_at = starts(home, 0)
    done(home.as_("sam").post(f"{meeting}/cancellation", json={"told_at": told_at, "reason": "A flood."}))
    refused(correct(home, meeting, "maya", **HOW), 409, "not-begun-yet")
    later(home, hours=1)
    wrong = refused(correct(home, meeting, minutes=60), 422, "say-how-it-was-held")
    assert fields_of(wrong) == {"attendees", "minutes", "extent"}

    done(correct(home, meeting, "maya", **HOW))

    assert attendees(home, meeting) == people(home, "maya")
    [before] = home.as_("maya").get(meeting).json()["corrections"]
    assert (before["status"], before["cancelled_by"]) == ("cancelled", home.person("sam"))
    assert home.as_("jordan").get(f"{meeting}/cancellation").json()["reason"] == "A flood."


def test_a_meeting_that_was_called_off_is_not_left_as_held_or_missed_S2(home: Household) -> None:
    path = group(home)
    meeting, away = held(home, path, "maya"), scheduled(home, path, hours=1)
    told_at = starts(home, 0)
    later(home, hours=1)
    done(home.as_("sam").post(f"{away}/absence"))
    assert fields_of(refused(correct(home, away, became="cancelled"), 422, "say-how-it-was-held")) == {
        "by",
        "told_at",
    }
    off = {"by": home.person("jordan"), "told_at": told_at}
    refused(called_off(home, away, **off | {"attendees": []}), 422, "say-how-it-was-held")
    assert fields_of(refused(called_off(home, meeting, **off), 422, "notice-out-of-time")) == {"told_at"}
    refused(called_off(home, away, **off | {"by": home.person("petra")}), 422, "one-of-theirs")

    done(called_off(home, away, **off))

    for one in ("sam", "maya", "jordan"):
        told = home.as_(one).get(away).json()
        assert (told["status"], told["cancelled_by"]) == ("cancelled", home.person("jordan"))
        refused(home.as_(one).get(f"{away}/cancellation"), 404)
    home.settle()
    listed = home.as_("maya").get("/group-sessions", params={"status": "cancelled"}).json()
    assert [one["id"] for one in listed] == [away.rpartition("/")[2]]
    refused(called_off(home, away, **off), 409, "nothing-to-correct")
    refused(correct(home, away, became="cancelled"), 409, "nothing-to-correct")


def test_what_was_held_otherwise_and_is_corrected_to_missed_is_shown_as_it_was_set_S2(
    home: Household,
) -> None:
    meeting = held(home, group(home), "maya")
    was = home.as_("sam").get(meeting).json()
    done(correct(home, meeting, minutes=25, modality="telephone"))
    done(correct(home, meeting, became="missed"))
    now = home.as_("maya").get(meeting).json()
    home.settle()
    listed = home.as_("sam").get("/group-sessions").json()[0]
    for one in (now, listed):
        assert (one["starts"], one["minutes"], one["modality"]) == (was["starts"], 90, was["modality"])
