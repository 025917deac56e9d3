"""A backup taken from a running house while people write: up to its moment all is there, once, and opens; nothing later."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from time import sleep
from typing import Any

import httpx2

from services.house.manifest import LOGS
from tests.backup.given import alongside
from tests.faults.forge import Standing, forge
from tests.faults.test_kills import every_file_is_whole, records, views_equal_what_a_rebuild_gives
from tests.faults.writers import Sent, Writer, client

WRITERS, BACKUPS = 4, 3
SEED = 20260302
WRITTEN = ("agreements", "agreements.restricted")


@dataclass
class Acknowledged:
    """A command that took effect, the version it left behind, and between which two times."""

    sent: Sent
    stream: str
    version: int
    began: datetime
    ended: datetime


@dataclass
class Noting(Writer):
    """Notes the time as well."""

    noted: list[Acknowledged] = field(default_factory=list)

    def _send(self, web: httpx2.Client, sent: Sent) -> None:
        began, before = datetime.now(UTC), len(self.acknowledged)
        super()._send(web, sent)
        if len(self.acknowledged) > before:
            assert sent.version
            stream = (sent.location or sent.path).split("/")[2]
            self.noted.append(Acknowledged(sent, stream, sent.version, began, datetime.now(UTC)))


def test_everything_acknowledged_up_to_the_moment_is_there_and_nothing_later(tmp_path: Path) -> None:
    data = tmp_path / "house"
    dice = random.Random(SEED)
    with forge(tmp_path / "said") as made:
        house = made.house(data)
        writers = [Noting(random.Random(dice.random()), house.people()) for _ in range(WRITERS)]
        backups = backed_up_meanwhile(house, writers, tmp_path)
        noted = [one for writer in writers for one in writer.noted]
        assert not [surprise for writer in writers for surprise in writer.surprises]
        made.stop(house)
        live = {name: records(data / LOGS[name]) for name in WRITTEN}

        for number, backup in enumerate(backups):
            again = tmp_path / f"again {number}"
            done = alongside("restore", backup["events"], backup["keys"], "--data", again, "--json")
            assert done.returncode == 0, done.stderr
            held = {name: records(again / LOGS[name]) for name in WRITTEN}
            for name in WRITTEN:
                it_is_a_beginning_of(live[name], held[name], backup["positions"][name])
            stored = [record for log in held.values() for record in log]
            before, after = around(datetime.fromisoformat(backup["moment"]), noted, stored)
            print(
                f"\n{len(before)} commands acknowledged before, {len(after)} begun after, {len(stored)} records"
            )
            every_file_is_whole(again)
            views_equal_what_a_rebuild_gives(again)

        standing = made.house(tmp_path / f"again {BACKUPS - 1}")
        all_of_it_opens(standing, stored, before)
        made.stop(standing)


def backed_up_meanwhile(house: Standing, writers: list[Noting], at: Path) -> list[dict[str, Any]]:
    """While they write, without a pause, as the operator does it: by the command line, over the socket."""
    over = Event()
    backups = []
    with ThreadPoolExecutor(WRITERS) as threads, client(house.address, house.token("maya")) as web:
        writing = [threads.submit(writer.write, web, over) for writer in writers]
        try:
            for _ in range(BACKUPS):
                sleep(0.7)
                done = alongside(
                    "backup", at / "events", "--keys-to", at / "keys", "--data", house.data, "--json"
                )
                assert done.returncode == 0, done.stderr
                backups.append(json.loads(done.stdout))
            sleep(0.7)
        finally:
            over.set()
        for one in writing:
            one.result(60)
    return backups


def it_is_a_beginning_of(live: list[dict[str, Any]], stored: list[dict[str, Any]], position: int) -> None:
    """The same records in the same order, without a gap, up to the position that was named."""
    assert stored == live[: len(stored)]
    assert len(stored) == position
    assert len({one["id"] for one in stored}) == len(stored), "nothing twice"


def around(
    moment: datetime, noted: list[Acknowledged], stored: list[dict[str, Any]]
) -> tuple[list[Acknowledged], list[Acknowledged]]:
    versions: dict[str, list[int]] = defaultdict(list)
    for record in stored:
        versions[record["stream_id"]].append(record["stream_version"])
    before = [one for one in noted if one.ended < moment]
    after = [one for one in noted if one.began > moment]
    assert [one for one in before if one.version not in versions[one.stream]] == []
    assert [one for one in after if one.version in versions[one.stream]] == []
    assert all(sorted(held) == list(range(1, len(held) + 1)) for held in versions.values())
    assert len(before) > 10
    assert len(after) > 10
    assert moment >= max(datetime.fromisoformat(one["recorded_at"]) for one in stored)
    return before, after


def all_of_it_opens(house: Standing, stored: list[dict[str, Any]], before: list[Acknowledged]) -> None:
    """Its words too; and whoever may see it by what the directory says, sees it, so relations came along."""
    theirs = {one.stream for one in before if one.sent.path.startswith("/agreements")}
    heard = {one.stream for one in before} - theirs
    assert heard
    with (
        client(house.address, house.token("maya")) as maya,
        client(house.address, house.token("petra")) as petra,
    ):
        for stream in theirs:
            place = maya.get(f"/agreements/{stream}/terms").raise_for_status().json()["terms"]["place"]
            assert place.startswith("Room ")
        for stream in heard:
            said = maya.get(f"/difficulties/{stream}/words").raise_for_status().json()["words"]
            assert said.endswith("went into the rota.")
        mentioned = {
            record["stream_id"] for record in stored if record["name"] == "agreements.AgreementDrafted"
        }
        assert theirs <= mentioned
        assert petra.get("/agreements").raise_for_status().json()
