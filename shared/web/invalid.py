"""422 from pydantic's findings: places and rules, in words of ours where its own could repeat what was sent."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from typing import Any, Final

from shared.web.bodies import names_at
from shared.web.problems import Problem


def invalid(errors: Sequence[Any], known: Collection[str] = (), body: Any = None) -> Problem:
    """422 from pydantic's findings: places and rules, in words of ours where its own could repeat what was sent.

    `known`: names of fields that the house knows, wherever; `body`: the kind of body that this address takes.
    """
    fields = [(_place(error, known), _rule(error, known, body)) for error in errors]
    return Problem(422, "invalid", "The request does not have the form this address takes.", fields=fields)


_SAFE: Final = frozenset(
    {
        "missing",
        "string_type",
        "string_too_long",
        "string_too_short",
        "string_pattern_mismatch",
        "too_long",
    }
    | {
        "too_short",
        "greater_than_equal",
        "less_than_equal",
        "enum",
        "literal_error",
        "list_type",
        "tuple_type",
        "dict_type",
    }
    | {"model_attributes_type", "model_type", "greater_than", "less_than"}
)
_UNKNOWN: Final = "has a field that this address does not know"
_UNKNOWN_HERE: Final = "is no field that this address knows there"
_OURS: Final = {
    "uuid": "an id: a UUID such as 00000000-0000-4000-8000-000000000000",
    "int": "a whole number",
    "bool": "true or false",
    "control": "no control characters but tabs and line breaks",
    "unseen": "words that can be seen",
    "date": "a date as 2026-03-02",
    **dict.fromkeys(("datetime", "timezone"), "a time with its zone as 2026-03-02T09:00:00Z"),
}
"""By the kind that was asked for: how exactly a value fails to be one would be pydantic's tale."""


def _place(error: Any, known: Collection[str]) -> str:
    place = _parts(error)
    if error["type"] == "extra_forbidden" and place[-1] not in known:
        place = place[:-1]  # the unknown name is the caller's, and could be anything
    return ".".join(place) or "body"


def _parts(error: Any) -> list[str]:
    first, *inside = error["loc"]
    return [str(part) for part in (inside if first in ("body", "query", "path", "header") else error["loc"])]


def _rule(error: Any, known: Collection[str], body: Any) -> str:
    if error["type"] == "extra_forbidden":
        *place, name = _parts(error)
        meant = get_close_matches(name, names_at(body, place), n=1, cutoff=0.75)
        told = _UNKNOWN_HERE if name in known else _UNKNOWN
        return told + (f"; did you mean `{meant[0]}`?" if meant else "")
    if error["type"] in _SAFE:
        return str(error["msg"])
    return _OURS.get(error["type"].partition("_")[0], f"not valid ({error['type']})")
