"""A person: details, sign-ins of two kinds, roles from a date to a date (D2–D5, D8)."""

from datetime import date, timedelta

import pytest

from services.directory.domain.person import Person
from services.directory.domain.refusals import (
    EndsBeforeItStarts,
    NeedsSecondOfficer,
    NoSuchRole,
    NoSuchSignIn,
)
from services.directory.events import (
    Details,
    Indexes,
    PeerBackgroundDeclared,
    PersonDetailsChanged,
    PersonFact,
    Role,
    RoleEnded,
    SignInLinked,
    SignInSwitchedOff,
)
from tests.directory.acts import (
    ADDED,
    DETAILS,
    FRIDAY,
    HARBOUR,
    HILLTOP,
    MAYA,
    MONDAY,
    OTHER_ROLE,
    ROLE,
    role,
)

LINKED = SignInLinked(link="ab" * 32, issuer="issuer", subject="maya", of_employer=True)


def given(*history: PersonFact) -> Person:
    return Person(MAYA, history)


def test_somebody_comes_to_be_known_by_an_agency_D6() -> None:
    person = Person.add(MAYA, agency=HARBOUR, details=DETAILS, indexes=Indexes())

    assert person.new == [ADDED]
    assert (person.home, person.agency) == (HARBOUR, HARBOUR)


def test_changed_details_are_told_whole_D2() -> None:
    person = given(ADDED)
    other = Details(name="Maya W.", private_contact="A number of her own")

    person.change_details(other, Indexes())

    assert person.new == [PersonDetailsChanged(details=other, indexes=Indexes())]


@pytest.mark.parametrize("worked", [True, False])
def test_everybody_says_of_themselves_whether_they_have_worked_in_a_peer_role_D8(worked: bool) -> None:
    person = given(ADDED)

    person.declare_peer_background(worked_in_peer_role=worked)

    assert person.new == [PeerBackgroundDeclared(worked_in_peer_role=worked)]


@pytest.mark.parametrize("of_employer", [True, False], ids=["the employer's", "one's own"])
def test_a_sign_in_is_linked_and_says_whose_it_is_D5(of_employer: bool) -> None:
    person = given(ADDED)

    person.link_sign_in(LINKED.link, issuer="issuer", subject="maya", of_employer=of_employer)

    assert person.new == [LINKED.model_copy(update={"of_employer": of_employer})]


def test_a_sign_in_is_linked_once_D5() -> None:
    person = given(ADDED, LINKED)

    person.link_sign_in(LINKED.link, issuer="issuer", subject="maya", of_employer=True)

    assert person.new == []


def test_a_sign_in_that_was_switched_off_is_linked_again_by_two_officers_only_D5() -> None:
    person = given(ADDED, LINKED)

    person.switch_off(LINKED.link)

    assert person.new == [SignInSwitchedOff(link=LINKED.link)]
    with pytest.raises(NeedsSecondOfficer):
        person.link_sign_in(LINKED.link, issuer="issuer", subject="maya", of_employer=True)


@pytest.mark.parametrize(
    "history", [(ADDED,), (ADDED, LINKED, SignInSwitchedOff(link=LINKED.link))], ids=["never", "no longer"]
)
def test_a_sign_in_that_is_not_linked_is_not_switched_off_D5(history: tuple[PersonFact, ...]) -> None:
    with pytest.raises(NoSuchSignIn):
        given(*history).switch_off(LINKED.link)


@pytest.mark.parametrize("ends", [None, MONDAY, FRIDAY], ids=["for good", "one day", "a week"])
def test_a_role_is_held_from_a_date_and_perhaps_to_a_date_D3(ends: date | None) -> None:
    person = given(ADDED)

    person.give_role(ROLE, HARBOUR, Role.HR, MONDAY, ends)

    assert person.new == [role(ends=ends)]


def test_a_role_does_not_end_before_it_starts_D3() -> None:
    with pytest.raises(EndsBeforeItStarts) as refusal:
        given(ADDED).give_role(ROLE, HARBOUR, Role.HR, FRIDAY, MONDAY)

    assert refusal.value.fields == ("ends",)


def test_roles_at_two_agencies_are_two_D6() -> None:
    person = given(ADDED, role(), role(Role.AUDITOR, HILLTOP, id=OTHER_ROLE))

    person.end_role(OTHER_ROLE, FRIDAY)

    assert person.new == [RoleEnded(role_id=OTHER_ROLE, last_day=FRIDAY)]
    assert person.roles[ROLE].ends is None
    assert person.roles[OTHER_ROLE].ends == FRIDAY


def test_a_role_ends_earlier_than_was_thought_D3() -> None:
    person = given(ADDED, role(ends=FRIDAY))

    person.end_role(ROLE, MONDAY)

    assert person.new == [RoleEnded(role_id=ROLE, last_day=MONDAY)]


@pytest.mark.parametrize(
    "history",
    [(ADDED,), (ADDED, role(ends=FRIDAY)), (ADDED, role(), RoleEnded(role_id=ROLE, last_day=FRIDAY))],
    ids=["unknown", "ends anyhow", "ended"],
)
def test_a_role_does_not_end_twice_nor_later_D3(history: tuple[PersonFact, ...]) -> None:
    with pytest.raises(NoSuchRole):
        given(*history).end_role(ROLE, FRIDAY + timedelta(days=1))


def test_a_role_is_not_ended_before_it_began_D3() -> None:
    with pytest.raises(EndsBeforeItStarts) as refusal:
        given(ADDED, role(starts=FRIDAY)).end_role(ROLE, MONDAY)

    assert refusal.value.fields == ("last_day",)
