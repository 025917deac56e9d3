"""Which headers the API's document tells: what a request may send, and what each answer carries, by what its route is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from fastapi import Response
from fastapi.routing import APIRoute

from shared.web.answers import Silent, Unplaced

MATCHING: Final = frozenset({"PUT", "DELETE"})
CHANGED: Final = frozenset({"/people/me/peer-background", "/erasures", "/holds"})
"""Where a POST changes what is there already, though no place in its address says which."""
AWAITING: Final = frozenset(
    {
        "GET /agreements",
        "GET /partnerships",
        "GET /people",
        "GET /people/{id}/placements",
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
        "GET /people/{id}/supervision",
        "GET /people/{id}/supervision/topics",
        "GET /people/{id}/own-supervision",
        "GET /exports/directory",
        "GET /exports/agreements",
        "GET /exports/sessions",
        "GET /policy-sets",
        "GET /agreements/{id}/requirements",
        "GET /agreements/{id}/requirements/history",
        "GET /sessions/counts",
        "GET /sessions/balance",
        "GET /external-reports",
        "GET /erasures",
        "GET /erasures/due",
    }
)
"""What is answered from lists, or looks into one first: it waits until they are as new as is asked."""
TELLING: Final[dict[type[Response], tuple[str, ...]]] = {
    Response: ("ETag", "Position"),
    Unplaced: ("ETag",),
    Silent: (),
}
"""What the answer to a command says, by the class its route names."""
TRIED_AGAIN: Final = ("409", "503")


def _described(text: str, example: str, *, always: bool = True) -> dict[str, Any]:
    return {"description": text, "required": always, "schema": {"type": "string", "examples": [example]}}


HEADERS: Final = {
    "ETag": _described(
        "The version of it: send it as If-Match to change this one and no other. Not told to whoever may not know how often "
        "something was recorded.",
        '"3"',
        always=False,
    ),
    "Location": _described(
        "The address of what was made; its id or number, where it has one, is the last part.",
        "/agreements/0b0f9c8e-6d4e-4f5a-9a37-5f0c5f8e1d11",
    ),
    "Position": _described(
        "The place in the log where it was recorded. Send it as At-Least, and a list of such records is at least as new.",
        "Zq4mC1xw9Yk",
    ),
    "Link": _described(
        "Where the list goes on, while it does.",
        '</goals?limit=50&after=Zq4mC1xw9Yk>; rel="next"',
        always=False,
    ),
    "Retry-After": _described("In how many seconds to try again, where that is of use.", "5", always=False),
    "WWW-Authenticate": _described("How to sign in.", "Bearer"),
}
"""What answers carry."""
ASKED: Final = {
    "If-Match": (True, "The ETag you read: which version you change. A POST may do without.", '"3"'),
    "Idempotency-Key": (
        False,
        "A UUID of your own: sent again with the same body, the command takes effect once and is answered alike.",
        "6f1f2a0e-5a52-4c5c-9a5e-0c1f4c2b7d10",
    ),
    "At-Least": (
        False,
        "A Position from an earlier answer about such records: the list is at least as new, or it is 503.",
        "Zq4mC1xw9Yk",
    ),
}
"""What requests carry besides, whether it has to be there, what it is, an example."""


def tell_headers(route: APIRoute, method: str, operation: dict[str, Any]) -> None:
    for name in _asked(route, method):
        required, text, example = ASKED[name]
        required = required and method in MATCHING
        told = {"name": name, "in": "header", "required": required, "description": text}
        schema = {"type": "string", "examples": [example]}
        operation.setdefault("parameters", []).append(told | {"schema": schema})
    for code, answer in operation["responses"].items():
        carried = {name: {"$ref": f"#/components/headers/{name}"} for name in _carried(route, code)}
        if carried or "headers" in answer:
            answer["headers"] = carried | answer.get("headers", {})


def may_match(route: APIRoute, method: str) -> bool:
    """Whether it heeds If-Match: what is made anew has no version yet."""
    about = bool(route.param_convertors) or route.path_format in CHANGED
    return method in MATCHING or (_is_command(route, method) and about)


def _is_command(route: APIRoute, method: str) -> bool:
    return method == "POST" and route.status_code is not None  # what answers 200 is none


def _asked(route: APIRoute, method: str) -> Iterator[str]:
    if may_match(route, method):
        yield "If-Match"
    if _is_command(route, method):
        yield "Idempotency-Key"
    if f"{method} {route.path_format}" in AWAITING:
        yield "At-Least"


def _carried(route: APIRoute, code: str) -> Iterator[str]:
    if code == "401":
        yield "WWW-Authenticate"
    if code in TRIED_AGAIN:
        yield "Retry-After"
    if code == "201":
        yield "Location"
    if code in ("201", "204"):
        assert isinstance(route.response_class, type)
        yield from TELLING[route.response_class]
    if code == "200" and route.dependant.response_param_name:  # it is asked for to put a header on
        yield "Link" if any(one.alias == "after" for one in route.dependant.query_params) else "ETag"
