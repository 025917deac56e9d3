"""Openings never outnumber their accounting entries: whatever fails, nobody is shown what was not accounted for."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Client

from shared.access.opening import ContentOpened, PersonsOpened
from shared.keys import Keys
from shared.store import Store
from shared.tables import Away
from tests.faults.forge import CHECKOUT
from tests.house import Household

ROOM = "The quiet room on the second floor"
DIES = """
import os, sys
from pathlib import Path
from shared.keys import Keys
from tests.house import household

with household(Path(sys.argv[1])) as home:
    agreement = home.demo.agreements["maya-sam"]
    print(agreement, flush=True)
    where = sys.argv[2]
    if where == "before the key":
        Keys.use = lambda *_: os._exit(3)
    else:
        import services.agreements.forms as forms
        forms.readable_form.__globals__["TermsOut"] = lambda **_: os._exit(3)
    home.as_("maya").get(f"/agreements/{agreement}/terms")
"""


class Watched:
    """How many keys were unwrapped while somebody was asking, and how many entries there are."""

    def __init__(self, home: Household, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = home
        self.unwrapped: list[tuple[str, int]] = []
        use = Keys.use

        def counted(keys: Keys, key_id: str) -> bytes:
            this = key_id, self.entries()
            if this not in self.unwrapped:  # else it is the same opening: what was read is sealed to go on
                assert self.entries() > self.entries_used(), "the entry comes before the key"
                self.unwrapped.append(this)
            return use(keys, key_id)

        self._before = self.entries()
        monkeypatch.setattr(Keys, "use", counted)

    def entries(self) -> int:
        """Entries of the accounting in both services, as stored."""
        kinds = (ContentOpened.kind.encode(), PersonsOpened.kind.encode())
        return sum(
            any(kind in stored for kind in kinds)
            for room in self.home.house.rooms.values()
            for log in room.logs
            for _, stored in log.store.read(0, 10**6)
        )

    def entries_used(self) -> int:
        return self._before + len(self.unwrapped)

    @property
    def accounted(self) -> int:
        return self.entries() - self._before


@pytest.fixture
def watched(home: Household, monkeypatch: pytest.MonkeyPatch) -> Watched:
    return Watched(home, monkeypatch)


def terms(home: Household, handle: str = "maya") -> Any:
    return home.as_(handle).get(f"/agreements/{home.demo.agreements['maya-sam']}/terms")


def test_each_reading_of_terms_has_its_entry_before_its_key(home: Household, watched: Watched) -> None:
    for number in range(1, 6):
        assert terms(home).json()["terms"]["place"] == ROOM
        assert (len(watched.unwrapped), watched.accounted) == (number, number)


def test_who_may_not_read_leaves_neither_opening_nor_entry(home: Household, watched: Watched) -> None:
    assert [terms(home, handle).status_code for handle in ("petra", "dilip", "nora", "jordan")] == [
        403,
        403,
        403,
        404,
    ]
    assert (watched.unwrapped, watched.accounted) == ([], 0)


READS: list[tuple[str, Callable[[Client, Household], Any]]] = [
    ("terms", lambda web, home: web.get(f"/agreements/{home.demo.agreements['maya-sam']}/terms")),
    ("myself", lambda web, _home: web.get("/people/me")),
    ("somebody", lambda web, home: web.get(f"/people/{home.person('sam')}")),
    ("by id", lambda web, home: web.get(f"/people?id={home.person('sam')}")),
    ("by handle", lambda web, _home: web.post("/people/searches", json={"handle": "petra"})),
]


@pytest.mark.parametrize("read", [read for _, read in READS], ids=[name for name, _ in READS])
def test_without_an_entry_nothing_opens(
    home: Household, watched: Watched, monkeypatch: pytest.MonkeyPatch, read: Callable[..., Any]
) -> None:
    def fail(*_: Any, **__: Any) -> int:
        raise Away("the log")

    monkeypatch.setattr(Store, "append", fail)
    answer = read(home.as_("maya"), home)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert watched.unwrapped == []
    assert ROOM not in answer.text
    assert "Sam" not in answer.text
    assert "Maya" not in answer.text


@pytest.mark.parametrize("read", [read for _, read in READS], ids=[name for name, _ in READS])
def test_a_read_opens_no_more_than_it_accounts_for(
    home: Household, monkeypatch: pytest.MonkeyPatch, read: Callable[..., Any]
) -> None:
    watched = Watched(home, monkeypatch)
    assert read(home.as_("maya"), home).status_code == 200
    assert 1 <= len(watched.unwrapped) <= watched.accounted


def test_a_key_that_is_another_opens_nothing_and_is_not_called_erased(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = Watched(home, monkeypatch)
    monkeypatch.setattr(Keys, "use", lambda _keys, _id: bytes(32))
    answer = terms(home)
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:alongside:problem:moved-or-altered")
    assert "moved or altered" in answer.json()["title"]
    assert ROOM not in answer.text
    assert watched.accounted == 1, "an entry may stand though nothing was shown"


def test_the_key_of_another_record_opens_nothing(home: Household) -> None:
    """Custody answers, rightly by its own lights, with the key of another record."""
    keys = home.house.rooms["agreements"].keys
    one, other = (f"rk:{home.demo.agreements[name]}" for name in ("maya-sam", "maya-petra"))
    with keys._tables.write() as rows:
        row = rows.one("SELECT wrapped FROM keys WHERE id = ?", other)
        assert row
        rows.do("UPDATE keys SET wrapped = ? WHERE id = ?", row["wrapped"], one)
    answer = terms(home)
    assert answer.status_code == 503, "the wrapping itself is bound to the record"
    assert ROOM not in answer.text


@pytest.mark.parametrize("where", ["before the key", "after the key"])
def test_a_process_that_dies_while_opening_leaves_the_entry(tmp_path: Path, where: str) -> None:
    data = tmp_path / "house"
    died = subprocess.run(
        [sys.executable, "-c", DIES, str(data), where],
        cwd=CHECKOUT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert died.returncode == 3, died.stderr
    log = sqlite3.connect(data / "agreements" / "events.db")
    stored = [json.loads(state) for (state,) in log.execute("SELECT state FROM stored_events")]
    log.close()
    entries = [one["fact"]["target"] for one in stored if one["name"] == ContentOpened.kind]
    assert entries == [died.stdout.strip()]
    assert ROOM not in died.stdout + died.stderr
