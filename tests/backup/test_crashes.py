"""Killed at any step, a backup is whole or refused, a restore whole or not there; and the next one goes well."""

from __future__ import annotations

import os
import random
import signal
import sys
from collections.abc import Callable, Iterator
from itertools import count, product
from pathlib import Path
from typing import Any

import pytest

from services.house.backup import restore, take
from services.house.backup.contents import told_of
from services.house.backup.folders import ENDING
from services.house.building import House
from shared.settings import Settings
from tests.backup.given import Taken, backed_up, refused, restored
from tests.house import household

STEPS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "sqlite3.connect"}
SOAK = bool(os.environ.get("ALONGSIDE_SOAK"))
EVERY = 1 if SOAK else 3
"""Of the steps of a backup; all of them in the long run."""
SAMPLED, LAST = (14, 24) if SOAK else (6, 10)
"""Of the steps of a restore: so many anywhere, and all of the last."""
SEED = 20260302
Told = Callable[[str, int, int], None]


def killed_at(step: int, within: Path, work: Callable[[Told], Any]) -> bool:
    """Do some work in a process that dies before its so manieth step within a folder; answers whether it got that far."""
    child = os.fork()
    if child == 0:
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            work(_dying_at(step, within))
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def _dying_at(step: int, within: Path) -> Told:
    """Every file that is opened, made, moved or removed is a step, and every page that is copied."""
    steps = count(1)

    def one() -> None:
        if next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(event: str, arguments: tuple[Any, ...]) -> None:
        if event in STEPS and str(within) in str(arguments[0]):
            one()

    sys.addaudithook(heard)
    return lambda _doing, _done, _of: one()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("crashes") / "house"
    with household(data):
        pass
    return data


def test_killed_at_any_step_a_backup_is_whole_or_refused(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.house.backup.databases.PAGES", 16)
    positions: dict[str, int] = {}
    steps, whole = 0, 0
    for step in count(1, EVERY):
        at = tmp_path / str(step)

        def work(told: Told, at: Path = at) -> None:
            take(House(Settings(data=house)), at / "events", at / "keys", told)

        if not killed_at(step, at, work):
            break
        steps = step
        for taken in left_behind(at):
            if ENDING in str(taken):
                refused(at / "again", taken, "never finished", without_list=True)
            else:
                positions = restored(at / "again", taken)["positions"]
                whole += 1
        assert_the_next_one_is_whole_and_sweeps(house, at, positions)
    assert steps > 30
    assert whole < steps / 4
    print(f"\nkilled at each of {steps} steps; {whole} of those backups were whole")


def left_behind(at: Path) -> Iterator[Taken]:
    """Every pair of folders that somebody could take for a backup."""
    halves = [
        [path for path in (at / half).iterdir() if path.is_dir()] if (at / half).is_dir() else []
        for half in ("events", "keys")
    ]
    for events, keys in product(*halves):
        yield Taken(events, keys, "", {})


def assert_the_next_one_is_whole_and_sweeps(house: Path, at: Path, positions: dict[str, int]) -> None:
    opened = House(Settings(data=house))
    try:
        taken = backed_up(opened, at)
    finally:
        opened.close()
    assert not positions or taken.positions == positions
    assert not [
        path for half in ("events", "keys") for path in (at / half).iterdir() if path.name.endswith(ENDING)
    ]


def test_killed_at_any_step_a_restore_is_whole_or_not_there(house: Path, tmp_path: Path) -> None:
    opened = House(Settings(data=house))
    taken = backed_up(opened, tmp_path)
    opened.close()
    last = next(
        step
        for step in count(20, 20)
        if not killed_at(step, tmp_path / "probe", restoring(taken, tmp_path / "probe" / str(step)))
    )
    dice = random.Random(SEED)
    steps = sorted({*dice.sample(range(1, last), SAMPLED), *range(last - LAST, last + 1)})
    absent, there = 0, 0
    for step in steps:
        at = tmp_path / "at" / str(step)
        killed = killed_at(step, at.parent, restoring(taken, at))
        if at.exists():
            there += 1
            opened = House(Settings(data=at))
            logs = [log for room in opened.rooms.values() for log in room.logs]
            assert told_of({log.name: log.store.position() for log in logs}) == taken.positions
            opened.close()
        else:
            absent += killed
            assert restored(at, taken)["positions"] == taken.positions
        assert not [path for path in at.parent.iterdir() if path.name.startswith(f".{step}.")], "swept away"
    assert absent > SAMPLED // 2
    print(f"\nkilled at {len(steps)} of some {last} steps; {absent} left nothing, {there} were whole")


def restoring(taken: Taken, data: Path) -> Callable[[Told], Any]:
    def work(told: Told) -> None:
        restore(Settings(data=data), taken.events, taken.keys, None, without_list=False, told=told)

    return work
