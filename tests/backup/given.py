"""What the tests of backups share: a backup of a house, a restored one, the command line as its user types it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from services.house.backup import restore, take
from services.house.building import House
from services.house.said import Said
from shared.settings import Settings
from tests.faults.forge import CHECKOUT

PROGRAM = "import sys; from services.__main__ import app; sys.exit(app())"


@dataclass(frozen=True)
class Taken:
    """Where the two halves of a backup lie."""

    events: Path
    keys: Path
    moment: str
    positions: dict[str, int]


def silent(_doing: str, _done: int, _of: int) -> None:
    """Hears how far it is, and says nothing."""


def backed_up(house: House, at: Path) -> Taken:
    made = take(house, at / "events", at / "keys", silent)
    return Taken(Path(made["events"]), Path(made["keys"]), made["moment"], made["positions"])


def restored(
    data: Path,
    taken: Taken,
    *,
    erased: Path | None = None,
    without_list: bool = False,
    kept_list: Path | None = None,
    **settings: Any,
) -> dict[str, Any]:
    """`erased` is the list that is given, `kept_list` the one that the settings name."""
    told = Settings(data=data, erased=kept_list, **settings)
    return restore(told, taken.events, taken.keys, erased, without_list=without_list, told=silent)


def refused(data: Path, taken: Taken, sentence: str, **told: Any) -> None:
    """It says why, and there is nothing where the house would be, nor beside it."""
    before = sorted(data.parent.iterdir())
    with pytest.raises(Said, match=sentence):
        restored(data, taken, **told)
    assert sorted(data.parent.iterdir()) == before


def alongside(
    *arguments: str | Path, at: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """A command of the operator, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, arguments)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(CHECKOUT), **environment},
        cwd=at,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
