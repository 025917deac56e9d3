"""The house's address: all routes of its services, the front page, what a balancer asks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.security import HTTPBearer
from fastapi_offline import FastAPIOffline
from jinja2 import Environment, FileSystemLoader, select_autoescape

from services.house.building import House, remembered
from services.house.document import document, responses
from services.house.hints import hints
from services.house.manifest import SERVICES
from services.house.naming import names
from services.house.telling import tells
from shared.tables import Away
from shared.telemetry import of_requests, own_traces
from shared.web import installed, problems
from shared.web.bodies import field_names
from shared.web.once import Repeated
from shared.web.routing import Addresses

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=select_autoescape(["html"])
)
BEARER = HTTPBearer(auto_error=False, description="An access token of the issuer this house trusts.")
"""Said in the API's document; the door itself is `GuardedRoute`."""
READY_WITHIN = 500
"""How many places of the log a view may be behind before a balancer sends requests elsewhere."""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
DESCRIPTION = """Keeps the supervision of peer support workers: the agreements two people sign, the sessions held under them, and the one order
of steps where confidentiality has its limits.
Content opens to its parties alone, and each opening is accounted for.

A command answers without a body: `Location` is the address of what it made, with its id or number as the last part; `ETag` is
the version, and `Position` the place in the log. Sent again with the same `Idempotency-Key` and body it takes effect once, and is
answered as the first time. Whatever is put in place of something else, or deleted, names the version that was read: its `ETag` as
`If-Match`.

Lists are made from the log, a moment later: with a `Position` sent as `At-Least` they are at least as new. A list goes on at the
address in `Link`, while there is one. Where trying again helps, `Retry-After` says when."""


def app_of(house: House) -> FastAPI:
    """One FastAPI application for the services of this process."""
    untold = {noun for room in house.rooms.values() for noun in room.service.untold}
    app: FastAPI = FastAPIOffline(
        redoc_url=None,
        title="Alongside",
        version="0.1.0",
        description=DESCRIPTION,
        redirect_slashes=False,
        telemetry=of_requests(house.tracing.provider, untold),
    )
    app.state.tokens = house.tokens()
    app.state.desks = {name: desk for room in house.rooms.values() for name, desk in room.desks.items()}
    found_at = addresses(*house.rooms)
    app.router.routes.append(found_at)
    installed.install(app, field_names())
    # How FastAPI says its document is to be extended.
    app.openapi = partial(document, found_at, app.title, app.version, app.description)  # type: ignore[method-assign]
    app.add_exception_handler(Repeated, lambda _request, again: again.response)
    _public_routes(app, house)
    if "directory" in house.rooms and not house.settings.on_one_machine:
        tells(app, house)
        names(app, house)
    return app


@cache
def addresses(*services: str) -> Addresses:
    """Those of the services named, made once for every house in this process."""
    return Addresses(
        [SERVICES[name].routes for name in services],
        dependencies=[Depends(BEARER)],
        responses=responses(),
        generate_unique_id_function=lambda route: route.name,
    )


def _public_routes(app: FastAPI, house: House) -> None:
    @app.get("/", include_in_schema=False)
    def front_page(request: Request) -> HTMLResponse:
        told = remembered(house.settings.data) if house.settings.on_one_machine else {}
        address, demo = str(request.base_url).rstrip("/"), bool(told.get("demo"))
        page = TEMPLATES.get_template("front.html").render(
            address=address,
            hints=hints(house.settings, address, demo=demo),
            data=house.settings.data.resolve() if house.settings.on_one_machine else None,
            demo=demo,
        )
        return HTMLResponse(page, headers=HEADERS)

    @app.get("/livez", include_in_schema=False)
    async def livez() -> Response:
        return JSONResponse({"lives": True})

    @app.get("/readyz", include_in_schema=False)
    def readyz() -> Response:
        """Whether the database answers and the views of it have caught up; never whether Kafka does."""
        try:
            behind = [
                name
                for name, room in house.rooms.items()
                if not room.caught_up(within=READY_WITHIN) or not room.follows()
            ]
        except Away as error:
            return problems.away(error.part).answer()
        if behind:
            return problems.away(f"the views of {', '.join(behind)} (they are catching up)", 1).answer()
        return JSONResponse({"ready": True})


App = Callable[[MutableMapping[str, Any], Any, Any], Awaitable[None]]


def asgi(app: FastAPI) -> App:
    """The application as a server runs it: whatever trace a caller brings stays outside."""
    return own_traces(app)
