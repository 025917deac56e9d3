"""What makes a command safe to send again: Idempotency-Key on POST; If-Match, asked for on PUT, PATCH and DELETE, and honoured on POST."""

from __future__ import annotations

import re
from typing import Any, Final
from uuid import UUID

from fastapi import Request, Response
from fastapi.dependencies.utils import get_flat_params, request_params_to_args
from fastapi.params import Path
from fastapi.routing import APIRoute

from shared.identity import Once, PersonId
from shared.store import Answered
from shared.web.opaque import Secret
from shared.web.problems import Problem

_PLACE: Final = re.compile(r"\{(\w+)[^}]*\}")
_ONE_TAG: Final = re.compile(r'"[^", ]+"')


class Repeated(Exception):
    """The command had its effect before: the answer of then."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


def once_of(request: Request, secret: Secret, client: str | None, person: PersonId) -> Once | None:
    """The key under which a command's answer is kept, from client, person, route and the caller's key; never a body."""
    told = request.headers.get("idempotency-key")
    if told is None or request.method != "POST":
        return None
    try:
        key = UUID(told)
    except ValueError:
        title = "An Idempotency-Key is a UUID."
        raise Problem(422, "invalid", title, fields=[("Idempotency-Key", "a UUID")]) from None
    name = secret.mac(b"key", (client or "").encode(), person.bytes, _address(request).encode(), key.bytes)
    return Once(name, secret.mac(b"body", request.state.body))


def places_of(route: APIRoute) -> list[Any]:
    """What stands in a route's address, found once for all requests to it."""
    return [one for one in get_flat_params(route.dependant) if isinstance(one.field_info, Path)]


def _address(request: Request) -> str:
    """With what stands in the route's places as its function sees it: an id has many spellings, and is one."""
    route: APIRoute = request.scope["route"]
    taken, _ = request_params_to_args(request.state.places, request.path_params)
    return _PLACE.sub(lambda place: str(taken.get(place[1], request.path_params[place[1]])), route.path)


def check_same(answered: Answered, once: Once | None) -> None:
    """Raises 422 when a key that was used comes with another body."""
    if once is None or answered.body != once.body:
        title = "This Idempotency-Key was used for another request. Use a new one for a new request."
        raise Problem(422, "key-used-before", title, fields=[("Idempotency-Key", "new for a new request")])


def says_version(request: Request) -> bool:
    return "if-match" in request.headers


def check_match(request: Request, version: int | None) -> None:
    """Raises 428 without If-Match, 422 when it names no one version or none is told there, 412 when that is not the one that stands."""
    told = ", ".join(request.headers.getlist("if-match")).strip()
    fields = [("If-Match", "the ETag you read")]
    if not says_version(request):
        title = "Say which version you change: send the ETag you read as If-Match."
        raise Problem(428, "if-match-missing", title, fields=fields)
    if unfit := _unfit(told):
        raise Problem(422, "if-match-unfit", unfit, fields=fields)
    if not version:
        title = "You are told no version here that If-Match could name. Send this without it."
        raise Problem(422, "if-match-unfit", title, fields=fields)
    if told != f'"{version}"':
        raise Problem(412, "if-match-stale", "This record has changed since you read it. Read it again.")


def _unfit(told: str) -> str | None:
    """Why an If-Match cannot say which version somebody read (RFC 9110, 8.8.3 and 13.1.1 say what is well formed)."""
    if told == "*":
        return "An If-Match of * is any version, also one you have not read. Send the ETag of the one you change."
    if told.startswith("W/"):
        return "If-Match takes no weak tag: it may stand for several versions. Send the ETag without W/ before it."
    if not _ONE_TAG.fullmatch(told):
        return (
            "One version is changed at a time: If-Match is the one ETag you read, with its quotation marks."
        )
    return None
