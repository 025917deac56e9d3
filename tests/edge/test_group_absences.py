"""By whom a meeting was called off or missed: said by who may know, and told to those in the group alone (S2, S9, S10, C5)."""

from typing import Any

import pytest

from tests.edge.given import fields_of, refused
from tests.edge.given_groups import (
    OVERSEERS,
    circle,
    correct_group_record,
    done,
    group,
    handed_on,
    held,
    joined,
    later,
    scheduled,
    starts,
    written,
)
from tests.edge.test_group_corrections import correct
from tests.house import Household


def missed(home: Household, meeting: str, who: str | None, by: str = "sam") -> Any:
    body = {"who": home.person(who)} if who else {}
    return home.as_(by).post(f"{meeting}/absence", json=body)


def cancel(home: Household, meeting: str, writer: str = "maya", **other: Any) -> Any:
    return home.as_(writer).post(f"{meeting}/cancellation", json={"told_at": starts(home, 0)} | other)


def seen(home: Household, meeting: str, by: str) -> dict[str, Any]:
    return dict(done(home.as_(by).get(meeting), 200).json())


def past(home: Household, meeting: str, by: str) -> dict[str, Any]:
    """What was recorded last."""
    return dict(done(home.as_(by).get(f"{meeting}/history"), 200).json()[-1])


@pytest.mark.parametrize("by", ["sam", "maya"])
def test_members_who_came_record_that_who_facilitates_did_not_S9(by: str, home: Household) -> None:
    meeting = scheduled(home, group(home))

    done(missed(home, meeting, "sam", by))

    for one in ("sam", "maya", "jordan"):
        assert (seen(home, meeting, one)["status"], seen(home, meeting, one)["missed_by"]) == (
            "missed",
            home.person("sam"),
        )
    told = past(home, meeting, "jordan")
    assert (told["by"], told["fact"]["who"]) == (home.person(by), home.person("sam"))
    refused(missed(home, meeting, "sam", "jordan"), 409, "not-scheduled")


def test_a_member_says_of_nobody_else_that_they_stayed_away_S9(home: Household) -> None:
    meeting = scheduled(home, group(home))
    refused(missed(home, meeting, None, "maya"), 403, "not-allowed")
    refused(home.as_("maya").post(f"{meeting}/absence"), 403, "not-allowed")
    refused(missed(home, meeting, "jordan", "maya"), 409, "not-your-part")
    assert fields_of(refused(missed(home, meeting, "maya"), 422, "others-could-meet")) == {"who"}
    refused(home.as_("sam").post(f"{meeting}/absence", json={"nonsense": True}), 422, "invalid")
    later(home, minutes=5)
    for stranger in ("ines", "petra", "nora"):
        refused(missed(home, meeting, "sam", stranger), 404)


def test_whoever_joined_since_says_nothing_of_who_stayed_away_S9(home: Household) -> None:
    path = group(home, "maya")
    meeting = scheduled(home, path)
    later(home, minutes=5)
    joined(home, path, "jordan")
    refused(missed(home, meeting, "sam", "jordan"), 403, "not-allowed")


def test_nothing_of_that_is_said_of_a_meeting_that_was_held_S9(home: Household) -> None:
    meeting = held(home, group(home), "maya")
    refused(missed(home, meeting, "sam", "jordan"), 403, "not-allowed")
    done(correct(home, meeting, became="missed", who=home.person("sam")))
    assert seen(home, meeting, "maya")["missed_by"] == home.person("sam")
    refused(correct(home, meeting, became="held", who=home.person("sam")), 422, "say-how-it-was-held")


def test_in_a_circle_one_who_came_alone_says_who_did_not_S10(home: Household) -> None:
    meeting = scheduled(home, circle(home, "jordan"), "maya")
    assert fields_of(refused(missed(home, meeting, "sam", "maya"), 422, "others-could-meet")) == {"who"}
    done(missed(home, meeting, "jordan", "maya"))
    assert seen(home, meeting, "jordan")["missed_by"] == home.person("jordan")


def test_who_called_it_off_is_told_and_not_who_wrote_it_down_S2(home: Household) -> None:
    meeting = scheduled(home, circle(home), "maya", hours=1)
    refused(cancel(home, meeting, by=home.person("petra")), 422, "one-of-theirs")

    done(cancel(home, meeting, by=home.person("jordan")))

    for one in ("maya", "jordan", "sam"):
        assert seen(home, meeting, one)["cancelled_by"] == home.person("jordan")
    assert past(home, meeting, "sam")["fact"]["by"] == home.person("jordan")
    assert home.as_("sam").get(f"{meeting}/cancellation").json()["by"] == home.person("jordan")


def test_who_says_nothing_else_called_it_off_themselves_S2(home: Household) -> None:
    meeting = scheduled(home, group(home), hours=1)
    done(cancel(home, meeting, "sam"))
    assert seen(home, meeting, "maya")["cancelled_by"] == home.person("sam")


def test_who_facilitated_when_it_was_called_off_is_named_also_later_S2(home: Household) -> None:
    path = group(home)
    meeting = scheduled(home, path, hours=3)
    told_at = starts(home, 0)
    later(home, minutes=5)
    handed_on(home, path)
    later(home, minutes=5)
    as_sam = {"by": home.person("sam"), "told_at": starts(home, 0)}
    refused(home.as_("ines").post(f"{meeting}/cancellation", json=as_sam), 422, "one-of-theirs")
    done(home.as_("ines").post(f"{meeting}/cancellation", json=as_sam | {"told_at": told_at}))


def test_no_overseer_is_told_by_whom_a_meeting_of_a_group_was_missed_or_called_off_C5(
    home: Household,
) -> None:
    """Of their own people they see at which they were, and of no meeting that there is one."""
    path = group(home)
    off, away = scheduled(home, path, hours=1), scheduled(home, path)
    done(cancel(home, off, "sam", by=home.person("maya")))
    done(missed(home, away, "sam", "maya"))
    later(home, minutes=5)

    for overseer in OVERSEERS:
        for meeting in (off, away):
            refused(home.as_(overseer).get(meeting), 404)
            refused(home.as_(overseer).get(f"{meeting}/history"), 404)
        assert home.as_(overseer).get("/group-sessions?limit=200").json() == []


def test_whoever_is_taken_out_and_gone_is_not_told_who_stayed_away_S9(home: Household) -> None:
    path = group(home)
    meeting = held(home, path, "jordan")
    done(correct(home, meeting, became="missed", who=home.person("sam")))
    done(correct(home, meeting, "maya", minutes=80, extent="full"))
    jordan = done(home.as_("jordan").get(f"{meeting}/history"), 200)
    assert [one["fact"].get("became") for one in jordan.json()][-2:] == ["missed", "held"]
    assert all("who" not in one["fact"] for one in jordan.json())
    assert any(one["fact"].get("who") for one in home.as_("maya").get(f"{meeting}/history").json())


def test_a_meeting_missed_after_all_is_shown_as_it_was_set_S2(home: Household) -> None:
    meeting = scheduled(home, group(home), modality="face-to-face")
    there = {"attendees": [home.person("maya")], "minutes": 5, "extent": "partial", "modality": "video"}
    done(home.as_("sam").post(f"{meeting}/holding", json=there))
    done(correct(home, meeting, became="missed"))

    found = seen(home, meeting, "maya")
    assert (found["status"], found["minutes"], found["modality"]) == ("missed", 90, "face-to-face")
    home.settle()
    [row] = [one for one in home.as_("maya").get("/group-sessions?limit=200").json() if one["id"] in meeting]
    assert (row["minutes"], row["modality"]) == (90, "face-to-face")


def test_notice_is_given_of_the_time_that_was_set_last_S2(home: Household) -> None:
    meeting = scheduled(home, group(home), hours=48)
    monday = starts(home, 0)
    later(home, days=1)
    tag = {"If-Match": home.as_("sam").get(meeting).headers["ETag"]}
    moved = {"starts": starts(home, 48), "minutes": 90, "modality": "video"}
    done(home.as_("sam").put(f"{meeting}/schedule", json=moved, headers=tag))

    refused(cancel(home, meeting, "sam", told_at=monday), 422, "notice-out-of-time")
    done(cancel(home, meeting, "sam"))


def test_the_next_meeting_is_one_after_this_S6(home: Household) -> None:
    meeting = held(home, group(home), "maya")
    at = seen(home, meeting, "maya")["starts"]
    for earlier in ("2001-01-01T10:00:00Z", at):
        problem = refused(written(home, meeting, next_session=earlier), 422, "next-is-later")
        assert fields_of(problem) == {"record.next_session"}
    done(written(home, meeting, next_session=starts(home, 24)), 201)
    earlier = correct_group_record(home, meeting, "maya", outline=[], next_session="2001-01-01T10:00:00Z")
    refused(earlier, 422, "next-is-later")
