"""Having it erased who somebody was, over HTTP: two officers, after they have left, for good (C5, D6)."""

import sqlite3
from contextlib import closing
from typing import Any, Final
from uuid import UUID, uuid4

import pytest

from services.sessions.views.drafts import DRAFT, Drafts, owner_of
from shared.identity import PersonId
from shared.keeping.carrying import carry_out as carrying
from shared.tables import Away
from shared.web.opaque import Secret
from tests.clocks import right_only_while_compared
from tests.edge.given import NOBODY, refused
from tests.faults.attacker import files_holding
from tests.house import Household, wait_for

WORDS: Final = "They left years ago and asked for it."
ORDER: Final = {"reason": "own-wish", "words": WORDS}


def left(home: Household, **details: str) -> str:
    """Somebody known at Harbour Lane who holds no role and no placement."""
    told = {"name": "Somebody Gone", "work_email": f"{uuid4().hex}@harbour.example"} | details
    body = {"agency": str(home.demo.agencies["harbour"]), "details": told}
    answer = home.as_("tomasz").post("/people", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def order(home: Household, person: str, by: str = "rowan") -> Any:
    return home.as_(by).post(f"{person}/erasure", json=ORDER)


def test_what_two_officers_decided_is_gone_at_once_and_for_good_C5(home: Household) -> None:
    person = left(home)
    ordered = order(home, person)
    assert (ordered.status_code, ordered.headers["Location"]) == (201, f"{person}/erasure")
    assert home.as_("tomasz").get(person).json()["name"] == "Somebody Gone", "an order alone erases nothing"

    approved = home.as_("wren").post(f"{person}/erasure/approval")

    assert approved.status_code == 204, approved.text
    told = home.as_("tomasz").get(person).json()
    assert told["erased"] is True
    assert "name" not in told
    keys = home.house.rooms["directory"].keys
    assert keys.is_destroyed(f"pk:{person.rpartition('/')[2]}")
    listed = home.house.erasures.keys()
    assert f"pk:{person.rpartition('/')[2]}" in listed, "no backup brings it back"


def test_the_evidence_names_the_key_its_end_and_who_decided_with_the_words_for_it_C5(home: Household) -> None:
    person = left(home)
    order(home, person)
    home.as_("wren").post(f"{person}/erasure/approval")

    told = home.as_("rowan").get(f"{person}/erasure").json()

    assert told["status"] == "erased"
    assert [one["key"] for one in told["keys"]] == [f"pk:{person.rpartition('/')[2]}"]
    assert told["backups_until"] == "2026-04-06"
    steps = [(one["step"], one.get("by"), one.get("words")) for one in told["steps"]]
    assert steps == [
        ("erasure-ordered", home.person("rowan"), WORDS),
        ("erasure-approved", home.person("wren"), None),
        ("content-erased", None, None),
    ]


def test_nobody_approves_what_they_ordered_and_nobody_erases_themselves_C5(home: Household) -> None:
    person = left(home)
    order(home, person)

    refused(home.as_("rowan").post(f"{person}/erasure/approval"), 409, "needs-another-person")
    refused(order(home, f"/people/{home.person('rowan')}"), 403)
    assert home.as_("tomasz").get(person).json()["name"] == "Somebody Gone"


def test_whoever_still_works_here_is_not_erased_D6(home: Household) -> None:
    for who in ("maya", "petra"):
        refused(order(home, f"/people/{home.person(who)}"), 409, "still-here")


def test_a_clock_that_somebody_set_makes_nobody_leave_D6(home: Household) -> None:
    person = left(home)
    home.clock.set_wrong(days=30)

    refused(order(home, person), 409, "clocks-disagree")

    home.clock.set_wrong(days=-30)
    assert order(home, person).status_code == 201


def test_nor_does_one_that_is_right_only_while_it_is_compared_D6(home: Household) -> None:
    person, agency = left(home), str(home.demo.agencies["harbour"])
    role = {"role": "worker", "agency": agency, "starts": "2026-03-02", "ends": "2026-03-06"}
    assert home.as_("tomasz").post(f"{person}/roles", json=role).status_code == 201
    home.settle()

    with right_only_while_compared(home, days=30):
        refused(order(home, person), 409, "still-here")


def test_under_a_hold_nothing_goes_until_it_is_released_C5(home: Household) -> None:
    person = left(home)
    held = home.as_("wren").post(f"{person}/holds", json={"words": "A tribunal asked."})
    assert held.status_code == 201, held.text
    refused(order(home, person), 409, "under-hold")

    assert home.as_("rowan").post(f"{person}/holds/1/release").status_code == 204
    refused(home.as_("rowan").post(f"{person}/holds/2/release"), 422, "no-such-hold")

    assert order(home, person).status_code == 201


def test_nobody_releases_a_hold_on_who_they_are_themselves_C5(home: Household) -> None:
    rowan = f"/people/{home.person('rowan')}"
    held = home.as_("wren").post(f"{rowan}/holds", json={"words": "A tribunal asked."})
    assert held.status_code == 201, held.text

    refused(home.as_("rowan").post(f"{rowan}/holds/1/release"), 403)

    assert home.as_("wren").post(f"{rowan}/holds/1/release").status_code == 204


def test_an_order_taken_back_erases_nothing_and_may_be_given_again_C5(home: Household) -> None:
    person = left(home)
    order(home, person)
    assert home.as_("wren").post(f"{person}/erasure/withdrawal").status_code == 204
    refused(home.as_("wren").post(f"{person}/erasure/approval"), 409, "not-ordered")

    assert order(home, person, "wren").status_code == 201


@pytest.mark.parametrize("by", ["tomasz", "dilip", "nora", "maya"])
def test_nobody_but_the_officers_of_their_agency_orders_or_sees_it_C5(by: str, home: Household) -> None:
    person = left(home)
    refused(order(home, person, by), 403)
    order(home, person)

    refused(home.as_(by).get(f"{person}/erasure"), 404)
    refused(home.as_("sam").get(f"{person}/erasure"), 404)
    refused(home.as_("rowan").get(f"/people/{NOBODY}/erasure"), 404)


def test_what_a_crash_left_half_done_is_finished_C5(home: Household, monkeypatch: pytest.MonkeyPatch) -> None:
    person = left(home)
    order(home, person)

    def away(*_: Any) -> int:
        raise Away("the list of erasures")

    monkeypatch.setattr("services.directory.api.erasing.carry_out", away)
    refused(home.as_("wren").post(f"{person}/erasure/approval"), 503)
    monkeypatch.setattr("services.directory.api.erasing.carry_out", carrying)

    wait_for(lambda: home.as_("rowan").get(f"{person}/erasure").json()["status"] == "erased")
    assert home.as_("tomasz").get(person).json()["erased"] is True


def test_a_sign_in_of_somebody_erased_lets_nobody_in_and_is_free_again_C5(home: Household) -> None:
    assert home.house.issuer
    person = left(home)
    issuer = "https://sign-in.example"
    body = {"issuer": issuer, "subject": "gone", "of_employer": True}
    assert home.as_("tomasz").post(f"{person}/sign-ins", json=body).status_code == 204
    order(home, person)
    home.as_("wren").post(f"{person}/erasure/approval")

    other = left(home)
    assert home.as_("tomasz").post(f"{other}/sign-ins", json=body).status_code == 204


def signed_in(home: Household, handle: str) -> str:
    """Somebody who has left, and still has a sign-in."""
    assert home.house.issuer
    person = left(home)
    sign_in = {"issuer": home.house.issuer.tokens().issuer, "subject": handle, "of_employer": False}
    assert home.as_("tomasz").post(f"{person}/sign-ins", json=sign_in).status_code == 204
    home.settle()
    return person


def erased(home: Household, person: str) -> None:
    order(home, person)
    assert home.as_("wren").post(f"{person}/erasure/approval").status_code == 204


def made(home: Household, handle: str, path: str, body: dict[str, Any]) -> str:
    answer = home.as_(handle).post(path, json=body, headers={"Idempotency-Key": str(uuid4())})
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def test_a_diary_goes_with_whoever_kept_it_S7(home: Household) -> None:
    person = signed_in(home, "gone")
    entry = made(home, "gone", "/diary", {"text": "What I never told anybody."})

    erased(home, person)

    key = f"rk:{entry.rpartition('/')[2]}"
    wait_for(lambda: home.house.rooms["sessions"].keys.is_destroyed(key))


def test_drafts_go_with_whoever_wrote_them_and_nobody_else_s_C2(home: Household) -> None:
    person, aside = signed_in(home, "gone"), home.house.rooms["sessions"].aside
    assert aside
    for handle in ("gone", "sam"):
        made(home, handle, "/concern-drafts", {"words": "What I feared."})
    home.house.rooms["sessions"].react()
    theirs, others = (
        {one.id for one in Drafts(aside, owner_of(secret(home), id)).all()}
        for id in (PersonId(UUID(person.rpartition("/")[2])), home.demo.people["sam"])
    )
    assert len(theirs) == len(others) == 1, "leaving alone takes nothing"
    values = [value.encode() for value in lying(home, theirs)]
    assert len(files_holding(home.house.settings.data, values)) == len(values), (
        "the search finds what is there"
    )

    erased(home, person)

    wait_for(lambda: {one.id for one in aside.kinds(DRAFT)} == others)
    wait_for(lambda: not files_holding(home.house.settings.data, values))


def secret(home: Household) -> Secret:
    return home.house.rooms["sessions"].desks["sessions"].secret


def lying(home: Household, ids: set[UUID]) -> list[str]:
    with closing(sqlite3.connect(home.house.settings.data / "sessions" / "drafts.db")) as rows:
        found = rows.execute("SELECT id, wrapped, sealed FROM aside").fetchall()
    return [value for row in found if UUID(row[0]) in ids for value in row]


def test_a_report_that_nobody_was_shown_goes_with_whoever_made_it_and_one_that_was_stays_C6(
    home: Household,
) -> None:
    person, keys = signed_in(home, "gone"), home.house.rooms["sessions"].keys
    call = {"call": {"service": "Ambulance", "called_at": "2026-03-02T09:30:00Z"}}
    own, shown = (made(home, "gone", "/external-reports", call) for _ in range(2))
    other = made(home, "sam", "/external-reports", call)
    let = home.as_("gone").post(f"{shown}/showings", json={"to": home.person("maya")})
    assert let.status_code == 204, let.text
    home.settle()

    erased(home, person)

    wait_for(lambda: keys.is_destroyed(f"rk:{own.rpartition('/')[2]}"))
    home.house.rooms["sessions"].react()
    assert home.as_("maya").get(f"{shown}/words").json()["service"] == "Ambulance"
    assert home.as_("sam").get(f"{other}/words").json()["service"] == "Ambulance"
