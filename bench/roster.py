"""Ten thousand people imported, against the commands that would add them one by one."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx2

from bench.client import CONNECTIONS, answered, request
from bench.measure import Figure, Subject
from bench.start import up
from services.house.demo import AGENCIES

PEOPLE = 10_000
ONE_BY_ONE = 300
MANAGER = "HL-1006"
AGENCY = AGENCIES["harbour"][0]
PATIENCE = 300.0
HOW = (
    f"`POST /people/imports` of a file of {PEOPLE:,} workers of one agency, each with a number, an e-mail address, a role and a "
    "placement under a line manager; the house with demo data on SQLite in one process, followers at work, the load from "
    "another. Shown first, then applied with the digest, then sent once more, when nothing is left to do. The floor is the bare "
    f"commands in the same house: `POST /people`, `/people/{{id}}/roles`, `/people/{{id}}/placements` for {ONE_BY_ONE} others "
    f"over {CONNECTIONS} connections that stay open, counted in people."
)


def file() -> str:
    """A roster as another system would export it."""
    made = io.StringIO()
    lines = csv.writer(made)
    head = (
        "employee_number",
        "name",
        "agency",
        "roles",
        "starts",
        "work_email",
        "line_manager_employee_number",
    )
    lines.writerow(head)
    for at in range(PEOPLE):
        lines.writerow(
            (f"B{at}", f"Person {at}", AGENCY, "worker", "2026-03-02", f"b{at}@agency.example", MANAGER)
        )
    return made.getvalue()


def one_by_one(web: httpx2.Client, port: int, token: str) -> float:
    """People a second, by the commands alone."""
    agency = next(one["id"] for one in web.get("/agencies").json() if one["name"] == AGENCY)
    (manager,) = web.post("/people/searches", json={"employee_number": MANAGER}).json()
    role = {"agency": agency, "role": "worker", "starts": "2026-03-02"}
    place = {
        "agency": agency,
        "employment": "employed",
        "starts": "2026-03-02",
        "line_manager": manager["id"],
    }
    people = [
        {"name": f"Other {at}", "employee_number": f"O{at}", "work_email": f"o{at}@agency.example"}
        for at in range(ONE_BY_ONE)
    ]
    added = answered(
        port, [request("POST", "/people", token, {"agency": agency, "details": one}) for one in people], 201
    )
    ids: list[str] = []
    page: str | None = f"/people?agency={agency}&limit=200"
    while page:
        answer = web.get(page)
        ids += [one["id"] for one in answer.json() if one["name"].startswith("Other")]
        page = answer.links.get("next", {}).get("url")
    given, placed = (
        answered(port, [request("POST", f"/people/{id}/{what}", token, body) for id in ids], 201)
        for what, body in (("roles", role), ("placements", place))
    )
    return 1 / (1 / added + 1 / given + 1 / placed)


def asked(web: httpx2.Client, body: dict[str, Any]) -> tuple[httpx2.Response, float]:
    """The answer and how long it took; asked again while the views are catching up."""
    until = time.perf_counter() + PATIENCE
    while True:
        began = time.perf_counter()
        answer = web.post("/people/imports", json=body)
        if answer.status_code != 503 or time.perf_counter() > until:
            answer.raise_for_status()
            return answer, time.perf_counter() - began
        time.sleep(1)


def run() -> Subject:
    with (
        tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder,
        up(Path(folder), "--demo") as (_, _took, port),
    ):
        command = [sys.executable, "-m", "services", "token", "--as", "tomasz", "--data", folder]
        token = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        headers = {"Authorization": f"Bearer {token}"}
        with httpx2.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=PATIENCE) as web:
            floor, body = one_by_one(web, port, token), {"file": file()}
            shown, showing = asked(web, body)
            applied, applying = asked(web, body | {"digest": shown.json()["digest"]})
            done = json.loads(applied.text.splitlines()[-1])
            again, looking = asked(web, body)
    if done != {"done": PEOPLE} or again.json()["unchanged"] != PEOPLE:
        raise RuntimeError("not everybody was imported")
    rate = PEOPLE / (showing + applying)
    told = (("shown", showing), ("applied", applying), ("sent once more, nothing left to do", looking))
    return Subject(
        "Import of a roster",
        HOW,
        [
            Figure(
                "People a second, shown and applied, against the bare commands",
                f"{rate:,.0f}/s",
                f"{floor:,.0f}/s",
                rate / floor,
            ),
            *(Figure(f"{PEOPLE:,} people {what}", f"{seconds:.1f} s") for what, seconds in told),
        ],
    )
