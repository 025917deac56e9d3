"""Errors as problem documents (RFC 9457): a stable type, the rule's sentence, the fields; never what was sent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from inspect import cleandoc
from typing import Any, Final

import structlog
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from shared.aggregate import Refused, Unfit
from shared.keys import Erased
from shared.sealing import MovedOrAltered
from shared.signin import NotSignedIn
from shared.store import NotFound, VersionConflict
from shared.tables import Away

log = structlog.get_logger("alongside.web")
MEDIA: Final = "application/problem+json"
TYPES: Final = "urn:alongside:problem:"


class FieldProblem(BaseModel):
    """A field of the request and the rule it does not meet."""

    field: str = Field(examples=["terms.session_minutes"])
    rule: str = Field(examples=["a whole number"])


class ProblemDocument(BaseModel):
    """What went wrong (RFC 9457). `type` is stable; `title` is the rule as a sentence; nothing sent is repeated."""

    type: str = Field(examples=[f"{TYPES}terms-have-changed"])
    title: str = Field(examples=["The terms are no longer the ones you read."])
    status: int = Field(examples=[409])
    fields: list[FieldProblem] = []


class Problem(Exception):
    """An answer that is not the one hoped for."""

    def __init__(
        self,
        status: int,
        kind: str,
        title: str,
        *,
        fields: Sequence[tuple[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kind)
        self.status, self.kind, self.title = status, kind, title
        self.fields, self.headers = fields, dict(headers or {})

    def answer(self) -> JSONResponse:
        body: dict[str, Any] = {"type": TYPES + self.kind, "title": self.title, "status": self.status}
        if self.fields:
            body["fields"] = [{"field": field, "rule": rule} for field, rule in self.fields]
        return JSONResponse(body, self.status, self.headers, media_type=MEDIA)


def not_found() -> Problem:
    """The same for what does not exist and for what is not yours to see."""
    return Problem(404, "not-found", "There is no such record, or it is not yours to see.")


def not_a_position() -> Problem:
    rule = [("At-Least", "a Position that this service gave")]
    return Problem(422, "invalid", "At-Least is not a position.", fields=rule)


def away(part: str, retry_after: int = 5) -> Problem:
    title = f"A part of the house does not answer: {part}. Nothing was changed; please try again."
    return Problem(503, "away", title, headers={"Retry-After": str(retry_after)})


def not_known_yet(what: str) -> Problem:
    title = f"This service has not heard of that {what} yet. If you have just made it, try again in a moment."
    return Problem(409, "not-known-yet", title, headers={"Retry-After": "1"})


def of(error: Exception) -> Problem:
    """The problem document of an exception that means something; everything else is a bug of ours."""
    match error:
        case Problem():
            return error
        case Unfit():
            return Problem(
                422, name_of(error), sentence(error), fields=[(f, sentence(error)) for f in error.fields]
            )
        case Refused():
            headers = {"Retry-After": str(error.retry_after)} if error.retry_after else {}
            return Problem(409, name_of(error), sentence(error), headers=headers)
        case NotFound():
            return not_found()
        case VersionConflict():
            return Problem(
                409, "somebody-was-faster", "Somebody changed this record meanwhile. Read it again."
            )
        case Away():
            return away(error.part, error.retry_after)
        case Erased():
            return Problem(410, "erased", sentence(error))
        case MovedOrAltered():
            return Problem(409, "moved-or-altered", sentence(error))
        case NotSignedIn():
            return Problem(401, "not-signed-in", sentence(error), headers={"WWW-Authenticate": "Bearer"})
        case HTTPException():
            return _http(error)
    log.error("unhandled", exception=type(error).__name__, at=_where(error))
    return Problem(
        500, "bug", "Something went wrong in the house. It is our mistake; nothing of yours is lost."
    )


def sentence(error: Exception) -> str:
    return cleandoc(type(error).__doc__ or type(error).__name__).replace("\n", " ")


def name_of(error: Exception) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", type(error).__name__).lower()


def _http(error: HTTPException) -> Problem:
    known = {
        404: not_found(),
        405: Problem(405, "method-not-allowed", "This address does not take that method."),
    }
    made = known.get(error.status_code) or Problem(
        error.status_code, "http", "This request cannot be answered."
    )
    made.headers |= dict(error.headers or {})
    return made


def _where(error: Exception) -> str:
    last = error.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    return f"{last.tb_frame.f_code.co_qualname}:{last.tb_lineno}" if last else "?"  # type: ignore[attr-defined, unused-ignore]
