"""A service that runs apart from the directory has it tell somebody: over HTTP within the house, and nobody else can (C2)."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any, Final
from uuid import UUID

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from services.house.telling import TELLING, FromAfar, tells
from services.house.within import AT, MARK
from shared.identity import PersonId
from shared.web.desk import Told
from tests.house import wait_for
from tests.servers.process import free_port

SECRET: Final = bytes(range(32))
WHO: Final = PersonId(UUID(int=11))
GATEWAY: Final = Path(__file__).parents[2] / "deploy" / "compose" / "gateway" / "nginx.conf"


class House:
    """As much of one as is asked."""

    link_secret = SECRET

    def __init__(self) -> None:
        self.told: list[tuple[PersonId, bool]] = []
        self.says: Told = "sent"

    def tell(self, person: PersonId, own: bool) -> Told:
        self.told.append((person, own))
        return self.says


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def app(house: House) -> FastAPI:
    made = FastAPI()
    tells(made, house)  # type: ignore[arg-type]  # all that it asks of a house
    return made


@pytest.fixture
def directory(app: FastAPI) -> Iterator[str]:
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, lifespan="off"))
    thread = Thread(target=server.run)
    thread.start()
    wait_for(lambda: server.started)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.mark.parametrize("says", ["sent", "no-address", "not-sent"])
@pytest.mark.parametrize("own", [True, False])
def test_the_directory_tells_and_says_what_became_of_it_C2(
    says: Told, own: bool, house: House, directory: str
) -> None:
    house.says = says

    assert FromAfar(f"{directory}/", SECRET)(WHO, own) == says
    assert house.told == [(WHO, own)]


def test_a_process_of_another_house_is_told_that_nothing_is_there_C2(house: House, directory: str) -> None:
    assert FromAfar(directory, bytes(32))(WHO, False) == "not-sent"
    assert house.told == []


@pytest.mark.parametrize("directory", ["", "http://127.0.0.1:9", "no address", "http://[", "ftp://127.0.0.1"])
def test_where_no_directory_answers_what_was_recorded_stands_C2(directory: str) -> None:
    assert FromAfar(directory, SECRET)(WHO, False) == "not-sent"


def asked(**other: Any) -> dict[str, Any]:
    body = json.dumps({"person": str(WHO), "own": False}).encode()
    at = str(int(time.time()))
    headers = {AT: at, MARK: TELLING.mark(SECRET, at, body)}
    return {"content": other.get("content", body), "headers": headers | other.get("headers", {})}


LATER: Final = str(int(time.time()) + 400 * 86_400)
"""However long the other tests take."""
UNTRUE: Final[dict[str, dict[str, Any]]] = {
    "through a gateway": {"headers": {"X-Forwarded-For": "192.0.2.7"}},
    "another body": {"content": json.dumps({"person": str(WHO), "own": True}).encode()},
    "another time": {"headers": {AT: str(int(time.time()) - 5)}},
    "a time that is past": {"headers": {AT: "0", MARK: TELLING.mark(SECRET, "0", b"{}")}, "content": b"{}"},
    "a time to come": {"headers": {AT: LATER, MARK: TELLING.mark(SECRET, LATER, b"{}")}, "content": b"{}"},
    "no number for a time": {"headers": {AT: "x" * 400}},
    "no mark": {"headers": {MARK: ""}},
    "another mark": {"headers": {MARK: "0" * 64}},
    "a long body": {"content": b"x" * 5000},
}


@pytest.mark.parametrize("told", UNTRUE.values(), ids=UNTRUE)
def test_whoever_is_not_of_the_house_finds_nothing_there_C2(
    told: dict[str, Any], house: House, app: FastAPI
) -> None:
    client = TestClient(app)
    assert client.post(TELLING.address, **asked()).json() == {"told": "sent"}

    answer = client.post(TELLING.address, **asked(**told))

    assert (answer.status_code, answer.json()["type"]) == (404, "urn:alongside:problem:not-found")
    assert len(house.told) == 1


def test_it_is_in_no_document_and_behind_no_gateway_C2(app: FastAPI) -> None:
    ways = re.findall(r"location ~ (\S+) \{", GATEWAY.read_text("utf-8"))

    assert app.openapi()["paths"] == {}
    assert [one for one in ways if re.search(one, TELLING.address)] == []
