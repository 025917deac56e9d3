"""An OIDC issuer of the tests' own, on loopback: its keys over HTTP, and tokens for the demo's people.

`python -m tests.production.issuer` is one in a process of its own: it says its address, and then makes a token for each
subject on its standard input.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey

from services.house.demo import subject_of


class Issuer:
    """Signs with a key that lives as long as the test."""

    def __init__(self) -> None:
        self._key = ECKey.generate_key("P-256", {"kid": "test", "use": "sig", "alg": "ES256"}, private=True)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._door())
        self._thread = Thread(target=self._server.serve_forever, daemon=True)
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def _door(self) -> type[BaseHTTPRequestHandler]:
        issuer = self

        class Door(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(issuer.told(self.path)).encode())

            def log_message(self, *_: object) -> None:
                pass

        return Door

    def told(self, path: str) -> dict[str, Any]:
        """Its document, as OpenID Connect Discovery has it, else its keys."""
        if path == "/.well-known/openid-configuration":
            return {"issuer": self.address, "jwks_uri": f"{self.address}/jwks"}
        return {"keys": [self._key.as_dict(private=False)]}

    def token(self, handle: str) -> str:
        return self.token_of(subject_of(handle))

    def token_of(self, subject: str) -> str:
        now = int(time.time())
        claims = {
            "iss": self.address,
            "aud": "alongside",
            "sub": subject,
            "client_id": "tests",
            "iat": now,
            "exp": now + 3600,
        }
        return jwt.encode({"alg": "ES256", "typ": "at+jwt", "kid": "test"}, claims, self._key)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)


@contextmanager
def issuing() -> Iterator[Issuer]:
    issuer = Issuer()
    issuer.start()
    try:
        yield issuer
    finally:
        issuer.close()


def _serve() -> None:
    with issuing() as issuer:
        print(issuer.address, flush=True)
        for subject in sys.stdin:
            print(issuer.token_of(subject.strip()), flush=True)


if __name__ == "__main__":
    _serve()
