"""The house as `alongside up` serves it, in a process of its own, with the endpoints that are its floor beside it."""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
from pathlib import Path
from uuid import UUID, uuid4

import uvicorn
from fastapi import APIRouter, FastAPI, Response

from bench.material import START, acting, draft
from bench.places import bare_sqlite
from services.agreements.forms import SignatureIn
from services.house.building import House
from services.house.demo import Demo
from services.house.serving import THREADS_SQLITE, _Server
from services.house.web import app_of, asgi
from shared.feed.steps import BusStep
from shared.settings import Settings
from shared.telemetry import configure_logs
from shared.web.guard import GuardedRoute

SIZE = 1300
"""Bytes of a signature as stored."""


def floors(app: FastAPI, data: Path, size: int) -> None:
    """The same request, through the house's door and without it: one bare insert, and nothing."""
    rows, lock = bare_sqlite(data / "bare.db"), threading.Lock()
    rows.execute(
        "CREATE TABLE bare (stream TEXT, version INTEGER, name TEXT, state BLOB, PRIMARY KEY (stream, version))"
    )
    state = bytes(size)

    def insert(id: UUID, body: SignatureIn) -> Response:  # noqa: ARG001  taken in, as the command does
        with lock:
            rows.execute(
                "INSERT INTO bare VALUES (?, 1, ?, ?)", (uuid4().hex, "agreements.AgreementSigned", state)
            )
        return Response(status_code=204)

    def nothing(id: UUID, body: SignatureIn) -> Response:  # noqa: ARG001  the same
        return Response(status_code=204)

    for prefix, router in (("door", APIRouter(route_class=GuardedRoute)), ("open", APIRouter())):
        for name, endpoint in (("insert", insert), ("nothing", nothing)):
            path = f"/{prefix}/{{id}}/{name}"
            router.add_api_route(path, endpoint, methods=["POST"], status_code=204, response_class=Response)
        app.include_router(router)


def _end_with_whoever_asked() -> None:
    sys.stdin.read()
    os._exit(0)


def main(data: Path, agreements: int, *, followers: bool) -> None:
    configure_logs()
    gc.freeze()  # as a house begins: what was imported stays
    threading.Thread(target=_end_with_whoever_asked, daemon=True).start()
    house = House(Settings(data=data), now=lambda: START)
    Demo(house, START).fill()
    room = house.rooms["agreements"]
    drafted = []
    for _ in range(agreements):
        agreement = draft()
        room.store.append(agreement, acting())
        assert agreement.on_the_table
        drafted.append([str(agreement.id), agreement.on_the_table.digest])
    _settle(house)
    if followers:
        house.work()
    app = app_of(house)
    floors(app, data, SIZE)
    assert house.issuer

    def ready() -> None:
        port = server.servers[0].sockets[0].getsockname()[1]
        told = {"port": port, "token": house.issuer.token("maya"), "drafted": drafted} if house.issuer else {}
        print(json.dumps(told), flush=True)

    config = uvicorn.Config(
        asgi(app), port=0, log_config=None, access_log=False, server_header=False, lifespan="off"
    )
    server = _Server(config, ready, THREADS_SQLITE)
    server.run()
    house.close()


def _settle(house: House) -> None:
    """What followers do, once and to the end, so that none of it is measured: publish, then take in what was published."""
    for room in house.rooms.values():
        room.catch_up()
        relay = room.relay(house.bus)
        while relay.step():
            pass
        relay.step()  # the sign of life
    for room in house.rooms.values():
        for view in room.views:
            if view.topics:
                step = BusStep(room.shelf, house.bus, room.service.name, view, house.tracing)
                while step(0):
                    pass
                step.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), followers=sys.argv[3] == "1")
