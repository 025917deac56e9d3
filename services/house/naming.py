"""How a service learns what somebody is called: a plain call in one process, else a question to the directory within the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from fastapi import FastAPI

from services.directory.names import Names
from services.house.within import Question
from shared.identity import Acting, PersonId
from shared.tables import Away
from shared.web.desk import NameOf

if TYPE_CHECKING:
    from services.house.building import House

NAMING: Final = Question("/internal/names", b"name", 1000)


def namer(house: House) -> NameOf:
    """The directory's own where it lives in this process, else the way to it."""
    if "directory" in house.rooms:
        room = house.rooms["directory"]
        return Names(room.store, room.relations, house.tracing)
    return FromAfar(house.settings.directory, house.link_secret)


class FromAfar:
    """Asks the directory's process."""

    def __init__(self, directory: str, secret: bytes) -> None:
        self._directory, self._secret = directory, secret

    def __call__(self, person: PersonId, acting: Acting) -> str | None:
        by = {"actor": str(acting.actor), "client": acting.client, "source": acting.identity_source}
        answer = NAMING.ask(self._directory, self._secret, {"person": str(person), "by": by})
        if answer is None or not isinstance(name := answer.get("name", False), str | None):
            raise Away("the directory")
        return name


def names(app: FastAPI, house: House) -> None:
    """The directory's side."""

    def name(told: dict[str, Any]) -> dict[str, Any]:
        by = told["by"]
        asking = Acting(PersonId(UUID(by["actor"])), client=by["client"], identity_source=by["source"])
        return {"name": house.name_of(PersonId(UUID(told["person"])), asking)}

    NAMING.answered(app, house, name)
