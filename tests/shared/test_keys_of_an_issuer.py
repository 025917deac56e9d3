"""The issuer's keys over HTTP: who waits for them, who goes on without, and what is said while they cannot be had."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Barrier, Event, Thread

import pytest

from shared.signin import KeysByUrl, NotSignedIn, Tokens
from shared.tables import Away
from tests.shared.test_tokens import AUDIENCE, ISSUER, NOW, PUBLIC, token

KNOWN, UNKNOWN = token(), token(header={"kid": "unknown"})
LATER = 31.0
"""Seconds after which the issuer may be asked again."""


class Door:
    """An issuer's address: answers when `open` is set, with what `status` says."""

    def __init__(self) -> None:
        self.open, self.asked, self.status, self.came = Event(), 0, 200, Event()
        door = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                door.asked += 1
                door.came.set()
                door.open.wait(10)
                self.send_response(door.status)
                self.end_headers()
                self.wfile.write(json.dumps(PUBLIC.as_dict(private=False)).encode())

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        self.address = f"http://127.0.0.1:{self._server.server_port}/jwks"

    def close(self) -> None:
        self.open.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)


@pytest.fixture
def door() -> Iterator[Door]:
    made = Door()
    yield made
    made.close()


@pytest.fixture
def tokens(door: Door) -> Tokens:
    return Tokens(ISSUER, AUDIENCE, KeysByUrl(ISSUER, door.address), source="oidc")


def passes(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    now = time.monotonic
    monkeypatch.setattr("shared.signin.tokens.time.monotonic", lambda: now() + seconds)


def said(tokens: Tokens, told: str) -> str:
    try:
        return tokens.verify(told, NOW).subject
    except (NotSignedIn, Away) as error:
        return type(error).__name__


def at_once(tokens: Tokens, many: int) -> list[str]:
    start = Barrier(many)

    def ask(_: int) -> str:
        start.wait(10)
        return said(tokens, KNOWN)

    with ThreadPoolExecutor(many) as crowd:
        return list(crowd.map(ask, range(many)))


def test_who_comes_while_the_first_keys_are_fetched_waits_for_them(door: Door, tokens: Tokens) -> None:
    def opens() -> None:
        door.came.wait(10)
        time.sleep(0.3)  # so long the issuer takes to answer
        door.open.set()

    Thread(target=opens).start()

    assert at_once(tokens, 6) == ["maya"] * 6
    assert door.asked == 1


def test_who_waited_for_keys_that_were_not_given_does_not_ask_anew(door: Door, tokens: Tokens) -> None:
    door.status = 500
    door.open.set()

    assert at_once(tokens, 6) == ["Away"] * 6
    assert door.asked == 1


def test_an_issuer_that_came_back_is_asked_again(
    door: Door, tokens: Tokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    door.status = 500
    door.open.set()
    assert said(tokens, KNOWN) == "Away"
    door.status = 200
    assert said(tokens, KNOWN) == "Away", "not at every request"

    passes(monkeypatch, 4)

    assert said(tokens, KNOWN) == "maya"


@pytest.mark.parametrize("status", [200, 500])
def test_a_key_nobody_knows_signs_nobody_in_also_while_the_issuer_is_down(
    status: int, door: Door, tokens: Tokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    door.open.set()
    assert said(tokens, KNOWN) == "maya"
    door.status = status
    passes(monkeypatch, LATER)

    assert said(tokens, UNKNOWN) == "NotSignedIn"
    assert door.asked == 2
    assert said(tokens, KNOWN) == "maya"


def test_with_keys_known_nobody_waits_for_an_issuer_that_does_not_answer(
    door: Door, tokens: Tokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    door.open.set()
    assert said(tokens, KNOWN) == "maya"
    door.open.clear()
    door.came.clear()
    passes(monkeypatch, LATER)
    with ThreadPoolExecutor(1) as first:
        asks = first.submit(said, tokens, UNKNOWN)
        assert door.came.wait(10)

        assert (said(tokens, KNOWN), said(tokens, UNKNOWN)) == ("maya", "NotSignedIn")
        assert not asks.done()

        door.open.set()
        assert asks.result(10) == "NotSignedIn"
