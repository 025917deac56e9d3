"""Two houses alike, and in one of them somebody keeps a diary: nobody else gets anything else by it, anywhere (S7)."""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
import structlog

from services.house.control import COMMANDS
from services.house.manifest import TOPICS
from services.house.operator import Operator
from shared.bus import HEARTBEAT
from tests.edge.given import places
from tests.edge.test_diary import EVERYBODY, LOG, TUESDAY, copied, deleted, written
from tests.house import Filled, Household

OWN: Final = {"sessions/diary.db", "sessions/keys.db"}
"""The log itself, and the keys under which it is sealed: whoever holds these files sees that it is there, and reads nothing."""
COUNTED: Final = {"bus.messages", "bus.places", "bus.sqlite_sequence"}
"""Heartbeats are among the messages, as many as the clock on the wall allowed; the rest of them is compared apart."""
Rows = dict[str, list[tuple[Any, ...]]]


def kept(home: Household) -> None:
    """Everything that one can do with a diary."""
    path, asked = written(home), home.as_("maya")
    gone = written(home, text="It goes.")
    asked.put(path, json=TUESDAY | {"text": "Anew."}, headers={"If-Match": '"1"'})
    piece = copied(home, path)
    for address in (path, gone, piece, "/diary", "/diary/portfolio", "/diary/prompts"):
        assert asked.get(address).status_code == 200
    for name in ("/diary/export", "/diary/portfolio/export"):
        for form in ("markdown", "json"):
            assert asked.get(f"{name}?format={form}").status_code == 200
    assert deleted(home, gone).status_code == 204
    for handle in EVERYBODY:
        home.as_(handle).get(path)
        home.as_(handle).delete(path, headers={"If-Match": '"1"'})


def not_kept(_: Household) -> None:
    """Nothing at all."""


@contextmanager
def opened(first: Filled, folder: Path, diary: Callable[[Household], None]) -> Iterator[Household]:
    with first.copied(folder / "house") as home:
        diary(home)
        home.house.rooms["sessions"].react()
        home.settle()
        yield home


def both(first: Filled, folder: Path, look: Callable[[Household], Any]) -> tuple[Any, Any]:
    """What is seen in a house with a diary and in one without."""
    seen = []
    for name, diary in (("with", kept), ("without", not_kept)):
        (folder / name).mkdir()
        with opened(first, folder / name, diary) as home:
            seen.append(look(home))
    return seen[0], seen[1]


def databases(home: Household) -> dict[str, Rows]:
    """Every row of every database of the house, but the diary's own."""
    data = home.house.settings.data
    files = {path.relative_to(data).as_posix(): path for path in data.rglob("*.db")}
    return {name: rows_in(path) for name, path in files.items() if name not in OWN}


def rows_in(path: Path) -> Rows:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as read:
        tables = [row[0] for row in read.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: sorted(read.execute(f"SELECT * FROM {name}"), key=repr)
            for name in tables
            if f"{path.stem}.{name}" not in COUNTED
        }


def published(home: Household) -> dict[str, list[tuple[str, bytes]]]:
    bus: Any = home.house.bus
    with bus._tables.read() as rows:
        return {
            topic: [
                (row["key"], row["value"])
                for row in rows.all(
                    "SELECT key, value FROM messages WHERE topic = ? AND key <> ? ORDER BY place",
                    *(topic, HEARTBEAT),
                )
            ]
            for topic in TOPICS
        }


def test_no_other_log_topic_view_or_table_holds_a_row_more_S7(first_house: Filled, tmp_path: Path) -> None:
    kept_one, none = both(first_house, tmp_path, lambda home: (databases(home), published(home)))

    assert len(kept_one[0]) > 8
    assert any("sessions/views.db" in name for name in kept_one[0])
    assert all(kept_one[0][f"{name}/events.db"]["stored_events"] for name in ("agreements", "directory"))
    assert kept_one[1] == none[1]
    for name, rows in none[0].items():
        assert kept_one[0][name] == rows, name
    assert kept_one[0].keys() == none[0].keys()


def test_a_single_opening_elsewhere_would_be_found_S7(first_house: Filled, tmp_path: Path) -> None:
    def read(home: Household) -> None:
        home.as_("maya").get(f"/agreements/{home.demo.agreements['maya-sam']}/terms")
        home.settle()

    seen = []
    for name, done in (("one", read), ("none", not_kept)):
        (tmp_path / name).mkdir()
        with opened(first_house, tmp_path / name, done) as home:
            seen.append((databases(home), published(home)))

    (rows, topics), (no_rows, no_topics) = seen
    assert topics != no_topics
    assert rows["agreements/events.db"] != no_rows["agreements/events.db"]


def addresses(home: Household) -> list[str]:
    """Every address that can be read, with ids of what is there."""
    demo = home.demo
    ids = {
        "agreements": demo.agreements["maya-sam"],
        "partnerships": demo.partnership,
        "people": home.person("maya"),
        "agencies": demo.agencies["harbour"],
        "placements": demo.placements["maya"],
        "policy-sets": demo.policy_sets["harbour"],
        "difficulties": demo.restricted["difficulty"],
        "disconnects": demo.restricted["disconnect"],
    }
    paths = home.app.openapi()["paths"]
    found = [
        re.sub(r"\{\w+\}", str(ids.get(path.split("/")[1], home.person("maya"))), path)
        for path in paths
        if "get" in paths[path]
    ]
    queries = [f"/people?id={home.person('maya')}", f"/difficulties/counts?agency={ids['agencies']}"]
    return [*found, *queries, "/", "/readyz", "/livez", "/openapi.json"]


def answers(home: Household) -> dict[str, Any]:
    here = str(home.house.settings.data.resolve())  # the front page names it, and the two lie in two places
    return {
        f"{handle} {path}": (answer.status_code, answer.text.replace(here, ""), told_beside(answer))
        for handle in EVERYBODY[1:]
        for path in addresses(home)
        for answer in [home.as_(handle).get(path)]
    }


def told_beside(answer: Any) -> list[tuple[str, str]]:
    return sorted((name, value) for name, value in answer.headers.items() if name != "content-length")


def test_nobody_else_is_answered_otherwise_wherever_they_ask_S7(first_house: Filled, tmp_path: Path) -> None:
    kept_one, none = both(first_house, tmp_path, answers)

    assert len(none) > 400
    assert sum(answer[0] == 200 for answer in none.values()) > 100
    assert {name for name in none if kept_one[name] != none[name]} == set()


def commands(home: Household) -> dict[str, Any]:
    """What somebody else's command is answered with, places in logs included; and what the operator is told."""
    person, agency = home.person("maya"), home.demo.agencies["harbour"]
    operator = Operator(home.house)
    told = {"agreement": str(home.demo.agreements["maya-sam"]), "about": "difficulty", "words": "W"}
    raised = home.as_("maya").post("/difficulties", json=told)
    before = places(home)
    asked = home.as_("tomasz").get(f"/people?id={person}&agency={agency}")
    return {
        "Position": raised.headers["Position"],
        "status": (raised.status_code, asked.status_code),
        "places": {name: at for name, at in before.items() if name != LOG},
        "people": operator.people(),
        "parked": operator.parked(),
        "views": sorted(operator.views()),
    }


def test_no_command_is_answered_with_another_place_and_the_operator_is_told_nothing_S7(
    first_house: Filled, tmp_path: Path
) -> None:
    kept_one, none = both(first_house, tmp_path, commands)

    assert kept_one == none
    assert set(COMMANDS) == {"people", "people_add", "token", "release", "parked"}, "none is about a diary"


def test_no_log_line_and_no_trace_tells_of_it_S7(
    first_house: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[str, Any] = {}
    for name, diary in (("with", kept), ("without", not_kept)):
        (tmp_path / name).mkdir()
        traces = tmp_path / name / "traces"
        monkeypatch.setenv("ALONGSIDE_TRACES", str(traces))
        with structlog.testing.capture_logs() as said, opened(first_house, tmp_path / name, diary) as home:
            home.as_("maya").get("/agreements")
        spans = [json.loads(line) for line in traces.read_text().splitlines()]
        told[name] = said, asked_for(spans)
        assert "diary" not in traces.read_text()

    assert told["with"] == told["without"]
    assert told["with"][1], "traces were written"


def asked_for(spans: list[dict[str, Any]]) -> Counter[str]:
    """What requests left; what follows a log leaves as much as the clock on the wall allowed."""
    return Counter(
        json.dumps([span["name"], span["attributes"]], sort_keys=True)
        for span in spans
        if span["name"] not in ("publish", "process")
    )


def test_a_place_in_the_log_of_diaries_is_none_in_any_other_S7(home: Household) -> None:
    """Else somebody could ask with theirs whether another log has come as far."""
    answer = home.as_("maya").post("/diary", json=TUESDAY)
    place = answer.headers["Position"]

    for desk in home.app.state.desks.values():
        if desk is home.app.state.desks[LOG]:
            assert desk.place(place) == places(home)[LOG]
        else:
            with pytest.raises(ValueError, match="not one of ours"):
                desk.place(place)
