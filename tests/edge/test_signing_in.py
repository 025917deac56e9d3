"""Hostile tokens get 401 before anything else is looked at; then the order of answers, pair by pair."""

import time
from typing import Any, Final

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey

from shared.signin import Tokens
from shared.signin.development import ISSUER
from shared.web.opaque import link_of
from tests.edge.given import NOBODY, agreed, draft, drafted, places, refused, signature, terms
from tests.house import Household

KEY: Final = ECKey.generate_key("P-256", {"kid": "development", "use": "sig", "alg": "ES256"}, private=True)


def forged(*, key: Any = KEY, alg: str = "ES256", header: dict[str, Any] | None = None, **claims: Any) -> str:
    """A token as the house would take it, but for what a test changes; None takes a claim out."""
    now = int(time.time())
    told = {"iss": ISSUER, "aud": "alongside", "sub": "maya", "iat": now, "exp": now + 600} | claims
    kept = {name: value for name, value in told.items() if value is not None}
    heads = {"alg": alg, "typ": "at+jwt", "kid": "development"} | (header or {})
    return jwt.encode(heads, kept, key, algorithms=[alg])


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
        "the public key as a secret": sound(
            home, key=OctKey.import_key(KEY.as_pem(private=False)), alg="HS256"
        ),
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
        trusting.client(token).get(f"/agreements/{token or 'x'}"),
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


def test_a_sign_in_linked_to_nobody_is_told_so_everywhere(shared_home: Household) -> None:
    assert shared_home.house.issuer
    nobody = shared_home.client(shared_home.house.issuer.token("somebody-else"))
    id = shared_home.demo.agreements["maya-sam"]

    for answer in (
        nobody.get("/agreements"),
        nobody.get(f"/agreements/{id}"),
        nobody.get(f"/agreements/{NOBODY}"),
        nobody.post("/agreements", json=draft(shared_home)),
        nobody.post(f"/agreements/{id}/ending", json={"why": "other"}),
        nobody.get("/people/me"),
        nobody.get("/agencies"),
        nobody.get(f"/people?id={shared_home.person('maya')}"),
    ):
        refused(answer, 403, "not-linked")


@pytest.mark.xfail(reason="reported: 200 for what is not there, 403 for what is", strict=True)
def test_a_sign_in_linked_to_nobody_cannot_tell_who_is_here_C5(shared_home: Household) -> None:
    assert shared_home.house.issuer
    nobody = shared_home.client(shared_home.house.issuer.token("somebody-else"))

    for query in ("handle=maya", "handle=nobody-here", f"id={NOBODY}", f"agency={NOBODY}"):
        refused(nobody.get(f"/people?{query}"), 403, "not-linked")


def test_a_sign_in_that_was_switched_off_is_linked_to_nobody(home: Household) -> None:
    assert home.house.issuer
    assert link_of(home.house.link_secret, ISSUER, "jordan")
    old = home.client(home.house.issuer.token("jordan"))
    assert old.get("/agreements").status_code == 200

    body = {"issuer": ISSUER, "subject": "jordan"}
    home.as_("tomasz").post(f"/people/{home.person('jordan')}/sign-ins/off", json=body)
    home.settle()

    refused(old.get("/agreements"), 403, "not-linked")
    refused(old.get("/people/me"), 403, "not-linked")


def test_a_malformed_body_is_said_before_not_found(shared_home: Household) -> None:
    answer = shared_home.as_("jordan").post(f"/agreements/{NOBODY}/ending", content=b"{")

    refused(answer, 415)
    refused(shared_home.as_("jordan").post(f"/agreements/{NOBODY}/ending", json={"why": "x"}), 422)


def test_not_found_is_said_before_not_allowed(shared_home: Household) -> None:
    body = {"why": "other"}

    refused(shared_home.as_("nora").post(f"/agreements/{NOBODY}/ending", json=body), 404)
    refused(shared_home.as_("nora").post(f"{agreed(shared_home)}/ending", json=body), 403)


def test_not_allowed_is_said_before_a_missing_if_match(shared_home: Household) -> None:
    path = drafted(shared_home)

    refused(shared_home.as_("nora").put(f"{path}/terms", json={"terms": terms(shared_home)}), 403)
    refused(shared_home.as_("jordan").put(f"{path}/terms", json={"terms": terms(shared_home)}), 404)


def test_a_missing_and_a_stale_if_match_are_said_before_a_rule_A3(shared_home: Household) -> None:
    path, body = agreed(shared_home), {"terms": terms(shared_home)}

    refused(shared_home.as_("maya").put(f"{path}/terms", json=body), 428)
    refused(shared_home.as_("maya").put(f"{path}/terms", json=body, headers={"If-Match": '"1"'}), 412)
    refused(shared_home.as_("maya").put(f"{path}/terms", json=body, headers={"If-Match": '"4"'}), 409)


def test_not_allowed_is_said_before_a_rule_A2(shared_home: Household) -> None:
    path = f"/agreements/{shared_home.demo.agreements['maya-sam']}"
    stale = signature(shared_home, drafted(shared_home), "maya")

    refused(shared_home.as_("nora").post(f"{path}/signatures", json=stale), 403)
    refused(shared_home.as_("maya").post(f"{path}/signatures", json=stale), 409)


@pytest.mark.xfail(reason="reported: known persons are looked up before the policy is asked", strict=True)
@pytest.mark.parametrize("what", ["concern-contacts", "line-managers"])
def test_not_allowed_is_said_before_not_known_yet(what: str, shared_home: Household) -> None:
    at = {
        "concern-contacts": f"/agencies/{shared_home.demo.agencies['harbour']}",
        "line-managers": f"/placements/{shared_home.demo.placements['maya']}",
    }[what]
    body = {"concern-contacts": {"person": NOBODY}, "line-managers": {"line_manager": NOBODY}}[what]

    refused(shared_home.as_("jordan").post(f"{at}/{what}", json=body), 403)
