"""What one process of the house asks of another: at addresses that the house shows nobody, and under a mark that only they can make."""

from __future__ import annotations

import hmac
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx2
from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from shared.tables import Away
from shared.web import problems
from shared.web.opaque import Secret

if TYPE_CHECKING:
    from services.house.building import House

MARK, AT = "House-Mark", "House-Time"
LATE, PATIENCE = 60, 15.0
"""Seconds for which a mark holds, and for which an answer is waited."""


@dataclass(frozen=True)
class Question:
    """One thing that may be asked: where, what the mark is made for, and how long it may be."""

    address: str
    use: bytes
    longest: int

    def ask(self, directory: str, secret: bytes, told: Mapping[str, Any]) -> dict[str, Any] | None:
        """The directory's answer; None where there is none, whatever went wrong on the way."""
        if not directory:
            return None
        body, at = json.dumps(told).encode(), str(int(time.time()))
        mark = self.mark(secret, at, body)
        headers = {MARK: mark, AT: at, "Content-Type": "application/json"}
        where = directory.rstrip("/") + self.address
        try:
            answer = httpx2.post(where, content=body, headers=headers, timeout=PATIENCE, trust_env=False)
            said = answer.json() if answer.status_code == 200 else None  # noqa: PLR2004  200 is 200
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError):
            return None
        return said if isinstance(said, dict) else None

    def mark(self, secret: bytes, at: str, body: bytes) -> str:
        return Secret(secret, "house").mac(self.use, at.encode(), body).hex()

    def is_of_the_house(self, headers: Mapping[str, str], body: bytes, secret: bytes) -> bool:
        """Made by a process of this house a moment ago, and come by no gateway."""
        at = headers.get(AT, "")
        fresh = at.isascii() and at.isdecimal() and abs(time.time() - int(at[:20])) <= LATE
        direct = "x-forwarded-for" not in headers
        mark = self.mark(secret, at, body)
        return fresh and direct and hmac.compare_digest(mark, headers.get(MARK, "").lower())

    def answered(
        self, app: FastAPI, house: House, answer: Callable[[dict[str, Any]], dict[str, Any]]
    ) -> None:
        """The directory's side, where other services run apart from it. Whoever is not of the house finds nothing there."""

        @app.post(self.address, include_in_schema=False)
        async def asked(request: Request) -> Response:
            length = request.headers.get("content-length", "")
            if not length.isdecimal() or int(length) > self.longest:
                return problems.not_found().answer()
            body = await request.body()
            if not self.is_of_the_house(request.headers, body, house.link_secret):
                return problems.not_found().answer()
            try:
                said = await run_in_threadpool(answer, json.loads(body))
            except Away as error:
                return problems.away(error.part).answer()
            return JSONResponse(said)
