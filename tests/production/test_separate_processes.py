"""One journey on PostgreSQL and Apache Kafka, API and worker of each service processes of their own."""

from __future__ import annotations

import json
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import uuid4

import httpx2

from services.agreements.events import Limit
from services.agreements.policy import THAT_IT_TAKES_PLACE
from tests.faults.writers import terms
from tests.production.processes import Production, production, wait_until
from tests.servers import Kafka


def test_an_agreement_from_its_draft_to_a_line_managers_list(
    tmp_path: Path, postgres_dsn: str, keys_dsn: str, houses_kafka: Kafka
) -> None:
    with production(tmp_path, postgres_dsn, keys_dsn, houses_kafka.bootstrap) as house:
        began = monotonic()
        assert "Everything is there." in house.alongside("migrate", "--demo")
        house.alongside("migrate", "--demo")  # safe to run again
        house.start_all()
        people = whoever_is_there(house)
        with house.as_("maya") as maya, house.as_("sam") as sam, house.as_("petra") as petra:
            wait_until(lambda: petra.get("/agreements").json())
            place = drafted(maya, people)
            for party, name in ((maya, "Maya Winter"), (sam, "Sam Okoro")):
                position = signed(party, place, name)
            in_force = sam.get(place).json()
            assert in_force["status"] == "in-force"
            overseen_by_the_line_manager(petra, place, position)
            assert petra.get(f"{place}/terms").status_code == 403
        with house.as_("nobody") as nobody:
            assert nobody.get(place).status_code == 403, "a sign-in of nobody here"
        with house.as_("ines") as stranger:
            assert stranger.get(place).status_code == 404
        names_of_the_parties(house, people)
        house.stop()
        print(f"\nthe journey took {monotonic() - began:.0f} s")
    assert not [
        line for log in tmp_path.glob("*.log") for line in log.read_text().splitlines() if "error" in line
    ]


def whoever_is_there(house: Production) -> dict[str, dict[str, Any]]:
    """The demo's people as the operator lists them, at a house on PostgreSQL."""
    return {one["handle"]: one for one in json.loads(house.alongside("people", "--json"))}


def answered(answer: httpx2.Response) -> Any:
    """What was asked for; nothing while the house has not heard of everybody yet."""
    return answer.json() if answer.status_code == 200 else []


def drafted(maya: httpx2.Client, people: dict[str, dict[str, Any]]) -> str:
    body = {
        "worker": people["maya"]["id"],
        "supervisor": people["sam"]["id"],
        "placement": people["maya"]["placements"][0]["id"],
        "terms": terms(people["rowan"]["id"]),
    }
    key = {"Idempotency-Key": str(uuid4())}
    answer = maya.post("/agreements", json=body, headers=key)
    assert answer.status_code == 201, answer.text
    again = maya.post("/agreements", json=body, headers=key)
    assert (again.status_code, again.headers["Location"]) == (201, answer.headers["Location"])
    return str(answer.headers["Location"])


def signed(party: httpx2.Client, place: str, name: str) -> str:
    digest = party.get(f"{place}/terms").raise_for_status().json()["digest"]
    body = {
        "terms_digest": digest,
        "acknowledged_limits": list(Limit),
        "printed_name": name,
        "meaning": "I agree to these terms.",
    }
    answer = party.post(f"{place}/signatures", json=body)
    assert answer.status_code == 204, answer.text
    return str(answer.headers["Position"])


def overseen_by_the_line_manager(petra: httpx2.Client, place: str, position: str) -> None:
    seen = petra.get(place).raise_for_status().json()
    assert set(seen) <= set(THAT_IT_TAKES_PLACE)
    assert {"kind", "worker", "supervisor", "frequency", "status", "signatures"} <= set(seen)
    listed = petra.get("/agreements", headers={"At-Least": position}).raise_for_status().json()
    (mine,) = [one for one in listed if place.endswith(one["id"])]
    assert mine["status"] == "in-force"


def names_of_the_parties(house: Production, people: dict[str, dict[str, Any]]) -> None:
    """They share a record, which the directory learns over Kafka: so each may know the other's name."""
    with house.as_("maya", "directory") as maya:
        asked = f"/people?id={people['sam']['id']}"
        wait_until(lambda: maya.get(asked).json())
        assert [one["name"] for one in maya.get(asked).json()] == ["Sam Okoro"]
