"""What the tests really ran on, and what they could not have; said at the end of every run."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple, NoReturn

import pytest


@dataclass
class Used:
    """One kind of server in this run."""

    name: str
    version: str = ""
    pid: Callable[[], int | None] = lambda: None
    """Its process id now (a test may have started it again); None when it was given by the environment."""
    missing: str = ""
    """Why it could not be had; empty while it can."""
    tests: set[str] = field(default_factory=set)
    """The tests that asked for it, by node id."""

    def told(self) -> Told:
        """As it stands now, for whoever puts together what several processes ran on."""
        return Told(self.name, self.version, self.pid(), " ".join(self.missing.split()), sorted(self.tests))


class Told(NamedTuple):
    """What one process says of one kind of server; plain values, for it goes from one process to another."""

    name: str
    version: str
    pid: int | None
    missing: str
    tests: list[str]


KAFKA = Used("Apache Kafka")
POSTGRES = Used("PostgreSQL")
CHROMIUM = Used("Chromium")


def told() -> list[Told]:
    """What this process used."""
    return [used.told() for used in (KAFKA, POSTGRES, CHROMIUM)]


def lines(everybody: Iterable[Told]) -> list[str]:
    """The whole report; SQLite comes with Python, so only its version is of interest."""
    asked = [one for one in everybody if one.tests]
    here = groupby(sorted(asked, key=_alike), key=_alike)
    return [*(_line([*alike]) for _, alike in here), f"SQLite {sqlite3.sqlite_version} (inside Python)"]


def _alike(one: Told) -> tuple[int, str, str]:
    """Processes of which one line speaks."""
    return ([KAFKA.name, POSTGRES.name, CHROMIUM.name].index(one.name), one.missing, one.version)


def _line(alike: list[Told]) -> str:
    (name, version, _, missing, _), many = alike[0], sum(len(one.tests) for one in alike)
    count = f"{many} test{'' if many == 1 else 's'}"
    if missing:
        return f"NOT RUN: {count} wanted {name}: {missing}"
    pids = [str(one.pid) for one in alike if one.pid]
    started = f"started here, pid{'' if len(pids) == 1 else 's'} {' and '.join(pids)}"
    return f"{name} {version} ({started if pids else 'given by the environment'}, {count})"


def not_run(reason: str, *, required: bool = True) -> NoReturn:
    """Skip the test, or fail it where everything that is required must run (CI=true): it never passes silently."""
    if required and os.environ.get("CI") == "true":
        pytest.fail(f"not run: {reason}", pytrace=False)
    pytest.skip(reason)
