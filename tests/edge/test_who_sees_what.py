"""Everybody against every agreement and every route: parties all of it, overseers and partners C5, everybody else nothing."""

from collections.abc import Iterator
from typing import Any, Final

import pytest

from tests.edge.given import LIMITS, NOBODY, agreed, refused, signature, terms
from tests.house import Filled, Household

EVERYBODY: Final = ("maya", "jordan", "sam", "petra", "ines", "rowan", "tomasz", "dilip", "nora")
HARBOUR: Final = {"tomasz", "rowan", "dilip", "nora"}
"""HR, privacy officer, coordinator and auditor of Harbour Lane."""
PARTIES: Final = {
    "maya-sam": {"maya", "sam"},
    "maya-petra": {"maya", "petra"},
    "jordan-petra": {"jordan", "petra"},
    "sam-ines": {"sam", "ines"},
    "jordan-sam": {"jordan", "sam"},
}
OVERSEERS: Final = {
    "maya-sam": HARBOUR | {"petra"},
    "maya-petra": HARBOUR,
    "jordan-petra": HARBOUR | {"ines"},
    "sam-ines": {"rowan"},
    "jordan-sam": HARBOUR | {"petra", "ines"},
}
"""Ines is coordinator of Lantern, the partner under whose partnership with Harbour Jordan's placement is."""
STATUS: Final = {"maya-sam": "in-force", "maya-petra": "in-force", "sam-ines": "in-force"} | {
    "jordan-petra": "renegotiating",
    "jordan-sam": "drafted",
}
C5: Final = {"id", "kind", "worker", "supervisor", "agency", "placement", "status"} | {
    "starts",
    "ends",
    "frequency",
    "review_dates",
    "review_due",
    "reviews",
    "signatures",
    "partnership",
}
NOT_EVERYWHERE: Final = {"ends", "review_due", "partnership"}
EVERY_PAIR: Final = [(key, handle) for key in PARTIES for handle in EVERYBODY]
OPENED: Final = ("terms", "terms/difference", "addenda", "words")
CHANGES: Final = ("sign", "revise", "renegotiate", "review", "amend", "end")


def asked(home: Household, what: str, path: str, handle: str) -> Any:
    """Each is a request that changes nothing, whoever sends it; but a party's `end`, which is not asked for here."""
    person = home.as_(handle)
    absurd = terms(home, ends="2000-01-01")
    stale = {"terms_digest": "0" * 64, "acknowledged_limits": LIMITS, "printed_name": "A", "meaning": "B"}
    match what:
        case "see":
            return person.get(path)
        case "history" | "terms" | "terms/difference" | "addenda" | "words":
            return person.get(f"{path}/{what}")
        case "sign":
            return person.post(f"{path}/signatures", json=stale)
        case "revise":
            return person.put(f"{path}/terms", json={"terms": terms(home)})
        case "renegotiate":
            return person.post(f"{path}/renegotiations", json={"why": "other", "terms": absurd})
        case "review":
            return person.post(f"{path}/reviews", json={"held_on": "2199-01-01", "outcome": "continue"})
        case "amend":
            stale = {"digest": "0" * 64, "printed_name": "A", "meaning": "B"}
            return person.post(f"{path}/addenda/9/signatures", json=stale)
    return person.post(f"{path}/ending", json={"why": "other"})


def expected(what: str, key: str, handle: str) -> int:
    """Who stands how to it, and nothing else, decides."""
    if handle in PARTIES[key]:
        renegotiated = 422 if STATUS[key] == "in-force" else 409
        reviewed = 409 if STATUS[key] == "drafted" else 422
        change = {"sign": 409, "revise": 428, "renegotiate": renegotiated, "review": reviewed, "amend": 404}
        return change.get(what, 200)
    if handle in OVERSEERS[key]:
        return 200 if what in ("see", "history") else 403
    return 404


@pytest.mark.parametrize(("key", "handle"), EVERY_PAIR)
def test_how_one_stands_to_an_agreement_decides_what_one_may_C5(
    key: str, handle: str, shared_home: Household
) -> None:
    path = f"/agreements/{shared_home.demo.agreements[key]}"
    party = handle in PARTIES[key]

    for what in ("see", "history", *OPENED, *CHANGES[: -1 if party else None]):
        answer = asked(shared_home, what, path, handle)
        assert answer.status_code == expected(what, key, handle), what
        if answer.status_code == 403:
            assert "part" in refused(answer, 403, "not-allowed")["title"]
        if answer.status_code == 404:
            nothing = asked(shared_home, what, f"/agreements/{NOBODY}", handle)
            assert (answer.status_code, answer.content) == (nothing.status_code, nothing.content)
            assert sorted(answer.headers) == sorted(nothing.headers)


@pytest.mark.parametrize(("key", "handle"), EVERY_PAIR)
def test_overseers_see_that_supervision_takes_place_and_no_more_C5(
    key: str, handle: str, shared_home: Household
) -> None:
    answer = shared_home.as_(handle).get(f"/agreements/{shared_home.demo.agreements[key]}")
    if handle in PARTIES[key]:
        assert set(answer.json()) > C5 - NOT_EVERYWHERE
    elif handle in OVERSEERS[key]:
        assert C5 - NOT_EVERYWHERE <= set(answer.json()) <= C5
        assert all(set(one) == {"held_on"} for one in answer.json()["reviews"])
        assert all("printed_name" not in one and "meaning" not in one for one in answer.json()["signatures"])
    else:
        assert not set(answer.json()) & C5 - {"status"}


@pytest.mark.parametrize("handle", sorted(HARBOUR))
def test_overseers_read_no_more_in_the_history_than_in_the_agreement_C5(
    handle: str, shared_home: Household
) -> None:
    about_facts = {
        "by",
        "terms_version",
        "last_day",
        "limits",
        "held_on",
        "review_date",
        "stage",
        "drafted_on",
    }
    for key in PARTIES:
        if handle in OVERSEERS[key]:
            path = f"/agreements/{shared_home.demo.agreements[key]}/history"
            for past in shared_home.as_(handle).get(path).json():
                told = past["fact"]
                assert told.pop("terms", {}) == {}, "what was proposed is not theirs to see"
                assert set(told) <= C5 | about_facts


@pytest.mark.parametrize("handle", EVERYBODY)
def test_a_list_shows_what_its_reader_may_see_and_nothing_else_C5(
    handle: str, shared_home: Household
) -> None:
    home = shared_home

    listed = home.as_(handle).get("/agreements").json()

    seen = {str(home.demo.agreements[key]) for key in PARTIES if handle in PARTIES[key] | OVERSEERS[key]}
    assert {one["id"] for one in listed} == seen
    for one in listed:
        alone = home.as_(handle).get(f"/agreements/{one['id']}").json()
        shown = {name: value for name, value in one.items() if name != "placement_ended"}
        assert shown.items() <= alone.items()


def test_a_list_shows_overseers_no_field_that_the_agreement_hides_C5(shared_home: Household) -> None:
    for one in shared_home.as_("nora").get("/agreements").json():
        alone = shared_home.as_("nora").get(f"/agreements/{one['id']}").json()
        assert one.keys() <= alone.keys()


@pytest.mark.parametrize("key", sorted(PARTIES))
def test_either_party_ends_an_agreement_once_and_nobody_else_does_A3(
    key: str, house_apart: Household
) -> None:
    home = house_apart
    path = f"/agreements/{home.demo.agreements[key]}/ending"
    ender, other = sorted(PARTIES[key])

    for handle in set(EVERYBODY) - PARTIES[key]:
        status = 403 if handle in OVERSEERS[key] else 404
        refused(home.as_(handle).post(path, json={"why": "other"}), status)
    assert home.as_(ender).post(path, json={"why": "other"}).status_code == 204
    refused(home.as_(other).post(path, json={"why": "other"}), 409, "agreement-is-over")


@pytest.fixture(scope="module")
def house_apart(first_house: Filled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Household]:
    """A house in which agreements are made and ended, so that the other one stays as the demo left it."""
    with first_house.copied(tmp_path_factory.mktemp("ending") / "house") as made:
        yield made


def test_nobody_drafts_for_two_others_A1(shared_home: Household) -> None:
    body = {
        "worker": shared_home.person("maya"),
        "supervisor": shared_home.person("sam"),
        "placement": str(shared_home.demo.placements["maya"]),
        "terms": terms(shared_home),
    }
    for handle in set(EVERYBODY) - {"maya", "sam"}:
        refused(shared_home.as_(handle).post("/agreements", json=body), 403, "not-allowed")


def test_a_former_line_manager_sees_nothing_any_more_D5(home: Household) -> None:
    path = f"/agreements/{home.demo.agreements['maya-sam']}"
    assert home.as_("petra").get(path).status_code == 200
    new = {"line_manager": home.person("jordan")}
    placement = f"/placements/{home.demo.placements['maya']}"

    assert home.as_("tomasz").post(f"{placement}/line-managers", json=new).status_code == 204
    home.settle()

    refused(home.as_("petra").get(path), 404, "not-found")
    assert home.as_("jordan").get(path).status_code == 200
    assert path[12:] in [one["id"] for one in home.as_("jordan").get("/agreements").json()]
    assert path[12:] not in [one["id"] for one in home.as_("petra").get("/agreements").json()]


def test_a_role_that_has_ended_shows_nothing_any_more_C5(home: Household) -> None:
    path = f"/agreements/{home.demo.agreements['maya-sam']}"
    roles = f"/people/{home.person('nora')}/roles"
    role = home.as_("rowan").get(roles).json()[0]["id"]
    assert home.as_("nora").get(path).status_code == 200

    ended = home.as_("rowan").post(f"{roles}/{role}/ending", json={"last_day": "2026-03-01"})
    assert ended.status_code == 204
    home.settle()

    refused(home.as_("nora").get(path), 404, "not-found")
    assert home.as_("nora").get("/agreements").json() == []


def test_an_ended_agreement_is_still_seen_as_of_today_s_roles_C5(house_apart: Household) -> None:
    home, path = house_apart, agreed(house_apart)
    home.as_("maya").post(f"{path}/ending", json={"why": "completed"})

    assert home.as_("nora").get(path, params={"as_of": 1}).json()["status"] == "drafted"
    refused(home.as_("jordan").get(path, params={"as_of": 1}), 404)


def test_a_party_reads_the_terms_but_nobody_signs_for_another_A2(shared_home: Household) -> None:
    path = f"/agreements/{shared_home.demo.agreements['jordan-sam']}"
    read = signature(shared_home, path, "jordan")

    refused(shared_home.as_("maya").post(f"{path}/signatures", json=read), 404, "not-found")
    refused(shared_home.as_("petra").post(f"{path}/signatures", json=read), 403, "not-allowed")
    refused(shared_home.as_("jordan").post(f"{path}/signatures", json=read), 409, "already-signed")
