"""Forms that stand in logs, keys or callers' hands, as constants: whoever changes one changes what was given away before.

Facts and what they hold sealed have the golden file; topics and keys of records a test beside this one.
A constant here is never made anew. A new form gets a version of its own, and a constant beside the old one.
"""

import json
from pathlib import Path
from uuid import UUID

import pytest
from fastapi import Request
from fastapi.routing import APIRoute

from services.agreements.domain.partnerships.addenda import addendum_digest
from services.agreements.domain.partnerships.terms import Sides
from services.agreements.domain.partnerships.terms import digest as partnership_digest
from services.agreements.domain.terms import digest
from services.agreements.events import Kind, Terms
from services.agreements.events.partnerships import PartnershipTerms
from services.directory.domain.identifier import Identifier
from services.directory.forms.searching import keyed
from services.house.building import _link_secret
from shared.facts import Sealed
from shared.identity import AgencyId, Once, PersonId, PlacementId
from shared.keys import FileCustody, MemoryCustody
from shared.sealing import Row, salted_digest, unseal
from shared.web.once import once_of, places_of
from shared.web.opaque import Secret, index_of, link_of
from tests.golden.keeping import OPENED, lines

ROOT, KEY = bytes(range(32)), bytes(range(32, 64))
SALT = ROOT
ID = UUID(int=1)
WORKER, SUPERVISOR = PersonId(UUID(int=11)), PersonId(UUID(int=12))
AGENCY, PLACEMENT = AgencyId(UUID(int=21)), PlacementId(UUID(int=31))

MIXED = {
    "é": '«ü»\n\u2028"\\\u0007',
    "b": [1, -0.5, 1e21, 1e-7, 0.1, True, False, None, {}],
    # Sorted by UTF-16 unit (RFC 8785, 3.2.3), by which the first of these comes before the second.
    "\U0001f600": 1,
    "\ufb33": 2,
    "a": {"z": [], "y": ""},
    "10": 0,
    "9": 100.0,
}
WRAPPED = "1.1.K4g7UM5zgLdkzyw5RbKcMaD2bCOe1zgv3FgVivyoNYydzJB/rhMEQXlGSihNoDmMzcM0kDAxtEiUIcFs"
SEALED_OUTSIDE_OF_ANY_AGENCY = Sealed(
    v=1,
    k="rk:00000000-0000-0000-0000-000000000001",
    n="hsACt5j4VyATcTnc",
    c="mcjJmVYQFGBzv93S7Y19CMDuL3/VIRdZo4HGuJYLVLB50QZIHgtwhpq+/JiIbTUsRtEuskRM3xxQIVK/ZgdkPyP7TJloosTwALViCtyP"
    "2kfDahp06HeBMdtnquJ3vk6UfrrCoKPzvzthsGiszaS5eRFnt7W2ATF6hizYNjrUM2MHHajGL2tWiAImwGfln+iLAvh8zS+gFrkdJ9NX7RX2"
    "qe61QvS1I/jBq8dBURtpmCnxvghY1PH2f4oj7529163anxNlDWt+mjI42DtylKEvL1bO43/j1dKrPmrw1bEuqoqK+gdpq0rnALa1h+ArXg5Z"
    "ryTiZwgV9Kbj/JjnuLtewmOHRWDS7fHDoBHd8XBbuSg=",
    m="ccvJfn2sHr5farQ8yFV6rA==",
)
SENT_ONCE = "6f1f2a0e-5a52-4c5c-9a5e-0c1f4c2b7d10"


def first_terms() -> Terms:
    """Terms as the first line of the golden file has them, which stays as it is when a term is added to the form."""
    return Terms.model_validate_json(json.dumps(json.loads(lines(OPENED)[0])["terms"]))


def test_a_salted_digest_of_any_json_stays_the_same() -> None:
    assert salted_digest(SALT, MIXED) == "17573170ea3279baf2b30e51a0db49a440f8ddda3ac15f1ae9d0e3236c15685d"


@pytest.mark.parametrize(
    ("terms", "signed"),
    [
        (first_terms(), "08ec811078f69304fed0b15a434bc78a1f05f720c0c35511e8342abc978a7152"),
        (Terms(kind=Kind.BOTH), "02df2d76726ca22a1d30797dcab9bfe16a1835bb989bfc08f54a55beab187c90"),
    ],
    ids=["all that terms can hold", "the least"],
)
def test_the_digest_that_was_signed_stays_the_digest_of_the_same_terms_A2(terms: Terms, signed: str) -> None:
    assert digest(ID, 2, WORKER, SUPERVISOR, PLACEMENT, terms, SALT) == signed


def test_the_digest_that_two_sides_signed_stays_the_digest_of_the_same_terms_A7() -> None:
    told = [json.loads(line) for line in lines(OPENED)]
    whole = PartnershipTerms.model_validate_json(
        json.dumps(next(one["terms"] for one in told if "peer_run" in one))
    )
    sides = Sides(AgencyId(UUID(int=22)), AGENCY)

    assert [partnership_digest(ID, 2, sides, terms, SALT) for terms in (whole, PartnershipTerms())] == [
        "3928c951462c9f9141e819577b42a59171b0e137f964450416b042473689c622",
        "38c3483f8161fb7b328a91a41b6897bce93d1c1d51a877f2b10ee7cb911ac38d",
    ]


def test_the_digest_of_an_addendum_that_two_sides_signed_stays_the_same_A7() -> None:
    sides = Sides(AgencyId(UUID(int=22)), AGENCY)

    told = addendum_digest(ID, 1, 2, sides, "In July «we» send nobody.", SALT)

    assert told == "d42c35e4dacb8a82fa8e6471fa33352023d48fd741c5b7ca1909afde78ff7822"


def test_a_sign_in_stays_linked_by_the_same_form() -> None:
    told = link_of(ROOT, "https://issuer.example", "maya")

    assert told == "1.cbcafab3b18ce6aa887c9c1997aaec9b154de1189141049100267d3bcabf9d34"


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        ("handle", "maya", "1.1853dcbeccf7a5619bcc68ade444cf5dcde61a1daa2e5665a957c901cddfe45c"),
        # Blanks, capitals and the full-width stop of another keyboard make no other address.
        (
            "work_email",
            " MAYA@Harbour．Example ",
            "1.1308f67efa28b342b01b2fd96593b652936a5d145ad498e80c3dd7687efcd3bc",
        ),
    ],
)
def test_what_people_are_searched_by_keeps_its_keyed_form(kind: str, value: str, told: str) -> None:
    assert index_of(ROOT, kind, value) == told
    assert keyed(ROOT, kind, value, AGENCY) == told


def test_an_employee_number_keeps_its_keyed_form_which_is_its_agencys() -> None:
    told = keyed(ROOT, "employee_number", "H-0011", AGENCY)

    assert told == "1.3bb7600f1e9926dae2250f21518d08a0e17564f5d683adeb29e329cbf0411a94"


def test_what_is_one_persons_at_a_time_keeps_its_stream() -> None:
    assert Identifier.id_of("handle", f"1.{'ab' * 32}") == UUID("6ec0dfd2-0ed7-5cbb-b131-9cd173651f6f")


def test_a_key_that_was_wrapped_is_unwrapped_from_the_same_form() -> None:
    assert MemoryCustody({"1": ROOT}).unwrap(f"rk:{ID}", WRAPPED) == KEY


def test_the_files_of_a_house_that_hold_its_secrets_are_read_as_they_were_written(tmp_path: Path) -> None:
    custody, link = tmp_path / "custody.json", tmp_path / "link"
    custody.write_text('{"1": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}')
    link.write_text("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
    for file in (custody, link):
        file.chmod(0o600)

    assert FileCustody(custody, create=False).unwrap(f"rk:{ID}", WRAPPED) == KEY
    assert _link_secret(link, create=False) == ROOT


def test_what_was_sealed_outside_of_any_agency_opens_from_the_same_form_C1() -> None:
    row = Row(None, "agreement", ID, 3, "agreements.TermsRevised")

    opened = unseal(ROOT, f"rk:{ID}", row, "terms.place", SEALED_OUTSIDE_OF_ANY_AGENCY)

    assert opened.decode() == '"«ü»"'


def test_a_position_that_was_given_out_is_taken_back() -> None:
    secret = Secret(ROOT, "agreements")

    assert secret.hide(7, "position") == "Ab7uHl8eRsIQ90S6qxYfNHo"
    assert secret.shown("Ab7uHl8eRsIQ90S6qxYfNHo", "position") == 7


@pytest.mark.parametrize(
    ("told", "sent", "known"),
    [
        ("/agreements", {}, "34d006efcb0f12d289c9a82e09a1094e4f939d42e37edc604d9de36622de9ead"),
        (
            "/agreements/{id}/addenda/{number}/withdrawal",
            {"id": str(ID).upper(), "number": "01"},
            "51cc2eeb3b38cf3efab1a45e34df3be49543198556c741393938587518a7a3f7",
        ),
    ],
    ids=["a plain address", "an address with an id and a number"],
)
def test_a_command_sent_again_is_known_by_the_same_keys(told: str, sent: dict[str, str], known: str) -> None:
    def withdraw(id: UUID, number: int) -> None: ...

    def add() -> None: ...

    route = APIRoute(told, withdraw if sent else add)
    request = Request(
        {
            "type": "http",
            "method": "POST",
            "scheme": "http",
            "server": ("a.example", 80),
            "path": told.format(**sent),
            "path_params": sent,
            "route": route,
            "query_string": b"",
            "headers": [(b"idempotency-key", SENT_ONCE.encode())],
        }
    )
    request.state.body, request.state.places = b'{"a":1}', places_of(route)

    assert once_of(request, Secret(ROOT, "agreements"), "alongside-cli", WORKER) == Once(
        bytes.fromhex(known),
        bytes.fromhex("c7df64dc140e3fe1a1c85b91149c319cb2123d13a8f78b896a208219d905b144"),
    )
