"""A service that runs apart from the directory asks it what somebody is called: over HTTP within the house, and nobody else can (C3)."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, Final
from uuid import UUID

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from services.house.naming import NAMING, FromAfar, names
from services.house.telling import TELLING
from services.house.within import AT, MARK
from shared.identity import Acting, PersonId
from shared.tables import Away
from tests.edge.concerns import consulted, escalated, responded, told
from tests.edge.given_groups import done
from tests.house import Household, wait_for
from tests.servers.process import free_port

SECRET: Final = bytes(range(32))
WHO: Final = PersonId(UUID(int=11))
ASKS: Final = Acting(
    PersonId(UUID(int=12)), client="a system", identity_source="oidc", traceparent="t", policy_version="p"
)
GATEWAY: Final = Path(__file__).parents[2] / "deploy" / "compose" / "gateway" / "nginx.conf"


class House:
    """As much of one as is asked."""

    link_secret = SECRET

    def __init__(self) -> None:
        self.asked: list[tuple[PersonId, Acting]] = []
        self.says: str | None = "Petra Lindqvist"
        self.away = False

    def name_of(self, person: PersonId, acting: Acting) -> str | None:
        self.asked.append((person, acting))
        if self.away:
            raise Away("custody")
        return self.says


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def app(house: House) -> FastAPI:
    made = FastAPI()
    names(made, house)  # type: ignore[arg-type]  # all that it asks of a house
    return made


@contextmanager
def listening(app: FastAPI) -> Iterator[str]:
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, lifespan="off"))
    thread = Thread(target=server.run)
    thread.start()
    wait_for(lambda: server.started)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def directory(app: FastAPI) -> Iterator[str]:
    with listening(app) as address:
        yield address


@pytest.mark.parametrize("says", ["Petra Lindqvist", "𝒩" * 300, None], ids=["a name", "the longest", "none"])
def test_the_directory_says_the_name_and_knows_who_asks_C3(
    says: str | None, house: House, directory: str
) -> None:
    house.says = says

    assert FromAfar(f"{directory}/", SECRET)(WHO, ASKS) == says

    [(person, acting)] = house.asked
    assert person == WHO
    assert (acting.actor, acting.client, acting.identity_source) == (ASKS.actor, "a system", "oidc")
    assert (acting.traceparent, acting.policy_version) == (None, None)


def test_whoever_consults_from_afar_has_it_kept_who_got_it_by_the_directorys_name_C3(home: Household) -> None:
    path = told(home)
    done(responded(home, path))
    done(escalated(home, path, name="P."))
    directory = FastAPI()
    names(directory, home.house)
    with listening(directory) as address:
        for desk in home.house.rooms["sessions"].desks.values():
            desk.name_of = FromAfar(address, home.house.link_secret)
        done(consulted(home, path))

    (named,) = home.as_("maya").get(f"{path}/recipients").json()
    assert named["name"] == "Petra Lindqvist"
    last = home.house.rooms["directory"].store.read(0, 100_000)[-1][1]
    assert json.loads(last)["actor"] == home.person("sam")


def test_where_the_directory_cannot_tell_nobody_is_answered_C3(house: House, directory: str) -> None:
    house.away = True

    with pytest.raises(Away):
        FromAfar(directory, SECRET)(WHO, ASKS)


@pytest.mark.parametrize("where", ["", "http://127.0.0.1:9", "no address", "http://[", "ftp://127.0.0.1"])
def test_where_no_directory_answers_nobody_is_answered_either_C3(where: str) -> None:
    with pytest.raises(Away):
        FromAfar(where, SECRET)(WHO, ASKS)


def test_a_process_of_another_house_is_told_that_nothing_is_there_C3(house: House, directory: str) -> None:
    with pytest.raises(Away):
        FromAfar(directory, bytes(32))(WHO, ASKS)
    assert house.asked == []


BODY: Final = json.dumps(
    {"person": str(WHO), "by": {"actor": str(WHO), "client": None, "source": "oidc"}}
).encode()


def asked(mark: str | None = None, **other: Any) -> dict[str, Any]:
    at = str(int(time.time()))
    headers = {AT: at, MARK: NAMING.mark(SECRET, at, BODY) if mark is None else mark}
    return {"content": other.get("content", BODY), "headers": headers | other.get("headers", {})}


UNTRUE: Final[dict[str, dict[str, Any]]] = {
    "through a gateway": {"headers": {"X-Forwarded-For": "192.0.2.7"}},
    "another body": {"content": BODY.replace(b"oidc", b"none")},
    "another time": {"headers": {AT: str(int(time.time()) - 5)}},
    "no mark": {"mark": ""},
    "a long body": {"content": b"x" * 9000},
}


@pytest.mark.parametrize("told", UNTRUE.values(), ids=UNTRUE)
def test_whoever_is_not_of_the_house_finds_nothing_there_C3(
    told: dict[str, Any], house: House, app: FastAPI
) -> None:
    client = TestClient(app)
    assert client.post(NAMING.address, **asked()).json() == {"name": "Petra Lindqvist"}

    answer = client.post(NAMING.address, **asked(**told))

    assert (answer.status_code, answer.json()["type"]) == (404, "urn:alongside:problem:not-found")
    assert len(house.asked) == 1


def test_a_mark_made_to_tell_somebody_is_none_to_ask_for_a_name_C3(house: House, app: FastAPI) -> None:
    mark = TELLING.mark(SECRET, str(int(time.time())), BODY)

    assert TestClient(app).post(NAMING.address, **asked(mark)).status_code == 404
    assert house.asked == []


def test_it_is_in_no_document_and_behind_no_gateway_C3(app: FastAPI) -> None:
    ways = re.findall(r"location ~ (\S+) \{", GATEWAY.read_text("utf-8"))

    assert app.openapi()["paths"] == {}
    assert [one for one in ways if re.search(one, NAMING.address)] == []
