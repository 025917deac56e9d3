"""The API's document: what FastAPI makes of the routes, with refusals and headers as they really are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from shared.web.problems import MEDIA, FieldProblem, ProblemDocument
from shared.web.routing import Addresses

REFUSALS: Final[dict[int | str, str]] = {
    400: "The body is not JSON that everybody reads alike",
    401: "Not signed in",
    403: "You may see it, but not do that; or your sign-in is linked to nobody",
    404: "No such record, or not yours to see",
    409: "A rule says no, or somebody was faster",
    422: "Not the form this address takes; the fields are named",
    503: "A part is away; try again after Retry-After",
}
MATCHED: Final = {
    412: "The record is another than the one you read; read it again",
    428: "Say which version you change: If-Match is missing",
}
"""What a route that wants If-Match may answer besides."""
MATCHING: Final = frozenset({"PUT", "DELETE"})
_HEADERS: Final = {
    "If-Match": ("MATCHED", True, "The ETag you read: which version you change.", '"3"'),
    "Idempotency-Key": (
        "POST",
        False,
        "A UUID of your own: sent again with the same body, the command takes effect once and is answered alike.",
        "6f1f2a0e-5a52-4c5c-9a5e-0c1f4c2b7d10",
    ),
    "At-Least": (
        "LIST",
        False,
        "A Position from an earlier answer: the list is at least as new, or 503.",
        None,
    ),
}
LISTS: Final = frozenset(
    {
        "GET /agreements",
        "GET /partnerships",
        "GET /people",
        "GET /agencies",
        "POST /people/searches",
        "GET /difficulties",
        "GET /difficulties/counts",
        "GET /disconnects",
        "GET /evaluations",
        "GET /evaluations/{id}/accesses",
        "GET /goals",
        "GET /goals/{id}/accesses",
        "GET /sessions",
        "GET /sessions/overdue",
        "GET /sessions/negotiated-late",
        "GET /groups",
        "GET /group-sessions",
        "GET /attendances",
        "GET /groups/{id}/accesses",
        "GET /group-sessions/{id}/accesses",
        "GET /group-sessions/{id}/contributions/{contribution}/accesses",
        "GET /sessions/{id}/accesses",
        "GET /performance-records",
        "GET /performance-records/{id}/accesses",
        "GET /dual-relationships",
        "GET /dual-relationships/{id}/accesses",
        "GET /external-reports/{id}/accesses",
        "GET /feedback/rounds",
        "GET /concerns",
        "GET /concerns/{id}/accesses",
    }
)
"""Routes answered with a list: a search is no command, though it is asked in a body."""
REPEATABLE: Final = frozenset({"POST /people/imports"})
"""Sent again it does what is left to do, and nothing twice, without a key."""


_PLACE: Final = "#/components/schemas/"


def responses() -> dict[int | str, dict[str, Any]]:
    """What every route may answer besides. A model here would be built again for each, which is most of a start."""
    content = {MEDIA: {"schema": {"$ref": f"{_PLACE}{ProblemDocument.__name__}"}}}
    return {code: {"description": text, "content": content} for code, text in REFUSALS.items()}


@cache
def document(addresses: Addresses, title: str, version: str, description: str) -> dict[str, Any]:
    """Made once for every house in this process that answers to these addresses."""
    made = get_openapi(title=title, version=version, description=description, routes=addresses.all())
    _tell_problems(made["components"])
    for path, method, operation in _operations(made):
        if method in MATCHING:
            _tell_matching(operation)
        _tell_headers(path, method, operation)
    return made


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield path, method.upper(), operation


def _tell_problems(components: dict[str, Any]) -> None:
    """What the refusals refer to."""
    _, told = models_json_schema(
        [(ProblemDocument, "serialization"), (FieldProblem, "serialization")], ref_template=_PLACE + "{model}"
    )
    components["schemas"] = dict(sorted({**components["schemas"], **told["$defs"]}.items()))


def _tell_matching(operation: dict[str, Any]) -> None:
    document = operation["responses"]["409"]["content"]
    for code, description in MATCHED.items():
        operation["responses"][str(code)] = {"description": description, "content": document}


def _tell_headers(path: str, method: str, operation: dict[str, Any]) -> None:
    route = f"{method} {path}"
    kind = (
        "LIST"
        if route in LISTS
        else ""
        if route in REPEATABLE
        else "MATCHED"
        if method in MATCHING
        else method
    )
    for name, (where, required, description, example) in _HEADERS.items():
        if where == kind:
            told = {"name": name, "in": "header", "required": required, "description": description}
            schema: dict[str, Any] = {"type": "string"} | ({"examples": [example]} if example else {})
            operation.setdefault("parameters", []).append(told | {"schema": schema})
