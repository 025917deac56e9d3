"""An agreement begun with blocks of text, changed freely, signed and read back (K3, K5)."""

from typing import Any

import pytest

from services.agreements.blocks import RESPONSIBILITIES, TOPICS, code_of
from tests.edge.given import drafted, places, refused, sign, status_of
from tests.edge.test_who_sees_what import EVERYBODY
from tests.house import Household

ADDRESSES = ("/agreements/blocks/topics", "/agreements/blocks/responsibilities")


def blocks(home: Household, what: str, handle: str = "maya", **query: str) -> list[dict[str, Any]]:
    answer = home.as_(handle).get(f"/agreements/blocks/{what}", params=query)
    assert answer.status_code == 200, answer.text
    told: list[dict[str, Any]] = answer.json()
    return told


def test_blocks_are_taken_changed_signed_and_read_back_as_they_were_written_A2(
    shared_home: Household,
) -> None:
    home, kind = shared_home, "professional-development"
    topics = blocks(home, "topics", kind=kind)
    worker, supervisor = (
        blocks(home, "responsibilities", kind=kind, of=of) for of in ("worker", "supervisor")
    )
    wanted: dict[str, Any] = {
        "topics": [
            topics[0]["code"],
            f"{topics[1]['code']} {topics[1]['text']}",
            f"{topics[2]['code']}: what the role is to be in the new team",
            "Whatever else one of us brings.",
        ],
        "worker_responsibilities": "\n".join([worker[0]["text"], "The worker brings one thing each time."]),
        "supervisor_responsibilities": "\n".join(one["text"] for one in supervisor).replace(
            "feedback that the worker can build on", "feedback the same day"
        ),
    }
    path = drafted(home, kind=kind, **wanted)

    for handle in ("maya", "sam"):
        assert sign(home, path, handle).status_code == 204

    assert status_of(home, path) == "in-force"
    read = home.as_("sam").get(f"{path}/terms").json()["terms"]
    assert {name: read[name] for name in wanted} == wanted
    assert "feedback the same day" in read["supervisor_responsibilities"]
    assert [code_of(line) for line in read["topics"]] == [*(one["code"] for one in topics[:3]), None]


def test_everybody_in_the_house_gets_the_same_blocks_and_nothing_is_opened(shared_home: Household) -> None:
    before = places(shared_home)

    answers = [shared_home.as_(handle).get(address) for address in ADDRESSES for handle in EVERYBODY]

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 2
    assert len({answer.headers["ETag"] for answer in answers}) == 1
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}
    assert places(shared_home) == before


@pytest.mark.parametrize("address", ADDRESSES)
def test_whoever_is_not_signed_in_gets_no_blocks(address: str, shared_home: Household) -> None:
    refused(shared_home.client(None).get(address), 401, "not-signed-in")


def test_every_block_comes_whole_and_without_what_is_not_there_K3(shared_home: Household) -> None:
    for what, whole in (("topics", TOPICS), ("responsibilities", RESPONSIBILITIES)):
        assert blocks(shared_home, what) == [one.model_dump(mode="json", exclude_none=True) for one in whole]

    (contested,) = (one for one in blocks(shared_home, "topics", side="either") if one["code"] == "K3-47")
    assert set(contested) == {"code", "side", "text", "source", "contested"}
    assert "43 %" in contested["contested"]


def test_blocks_are_chosen_by_party_side_and_kind_K5(shared_home: Household) -> None:
    of_worker = blocks(shared_home, "responsibilities", of="worker")
    assert [one["code"] for one in of_worker] == [f"K5-{number}" for number in range(36, 42)]
    assert of_worker == blocks(shared_home, "responsibilities", side="worker")
    assert of_worker == blocks(shared_home, "responsibilities", of="worker", kind="administrative")

    peers = blocks(shared_home, "responsibilities", side="peer")
    assert [one["code"] for one in peers] == [f"K5-{number}" for number in range(16, 27)]
    assert blocks(shared_home, "topics", side="peer", kind="administrative") == []
    assert {one["side"] for one in blocks(shared_home, "topics", kind="administrative")} == {
        "agency",
        "either",
    }


def test_whose_responsibilities_there_are_is_said_in_words_that_can_be_sent(shared_home: Household) -> None:
    answer = shared_home.as_("maya").get("/agreements/blocks/responsibilities?of=both")

    assert refused(answer, 422, "invalid")["fields"] == [
        {"field": "of", "rule": "Input should be 'worker' or 'supervisor'"}
    ]


def test_an_agreement_is_never_called_blocks(shared_home: Household) -> None:
    refused(shared_home.as_("maya").get("/agreements/blocks"), 422, "invalid")
    refused(shared_home.as_("maya").get("/agreements/blocks/other"), 404, "not-found")
    refused(shared_home.as_("maya").post("/agreements/blocks/topics", json={}), 405, "method-not-allowed")
