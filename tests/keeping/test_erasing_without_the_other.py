"""Where one of the two of a concern is gone, the other has it erased with an officer, who learns of that order alone (C2, C3, C5)."""

from typing import Any, Final
from uuid import UUID, uuid4

import pytest

from services.directory.domain.person import Person
from services.directory.events import Role
from services.sessions.domain.disclosing import Recipient
from services.sessions.events import RECIPIENT
from shared.identity import Acting
from tests.edge.concerns import consulted, escalated, mails, names, responded, told
from tests.edge.given import (
    NOBODY,
    confirmed,
    fields_of,
    hear_from_agreements,
    hear_of_the_directory,
    places,
    refused,
)
from tests.edge.sessions import done, recorded
from tests.edge.test_concerns_covered import covered, take_over
from tests.edge.test_external_reports import recorded as reported
from tests.edge.test_roles import give
from tests.house import START, Household
from tests.keeping.gone import LAST_DAY, gone
from tests.keeping.test_concern_nobody_goes_on_with import order as order_of
from tests.keeping.test_erasing_concerns import WORDS, disclosures, id_of, ordered, over
from tests.keeping.test_erasing_records import YEARS
from tests.keeping.test_exports_of_all import lines

NOT_TO_APPROVE: Final = ("maya", "jordan", "petra", "tomasz", "dilip", "nora", "wren")


def forsaken(home: Household, whom: str = "sam") -> str:
    """A concern that was closed once Petra was consulted, and one of the two is gone."""
    path = over(home, "sam")
    gone(home, whom)
    return path


def to_approve(home: Household, path: str, officer: str = "rowan", **other: Any) -> str:
    """Where Maya's order lies."""
    answer = ordered(home, id_of(path), by="maya", approver=home.person(officer), **other)
    return str(answer.headers["Location"])


def order(home: Household, record: str, by: str = "maya", officer: str | None = None, **other: Any) -> Any:
    named = {"approver": home.person(officer)} if officer else {}
    body = {"record_type": "concern", "record": record, "reason": "never-lawful", "words": WORDS}
    return home.as_(by).post("/erasures", json=body | named | other)


@pytest.mark.parametrize(("left", "leaving"), [("maya", "sam"), ("sam", "maya")])
def test_whoever_of_the_two_is_left_has_all_of_it_erased_with_an_officer_they_name_C5(
    left: str, leaving: str, home: Household
) -> None:
    path = over(home, "sam")
    (disclosure,) = disclosures(home, path)
    gone(home, leaving)
    name = str(Recipient.id_of(UUID(disclosure)))

    home.clock.move(days=YEARS.days + 3)
    hear_of_the_directory(home, by=left)
    hear_from_agreements(home)
    named = {"approver": home.person("rowan"), "reason": "retention-over"}
    for kind, record in (("disclosure", disclosure), (RECIPIENT, name), ("concern", id_of(path))):
        place = ordered(home, record, kind, left, **named).headers["Location"]
        done(home.as_("rowan").post(f"{place}/approval"))
        assert home.as_(left).get(place).json()["status"] == "erased"

    refused(home.as_(left).get(f"{path}/words"), 410, "erased")
    refused(home.as_("petra").get(f"{path}/disclosure"), 410, "erased")


def test_the_officer_is_told_and_reads_that_order_until_it_is_decided_C5(home: Household) -> None:
    path = forsaken(home)
    sent = mails(home)

    place = to_approve(home, path)

    assert sent == [("rowan", False)]
    (step,) = home.as_("rowan").get(place).json()["steps"]
    assert (step["step"], step["by"], step["approver"], step["words"]) == (
        *("erasure-ordered", home.person("maya"), home.person("rowan"), WORDS),
    )
    done(home.as_("rowan").post(f"{place}/approval"))
    refused(home.as_("rowan").get(place), 404, "not-found")
    refused(home.as_("rowan").post(f"{place}/approval"), 404, "not-found")


def test_and_no_more_once_it_was_taken_back_C5(home: Household) -> None:
    place = to_approve(home, forsaken(home))

    done(home.as_("maya").post(f"{place}/withdrawal"))

    refused(home.as_("rowan").get(place), 404, "not-found")
    refused(home.as_("rowan").post(f"{place}/approval"), 404, "not-found")


def test_of_orders_and_holds_besides_the_officer_reads_nothing_C5(home: Household) -> None:
    path = over(home, "sam")
    of_it = {"record_type": "concern", "record": id_of(path)}
    place = done(home.as_("sam").post("/holds", json=of_it | {"words": "A tribunal asked."}), 201).headers[
        "Location"
    ]
    done(home.as_("maya").post(f"{place}/holds/1/release"))
    ordered(home, id_of(path), by="maya")
    gone(home, "sam")
    done(home.as_("maya").post(f"{place}/withdrawal"))
    to_approve(home, path, "wren")
    done(home.as_("maya").post(f"{place}/withdrawal"))

    to_approve(home, path)

    read = home.as_("rowan").get(place).json()
    assert [one["number"] for one in read["steps"]] == [3]
    assert "tribunal" not in str(read)
    assert len(home.as_("maya").get(place).json()["steps"]) == 7
    refused(home.as_("wren").get(place), 404, "not-found")


def test_the_officer_decides_nothing_else_and_learns_nothing_of_the_concern_C5(home: Household) -> None:
    path = over(home, "sam")
    (disclosure,) = disclosures(home, path)
    gone(home, "sam")
    place, rowan = to_approve(home, path), home.as_("rowan")
    hold = {"record_type": "concern", "record": id_of(path), "words": "No."}
    home.settle()

    refused(rowan.post(f"{place}/withdrawal"), 403, "not-allowed")
    refused(rowan.post("/holds", json=hold), 403, "not-allowed")
    refused(order(home, id_of(path), "rowan"), 403, "not-allowed")
    refused(order(home, disclosure, "rowan", record_type="disclosure"), 404, "not-found")
    for end in ("", "/history", "/words", "/accesses", "/recipients", "/disclosure"):
        refused(rowan.get(f"{path}{end}"), 404, "not-found")
    assert rowan.get("/concerns").json() == []
    listed = rowan.get(f"/erasures?agency={home.demo.agencies['harbour']}").text
    assert id_of(path) not in listed
    assert id_of(place) not in listed
    assert "left" not in rowan.get(place).json() or not rowan.get(place).json()["left"]


def test_nor_does_an_officer_who_covered_for_a_while_learn_what_was_disclosed_C5(home: Household) -> None:
    path = told(home)
    place = covered(home, "wren")
    done(take_over(home, "wren"))
    done(responded(home, path))
    for step in (escalated, consulted):
        done(step(home, path, by="wren"))
    done(home.as_("sam").post(f"{place}/ending"))
    done(home.as_("sam").post(f"{path}/outcome", json={"words": "Done."}))
    gone(home, "sam")

    order = to_approve(home, path, "wren")

    assert home.as_("maya").get(order).json()["left"] == disclosures(home, path)
    assert home.as_("wren").get(order).json()["left"] == []


def test_a_hold_keeps_it_from_the_officer_as_well_C5(home: Household) -> None:
    path = forsaken(home)
    place = to_approve(home, path)
    hold = {"record_type": "concern", "record": id_of(path), "words": "A tribunal asked."}
    done(home.as_("maya").post("/holds", json=hold), 201)

    refused(home.as_("rowan").post(f"{place}/approval"), 409, "under-hold")


@pytest.mark.parametrize("by", NOT_TO_APPROVE)
def test_nobody_else_finds_it_and_whoever_ordered_it_does_not_approve_it_C5(by: str, home: Household) -> None:
    place = to_approve(home, forsaken(home))

    if by == "maya":
        refused(home.as_(by).post(f"{place}/approval"), 409, "needs-another-person")
    else:
        refused(home.as_(by).get(place), 404, "not-found")
        refused(home.as_(by).post(f"{place}/approval"), 404, "not-found")


def test_whoever_is_officer_no_more_approves_nothing_and_another_can_be_named_C5(home: Household) -> None:
    path = forsaken(home)
    place, person = to_approve(home, path, "wren"), home.person("wren")
    (role,) = home.as_("rowan").get(f"/people/{person}/roles").json()
    ending = f"/people/{person}/roles/{role['id']}/ending"
    done(home.as_("rowan").post(ending, json={"last_day": LAST_DAY}))
    home.settle()
    refused(home.as_("wren").get(place), 404, "not-found")
    refused(home.as_("wren").post(f"{place}/approval"), 404, "not-found")

    done(home.as_("maya").post(f"{place}/withdrawal"))
    to_approve(home, path)

    done(home.as_("rowan").post(f"{place}/approval"))


def test_while_the_other_is_there_nobody_else_is_named_C5(home: Household) -> None:
    path, before = over(home, "sam"), places(home)

    problem = refused(order(home, id_of(path), officer="rowan"), 422, "approver-there")

    assert fields_of(problem) == {"approver"}
    assert places(home) == before


def test_who_only_left_is_there_still_C5(home: Household) -> None:
    path = over(home, "sam")
    (role,) = [
        one
        for one in home.as_("tomasz").get(f"/people/{home.person('maya')}/roles").json()
        if one["role"] == "worker"
    ]
    ending = f"/people/{home.person('maya')}/roles/{role['id']}/ending"
    done(home.as_("tomasz").post(ending, json={"last_day": LAST_DAY}))
    home.settle()

    refused(order(home, id_of(path), "sam", officer="rowan"), 422, "approver-there")


def test_where_the_other_is_gone_somebody_has_to_be_named_C5(home: Household) -> None:
    path = forsaken(home)

    problem = refused(order(home, id_of(path)), 422, "approver-needed")

    assert fields_of(problem) == {"approver"}


@pytest.mark.parametrize("named", ["ines", "tomasz", "dilip", "nora", "maya", "sam"])
def test_who_is_no_privacy_officer_of_its_agency_is_not_named_C5(named: str, home: Household) -> None:
    path = forsaken(home)

    problem = refused(order(home, id_of(path), officer=named), 422, "not-an-officer-there")

    assert fields_of(problem) == {"approver"}


def made_officer_before_that_was_refused(home: Household, handle: str) -> None:
    """After it was erased who they were, as an older log may have it."""
    store = home.house.rooms["directory"].store
    person = store.get(Person, home.demo.people[handle])
    harbour = home.demo.agencies["harbour"]
    person.give_guarded_role(uuid4(), harbour, Role.PRIVACY_OFFICER, START.date(), None)
    store.append(person, Acting(actor=home.demo.people["wren"]))


def test_nor_somebody_unknown_or_yourself_or_somebody_who_is_gone_C5(home: Household) -> None:
    path = forsaken(home)
    confirmed(home, give(home, "rowan", "maya", "privacy_officer"))
    gone(home, "dilip")
    made_officer_before_that_was_refused(home, "dilip")
    home.settle()

    refused(order(home, id_of(path), approver=NOBODY), 422, "not-an-officer-there")
    for named in ("maya", "dilip"):
        refused(order(home, id_of(path), officer=named), 422, "not-an-officer-there")
    refused(order(home, id_of(path), approver="rowan"), 422, "invalid")


def test_whose_erasure_officers_decide_anyway_nobody_is_named_C5(home: Household) -> None:
    record = id_of(recorded(home))

    problem = refused(
        order(home, record, "rowan", officer="wren", record_type="session"), 422, "approver-there"
    )

    assert fields_of(problem) == {"approver"}


def test_nor_where_its_author_can_let_somebody_see_it_C6(home: Household) -> None:
    record = id_of(reported(home))

    refused(order(home, record, "sam", officer="rowan", record_type="external-report"), 422, "approver-there")


def test_what_was_ordered_while_the_other_was_there_is_taken_back_and_ordered_anew_C5(
    home: Household,
) -> None:
    path = over(home, "sam")
    place = ordered(home, id_of(path), by="maya").headers["Location"]
    gone(home, "sam")
    refused(home.as_("maya").post(f"{place}/approval"), 409, "needs-another-person")
    refused(home.as_("rowan").get(place), 404, "not-found")
    done(home.as_("maya").post(f"{place}/withdrawal"))

    to_approve(home, path)

    done(home.as_("rowan").post(f"{place}/approval"))


def test_what_the_other_ordered_before_they_were_gone_is_approved_as_ever_C5(home: Household) -> None:
    path = over(home, "sam")
    place = ordered(home, id_of(path)).headers["Location"]
    gone(home, "sam")

    done(home.as_("maya").post(f"{place}/approval"))


def test_both_take_along_what_names_them_while_the_officer_reads_it_C5(home: Household) -> None:
    path = forsaken(home)
    place = to_approve(home, path)
    for handle in ("maya", "rowan"):
        (told,) = lines(home, handle, "keeping")
        (step,) = told["history"]
        assert (step["fact"]["approver"], step["fact"]["words"]) == (home.person("rowan"), WORDS)

    done(home.as_("rowan").post(f"{place}/approval"))

    assert lines(home, "rowan", "keeping") == []
    assert lines(home, "rowan", "concern") == []
    assert len(lines(home, "maya", "keeping")) == 1


def test_what_the_officer_read_is_accounted_for_in_the_log_apart_C5(home: Household) -> None:
    place = to_approve(home, forsaken(home))
    before = places(home)

    home.as_("rowan").get(place)

    changed = {name: place - before[name] for name, place in places(home).items() if place != before[name]}
    assert changed == {"sessions.restricted": 1}


def test_one_that_nobody_goes_on_with_is_erased_and_nobody_takes_it_over_A4(home: Household) -> None:
    path, other = told(home), told(home)
    covered(home)
    home.clock.move(days=25)
    hear_of_the_directory(home)
    hear_from_agreements(home)
    gone(home, "sam")
    place = done(order_of(home, path), 201).headers["Location"]
    done(home.as_("rowan").post(f"{place}/approval"))
    home.clock.move(days=-25)
    hear_of_the_directory(home)
    hear_from_agreements(home)

    done(take_over(home))

    refused(home.as_("ines").get(path), 404, "not-found")
    assert home.as_("ines").get(other).status_code == 200
    assert "CoverTookOver" not in names(home, path)
    refused(home.as_("maya").get(f"{path}/words"), 410, "erased")
