"""Addenda of a partnership over HTTP: proposed, read, signed for both sides, withdrawn (A3, A7)."""

from typing import Any

import pytest

from tests.edge.given import fields_of, partnered, partnership, refused
from tests.house import Household

TEXT = "In July and August there is no session."


def proposed(home: Household, path: str, by: str = "ines") -> str:
    answer = home.as_(by).post(f"{path}/addenda", json={"text": TEXT})
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def sign(home: Household, addendum: str, handle: str, **other: Any) -> Any:
    side = "lantern" if handle == "ines" else "harbour"
    body = {
        "digest": home.as_("ines").get(addendum).json()["digest"],
        "for": str(home.demo.agencies[side]),
        "printed_name": handle.title(),
        "meaning": "We agree to this addendum.",
    }
    return home.as_(handle).post(f"{addendum}/signatures", json=body | other)


def test_an_addendum_holds_once_both_sides_have_signed_it_each_reading_accounted_for_A7(
    shared_home: Household,
) -> None:
    home, path = shared_home, partnered(shared_home, "maya")
    addendum = proposed(home, path)
    assert addendum == f"{path}/addenda/1"
    lantern, harbour = (str(home.demo.agencies[one]) for one in ("lantern", "harbour"))
    assert sign(home, addendum, "ines").status_code == 204
    refused(sign(home, addendum, "ines"), 409, "side-has-signed")
    refused(sign(home, addendum, "dilip", digest="0" * 64), 409, "terms-have-changed")
    assert sign(home, addendum, "dilip").status_code == 204
    refused(sign(home, addendum, "tomasz"), 409, "addendum-not-open")
    refused(home.as_("ines").post(f"{addendum}/withdrawal", json={}), 409, "addendum-not-open")
    store = home.house.rooms["agreements"].store
    before = store.position()

    (told,) = home.as_("tomasz").get(f"{path}/addenda").json()

    assert (told["text"], told["standing"], told["for"]) == (TEXT, "in-force", lantern)
    assert [(one["for"], one["printed_name"]) for one in told["signatures"]] == [
        (lantern, "Ines"),
        (harbour, "Dilip"),
    ]
    (entry,) = [stored for _, stored in store.read(before)]
    assert b'"access.ContentOpened"' in entry
    assert b'"rule":"PA4"' in entry
    assert home.as_("dilip").get(addendum).json() == told
    history = home.as_("nora").get(f"{path}/history")
    assert TEXT not in history.text
    assert [one["name"].rpartition(".")[2] for one in history.json()][-4:] == [
        "PartnershipAddendumProposed",
        "PartnershipAddendumSigned",
        "PartnershipAddendumSigned",
        "PartnershipAddendumCameIntoForce",
    ]


def test_one_that_is_withdrawn_stays_readable_A3(shared_home: Household) -> None:
    home, path = shared_home, partnered(shared_home, "maya")
    addendum = proposed(home, path, "dilip")
    assert home.as_("ines").post(f"{addendum}/withdrawal", json={}).status_code == 204
    refused(sign(home, addendum, "dilip"), 409, "addendum-not-open")
    assert home.as_("ines").get(addendum).json()["standing"] == "withdrawn"


@pytest.mark.parametrize("handle", ["nora", "rowan", "wren", "sam", "petra", "maya", "jordan"])
def test_nobody_but_coordinators_and_hr_of_the_sides_reads_or_adds_A7(
    handle: str, shared_home: Household
) -> None:
    home, path = shared_home, partnered(shared_home, "maya")
    addendum = proposed(home, path)
    body = {
        "digest": home.as_("ines").get(addendum).json()["digest"],
        "for": str(home.demo.agencies["harbour"]),
        "printed_name": "A",
        "meaning": "B",
    }
    person, expected = home.as_(handle), 404 if handle == "jordan" else 403
    for answer in (
        person.get(f"{path}/addenda"),
        person.get(addendum),
        person.post(f"{path}/addenda", json={"text": TEXT}),
        person.post(f"{addendum}/signatures", json=body),
        person.post(f"{addendum}/withdrawal", json={}),
    ):
        refused(answer, expected)


def test_somebody_signs_an_addendum_for_their_own_side_alone_A7(shared_home: Household) -> None:
    home = shared_home
    addendum = proposed(home, partnered(home, "maya"))
    lantern = str(home.demo.agencies["lantern"])
    refused(sign(home, addendum, "dilip", **{"for": lantern}), 403, "not-allowed")
    body = {"text": TEXT, "for": lantern}
    told = home.as_("dilip").post(addendum.removesuffix("/1"), json=body)
    assert fields_of(refused(told, 422, "say-for-which-side")) == {"for"}


def test_only_what_binds_is_added_to_and_what_is_not_there_is_not_found_A3(shared_home: Household) -> None:
    home, waiting, path = shared_home, partnership(shared_home), partnered(shared_home, "maya")
    refused(home.as_("ines").post(f"{waiting}/addenda", json={"text": TEXT}), 409, "not-in-force")
    assert home.as_("ines").get(f"{waiting}/addenda").json() == []
    body = {"digest": "0" * 64, "printed_name": "A", "meaning": "B"}
    body["for"] = str(home.demo.agencies["lantern"])
    refused(home.as_("ines").get(f"{path}/addenda/1"), 404, "not-found")
    refused(home.as_("ines").post(f"{path}/addenda/1/signatures", json=body), 404, "not-found")
    refused(home.as_("ines").post(f"{path}/addenda/1/withdrawal", json={}), 404, "not-found")
    refused(home.as_("ines").get(f"{path}/addenda/0"), 422, "invalid")
