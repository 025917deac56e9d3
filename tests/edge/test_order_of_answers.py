"""Which answer comes first, pair by pair; and a sign-in that is linked to nobody."""

import pytest

from shared.signin.development import ISSUER
from tests.edge.given import (
    NOBODY,
    agreed,
    draft,
    drafted,
    fields_of,
    partnership_draft,
    places,
    refused,
    signature,
    terms,
)
from tests.house import Household


def test_a_sign_in_linked_to_nobody_is_told_so_everywhere(shared_home: Household) -> None:
    assert shared_home.house.issuer
    nobody = shared_home.client(shared_home.house.issuer.token("somebody-else"))
    id = shared_home.demo.agreements["maya-sam"]

    for answer in (
        nobody.get("/agreements"),
        nobody.get("/agreements/blocks/topics"),
        nobody.get(f"/agreements/{id}"),
        nobody.get(f"/agreements/{NOBODY}"),
        nobody.post("/agreements", json=draft(shared_home)),
        nobody.post(f"/agreements/{id}/ending", json={"why": "other"}),
        nobody.get("/partnerships"),
        nobody.get(f"/partnerships/{shared_home.demo.partnership}"),
        nobody.post("/partnerships", json=partnership_draft(shared_home)),
        nobody.get("/people/me"),
        nobody.get("/agencies"),
        nobody.get(f"/people?id={shared_home.person('maya')}"),
        nobody.post("/people/searches", json={"handle": "maya"}),
    ):
        refused(answer, 403, "not-linked")


def test_a_sign_in_linked_to_nobody_cannot_tell_who_is_here_C5(shared_home: Household) -> None:
    assert shared_home.house.issuer
    nobody = shared_home.client(shared_home.house.issuer.token("somebody-else"))

    for query in (f"id={NOBODY}", f"agency={NOBODY}"):
        refused(nobody.get(f"/people?{query}"), 403, "not-linked")
    for handle in ("maya", "nobody-here"):
        refused(nobody.post("/people/searches", json={"handle": handle}), 403, "not-linked")


def test_a_sign_in_that_was_switched_off_is_linked_to_nobody(home: Household) -> None:
    assert home.house.issuer
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


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("*", "any version"),
        ('W/"1"', "weak"),
        ('"1", "2"', "One version"),
        ("1", "One version"),
        ("", "One version"),
        ('"1', "One version"),
    ],
)
def test_an_if_match_that_names_no_one_version_is_told_so_and_changes_nothing_A3(
    told: str, why: str, shared_home: Household
) -> None:
    path, body = drafted(shared_home), {"terms": terms(shared_home)}
    before = places(shared_home)

    answer = shared_home.as_("maya").put(f"{path}/terms", json=body, headers={"If-Match": told})

    problem = refused(answer, 422, "if-match-unfit")
    assert fields_of(problem) == {"If-Match"}
    assert why in problem["title"]
    assert places(shared_home) == before


def test_two_if_match_are_no_one_version_A3(shared_home: Household) -> None:
    path, body = drafted(shared_home), {"terms": terms(shared_home)}

    answer = shared_home.as_("maya").put(
        f"{path}/terms", json=body, headers=[("If-Match", '"1"'), ("If-Match", '"2"')]
    )

    refused(answer, 422, "if-match-unfit")


def test_not_allowed_is_said_before_a_rule_A2(shared_home: Household) -> None:
    path = f"/agreements/{shared_home.demo.agreements['maya-sam']}"
    stale = signature(shared_home, drafted(shared_home), "maya")

    refused(shared_home.as_("nora").post(f"{path}/signatures", json=stale), 403)
    refused(shared_home.as_("maya").post(f"{path}/signatures", json=stale), 409)


@pytest.mark.parametrize("what", ["concern-contacts", "line-managers"])
def test_not_allowed_is_said_before_not_known_yet(what: str, shared_home: Household) -> None:
    at = {
        "concern-contacts": f"/agencies/{shared_home.demo.agencies['harbour']}",
        "line-managers": f"/placements/{shared_home.demo.placements['maya']}",
    }[what]
    body = {"concern-contacts": {"person": NOBODY}, "line-managers": {"line_manager": NOBODY}}[what]

    refused(shared_home.as_("jordan").post(f"{at}/{what}", json=body), 403)
