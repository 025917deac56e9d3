"""Nothing heard of the directory for ten minutes: parties go on, everybody else waits (C5)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests.edge.given import (
    NOBODY,
    agreed,
    draft,
    drafted,
    hear_of_the_directory,
    partnership_draft,
    refused,
    sign,
    status_of,
    terms,
)
from tests.house import Filled, Household


@pytest.fixture(scope="module")
def stale(first_house: Filled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Household]:
    """A house whose directory has fallen silent."""
    with first_house.copied(tmp_path_factory.mktemp("stale") / "house") as home:
        fall_silent(home)
        yield home


def fall_silent(home: Household, minutes: float = 10) -> None:
    followers = home.house.rooms["directory"].followers
    next(one for one in followers if one.name == "directory.relay").stop()
    home.clock.move(minutes=minutes)


def away(answer: Any) -> None:
    refused(answer, 503, "away")
    assert int(answer.headers["Retry-After"]) > 0


def test_parties_read_sign_and_end_while_the_directory_is_silent_A2(stale: Household) -> None:
    path = drafted(stale)

    assert sign(stale, path, "maya").status_code == 204
    assert sign(stale, path, "sam").status_code == 204
    assert status_of(stale, path, "sam") == "in-force"
    for address in (path, f"{path}/history", f"{path}/terms"):
        assert stale.as_("maya").get(address).status_code == 200
    renegotiated = {"why": "duties", "terms": terms(stale)}
    assert stale.as_("maya").post(f"{path}/renegotiations", json=renegotiated).status_code == 204
    seen = {"If-Match": stale.as_("sam").get(path).headers["ETag"]}
    told = {"terms": terms(stale, place="Elsewhere")}
    assert stale.as_("sam").put(f"{path}/terms", json=told, headers=seen).status_code == 204
    assert stale.as_("sam").post(f"{path}/ending", json={"why": "other"}).status_code == 204


@pytest.mark.parametrize("handle", ["petra", "tomasz", "rowan", "dilip", "nora", "jordan", "ines"])
def test_whoever_is_no_party_waits_whether_they_may_see_it_or_not_C5(handle: str, stale: Household) -> None:
    path = f"/agreements/{stale.demo.agreements['maya-sam']}"

    for address in (path, f"{path}/history", f"{path}/terms", f"{path}?as_of=1"):
        away(stale.as_(handle).get(address))
    away(stale.as_(handle).post(f"{path}/ending", json={"why": "other"}))
    away(stale.as_(handle).put(f"{path}/terms", json={"terms": terms(stale)}))


def test_what_does_not_exist_is_not_there_all_the_same(stale: Household) -> None:
    refused(stale.as_("maya").get(f"/agreements/{NOBODY}"), 404, "not-found")


@pytest.mark.parametrize(
    ("handle", "own"),
    [
        ("jordan", {"jordan-petra", "jordan-sam"}),
    ],
)
def test_a_list_holds_one_s_own_agreements_only_C5(handle: str, own: set[str], stale: Household) -> None:
    listed = stale.as_(handle).get("/agreements")

    assert listed.status_code == 200
    assert {one["id"] for one in listed.json()} == {str(stale.demo.agreements[key]) for key in own}


@pytest.mark.parametrize("handle", ["nora", "tomasz", "petra"])
def test_an_overseer_is_told_to_wait_and_not_that_there_are_none_C5(handle: str, stale: Household) -> None:
    away(stale.as_(handle).get("/agreements"))

    mine = stale.as_(handle).get("/agreements", params={"supervisor": stale.person(handle)})
    assert mine.status_code == 200
    assert {one["supervisor"] for one in mine.json()} <= {stale.person(handle)}


def test_when_the_directory_is_heard_again_overseers_see_again_C5(home: Household) -> None:
    path = agreed(home)
    home.clock.move(minutes=10)
    away(home.as_("nora").get(path))

    hear_of_the_directory(home)

    assert home.as_("nora").get(path).status_code == 200
    assert len(home.as_("nora").get("/agreements").json()) == 5


def test_a_minute_is_not_too_old_and_a_minute_and_a_second_is(home: Household) -> None:
    path = f"/agreements/{home.demo.agreements['maya-sam']}"
    followers = home.house.rooms["directory"].followers
    next(one for one in followers if one.name == "directory.relay").stop()

    home.clock.move(seconds=60)
    assert home.as_("nora").get(path).status_code == 200
    home.clock.move(seconds=1)
    away(home.as_("nora").get(path))


@pytest.mark.parametrize("handle", ["ines", "dilip", "nora", "sam", "jordan", "maya"])
def test_whoever_acts_for_a_side_or_is_a_partner_waits_too_A7(handle: str, stale: Household) -> None:
    path = f"/partnerships/{stale.demo.partnership}"

    for address in (path, f"{path}/history", f"{path}/terms", "/partnerships"):
        away(stale.as_(handle).get(address))
    away(stale.as_(handle).post(f"{path}/ending", json={"why": "other"}))
    away(stale.as_(handle).post("/partnerships", json=partnership_draft(stale)))


@pytest.mark.parametrize("handle", ["jordan", "petra", "nora"])
def test_of_an_agreement_that_is_not_theirs_nobody_hears_whether_it_is_there_S2(
    handle: str, stale: Household
) -> None:
    begins = (stale.clock() + timedelta(hours=1)).isoformat().replace("+00:00", "Z")
    for agreement in (str(stale.demo.agreements["maya-sam"]), NOBODY):
        away(stale.as_(handle).post("/sessions", json={"agreement": agreement, "starts": begins}))


def test_somebody_of_whom_nothing_may_have_been_heard_yet_is_waited_for(stale: Household) -> None:
    away(stale.as_("maya").post("/agreements", json=draft(stale) | {"supervisor": NOBODY}))
    away(stale.as_("maya").post("/agreements", json=draft(stale) | {"placement": NOBODY}))


def test_a_partner_is_told_to_wait_and_not_that_there_are_none_C5(stale: Household) -> None:
    away(stale.as_("ines").get("/agreements"))
    away(stale.as_("ines").get(f"/agreements/{stale.demo.agreements['jordan-petra']}"))
