"""A resource server's view of access tokens (RFC 9068): pinned issuer and keys, few algorithms, nothing from the token."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import httpx2
import structlog
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import extract_compact

from shared.tables import Away

ALGORITHMS: Final = ("ES256", "ES384", "RS256", "PS256")
REFUSED_HEADERS: Final = frozenset({"crit", "jku", "jwk", "x5u", "x5c", "b64", "zip"})
OF_AN_ID_TOKEN: Final = frozenset({"nonce", "at_hash", "c_hash"})
TYPES: Final = (None, "jwt", "at+jwt", "application/at+jwt")
LEEWAY_SECONDS: Final = 30
REFETCH_SECONDS: Final = 30
SECONDS_WITHOUT_KEYS: Final = 3
FETCH_SECONDS: Final = 3.0
LONGEST_WAIT_SECONDS: Final = 2 * FETCH_SECONDS
"""For a fetch under way, which is of two pages at the most."""
LONGEST: Final = 8192
log = structlog.get_logger("alongside.signin")


class NotSignedIn(Exception):
    """This needs a valid access token of the issuer this house trusts."""


@dataclass(frozen=True)
class Caller:
    """Who a token speaks of. `client` is the system it was issued to; `acting_system` one that acts for the subject."""

    issuer: str
    subject: str
    client: str | None
    scopes: frozenset[str]
    source: str
    acting_system: str | None = None


class KeysByUrl:
    """An issuer's public keys, asked for when a key is not known, at most twice a minute once there are any."""

    def __init__(self, issuer: str, jwks_url: str = "") -> None:
        self._issuer, self._url = issuer.rstrip("/"), jwks_url
        self._keys: KeySet | None = None
        self._asked = float("-inf")
        self._asking = threading.Lock()

    def __call__(self, kid: str | None) -> KeySet:
        """Raises Away while there are none."""
        keys = self._keys
        if keys is not None and any(key.kid == kid for key in keys.keys):
            return keys
        # Without any, nobody can go on before the fetch under way ends. With some, a made-up key shall hold up no thread.
        if self._asking.acquire(timeout=LONGEST_WAIT_SECONDS if keys is None else 0):
            try:
                self._ask()
            finally:
                self._asking.release()
        if self._keys is None:
            raise Away("the issuer of tokens")
        return self._keys

    def _ask(self) -> None:
        """Not too often; where it fails, what was known stays."""
        every = SECONDS_WITHOUT_KEYS if self._keys is None else REFETCH_SECONDS
        if time.monotonic() - self._asked <= every:
            return
        try:
            self._keys = self._fetch()
        except (httpx2.HTTPError, JoseError, KeyError, ValueError, TypeError) as error:
            log.warning("issuer's keys not fetched", trouble=type(error).__name__)
        finally:
            self._asked = time.monotonic()  # after it: whoever waited for it asks no second time

    def _fetch(self) -> KeySet:
        with httpx2.Client(timeout=FETCH_SECONDS, follow_redirects=False) as web:
            url = self._url or _json(web, f"{self._issuer}/.well-known/openid-configuration")["jwks_uri"]
            return KeySet.import_key_set(_json(web, url))


def _json(web: httpx2.Client, url: str) -> Any:
    answer = web.get(url)
    answer.raise_for_status()
    return answer.json()


class Tokens:
    """Verifies tokens of one issuer for one audience."""

    def __init__(
        self, issuer: str, audience: str, keys: Callable[[str | None], KeySet], *, source: str
    ) -> None:
        self.issuer, self.audience, self._keys, self.source = issuer, audience, keys, source

    def verify(self, token: str, now: float | None = None) -> Caller:
        """Raises NotSignedIn, always in the same words; Away when the issuer's keys cannot be had."""
        try:
            header = _header(token)
            claims = jwt.decode(token, self._keys(header.get("kid")), algorithms=ALGORITHMS).claims
        except (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise NotSignedIn from None
        self._check(claims, time.time() if now is None else now)
        return self._caller(claims)

    def _check(self, claims: dict[str, Any], now: float) -> None:
        audience = claims.get("aud")
        meant_for = audience if isinstance(audience, list) else [audience]
        if OF_AN_ID_TOKEN & claims.keys() or str(claims.get("typ", "")).upper() == "ID":
            raise NotSignedIn  # made for a sign-in page, not for us
        times = {name: claims.get(name) for name in ("exp", "nbf", "iat")}
        if (
            any(type(at) not in (int, float) for at in times.values() if at is not None)
            or times["exp"] is None
        ):
            raise NotSignedIn
        good = (
            claims.get("iss") == self.issuer
            and self.audience in meant_for
            and times["exp"] > now - LEEWAY_SECONDS
            and (times["nbf"] or 0) <= now + LEEWAY_SECONDS
            and (times["iat"] or 0) <= now + LEEWAY_SECONDS
            and isinstance(claims.get("sub"), str)
        )
        if not good:
            raise NotSignedIn

    def _caller(self, claims: dict[str, Any]) -> Caller:
        actor = claims.get("act")
        acting = actor.get("sub") if isinstance(actor, dict) else None
        client = claims.get("client_id") or claims.get("azp")
        scope = claims.get("scope")
        return Caller(
            issuer=self.issuer,
            subject=claims["sub"],
            client=client if isinstance(client, str) else None,
            scopes=frozenset(scope.split() if isinstance(scope, str) else ()),
            source=self.source,
            acting_system=acting if isinstance(acting, str) else None,
        )


def _header(token: str) -> dict[str, Any]:
    if len(token) > LONGEST:
        raise NotSignedIn
    header = extract_compact(token.encode()).headers()
    kind = header.get("typ")
    if REFUSED_HEADERS & header.keys() or header.get("alg") not in ALGORITHMS:
        raise NotSignedIn
    if (kind.lower() if isinstance(kind, str) else kind) not in TYPES:
        raise NotSignedIn
    return header
