"""Addresses told beforehand, and made into routes when somebody asks for the first that begins with the same word.

A house has some hundreds of them: to make them all is a third of a start, and to hold a request against all of them
a good part of an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from threading import Lock
from typing import Any, TypeVar

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from shared.web.guard import GuardedRoute

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])


@dataclass(frozen=True)
class Told:
    """An address, and everything that FastAPI is to know of it."""

    path: str
    endpoint: Callable[..., Any]
    made: dict[str, Any]


class Routes:
    """The guarded addresses of one subject."""

    def __init__(self, *tags: str, route_class: type[APIRoute] = GuardedRoute) -> None:
        self._of_all = {"tags": list(tags), "route_class_override": route_class}
        self.told: list[Told] = []

    def get(self, path: str, **made: Any) -> Callable[[Endpoint], Endpoint]:
        return self._tell("GET", path, made)

    def post(self, path: str, **made: Any) -> Callable[[Endpoint], Endpoint]:
        return self._tell("POST", path, made)

    def put(self, path: str, **made: Any) -> Callable[[Endpoint], Endpoint]:
        return self._tell("PUT", path, made)

    def delete(self, path: str, **made: Any) -> Callable[[Endpoint], Endpoint]:
        return self._tell("DELETE", path, made)

    def include(self, other: Routes) -> None:
        self.told += other.told

    def _tell(self, method: str, path: str, made: dict[str, Any]) -> Callable[[Endpoint], Endpoint]:
        def tell(endpoint: Endpoint) -> Endpoint:
            self.told.append(Told(path, endpoint, {**self._of_all, **made, "methods": [method]}))
            return endpoint

        return tell


class Addresses(BaseRoute):
    """All that a house answers to; `made` is what FastAPI is to know of every one of them."""

    def __init__(self, subjects: Iterable[Routes], **made: Any) -> None:
        self._made = made
        self._told: dict[str, list[Told]] = {}
        self._fixed: dict[str, set[str]] = {}
        """What those take in which nothing is filled in: else /diary/{id} would answer for /diary/prompts."""
        for one in (told for routes in subjects for told in routes.told):
            self._told.setdefault(_first_word(one.path), []).append(one)
            if "{" not in one.path:
                self._fixed.setdefault(one.path, set()).update(one.made["methods"])
        self._routers: dict[str, APIRouter] = {}
        self._lock = Lock()

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        known = scope["type"] == "http" and _first_word(scope["path"]) in self._told
        return (Match.FULL if known else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        fixed = self._fixed.get(scope["path"])
        if fixed and scope["method"] not in fixed:
            raise _not_taken(fixed)
        router = self._router(_first_word(scope["path"]))
        try:
            await router(scope, receive, send)
        except HTTPException as error:
            if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
                raise _not_taken(_methods(router, scope["path"])) from None
            raise

    def all(self) -> list[BaseRoute]:
        """For the document of them."""
        return [route for word in self._told for route in self._router(word).routes]

    def _router(self, word: str) -> APIRouter:
        if (there := self._routers.get(word)) is not None:
            return there
        with self._lock:
            if word not in self._routers:
                router = APIRouter(redirect_slashes=False, **self._made)
                for one in self._told[word]:
                    router.add_api_route(one.path, one.endpoint, **one.made)
                self._routers[word] = router
            return self._routers[word]


def _not_taken(methods: Iterable[str]) -> HTTPException:
    return HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": ", ".join(sorted(methods))})


def _methods(router: APIRouter, path: str) -> set[str]:
    """All that an address takes: a route knows its own alone."""
    routes = [one for one in router.routes if isinstance(one, APIRoute) and one.path_regex.match(path)]
    return {method for one in routes for method in one.methods or ()}


def _first_word(path: str) -> str:
    return path[1:].partition("/")[0]
