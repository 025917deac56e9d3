"""Who follows is asked, and accepts what those who belong to the group accept; of a circle one of them says so at once (S9, S10, C1)."""

from dataclasses import replace
from typing import Any

import pytest

from services.sessions.domain.company import Company
from services.sessions.domain.group_refusals import (
    CannotFacilitate,
    ConfidentialityNotAccepted,
    DoesNotFitIt,
    FacilitatorNamesWhoFollows,
    InItAlready,
    LimitsNotAcknowledged,
    NotAskedToFacilitate,
    NotInIt,
    NotInvited,
    NotYourPart,
)
from services.sessions.domain.groups import Group
from services.sessions.events.codes import Ground
from services.sessions.events.groups import FacilitatorNamed, GroupLeft
from shared.identity import PersonId
from tests.sessions.group_acts import (
    ACCEPTS,
    AFTER,
    BEFORE,
    BEGINS,
    FORMED,
    ID,
    JORDAN,
    MAYA,
    PETRA,
    PLACED,
    SAM,
    STRANGER,
    accepted,
    asked,
    circle,
    founded,
    given,
    group,
    invited,
    join,
    stands,
)


def ask(one: Group, by: PersonId = SAM, person: PersonId | None = PETRA, **other: Any) -> None:
    one.name_facilitator(by, person, **{"fits": True, "gone": False} | other)


def accept(one: Group, by: PersonId = PETRA, **other: Any) -> None:
    one.facilitate(by, other.pop("accepts", ACCEPTS), **{"fits": True} | other)


def being_asked() -> Group:
    """Petra was asked to follow Sam."""
    return given(*founded(), asked())


def test_who_facilitates_asks_who_follows_and_does_so_until_they_accept_S9() -> None:
    one = group()
    ask(one)

    assert one.new == [asked()]
    assert (one.facilitator, one.asked) == (SAM, PETRA)
    one.invite(SAM, STRANGER)
    with pytest.raises(NotYourPart):
        one.invite(PETRA, STRANGER)


def test_who_was_asked_facilitates_once_they_accept_what_members_accept_S9() -> None:
    one = being_asked()
    accept(one)

    assert one.new == [accepted()]
    assert (one.facilitator, one.asked) == (PETRA, None)
    assert one.ever == (SAM, MAYA, JORDAN, PETRA)
    with pytest.raises(NotYourPart):
        one.invite(SAM, STRANGER)
    one.invite(PETRA, STRANGER)


@pytest.mark.parametrize("left_out", list(Ground))
def test_whoever_facilitates_acknowledges_each_of_the_five_limits_by_name_C1(left_out: Ground) -> None:
    some = tuple(limit for limit in Ground if limit is not left_out)
    with pytest.raises(LimitsNotAcknowledged) as refusal:
        accept(being_asked(), accepts=replace(ACCEPTS, limits=some))
    assert refusal.value.fields == (f"acknowledged_limits.{left_out.value}",)


def test_whoever_facilitates_accepts_what_the_group_keeps_confidential_S9() -> None:
    with pytest.raises(ConfidentialityNotAccepted):
        accept(being_asked(), accepts=replace(ACCEPTS, confidentiality=False))


@pytest.mark.parametrize("by", [STRANGER, MAYA, SAM], ids=["a stranger", "a member", "who does now"])
def test_nobody_accepts_who_was_not_asked_S9(by: PersonId) -> None:
    with pytest.raises(NotAskedToFacilitate):
        accept(being_asked(), by)


def test_who_no_longer_fits_is_refused_when_they_accept_S9() -> None:
    one = being_asked()
    with pytest.raises(DoesNotFitIt):
        accept(one, fits=False)
    assert one.facilitator == SAM


def test_another_who_is_asked_takes_the_place_of_who_was_S9() -> None:
    one = being_asked()
    ask(one, person=STRANGER)
    with pytest.raises(NotAskedToFacilitate):
        accept(one)
    accept(one, STRANGER)
    assert one.facilitator == STRANGER


@pytest.mark.parametrize("by", [PETRA, SAM], ids=["turned down", "taken back"])
def test_an_asking_to_facilitate_is_turned_down_or_taken_back_S9(by: PersonId) -> None:
    one = being_asked()
    one.leave(by, PETRA)

    assert one.new == [GroupLeft(by=by, member=PETRA)]
    assert (one.facilitator, one.asked) == (SAM, None)
    with pytest.raises(NotAskedToFacilitate):
        accept(one)
    with pytest.raises(NotInIt):
        one.leave(SAM, PETRA)
    ask(one)


def test_a_member_takes_back_no_asking_S9() -> None:
    with pytest.raises(NotYourPart):
        being_asked().leave(MAYA, PETRA)


@pytest.mark.parametrize(
    ("person", "fits"),
    [(PETRA, False), (MAYA, True), (SAM, True), (None, True)],
    ids=["does not fit", "a member", "does so already", "nobody"],
)
def test_nobody_else_is_asked_to_facilitate_a_group_S9(person: Any, fits: bool) -> None:
    with pytest.raises(CannotFacilitate):
        ask(group(), person=person, fits=fits)


def test_nobody_is_asked_twice_or_to_two_things_S9() -> None:
    one = being_asked()
    with pytest.raises(InItAlready):
        ask(one)
    with pytest.raises(InItAlready):
        one.invite(SAM, PETRA)
    with pytest.raises(CannotFacilitate):
        ask(given(*founded(), invited(PETRA)))


def test_nobody_joins_what_they_facilitate_S9() -> None:
    earlier = given(FORMED, invited(PETRA), FacilitatorNamed(by=SAM, facilitator=PETRA))
    with pytest.raises(NotInvited):
        join(earlier, PETRA, placement=PLACED[MAYA], stands=stands(MAYA))
    assert earlier.facilitator == PETRA, "who was named once facilitates, as that was meant then"


def test_a_member_asks_who_follows_only_once_the_facilitator_supervises_no_more_S9() -> None:
    with pytest.raises(FacilitatorNamesWhoFollows):
        ask(group(), MAYA)
    with pytest.raises(FacilitatorNamesWhoFollows):
        ask(group(), STRANGER, gone=True)
    one = group()
    ask(one, MAYA, gone=True)
    accept(one)
    assert one.facilitator == PETRA


def test_who_led_a_meeting_goes_by_who_had_accepted_when_it_began_S9() -> None:
    told = [*((BEFORE, fact) for fact in (*founded(), asked())), (AFTER, accepted())]
    company = Company.of(ID, told, BEGINS)

    assert (company.then.facilitator, company.now.facilitator) == (SAM, PETRA)


def test_in_co_reflection_any_participant_says_who_of_them_facilitates_or_that_nobody_does_S10() -> None:
    one = circle()
    ask(one, MAYA, JORDAN, fits=False)
    assert one.new == [FacilitatorNamed(by=MAYA, facilitator=JORDAN)], "who accepted on joining is not asked"
    ask(one, MAYA, None, fits=False)
    with pytest.raises(CannotFacilitate):
        ask(one, MAYA, SAM)
    with pytest.raises(FacilitatorNamesWhoFollows):
        ask(one, STRANGER, MAYA)


def test_a_facilitator_who_leaves_a_circle_facilitates_it_no_more_S10() -> None:
    one = circle()
    ask(one, MAYA, JORDAN, fits=False)
    one.leave(JORDAN, JORDAN)
    assert one.facilitator is None
