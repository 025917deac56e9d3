"""Everything about oneself as a file: whole, opened under entries of the accounting, with who opened it before, nobody else's (C4, C5)."""

import json
from typing import Any

import pytest

from services.house.demo.people import PEOPLE
from services.house.manifest import SERVICES
from services.house.operator import Operator
from shared.access.opening import ContentOpened
from shared.facts import Fact, mark_of
from shared.identity import Acting, PersonId
from shared.tables import Away
from shared.web.desk import NameOf
from tests.edge.concerns import disclosed
from tests.edge.given import refused
from tests.edge.given_groups import done
from tests.edge.sessions import recorded
from tests.edge.test_policy_sets import RULES, pick, published
from tests.house import Household

PARTS = ("directory", "agreements", "sessions")


def export(home: Household, by: str, service: str) -> list[dict[str, Any]]:
    """Lines of a file, its end checked and left out."""
    answer = home.as_(by).get(f"/exports/{service}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/x-ndjson"
    assert f'filename="{service}.ndjson"' in answer.headers["Content-Disposition"]
    *lines, end = [json.loads(line) for line in answer.text.splitlines()]
    assert end == {"end": True, "records": len(lines)}
    return lines


def of(home: Household, by: str, service: str, record: str, id: Any) -> dict[str, Any]:
    [found] = [one for one in export(home, by, service) if (one["record"], one["id"]) == (record, str(id))]
    return found


def test_one_address_a_service_and_every_service_has_one_C4(shared_home: Household) -> None:
    answer = shared_home.as_("maya").post("/people/me/exports")

    told = {one["service"]: one["address"] for one in answer.json()}
    assert told.keys() == set(SERVICES)
    for address in told.values():
        assert shared_home.as_("maya").get(address).status_code == 200, address
    refused(shared_home.client(None).post("/people/me/exports"), 401)


def test_it_tells_who_one_is_with_what_was_replaced_and_where_one_works_D6(home: Household) -> None:
    maya = f"/people/{home.person('maya')}"
    details = home.as_("tomasz").get(maya)
    changed = {"details": details.json()["details"] | {"work_phone": "555 0123"}}
    answer = home.as_("tomasz").put(
        f"{maya}/details", json=changed, headers={"If-Match": details.headers["ETag"]}
    )
    assert answer.status_code == 204, answer.text

    told = of(home, "maya", "directory", "person", home.person("maya"))

    phones = [one["fact"]["details"].get("work_phone") for one in told["history"] if "details" in one["fact"]]
    assert phones == [None, "555 0123"]
    records = [one["record"] for one in export(home, "maya", "directory")]
    assert records == ["person", "placement"]


def test_it_tells_every_agreement_of_one_s_own_with_all_its_terms_and_nobody_else_s_C1(
    home: Household,
) -> None:
    agreement = home.demo.agreements["maya-sam"]

    told = of(home, "maya", "agreements", "agreement", agreement)

    first = told["history"][0]["fact"]["terms"]
    assert first["place"] == "The quiet room on the second floor"
    mine = {one["id"] for one in export(home, "maya", "agreements") if one["record"] == "agreement"}
    assert mine == {str(home.demo.agreements[key]) for key in ("maya-sam", "maya-petra")}
    [signed] = export(home, "dilip", "agreements")
    assert signed["record"] == "partnership", "whoever oversees is no party"
    assert {step["fact"]["by"] for step in signed["history"]} == {home.person("dilip")}


def test_it_tells_who_opened_what_and_as_what_and_not_their_name_unless_policy_says_so_C4(
    home: Household,
) -> None:
    agreement = home.demo.agreements["maya-sam"]
    home.as_("sam").get(f"/agreements/{agreement}/terms")
    home.settle()

    opened = of(home, "maya", "agreements", "agreement", agreement)["opened"]

    assert ("supervisor", "read-terms") in [(one["relation"], one["action"]) for one in opened]
    assert all("by" not in one for one in opened)


def named(home: Household) -> None:
    """Maya's agency goes by a policy set that names who opened what, in the files of its people."""
    rules = RULES | {"concerns": {"names_in_exports": True}}
    done(pick(home, published(home, rules=rules)))
    home.settle()


def looked_at(home: Household) -> None:
    """One thing of Maya's in each part was opened: by Sam, by Petra, by herself."""
    path = disclosed(home)
    done(home.as_("petra").get(f"{path}/disclosure"), 200)
    for who in ("sam", "maya"):
        done(home.as_(who).get(f"{path}/words"), 200)
        done(home.as_(who).get(f"/agreements/{home.demo.agreements['maya-sam']}/terms"), 200)
        done(home.as_(who).get(f"/people/{home.person('maya')}"), 200)
    Operator(home.house).people()
    home.settle()


def openings(home: Household, service: str) -> list[dict[str, Any]]:
    return [told for line in export(home, "maya", service) for told in line.get("opened", [])]


@pytest.mark.parametrize("service", PARTS)
def test_where_policy_says_so_it_tells_by_name_who_opened_what_C4(service: str, home: Household) -> None:
    named(home)
    looked_at(home)
    people = {home.person(handle): one.name for handle, one in PEOPLE.items()}

    opened = openings(home, service)

    by = {one["by"] for one in opened}
    assert service != "directory" or "operator" in by
    assert {home.person("sam"), home.person("maya")} <= by
    assert service != "sessions" or home.person("petra") in by
    assert [one.get("name") for one in opened] == [people.get(one["by"]) for one in opened]


@pytest.mark.parametrize("service", PARTS)
def test_where_it_does_not_nobody_is_named_and_nobodys_name_is_looked_up_C4(
    service: str, home: Household
) -> None:
    looked_at(home)
    asked = counted(home)

    opened = openings(home, service)

    assert opened
    assert not [one for one in opened if {"by", "name"} & one.keys()]
    assert asked == []


def test_each_of_those_who_opened_anything_is_asked_for_once_a_file_C4(home: Household) -> None:
    named(home)
    looked_at(home)
    asked = counted(home)

    by = [one["by"] for one in openings(home, "sessions")]

    assert len(by) > len(set(by))
    assert sorted(asked) == sorted((one, home.person("maya")) for one in set(by))


def test_who_was_erased_since_is_told_without_a_name_C5(home: Household) -> None:
    named(home)
    looked_at(home)
    home.house.rooms["directory"].keys.destroy(f"pk:{home.person('petra')}")

    named_now = {(one["by"], one.get("name")) for one in openings(home, "sessions")}

    assert (home.person("petra"), None) in named_now
    assert (home.person("sam"), PEOPLE["sam"].name) in named_now


def test_where_nobody_can_tell_names_no_file_is_begun_C4(home: Household) -> None:
    named(home)

    def nobody_there(*_: Any) -> str:
        raise Away("the directory")

    for desk in home.house.rooms["sessions"].desks.values():
        desk.name_of = nobody_there

    refused(home.as_("maya").get("/exports/sessions"), 503, "away")


def counted(home: Household) -> list[tuple[str, str]]:
    """Whose name is looked up from now on, and by whom."""
    asked: list[tuple[str, str]] = []
    for room in home.house.rooms.values():
        for desk in room.desks.values():

            def name_of(person: PersonId, acting: Acting, known: NameOf = desk.name_of) -> str | None:
                asked.append((str(person), str(acting.actor)))
                return known(person, acting)

            desk.name_of = name_of
    return asked


def test_what_went_between_two_is_told_to_each_and_to_nobody_else_C7(home: Household) -> None:
    difficulty = home.demo.restricted["difficulty"]

    for who in ("maya", "rowan"):
        told = of(home, who, "agreements", "difficulty", difficulty)
        assert told["history"][0]["fact"]["words"].startswith("Twice our time")
    assert not [one for one in export(home, "petra", "agreements") if one["record"] == "difficulty"]
    assert not [one for one in export(home, "petra", "agreements") if one["record"] == "disconnect"], (
        "advice is not hers before it was sent"
    )


@pytest.mark.parametrize("service", PARTS)
def test_each_record_is_opened_under_an_entry_of_its_own_C5(service: str, home: Household) -> None:
    room = home.house.rooms[service]
    recorded(home)
    goal = {"agreement": str(home.demo.agreements["maya-sam"]), "change": "Ask sooner."}
    assert home.as_("maya").post("/goals", json=goal).status_code == 201

    def entries() -> int:
        kinds = (ContentOpened.kind.encode(), b"access.PersonsOpened")
        return sum(
            any(kind in stored for kind in kinds)
            for log in room.logs
            for _, stored in log.store.read(0, 10**6)
        )

    before = entries()
    lines = export(home, "maya", service)
    opened = [one for one in lines if any(_has_content(step) for step in one["history"])]

    assert entries() - before == len(opened) > 0


def _has_content(step: dict[str, Any]) -> bool:
    kind = Fact.by_kind[step["name"]]
    return bool({"terms", "advice"} & set(step["fact"])) or any(mark_of(kind, name) for name in step["fact"])


def test_what_was_erased_is_told_to_be_and_the_rest_is_told_all_the_same_C5(home: Household) -> None:
    agreement = home.demo.agreements["maya-petra"]
    home.house.rooms["agreements"].keys.destroy(f"rk:{agreement}")

    told = of(home, "maya", "agreements", "agreement", agreement)

    assert told["erased"] is True
    assert "place" not in told["history"][0]["fact"]["terms"]
    assert told["history"][0]["fact"]["worker"] == home.person("maya")
    assert of(home, "maya", "agreements", "agreement", home.demo.agreements["maya-sam"])["history"]
