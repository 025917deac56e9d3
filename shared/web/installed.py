"""Every error of an application becomes a problem document."""

from __future__ import annotations

from collections.abc import Collection

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from shared.aggregate import Refused
from shared.keys import Erased
from shared.sealing import MovedOrAltered
from shared.signin import NotSignedIn
from shared.store import NotFound, VersionConflict
from shared.tables import Away
from shared.web.invalid import invalid
from shared.web.problems import Problem, of


def install(app: FastAPI, known_fields: Collection[str]) -> None:
    """Every error of an app becomes a problem document."""

    def answer(request: Request, error: Exception) -> Response:
        if isinstance(error, RequestValidationError):
            route = request.scope.get("route")
            taken = route.body_field if isinstance(route, APIRoute) else None
            body = taken.field_info.annotation if taken else None
            return invalid(error.errors(), known_fields, body).answer()
        return of(error).answer()

    handled = (RequestValidationError, HTTPException, Problem, Refused, NotFound, VersionConflict, Away)
    for kind in (*handled, Erased, MovedOrAltered, NotSignedIn, Exception):
        app.add_exception_handler(kind, answer)
