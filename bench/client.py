"""Load over HTTP with as little of its own as possible: prepared requests on connections that are kept open."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

CONNECTIONS = 16


def request(method: str, path: str, token: str, body: Any = None, **headers: str) -> bytes:
    content = b"" if body is None else json.dumps(body).encode()
    told: Mapping[str, str] = {
        "Host": "house",
        "Authorization": f"Bearer {token}",
        **({"Content-Type": "application/json", "Content-Length": str(len(content))} if content else {}),
        **{name.replace("_", "-"): text for name, text in headers.items()},
    }
    head = "".join(f"{name}: {text}\r\n" for name, text in told.items())
    return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + content


class Connection:
    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._rest = b""

    def ask(self, prepared: bytes) -> tuple[int, bytes]:
        self._socket.sendall(prepared)
        while (end := self._rest.find(b"\r\n\r\n")) < 0:
            self._read()
        head, self._rest = self._rest[:end].lower(), self._rest[end + 4 :]
        _, found, after = head.partition(b"content-length:")
        length = int(after.split(b"\r\n", 1)[0]) if found else 0
        while len(self._rest) < length:
            self._read()
        body, self._rest = self._rest[:length], self._rest[length:]
        return int(head.split(b" ", 2)[1]), body

    def _read(self) -> None:
        more = self._socket.recv(65536)
        if not more:
            raise ConnectionError("the house hung up")
        self._rest += more

    def close(self) -> None:
        self._socket.close()


def answered(port: int, requests: Sequence[bytes], status: int) -> float:
    """Requests a second over all connections; every answer must have this status."""
    lanes = [list(requests[place::CONNECTIONS]) for place in range(CONNECTIONS)]
    connections = [Connection(port) for _ in lanes]
    found: Counter[int] = Counter()
    gate = threading.Barrier(len(lanes) + 1)

    def run(connection: Connection, lane: list[bytes]) -> None:
        gate.wait()
        statuses = Counter(connection.ask(one)[0] for one in lane)
        found.update(statuses)

    threads = [threading.Thread(target=run, args=pair) for pair in zip(connections, lanes, strict=True)]
    for thread in threads:
        thread.start()
    gate.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - began
    for connection in connections:
        connection.close()
    if found != {status: len(requests)}:
        raise RuntimeError(
            f"of {len(requests)} requests that should have been answered {status}: {dict(found)}"
        )
    return len(requests) / elapsed
