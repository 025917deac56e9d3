"""Whoever sends along which version they saw acts on that one or not at all, whatever the command (If-Match on POST)."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.edge import given_groups as groups
from tests.edge.concerns import responded, told
from tests.edge.given import agreed, once, refused
from tests.edge.sessions import contact, done, name
from tests.edge.test_concerns_covered import in_group, of_member
from tests.edge.test_roles import give
from tests.house import Household

SIGNED = name(of="attendance")


def seen(home: Household, handle: str, path: str) -> dict[str, str]:
    """The version they read, as it is sent along."""
    return {"If-Match": home.as_(handle).get(path).headers["ETag"]}


def correct(home: Household, path: str) -> None:
    body = {"minutes": 10, "extent": "partial", "became": "held"}
    done(home.as_("sam").post(f"{path}/holding/corrections", json=body))


def a_meeting(home: Household) -> str:
    return groups.held(home, groups.group(home), "maya", "jordan")


@pytest.mark.parametrize(
    ("begun", "handle"),
    [(contact, "maya"), (a_meeting, "maya"), (a_meeting, "sam")],
    ids=["session", "meeting, a member", "meeting, its facilitator"],
)
def test_nobody_signs_attendance_as_they_did_not_see_it_S6(
    begun: Callable[[Household], str], handle: str, home: Household
) -> None:
    path = begun(home)
    before = seen(home, handle, path)
    correct(home, path)
    signs = home.as_(handle).post

    refused(signs(f"{path}/signatures", json=SIGNED, headers=before), 412, "if-match-stale")

    done(signs(f"{path}/signatures", json=SIGNED, headers=seen(home, handle, path)))


def test_what_came_between_keeps_nobody_from_signing_who_sends_no_version_S6(home: Household) -> None:
    path = contact(home)
    correct(home, path)

    done(home.as_("maya").post(f"{path}/signatures", json=SIGNED))


def test_an_agreement_that_has_changed_since_is_not_ended_unseen(shared_home: Household) -> None:
    home = shared_home
    path = agreed(home)
    before = seen(home, "maya", path)
    done(home.as_("sam").post(f"{path}/addenda", json={"text": "In July we meet twice."}), 201)
    body = {"why": "other", "words": "Enough."}

    refused(home.as_("maya").post(f"{path}/ending", json=body, headers=before), 412, "if-match-stale")

    assert home.as_("maya").get(path).json()["status"] == "in-force"
    done(home.as_("maya").post(f"{path}/ending", json=body, headers=seen(home, "maya", path)))


def test_sent_again_with_the_version_it_was_sent_with_it_is_answered_as_before(home: Household) -> None:
    for path in (contact(home), a_meeting(home)):
        sent = seen(home, "maya", path) | once()
        first = home.as_("maya").post(f"{path}/signatures", json=SIGNED, headers=sent)
        correct(home, path)

        again = home.as_("maya").post(f"{path}/signatures", json=SIGNED, headers=sent)

        assert (again.status_code, again.headers["ETag"]) == (204, first.headers["ETag"])


@pytest.mark.parametrize(
    ("part", "body"),
    [
        ("sessions", lambda home: {"starts": groups.starts(home, 50), "minutes": 60}),
        ("invitations", lambda home: {"person": home.person("ines")}),
    ],
)
def test_what_is_made_within_a_group_is_made_as_the_group_was_seen_S9(
    part: str, body: Callable[[Household], Any], home: Household
) -> None:
    path = groups.group(home)
    before = seen(home, "sam", path)
    done(home.as_("jordan").post(f"{path}/departures", json={"member": home.person("jordan")}))
    send, sent = home.as_("sam").post, body(home)

    refused(send(f"{path}/{part}", json=sent, headers=before), 412, "if-match-stale")

    assert send(f"{path}/{part}", json=sent, headers=seen(home, "sam", path)).status_code in (201, 204)


def test_what_is_brought_to_a_meeting_and_shared_is_so_as_the_meeting_was_seen_S9(home: Household) -> None:
    meeting = groups.scheduled(home, groups.group(home), hours=2)
    body, before = {"step": "K17-01", "words": "My issue"}, seen(home, "maya", meeting)
    moved = {"starts": groups.starts(home, 3), "minutes": 60, "modality": "video"}
    done(home.as_("sam").put(f"{meeting}/schedule", json=moved, headers=seen(home, "sam", meeting)))
    send = home.as_("maya").post

    refused(send(f"{meeting}/contributions", json=body, headers=before), 412, "if-match-stale")
    now = seen(home, "maya", meeting)
    brought = done(send(f"{meeting}/contributions", json=body, headers=now), 201).headers["Location"]
    groups.later(home, hours=4)
    done(groups.hold(home, meeting, "maya", "jordan"))
    refused(send(f"{brought}/sharing", headers=now), 412, "if-match-stale")
    done(send(f"{brought}/sharing", headers=seen(home, "maya", meeting)))


def test_a_role_is_given_and_ended_and_a_placement_begun_for_somebody_as_they_were_seen_D6(
    home: Household,
) -> None:
    path = f"/people/{home.person('jordan')}"
    before = seen(home, "tomasz", path)
    role = done(give(home, "tomasz", "jordan", "agency_supervisor"), 201).headers["Location"]
    day = str(home.clock().date())
    role_of = {"agency": str(home.demo.agencies["harbour"]), "starts": day}
    placed = role_of | {"employment": "employed"}

    for address, body in (
        (f"{path}/roles", role_of | {"role": "coordinator"}),
        (f"{role}/ending", {"last_day": day}),
        (f"{path}/placements", placed),
    ):
        answer = home.as_("tomasz").post(address, json=body, headers=before)
        refused(answer, 412, "if-match-stale")
        now = seen(home, "tomasz", path)
        assert home.as_("tomasz").post(address, json=body, headers=now).status_code in (201, 204)


def test_an_edition_of_a_register_is_kept_after_the_one_that_was_read(home: Household) -> None:
    path = f"/agencies/{home.demo.agencies['harbour']}/registers/code-of-conduct"
    body = {
        "title": "Code of conduct",
        "holds_from": "2026-03-02",
        "sections": [{"ref": "1", "heading": "Safety"}],
        "kept_at": "The handbook",
    }
    keep = home.as_("tomasz").post
    done(keep(f"{path}/editions", json=body), 201)
    before = seen(home, "tomasz", path)
    done(keep(f"{path}/editions", json=body, headers=before), 201)

    refused(keep(f"{path}/editions", json=body, headers=before), 412, "if-match-stale")


def test_who_is_told_no_version_of_it_learns_none_by_trying_C5(home: Household) -> None:
    path = groups.formed(home)
    done(home.as_("sam").post(f"{path}/invitations", json={"person": home.person("maya")}))
    version = int(home.as_("sam").get(path).json()["version"])

    problems = [
        refused(
            home.as_("maya").post(
                f"{path}/departures",
                json={"member": home.person("maya")},
                headers={"If-Match": f'"{number}"'},
            ),
            422,
            "if-match-unfit",
        )
        for number in (version - 1, version)
    ]

    assert problems[0] == problems[1]


def test_the_manager_named_learns_by_no_version_how_far_it_has_gone_C2(home: Household) -> None:
    path = told(home)
    responded(home, path, "line-manager")

    for number in range(1, 4):
        answer = home.as_("petra").post(f"{path}/confirmation", headers={"If-Match": f'"{number}"'})
        refused(answer, 422, "if-match-unfit")


@pytest.mark.parametrize("there_is_one", [False, True])
def test_what_is_made_anew_has_no_version_to_match_C2(there_is_one: bool, home: Household) -> None:
    path, matching = groups.group(home), {"If-Match": '"1"'}
    home.settle()
    if there_is_one:
        of_member(home, path)
    to_come = {"agreement": str(home.demo.agreements["maya-sam"]), "starts": groups.starts(home, 9)}
    told_so = in_group(home, path) | {"how": "call"}

    for address, body in (("/sessions", to_come), ("/concerns/covers", told_so)):
        refused(home.as_("sam").post(address, json=body, headers=matching), 422, "if-match-unfit")


@pytest.mark.parametrize("tag", ["*", 'W/"1"', "1", '"1", "2"'])
def test_a_tag_that_names_no_one_version_is_refused_on_every_command(tag: str, home: Household) -> None:
    answer = home.as_("maya").post(f"{contact(home)}/signatures", json=SIGNED, headers={"If-Match": tag})

    refused(answer, 422, "if-match-unfit")
