"""Once it was erased who somebody was, nothing is agreed with them any more, and nobody names them; what there is ends (C5)."""

import pytest

from tests.edge.given import draft, drafted, refused, sign, signature, terms
from tests.edge.given_groups import done
from tests.edge.test_disconnects import body as advice
from tests.house import Household
from tests.keeping.gone import gone

ERASED = "person-erased"


@pytest.mark.parametrize(("who", "by"), [("maya", "sam"), ("sam", "maya")])
def test_no_agreement_is_drafted_with_who_was_erased_C5(who: str, by: str, home: Household) -> None:
    gone(home, who)

    refused(home.as_(by).post("/agreements", json=draft(home, "maya", "sam")), 409, ERASED)


def test_nor_is_what_was_drafted_before_revised_or_signed_C5(home: Household) -> None:
    path = drafted(home)
    sign(home, path, "sam")
    mine = signature(home, path, "maya")
    gone(home, "sam")
    tag = {"If-Match": home.as_("maya").get(path).headers["ETag"]}

    refused(home.as_("maya").post(f"{path}/signatures", json=mine), 409, ERASED)
    refused(home.as_("maya").put(f"{path}/terms", json={"terms": terms(home)}, headers=tag), 409, ERASED)


def test_nor_is_one_in_force_negotiated_anew_or_added_to_and_it_can_be_ended_C5(
    home: Household,
) -> None:
    path = f"/agreements/{home.demo.agreements['maya-sam']}"
    proposed = done(home.as_("sam").post(f"{path}/addenda", json={"text": "We meet outdoors."}), 201)
    addendum = proposed.headers["Location"]
    read = home.as_("maya").get(addendum).json()
    mine = {"digest": read["digest"], "printed_name": "Maya", "meaning": "I agree."}
    gone(home, "sam")

    new = {"why": "other", "words": "Anew.", "terms": terms(home)}
    for what, body in (("renegotiations", new), ("addenda", {"text": "More."})):
        refused(home.as_("maya").post(f"{path}/{what}", json=body), 409, ERASED)
    refused(home.as_("maya").post(f"{addendum}/signatures", json=mine), 409, ERASED)
    done(home.as_("maya").post(f"{path}/ending", json={"why": "other", "words": "Over."}))


def test_nobody_covers_any_more_for_the_supervisor_of_who_was_erased_A4(home: Household) -> None:
    gone(home, "maya")
    cover = {"person": home.person("ines"), "starts": "2026-03-02", "ends": "2026-04-02"}

    path = f"/agreements/{home.demo.agreements['maya-sam']}/covers"
    refused(home.as_("sam").post(path, json=cover), 409, ERASED)


def test_nothing_is_signed_that_names_who_was_erased_for_difficulties_C7(home: Household) -> None:
    path = drafted(home, difficulties_to=home.person("petra"))
    mine = signature(home, path, "maya")
    gone(home, "petra")

    refused(home.as_("maya").post(f"{path}/signatures", json=mine), 409, ERASED)


def test_no_disconnect_is_told_of_who_was_erased_C5(home: Household) -> None:
    gone(home, "maya")

    refused(home.as_("sam").post("/disconnects", json=advice(home)), 409, ERASED)


def test_nobody_who_was_erased_is_named_for_difficulties_C7(home: Household) -> None:
    gone(home, "sam")
    body = draft(home, "jordan", "ines", difficulties_to=home.person("sam"))

    refused(home.as_("jordan").post("/agreements", json=body), 409, ERASED)
