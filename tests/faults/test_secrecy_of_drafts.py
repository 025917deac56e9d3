"""Two runs, one with drafts of concerns and one without: nothing but what their author is answered tells them apart (C2)."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest
import structlog

from services.house.operator import Operator
from services.sessions.views.drafts import DRAFT, Drafts
from shared.bus import HEARTBEAT
from tests.edge.given import NOBODY
from tests.edge.test_drafts import OTHERS, WORDS, body, drafted
from tests.edge.test_fuzz import ADVICE
from tests.house import Filled, Household, wait_for

AUTHOR: Final = "sam"
LASTS: Final = "drafts.db"
"""What lies aside, and is in no backup."""
READ: Final = {
    "places": "SELECT grp, topic, place = (SELECT MAX(place) FROM messages m WHERE m.topic = p.topic) FROM places p"
}
"""Whose sign of life comes first at a start is chance, and which number each has in the bus; that all was heard is not."""
OF_THE_MOMENT: Final = {"trace_id", "timestamp"}


@dataclass
class Left:
    """All that somebody else than the author can lay hands on."""

    kept: dict[str, list[str]]
    answers: dict[str, Any]
    recorded: list[str]
    logs: list[str]
    spans: list[str]
    backup: dict[str, list[str]]

    def differences(self, other: Left) -> set[str]:
        told: set[str] = set()
        for name in ("kept", "answers", "backup"):
            mine, theirs = getattr(self, name), getattr(other, name)
            told |= {
                f"{name}: {key}" for key in mine.keys() | theirs.keys() if mine.get(key) != theirs.get(key)
            }
        return told | {
            one for one in ("recorded", "logs", "spans") if getattr(self, one) != getattr(other, one)
        }


@pytest.fixture(scope="module")
def without(first_house: Filled, tmp_path_factory: pytest.TempPathFactory) -> Left:
    """The run in which the author does nothing."""
    return left(first_house, tmp_path_factory.mktemp("run") / "without", lambda _: None)[0]


@pytest.fixture(scope="module", autouse=True)
def _one_beat() -> Iterator[None]:
    """A house shows by a beat that it lives, as often as its run is long: here once."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("services.house.logs.PULSE_SECONDS", 3600.0)
        yield


def test_a_draft_changes_nothing_that_anybody_else_can_see_C2(
    without: Left, first_house: Filled, tmp_path: Path
) -> None:
    having, answers = left(first_house, tmp_path / "with", drafts)

    assert without.differences(having) == set()
    assert len(without.answers) > 300
    assert len(without.recorded) > 20
    assert len(without.spans) > 300
    assert [one["last_day"] for one in answers] == ["2026-03-09"], "its author alone knows"


def test_what_is_recorded_where_drafts_are_not_would_be_found_C2(
    without: Left, first_house: Filled, tmp_path: Path
) -> None:
    """The same comparison, of a disconnect that the same person drafted: a fact, in the log that is apart."""
    having, _ = left(first_house, tmp_path / "with", disconnect)

    found = without.differences(having)

    assert {"kept: agreements/restricted.db", "kept: bus.db", "kept: agreements/keys.db", "spans"} <= found
    assert "backup: agreements/restricted.db" in found
    assert "answers: maya GET /disconnects" in found


def drafts(home: Household) -> None:
    """Drafted, safe to send again, opened, listed, changed, in a notice that was not recorded; and one more that was destroyed."""
    author, key = home.as_(AUTHOR), {"Idempotency-Key": "6f1f2a0e-5a52-4c5c-9a5e-0c1f4c2b7d10"}
    for _ in range(2):
        path = author.post("/concern-drafts", json=body(home), headers=key).headers["Location"]
    assert author.get(path).json()["drafted"]["words"] == WORDS
    assert len(author.get("/concern-drafts").json()) == 1
    assert author.put(path, json=body(home), headers={"If-Match": '"1"'}).status_code == 204
    assert author.put(path, json=body(home), headers={"If-Match": '"1"'}).status_code == 412
    assert author.post("/concern-drafts", json={"words": 1}).status_code == 422
    assert author.delete(drafted(home, AUTHOR), headers={"If-Match": '"1"'}).status_code == 204
    aside = home.house.rooms["sessions"].aside
    assert aside
    (laid,) = aside.kinds(DRAFT)
    Drafts(aside, laid.owner).goes_with(laid.id, UUID(NOBODY))


def disconnect(home: Household) -> None:
    told = {"agreement": str(home.demo.agreements["maya-sam"]), "to": home.person("petra"), "advice": ADVICE}
    assert home.as_(AUTHOR).post("/disconnects", json=told).status_code == 201


def left(first_house: Filled, data: Path, happens: Callable[[Household], None]) -> tuple[Left, Any]:
    traces = data.with_suffix(".traces")
    with structlog.testing.capture_logs() as lines:
        with first_house.copied(data, traces=traces) as home:
            happens(home)
            home.rest()
            wait_for(lambda: everything_was_heard(data / "bus.db"))
            kept = dict(databases(data))
            begin = {log.name: log.store.position() for log in logs_of(home)}
            answers = dict(asked(home))
            acted(home)
            home.settle()
            recorded = [
                told for log in logs_of(home) for told in shapes(log.store.read(begin[log.name], 10_000))
            ]
            own = home.as_(AUTHOR).get("/concern-drafts").json()
            copies = {half: data.with_suffix(f".{half}") for half in ("events", "keys")}
            Operator(home.house).backup(str(copies["events"]), str(copies["keys"]), lambda *_: None)
        told = [
            json.dumps({k: v for k, v in line.items() if k not in OF_THE_MOMENT}, default=str)
            for line in lines
        ]
    backup = {name: rows for copy in copies.values() for name, rows in databases(next(copy.glob("2*")))}
    assert not [path for copy in copies.values() for path in copy.rglob(LASTS)]
    return Left(kept, answers, recorded, sorted(told), spans(traces), sizes(backup)), own


def everything_was_heard(bus: Path) -> bool:
    """Signs of life too, of which it stands in the bus as well how far each who follows has heard."""
    with closing(sqlite3.connect(f"{bus.as_uri()}?mode=ro", uri=True)) as reader:
        ends = dict(reader.execute("SELECT topic, MAX(place) FROM messages GROUP BY topic"))
        return all(place == ends[topic] for topic, place in reader.execute("SELECT topic, place FROM places"))


def logs_of(home: Household) -> list[Any]:
    return [log for room in home.house.rooms.values() for log in room.logs]


def databases(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Every row of every table, but of what lies aside."""
    paths = sorted(path for path in folder.rglob("*.db") if path.name != LASTS)
    assert paths
    for path in paths:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as reader:
            tables = reader.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            ).fetchall()
            rows = [
                f"{table}: {row}"
                for (table,) in tables
                for row in reader.execute(READ.get(table, f'SELECT * FROM "{table}"'))
            ]
        yield (
            str(path.relative_to(folder)),
            [row for row in rows if HEARTBEAT not in row and "pulse" not in row],
        )


def sizes(backup: dict[str, list[str]]) -> dict[str, list[str]]:
    """How much each table holds: what was recorded since, by chance has other ids and keys."""
    return {name: [row.partition(":")[0] for row in rows] for name, rows in backup.items()}


def asked(home: Household) -> Iterator[tuple[str, Any]]:
    """What everybody else is answered, at every address that can be read."""
    ids = {
        "/agreements/": str(home.demo.agreements["maya-sam"]),
        "/partnerships/": str(home.demo.partnership),
        "/agencies/": str(home.demo.agencies["harbour"]),
        "/policy-sets/": str(home.demo.policy_sets["harbour"]),
        "/difficulties/": str(home.demo.restricted["difficulty"]),
        "/disconnects/": str(home.demo.restricted["disconnect"]),
    }
    for path, methods in home.app.openapi()["paths"].items():
        if "get" in methods:
            id = next((one for start, one in ids.items() if path.startswith(start)), home.person("maya"))
            address = re.sub(r"\{\w+\}", id, path)
            for handle in OTHERS:
                answer = home.as_(handle).get(address)
                # Who opened what is told from a list that follows: what was asked a moment ago may be in it or not.
                text = re.sub(r'"opened": \[[^]]*\]', "", answer.text)
                yield f"{handle} GET {path}", (answer.status_code, sorted(answer.headers.items()), text)
    for address in ("/readyz", "/livez"):
        yield f"GET {address}", home.client(None).get(address).text


def acted(home: Household) -> None:
    """Others go on with their work, of which what is recorded has the same form."""
    told = {"agreement": str(home.demo.agreements["maya-sam"]), "about": "difficulty", "words": "Seldom."}
    assert home.as_("maya").post("/difficulties", json=told).status_code == 201
    path = f"/agreements/{home.demo.agreements['maya-sam']}"
    assert home.as_("maya").post(f"{path}/addenda", json={"text": "In July too."}).status_code == 201
    assert home.as_("nora").post("/difficulties", json=told).status_code == 403


def shapes(page: list[tuple[int, bytes]]) -> Iterator[str]:
    for place, stored in page:
        told = json.loads(stored)
        same = ("name", "stream_type", "stream_version", "actor", "recorded_at", "policy_version")
        yield json.dumps([place, *(told[name] for name in same), sorted(told["fact"])])


def spans(traces: Path) -> list[str]:
    """What was asked of the house, and what it recorded; its own rounds come as often as there is time."""
    wait_for(traces.exists)
    told = [json.loads(line) for line in traces.read_text().splitlines()]
    requests = [one for one in told if {"http.route", "stream_type"} & one["attributes"].keys()]
    assert "concern-drafts" not in traces.read_text()
    return sorted(
        json.dumps([one["name"], one["attributes"], one["events"]], sort_keys=True) for one in requests
    )
