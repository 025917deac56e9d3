"""A service that runs apart from the directory has it tell somebody: over HTTP within the house (C2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from uuid import UUID

import pytest
from fastapi import FastAPI

from services.house.telling import FromAfar, tells
from shared.identity import PersonId
from shared.web.desk import Told
from tests.production.listening import listening

SECRET: Final = bytes(range(32))
WHO: Final = PersonId(UUID(int=11))


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
    with listening(app) as address:
        yield address


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
