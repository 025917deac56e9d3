"""422 from pydantic's findings: places and rules, in words of ours where its own could repeat what was sent."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, Final

from shared.web.problems import Problem


def invalid(errors: Sequence[Any], known: Sequence[str] = ()) -> Problem:
    """422 from pydantic's findings: places and rules, in words of ours where its own could repeat what was sent."""
    fields = [(_place(error), _rule(error, known)) for error in errors]
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


def _place(error: Any) -> str:
    place = [str(part) for part in error["loc"] if part not in ("body", "query", "path", "header")]
    if error["type"] == "extra_forbidden":
        place = place[:-1]  # the unknown name is the caller's, and could be anything
    return ".".join(place) or "body"


def _rule(error: Any, known: Sequence[str]) -> str:
    if error["type"] == "extra_forbidden":
        meant = get_close_matches(str(error["loc"][-1]), known, n=1, cutoff=0.75)
        return _UNKNOWN + (f"; did you mean `{meant[0]}`?" if meant else "")
    if error["type"] in _SAFE:
        return str(error["msg"])
    return _OURS.get(error["type"].partition("_")[0], f"not valid ({error['type']})")
