"""A corpus of hostile tokens, each refused in the same words, and the few kinds that are taken."""

import base64
import hmac
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given as whenever
from hypothesis import settings
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey
from joserfc.jws import JWSRegistry

from shared.signin import DevelopmentIssuer, NotSignedIn, Tokens
from shared.signin.tokens import ALGORITHMS, LONGEST, REFUSED_HEADERS

ISSUER, AUDIENCE, NOW = "https://issuer.example", "alongside", 1_800_000_000
EC = ECKey.generate_key("P-256", {"kid": "ec", "use": "sig"}, private=True)
EC384 = ECKey.generate_key("P-384", {"kid": "ec384", "use": "sig"}, private=True)
RSA = RSAKey.generate_key(2048, {"kid": "rsa", "use": "sig"}, private=True)
THEIRS = ECKey.generate_key("P-256", {"kid": "ec", "use": "sig"}, private=True)
PUBLIC = KeySet.import_key_set({"keys": [key.as_dict(private=False) for key in (EC, EC384, RSA)]})
TOKENS = Tokens(ISSUER, AUDIENCE, lambda _kid: PUBLIC, source="oidc")
CLAIMS: dict[str, Any] = {"iss": ISSUER, "aud": AUDIENCE, "sub": "maya", "iat": NOW, "exp": NOW + 300}
HEADER: dict[str, Any] = {"alg": "ES256", "kid": "ec", "typ": "at+jwt"}


def b64(raw: Any) -> str:
    told = raw if isinstance(raw, bytes) else json.dumps(raw).encode()
    return base64.urlsafe_b64encode(told).rstrip(b"=").decode()


def token(key: Any = EC, header: dict[str, Any] | None = None, **claims: Any) -> str:
    """Well signed, whatever it claims; a claim of `...` is left out."""
    told = {name: value for name, value in (CLAIMS | claims).items() if value is not ...}
    return jwt.encode(HEADER | (header or {}), told, key, algorithms=list(ALGORITHMS))


def signed_by_hand(header: dict[str, Any], key: Any = EC, claims: Any = None) -> str:
    """A good signature over a header that no library would write."""
    told = f"{b64(header)}.{b64(claims or CLAIMS)}".encode()
    signature = JWSRegistry.algorithms["ES256"].sign(told, key)
    return f"{told.decode()}.{b64(signature)}"


def unsigned(alg: str) -> str:
    return f"{b64({'alg': alg, 'typ': 'JWT'})}.{b64(CLAIMS)}."


def with_public_key_as_secret(alg: str = "HS256") -> str:
    """The classic confusion: the verifier's own public key as the secret of an HMAC."""
    told = f"{b64({'alg': alg, 'kid': 'rsa', 'typ': 'JWT'})}.{b64(CLAIMS)}"
    signature = hmac.digest(RSA.as_pem(private=False), told.encode(), "sha256")
    return f"{told}.{b64(signature)}"


def own_jwk() -> str:
    return signed_by_hand(HEADER | {"jwk": THEIRS.as_dict(private=False)}, THEIRS)


def changed(part: int) -> str:
    parts = token().split(".")
    parts[part] = b64(CLAIMS | {"sub": "petra"}) if part == 1 else parts[part][::-1]
    return ".".join(parts)


HOSTILE: dict[str, Callable[[], str]] = {
    "no algorithm": lambda: unsigned("none"),
    "no algorithm, in capitals": lambda: unsigned("NONE"),
    "no algorithm, empty": lambda: unsigned(""),
    "signature left out": lambda: token().rpartition(".")[0] + ".",
    "HMAC with our public key": with_public_key_as_secret,
    "HMAC with a secret of theirs": lambda: jwt.encode(
        {"alg": "HS256", "kid": "ec"}, CLAIMS, OctKey.import_key("x" * 32), algorithms=["HS256"]
    ),
    "the other algorithm of the key": lambda: signed_by_hand(HEADER | {"alg": "RS256"}),
    "an algorithm not on our list": lambda: jwt.encode(
        {"alg": "RS512", "kid": "rsa"}, CLAIMS, RSA, algorithms=["RS512"]
    ),
    "another's key under our name": lambda: token(THEIRS),
    "a key nobody knows": lambda: token(header={"kid": "unknown"}),
    "a key's name that is no text": lambda: signed_by_hand(HEADER | {"kid": {"a": 1}}),
    "an algorithm that is no text": lambda: signed_by_hand(HEADER | {"alg": ["ES256"]}),
    "a key of its own": own_jwk,
    **{
        f"header {name}": lambda name=name: signed_by_hand(HEADER | {name: ["exp"]})  # type: ignore[misc]
        for name in sorted(REFUSED_HEADERS)
    },
    "a key fetched from elsewhere": lambda: signed_by_hand(HEADER | {"jku": "https://theirs.example/jwks"}),
    "a certificate fetched from elsewhere": lambda: signed_by_hand(
        HEADER | {"x5u": "https://theirs.example/cert"}
    ),
    "another type": lambda: token(header={"typ": "dpop+jwt"}),
    "a logout token": lambda: token(header={"typ": "logout+jwt"}),
    "a type that is no text": lambda: signed_by_hand(HEADER | {"typ": 1}),
    "another issuer": lambda: token(iss="https://theirs.example"),
    "nearly our issuer": lambda: token(iss=ISSUER + "/"),
    "no issuer": lambda: token(iss=...),
    "a list of issuers": lambda: token(iss=[ISSUER]),
    "another audience": lambda: token(aud="elsewhere"),
    "other audiences": lambda: token(aud=["elsewhere", "nowhere"]),
    "no audience": lambda: token(aud=...),
    "no audience in the list": lambda: token(aud=[]),
    "an audience within a list within": lambda: token(aud=[[AUDIENCE]]),
    "expired": lambda: token(exp=NOW - 31),
    "expired long ago": lambda: token(exp=0),
    "no end": lambda: token(exp=...),
    "an end of nothing": lambda: signed_by_hand(HEADER, claims=CLAIMS | {"exp": None}),
    "an end as text": lambda: signed_by_hand(HEADER, claims=CLAIMS | {"exp": str(NOW + 300)}),
    "an end as yes": lambda: signed_by_hand(HEADER, claims=CLAIMS | {"exp": True}),
    "an end that is no number": lambda: signed_by_hand(HEADER, claims=CLAIMS | {"exp": float("nan")}),
    "not yet valid": lambda: token(nbf=NOW + 31),
    "a beginning as text": lambda: signed_by_hand(HEADER, claims=CLAIMS | {"nbf": "0"}),
    "made in the future": lambda: token(iat=NOW + 31),
    "nobody": lambda: token(sub=...),
    "a number for somebody": lambda: signed_by_hand(HEADER, claims=CLAIMS | {"sub": 7}),
    "a changed claim": lambda: changed(1),
    "a changed signature": lambda: changed(2),
    "a changed header": lambda: changed(0),
    "claims that are a list": lambda: signed_by_hand(HEADER, claims=[1]),
    "nothing": lambda: "",
    "dots": lambda: "..",
    "one part": lambda: "MARKER",
    "five parts": lambda: token() + ".a.b",
    "a header that is no JSON": lambda: f"{b64(b'{')}.{b64(CLAIMS)}.AAAA",
    "a header that is a list": lambda: f"{b64(b'[]')}.{b64(CLAIMS)}.AAAA",
    "no base64": lambda: "ä.ö.ü",
    "a lone surrogate": lambda: "\ud800.a.b",
    "NUL": lambda: token() + "\0",
    "deep nesting": lambda: f"{b64(b'[' * 3000)}.a.b",
    "too long": lambda: token(padding="x" * LONGEST),
    "whitespace around it": lambda: f" {token()}\n",
}


@pytest.mark.parametrize("made", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_token_signs_nobody_in(made: Callable[[], str]) -> None:
    with pytest.raises(NotSignedIn) as refusal:
        TOKENS.verify(made(), NOW)

    assert str(refusal.value) == ""


@settings(max_examples=200)
@whenever(
    st.text(max_size=200) | st.from_regex(r"[A-Za-z0-9_-]{0,40}\.[A-Za-z0-9_-]{0,40}\.[A-Za-z0-9_-]{0,40}")
)
def test_rubbish_signs_nobody_in(rubbish: str) -> None:
    with pytest.raises(NotSignedIn):
        TOKENS.verify(rubbish, NOW)


def test_signing_by_hand_makes_tokens_that_would_be_taken_but_for_what_is_wrong_with_them() -> None:
    assert TOKENS.verify(signed_by_hand(HEADER), NOW).subject == "maya"


TAKEN: dict[str, Callable[[], str]] = {
    "ES256": token,
    "ES384": lambda: token(EC384, {"alg": "ES384", "kid": "ec384"}),
    "RS256": lambda: token(RSA, {"alg": "RS256", "kid": "rsa"}),
    "PS256": lambda: token(RSA, {"alg": "PS256", "kid": "rsa"}),
    "typ JWT": lambda: token(header={"typ": "JWT"}),
    "typ in full": lambda: token(header={"typ": "application/at+jwt"}),
    "no typ": lambda: signed_by_hand({"alg": "ES256", "kid": "ec"}),
    "one of several audiences": lambda: token(aud=["elsewhere", AUDIENCE]),
    "a clock half a minute behind": lambda: token(exp=NOW - 29),
    "a clock half a minute ahead": lambda: token(iat=NOW + 30, nbf=NOW + 30),
    "no time of making": lambda: token(iat=...),
    "fractions of seconds": lambda: token(exp=NOW + 0.5),
}


@pytest.mark.parametrize("made", TAKEN.values(), ids=TAKEN)
def test_a_good_token_says_who_signed_in(made: Callable[[], str]) -> None:
    caller = TOKENS.verify(made(), NOW)

    assert (caller.issuer, caller.subject, caller.source) == (ISSUER, "maya", "oidc")


def test_client_scopes_and_acting_system_are_read() -> None:
    caller = TOKENS.verify(token(client_id="ehr", scope="a b", act={"sub": "hr-system"}), NOW)

    assert (caller.client, caller.acting_system) == ("ehr", "hr-system")
    assert caller.scopes == {"a", "b"}


def test_what_is_not_as_it_should_be_among_the_optional_is_left_out() -> None:
    caller = TOKENS.verify(token(client_id=7, scope=["a"], act="hr-system"), NOW)

    assert (caller.client, caller.scopes, caller.acting_system) == (None, frozenset(), None)


def test_a_development_token_is_good_with_its_own_issuer() -> None:
    issuer = DevelopmentIssuer(AUDIENCE)

    caller = issuer.tokens().verify(issuer.token("maya"))

    assert (caller.subject, caller.source, caller.client) == ("maya", "dev", "alongside-cli")


def test_a_development_token_is_none_where_an_issuer_is_set() -> None:
    with pytest.raises(NotSignedIn):
        TOKENS.verify(DevelopmentIssuer(AUDIENCE).token("maya"))


def test_a_development_token_dies_with_its_process() -> None:
    before, after = DevelopmentIssuer(AUDIENCE), DevelopmentIssuer(AUDIENCE)

    with pytest.raises(NotSignedIn):
        after.tokens().verify(before.token("maya"))


def test_a_development_token_is_short_lived() -> None:
    issuer = DevelopmentIssuer(AUDIENCE)

    with pytest.raises(NotSignedIn):
        issuer.tokens().verify(issuer.token("maya", minutes=-1))


@pytest.mark.parametrize("told", [{"nonce": "n"}, {"at_hash": "h"}, {"typ": "ID"}])
def test_a_token_made_for_a_sign_in_page_signs_nobody_in_here(told: dict[str, Any]) -> None:
    with pytest.raises(NotSignedIn):
        TOKENS.verify(token(**told), NOW)
