"""How a service has somebody told by e-mail: a plain call in one process, else a request to the directory within the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast
from uuid import UUID

from fastapi import FastAPI

from services.directory.mail import MailServer
from services.directory.telling import Teller
from services.house.within import Question
from shared.identity import PersonId
from shared.web.desk import Tell, Told

if TYPE_CHECKING:
    from services.house.building import House

TELLING: Final = Question("/internal/tellings", b"tell", 200)


def teller(house: House) -> Tell:
    """The directory's own where it lives in this process, else the way to it; nobody is told where neither is known."""
    settings = house.settings
    if "directory" in house.rooms:
        server = MailServer.at(settings.smtp, settings.smtp_sender) if settings.smtp else None
        return Teller(house.rooms["directory"].store, server)
    return FromAfar(settings.directory, house.link_secret)


class FromAfar:
    """Asks the directory's process. Whatever goes wrong on the way, what was recorded before stands."""

    def __init__(self, directory: str, secret: bytes) -> None:
        self._directory, self._secret = directory, secret

    def __call__(self, person: PersonId, own: bool) -> Told:
        answer = TELLING.ask(self._directory, self._secret, {"person": str(person), "own": own})
        said = answer.get("told") if answer else None
        return cast("Told", said) if said in ("sent", "no-address") else "not-sent"


def tells(app: FastAPI, house: House) -> None:
    """The directory's side."""

    def tell(told: dict[str, Any]) -> dict[str, Any]:
        return {"told": house.tell(PersonId(UUID(told["person"])), bool(told["own"]))}

    TELLING.answered(app, house, tell)
