"""Meetings of groups at the edge: content for those who were there, attendance for their own agency, nothing for anybody else (S9, C5)."""

import json
from typing import Any, Final

import pytest

from tests.edge.given import NOBODY, fields_of, hear_of_the_directory, once, refused
from tests.edge.given_groups import (
    NAMED,
    OVERSEERS,
    RECORD,
    attended,
    brought,
    circle,
    correct_group_record,
    done,
    formed,
    group,
    handed_on,
    held,
    hold,
    joined,
    later,
    scheduled,
    signed,
    starts,
    written,
)
from tests.edge.test_once import at_once, in_a_thread
from tests.house import Household

CONTENT: Final = ("/record", "/contributions")
OF_AN_ATTENDANCE: Final = {
    *("id", "member", "agency", "placement", "format"),
    *("modality", "starts", "minutes", "signed"),
}


def attendances(home: Household, handle: str, query: str = "") -> list[dict[str, Any]]:
    home.settle()
    told: list[dict[str, Any]] = done(home.as_(handle).get(f"/attendances{query}"), 200).json()
    return told


def test_a_member_sees_content_only_of_meetings_they_attended_S9(shared_home: Household) -> None:
    home = shared_home
    meeting = held(home, group(home), "maya")
    done(brought(home, meeting, "maya"), 201)
    done(written(home, meeting, picked=home.person("maya"), chosen_way="Say so at the door."), 201)

    for handle in ("maya", "sam"):
        read = home.as_(handle).get(f"{meeting}/record").json()
        assert read["record"] == RECORD | {
            "picked": home.person("maya"),
            "chosen_way": "Say so at the door.",
        }
        (said,) = home.as_(handle).get(f"{meeting}/contributions").json()
        assert (said["words"], said["step"], said["by"]) == ("My issue", "K17-01", home.person("maya"))
    problem = refused(home.as_("jordan").get(f"{meeting}/record"), 403, "not-allowed")
    assert "was at a meeting" in problem["title"]
    assert home.as_("jordan").get(f"{meeting}/contributions").json() == []


def test_who_was_not_there_sees_that_it_took_place_and_neither_who_was_nor_what_was_written_S9(
    shared_home: Household,
) -> None:
    home = shared_home
    meeting = held(home, group(home), "maya")
    before = home.as_("jordan").get(meeting)
    done(written(home, meeting), 201)
    after = home.as_("jordan").get(meeting)

    assert "ETag" not in after.headers
    assert before.json() == after.json()
    assert not {"attendees", "written", "signed", "version"} & set(after.json())
    past = home.as_("jordan").get(f"{meeting}/history")
    names = [one["name"].split(".")[1] for one in past.json()]
    assert names == ["GroupSessionScheduled", "GroupSessionHeld"]
    assert home.person("maya") not in after.text + past.text
    assert home.as_("maya").get(meeting).json()["attendees"] == [home.person("maya")]


@pytest.mark.parametrize("reader", [*OVERSEERS, "ines"])
def test_no_role_shows_anything_of_a_meeting_C5(reader: str, shared_home: Household) -> None:
    home = shared_home
    meeting = held(home, group(home), "maya", "jordan")
    done(written(home, meeting), 201)
    contribution = done(brought(home, meeting, "maya"), 201).headers["Location"]
    home.settle()
    for path in (meeting, f"{meeting}/history", *(f"{meeting}{one}" for one in CONTENT), contribution):
        refused(home.as_(reader).get(path), 404, "not-found")
    assert meeting.rpartition("/")[2] not in home.as_(reader).get("/group-sessions?limit=200").text
    refused(hold(home, meeting, "maya", by=reader), 404, "not-found")


def test_a_manager_sees_their_own_people_s_attendance_and_nothing_of_anybody_else_C5(home: Household) -> None:
    path = group(home, "maya", "jordan")
    meeting = held(home, path, "maya", "jordan")
    names = (path.rpartition("/")[2], meeting.rpartition("/")[2], home.person("sam"))

    for reader in OVERSEERS:
        rows = attendances(home, reader, f"?worker={home.person('maya')}")
        assert [set(row) for row in rows] == [OF_AN_ATTENDANCE]
        told = [home.as_(reader).get(f"/attendances/{rows[0]['id']}"), home.as_(reader).get("/attendances")]
        assert set(told[0].json()) == OF_AN_ATTENDANCE
        assert [name for name in names for answer in told if name in answer.text] == []
        assert home.person("jordan") not in told[0].text


def test_each_agency_sees_its_own_people_alone_C5(home: Household) -> None:
    """Sam is placed at Lantern, where Ines manages him; Maya and Jordan are placed at Harbour."""
    path = circle(home)
    held(home, path, "maya", "jordan", "sam", by="maya")
    sam, maya, jordan = (home.person(one) for one in ("sam", "maya", "jordan"))

    assert {row["member"] for row in attendances(home, "ines")} == {sam}
    for reader in ("petra", "tomasz", "dilip", "nora", "wren"):
        assert {row["member"] for row in attendances(home, reader)} == {maya, jordan}
    assert {row["member"] for row in attendances(home, "rowan")} == {sam, maya, jordan}, "an officer at both"
    (own,) = attendances(home, "sam")
    for reader, status in (("ines", 200), ("petra", 404), ("tomasz", 404), ("maya", 404), ("jordan", 404)):
        assert home.as_(reader).get(f"/attendances/{own['id']}").status_code == status
    assert own["group_session"], "which they alone are told"


def test_attendances_are_listed_by_worker_agency_and_time_C5(home: Household) -> None:
    path = group(home)
    later(home, days=4)
    for hours in (-72, -48, -24):
        meeting = scheduled(home, path, hours=hours)
        done(hold(home, meeting, "maya", "jordan"))
    home.settle()
    since = {"from": starts(home, -50), "to": starts(home, -24)}
    answer = home.as_("petra").get("/attendances", params=since).json()
    assert [row["starts"] for row in answer] == [starts(home, -48)] * 2
    lantern, harbour = (str(home.demo.agencies[one]) for one in ("lantern", "harbour"))
    assert attendances(home, "petra", f"?agency={lantern}") == []
    assert len(attendances(home, "petra", f"?agency={harbour}&worker={home.person('maya')}")) == 3
    page = home.as_("petra").get("/attendances?limit=4")
    rest = home.as_("petra").get(page.headers["Link"].partition(">")[0].strip("<")).json()
    assert (len(page.json()), len(rest)) == (4, 2)
    refused(home.as_("petra").get("/attendances?from=yesterday"), 422, "invalid")


def test_an_overseer_is_not_told_none_for_not_known_C5(home: Household) -> None:
    held(home, group(home), "maya")
    home.settle()
    home.clock.move(minutes=5)
    assert home.as_("maya").get("/attendances", params={"worker": home.person("maya")}).status_code == 200
    refused(home.as_("petra").get("/attendances"), 503)
    hear_of_the_directory(home)
    assert len(attendances(home, "petra")) == 1


def test_a_meeting_to_come_is_seen_by_who_belongs_and_moved_by_who_arranges_S2(
    shared_home: Household,
) -> None:
    home, path = shared_home, group(shared_home)
    meeting = scheduled(home, path, hours=24)
    tag = home.as_("maya").get(meeting).headers["ETag"]
    moved = {"starts": starts(home, 48), "minutes": 60, "modality": "video"}
    refused(home.as_("sam").put(f"{meeting}/schedule", json=moved), 428)
    refused(home.as_("sam").put(f"{meeting}/schedule", json=moved, headers={"If-Match": '"7"'}), 412)
    told = {"If-Match": tag}
    refused(home.as_("maya").put(f"{meeting}/schedule", json=moved, headers=told), 403, "not-allowed")
    done(home.as_("sam").put(f"{meeting}/schedule", json=moved, headers=told))
    read = home.as_("maya").get(meeting).json()
    assert (read["starts"], read["minutes"], read["modality"]) == (starts(home, 48), 60, "video")
    past = moved | {"starts": starts(home, -1)}
    answer = home.as_("sam").put(f"{meeting}/schedule", json=past, headers={"If-Match": '"2"'})
    refused(answer, 422, "only-to-a-time-to-come")
    refused(hold(home, meeting, "maya"), 409, "not-begun-yet")


@pytest.mark.parametrize("is_circle", [False, True])
def test_a_meeting_that_has_begun_is_not_moved_S2(is_circle: bool, home: Household) -> None:
    path, by = (circle(home), "maya") if is_circle else (group(home), "sam")
    meeting = scheduled(home, path, by, hours=1)
    moved = {"starts": starts(home, 48), "minutes": 60, "modality": "video"}
    tag = {"If-Match": home.as_(by).get(meeting).headers["ETag"]}
    later(home, hours=1)
    problem = refused(
        home.as_(by).put(f"{meeting}/schedule", json=moved, headers=tag), 409, "meeting-has-begun"
    )
    assert "before it begins" in problem["title"]


def test_why_it_was_called_off_is_the_groups_alone_and_accounted_for_S2(shared_home: Household) -> None:
    home, path = shared_home, group(shared_home)
    meeting = scheduled(home, path, hours=24)
    refused(home.as_("maya").get(f"{meeting}/cancellation"), 404, "not-found")
    body = {"told_at": starts(home, 0), "reason": "Nobody is well."}
    for never in ("2001-03-02T15:00:00Z", starts(home, -1)):
        problem = refused(
            home.as_("sam").post(f"{meeting}/cancellation", json=body | {"told_at": never}),
            422,
            "notice-out-of-time",
        )
        assert fields_of(problem) == {"told_at"}
    done(home.as_("sam").post(f"{meeting}/cancellation", json=body))
    for handle in ("maya", "sam"):
        assert home.as_(handle).get(f"{meeting}/cancellation").json()["reason"] == "Nobody is well."
        assert "Nobody is well" not in home.as_(handle).get(meeting).text
    refused(home.as_("petra").get(f"{meeting}/cancellation"), 404, "not-found")
    refused(hold(home, meeting, "maya"), 409, "not-scheduled")


def test_who_was_there_belongs_to_the_group_and_is_placed_S9(home: Household) -> None:
    path = group(home)
    meeting = scheduled(home, path)
    for people, fields in (
        (("maya", "petra"), {"attendees.1"}),
        ((), {"attendees"}),
        (("sam",), {"attendees.0"}),
    ):
        assert fields_of(refused(hold(home, meeting, *people), 422, "unfit-attendance")) == fields
    over = f"/placements/{home.demo.placements['maya']}/ending"
    done(home.as_("tomasz").post(over, json={"last_day": "2026-03-01"}))
    home.settle()
    assert fields_of(refused(hold(home, meeting, "jordan", "maya"), 422)) == {"attendees.1"}
    done(hold(home, meeting, "jordan"))


def test_what_took_place_before_a_placement_ended_is_still_recorded_D6(home: Household) -> None:
    path = group(home)
    later(home, days=3)
    meeting = scheduled(home, path, hours=-48)
    over = f"/placements/{home.demo.placements['maya']}/ending"
    done(home.as_("tomasz").post(over, json={"last_day": "2026-03-04"}))
    home.settle()
    done(hold(home, meeting, "maya"))


def test_a_manager_comes_to_a_circle_only_where_that_was_said_beforehand_S10(home: Household) -> None:
    path = formed(home, "maya", "co-reflection", shared=True, managers_attend=True)
    for one in ("maya", "jordan", "petra"):
        joined(home, path, one, "maya")
    unsaid = scheduled(home, path, "maya")
    problem = refused(hold(home, unsaid, "maya", "petra", by="maya"), 422, "manager-not-announced")
    assert fields_of(problem) == {"attendees.1"}
    said = {"managers_attend": True}
    refused(home.as_("maya").post(f"{unsaid}/managers", json=said), 409, "managers-said-too-late")

    meeting = scheduled(home, path, "maya", hours=1)
    assert home.as_("jordan").get(meeting).json()["managers_attend"] is False
    done(home.as_("jordan").post(f"{meeting}/managers", json=said))
    assert home.as_("maya").get(meeting).json()["managers_attend"] is True
    home.clock.move(hours=2)
    hear_of_the_directory(home)
    done(hold(home, meeting, "maya", "petra", by="maya"))
    assert home.as_("petra").get(meeting).json()["attendees"] == [
        home.person(one) for one in ("maya", "petra")
    ]


def test_a_shared_circle_is_recorded_written_and_signed_by_its_participants_S10(
    shared_home: Household,
) -> None:
    home, path = shared_home, circle(shared_home)
    meeting = held(home, path, "maya", "jordan", by="jordan")
    assert "facilitator" not in home.as_("maya").get(meeting).json()
    refused(written(home, meeting, "sam"), 403, "not-allowed")
    done(written(home, meeting, "maya"), 201)
    for handle in ("maya", "jordan"):
        done(signed(home, meeting, handle))
        done(home.as_(handle).post(f"{meeting}/signatures", json={"of": "attendance"} | NAMED))
    kinds = [one["kind"] for one in home.as_("maya").get(f"{meeting}/record").json()["additions"]]
    assert kinds == ["signature", "signature"]
    refused(home.as_("sam").get(f"{meeting}/record"), 403, "not-allowed")


def test_attendance_and_record_are_signed_apart_and_signing_never_locks_S6(shared_home: Household) -> None:
    home = shared_home
    meeting = held(home, group(home), "maya", "jordan")
    for handle in ("maya", "sam"):
        done(home.as_(handle).post(f"{meeting}/signatures", json={"of": "attendance"} | NAMED))
        again = home.as_(handle).post(f"{meeting}/signatures", json={"of": "attendance"} | NAMED)
        refused(again, 409, "signed-already")
    assert home.as_("maya").get(meeting).json()["signed"] is True
    early = {"of": "record", "digest": "0" * 64} | NAMED
    refused(home.as_("maya").post(f"{meeting}/signatures", json=early), 409, "not-written-yet")

    done(written(home, meeting), 201)
    done(signed(home, meeting, "maya"))
    refused(signed(home, meeting, "maya"), 409, "signed-already")
    digest = home.as_("jordan").get(f"{meeting}/record").json()["digest"]
    done(home.as_("maya").post(f"{meeting}/addenda", json={"words": "And more."} | NAMED))
    done(correct_group_record(home, meeting, "jordan", outline=["Otherwise"]))
    stale = {"of": "record", "digest": digest} | NAMED
    refused(home.as_("jordan").post(f"{meeting}/signatures", json=stale), 409, "record-has-changed")
    told = home.as_("jordan").get(f"{meeting}/record").json()
    no = {"of": "record", "digest": told["digest"], "refused": True, "words": "It was otherwise."}
    done(home.as_("jordan").post(f"{meeting}/signatures", json=no))

    read = home.as_("maya").get(f"{meeting}/record").json()
    assert (read["record"]["outline"], read["first_written"]["outline"]) == (["Otherwise"], RECORD["outline"])
    kinds = [one["kind"] for one in read["additions"]]
    assert kinds == ["signature", "addendum", "correction", "refusal"]
    assert NAMED.items() <= read["additions"][1].items(), "signed by whoever adds it"
    again = home.as_("jordan").post(f"{meeting}/signatures", json=no)
    refused(again, 409, "signed-already")
    done(signed(home, meeting, "jordan"))
    refused(home.as_("jordan").post(f"{meeting}/signatures", json=no), 409, "signed-already")
    refused(written(home, meeting), 409, "written-already")


def test_under_which_name_each_signed_is_read_by_those_who_were_there_S6(shared_home: Household) -> None:
    home, path = shared_home, group(shared_home)
    meeting = held(home, path, "maya")
    assert home.as_("maya").get(f"{meeting}/signatures").json() == []
    for handle in ("maya", "sam"):
        done(home.as_(handle).post(f"{meeting}/signatures", json={"of": "attendance"} | NAMED))
    for handle in ("maya", "sam"):
        told = home.as_(handle).get(f"{meeting}/signatures").json()
        assert [(one["by"], one["printed_name"]) for one in told] == [
            (home.person(who), "As printed") for who in ("sam", "maya")
        ]
        names = home.as_(handle).get(f"{path}/names").json()
        assert [one["printed_name"] for one in names] == ["Maya", "Jordan"]
    refused(home.as_("jordan").get(f"{meeting}/signatures"), 403, "not-allowed")
    for address in (f"{meeting}/signatures", f"{path}/names"):
        refused(home.as_("petra").get(address), 404, "not-found")


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"of": "attendance"}, {"printed_name", "meaning"}),
        ({"of": "attendance", "digest": "0" * 64} | NAMED, {"digest"}),
        ({"of": "record"} | NAMED, {"digest"}),
        ({"of": "record", "digest": "0" * 64, "refused": True}, {"words"}),
        (
            {"of": "record", "digest": "0" * 64, "refused": True, "words": "No."} | NAMED,
            {"printed_name", "meaning"},
        ),
        (
            {"of": "attendance", "refused": True, "words": "No."},
            {"printed_name", "meaning", "refused", "words"},
        ),
    ],
)
def test_a_signature_holds_what_it_needs_and_no_more_S6(
    body: dict[str, Any], fields: set[str], shared_home: Household
) -> None:
    home = shared_home
    meeting = held(home, group(home), "maya")
    done(written(home, meeting), 201)
    problem = refused(home.as_("maya").post(f"{meeting}/signatures", json=body), 422, "not-a-signature")
    assert fields_of(problem) == fields


def test_what_is_brought_beforehand_is_its_authors_until_they_met_and_then_of_those_there_with_them_S9(
    shared_home: Household,
) -> None:
    home = shared_home
    meeting = scheduled(home, group(home))
    mine = done(brought(home, meeting, "maya"), 201).headers["Location"]

    def read_by(*handles: str) -> list[int]:
        return [len(home.as_(one).get(f"{meeting}/contributions").json()) for one in handles]

    assert read_by("maya", "sam", "jordan") == [1, 0, 0]
    for handle in ("sam", "jordan"):
        refused(home.as_(handle).get(mine), 404, "not-found")
    done(hold(home, meeting, "maya", "jordan"))
    attended(home, meeting, "maya")
    assert read_by("maya", "sam", "jordan") == [1, 1, 1]


@pytest.mark.parametrize("is_circle", [False, True])
def test_nobody_opens_what_another_brought_by_naming_them_as_one_who_was_there_S9(
    is_circle: bool, shared_home: Household
) -> None:
    home = shared_home
    path, steps = (circle(home), ("K17-09", "K17-08")) if is_circle else (group(home), ("K17-01", "K17-06"))
    meeting = scheduled(home, path, "maya" if is_circle else "sam")
    mine = done(brought(home, meeting, "maya", steps[0]), 201).headers["Location"]
    others = ("sam", "jordan")
    done(hold(home, meeting, "maya", *(others if is_circle else ("jordan",))))

    def read_by(*handles: str) -> list[int]:
        return [len(home.as_(one).get(f"{meeting}/contributions").json()) for one in handles]

    assert read_by("maya", *others) == [1, 0, 0]
    for handle in others:
        refused(home.as_(handle).get(mine), 404, "not-found")
    attended(home, meeting, "jordan", *(() if is_circle else ("sam",)))
    assert read_by("maya", *others) == [1, 0, 0], "nobody else's signature opens it"
    done(brought(home, meeting, "maya", steps[1]), 201)
    assert read_by("maya", *others) == [2, 1, 1], (
        "what she brings afterwards, she brings as one who was there"
    )

    attended(home, meeting, "maya")
    assert read_by("maya", *others) == [2, 2, 2]


def test_nor_by_writing_that_their_issue_was_picked_or_having_an_idea_for_it_S9(
    shared_home: Household,
) -> None:
    home = shared_home
    meeting = scheduled(home, group(home))
    done(brought(home, meeting, "maya"), 201)
    done(hold(home, meeting, "maya", "jordan"))
    on_hers = home.person("maya")
    refused(written(home, meeting, picked=on_hers), 422, "no-issue-of-theirs")
    refused(brought(home, meeting, "jordan", "K17-04", on=on_hers), 422, "no-issue-of-theirs")
    attended(home, meeting, "maya")
    done(brought(home, meeting, "jordan", "K17-04", on=on_hers), 201)
    done(written(home, meeting, picked=on_hers), 201)


def test_who_is_named_as_there_shares_what_they_brought_without_signing_S9(shared_home: Household) -> None:
    home = shared_home
    meeting = scheduled(home, group(home))
    mine = done(brought(home, meeting, "maya"), 201).headers["Location"]
    done(hold(home, meeting, "maya", "jordan"))
    done(home.as_("maya").post(f"{mine}/sharing"))
    for handle in ("sam", "jordan"):
        assert home.as_(handle).get(mine).status_code == 200


def test_what_the_facilitator_brought_beforehand_is_theirs_until_they_sign_S9(shared_home: Household) -> None:
    home = shared_home
    meeting = scheduled(home, group(home))
    mine = done(brought(home, meeting, "sam", "K17-06"), 201).headers["Location"]
    done(hold(home, meeting, "maya"))
    assert [home.as_(one).get(mine).status_code for one in ("sam", "maya")] == [200, 404]
    attended(home, meeting, "sam")
    assert home.as_("maya").get(mine).status_code == 200


def test_what_somebody_brought_who_did_not_come_is_theirs_until_they_share_it_S9(
    shared_home: Household,
) -> None:
    home = shared_home
    meeting = scheduled(home, group(home))
    mine = done(brought(home, meeting, "maya"), 201).headers["Location"]
    done(hold(home, meeting, "jordan"))
    late = brought(home, meeting, "maya", "K17-06")
    assert "was there" in refused(late, 403, "not-allowed")["title"]

    for handle in ("sam", "jordan"):
        assert home.as_(handle).get(f"{meeting}/contributions").json() == []
        refused(home.as_(handle).get(mine), 404, "not-found")
        refused(home.as_(handle).post(f"{mine}/sharing"), 404, "not-found")
    picked = written(home, meeting, picked=home.person("maya"))
    assert fields_of(refused(picked, 422, "no-issue-of-theirs")) == {"record.picked"}

    tags = [done(home.as_("maya").post(f"{mine}/sharing")).headers["ETag"] for _ in range(2)]
    assert tags == ['"2"', '"2"'], "said twice is said once"
    for handle in ("maya", "sam", "jordan"):
        assert home.as_(handle).get(mine).json()["words"] == "My issue"
    refused(home.as_("petra").get(mine), 404, "not-found")
    other = scheduled(home, group(home))
    elsewhere = mine.replace(meeting, other)
    refused(home.as_("maya").post(f"{elsewhere}/sharing"), 404, "not-found")


def test_what_was_brought_to_a_meeting_that_was_called_off_stays_its_authors_S9(home: Household) -> None:
    path = group(home)
    meeting = scheduled(home, path, hours=1)
    mine = done(brought(home, meeting, "maya"), 201).headers["Location"]
    done(home.as_("sam").post(f"{meeting}/cancellation", json={"told_at": starts(home, 0)}))
    done(home.as_("maya").post(f"{mine}/sharing"))
    handed_on(home, path)
    for handle, status in (("maya", 200), ("sam", 404), ("ines", 404), ("jordan", 404)):
        assert home.as_(handle).get(mine).status_code == status


def test_each_brings_one_issue_and_its_owner_chooses_S9(shared_home: Household) -> None:
    home = shared_home
    meeting = held(home, group(home), "maya", "jordan")
    refused(brought(home, meeting, "maya", "K17-05"), 409, "theirs-who-brought-it")
    done(brought(home, meeting, "maya"), 201)
    refused(brought(home, meeting, "maya"), 409, "one-issue-each")
    on_hers = {"on": home.person("maya")}
    done(brought(home, meeting, "jordan", "K17-04", "Leave earlier", **on_hers), 201)
    done(brought(home, meeting, "sam", "K17-04", "Set an alarm", **on_hers), 201)
    refused(brought(home, meeting, "jordan", "K17-05"), 409, "theirs-who-brought-it")
    done(brought(home, meeting, "maya", "K17-05", "Set an alarm"), 201)
    nobody_s = brought(home, meeting, "maya", "K17-04", on=home.person("jordan"))
    assert fields_of(refused(nobody_s, 422, "no-issue-of-theirs")) == {"on"}
    assert fields_of(refused(written(home, meeting, picked=home.person("jordan")), 422)) == {"record.picked"}

    steps = [one["step"] for one in home.as_("jordan").get(f"{meeting}/contributions").json()]
    assert sorted(steps) == ["K17-01", "K17-04", "K17-04", "K17-05"]


def test_an_issue_of_somebody_who_was_not_seen_is_as_good_as_none_S9(shared_home: Household) -> None:
    home = shared_home
    meeting = scheduled(home, group(home), hours=1)
    done(brought(home, meeting, "maya"), 201)
    for about in (home.person("maya"), home.person("petra"), NOBODY):
        refused(brought(home, meeting, "jordan", "K17-04", on=about), 422, "no-issue-of-theirs")


def test_each_contribution_lies_under_a_key_of_its_own_and_one_erased_leaves_the_others_S9(
    home: Household,
) -> None:
    meeting = held(home, group(home), "maya", "jordan")
    first, second = (
        done(brought(home, meeting, "maya", step, words), 201).headers["Location"].rpartition("/")[2]
        for step, words in (("K17-01", "One"), ("K17-06", "Other"))
    )
    home.house.rooms["sessions"].keys.destroy(f"rk:{first}")

    told = {one["id"]: one for one in home.as_("jordan").get(f"{meeting}/contributions").json()}
    assert (told[first]["erased"], "words" in told[first]) == (True, False)
    assert told[second]["words"] == "Other"


def test_every_reading_is_accounted_for_and_by_none_is_more_than_it_names_C1(shared_home: Household) -> None:
    home = shared_home
    meeting = held(home, group(home), "maya")
    done(brought(home, meeting, "maya"), 201)
    done(written(home, meeting), 201)
    log = home.house.rooms["sessions"].store
    for path, rule, kind in (
        ("/record", "GR23", "group-session"),
        ("/contributions", "CN1", "contribution"),
    ):
        before = log.position()
        done(home.as_("maya").get(f"{meeting}{path}"), 200)
        ((_, stored),) = log.read(before)
        entry = json.loads(stored)["fact"]
        assert (entry["rule"], entry["target_type"]) == (rule, kind)
    before = log.position()
    refused(home.as_("jordan").get(f"{meeting}/record"), 403)
    assert log.position() == before


def test_whatever_is_added_the_accounting_tells_the_same_of_it_C5(shared_home: Household) -> None:
    home = shared_home
    meeting = held(home, group(home), "maya", "jordan")
    done(brought(home, meeting, "maya"), 201)
    told = RECORD | {"picked": home.person("maya")}
    done(written(home, meeting, picked=home.person("maya")), 201)
    read = home.as_("jordan").get(f"{meeting}/record").json()["digest"]
    no = {"of": "record", "digest": read, "refused": True, "words": "No."}
    log = home.house.rooms["sessions"].store
    seen = set()
    for path, body in (
        ("addenda", {"words": "More."} | NAMED),
        ("signatures", {"of": "record", "digest": read} | NAMED),
        ("corrections", {"digest": read, "record": told | {"outline": ["Otherwise"]}}),
        ("signatures", no),
    ):
        before = log.position()
        answer = home.as_("jordan").post(f"{meeting}/{path}", json=body)
        assert answer.status_code in (204, 409)
        records = [json.loads(stored) for _, stored in log.read(before)]
        entries = [one["fact"] for one in records if one["name"] == "access.ContentOpened"]
        facts = [one for one in records if one["name"] != "access.ContentOpened"]
        seen |= {tuple((one["action"], one["rule"], one["target"]) for one in entries)}
        assert [one["name"] for one in facts] in ([], ["sessions.GroupRecordAddedTo"])
    assert seen == {(("add-to-record", "GR27", meeting.rpartition("/")[2]),)}


def test_who_was_there_sees_who_opened_the_record_and_who_brought_something_who_opened_that_C1(
    shared_home: Household,
) -> None:
    home, path = shared_home, group(shared_home)
    meeting = held(home, path, "maya", "jordan")
    mine = done(brought(home, meeting, "maya"), 201).headers["Location"]
    done(written(home, meeting), 201)
    for address in (f"{meeting}/record", mine, f"{path}/about"):
        done(home.as_("jordan").get(address), 200)
    home.settle()

    def accesses(handle: str, address: str) -> list[tuple[str, str]]:
        rows = done(home.as_(handle).get(f"{address}/accesses"), 200).json()
        return [(one["relation"], one["rule"]) for one in rows]

    assert accesses("maya", meeting) == accesses("sam", meeting) == [("attended", "GR23")]
    assert accesses("maya", path) == [("member", "GR4")]
    assert accesses("maya", mine) == [("attended", "CN2")]
    for handle, address in (("jordan", mine), ("sam", mine), ("petra", meeting), ("petra", path)):
        refused(home.as_(handle).get(f"{address}/accesses"), 404, "not-found")


def test_the_facilitator_of_then_reads_and_the_one_of_now_does_not_S9(shared_home: Household) -> None:
    home, path = shared_home, group(shared_home)
    meeting = held(home, path, "maya")
    done(written(home, meeting), 201)
    handed_on(home, path)
    assert home.as_("sam").get(f"{meeting}/record").status_code == 200
    refused(home.as_("ines").get(f"{meeting}/record"), 403, "not-allowed")
    assert "attendees" not in home.as_("ines").get(meeting).json()


def test_what_a_former_facilitator_brought_is_read_by_those_who_were_there_once_it_is_shared_S9(
    shared_home: Household,
) -> None:
    home, path = shared_home, group(shared_home)
    meeting = scheduled(home, path)
    mine = done(brought(home, meeting, "sam", "K17-06", "A report"), 201).headers["Location"]
    handed_on(home, path)
    done(hold(home, meeting, "maya", by="ines"))
    assert home.as_("maya").get(f"{meeting}/contributions").json() == []
    done(home.as_("sam").post(f"{mine}/sharing"))
    (said,) = home.as_("maya").get(f"{meeting}/contributions").json()
    assert (said["by"], said["words"]) == (home.person("sam"), "A report")


def test_who_left_still_reads_what_they_attended_and_sees_no_more_of_the_group_S9(home: Household) -> None:
    path = group(home)
    attended, other = held(home, path, "maya"), held(home, path, "jordan")
    done(written(home, attended), 201)
    done(home.as_("maya").post(f"{path}/departures", json={"member": home.person("maya")}))
    home.settle()
    assert home.as_("maya").get(f"{attended}/record").status_code == 200
    refused(home.as_("maya").get(other), 404, "not-found")
    listed = [one["id"] for one in home.as_("maya").get("/group-sessions").json()]
    assert listed == [attended.rpartition("/")[2]]


def test_meetings_are_listed_by_group_state_and_time_S9(home: Household) -> None:
    first, second = group(home), group(home, "jordan")
    was, to_come = held(home, first, "maya"), scheduled(home, first, hours=24)
    theirs = scheduled(home, second, hours=3)
    home.settle()

    def listed(handle: str, **query: Any) -> list[str]:
        rows = done(home.as_(handle).get("/group-sessions", params=query), 200).json()
        return [f"/group-sessions/{one['id']}" for one in rows]

    assert listed("maya") == [was, to_come]
    assert listed("sam") == listed("jordan") == [was, theirs, to_come]
    assert listed("sam", group=second.rpartition("/")[2]) == [theirs]
    assert listed("sam", status="held") == [was]
    assert listed("sam", **{"from": starts(home, 2), "to": starts(home, 24)}) == [theirs]


def test_held_at_the_same_moment_by_two_it_is_held_once_S10(shared_home: Household) -> None:
    home = shared_home
    for _ in range(3):
        meeting = scheduled(home, circle(home), "maya")
        people = [home.person(one) for one in ("maya", "jordan")]
        body = {"minutes": 80, "extent": "full", "attendees": people}
        answers = at_once(
            [in_a_thread(home, who, f"{meeting}/holding", body, once()) for who in ("maya", "jordan")]
        )
        assert sorted(one.status_code for one in answers) == [204, 409]
        assert home.as_("maya").get(meeting).json()["attendees"] == people


def test_two_issues_brought_at_the_same_moment_are_one_S9(shared_home: Household) -> None:
    home = shared_home
    for _ in range(3):
        meeting = held(home, group(home), "maya")
        body = {"step": "K17-01", "words": "My issue"}
        answers = at_once(
            [in_a_thread(home, "maya", f"{meeting}/contributions", body, once()) for _ in range(2)]
        )
        assert sorted(one.status_code for one in answers) == [201, 409]
        assert len(home.as_("maya").get(f"{meeting}/contributions").json()) == 1
