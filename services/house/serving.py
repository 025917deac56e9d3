"""Listening and answering: the socket, the server, how many requests may block at a time."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import anyio.to_thread
import uvicorn

from services.house.building import House
from services.house.said import CannotOpen
from services.house.web import app_of, asgi
from shared.settings import Settings

THREADS_SQLITE, THREADS_POSTGRES = 4, 8
"""Blocking requests at a time: more only queue behind SQLite's one writer and the interpreter's lock."""


def port(settings: Settings) -> socket.socket:
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


def answer(house: House, listener: socket.socket, ready: Callable[[], None]) -> None:
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
