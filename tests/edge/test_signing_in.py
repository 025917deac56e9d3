"""Hostile tokens get 401 before anything else is looked at."""

import hmac
import json
import time
from base64 import urlsafe_b64encode
from typing import Any, Final

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from shared.signin import Tokens
from shared.signin.development import ISSUER
from tests.edge.given import NOBODY, places, refused
from tests.house import Household

KEY: Final = ECKey.generate_key("P-256", {"kid": "development", "use": "sig", "alg": "ES256"}, private=True)


def forged(*, key: Any = KEY, alg: str = "ES256", header: dict[str, Any] | None = None, **claims: Any) -> str:
    """A token as the house would take it, but for what a test changes; None takes a claim out."""
    now = int(time.time())
    told = {"iss": ISSUER, "aud": "alongside", "sub": "maya", "iat": now, "exp": now + 600} | claims
    kept = {name: value for name, value in told.items() if value is not None}
    heads = {"alg": alg, "typ": "at+jwt", "kid": "development"} | (header or {})
    return jwt.encode(heads, kept, key, algorithms=[alg])


def with_the_public_key_as_secret(body: str) -> str:
    """What a house would take that lets a token choose HMAC."""
    head = (
        urlsafe_b64encode(json.dumps({"alg": "HS256", "kid": "development"}).encode()).rstrip(b"=").decode()
    )
    mark = hmac.digest(KEY.as_pem(private=False), f"{head}.{body}".encode(), "sha256")
    return f"{head}.{body}.{urlsafe_b64encode(mark).rstrip(b'=').decode()}"


@pytest.fixture(scope="module")
def trusting(shared_home: Household) -> Household:
    """A house that trusts the key of this file, so that only what a test changes can be the reason of a refusal."""
    public = KeySet.import_key_set({"keys": [KEY.as_dict(private=False)]})
    shared_home.app.state.tokens = Tokens(
        ISSUER, shared_home.house.settings.audience, lambda _: public, source="dev"
    )
    return shared_home


def sound(home: Household, **other: Any) -> str:
    return forged(**{"aud": home.house.settings.audience, **other})


def test_a_sound_token_is_taken(trusting: Household) -> None:
    assert trusting.client(sound(trusting)).get("/agreements").status_code == 200


def hostile(home: Household) -> dict[str, str]:
    now, good = int(time.time()), sound(home)
    head, body, mark = good.split(".")
    return {
        "none at all": "",
        "no token": "hello",
        "two dots": "..",
        "alg none": f"eyJhbGciOiJub25lIn0.{body}.",
        "another key": sound(home, key=ECKey.generate_key("P-256", private=True)),
        "the public key as a secret": with_the_public_key_as_secret(body),
        "a changed claim": f"{head}.{body[:-4]}AAAA.{mark}",
        "no signature": f"{head}.{body}.",
        "another issuer": sound(home, iss="https://elsewhere.example"),
        "no issuer": sound(home, iss=None),
        "another audience": sound(home, aud="another"),
        "no audience": sound(home, aud=None),
        "expired": sound(home, exp=now - 60),
        "no expiry": sound(home, exp=None),
        "expiry as text": sound(home, exp=str(now + 600)),
        "from the future": sound(home, iat=now + 600),
        "not yet": sound(home, nbf=now + 600),
        "no subject": sound(home, sub=None),
        "a number as subject": sound(home, sub=7),
        "an id token": sound(home, header={"typ": "id+jwt"}),
        "jku": sound(home, header={"jku": "https://elsewhere.example/keys"}),
        "jwk": sound(home, header={"jwk": KEY.as_dict(private=False)}),
        "x5u": sound(home, header={"x5u": "https://elsewhere.example/x"}),
        "very long": sound(home, more="a" * 9000),
    }


NAMES: Final = [
    "none at all",
    "no token",
    "two dots",
    "alg none",
    "another key",
    "the public key as a secret",
    "a changed claim",
    "no signature",
    "another issuer",
    "no issuer",
    "another audience",
    "no audience",
    "expired",
    "no expiry",
    "expiry as text",
    "from the future",
    "not yet",
    "no subject",
    "a number as subject",
    "an id token",
    "jku",
    "jwk",
    "x5u",
    "very long",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_token_is_refused_before_anything_else(name: str, trusting: Household) -> None:
    token = hostile(trusting)[name]
    before = places(trusting)

    for answer in (
        trusting.client(token).get("/agreements"),
        trusting.client(token).get("/agreements/x"),
        trusting.client(token).post("/agreements", content=b'{"worker":', headers={"Content-Type": "x"}),
        trusting.client(token).put(f"/agreements/{NOBODY}/terms", content=b"\xff" * 300_000),
    ):
        refused(answer, 401, "not-signed-in")
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert not token or token not in answer.text
    assert places(trusting) == before


def test_every_hostile_token_has_its_test(trusting: Household) -> None:
    assert sorted(hostile(trusting)) == sorted(NAMES)


@pytest.mark.parametrize("scheme", ["Basic", "Bearer", "bearer ", "Token x", "Bearer\t"])
def test_another_scheme_is_no_sign_in(scheme: str, trusting: Household) -> None:
    answer = trusting.client(None).get("/agreements", headers={"Authorization": scheme})

    refused(answer, 401, "not-signed-in")


def test_a_development_token_is_none_at_a_house_of_another_issuer(home: Household) -> None:
    assert home.house.issuer
    token = home.house.issuer.token("maya")
    public = KeySet.import_key_set({"keys": [KEY.as_dict(private=False)]})
    audience, issuer = home.house.settings.audience, "https://sign-in.example"

    home.app.state.tokens = Tokens(issuer, audience, lambda _: public, source="oidc")

    refused(home.client(token).get("/agreements"), 401, "not-signed-in")
    refused(home.client(sound(home)).get("/agreements"), 401, "not-signed-in")
    told = home.client(sound(home, iss=issuer)).get("/agreements")
    refused(told, 403, "not-linked")
