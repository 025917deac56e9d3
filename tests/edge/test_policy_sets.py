"""Policy sets over HTTP: published by officers, read by everybody, picked by an agency and never weakened (A6)."""

from typing import Any, Final

import pytest

from services.directory.policy_sets import TEMPLATES
from tests.edge.given import NOBODY, places, refused
from tests.house import Household

RULES: Final[dict[str, Any]] = {
    "title": "What the province asks",
    "jurisdiction": "Ontario",
    "sources": ["Guideline 4"],
    "requirements": {"at_least_every_days": 35, "supervisor": {"roles": ["peer_supervisor"]}},
    "retention": {"agreements": 10},
    "reporting_laws": [
        {
            "code": "children",
            "title": "Protection of children",
            "authority": "Children's aid society",
            "within_hours": 0,
            "may_be_delegated": False,
            "worker_may_be_told": "after-report",
            "source": "Act, section 125",
        }
    ],
}


def published(home: Household, holds_from: str = "2026-01-01", **other: Any) -> str:
    """The address of a set that ines, an officer of Lantern, has published."""
    answer = home.as_("ines").post(
        "/policy-sets", json={"holds_from": holds_from} | (other or {"rules": RULES})
    )
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def agency(home: Household, key: str = "harbour") -> str:
    return f"/agencies/{home.demo.agencies[key]}"


def pick(home: Household, path: str, by: str = "tomasz", at: str = "harbour", **other: Any) -> Any:
    tag = home.as_(by).get(agency(home, at)).headers["ETag"]
    body = {"policy_set": path.rpartition("/")[2], "holds_from": "2026-03-01"} | other
    return home.as_(by).put(f"{agency(home, at)}/policy-set", json=body, headers={"If-Match": tag})


def test_templates_are_there_for_everybody_with_their_sources_A6(shared_home: Household) -> None:
    told = shared_home.as_("jordan").get("/policy-sets/templates").json()

    assert [one["code"] for one in told] == list(TEMPLATES)
    assert all(one["rules"]["sources"] for one in told)


def test_a_template_is_published_as_it_stands_A6(home: Household) -> None:
    path = published(home, template="aamft")

    told = home.as_("maya").get(path).json()

    assert (told["edition"], told["editions"], told["holds_from"]) == (1, 1, "2026-01-01")
    assert told["rules"]["requirements"]["at_least_every_days"] == 14
    assert told["rules"] == TEMPLATES["aamft"].rules.model_dump(mode="json", exclude_none=True)


@pytest.mark.parametrize(
    "body", [{}, {"template": "no-such-template"}, {"template": "aamft", "rules": RULES}], ids=str
)
def test_a_set_comes_from_a_template_or_whole_A6(body: dict[str, Any], shared_home: Household) -> None:
    before = places(shared_home)

    told = refused(
        shared_home.as_("ines").post("/policy-sets", json={"holds_from": "2026-01-01"} | body), 422, "invalid"
    )

    assert [one["field"] for one in told["fields"]] == ["template"]
    assert places(shared_home) == before


@pytest.mark.parametrize("handle", ["maya", "tomasz", "nora", "sam"])
def test_who_is_no_privacy_officer_publishes_and_revises_nothing_A6(handle: str, home: Household) -> None:
    path = published(home)
    tag = {"If-Match": home.as_(handle).get(path).headers["ETag"]}
    body = {"holds_from": "2027-01-01", "rules": RULES}

    refused(home.as_(handle).post("/policy-sets", json=body), 403, "not-allowed")
    refused(home.as_(handle).put(path, json=body, headers=tag), 403, "not-allowed")


def test_a_set_is_revised_by_officers_of_the_agency_that_published_it_and_of_no_other_A6(
    home: Household,
) -> None:
    path, body = published(home), {"holds_from": "2027-01-01", "rules": RULES}
    assert pick(home, path).status_code == 204, "harbour goes by what lantern published"
    told = home.as_("wren").get(path)
    tag = {"If-Match": told.headers["ETag"]}

    assert told.json()["by_agency"] == str(home.demo.agencies["lantern"])
    refused(home.as_("wren").put(path, json=body, headers=tag), 403, "not-allowed")
    assert home.as_("wren").get(path).headers["ETag"] == tag["If-Match"]
    assert home.as_("rowan").put(path, json=body, headers=tag).status_code == 204


def test_who_is_officer_of_two_agencies_says_for_which_a_set_is_published_A6(home: Household) -> None:
    body = {"holds_from": "2026-01-01", "rules": RULES}
    before = places(home)

    told = refused(home.as_("rowan").post("/policy-sets", json=body), 422, "invalid")

    assert [one["field"] for one in told["fields"]] == ["agency"]
    assert places(home) == before
    body["agency"] = str(home.demo.agencies["harbour"])
    path = home.as_("rowan").post("/policy-sets", json=body).headers["Location"]
    assert home.as_("maya").get(path).json()["by_agency"] == body["agency"]


@pytest.mark.parametrize("at", ["harbour", None])
def test_a_set_is_published_for_ones_own_agency_alone_A6(at: str | None, home: Household) -> None:
    agency = str(home.demo.agencies[at]) if at else NOBODY
    body = {"holds_from": "2026-01-01", "rules": RULES, "agency": agency}

    refused(home.as_("ines").post("/policy-sets", json=body), 403, "not-allowed")


def test_a_new_edition_holds_from_its_day_and_the_earlier_one_is_still_read_A6(home: Household) -> None:
    path = published(home)
    changed = RULES | {"requirements": {"at_least_every_days": 7}}
    body = {"holds_from": "2027-01-01", "rules": changed}
    tag = home.as_("rowan").get(path).headers["ETag"]

    refused(home.as_("rowan").put(path, json=body), 428)
    refused(home.as_("rowan").put(path, json=body, headers={"If-Match": '"7"'}), 412)
    assert home.as_("rowan").put(path, json=body, headers={"If-Match": tag}).status_code == 204

    latest, first = (home.as_("maya").get(path + query).json() for query in ("", "?edition=1"))
    assert (latest["edition"], latest["rules"]["requirements"]["at_least_every_days"]) == (2, 7)
    assert (first["edition"], first["rules"]["requirements"]["at_least_every_days"]) == (1, 35)
    refused(home.as_("maya").get(path + "?edition=3"), 404)
    past = home.as_("maya").get(path + "/history").json()
    assert [one["name"] for one in past] == ["directory.PolicySetPublished", "directory.PolicySetRevised"]
    assert past[0]["by"] == home.person("ines")
    assert past[1]["fact"]["rules"]["requirements"]["at_least_every_days"] == 7


def test_sets_are_listed_by_their_latest_edition_A6(home: Household) -> None:
    answer = home.as_("ines").post("/policy-sets", json={"holds_from": "2026-01-01", "rules": RULES})

    listed = home.as_("maya").get("/policy-sets", headers={"At-Least": answer.headers["Position"]}).json()

    assert {
        "id": answer.headers["Location"].rpartition("/")[2],
        "edition": 1,
        "holds_from": "2026-01-01",
        "title": "What the province asks",
        "jurisdiction": "Ontario",
    } in listed


def test_an_agency_picks_a_set_and_may_ask_for_more_A6(home: Household) -> None:
    path = published(home)
    stricter = {"session_minutes_at_least": 50, "at_least_every_days": 14}

    assert pick(home, path, stricter=stricter).status_code == 204

    told = home.as_("maya").get(f"{agency(home)}/policy-set?on=2026-03-01")
    assert told.headers["ETag"] == home.as_("maya").get(agency(home)).headers["ETag"]
    assert {one["requirement"]: (one["value"], one["source"]) for one in told.json()["requirements"]} == {
        "at_least_every_days": (14, "agency"),
        "session_minutes_at_least": (50, "agency"),
        "supervisor.roles": (["peer_supervisor"], "set"),
    }
    assert told.json()["retention"] == {
        "agreements": 10,
        "sessions": 7,
        "performance_records": 7,
        "evaluations": 7,
        "concerns": 7,
        "disclosures": 7,
        "accounting": 7,
    }
    assert told.json()["reporting_laws"] == RULES["reporting_laws"]
    assert (told.json()["policy_set"], told.json()["edition"]) == (path.rpartition("/")[2], 1)


def test_what_is_weaker_than_the_set_is_refused_with_its_figure_A6(home: Household) -> None:
    path = published(home)
    stricter = {"at_least_every_days": 40, "supervisor": {"roles": ["peer_supervisor", "hr"]}}

    told = refused(pick(home, path, stricter=stricter), 422, "weaker-than-the-set")

    assert {one["field"]: one["rule"] for one in told["fields"]} == {
        "stricter.at_least_every_days": "at least as strict as the set's: 35",
        "stricter.supervisor.roles": "at least as strict as the set's: peer_supervisor",
    }


@pytest.mark.parametrize("handle", ["maya", "dilip", "nora", "petra", "ines"])
def test_who_keeps_no_books_of_the_agency_picks_nothing_A6(handle: str, home: Household) -> None:
    refused(pick(home, published(home), by=handle), 403, "not-allowed")


def test_a_set_that_is_not_there_or_does_not_hold_yet_is_not_picked_A6(home: Household) -> None:
    later = published(home, holds_from="2026-03-02", template="aamft")

    for path in (f"/policy-sets/{NOBODY}", later, f"/policy-sets/{home.person('maya')}"):
        told = refused(pick(home, path), 422, "no-such-policy-set")
        assert [one["field"] for one in told["fields"]] == ["policy_set"]


def test_no_set_holds_before_one_was_picked_nor_before_its_day_A6(home: Household) -> None:
    refused(home.as_("maya").get(f"{agency(home, 'lantern')}/policy-set"), 404)
    assert pick(home, published(home), at="lantern", by="ines").status_code == 204

    refused(home.as_("maya").get(f"{agency(home, 'lantern')}/policy-set?on=2026-02-28"), 404)
    assert home.as_("maya").get(f"{agency(home, 'lantern')}/policy-set").status_code == 200


def test_the_copy_of_another_service_knows_what_holds_A6(home: Household) -> None:
    assert pick(home, published(home), stricter={"at_least_every_days": 7}).status_code == 204
    home.settle()

    relations = home.house.rooms["agreements"].relations
    harbour = home.demo.agencies["harbour"]
    held = relations.requirements_at(harbour, relations.today_at(harbour))

    assert held
    assert (held.requirements.at_least_every_days, held.source("at_least_every_days")) == (7, "agency")
