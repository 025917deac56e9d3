"""The figures as a table, and as the page docs/benchmarks.md with the machine they were taken on."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.measure import Figure, Subject
from tests.servers import kafka, postgres

PAGE = Path("docs/benchmarks.md")
INTRODUCTION = """\
# Benchmarks

Made by `make bench`; `make bench ARGS="store relay"` runs some. Absolute figures drift with the machine and with what
else it does, so each stands beside a floor measured in the same run: every round runs every configuration once, and
a ratio is the median of the rounds' ratios.
"""


def table(subject: Subject) -> list[str]:
    lines = [
        "| What | Measured | Floor | Ratio | Target | Met |",
        "|---|--:|--:|--:|--:|---|",
    ]
    for one in subject.figures:
        ratio = "" if one.ratio is None else f"{one.ratio:.2f}"
        lines.append(f"| {one.what} | {one.measured} | {one.floor} | {ratio} | {one.target} | {_met(one)} |")
    return lines


def _met(one: Figure) -> str:
    return {True: "yes", False: "**no**", None: ""}[one.met]


def write(subjects: Sequence[Subject]) -> None:
    parts = [INTRODUCTION, *_machine()]
    for subject in subjects:
        parts += ["", f"## {subject.title}", "", subject.how, "", *table(subject)]
    PAGE.write_text("\n".join(parts) + "\n")


def _machine() -> list[str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    broker, database = kafka(), postgres()
    facts = {
        "Date": datetime.now(UTC).date().isoformat(),
        "Machine": f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}",
        "Other work": f"load average {os.getloadavg()[2]:.1f} over the last 15 minutes, this run included",
        "Python": sys.version.split()[0],
        "SQLite": sqlite3.sqlite_version,
        "PostgreSQL": database.version if database else "not here: its figures were not taken",
        "Apache Kafka": broker.version if broker else "not here: its figures were not taken",
    }
    return ["| | |", "|---|---|", *(f"| {name} | {said} |" for name, said in facts.items())]
