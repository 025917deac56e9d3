"""All of a worker's supervision together: who covers what, and what each of their supervisors sees of it (D8)."""

from typing import Any

from tests.edge.given import NOBODY, agreed, draft, drafted, refused
from tests.house import Household


def together(home: Household, reader: str, worker: str = "maya") -> dict[str, Any]:
    home.settle()
    answer = home.as_(reader).get(f"/people/{home.person(worker)}/supervision")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def covered(placement: dict[str, Any]) -> dict[str, list[str]]:
    return {one["kind"]: one["supervisors"] for one in placement["covered"]}


def test_a_worker_sees_all_of_their_supervision_placement_by_placement_D8(home: Household) -> None:
    told = together(home, "maya")
    assert told["worker"] == home.person("maya")
    mine = {one["id"] for one in home.as_("maya").get(f"/agreements?worker={home.person('maya')}").json()}
    assert {one["id"] for place in told["placements"] for one in place["agreements"]} == mine
    (place,) = told["placements"]
    assert place["placement"] == str(home.demo.placements["maya"])
    assert covered(place) == {
        "administrative": [home.person("petra")],
        "professional-development": [home.person("sam")],
    }
    assert place["in_one_hand"] == []


def test_administrative_and_supportive_in_one_hand_are_shown_and_not_forbidden_D8(home: Household) -> None:
    agreed(home, "maya", "petra", kind="professional-development")
    (place,) = together(home, "maya")["placements"]
    assert place["in_one_hand"] == [home.person("petra")]
    assert covered(place)["professional-development"] == [home.person("sam"), home.person("petra")]


def test_what_is_drafted_or_over_covers_nothing_D8(home: Household) -> None:
    path = agreed(home, "jordan", "sam", kind="administrative")
    assert home.as_("jordan").post(f"{path}/ending", json={"why": "completed"}).status_code == 204
    waiting = drafted(home, "jordan", "sam", kind="both")
    (place,) = together(home, "jordan", "jordan")["placements"]
    assert home.person("sam") not in covered(place)["administrative"]
    seen = {f"/agreements/{one['id']}" for one in place["agreements"]}
    assert waiting in seen
    assert path not in seen


def test_a_supervisor_sees_that_the_others_take_place_and_nothing_more_C5(home: Household) -> None:
    told = together(home, "sam")
    (place,) = told["placements"]
    others = [one for one in place["agreements"] if one["supervisor"] != home.person("sam")]
    assert others
    allowed = {"id", "kind", "worker", "supervisor", "agency", "placement", "status", "starts", "ends"}
    assert all(set(one) <= allowed | {"review_due", "frequency"} for one in others)
    assert all(one["frequency"] for one in others), "how often is among what C5 lists"
    for one in others:
        refused(home.as_("sam").get(f"/agreements/{one['id']}"), 404, "not-found")


def test_naming_oneself_supervisor_in_a_draft_shows_nothing_of_the_others_C5(home: Household) -> None:
    body = draft(home, "maya", "jordan")
    assert home.as_("jordan").post("/agreements", json=body).status_code == 201
    home.settle()
    refused(home.as_("jordan").get(f"/people/{home.person('maya')}/supervision"), 404, "not-found")


def test_nobody_else_learns_even_that_there_is_supervision_C5(home: Household) -> None:
    for handle in ("jordan", "ines", "tomasz", "rowan", "nora"):
        path = f"/people/{home.person('maya')}/supervision"
        refused(home.as_(handle).get(path), 404, "not-found")
    refused(home.as_("maya").get(f"/people/{NOBODY}/supervision"), 404, "not-found")


def test_who_has_no_supervision_yet_sees_that_there_is_none_D8(home: Household) -> None:
    assert together(home, "tomasz", "tomasz") == {"worker": home.person("tomasz"), "placements": []}


def test_seeing_it_together_opens_nothing_C1(home: Household) -> None:
    log = home.house.rooms["agreements"].store
    before = log.position()
    together(home, "maya")
    assert log.position() == before


def topics(home: Household, reader: str, worker: str = "maya") -> Any:
    home.settle()
    return home.as_(reader).get(f"/people/{home.person(worker)}/supervision/topics")


def test_the_worker_alone_reads_which_topics_are_claimed_twice_and_by_nobody_K3(home: Household) -> None:
    mine = topics(home, "maya").json()
    named_before = {one["code"] for one in mine["claimed_by_nobody"]}
    assert {"K3-25", "K3-06"} <= named_before
    said = ["K3-25 with examples", "K3-27", "Walks  by the harbour"]
    first = agreed(home, "maya", "sam", topics=said, peer_background="Six years in the role.")
    second = agreed(
        home, "maya", "petra", kind="administrative", topics=["K3-06", "K3-25", "walks by the Harbour"]
    )
    drafted(home, "maya", "sam", topics=["K3-09"])

    told = topics(home, "maya").json()
    both = [path.rpartition("/")[2] for path in (first, second)]
    assert {one["topic"]: set(one["agreements"]) for one in told["claimed_twice"]} == {
        "K3-25": set(both),
        "walks by the harbour": set(both),
    }
    left = {one["code"] for one in told["claimed_by_nobody"]}
    assert named_before - left == {"K3-25", "K3-27", "K3-06"}
    assert "K3-09" in left, "a draft claims nothing"


def test_supportive_supervision_without_peer_background_or_substitute_is_named_D8(home: Household) -> None:
    silent = agreed(home, "maya", "sam")
    told = agreed(home, "maya", "sam", peer_substitute="External supervision, monthly.")
    managed = agreed(home, "maya", "petra", kind="administrative")
    named = {f"/agreements/{one}" for one in topics(home, "maya").json()["without_peer_background"]}
    assert silent in named
    assert not {told, managed} & named


def test_topics_across_agreements_are_nobody_elses_to_read_C1(home: Household) -> None:
    refused(topics(home, "sam"), 403, "not-allowed")
    for handle in ("ines", "tomasz", "rowan", "jordan"):
        refused(topics(home, handle), 404, "not-found")


def test_each_agreement_read_for_its_topics_is_accounted_for_by_itself_C1(home: Household) -> None:
    store = home.house.rooms["agreements"].store
    in_force = [
        one for one in together(home, "maya")["placements"][0]["agreements"] if one["status"] == "in-force"
    ]
    before = store.position()
    topics(home, "maya")
    entries = [stored for _, stored in store.read(before) if b'"access.ContentOpened"' in stored]
    assert len(entries) == len(in_force)
    assert all(b'"rule":"AG17","relation":"worker"' in one for one in entries)
