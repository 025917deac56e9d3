"""A service that runs apart from the directory asks it what somebody is called: over HTTP within the house (C3)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final
from uuid import UUID

import pytest
from fastapi import FastAPI

from services.house.naming import FromAfar, names
from shared.identity import Acting, PersonId
from shared.tables import Away
from tests.edge.concerns import consulted, escalated, responded, told
from tests.edge.given_groups import done
from tests.house import Household
from tests.production.listening import listening

SECRET: Final = bytes(range(32))
WHO: Final = PersonId(UUID(int=11))
ASKS: Final = Acting(
    PersonId(UUID(int=12)), client="a system", identity_source="oidc", traceparent="t", policy_version="p"
)


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
