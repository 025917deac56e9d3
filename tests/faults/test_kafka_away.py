"""Kafka is killed in mid-stream and stays away: the two go on, the others are told to come back, the topic catches up."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

import pytest
from httpx2 import Client

from services.house.manifest import SERVICES
from tests.faults.leftovers import impatient_clients
from tests.faults.writers import terms
from tests.production.houses import OnServers, by_stream, of_log, of_topic, on_servers
from tests.production.processes import wait_until
from tests.servers import Kafka

OUTAGE = 180.0 if os.environ.get("ALONGSIDE_SOAK") else 15.0
SLOWEST = 5.0
"""Seconds that a party may wait for an answer, whatever Kafka does."""


@dataclass
class Busy:
    """Maya, who goes on drafting and revising all the time."""

    home: OnServers
    over: Event = field(default_factory=Event)
    drafts: list[str] = field(default_factory=list)
    revised: int = 0
    slowest: float = 0.0
    surprises: list[str] = field(default_factory=list)

    def run(self) -> None:
        maya = self.home.as_("maya")
        while not self.over.is_set():
            self._timed(maya, "POST", "/agreements", {})
            for version in (1, 2, 3):
                told = {"If-Match": f'"{version}"'}
                self.revised += self._timed(maya, "PUT", f"{self.drafts[-1]}/terms", told)
            sleep(0.05)

    def _timed(self, web: Client, method: str, path: str, headers: dict[str, str]) -> bool:
        demo = self.home.demo
        body: dict[str, Any] = {"terms": terms(str(demo.people["rowan"]), place=uuid4().hex)}
        if method == "POST":
            body |= {
                "worker": str(demo.people["maya"]),
                "supervisor": str(demo.people["sam"]),
                "placement": str(demo.placements["maya"]),
            }
        began = monotonic()
        answer = web.request(method, path, json=body, headers=headers)
        self.slowest = max(self.slowest, monotonic() - began)
        if not answer.is_success:
            self.surprises.append(f"{method} {path}: {answer.status_code} {answer.text}")
        elif method == "POST":
            self.drafts.append(answer.headers["Location"])
        return answer.is_success


@pytest.fixture
def home(
    tmp_path: Path, postgres_dsn: str, keys_dsn: str, houses_kafka: Kafka, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OnServers]:
    with impatient_clients(monkeypatch):
        with on_servers(tmp_path, postgres_dsn, keys_dsn, houses_kafka.bootstrap) as made:
            yield made


def test_kafka_is_killed_in_mid_stream_and_everything_arrives_in_order(
    home: OnServers, houses_kafka: Kafka
) -> None:
    maya, nora = home.as_("maya"), home.as_("nora")
    known = f"/agreements/{home.demo.agreements['maya-sam']}"
    assert nora.get(known).status_code == 200
    busy = Busy(home)
    writing = Thread(target=busy.run)
    writing.start()
    try:
        wait_until(lambda: len(busy.drafts) >= 5)
        houses_kafka.kill()
        at_the_kill = len(busy.drafts)
        sleep(OUTAGE)
        home.clock.move(seconds=61)
        refused = nora.get(known)
        assert (refused.status_code, refused.json()["type"]) == (503, "urn:alongside:problem:away")
        assert int(refused.headers["Retry-After"]) > 0
        for path in (known, f"{known}/terms", f"{known}/history", "/agreements", "/people/me"):
            assert maya.get(path).status_code == 200, path
        wait_until(lambda: maya.get("/readyz").status_code == 200)
        assert maya.post(f"{known}/ending", json={"why": "other"}).status_code == 204
        difficulty = {"agreement": known.rpartition("/")[2], "about": "difficulty", "words": "It stalls."}
        raised = maya.post("/difficulties", json=difficulty)
        assert maya.get(f"{raised.headers['Location']}/words").status_code == 200
        while_away = len(busy.drafts) - at_the_kill
    finally:
        houses_kafka.start()
        sleep(1)
        busy.over.set()
        writing.join(60)

    home.settle(90)
    wait_until(lambda: nora.get(known).status_code == 200)
    assert not busy.surprises
    assert while_away > 5
    assert busy.slowest < SLOWEST
    twice = 0
    logs = [log for service in SERVICES for log in home.house.rooms[service].logs]
    for topic in {topic for log in logs for topic in log.topics.values()} - {"alongside.access"}:
        there = of_topic(houses_kafka.bootstrap, topic)
        twice += len(there) - len(set(there))
        recorded = [one for service in SERVICES for one in of_log(home.house, service, topic)]
        assert by_stream(there) == by_stream(recorded), topic
    accounted = [one for service in SERVICES for one in of_log(home.house, service, "alongside.access")]
    assert set(of_topic(houses_kafka.bootstrap, "alongside.access")) == set(accounted)
    print(
        f"\n{len(busy.drafts)} drafts and {busy.revised} revisions, {while_away} drafts while Kafka was away {OUTAGE:.0f} s, "
        f"slowest answer {busy.slowest * 1000:.0f} ms; published twice: {twice}"
    )
