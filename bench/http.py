"""Commands a second over HTTP, against the same request whose endpoint does one bare insert, or nothing."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from typing import Any
from uuid import uuid4

from bench.client import CONNECTIONS, answered, request
from bench.measure import Figure, Subject, compared, rounds
from services.agreements.events import Limit

REQUESTS = 200
ROUNDS = 5
LEAST = 0.4
HOW = (
    f"`POST /agreements/{{id}}/signatures` with an Idempotency-Key, each to another agreement, {REQUESTS} a round over "
    f"{CONNECTIONS} connections that stay open; the house on SQLite in one process, the load from another. The floors are "
    "endpoints of the same application that take the same request in the same form: through the house's door (token "
    "verified, strict JSON) as every route, and without it. Each inserts one row of the same size with the bare driver "
    "(WAL, `synchronous=FULL`, one commit), or does nothing."
)


@contextmanager
def served(agreements: int, *, followers: bool) -> Iterator[dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        command = [sys.executable, "-m", "bench.served", folder, str(agreements), str(int(followers))]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            try:
                yield json.loads(process.stdout.readline())
            finally:
                process.terminate()
                process.wait(30)


def bodies(house: dict[str, Any], path: str, places: Iterator[int]) -> list[bytes]:
    made = []
    for _ in range(REQUESTS):
        id, digest = house["drafted"][next(places)]
        body = {
            "terms_digest": digest,
            "acknowledged_limits": [limit.value for limit in Limit],
            "printed_name": "Maya Winter",
            "meaning": "I agree to these terms.",
        }
        told = {"Idempotency-Key": str(uuid4())}
        made.append(request("POST", path.format(id=id), house["token"], body, **told))
    return made


def one_round(house: dict[str, Any], path: str, places: Iterator[int]) -> float:
    return answered(house["port"], bodies(house, path, places), 204)


def on(*, followers: bool) -> list[Figure]:
    paths = {
        "command": "/agreements/{id}/signatures",
        "door, insert": "/door/{id}/insert",
        "door, nothing": "/door/{id}/nothing",
        "insert": "/open/{id}/insert",
        "nothing": "/open/{id}/nothing",
    }
    with served(REQUESTS * (ROUNDS + 1), followers=followers) as house:
        rates = rounds(
            {name: partial(one_round, house, path, count()) for name, path in paths.items()}, many=ROUNDS
        )
    who = "followers at work" if followers else "API alone"
    least = LEAST if followers else None
    return [
        compared(f"{who}, against one bare insert", rates, "command", "door, insert", least),
        compared(f"{who}, against an empty endpoint", rates, "command", "door, nothing"),
        compared(f"{who}, against one bare insert without the door", rates, "command", "insert"),
        compared(f"{who}, against an empty endpoint without the door", rates, "command", "nothing"),
    ]


def run() -> Subject:
    return Subject("Commands over HTTP", HOW, [*on(followers=True), *on(followers=False)])
