"""How records are read: as of a time, their history, pages of lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Final
from urllib.parse import urlencode
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import BaseModel, BeforeValidator
from pydantic_core import PydanticKnownError

from shared.facts import Recorded, Sealed, mark_of
from shared.web.bodies import Out
from shared.web.opaque import Secret
from shared.web.problems import Problem

Limit = Annotated[int, Query(ge=1, le=200, description="How many at most.")]
After = Annotated[
    str | None, Query(max_length=400, description="Where the last page ended: from its Link header.")
]
AsOf = Annotated[
    str | None,
    Query(max_length=40, description="A version (3) or a time (2026-03-02T09:00:00Z): as it was then."),
]

WRITTEN: Final = re.compile(r"\d{4}-\d\d-\d\d")


def _as_written(told: str) -> str:
    """Raises for what pydantic takes for a day too: 0 as the first of 1970."""
    if not WRITTEN.fullmatch(told):
        raise PydanticKnownError("date_type")
    return told


AskedDay = Annotated[date, BeforeValidator(_as_written)]
"""A day in an address, written as one in a body: 2026-03-02. Any may be asked for, also one before there was a house."""


class Past(Out):
    """One fact of a history: its clear part only."""

    version: int
    name: str
    recorded_at: datetime
    by: str | None
    fact: dict[str, Any]


def as_of(told: str | None) -> int | datetime | None:
    """Raises 422 for what is neither a version nor a time with its zone."""
    if told is None:
        return None
    try:
        if told.isdecimal():
            return min(int(told), 2**31)
        at = datetime.fromisoformat(told.replace(" ", "+"))  # an unescaped plus sign arrives as a space
        if at.tzinfo is not None:
            return at
    except ValueError:
        pass
    rule = "a version such as 3, or a time with its zone such as 2026-03-02T09:00:00Z"
    raise Problem(422, "invalid", "as_of is neither a version nor a time.", fields=[("as_of", rule)])


def history(records: Iterable[Recorded], shows: Callable[[str], bool]) -> list[Past]:
    """What the reader may see of a history: facts in order, with the clear fields they may see."""
    return [
        Past(
            version=one.stream_version,
            name=one.name,
            recorded_at=one.recorded_at,
            by=str(one.actor),
            fact=clear(one.fact, shows),
        )
        for one in records
    ]


def clear(model: BaseModel, shows: Callable[[str], bool], within: str = "") -> dict[str, Any]:
    """The clear fields of a model that may be shown, asked by their path; sealed ones are not mentioned."""
    made: dict[str, Any] = {}
    for name in type(model).model_fields:
        value = getattr(model, name)
        if value is None or isinstance(value, Sealed) or mark_of(type(model), name):
            continue
        if isinstance(value, BaseModel):
            made[name] = clear(value, shows, f"{within}{name}.")
        elif shows(f"{within}{name}"):
            made[name] = model.model_dump(mode="json", include={name})[name]
    return made


def next_page(
    request: Request,
    response: Response,
    secret: Secret,
    rows: Sequence[Any],
    limit: int,
    key: Callable[[Any], Any],
) -> Sequence[Any]:
    """Cut a list read with one row too many, and say where it goes on: `Link: <…>; rel="next"`."""
    if len(rows) > limit:
        rows = rows[:limit]
        told = dict(request.query_params) | {"after": secret.hide(key(rows[-1]), _use(request))}
        response.headers["Link"] = f'<{request.url.path}?{urlencode(told)}>; rel="next"'
    return rows


def after(request: Request, secret: Secret, told: str | None) -> Any:
    """Where the last page ended; raises 422 for a cursor this service did not give, or gave for another list."""
    if told is None:
        return None
    try:
        return secret.shown(told, _use(request))
    except ValueError:
        rule = "taken from a Link header of this list"
        raise Problem(422, "invalid", "This cursor is not one of ours.", fields=[("after", rule)]) from None


def _use(request: Request) -> str:
    return f"after {request.url.path}"


def ids(told: str | None, most: int = 100) -> list[UUID]:
    """A comma-separated list of ids."""
    try:
        made = [UUID(one) for one in (told or "").split(",") if one]
    except ValueError:
        raise Problem(
            422, "invalid", "An id is a UUID.", fields=[("id", "UUIDs, separated by commas")]
        ) from None
    if len(made) > most:
        raise Problem(422, "invalid", f"At most {most} ids at once.", fields=[("id", f"at most {most}")])
    return made
