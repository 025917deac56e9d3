"""Whoever covers goes on with a concern, once the worker was told so and for as long as they cover (A4, C2)."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.sessions.views import KnownAgreementsView
from tests.edge.concerns import body, consulted, escalated, mails, names, responded, told
from tests.edge.given import NOBODY, fields_of, hear_from_agreements, hear_of_the_directory, places, refused
from tests.edge.given_groups import done, group, handed_on, joining
from tests.edge.test_stale_relations import away
from tests.house import START, Household


def covered(home: Household, person: str = "ines") -> str:
    """Sam is away, and somebody covers; where that lies."""
    path = f"/agreements/{home.demo.agreements['maya-sam']}"
    days = {"starts": str(START.date()), "ends": str(START.date() + timedelta(days=20))}
    answer = home.as_("sam").post(f"{path}/covers", json={"person": home.person(person)} | days)
    assert answer.status_code == 201, answer.text
    home.settle()
    return str(answer.headers["Location"])


def take_over(home: Household, by: str = "ines", **other: Any) -> Any:
    sent = {"agreement": str(home.demo.agreements["maya-sam"]), "how": "call"} | other
    return home.as_(by).post("/concerns/covers", json=sent)


def test_who_covers_goes_on_with_ground_steps_and_clock_and_no_word_once_the_worker_was_told_A4(
    home: Household,
) -> None:
    path = told(home)
    responded(home, path)
    escalated(home, path)
    covered(home)
    refused(home.as_("ines").get(path), 404, "not-found")
    refused(take_over(home, "maya"), 403, "not-allowed")
    for handle in ("petra", "tomasz"):
        refused(take_over(home, handle), 403, "not-allowed")
    refused(take_over(home, "jordan"), 409, "not-known-yet")
    late = take_over(home, told_at="2026-03-02T16:00:00Z")
    assert fields_of(refused(late, 422, "told-in-the-future")) == {"told_at"}

    taken = take_over(home)

    assert (taken.status_code, "ETag" in taken.headers, "Position" in taken.headers) == (204, False, False)
    assert names(home, path)[-1] == "CoverTookOver"
    told_to = home.as_("ines").get(path).json()
    assert (told_to["grounds"], told_to["cover"]) == (["duty-of-care"], home.person("ines"))
    assert home.as_("ines").get(f"{path}/words").json() == {
        "concern": path.rpartition("/")[2],
        "grounds": [],
        "about": [],
        "notices": [],
        "said": [],
    }
    refused(home.as_("ines").get(f"{path}/accesses"), 403, "not-allowed")
    refused(consulted(home, path, by="ines"), 409, "notice-of-another")
    assert escalated(home, path, by="ines", statement="What I know of it.").status_code == 204
    (own,) = home.as_("ines").get(f"{path}/words").json()["notices"]
    assert own["statement"] == "What I know of it."
    assert consulted(home, path, by="ines").status_code == 204
    assert [one["by"] for one in home.as_("petra").get(f"{path}/disclosure").json()] == [home.person("ines")]


@pytest.mark.parametrize(("handle", "runs"), [("petra", True), ("petra", False), ("tomasz", True)])
def test_whom_it_could_go_to_does_not_cover_whether_or_not_anything_runs_A4(
    handle: str, runs: bool, home: Household
) -> None:
    path = told(home) if runs else f"/concerns/{NOBODY}"
    covered(home, handle)
    refused(take_over(home, handle), 409, "not-for-whom-it-could-go-to")
    refused(home.as_(handle).get(path), 404, "not-found")


@pytest.mark.parametrize("place", [0, 1])
def test_what_was_erased_keeps_nobody_from_going_on_with_what_comes_after_A4(
    place: int, home: Household
) -> None:
    """Also one that ran when it was erased, as none is any more."""
    covered(home)
    erased, left = (paths := sorted(told(home) for _ in range(2)))[place], paths[1 - place]
    over = told(home)
    assert home.as_("sam").post(f"{over}/withdrawal", json={}).status_code == 204
    home.settle()
    for path in (erased, over):
        home.house.rooms["sessions"].keys.destroy(f"rk:{path.rpartition('/')[2]}")

    taken = take_over(home)

    assert (taken.status_code, taken.content) == (204, b"")
    assert home.as_("ines").get(left).status_code == 200
    for path in (erased, over):
        refused(home.as_("ines").get(path), 404, "not-found")


def test_whom_it_is_about_is_answered_as_where_nothing_runs_A4(home: Household) -> None:
    path = told(home, about=[home.person("ines")])
    covered(home)

    assert take_over(home).status_code == 204
    refused(home.as_("ines").get(path), 404, "not-found")
    assert names(home, path) == ["ConcernNoticeGiven"]


def test_what_was_closed_meanwhile_is_not_given_away_by_covering_A4(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = told(home)
    covered(home)
    home.as_("sam").post(f"{path}/withdrawal", json={})
    id = UUID(path.rpartition("/")[2])
    monkeypatch.setattr("services.sessions.api.concern_cover.running_about", lambda *_: [id])

    assert take_over(home).status_code == 204
    refused(home.as_("ines").get(path), 404, "not-found")


def end_agreement(home: Household) -> None:
    path = f"/agreements/{home.demo.agreements['maya-sam']}/ending"
    assert home.as_("sam").post(path, json={"why": "other"}).status_code == 204
    home.settle()


def test_once_supervision_is_over_none_is_raised_and_what_was_raised_goes_on_C2(home: Household) -> None:
    path = told(home)
    responded(home, path)
    end_agreement(home)

    refused(home.as_("sam").post("/concerns", json=body(home)), 403, "not-allowed")
    for answer in (escalated(home, path), consulted(home, path)):
        assert answer.status_code == 204, answer.text
    assert home.as_("sam").post(f"{path}/outcome", json={"words": "Done."}).status_code == 204


def test_after_a_member_has_left_none_is_raised_in_the_group_either_S9(home: Household) -> None:
    joined = group(home)
    home.settle()
    left = home.as_("maya").post(f"{joined}/departures", json={"member": home.person("maya")})
    assert left.status_code == 204, left.text
    home.settle()
    sent = {name: value for name, value in body(home).items() if name != "agreement"}
    member = {"group": joined.rpartition("/")[2], "worker": home.person("maya")}

    refused(home.as_("sam").post("/concerns", json=sent | member), 403, "not-allowed")
    refused(home.as_("petra").post("/concerns", json=sent | member), 409, "not-known-yet")


def test_who_covers_no_more_takes_no_step_and_sees_nothing_more_and_the_author_goes_on_A4(
    home: Household,
) -> None:
    path = told(home)
    covered(home)
    assert take_over(home).status_code == 204
    responded(home, path)
    assert escalated(home, path, by="ines").status_code == 204
    end_agreement(home)

    nothing_more(home, path)
    assert escalated(home, path).status_code == 204
    assert consulted(home, path).status_code == 204


def in_group(home: Household, path: str, worker: str = "maya") -> dict[str, str]:
    return {"group": path.rpartition("/")[2], "worker": home.person(worker)}


def facilitates(home: Household, path: str, handle: str, by: str = "sam") -> None:
    handed_on(home, path, handle, by)
    home.settle()


def managed_by(home: Household, worker: str, manager: str) -> None:
    named = f"/placements/{home.demo.placements[worker]}/line-managers"
    done(home.as_("tomasz").post(named, json={"line_manager": home.person(manager)}))
    home.settle()


def of_member(home: Household, path: str) -> str:
    sent = {name: value for name, value in body(home).items() if name != "agreement"}
    answer = home.as_("sam").post("/concerns", json=sent | in_group(home, path))
    return str(done(answer, 201).headers["Location"])


def test_who_facilitates_a_group_now_goes_on_once_the_worker_was_told_A4(home: Household) -> None:
    joined = group(home)
    home.settle()
    path, told_so = of_member(home, joined), {"how": "call"} | in_group(home, joined)
    refused(home.as_("ines").post("/concerns/covers", json=told_so), 409, "not-known-yet")
    facilitates(home, joined, "ines")
    refused(home.as_("ines").get(path), 404, "not-found")
    refused(home.as_("maya").post("/concerns/covers", json=told_so), 403, "not-allowed")

    taken = home.as_("ines").post("/concerns/covers", json=told_so)

    assert (taken.status_code, taken.content, "ETag" in taken.headers) == (204, b"", False)
    assert names(home, path)[-1] == "CoverTookOver"
    assert home.as_("ines").get(f"{path}/words").json()["said"] == []
    responded(home, path)
    assert escalated(home, path, by="ines").status_code == 204
    assert consulted(home, path, by="ines").status_code == 204
    facilitates(home, joined, "sam", by="ines")
    nothing_more(home, path)
    assert home.as_("sam").post(f"{path}/outcome", json={"words": "Done."}).status_code == 204


def test_where_nothing_runs_in_a_group_or_it_could_go_to_them_they_learn_nothing_A4(home: Household) -> None:
    joined = group(home)
    home.settle()
    facilitates(home, joined, "ines")
    nothing = home.as_("ines").post("/concerns/covers", json={"how": "call"} | in_group(home, joined))
    facilitates(home, joined, "sam", by="ines")
    path = of_member(home, joined)
    facilitates(home, joined, "ines")
    for worker in ("maya", "jordan"):
        managed_by(home, worker, "ines")
        told_so = {"how": "call"} | in_group(home, joined, worker)
        answer = home.as_("ines").post("/concerns/covers", json=told_so)
        refused(answer, 409, "not-for-whom-it-could-go-to")
    refused(home.as_("ines").get(path), 404, "not-found")
    managed_by(home, "maya", "petra")
    done(home.as_("ines").post(f"{joined}/departures", json={"member": home.person("maya")}))
    home.settle()

    left = home.as_("ines").post("/concerns/covers", json={"how": "call"} | in_group(home, joined))
    refused(left, 403, "not-allowed")
    assert (nothing.status_code, nothing.content) == (204, b"")
    assert names(home, path) == ["ConcernNoticeGiven"]


def test_what_was_told_before_a_concern_or_what_they_are_named_for_meanwhile_gives_none_away_A4(
    home: Household,
) -> None:
    """A cover to whom an earlier concern could go is answered as where nothing runs."""
    joined_by = group(home)
    home.settle()
    path = of_member(home, joined_by)
    facilitates(home, joined_by, "ines")
    told_so = {"how": "call"} | in_group(home, joined_by)
    before = home.as_("ines").post("/concerns/covers", json=told_so | {"told_at": "2026-03-02T14:00:00Z"})
    done(home.as_("maya").post(f"{joined_by}/departures", json={"member": home.person("maya")}))
    joins_anew(home, joined_by, "maya")
    managed_by(home, "maya", "ines")

    after = home.as_("ines").post("/concerns/covers", json=told_so)

    for answer in (before, after):
        assert (answer.status_code, answer.content) == (204, b"")
    refused(home.as_("ines").get(path), 404, "not-found")
    assert names(home, path) == ["ConcernNoticeGiven"]


def joins_anew(home: Household, path: str, handle: str) -> None:
    """A second later, by another placement of theirs, under Petra as well."""
    home.clock.move(seconds=1)
    at = str(home.demo.agencies["harbour"])
    sent = {"agency": at, "employer": at, "employment": "employed", "starts": "2026-01-01"}
    sent["line_manager"] = home.person("petra")
    placed = done(home.as_("tomasz").post(f"/people/{home.person(handle)}/placements", json=sent), 201)
    home.settle()
    done(home.as_("ines").post(f"{path}/invitations", json={"person": home.person(handle)}))
    other = {"placement": placed.headers["Location"].rpartition("/")[2]}
    done(home.as_(handle).post(f"{path}/members", json=joining(home, handle, **other)))
    home.settle()


@pytest.mark.parametrize(
    "other", [{}, {"group": NOBODY}, {"agreement": NOBODY, "group": NOBODY, "worker": NOBODY}]
)
def test_who_goes_on_names_an_agreement_or_a_group_A4(other: dict[str, Any], shared_home: Household) -> None:
    answer = shared_home.as_("ines").post("/concerns/covers", json={"how": "call"} | other)

    assert fields_of(refused(answer, 422, "one-of-two")) == {"agreement", "group", "worker"}


def test_where_nothing_runs_cover_is_answered_the_same_A4(home: Household) -> None:
    covered(home)
    before = places(home)

    nothing = take_over(home)

    assert (nothing.status_code, nothing.content, places(home)) == (204, b"", before)
    over = told(home)
    home.as_("sam").post(f"{over}/withdrawal", json={})
    home.settle()
    assert take_over(home).headers == nothing.headers
    refused(home.as_("ines").get(over), 404, "not-found")


def nothing_more(home: Household, path: str) -> None:
    """Ines, who covered, takes no step and learns nothing of what comes after."""
    ines = home.as_("ines")
    refused(escalated(home, path, by="ines"), 404, "not-found")
    for step, sent in (
        ("consultation", {"to": home.person("petra"), "statement_digest": "00" * 32}),
        ("outcome", {"words": "Done."}),
        ("withdrawal", {}),
        ("private-notice", {"how": "call"}),
    ):
        refused(ines.post(f"{path}/{step}", json=sent), 404, "not-found")
    for part in ("", "/history", "/words", "/next-to-consult", "/recipients", "/accesses"):
        refused(ines.get(f"{path}{part}"), 404, "not-found")
    assert ines.get("/concerns").json() == []


def test_whose_days_of_cover_are_over_sees_nothing_more_and_is_sent_nothing_A4(home: Household) -> None:
    path = told(home)
    covered(home)
    take_over(home)
    home.settle()
    assert [one["part"] for one in home.as_("ines").get("/concerns").json()] == ["cover"]

    home.clock.move(days=25)
    hear_of_the_directory(home)
    hear_from_agreements(home)
    sent = mails(home)

    nothing_more(home, path)
    refused(home.as_("ines").get(f"{path}/disclosure"), 404, "not-found")
    responded(home, path)
    assert sent == [("sam", False)]


def test_whoever_covered_says_that_a_step_was_out_of_order_and_does_not_learn_how_far_it_went_C8(
    home: Household,
) -> None:
    path = told(home)
    covered(home)
    take_over(home)
    end_agreement(home)
    said = {"step": "consultation", "taken_at": "2026-02-20T14:00:00Z", "words": "Before they were told."}

    answer = home.as_("ines").post(f"{path}/steps-out-of-order", json=said)

    assert (answer.status_code, "ETag" in answer.headers, "Position" in answer.headers) == (204, False, False)
    assert names(home, path)[-1] == "StepTakenOutOfOrder"
    refused(home.as_("jordan").post(f"{path}/steps-out-of-order", json=said), 404, "not-found")


def test_so_does_a_first_cover_whom_a_second_followed_C8(home: Household) -> None:
    path = told(home)
    for handle in ("ines", "dilip"):
        place = covered(home, handle)
        done(take_over(home, handle))
        done(home.as_("sam").post(f"{place}/ending"))
        home.settle()
    said = {"step": "consultation", "taken_at": "2026-02-20T14:00:00Z", "words": "Before they were told."}

    assert home.as_("ines").post(f"{path}/steps-out-of-order", json=said).status_code == 204
    refused(home.as_("ines").get(path), 404, "not-found")


def test_no_road_shows_whoever_covered_how_it_went_on_C2(home: Household) -> None:
    path = told(home)
    covered(home)
    take_over(home)
    responded(home, path)
    assert escalated(home, path, by="ines").status_code == 204
    assert consulted(home, path, by="ines").status_code == 204
    done(home.as_("maya").post(f"{path}/statement", json={"words": "It was otherwise."}))
    assert home.as_("ines").get(f"{path}/disclosure").json() == []
    assert "otherwise" not in str(of_concern(home, path, "ines")), "which are words of another"
    assert of_concern(home, path, "ines"), "how it stands, and their own words"
    end_agreement(home)

    assert of_concern(home, path, "ines") == []
    assert [one["record"] for one in of_concern(home, path, "maya")].count("disclosure") == 1


def of_concern(home: Household, path: str, handle: str) -> list[dict[str, Any]]:
    """What somebody's own file holds of it."""
    home.settle()
    lines = home.as_(handle).get("/exports/sessions").text.splitlines()
    kinds = {"concern", "disclosure", "disclosure-recipient"}
    return [one for one in map(json.loads, lines) if one.get("record") in kinds]


def test_a_step_out_of_order_is_said_also_when_all_is_over_and_by_whoever_covered_C8(
    home: Household,
) -> None:
    path = told(home)
    covered(home)
    take_over(home)
    end_agreement(home)
    home.as_("sam").post(f"{path}/withdrawal", json={})
    said = {"step": "consultation", "taken_at": "2026-02-20T14:00:00Z", "words": "Before they were told."}

    for handle in ("maya", "sam", "ines"):
        assert home.as_(handle).post(f"{path}/steps-out-of-order", json=said).status_code == 204
    assert names(home, path)[-3:] == ["StepTakenOutOfOrder"] * 3


def agreements_fall_silent(home: Household, minutes: float = 10) -> None:
    """The directory is heard of all along."""
    followers = home.house.rooms["agreements"].followers
    next(one for one in followers if one.name == "agreements.relay").stop()
    home.clock.move(minutes=minutes)
    hear_of_the_directory(home, settled=False)


@pytest.mark.parametrize("ended", [False, True])
def test_while_agreements_are_silent_no_cover_goes_on_and_the_two_do_A4(ended: bool, home: Household) -> None:
    path, fresh = told(home), told(home)
    place = covered(home)
    assert take_over(home).status_code == 204
    assert escalated(home, path, by="ines").status_code == 409, "they still have time"
    agreements_fall_silent(home)
    if ended:
        assert home.as_("sam").post(f"{place}/ending").status_code == 204
    sent = mails(home)

    ines = home.as_("ines")
    for look in ("", "/history", "/words", "/next-to-consult"):
        away(ines.get(f"{path}{look}"))
    away(ines.get("/concerns"))
    away(ines.get("/exports/sessions"))
    away(take_over(home))
    away(escalated(home, path, by="ines"))
    for handle in ("maya", "sam"):
        for look in (path, f"{path}/words", "/concerns", "/exports/sessions"):
            assert home.as_(handle).get(look).status_code == 200, (handle, look)
    assert home.as_("maya").post(f"{path}/statement", json={"words": "It was otherwise."}).status_code == 204
    assert responded(home, path).status_code == 204
    for step in (escalated, consulted):
        assert step(home, path).status_code == 204
    assert responded(home, fresh).status_code == 204
    told_to = {who for who, _ in sent}
    assert told_to == {"maya", "sam", "petra"}, "nobody's cover is taken for granted"

    hear_from_agreements(home)
    home.settle()
    if ended:
        nothing_more(home, path)
    else:
        assert ines.get(path).status_code == 200


def test_while_agreements_are_silent_none_is_raised_as_supervision_may_be_over_C2(home: Household) -> None:
    agreements_fall_silent(home)
    agreement = f"/agreements/{home.demo.agreements['maya-sam']}"
    assert home.as_("sam").post(f"{agreement}/ending", json={"why": "other"}).status_code == 204

    away(home.as_("sam").post("/concerns", json=body(home)))
    refused(home.as_("maya").post("/concerns", json=body(home)), 403, "not-allowed")
    refused(home.as_("jordan").post("/concerns", json=body(home)), 409, "not-known-yet")
    refused(take_over(home, "jordan"), 409, "not-known-yet")
    hear_from_agreements(home)
    home.settle()
    refused(home.as_("sam").post("/concerns", json=body(home)), 403, "not-allowed")


def test_while_news_of_an_agreement_wait_unread_nobody_covers_and_none_is_raised_under_it_C2(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = told(home)
    place = covered(home)
    assert take_over(home).status_code == 204

    def poisoned(*_: Any) -> None:
        raise ValueError

    monkeypatch.setattr(KnownAgreementsView, "take", poisoned)
    assert home.as_("sam").post(f"{place}/ending").status_code == 204
    home.settle()

    away(home.as_("ines").get(path))
    away(home.as_("sam").post("/concerns", json=body(home)))
    assert home.as_("sam").get(path).status_code == 200
