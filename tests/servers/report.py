"""What the tests really ran on, and what they could not have; said at the end of every run."""

import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn

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

    def line(self) -> str:
        """One line for a person; empty when no test asked for it."""
        count = f"{len(self.tests)} test{'' if len(self.tests) == 1 else 's'}"
        if self.missing:
            return f"NOT RUN: {count} wanted {self.name}: {' '.join(self.missing.split())}"
        origin = f"started here, pid {pid}" if (pid := self.pid()) else "given by the environment"
        return f"{self.name} {self.version} ({origin}, {count})" if self.tests else ""


KAFKA = Used("Apache Kafka")
POSTGRES = Used("PostgreSQL")
CHROMIUM = Used("Chromium")


def lines() -> list[str]:
    """The whole report; SQLite comes with Python, so only its version is of interest."""
    servers = [line for used in (KAFKA, POSTGRES, CHROMIUM) if (line := used.line())]
    return [*servers, f"SQLite {sqlite3.sqlite_version} (inside Python)"]


def not_run(reason: str, *, required: bool = True) -> NoReturn:
    """Skip the test, or fail it where everything that is required must run (CI=true): it never passes silently."""
    if required and os.environ.get("CI") == "true":
        pytest.fail(f"not run: {reason}", pytrace=False)
    pytest.skip(reason)
