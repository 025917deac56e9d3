"""Custody of keys is away: content answers 503, everything that is clear goes on, and nothing is called erased."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from shared.keys import MemoryCustody
from shared.tables import Away
from tests.faults.writers import terms
from tests.house import Household

ROOM = "The quiet room on the second floor"


class CustodyAway:
    """Reachable by nobody, until it is back."""

    away = True

    def __init__(self, custody: Any) -> None:
        self._custody = custody

    def wrap(self, key_id: str, key: bytes) -> str:
        self._asked()
        return str(self._custody.wrap(key_id, key))

    def unwrap(self, key_id: str, wrapped: str) -> bytes:
        self._asked()
        return bytes(self._custody.unwrap(key_id, wrapped))

    def _asked(self) -> None:
        if self.away:
            raise Away("custody of keys")


@pytest.fixture
def custody(home: Household) -> CustodyAway:
    made = CustodyAway(home.house.rooms["agreements"].keys._custody)
    for room in home.house.rooms.values():
        room.keys._custody = made
    return made


def address(home: Household, name: str = "maya-sam") -> str:
    return f"/agreements/{home.demo.agreements[name]}"


def draft(home: Household) -> Any:
    maya = home.person("maya")
    body = {
        "worker": maya,
        "supervisor": home.person("sam"),
        "placement": str(home.demo.placements["maya"]),
        "terms": terms(home.person("rowan")),
    }
    key = {"Idempotency-Key": str(uuid4())}
    return home.as_("maya").post("/agreements", json=body, headers=key)


def test_content_waits_and_what_is_clear_goes_on(home: Household, custody: CustodyAway) -> None:
    maya = home.as_("maya")
    for path in (f"{address(home)}/terms", "/people/me", f"/people/{home.person('sam')}"):
        answer = maya.get(path)
        assert (answer.status_code, answer.json()["type"]) == (503, "urn:alongside:problem:away"), path
        assert int(answer.headers["Retry-After"]) > 0
        assert "erased" not in answer.text
    clear = (address(home), f"{address(home)}/history", f"{address(home)}?as_of=1", "/agreements")
    assert [maya.get(path).status_code for path in clear] == [200] * 4
    assert home.as_("petra").get(address(home)).status_code == 200
    assert maya.get("/readyz").status_code == 200


def test_a_draft_that_cannot_be_sealed_is_not_recorded(home: Household, custody: CustodyAway) -> None:
    log = home.house.rooms["agreements"].store
    before = log.position()
    assert draft(home).status_code == 503
    assert log.position() == before


def test_when_custody_is_back_everything_opens_again(home: Household, custody: CustodyAway) -> None:
    assert home.as_("maya").get(f"{address(home)}/terms").status_code == 503
    custody.away = False
    assert home.as_("maya").get(f"{address(home)}/terms").json()["terms"]["place"] == ROOM
    assert draft(home).status_code == 201


def test_ending_without_words_needs_no_key(home: Household, custody: CustodyAway) -> None:
    answer = home.as_("maya").post(f"{address(home)}/ending", json={"why": "completed"})
    assert answer.status_code == 204


def test_custody_that_holds_another_root_is_away_and_nothing_is_erased(home: Household) -> None:
    home.house.rooms["agreements"].keys._custody = MemoryCustody()
    answer = home.as_("maya").get(f"{address(home)}/terms")
    assert answer.status_code == 503
    assert "another root" in answer.json()["title"]
    assert home.as_("maya").get(address(home)).status_code == 200
