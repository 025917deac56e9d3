"""A house that is killed again and again while people write: what was acknowledged is there, and nothing twice."""

from __future__ import annotations

import json
import os
import random
import sqlite3
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import monotonic, sleep
from typing import Any

from services.house.building import House
from services.house.manifest import LOGS
from shared.feed.shelf import Shelf
from shared.feed.views import Generation, View
from shared.settings import Settings
from tests.faults.forge import Forge, forge
from tests.faults.writers import Sent, Writer, client

KILLS = 200 if os.environ.get("ALONGSIDE_SOAK") else 50
"""How many must have hit a write that was under way; others don't count."""
WRITERS = 6
SEED = 20260302


@dataclass
class Run:
    """What came of it."""

    writers: list[Writer]
    hits: int = 0
    misses: int = 0
    cut_off: int = 0


def test_fifty_kills_that_hit_a_running_write_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    data = tmp_path / "house"
    began = monotonic()
    with forge(tmp_path / "said") as made:
        run = kill_again_and_again(made, data)
    took = monotonic() - began

    assert not [surprise for writer in run.writers for surprise in writer.surprises]
    assert run.hits >= KILLS
    everything_acknowledged_is_there_once(run, data)
    every_file_is_whole(data)
    views_equal_what_a_rebuild_gives(data)
    commands = sum(len(writer.acknowledged) for writer in run.writers)
    print(
        f"\n{run.hits} kills hit a running write ({run.misses} did not), {run.cut_off} commands cut off, "
        f"{commands} acknowledged, {took:.0f} s"
    )


def kill_again_and_again(made: Forge, data: Path) -> Run:
    dice = random.Random(SEED)
    house = made.house(data)
    run = Run([Writer(random.Random(dice.random()), house.people()) for _ in range(WRITERS)])
    while run.hits < KILLS and run.misses < KILLS:
        over = Event()
        with ThreadPoolExecutor(WRITERS) as threads, client(house.address, house.token("maya")) as web:
            writing = [threads.submit(writer.write, web, over) for writer in run.writers]
            sleep(dice.uniform(0.03, 0.35))
            made.kill(house.pid)
            over.set()
            for one in writing:
                one.result(60)
        cut_off = sum(writer.open is not None for writer in run.writers)
        run.cut_off += cut_off
        run.hits += cut_off > 0
        run.misses += cut_off == 0
        house = made.house(data)
    with client(house.address, house.token("maya")) as web:
        for writer in run.writers:
            writer.finish(web)
    made.stop(house)
    return run


def everything_acknowledged_is_there_once(run: Run, data: Path) -> None:
    commands = [sent for writer in run.writers for sent in writer.acknowledged]
    difficulties = [sent for sent in commands if sent.path.startswith("/difficulties")]
    mine = {one.id: one.version for writer in run.writers for one in writer.mine}
    heard = {one.id: one.version for writer in run.writers for one in writer.heard}
    assert difficulties
    agreements = [sent for sent in commands if sent not in difficulties]
    a_log_holds_once(data / LOGS["agreements"], agreements, mine, "agreements.AgreementDrafted")
    a_log_holds_once(data / LOGS["agreements.restricted"], difficulties, heard, "agreements.DifficultyRaised")


def a_log_holds_once(log: Path, commands: list[Sent], ours: dict[str, int], begun: str) -> None:
    stored = records(log)
    streams: dict[str, list[int]] = defaultdict(list)
    effects: dict[str, set[str]] = defaultdict(set)
    for record in stored:
        streams[record["stream_id"]].append(record["stream_version"])
        if record["once"]:
            effects[record["once"]].add(record["stream_id"])

    for stream, versions in streams.items():
        assert versions == list(range(1, len(versions) + 1)), f"{stream} has a gap or goes back"
    assert {stream: len(streams[stream]) for stream in ours} == ours, "each is as its writer was told"

    keyed = [sent for sent in commands if "Idempotency-Key" in sent.headers]
    assert len(effects) == len({sent.headers["Idempotency-Key"] for sent in keyed}) == len(keyed)
    assert all(len(touched) == 1 for touched in effects.values())
    first = [r for r in stored if r["name"] == begun and r["once"]]
    assert Counter(r["stream_id"] for r in first) == dict.fromkeys(ours, 1)
    written = [r for r in stored if r["stream_id"] in ours]
    assert len(written) == len(commands), "a command, a fact"
    once = rows(log, "SELECT key FROM once")
    assert {key.hex() for (key,) in once} == effects.keys()
    assert len({r["id"] for r in stored}) == len(stored)


def every_file_is_whole(data: Path) -> None:
    files = sorted(data.rglob("*.db"))
    assert len(files) == 14
    for file in files:
        assert rows(file, "PRAGMA integrity_check") == [("ok",)], file.name


def views_equal_what_a_rebuild_gives(data: Path) -> None:
    house = House(Settings(data=data))
    try:
        for room in house.rooms.values():
            room.catch_up()
            for view in room.views:
                now = room.shelf.prepare(view)
                if view.topics:  # it may have been stopped before it heard the last of the others
                    for _ in room.filling(view, now, house.bus):
                        pass
                live = contents(room.shelf, now, view)
                room.rebuild(view, house.bus, lambda _taken: None)
                assert contents(room.shelf, room.shelf.prepare(view), view) == live, view.name
                nothing_of_it_yet = (
                    view.name in {"difficulty_counts", "erased_people", "keepings", "restricted_accesses"}
                    or room.service.name == "sessions"
                )
                assert any(live.values()) or nothing_of_it_yet, view.name
    finally:
        house.close()


def contents(shelf: Shelf, generation: Generation, view: View) -> dict[str, list[str]]:
    """All rows of a view, without the pulse, which tells of another time."""
    tables = [line.split()[2] for line in view.tables(lambda of: of) if line.startswith("CREATE TABLE")]
    with shelf.tables.read() as found:
        return {
            table: sorted(str(dict(row)) for row in found.all(f"SELECT * FROM {generation.table(table)}"))
            for table in tables
            if table != "pulse"
        }


def records(log: Path) -> list[dict[str, Any]]:
    found = rows(log, "SELECT state FROM stored_events ORDER BY rowid")
    return [json.loads(state) for (state,) in found]


def rows(file: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(file)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()
