"""The ways a house runs: whole in one process, or one service's API or worker."""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Callable
from typing import Any

import anyio.to_thread
import typer
import uvicorn

from services.house import demo
from services.house.building import House, locked, remember, remembered
from services.house.control import listening
from services.house.hints import hints
from services.house.manifest import SERVICES, TOPICS
from services.house.said import CannotOpen
from services.house.web import app_of, asgi
from shared.kafka import KafkaBus
from shared.settings import Settings
from shared.store import utc_now
from shared.tables import Away
from shared.telemetry import configure_logs

THREADS_SQLITE, THREADS_POSTGRES = 4, 8
"""Blocking requests at a time: more only queue behind SQLite's one writer and the interpreter's lock."""


def up(settings: Settings, *, demo: bool) -> None:
    """All services under one address. Ctrl-C stops cleanly; a second start keeps the data."""
    configure_logs()
    if not settings.on_one_machine:
        raise CannotOpen(
            "`up` runs a house on one machine; with ALONGSIDE_DATABASE set, use `serve` and `work`."
        )
    os.umask(0o077)
    with locked(settings.data), _port(settings) as listener:
        remember(settings)
        house = House(settings)
        try:
            _fill(house, wanted=demo)
            for room in house.rooms.values():
                room.catch_up()
            house.work()
            with listening(house):
                address = f"http://{settings.host}:{listener.getsockname()[1]}"
                _serve(house, listener, lambda: _greet(settings, address))
        finally:
            house.close()


def _fill(house: House, *, wanted: bool) -> None:
    data = house.settings.data
    empty = house.rooms["directory"].store.position() == 0
    if wanted and empty:
        demo.fill(house, start=utc_now)
        remember(house.settings, demo=True)
    elif wanted and not remembered(data).get("demo"):
        raise CannotOpen(
            f"The house in {data} has data of its own; demo data goes into an empty folder. Use --data."
        )


def _port(settings: Settings) -> socket.socket:
    """The listener, taken before anything is opened, so that a taken port is the first thing said."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        raise CannotOpen(
            f"Port {settings.port} on {settings.host} cannot be had ({error.strerror}). Choose another with --port, or 0 for a free one."
        ) from error
    return listener


def _greet(settings: Settings, address: str) -> None:
    demo = bool(remembered(settings.data).get("demo"))
    typer.echo(
        "Alongside is ready, with demo data: invented agencies and people." if demo else "Alongside is ready."
    )
    typer.echo(f"  address  {address}\n  data     {settings.data.resolve()}")
    typer.echo("Three things to try next, in another terminal:")
    for hint in hints(settings, address, demo=demo):
        typer.echo(f"  {hint.sentence}\n    {hint.command or hint.link}")
    typer.echo("Ctrl-C stops it; the data stays.")


def _serve(house: House, listener: socket.socket, ready: Callable[[], None]) -> None:
    config = uvicorn.Config(
        asgi(app_of(house)),
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=10,
    )
    server = _Server(config, ready, THREADS_SQLITE if house.settings.on_one_machine else THREADS_POSTGRES)
    server.run(sockets=[listener])


class _Server(uvicorn.Server):
    """Says when it is ready, and lets few threads block at a time."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None], threads: int) -> None:
        super().__init__(config)
        self._ready, self._threads = ready, threads

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        anyio.to_thread.current_default_thread_limiter().total_tokens = self._threads
        await super().startup(sockets)
        if self.started:
            self._ready()

    def handle_exit(self, sig: int, frame: Any) -> None:
        """A stop that was asked for is no error: uvicorn would raise the signal again after a clean stop."""
        super().handle_exit(sig, frame)
        self._captured_signals.clear()


def serve(settings: Settings, service: str) -> None:
    """One service's API."""
    configure_logs()
    _need_postgres(settings)
    house = _one(settings, service)
    try:
        with _port(settings) as listener:
            _serve(
                house, listener, lambda: typer.echo(f"{service} is ready on port {listener.getsockname()[1]}")
            )
    finally:
        house.close()


def work(settings: Settings, service: str) -> None:
    """One service's worker, until told to stop."""
    configure_logs()
    _need_postgres(settings)
    over = threading.Event()
    for told in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told, lambda *_: over.set())
    house = _one(settings, service)
    try:
        house.work()
        typer.echo(f"{service} is at work")
        over.wait()
    finally:
        house.close()


def _one(settings: Settings, service: str) -> House:
    if service not in SERVICES:
        raise CannotOpen(f"There is no service {service!r}. There are: {', '.join(SERVICES)}.")
    try:
        return House(settings, [service])
    except Away as away:
        raise CannotOpen(f"A part of the house does not answer: {away.part}.") from away


def migrate(settings: Settings, *, demo: bool) -> None:
    """Secrets, schemas, tables, topics; then, where asked, invented people."""
    _need_postgres(settings)
    try:
        house = House(settings, create=True)
        try:
            if isinstance(house.bus, KafkaBus):
                house.bus.create_topics(TOPICS)
            _fill_empty(house, wanted=demo)
        finally:
            house.close()
    except Away as away:
        raise CannotOpen(f"A part of the house does not answer: {away.part}.") from away


def _fill_empty(house: House, *, wanted: bool) -> None:
    if wanted and house.rooms["directory"].store.position() == 0:
        demo.fill(house, start=utc_now)


def _need_postgres(settings: Settings) -> None:
    if settings.on_one_machine:
        raise CannotOpen(
            "This needs ALONGSIDE_DATABASE, ALONGSIDE_KEYS and ALONGSIDE_KAFKA; on one machine use `alongside up`."
        )
