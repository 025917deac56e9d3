"""An issuer that lives and dies with the process: only on SQLite, loopback and the dev profile (settings refuse the rest)."""

from __future__ import annotations

import time
from typing import Final

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from shared.signin.tokens import Tokens

ISSUER: Final = "urn:alongside:development"
SOURCE: Final = "dev"
CLIENT: Final = "alongside-cli"


class DevelopmentIssuer:
    """Makes short tokens for the people of a house under development, with a key nobody keeps."""

    def __init__(self, audience: str) -> None:
        self._audience = audience
        self._key = ECKey.generate_key(
            "P-256", {"kid": "development", "use": "sig", "alg": "ES256"}, private=True
        )

    def token(self, subject: str, *, minutes: float = 60) -> str:
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": self._audience,
            "sub": subject,
            "client_id": CLIENT,
            "iat": now,
            "exp": now + int(minutes * 60),
        }
        return jwt.encode({"alg": "ES256", "typ": "at+jwt", "kid": "development"}, claims, self._key)

    def tokens(self) -> Tokens:
        public = KeySet.import_key_set({"keys": [self._key.as_dict(private=False)]})
        return Tokens(ISSUER, self._audience, lambda _kid: public, source=SOURCE)
