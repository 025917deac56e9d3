"""What takes two privacy officers: a guarded role, and a sign-in by which somebody could be acted as (D4, C5)."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from services.directory.domain.person import Person
from services.directory.domain.refusals import (
    EndsBeforeItStarts,
    NeedsSecondOfficer,
    NotAnotherOfficer,
    ProposalLapsed,
    ProposalSettled,
)
from services.directory.events import (
    PersonFact,
    ProposalWithdrawn,
    Role,
    RoleProposed,
    SecondOfficerConfirmed,
    SignInLinked,
    SignInProposed,
    SignInSwitchedOff,
)
from tests.directory.acts import ADDED, FRIDAY, HARBOUR, HILLTOP, INES, MAYA, MONDAY, PETRA, ROLE, ROWAN, role

PROPOSAL = UUID(int=51)
LAPSES = MONDAY + timedelta(days=14)
LINK, OTHER_LINK = "ab" * 32, "cd" * 32
LINKED = SignInLinked(link=LINK, issuer="issuer", subject="maya", of_employer=True)
AUDITOR = RoleProposed(
    proposal=PROPOSAL,
    role_id=ROLE,
    agency=HILLTOP,
    role=Role.AUDITOR,
    starts=MONDAY,
    ends=FRIDAY,
    by=INES,
    last_day=LAPSES,
)
FURTHER = SignInProposed(
    proposal=PROPOSAL,
    link=OTHER_LINK,
    issuer="issuer",
    subject="maya at home",
    of_employer=False,
    by=INES,
    last_day=LAPSES,
)


def given(*history: PersonFact) -> Person:
    return Person(MAYA, (ADDED, *history))


@pytest.mark.parametrize("guarded", [Role.PRIVACY_OFFICER, Role.AUDITOR])
def test_nobody_gives_a_guarded_role_alone_D4(guarded: Role) -> None:
    with pytest.raises(NeedsSecondOfficer):
        given().give_role(ROLE, HARBOUR, guarded, MONDAY, None)


def test_a_proposed_role_is_not_held_yet_D4() -> None:
    person = given()

    person.propose_role(PROPOSAL, INES, HILLTOP, Role.AUDITOR, MONDAY, FRIDAY, role_id=ROLE, today=MONDAY)

    assert person.new == [AUDITOR]
    assert person.roles == {}


def test_a_proposed_role_does_not_end_before_it_starts_D4() -> None:
    with pytest.raises(EndsBeforeItStarts):
        given().propose_role(
            PROPOSAL, INES, HILLTOP, Role.AUDITOR, FRIDAY, MONDAY, role_id=ROLE, today=MONDAY
        )


def test_a_second_officer_confirms_and_the_role_is_given_D4() -> None:
    person = given(AUDITOR)

    person.confirm(PROPOSAL, ROWAN, MONDAY)

    given_role = role(Role.AUDITOR, HILLTOP, ends=FRIDAY)
    assert person.new == [SecondOfficerConfirmed(proposal=PROPOSAL, by=ROWAN), given_role]


def test_a_second_officer_confirms_and_the_sign_in_is_linked_D4() -> None:
    person = given(LINKED, FURTHER)

    person.confirm(PROPOSAL, ROWAN, MONDAY, ("issuer", "maya at home"))

    linked = SignInLinked(link=OTHER_LINK, issuer="issuer", subject="maya at home", of_employer=False)
    assert person.new == [SecondOfficerConfirmed(proposal=PROPOSAL, by=ROWAN), linked]
    assert person.links == {LINK, OTHER_LINK}


@pytest.mark.parametrize("by", [INES, MAYA], ids=["who proposed it", "whom it concerns"])
def test_it_is_confirmed_by_another_officer_D4(by: object) -> None:
    with pytest.raises(NotAnotherOfficer):
        given(AUDITOR).confirm(PROPOSAL, by, MONDAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(("day", "lapsed"), [(LAPSES, False), (LAPSES + timedelta(days=1), True)])
def test_a_proposal_lapses_after_fourteen_days_D4(day: date, lapsed: bool) -> None:
    person = given(AUDITOR)

    if lapsed:
        with pytest.raises(ProposalLapsed):
            person.confirm(PROPOSAL, ROWAN, day)
    else:
        person.confirm(PROPOSAL, ROWAN, day)

    assert (person.roles == {}) == lapsed


@pytest.mark.parametrize(
    "settled",
    [
        SecondOfficerConfirmed(proposal=PROPOSAL, by=ROWAN),
        ProposalWithdrawn(proposal=PROPOSAL, by=INES),
        ProposalWithdrawn(proposal=PROPOSAL, by=PETRA),
    ],
    ids=["confirmed", "taken back", "declined"],
)
def test_what_is_settled_stays_settled_D4(settled: PersonFact) -> None:
    with pytest.raises(ProposalSettled):
        given(AUDITOR, settled).confirm(PROPOSAL, ROWAN, MONDAY)
    with pytest.raises(ProposalSettled):
        given(AUDITOR, settled).withdraw(PROPOSAL, ROWAN)


def test_a_proposal_is_taken_back_or_declined_also_when_it_has_lapsed_D4() -> None:
    for by in (INES, ROWAN):
        person = given(AUDITOR)
        person.withdraw(PROPOSAL, by)
        assert person.new == [ProposalWithdrawn(proposal=PROPOSAL, by=by)]


@pytest.mark.parametrize(
    "history",
    [
        (LINKED,),
        (LINKED, SignInSwitchedOff(link=LINK)),
        (role(Role.AUDITOR),),
        (role(Role.PRIVACY_OFFICER, HILLTOP),),
    ],
    ids=["has one", "had one", "auditor", "officer elsewhere"],
)
def test_a_sign_in_to_act_as_somebody_needs_two_D4(history: tuple[PersonFact, ...]) -> None:
    person = given(*history)

    with pytest.raises(NeedsSecondOfficer):
        person.link_sign_in(OTHER_LINK, issuer="issuer", subject="maya at home", of_employer=False)

    person.propose_sign_in(
        PROPOSAL,
        INES,
        OTHER_LINK,
        issuer="issuer",
        subject="maya at home",
        of_employer=False,
        today=MONDAY,
    )
    assert person.new == [FURTHER]
    assert OTHER_LINK not in person.links


def test_a_proposal_of_a_sign_in_is_the_home_agency_s_and_of_a_role_its_agency_s_D6() -> None:
    assert given(FURTHER).proposals[PROPOSAL].agency == HARBOUR
    assert given(AUDITOR).proposals[PROPOSAL].agency == HILLTOP
