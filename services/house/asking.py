"""The operator's way to a house: over the socket of a running one, else by opening its folder. Light to import."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from services.house.said import Said
from shared.settings import Settings


def ask(settings: Settings, command: str, /, **told: Any) -> Any:
    """Run an operator's command; raises Said when it is refused."""
    answer: dict[str, Any] = {"said": "The house did not answer; its log says why."}
    for line in asked(settings, command, told):
        answer = line
    if "said" in answer:
        raise Said(answer["said"])
    return answer["answer"]


def asked(settings: Settings, name: str, told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The answer line by line: what lasts says how far it is, the last line holds the answer or what was `said`."""
    path = settings.socket
    if settings.on_one_machine and path.exists():
        try:
            house = _HouseConnection(path)
            house.connect()
        except ConnectionError:
            pass  # left behind by a house that was killed
        else:
            yield from _over(house, name, told)
            return
    from services.house.control import opened_for  # noqa: PLC0415  takes a second, and is seldom needed

    yield from opened_for(settings, name, told)


class _HouseConnection(HTTPConnection):
    """HTTP over the control socket."""

    def __init__(self, path: Path) -> None:
        super().__init__("house")
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.connect(str(self._path))


def _over(house: HTTPConnection, name: str, told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    with closing(house):
        house.request("POST", f"/{name}", json.dumps(told), {"Content-Type": "application/json"})
        for line in house.getresponse():
            if line.strip():
                yield json.loads(line)
