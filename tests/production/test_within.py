"""What one process of the house asks of another is answered to nobody else: each door, and each way of not being of the house (C2, C3)."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from services.house.naming import NAMING, names
from services.house.telling import TELLING, tells
from services.house.within import AT, MARK, Question

SECRET: Final = bytes(range(32))
WHO: Final = str(UUID(int=11))
GATEWAY: Final = Path(__file__).parents[2] / "deploy" / "compose" / "gateway" / "nginx.conf"


class House:
    """As much of one as is asked."""

    link_secret = SECRET

    def __init__(self) -> None:
        self.asked: list[Any] = []

    def tell(self, *told: Any) -> str:
        self.asked.append(told)
        return "sent"

    def name_of(self, *told: Any) -> str:
        self.asked.append(told)
        return "Petra Lindqvist"


@dataclass(frozen=True)
class Door:
    """One thing that may be asked, another of the same form, and what is answered."""

    question: Question
    opens: Callable[[FastAPI, Any], None]
    asks: dict[str, Any]
    asks_else: dict[str, Any]
    answer: dict[str, Any]


DOORS: Final = {
    "tellings": Door(
        TELLING, tells, {"person": WHO, "own": False}, {"person": WHO, "own": True}, {"told": "sent"}
    ),
    "names": Door(
        NAMING,
        names,
        {"person": WHO, "by": {"actor": WHO, "client": None, "source": "oidc"}},
        {"person": WHO, "by": {"actor": WHO, "client": None, "source": "none"}},
        {"name": "Petra Lindqvist"},
    ),
}


@pytest.fixture(params=DOORS)
def door(request: pytest.FixtureRequest) -> Door:
    return DOORS[request.param]


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def app(door: Door, house: House) -> FastAPI:
    made = FastAPI()
    door.opens(made, house)
    return made


def asked(door: Door, **other: Any) -> dict[str, Any]:
    """A request of the house's own, save for what is said."""
    body = json.dumps(door.asks).encode()
    at = str(int(time.time()))
    headers = {AT: at, MARK: door.question.mark(SECRET, at, body)}
    return {"content": other.get("content", body), "headers": headers | other.get("headers", {})}


def at_another_time(door: Door, at: str) -> dict[str, Any]:
    """Marked as it should be, but for that time."""
    return {"headers": {AT: at, MARK: door.question.mark(SECRET, at, b"{}")}, "content": b"{}"}


LATER: Final = str(int(time.time()) + 400 * 86_400)
"""However long the other tests take."""
UNTRUE: Final[dict[str, Callable[[Door], dict[str, Any]]]] = {
    "through a gateway": lambda _: {"headers": {"X-Forwarded-For": "192.0.2.7"}},
    "another body": lambda door: {"content": json.dumps(door.asks_else).encode()},
    "another time": lambda _: {"headers": {AT: str(int(time.time()) - 5)}},
    "a time that is past": lambda door: at_another_time(door, "0"),
    "a time to come": lambda door: at_another_time(door, LATER),
    "no number for a time": lambda _: {"headers": {AT: "x" * 400}},
    "no mark": lambda _: {"headers": {MARK: ""}},
    "another mark": lambda _: {"headers": {MARK: "0" * 64}},
    "a long body": lambda _: {"content": b"x" * 9000},
}


@pytest.mark.parametrize("told", UNTRUE.values(), ids=UNTRUE)
def test_whoever_is_not_of_the_house_finds_nothing_there_C2(
    told: Callable[[Door], dict[str, Any]], door: Door, house: House, app: FastAPI
) -> None:
    client = TestClient(app)
    assert client.post(door.question.address, **asked(door)).json() == door.answer

    answer = client.post(door.question.address, **asked(door, **told(door)))

    assert (answer.status_code, answer.json()["type"]) == (404, "urn:alongside:problem:not-found")
    assert len(house.asked) == 1


def test_a_mark_made_for_one_door_opens_no_other_C3(door: Door, house: House, app: FastAPI) -> None:
    body, at = json.dumps(door.asks).encode(), str(int(time.time()))
    (other,) = (one.question for one in DOORS.values() if one is not door)

    answer = TestClient(app).post(
        door.question.address, **asked(door, headers={AT: at, MARK: other.mark(SECRET, at, body)})
    )

    assert answer.status_code == 404
    assert house.asked == []


def test_it_is_in_no_document_and_behind_no_gateway_C2(door: Door, app: FastAPI) -> None:
    ways = re.findall(r"location ~ (\S+) \{", GATEWAY.read_text("utf-8"))

    assert app.openapi()["paths"] == {}
    assert ways
    assert [one for one in ways if re.search(one, door.question.address)] == []
