"""How a service has somebody told by e-mail: a plain call in one process, else a request to the directory within the house.

The request is at no address that the house shows, and bears a mark that only the house's processes can make.
"""

from __future__ import annotations

import hmac
import json
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, cast
from uuid import UUID

import httpx2
from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from services.directory.mail import MailServer
from services.directory.telling import Teller
from shared.identity import PersonId
from shared.web import problems
from shared.web.desk import Tell, Told
from shared.web.opaque import Secret

if TYPE_CHECKING:
    from services.house.building import House

ADDRESS: Final = "/internal/tellings"
MARK, AT = "House-Mark", "House-Time"
LATE, PATIENCE = 60, 15.0
"""Seconds for which a mark holds, and for which an answer is waited."""
LONGEST: Final = 200


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
        if not self._directory:
            return "not-sent"
        body = json.dumps({"person": str(person), "own": own}).encode()
        at = str(int(time.time()))
        told = {MARK: mark(self._secret, at, body), AT: at, "Content-Type": "application/json"}
        try:
            answer = httpx2.post(
                self._directory.rstrip("/") + ADDRESS,
                content=body,
                headers=told,
                timeout=PATIENCE,
                trust_env=False,
            )
            said = answer.json()["told"] if answer.status_code == 200 else None  # noqa: PLR2004  200 is 200
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, KeyError, TypeError):
            return "not-sent"
        return cast("Told", said) if said in ("sent", "no-address") else "not-sent"


def mark(secret: bytes, at: str, body: bytes) -> str:
    return Secret(secret, "house").mac(b"tell", at.encode(), body).hex()


def is_of_the_house(headers: Mapping[str, str], body: bytes, secret: bytes) -> bool:
    """Made by a process of this house a moment ago, and come by no gateway."""
    at = headers.get(AT, "")
    fresh = at.isascii() and at.isdecimal() and abs(time.time() - int(at[:20])) <= LATE
    direct = "x-forwarded-for" not in headers
    return fresh and direct and hmac.compare_digest(mark(secret, at, body), headers.get(MARK, "").lower())


def answers_the_house(app: FastAPI, house: House) -> None:
    """The directory's side, where other services run apart from it. Whoever is not of the house finds nothing there."""

    @app.post(ADDRESS, include_in_schema=False)
    async def tell(request: Request) -> Response:
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > LONGEST:
            return problems.not_found().answer()
        body = await request.body()
        if not is_of_the_house(request.headers, body, house.link_secret):
            return problems.not_found().answer()
        told = json.loads(body)
        said = await run_in_threadpool(house.tell, PersonId(UUID(told["person"])), bool(told["own"]))
        return JSONResponse({"told": said})
