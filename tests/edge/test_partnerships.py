"""Everybody against every partnership and every route, and what is refused by name (A7, C5, D6)."""

from datetime import date
from functools import partial
from typing import Any, Final

import pytest

from services.agreements.events.partnerships import PartnershipTerms
from tests.edge.given import (
    NOBODY,
    fields_of,
    for_side,
    hear_of_the_directory,
    once,
    partnered,
    partnership,
    partnership_draft,
    partnership_terms,
    places,
    refused,
    sign_for_side,
)
from tests.edge.test_once import at_once, in_a_thread
from tests.house import Household, wait_for

EVERYBODY: Final = ("maya", "jordan", "sam", "petra", "ines", "rowan", "tomasz", "dilip", "nora", "wren")
ENTITLED: Final = {"ines", "tomasz", "dilip"}
"""Coordinator of Lantern, HR and coordinator of Harbour."""
SIDE: Final = ENTITLED | {"rowan", "nora", "wren"}
CONCERNED: Final = {"sam", "petra", "jordan"}
"""A supervisor of each side, and the worker whose placement is covered."""
WHO_COVERS_WHAT: Final = {
    "id",
    "peer_run",
    "host",
    "status",
    "starts",
    "ends",
    "review_dates",
    "review_due",
} | {
    *("terms_version", "frequency", "session_minutes", "topics", "responsibilities", "reported_back"),
    "placements",
}


def asked(home: Household, what: str, path: str, handle: str) -> Any:
    """Each is a request that changes nothing, whoever sends it."""
    person = home.as_(handle)
    absurd = {"terms": partnership_terms(home, "jordan", ends="2000-01-01")}
    match what:
        case "see":
            return person.get(path)
        case "history" | "terms" | "terms/difference" | "words":
            return person.get(f"{path}/{what}")
        case "sign":
            stale = {"terms_digest": "0" * 64, "printed_name": "A", "meaning": "B"}
            side = "lantern" if handle == "ines" else "harbour"
            return person.post(f"{path}/signatures", json=stale | {"for": str(home.demo.agencies[side])})
        case "revise":
            return person.put(f"{path}/terms", json={"terms": partnership_terms(home, "jordan")})
        case "renegotiate":
            return person.post(f"{path}/renegotiations", json=absurd | {"why": "other"})
        case "review":
            return person.post(f"{path}/reviews", json={"held_on": "2199-01-01", "outcome": "continue"})
    return person.post(f"{path}/ending", json={"why": "other"})


@pytest.mark.parametrize("handle", EVERYBODY)
def test_how_one_stands_to_a_partnership_decides_what_one_may_A7(handle: str, shared_home: Household) -> None:
    path = f"/partnerships/{shared_home.demo.partnership}"
    changes = {"sign": 409, "revise": 428, "renegotiate": 422, "review": 422}
    for what in ("see", "history", "terms", "terms/difference", "words", *changes):
        answer = asked(shared_home, what, path, handle)
        if handle in ENTITLED:
            expected = changes.get(what, 200)
        elif handle in SIDE:
            expected = 200 if what in ("see", "history") else 403
        elif handle in CONCERNED:
            expected = 200 if what == "see" else 403
        else:
            expected = 404
        assert answer.status_code == expected, (what, answer.text)
        if expected == 404:
            nothing = asked(shared_home, what, f"/partnerships/{NOBODY}", handle)
            assert (answer.status_code, answer.content) == (nothing.status_code, nothing.content)
    if handle not in ENTITLED:
        refused(asked(shared_home, "end", path, handle), 403 if handle in SIDE | CONCERNED else 404)


@pytest.mark.parametrize("handle", sorted(SIDE | CONCERNED))
def test_whom_it_concerns_sees_who_covers_what_and_the_sides_all_that_is_clear_A7(
    handle: str, shared_home: Household
) -> None:
    told = shared_home.as_(handle).get(f"/partnerships/{shared_home.demo.partnership}").json()
    if handle in CONCERNED:
        assert set(told) == WHO_COVERS_WHAT
    else:
        assert set(told) == WHO_COVERS_WHAT | {"reviews", "signatures", "version"}
        assert [one["for"] for one in told["signatures"]] == [told["peer_run"], told["host"]]
        assert not [one for one in told["signatures"] if "printed_name" in one or "meaning" in one]
    assert {one["topic"]: one["side"] for one in told["topics"]}["K3-22"] == "peer"


def test_a_worker_sees_their_own_placement_and_no_other_D6(home: Household) -> None:
    harbour = str(home.demo.agencies["harbour"])
    both = [
        {"placement": str(home.demo.placements[one]), "code_of_conduct": harbour, "line_managers": harbour}
        for one in ("maya", "jordan")
    ]
    path = partnered(home, "maya", placements=both)
    for handle in ("maya", "jordan"):
        told = home.as_(handle).get(path).json()["placements"]
        assert [one["placement"] for one in told] == [str(home.demo.placements[handle])]
    for handle in ("sam", "petra", "ines"):
        assert len(home.as_(handle).get(path).json()["placements"]) == 2


def test_whom_it_concerns_sees_what_binds_and_nothing_else_A7(home: Household) -> None:
    path = partnership(home, "maya")
    for handle in ("maya", "sam", "petra"):
        refused(home.as_(handle).get(path), 404, "not-found")
    for handle in ("dilip", "ines"):
        assert sign_for_side(home, path, handle).status_code == 204
    anew = {"why": "duties", "terms": partnership_terms(home, "jordan", session_minutes=45)}
    assert home.as_("ines").post(f"{path}/renegotiations", json=anew).status_code == 204
    for handle in ("maya", "sam", "petra"):
        told = home.as_(handle).get(path).json()
        assert (told["status"], told["session_minutes"], told["terms_version"]) == ("renegotiating", 60, 1)
        assert "proposed_version" not in told
        refused(home.as_(handle).get(f"{path}?as_of=1"), 404, "not-found")
    refused(home.as_("jordan").get(path), 404, "not-found")
    for handle in ("dilip", "ines"):
        assert sign_for_side(home, path, handle).status_code == 204
    refused(home.as_("maya").get(path), 404, "not-found")
    assert home.as_("jordan").get(path).status_code == 200
    refused(home.as_("jordan").get(f"{path}?as_of=4"), 404, "not-found")
    assert home.as_("dilip").post(f"{path}/ending", json={"why": "completed"}).status_code == 204
    for handle in ("jordan", "sam", "petra"):
        refused(home.as_(handle).get(path), 404, "not-found")
    assert home.as_("nora").get(path).json()["status"] == "ended"


def test_somebody_signs_for_the_side_at_which_they_are_entitled_and_for_no_other_A7(home: Household) -> None:
    path, lantern = partnership(home), str(home.demo.agencies["lantern"])
    for handle in ("dilip", "tomasz"):
        told = refused(sign_for_side(home, path, handle, **{"for": lantern}), 403, "not-allowed")
        assert "for that side" in told["title"]
    refused(sign_for_side(home, path, "dilip", **{"for": NOBODY}), 403, "not-allowed")
    body = for_side(home, path, "dilip")
    refused(home.as_("rowan").post(f"{path}/signatures", json=body), 403, "not-allowed")

    assert sign_for_side(home, path, "dilip").status_code == 204
    for handle in ("dilip", "tomasz"):
        refused(sign_for_side(home, path, handle), 409, "side-has-signed")
    entitled_at_both(home)
    refused(sign_for_side(home, path, "dilip", **{"for": lantern}), 409, "signed-for-the-other-side")
    assert sign_for_side(home, path, "ines").status_code == 204
    assert home.as_("nora").get(path).json()["status"] == "in-force"


def entitled_at_both(home: Household) -> None:
    """Dilip is coordinator of Harbour; from now on HR of Lantern too."""
    role = {"agency": str(home.demo.agencies["lantern"]), "role": "hr", "starts": "2026-03-01"}
    given = home.as_("rowan").post(f"/people/{home.person('dilip')}/roles", json=role)
    assert given.status_code in (201, 204), given.text
    home.settle()


def test_every_act_says_for_which_side_and_who_may_for_both_says_it_themselves_A7(home: Household) -> None:
    lantern, harbour = (str(home.demo.agencies[one]) for one in ("lantern", "harbour"))
    path, draft = partnered(home, "maya"), partnership_draft(home, "maya")
    acts: dict[str, tuple[str, dict[str, Any]]] = {
        path + "/reviews": ("POST", {"held_on": "2026-03-02", "outcome": "continue", "words": "Well."}),
        path + "/renegotiations": ("POST", {"why": "duties", "terms": draft["terms"]}),
        path + "/terms": ("PUT", {"terms": draft["terms"]}),
        path + "/ending": ("POST", {"why": "other", "words": "It is done."}),
    }
    entitled_at_both(home)

    def act(address: str, **told: str) -> Any:
        method, body = acts[address]
        seen = {"If-Match": home.as_("dilip").get(path).headers["ETag"]} if method == "PUT" else {}
        return home.as_("dilip").request(method, address, json=body | told, headers=seen)

    acts["/partnerships"] = ("POST", draft)
    for address in acts:
        for told in ({}, {"for": NOBODY}):
            assert fields_of(refused(act(address, **told), 422, "say-for-which-side")) == {"for"}, address
    for address in acts:
        assert act(address, **{"for": lantern}).status_code in (201, 204), address
    refused(home.as_("ines").post("/partnerships", json=draft | {"for": harbour}), 422, "say-for-which-side")

    told = home.as_("nora").get(f"{path}/history").json()
    sides = {one["name"].rpartition(".")[2]: one["fact"]["side"] for one in told if "side" in one["fact"]}
    assert sides.pop("PartnershipDrafted") == lantern
    assert sides.pop("PartnershipSigned") == harbour
    assert sides == dict.fromkeys(
        ("PartnershipReviewed", "PartnershipRenegotiated", "PartnershipTermsRevised", "PartnershipEnded"),
        lantern,
    )
    words = home.as_("ines").get(f"{path}/words").json()
    assert [one["for"] for one in words] == [lantern, lantern]


def test_what_was_read_is_what_is_signed_A3(shared_home: Household) -> None:
    home, path = shared_home, partnership(shared_home)
    stale = for_side(home, path, "ines")
    assert sign_for_side(home, path, "dilip").status_code == 204
    seen = {"If-Match": home.as_("tomasz").get(path).headers["ETag"]}
    revised = {"terms": partnership_terms(home, cost="By the hour.")}
    assert home.as_("tomasz").put(f"{path}/terms", json=revised, headers=seen).status_code == 204
    refused(home.as_("ines").post(f"{path}/signatures", json=stale), 409, "terms-have-changed")
    told = home.as_("ines").get(path).json()
    assert [(one["for"], one["void"]) for one in told["signatures"]] == [(told["host"], True)]
    assert home.as_("ines").get(f"{path}/history").json()[-1]["fact"]["voids"] == [told["host"]]


@pytest.mark.parametrize("field", PartnershipTerms.MANDATORY)
def test_no_partnership_is_signed_without_what_it_must_hold_A7(field: str, shared_home: Household) -> None:
    path = partnership(shared_home, "maya", "ines", **{field: None})
    told = refused(sign_for_side(shared_home, path, "ines"), 422, "partnership-incomplete")
    assert fields_of(told) == {f"terms.{field}"}


def covered(home: Household, **other: str) -> dict[str, Any]:
    told = partnership_terms(home)["placements"][0] | other
    return {"placements": [told]}


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"topics": [{"topic": "Walks", "side": "peer"}]}, "topics.0.topic"),
        (
            {"topics": [{"topic": "K3-22", "side": "peer"}, {"topic": "K3-22", "side": "agency"}]},
            "topics.1.topic",
        ),
        ({"responsibilities": [{"block": "K3-22", "side": "peer"}]}, "responsibilities.0.block"),
        ({"reported_back": ["dates", "dates"]}, "reported_back"),
        ({"frequency": "every Tuesday"}, "frequency"),
        ({"session_minutes": 4}, "session_minutes"),
        ({"ends": "2026-03-01"}, "ends"),
        ({"review_dates": ["2026-06-01", "2026-05-01"]}, "review_dates"),
    ],
)
def test_terms_that_cannot_be_meant_are_refused_by_name_A7(
    other: dict[str, Any], field: str, shared_home: Household
) -> None:
    before = places(shared_home)
    answer = shared_home.as_("ines").post("/partnerships", json=partnership_draft(shared_home, **other))
    assert fields_of(refused(answer, 422, "unfit-terms")) == {f"terms.{field}"}
    assert places(shared_home) == before


@pytest.mark.parametrize("told", ["content", "notes", ""])
def test_content_cannot_be_agreed_to_be_reported_back_C5(told: str, shared_home: Household) -> None:
    body = partnership_draft(shared_home, reported_back=[told])
    answer = shared_home.as_("ines").post("/partnerships", json=body)
    assert fields_of(refused(answer, 422, "invalid")) == {"terms.reported_back.0"}


def test_a_placement_is_at_the_host_and_rules_are_those_of_one_of_the_two_D6(shared_home: Household) -> None:
    home = shared_home
    elsewhere = covered(home, placement=str(home.demo.placements["sam"]))
    for other, field in (
        (elsewhere, "placement"),
        (covered(home, code_of_conduct=NOBODY), "code_of_conduct"),
        (covered(home, line_managers=NOBODY), "line_managers"),
    ):
        path, terms = partnership(home), partnership_terms(home, **other)
        for answer in (
            home.as_("ines").post("/partnerships", json=partnership_draft(home, **other)),
            home.as_("ines").put(f"{path}/terms", json={"terms": terms}, headers={"If-Match": '"1"'}),
        ):
            assert fields_of(refused(answer, 422, "unfit-terms")) == {f"terms.placements.0.{field}"}
    unknown = partnership_draft(home, **covered(home, placement=NOBODY))
    refused(home.as_("ines").post("/partnerships", json=unknown), 409, "not-known-yet")


def test_it_is_between_a_peer_run_organisation_and_a_host_D6(shared_home: Household) -> None:
    home = shared_home
    right = partnership_draft(home)
    wrong = right | {"peer_run": right["host"], "host": right["peer_run"], "terms": {}}
    told = refused(home.as_("ines").post("/partnerships", json=wrong), 422, "not-of-that-side")
    assert fields_of(told) == {"peer_run", "host"}
    unknown = right | {"host": NOBODY, "terms": {}}
    refused(home.as_("ines").post("/partnerships", json=unknown), 409, "not-known-yet")
    for handle in ("maya", "sam", "petra", "nora", "rowan"):
        refused(home.as_(handle).post("/partnerships", json=right), 403, "not-allowed")


def test_a_draft_may_leave_out_all_that_is_not_decided_A7(shared_home: Household) -> None:
    home = shared_home
    body = partnership_draft(home) | {"terms": {}}
    answer = home.as_("dilip").post("/partnerships", json=body)
    assert answer.status_code == 201
    told = home.as_("dilip").get(answer.headers["Location"]).json()
    assert (told["status"], told["topics"], told["placements"]) == ("drafted", [], [])


def test_words_open_to_who_acts_for_a_side_each_reading_accounted_for_C1(shared_home: Household) -> None:
    home, path = shared_home, partnered(shared_home, "maya")
    end = {"why": "completed", "words": "The money has come to an end."}
    assert home.as_("dilip").post(f"{path}/ending", json=end).status_code == 204
    store = home.house.rooms["agreements"].store
    before = store.position()

    terms = home.as_("ines").get(f"{path}/terms").json()
    words = home.as_("tomasz").get(f"{path}/words").json()

    assert terms["terms"]["may_refuse"].startswith("What is beyond")
    assert [one["printed_name"] for one in terms["signatures"]] == ["Ines", "Dilip"]
    assert [(one["done"], one["words"]) for one in words] == [("PartnershipEnded", end["words"])]
    entries = [stored for _, stored in store.read(before)]
    assert [b'"access.ContentOpened"' in one and b'"rule":"PA4"' in one for one in entries] == [True, True]
    assert [b'"relation":"coordinator"' in one for one in entries] == [True, False]
    assert "come to an end" not in home.as_("nora").get(f"{path}/history").text


def test_the_difference_names_what_changed_and_nothing_else_A3(shared_home: Household) -> None:
    home, path = shared_home, partnered(shared_home, "maya")
    anew = {"why": "duties", "terms": partnership_terms(home, cost="By the hour.", session_minutes=45)}
    assert home.as_("ines").post(f"{path}/renegotiations", json=anew).status_code == 204
    told = home.as_("dilip").get(f"{path}/terms/difference").json()
    assert {one["term"]: (one.get("before"), one["after"]) for one in told["changed"]} == {
        "session_minutes": (60, 45),
        "cost": (None, "By the hour."),
    }
    refused(home.as_("dilip").get(f"{path}/terms/difference?to=9"), 404, "not-found")
    assert home.as_("dilip").get(f"{path}/terms?version=1").json()["standing"] == "in-force"
    assert home.as_("dilip").get(f"{path}/terms").json()["standing"] == "on-the-table"
    refused(home.as_("dilip").get(f"{path}/terms?version=9"), 404, "not-found")


def test_a_placement_that_has_ended_is_flagged_and_blocks_nothing_D6(home: Household) -> None:
    path, placement = partnership(home, "jordan"), str(home.demo.placements["jordan"])
    ended = home.as_("tomasz").post(f"/placements/{placement}/ending", json={"last_day": "2026-03-01"})
    assert ended.status_code == 204
    home.settle()
    assert [one["ended"] for one in home.as_("nora").get(path).json()["placements"]] == [True]
    assert home.as_("ines").get(f"{path}/terms").json()["placements_ended"] == [placement]
    for handle in ("ines", "dilip"):
        assert sign_for_side(home, path, handle).status_code == 204
    assert home.as_("nora").get(path).json()["status"] == "in-force"


def listed(home: Household, handle: str, **filters: Any) -> list[str]:
    answer = home.as_(handle).get("/partnerships", params={"limit": 200} | filters)
    assert answer.status_code == 200, answer.text
    return [f"/partnerships/{one['id']}" for one in answer.json()]


def test_a_list_shows_what_its_reader_may_see_and_nothing_else_A7(home: Household) -> None:
    there = f"/partnerships/{home.demo.partnership}"
    waiting, binding = partnership(home, "maya"), partnered(home, "maya")
    for handle in EVERYBODY:
        seen = (
            {there, waiting, binding}
            if handle in SIDE
            else {there, binding}
            if handle in CONCERNED
            else set()
        )
        if handle in ("maya", "jordan"):
            seen = {binding if handle == "maya" else there}
        assert set(listed(home, handle)) == seen, handle
        for path in seen:
            assert home.as_(handle).get(path).status_code == 200
    harbour, lantern = (str(home.demo.agencies[one]) for one in ("harbour", "lantern"))
    assert len(listed(home, "nora", agency=harbour)) == len(listed(home, "nora", agency=lantern)) == 3
    assert listed(home, "nora", agency=NOBODY) == []
    assert listed(home, "nora", status="drafted") == [waiting]
    assert listed(home, "nora", review_due_before="2026-06-02") == [binding]
    assert home.as_("dilip").post(f"{binding}/ending", json={"why": "other"}).status_code == 204
    home.settle()
    assert listed(home, "maya") == []
    assert listed(home, "nora", status="ended") == [binding]


def test_pages_of_one_follow_one_another_and_read_one_s_own_writes_A7(shared_home: Household) -> None:
    home = shared_home
    made = home.as_("ines").post("/partnerships", json=partnership_draft(home))
    first = home.as_("ines").get(
        "/partnerships", params={"limit": 1}, headers={"At-Least": made.headers["Position"]}
    )
    walked, address = [first.json()[0]["id"]], first.links["next"]["url"]
    while address:
        answer = home.as_("ines").get(address)
        walked += [one["id"] for one in answer.json()]
        address = answer.links.get("next", {}).get("url", "")
    assert [f"/partnerships/{one}" for one in walked] == listed(home, "ines")
    assert made.headers["Location"].rpartition("/")[2] in walked


def test_two_sides_who_sign_at_the_same_moment_both_succeed_A7(shared_home: Household) -> None:
    home = shared_home
    for _ in range(4):
        path = partnership(home)
        both = [(handle, for_side(home, path, handle)) for handle in ("ines", "dilip")]
        answers = at_once([in_a_thread(home, who, f"{path}/signatures", body, once()) for who, body in both])
        assert [answer.status_code for answer in answers] == [204, 204]
        names = [one["name"] for one in home.as_("nora").get(f"{path}/history").json()]
        assert names.count("agreements.PartnershipCameIntoForce") == 1


def test_two_of_one_side_who_sign_at_the_same_moment_are_one_signature_A7(shared_home: Household) -> None:
    home, path = shared_home, partnership(shared_home)
    both = [(handle, for_side(home, path, handle)) for handle in ("tomasz", "dilip")]
    answers = at_once([in_a_thread(home, who, f"{path}/signatures", body, once()) for who, body in both])
    assert sorted(answer.status_code for answer in answers) == [204, 409]
    assert len(home.as_("nora").get(path).json()["signatures"]) == 1


def test_one_revises_while_the_other_signs_and_nobody_is_bound_by_what_they_did_not_read_A3(
    shared_home: Household,
) -> None:
    home = shared_home
    assert home.house.issuer
    tomasz = home.client(home.house.issuer.token("tomasz"))
    terms, seen = {"terms": partnership_terms(home, cost="More.")}, {"If-Match": '"2"'}
    for _ in range(4):
        path = partnership(home)
        assert sign_for_side(home, path, "dilip").status_code == 204
        signing = in_a_thread(home, "ines", f"{path}/signatures", for_side(home, path, "ines"), once())
        revising = partial(tomasz.put, f"{path}/terms", json=terms, headers=seen)
        signed, revised = at_once([signing, revising])
        told = home.as_("nora").get(path).json()
        if signed.status_code == 204:
            assert (told["status"], revised.status_code) == ("in-force", 412)
        else:
            assert (signed.status_code, revised.status_code, told["status"]) == (409, 204, "drafted")
            assert [one["void"] for one in told["signatures"]] == [True]


def test_the_same_key_twice_is_one_partnership_A7(shared_home: Household) -> None:
    home, key = shared_home, once()
    body = partnership_draft(home)
    first, second = (home.as_("ines").post("/partnerships", json=body, headers=key) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert home.as_("ines").get(first.headers["Location"]).status_code == 200


def test_not_allowed_comes_before_if_match_and_that_before_a_rule_A3(shared_home: Household) -> None:
    home, body = shared_home, {"terms": partnership_terms(shared_home)}
    path = partnered(home, "maya")
    refused(home.as_("nora").put(f"{path}/terms", json=body), 403)
    refused(home.as_("ines").put(f"{path}/terms", json=body), 428)
    refused(home.as_("ines").put(f"{path}/terms", json=body, headers={"If-Match": '"1"'}), 412)
    refused(home.as_("ines").put(f"{path}/terms", json=body, headers={"If-Match": '"4"'}), 409)


def test_what_dates_set_off_is_said_once_each_by_the_host_s_clock_A7(home: Household) -> None:
    path = partnered(home, "maya", ends="2026-07-31", review_dates=["2026-06-01"])
    left = partnership(home)
    for days, stages, near, unsigned, expired in (
        (13, [], 0, 0, 0),
        (2, [], 0, 1, 0),
        (46, ["30-days"], 0, 1, 0),
        (23, ["30-days", "7-days"], 0, 1, 0),
        (9, ["30-days", "7-days", "overdue"], 0, 1, 0),
        (30, ["30-days", "7-days", "overdue"], 1, 1, 0),
        (30, ["30-days", "7-days", "overdue"], 1, 1, 1),
    ):
        home.clock.move(days=days)
        room = home.house.rooms["agreements"]
        wait_for(lambda room=room: room.react() == 0 and room.caught_up())
        hear_of_the_directory(home)
        told = home.as_("nora").get(f"{path}/history").json()
        names = [one["name"].rpartition(".")[2] for one in told]
        assert [one["fact"]["stage"] for one in told if "ReviewDue" in one["name"]] == stages
        assert names.count("PartnershipExpiryNearNoted") == near
        assert names.count("PartnershipExpired") == expired
        assert home.as_("nora").get(f"{left}/history").text.count("LongUnsignedNoted") == unsigned


def test_a_review_is_written_down_by_either_side_A7(shared_home: Household) -> None:
    home, path = shared_home, partnered(shared_home, "maya")
    body = {"held_on": str(date(2026, 3, 2)), "outcome": "continue", "words": "It goes well."}
    assert home.as_("ines").post(f"{path}/reviews", json=body).status_code == 204
    told = home.as_("nora").get(path).json()["reviews"]
    assert told == [
        {
            "held_on": "2026-03-02",
            "by": home.person("ines"),
            "outcome": "continue",
            "for": str(home.demo.agencies["lantern"]),
        }
    ]
    refused(home.as_("dilip").post(f"{path}/reviews", json=body), 409, "reviewed-that-day")
    tomorrow = body | {"held_on": "2026-03-03"}
    told = refused(home.as_("dilip").post(f"{path}/reviews", json=tomorrow), 422, "review-out-of-time")
    assert fields_of(told) == {"held_on"}


def test_as_of_a_version_it_is_as_it_then_was_A3(shared_home: Household) -> None:
    home, path = shared_home, partnered(shared_home, "maya")
    for version, status in ((1, "drafted"), (2, "drafted"), (4, "in-force")):
        assert home.as_("nora").get(f"{path}?as_of={version}").json()["status"] == status
    assert home.as_("ines").get(f"{path}/terms?as_of=1").json()["signatures"] == []
    assert len(home.as_("nora").get(f"{path}/history?as_of=2").json()) == 2
    refused(home.as_("nora").get(f"{path}?as_of=2026-03-01T00:00:00Z"), 404, "not-found")
