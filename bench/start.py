"""From the command to the sentence that says ready, and how much memory the house then takes."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from bench.client import Connection, answered, request
from bench.measure import Figure, Subject

STARTS = 3
REQUESTS = 200
MOST_SECONDS = {"an empty folder": 3.0, "--demo, an empty folder": 5.0, "a second time": 3.0}
"""The first time, people and a year of what they did are made too."""
MOST_MB = 200
HOW = (
    "`alongside up --port 0` until it says ready: with an empty folder, with `--demo` in an empty folder, and again on "
    f"those data; medians of {STARTS}. Memory is what is resident (VmRSS) after {REQUESTS} requests (lists, agreements, "
    "terms) to the house with demo data."
)


@contextmanager
def up(data: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], float, int]]:
    """The process, how long it took to be ready, and its port."""
    command = [sys.executable, "-m", "services", "up", "--data", str(data), "--port", "0", *options]
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout
        try:
            said = process.stdout.readline()
            took = time.perf_counter() - began
            if "ready" not in said:
                raise RuntimeError(f"the house did not start: {said!r}")
            yield process, took, int(process.stdout.readline().rsplit(":", 1)[1])
        finally:
            process.terminate()
            process.wait(30)


def start(data: Path, *options: str) -> float:
    with up(data, *options) as (_, took, _):
        return took


def memory(data: Path) -> float:
    with up(data) as (process, _, port):
        command = [sys.executable, "-m", "services", "token", "--as", "maya", "--data", str(data)]
        token = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        known = [one["id"] for one in _listed(port, token)]
        paths = [
            path for id in known for path in ("/agreements", f"/agreements/{id}", f"/agreements/{id}/terms")
        ]
        answered(port, [request("GET", path, token) for path in islice(cycle(paths), REQUESTS)], 200)
        status = Path(f"/proc/{process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) * 1024 / 1e6


def _listed(port: int, token: str) -> list[dict[str, str]]:
    connection = Connection(port)
    status, body = connection.ask(request("GET", "/agreements", token))
    connection.close()
    if status != 200:
        raise RuntimeError(f"GET /agreements was answered {status}")
    return list(json.loads(body))


def run() -> Subject:
    took: dict[str, list[float]] = {name: [] for name in MOST_SECONDS}
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        for place in range(STARTS):
            demo = Path(folder) / f"demo-{place}"
            took["an empty folder"].append(start(Path(folder) / f"empty-{place}"))
            took["--demo, an empty folder"].append(start(demo, "--demo"))
            took["a second time"].append(start(demo, "--demo"))
        resident = memory(demo)
    seconds = {name: median(times) for name, times in took.items()}
    return Subject(
        "Start and memory",
        HOW,
        [
            *(
                Figure(f"Start to ready, {name}", f"{s:.2f} s", value=s, most=MOST_SECONDS[name])
                for name, s in seconds.items()
            ),
            Figure(f"Memory after {REQUESTS} requests", f"{resident:.0f} MB", value=resident, most=MOST_MB),
        ],
    )
