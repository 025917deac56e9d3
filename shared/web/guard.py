"""The door every route has: who are you, then a body that is strictly JSON, small and shallow; then the route."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from typing import Any, ClassVar, Final

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import Query
from fastapi.routing import APIRoute

from shared.signin import NotSignedIn, Tokens
from shared.web.once import places_of
from shared.web.problems import Problem

LARGEST_BODY: Final = 256 * 1024
LARGEST_FILE: Final = 4 * 1024 * 1024
DEEPEST: Final = 12


class GuardedRoute(APIRoute):
    """Answers 401 before it looks at a body, and 4xx for a body that is not strictly JSON before the route is asked."""

    largest: ClassVar[int] = LARGEST_BODY

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        inner = super().get_route_handler()
        known = {
            str(one.alias) for one in get_flat_params(self.dependant) if isinstance(one.field_info, Query)
        }
        places = places_of(self)

        async def guarded(request: Request) -> Response:
            tokens: Tokens = request.app.state.tokens
            request.state.places = places
            request.state.caller = await run_in_threadpool(tokens.verify, bearer(request))
            if request.method in ("POST", "PUT", "PATCH"):
                request.state.body = await strict_body(request, self.largest)
                if self.body_field is None and request.state.body and json.loads(request.state.body) != {}:
                    raise Problem(422, "invalid", "This address takes no body.", fields=[("body", "none")])
            if not request.query_params.keys() <= known:
                rule = f"one of {', '.join(sorted(known))}" if known else "none"
                raise Problem(
                    422, "invalid", "This address does not know that parameter.", fields=[("query", rule)]
                )
            if twice := _given_twice(request):
                fields = [(name, "given once") for name in twice]
                raise Problem(422, "invalid", "A parameter is given twice.", fields=fields)
            try:
                response = await inner(request)
            except Exception:
                if look := getattr(request.state, "if_refused", None):
                    await run_in_threadpool(look)
                raise
            response.headers.setdefault("Cache-Control", "no-store")
            return response

        return guarded


def _given_twice(request: Request) -> list[str]:
    """Two readers could take either."""
    given = request.query_params
    if len(given.multi_items()) == len(given):
        return []
    return [name for name in given if len(given.getlist(name)) > 1]


class FileRoute(GuardedRoute):
    """The same door for an address that takes a whole file in its body."""

    largest = LARGEST_FILE


def bearer(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotSignedIn
    return token.strip()


async def strict_body(request: Request, largest: int = LARGEST_BODY) -> bytes:
    """The body's bytes, once they are known to be one JSON value without surprises; cached for the route to read."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > largest:
        raise Problem(413, "too-large", f"A request is at most {largest // 1024} KiB.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > largest:
            raise Problem(413, "too-large", f"A request is at most {largest // 1024} KiB.")
    if body and kind != "application/json":
        raise Problem(415, "not-json", "Send JSON, and say so: Content-Type: application/json.")
    whole = bytes(body)
    if len(whole) > LARGEST_BODY:
        await run_in_threadpool(check_json, whole)  # long enough that others would wait for it
    elif whole:
        check_json(whole)
    request._body = whole  # what Starlette itself keeps once a body has been read
    return whole


def check_json(body: bytes) -> None:
    """Raises Problem (400) for anything two readers could read differently."""
    try:
        value = json.loads(
            body.decode("utf-8"), object_pairs_hook=_no_duplicates, parse_constant=_no_constant
        )
    except RecursionError:
        raise _malformed("it is nested too deeply") from None
    except UnicodeDecodeError:
        raise _malformed("it is not UTF-8") from None
    except ValueError:
        raise _malformed("it cannot be read as JSON") from None
    _check_value(value, 0)


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _malformed("a field stands in it twice")
    return made


def _no_constant(_name: str) -> Any:
    raise _malformed("it holds NaN or Infinity, which JSON does not know")


def _check_value(value: Any, depth: int) -> None:
    if depth > DEEPEST:
        raise _malformed("it is nested too deeply")
    if isinstance(value, str):
        if "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
            raise _malformed("it holds a NUL or half of a surrogate pair, which are no text")
    elif isinstance(value, dict):
        for key, inner in value.items():
            _check_value(key, depth)
            _check_value(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _check_value(inner, depth + 1)


def _malformed(why: str) -> Problem:
    return Problem(400, "malformed", f"The body cannot be taken: {why}.")
