"""The socket a running house listens on for its operator, and the way to it, or past it when nothing runs."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import uvicorn
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from services.house.building import House, locked, remember, remembered
from services.house.operator import Operator, Unknown
from services.house.said import CannotOpen, Said
from shared.aggregate import Refused
from shared.settings import Settings
from shared.tables import Away
from shared.web.problems import sentence

COMMANDS = ("people", "people_add", "token", "release", "parked")
LONGEST_SOCKET = 100
"""What every system takes as the path of a Unix socket, in bytes."""


def control_app(house: House, address: str) -> Starlette:
    """The operator's commands, and where the house answers everybody else."""
    operator = Operator(house)

    async def command(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in COMMANDS:
            return JSONResponse({"said": f"There is no command {name}."}, 404)
        told = json.loads(await request.body() or b"{}")
        try:
            answer = await run_in_threadpool(getattr(operator, name), **told)
            return JSONResponse({"answer": answer})
        except (Unknown, Refused, Away, TypeError, ValidationError) as error:
            return JSONResponse({"said": _words(error)}, 409)

    async def where(_: Request) -> Response:
        return JSONResponse({"answer": address})

    async def lasting(request: Request) -> Response:
        told = json.loads(await request.body())
        work = LASTING[request.url.path.strip("/")](operator, told)
        return StreamingResponse(iterate_in_threadpool(_lines(work)), media_type="text/plain")

    return Starlette(
        routes=[
            *(Route(f"/{name}", lasting, methods=["POST"]) for name in LASTING),
            Route("/address", where, methods=["POST"]),
            Route("/{name}", command, methods=["POST"]),
        ]
    )


Say = Callable[[dict[str, Any]], None]
Work = Callable[[Say], Any]


def _rebuild(operator: Operator, told: dict[str, Any]) -> Work:
    return lambda say: operator.rebuild(told["view"], lambda taken: say({"taken": taken}))


def _backup(operator: Operator, told: dict[str, Any]) -> Work:
    def work(say: Say) -> Any:
        return operator.backup(
            told["events_to"],
            told["keys_to"],
            lambda doing, done, of: say({"doing": doing, "done": done, "of": of}),
        )

    return work


LASTING: Final[dict[str, Callable[[Operator, dict[str, Any]], Work]]] = {
    "rebuild": _rebuild,
    "backup": _backup,
}
"""What takes long enough to say how far it is."""


def _lines(work: Work) -> Iterator[str]:
    """A line of JSON each time it is a little further, then one with the answer."""
    seen: list[dict[str, Any]] = []
    done: list[dict[str, Any]] = []

    def run() -> None:
        try:
            done.append({"answer": work(seen.append)})
        except (Unknown, Said, Away) as error:
            done.append({"said": _words(error)})

    thread = threading.Thread(target=run)
    thread.start()
    while thread.is_alive():
        thread.join(0.2)
        if seen:
            yield json.dumps(seen[-1]) + "\n"
    yield json.dumps(done[0] if done else {"said": "It failed; the log of the house says why."}) + "\n"


def _words(error: Exception) -> str:
    if isinstance(error, ValidationError):
        fields = ", ".join(str(one["loc"][-1]) for one in error.errors(include_input=False))
        return f"This cannot be taken: {fields}."
    if isinstance(error, Away):
        return f"A part of the house does not answer: {error.part}."
    return sentence(error) if isinstance(error, Refused) else str(error)


@contextmanager
def listening(house: House, address: str) -> Iterator[None]:
    """The control socket, for its owner alone, as long as the house runs."""
    path = house.settings.socket
    if len(str(path).encode()) > LONGEST_SOCKET:
        raise CannotOpen(f"The path of {path} is too long for a socket. Choose a shorter folder with --data.")
    path.unlink(missing_ok=True)
    mask = os.umask(0o177)
    server = uvicorn.Server(
        uvicorn.Config(
            control_app(house, address), uds=str(path), log_config=None, access_log=False, lifespan="off"
        )
    )
    thread = threading.Thread(target=server.run, name="control", daemon=True)
    try:
        thread.start()
        while not server.started and thread.is_alive():
            thread.join(0.01)
        path.chmod(0o600)
    finally:
        os.umask(mask)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=5)
        path.unlink(missing_ok=True)


def opened_for(settings: Settings, name: str, told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The same commands where no house runs: by opening the folder, or the databases, for a moment."""
    if name in ("token", "address"):
        yield {"said": "No house is running on this data. Start one with `alongside up`."}
        return
    with opened(settings, as_it_is=name == "backup", may_be_new=name == "people_add") as house:
        operator = Operator(house)
        if name in LASTING:
            yield from (json.loads(line) for line in _lines(LASTING[name](operator, told)))
            return
        try:
            yield {"answer": getattr(operator, name)(**told)}
        except (Unknown, Refused, Away, ValidationError) as error:
            yield {"said": _words(error)}


@contextmanager
def opened(settings: Settings, *, as_it_is: bool, may_be_new: bool = False) -> Iterator[House]:
    """The folder opened by this command alone, or the databases of a house on PostgreSQL; a new one only where that `may_be`.

    `as_it_is`: whoever its issuer is.
    """
    if not settings.on_one_machine:
        yield from _opened(settings)
        return
    if not may_be_new and not remembered(settings.data):
        raise CannotOpen(f"There is no house in {settings.data}. Give its folder with --data.")
    with locked(settings.data):
        if not as_it_is:
            remember(settings)
        yield from _opened(settings)


def _opened(settings: Settings) -> Iterator[House]:
    house = House(settings)
    try:
        for room in house.rooms.values():
            room.catch_up()
        yield house
        for room in house.rooms.values():
            room.catch_up()
    finally:
        house.close()
