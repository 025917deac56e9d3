"""Addresses found by their first word: a house has some hundreds, and each request would be held against all of them."""

from collections.abc import Iterator
from functools import cached_property

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Scope

from shared.web.guard import GuardedRoute


class Routes(APIRouter):
    """Guarded addresses of one subject, looked through only where one of them begins as the address asked for does."""

    def __init__(self, *tags: str, route_class: type[APIRoute] = GuardedRoute) -> None:
        super().__init__(tags=list(tags), route_class=route_class)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if _first_word(scope["path"]) in self.words:
            return super().matches(scope)
        return Match.NONE, {}

    @cached_property
    def words(self) -> frozenset[str]:
        """The first words of its addresses, once all of them are there."""
        return frozenset(self._words())

    def _words(self) -> Iterator[str]:
        for route in self.routes:
            within = getattr(route, "original_router", None)  # of a router that was included
            if isinstance(within, Routes):
                yield from within.words
            else:
                yield _first_word(route.path)  # type: ignore[attr-defined]


def _first_word(path: str) -> str:
    return path[1:].partition("/")[0]
