"""A partnership is signed, a partner sees that supervision takes place, it ends, and they see no more than their own time (A7, C5)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from services.agreements.domain.agreement import Agreement
from services.agreements.domain.partnerships.terms import Sides
from services.house.demo import partnership as demo
from shared.identity import Acting, AgencyId
from tests.edge.given import (
    agreed,
    hear_of_the_directory,
    partnered,
    partnership,
    partnership_terms,
    refused,
    sign,
    sign_for_side,
)
from tests.house import Household, household

C5 = {"id", "kind", "worker", "supervisor", "agency", "placement", "status", "starts", "ends"} | {
    *("frequency", "review_dates", "review_due", "reviews", "signatures", "partnership"),
}


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Household]:
    with household(tmp_path) as made:
        yield made


def path_of(home: Household, key: str) -> str:
    return f"/agreements/{home.demo.agreements[key]}"


def under(home: Household, handle: str, agreement: str, partnership: str) -> Any:
    body = {"partnership": partnership.rpartition("/")[2]}
    return home.as_(handle).post(f"{agreement}/partnership", json=body)


def listed(home: Household, handle: str) -> set[str]:
    home.settle()
    return {f"/agreements/{one['id']}" for one in home.as_(handle).get("/agreements?limit=200").json()}


def later(home: Household) -> datetime:
    """A second goes by; answers with the time before it."""
    before = home.clock.at
    home.clock.move(seconds=1)
    return before


def as_of(path: str, at: datetime | int) -> str:
    return f"{path}?as_of={at.isoformat().replace('+00:00', 'Z') if isinstance(at, datetime) else at}"


def names(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [one["name"].rpartition(".")[2] for one in answer.json()]


def end(home: Household, partnership: str, by: str = "dilip") -> None:
    answer = home.as_(by).post(f"{partnership}/ending", json={"why": "completed", "words": "It is done."})
    assert answer.status_code == 204, answer.text


def test_from_the_signatures_to_the_end_a_peer_supervisor_sees_what_c5_gives_and_then_no_more_A7(
    home: Household,
) -> None:
    managed, mine = path_of(home, "jordan-petra"), path_of(home, "jordan-sam")
    end(home, f"/partnerships/{home.demo.partnership}", by="ines")
    later(home)
    before_it = later(home)
    assert sign(home, mine, "sam").status_code == 204
    refused(home.as_("sam").get(managed), 404, "not-found")

    path = partnership(home, "jordan")
    revised = partnership_terms(home, "jordan", cost="The host bears it.")
    told = home.as_("tomasz").put(f"{path}/terms", json={"terms": revised}, headers={"If-Match": '"1"'})
    assert told.status_code == 204
    assert sign_for_side(home, path, "ines").status_code == 204
    refused(under(home, "sam", mine, path), 409, "not-under-that-partnership")
    assert sign_for_side(home, path, "dilip").status_code == 204
    home.settle()
    assert home.as_("sam").get(path).json()["status"] == "in-force"

    refused(home.as_("sam").get(managed), 404, "not-found")
    assert under(home, "sam", mine, path).status_code == 204
    home.settle()
    seen = home.as_("sam").get(managed)
    assert set(seen.json()) <= C5
    assert seen.json()["supervisor"] == home.person("petra")
    assert managed in listed(home, "sam")
    for closed in ("terms", "addenda", "words", "terms/difference"):
        refused(home.as_("sam").get(f"{managed}/{closed}"), 403, "not-allowed")

    (place,) = home.as_("jordan").get(f"/people/{home.person('jordan')}/supervision").json()["placements"]
    both = {one["supervisor"]: one["partnership"]["in_force"] for one in place["agreements"]}
    assert both == {home.person("petra"): False, home.person("sam"): True}

    later(home)
    review = {"held_on": "2026-03-02", "outcome": "continue"}
    assert home.as_("petra").post(f"{managed}/reviews", json=review).status_code == 204
    within_it = later(home)
    assert names(home.as_("sam").get(f"{managed}/history")) == ["AgreementReviewed"]
    end(home, path)
    later(home)
    ended = home.as_("jordan").post(f"{managed}/ending", json={"why": "workload"})
    assert ended.status_code == 204

    refused(home.as_("sam").get(managed), 404, "not-found")
    refused(home.as_("sam").get(f"{managed}/history"), 404, "not-found")
    refused(home.as_("sam").get(f"{managed}/terms"), 404, "not-found")
    refused(home.as_("sam").get(path), 404, "not-found")
    assert managed not in listed(home, "sam")

    own = home.as_("sam").get(as_of(managed, within_it))
    assert own.status_code == 200
    assert (own.json()["status"], own.json()["reviews"]) == ("renegotiating", [{"held_on": "2026-03-02"}])
    assert names(home.as_("sam").get(as_of(f"{managed}/history", within_it))) == ["AgreementReviewed"]
    for outside in (before_it, home.clock.at, home.clock.at + timedelta(days=400), 1):
        refused(home.as_("sam").get(as_of(managed, outside)), 404, "not-found")
        refused(home.as_("sam").get(as_of(f"{managed}/history", outside)), 404, "not-found")


def test_the_partners_officers_see_every_placement_covered_and_no_other_A7(home: Household) -> None:
    covered, other = path_of(home, "jordan-petra"), path_of(home, "maya-petra")
    assert set(home.as_("ines").get(covered).json()) <= C5
    refused(home.as_("ines").get(other), 404, "not-found")
    assert listed(home, "ines") == {path_of(home, key) for key in ("sam-ines", "jordan-petra", "jordan-sam")}

    partnered(home, "maya")

    assert home.as_("ines").get(other).status_code == 200
    assert {path_of(home, "maya-petra"), path_of(home, "maya-sam")} <= listed(home, "ines")
    role = {"agency": str(home.demo.agencies["lantern"]), "role": "auditor", "starts": "2026-03-01"}
    proposed = home.as_("rowan").post(f"/people/{home.person('sam')}/roles", json=role)
    confirmed = home.as_("ines").post(f"{proposed.headers['Location']}/confirmation")
    assert confirmed.status_code == 204, confirmed.text
    home.settle()
    assert home.as_("sam").get(covered).status_code == 200, "an auditor there needs no link"


def test_a_placement_taken_out_of_the_terms_is_seen_no_more_A7(home: Household) -> None:
    path, jordans, mayas = partnered(home, "maya"), path_of(home, "jordan-petra"), path_of(home, "maya-petra")
    end(home, f"/partnerships/{home.demo.partnership}")
    within_it = later(home)
    assert home.as_("ines").get(mayas).status_code == 200
    refused(home.as_("ines").get(jordans), 404, "not-found")

    anew = {"why": "workplace", "terms": partnership_terms(home, "jordan")}
    assert home.as_("dilip").post(f"{path}/renegotiations", json=anew).status_code == 204
    assert home.as_("ines").get(mayas).status_code == 200, "what is in force binds until both have signed"
    for handle in ("tomasz", "ines"):
        assert sign_for_side(home, path, handle).status_code == 204
    later(home)
    home.settle()

    refused(home.as_("ines").get(mayas), 404, "not-found")
    assert home.as_("ines").get(as_of(mayas, within_it)).status_code == 200
    assert home.as_("ines").get(jordans).status_code == 200
    assert mayas not in listed(home, "ines")
    assert jordans in listed(home, "ines")


def test_the_term_decides_whether_or_not_anybody_has_noted_that_it_passed_A7(home: Household) -> None:
    path = partnered(home, "maya", ends="2026-03-20", review_dates=["2026-03-10"])
    seen = path_of(home, "maya-petra")
    room = home.house.rooms["agreements"]
    next(one for one in room.followers if one.name == "agreements.reactions").stop()
    for days, status in ((18, 200), (1, 404)):
        home.clock.move(days=days)
        hear_of_the_directory(home)
        assert home.as_("ines").get(path).json()["status"] == "in-force"
        assert home.as_("ines").get(seen).status_code == status
        assert (seen in listed(home, "ines")) is (status == 200)
    assert home.as_("ines").get(as_of(seen, home.clock.at - timedelta(days=1))).status_code == 200
    room.react()
    assert home.as_("ines").get(path).json()["status"] == "expired"
    assert names(home.as_("ines").get(f"{path}/history"))[-1] == "PartnershipExpired"


def test_before_its_first_day_a_partner_sees_nothing_A7(home: Household) -> None:
    partnered(home, "maya", starts="2026-03-03")
    seen = path_of(home, "maya-petra")
    refused(home.as_("ines").get(seen), 404, "not-found")
    assert seen not in listed(home, "ines")

    home.clock.move(hours=14)
    hear_of_the_directory(home)

    assert home.as_("ines").get(seen).status_code == 200
    assert seen in listed(home, "ines")
    refused(home.as_("ines").get(as_of(seen, home.clock.at - timedelta(hours=12))), 404, "not-found")


def test_a_version_that_stood_in_ones_own_time_is_read_as_it_then_was_A7(home: Household) -> None:
    new = agreed(home, "maya", "petra", kind="administrative")
    later(home)
    path = partnered(home, "maya")
    later(home)
    assert home.as_("ines").get(as_of(new, 1)).status_code == 404, "it was a draft before there was a partner"
    assert home.as_("ines").get(as_of(new, 4)).json()["status"] == "in-force"
    assert names(home.as_("ines").get(f"{new}/history")) == []
    end(home, path)
    later(home)
    assert home.as_("maya").post(f"{new}/ending", json={"why": "completed"}).status_code == 204

    assert home.as_("ines").get(as_of(new, 4)).json()["status"] == "in-force"
    for other in (3, 5, 99):
        refused(home.as_("ines").get(as_of(new, other)), 404, "not-found")


def test_a_version_still_to_come_tells_a_former_partner_nothing_A7(home: Household) -> None:
    seen, path = path_of(home, "jordan-petra"), f"/partnerships/{home.demo.partnership}"
    last = home.house.rooms["agreements"].store.get(Agreement, home.demo.agreements["jordan-petra"]).version
    to_come = [as_of(one, number) for one in (seen, f"{seen}/history") for number in (last + 1, last + 2)]
    for address in to_come:
        assert home.as_("ines").get(address).status_code == 200, "to a partner it stands for now"
    later(home)
    end(home, path)
    later(home)
    before = [refused(home.as_("ines").get(address), 404, "not-found") for address in to_come]
    assert home.as_("ines").get(as_of(seen, last)).status_code == 200

    assert home.as_("jordan").post(f"{seen}/ending", json={"why": "workload"}).status_code == 204

    assert before == [refused(home.as_("ines").get(address), 404, "not-found") for address in to_come]
    assert home.as_("ines").get(as_of(seen, last)).status_code == 200


def test_a_role_that_has_ended_shows_a_partner_nothing_not_even_their_own_time_A7(home: Household) -> None:
    seen, within_it = path_of(home, "jordan-petra"), home.clock.at
    assert home.as_("ines").get(as_of(seen, within_it)).status_code == 200
    ines = home.person("ines")
    for role in home.as_("rowan").get(f"/people/{ines}/roles").json():
        if role["agency"] == str(home.demo.agencies["lantern"]):
            ended = {"last_day": "2026-03-01"}
            told = home.as_("rowan").post(f"/people/{ines}/roles/{role['id']}/ending", json=ended)
            assert told.status_code == 204, told.text
    home.settle()
    for path in (seen, as_of(seen, within_it), f"{seen}/history"):
        refused(home.as_("ines").get(path), 404, "not-found")


def test_a_supervisor_is_a_partner_only_while_they_supervise_that_worker_under_it_A7(home: Household) -> None:
    both = [partnership_terms(home, worker)["placements"][0] for worker in ("maya", "jordan")]
    path = partnered(home, "maya", placements=both)
    mine, seen = path_of(home, "maya-sam"), path_of(home, "maya-petra")
    assert under(home, "maya", mine, path).status_code == 204
    within_it = later(home)
    home.settle()
    assert home.as_("sam").get(seen).status_code == 200
    refused(home.as_("sam").get(path_of(home, "jordan-petra")), 404, "not-found")
    assert listed(home, "sam") == {mine, seen, path_of(home, "sam-ines"), path_of(home, "jordan-sam")}

    assert home.as_("maya").post(f"{mine}/ending", json={"why": "completed"}).status_code == 204
    later(home)

    refused(home.as_("sam").get(seen), 404, "not-found")
    assert home.as_("sam").get(as_of(seen, within_it)).status_code == 200
    assert seen not in listed(home, "sam")


def test_whoever_supervises_there_no_more_is_no_partner_though_their_agreement_binds_A7(
    home: Household,
) -> None:
    mine, seen = path_of(home, "maya-sam"), path_of(home, "maya-petra")
    assert under(home, "sam", mine, partnered(home, "maya")).status_code == 204
    home.settle()
    assert home.as_("sam").get(seen).status_code == 200
    roles = f"/people/{home.person('sam')}/roles"
    role = next(one["id"] for one in home.as_("sam").get(roles).json() if one["role"] == "peer_supervisor")
    ended = home.as_("ines").post(f"{roles}/{role}/ending", json={"last_day": "2026-03-01"})
    assert ended.status_code == 204, ended.text
    home.settle()

    refused(home.as_("sam").get(seen), 404, "not-found")
    assert home.as_("sam").get(mine).status_code == 200
    assert seen not in listed(home, "sam")


def test_the_records_decide_where_a_view_lags_behind_A7(home: Household) -> None:
    seen, path = path_of(home, "jordan-petra"), f"/partnerships/{home.demo.partnership}"
    followers = home.house.rooms["agreements"].followers
    next(one for one in followers if one.name == "agreements.views").stop()

    end(home, path)

    refused(home.as_("ines").get(seen), 404, "not-found")
    told = {one["id"] for one in home.as_("ines").get("/agreements?limit=200").json()}
    assert seen.rpartition("/")[2] not in told


def with_a_third_organisation(home: Household) -> str:
    """A partnership in force between Harbour and an organisation that nobody here is of, covering Jordan's placement."""
    third, harbour = AgencyId(UUID(int=77)), home.demo.agencies["harbour"]
    placement, people = home.demo.placements["jordan"], home.demo.people
    made = demo.draft(home.demo, Sides(third, harbour), placement, by=people["dilip"], side=harbour)
    for handle, side in (("nora", third), ("dilip", harbour)):
        demo.sign(made, people[handle], handle, side)
    home.house.rooms["agreements"].store.append(made, Acting(actor=people["dilip"]))
    return f"/partnerships/{made.id}"


def test_supervision_is_placed_only_under_a_partnership_that_fits_A7(home: Household) -> None:
    path, mine = f"/partnerships/{home.demo.partnership}", path_of(home, "jordan-sam")
    waiting = partnership(home, "jordan")
    for unfit in (waiting, with_a_third_organisation(home), f"/partnerships/{UUID(int=7)}"):
        refused(under(home, "jordan", mine, unfit), 409, "not-under-that-partnership")
    refused(under(home, "maya", path_of(home, "maya-sam"), path), 409, "not-under-that-partnership")
    refused(under(home, "tomasz", mine, path), 403, "not-allowed")
    refused(under(home, "ines", mine, path), 403, "not-allowed")
    refused(under(home, "maya", mine, path), 404, "not-found")
    refused(home.as_("jordan").post(f"{mine}/partnership", json={"partnership": "that one"}), 422, "invalid")
    assert under(home, "jordan", mine, path).status_code == 204


def test_supervision_is_placed_there_only_where_its_supervisor_supervises_A7(home: Household) -> None:
    path, mine = f"/partnerships/{home.demo.partnership}", path_of(home, "jordan-sam")
    roles = f"/people/{home.person('sam')}/roles"
    told = home.as_("sam").get(roles).json()
    role = next(one["id"] for one in told if one["role"] == "peer_supervisor")
    ended = home.as_("ines").post(f"{roles}/{role}/ending", json={"last_day": "2026-03-01"})
    assert ended.status_code == 204, ended.text
    home.settle()
    refused(under(home, "jordan", mine, path), 409, "not-under-that-partnership")


def test_a_partner_is_told_of_no_other_centre_s_partnership_A7(home: Household) -> None:
    seen, own, other = path_of(home, "jordan-petra"), home.demo.partnership, with_a_third_organisation(home)
    assert home.as_("ines").get(seen).json()["partnership"] == {"id": str(own), "in_force": True}
    assert "AgreementPlacedUnderPartnership" in names(home.as_("ines").get(f"{seen}/history"))
    later(home)

    assert under(home, "petra", seen, other).status_code == 204

    told, history = home.as_("ines").get(seen), home.as_("ines").get(f"{seen}/history")
    assert "partnership" not in told.json()
    assert other.rpartition("/")[2] not in told.text + history.text
    assert names(history).count("AgreementPlacedUnderPartnership") == 1
    for handle in ("jordan", "petra", "nora"):
        assert home.as_(handle).get(seen).json()["partnership"]["id"] == other.rpartition("/")[2]


def test_a_supervisor_is_a_partner_no_longer_than_their_own_term_lasts_A7(home: Household) -> None:
    path, mine = (
        partnered(home, "maya"),
        agreed(home, "maya", "sam", kind="administrative", ends="2026-03-20"),
    )
    seen = path_of(home, "maya-petra")
    assert under(home, "maya", mine, path).status_code == 204
    room = home.house.rooms["agreements"]
    next(one for one in room.followers if one.name == "agreements.reactions").stop()
    for days, status in ((18, 200), (1, 404)):
        home.clock.move(days=days)
        hear_of_the_directory(home)
        assert home.as_("sam").get(seen).status_code == status
        assert (seen in listed(home, "sam")) is (status == 200)
    assert home.as_("sam").get(mine).json()["status"] == "in-force"


def test_the_version_goes_to_whoever_may_see_it_A7(home: Household) -> None:
    seen, path = path_of(home, "jordan-petra"), f"/partnerships/{home.demo.partnership}"
    for address, told, untold in (
        (seen, ("jordan", "petra"), ("ines", "nora", "tomasz")),
        (path, ("ines", "dilip", "nora"), ("petra", "sam", "jordan")),
    ):
        for handle in (*told, *untold):
            answer = home.as_(handle).get(address)
            assert answer.status_code == 200, answer.text
            assert ("ETag" in answer.headers) is (handle in told), handle


def test_a_link_is_said_once_and_shown_to_parties_and_overseers_A7(home: Household) -> None:
    path, mine = f"/partnerships/{home.demo.partnership}", path_of(home, "jordan-sam")
    assert under(home, "jordan", mine, path).status_code == 204
    refused(under(home, "sam", mine, path), 409, "under-that-partnership")
    shown = {"id": str(home.demo.partnership), "in_force": True}
    for handle in ("jordan", "sam", "tomasz", "nora", "petra", "ines"):
        assert home.as_(handle).get(mine).json()["partnership"] == shown, handle
    assert names(home.as_("nora").get(f"{mine}/history"))[-1] == "AgreementPlacedUnderPartnership"
    within_it = later(home)
    end(home, path)
    assert home.as_("jordan").get(mine).json()["partnership"] == shown | {"in_force": False}
    assert home.as_("jordan").get(as_of(mine, within_it)).json()["partnership"] == shown
