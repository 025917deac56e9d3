"""The API's document: what FastAPI makes of the routes, with refusals and headers as they really are."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from services.house.headers import HEADERS, MATCHING, may_match, tell_headers
from shared.web.guard import GuardedRoute
from shared.web.problems import MEDIA, FieldProblem, ProblemDocument
from shared.web.routing import Addresses

REFUSALS: Final[dict[int | str, str]] = {
    401: "Not signed in",
    403: "You may see it, but not do that; or your sign-in is linked to nobody",
    404: "No such record, or not yours to see",
    409: "A rule says no, or somebody was faster",
    422: "Not the form this address takes; the fields are named",
    503: "A part is away; try again after Retry-After",
}
"""What every route may answer."""
MATCHED: Final = "The record is another than the one you read; read it again"
UNMATCHED: Final = "Say which version you change: If-Match is missing"
SENT: Final = {
    400: "The body is not JSON that everybody reads alike",
    413: "The body is larger than {} KiB",
    415: "The body is not sent as application/json",
}
"""What may become of a body; one that says nothing may come to any POST."""
ERASED: Final = "What this is about was erased, or somebody deleted it, for good"
_PLACE: Final = "#/components/schemas/"


def responses() -> dict[int | str, dict[str, Any]]:
    """What every route may answer besides. A model here would be built again for each, which is most of a start."""
    content = {MEDIA: {"schema": {"$ref": f"{_PLACE}{ProblemDocument.__name__}"}}}
    return {code: {"description": text, "content": content} for code, text in REFUSALS.items()}


@cache
def document(addresses: Addresses, title: str, version: str, description: str) -> dict[str, Any]:
    """Made once for every house in this process that answers to these addresses."""
    routes = addresses.all()
    made = get_openapi(title=title, version=version, description=description, routes=routes)
    _tell_problems(made["components"])
    made["components"]["headers"] = HEADERS
    for route in routes:
        assert isinstance(route, GuardedRoute)
        for method in route.methods or ():
            operation = made["paths"][route.path_format][method.lower()]
            _tell_refusals(route, method, operation["responses"])
            tell_headers(route, method, operation)
    return made


def _tell_problems(components: dict[str, Any]) -> None:
    """What the refusals refer to."""
    _, told = models_json_schema(
        [(ProblemDocument, "serialization"), (FieldProblem, "serialization")], ref_template=_PLACE + "{model}"
    )
    components["schemas"] = dict(sorted({**components["schemas"], **told["$defs"]}.items()))


def _tell_refusals(route: GuardedRoute, method: str, answers: dict[str, Any]) -> None:
    besides = {412: MATCHED} if may_match(route, method) else {}
    if method in MATCHING:
        besides[428] = UNMATCHED
    if method in ("POST", "PUT"):
        besides |= {code: text.format(route.largest // 1024) for code, text in SENT.items()}
    if route.param_convertors or route.body_field or "/me" in route.path:  # it is about something
        besides[410] = ERASED
    answers |= {str(code): answers["409"] | {"description": text} for code, text in besides.items()}
