"""A group and a circle of co-reflection: who arranges, who belongs, and what each takes on by joining (S9, S10, C1)."""

from dataclasses import replace
from typing import Any

import pytest

from services.sessions.domain.group_refusals import (
    ConfidentialityNotAccepted,
    GroupIsClosed,
    InItAlready,
    LedByTheirManager,
    LimitsNotAcknowledged,
    ManagersDoNotBelong,
    NeitherGroupNorCircle,
    NoSuchStep,
    NotInIt,
    NotInvited,
    NotYourPart,
    OnlyACircleIsSo,
    UnderNoPlacementOfTheirs,
)
from services.sessions.domain.groups import Group
from services.sessions.events.codes import Format, Ground
from services.sessions.events.groups import About, GroupClosed, GroupFormed, GroupLeft
from shared.identity import PersonId
from tests.sessions.group_acts import (
    ABOUT,
    ACCEPTS,
    CIRCLE,
    FORMED,
    HARBOUR,
    ID,
    JORDAN,
    LANTERN,
    MAYA,
    OF_A_CIRCLE,
    OPEN_CIRCLE,
    PETRA,
    PLACED,
    SAM,
    STRANGER,
    asked,
    circle,
    given,
    group,
    invited,
    join,
    joined,
    stands,
)

CLOSED = GroupClosed(by=SAM)


def form(format: Format = Format.GROUP, about: About = ABOUT, **other: Any) -> Group:
    told: dict[str, Any] = {"by": SAM, "agency": HARBOUR, "shared": False, "managers_attend": False} | other
    return Group.form(ID, format=format, about=about, **told)


def test_whoever_forms_a_group_facilitates_it_S9() -> None:
    assert form().new == [FORMED]


def test_whoever_forms_a_circle_is_the_first_who_is_asked_to_join_S10() -> None:
    one = form(Format.CO_REFLECTION, OF_A_CIRCLE, by=MAYA, shared=True)

    assert one.new == [CIRCLE]
    assert one.invited == {MAYA}
    assert not one.members
    assert one.facilitator is None


def test_a_circle_may_be_facilitated_by_one_of_its_own_S10() -> None:
    assert form(Format.CO_REFLECTION, OF_A_CIRCLE, by=MAYA).facilitator == MAYA


@pytest.mark.parametrize("format", [Format.ONE_TO_ONE, Format.CO_SUPERVISION])
def test_two_or_three_people_are_no_group_S9(format: Format) -> None:
    with pytest.raises(NeitherGroupNorCircle):
        form(format)


@pytest.mark.parametrize("field", ["shared", "managers_attend"])
def test_group_supervision_has_a_facilitator_and_says_nothing_of_managers_S9(field: Any) -> None:
    told: dict[str, Any] = {field: True}
    with pytest.raises(OnlyACircleIsSo) as refusal:
        form(**told)
    assert refusal.value.fields == (field,)


@pytest.mark.parametrize(
    ("steps", "place"),
    [(("K17-01", "K17-08"), 1), (("K17-01", "K17-01"), 1), (("K17-07",), 0), (("Tea",), 0)],
    ids=["of co-reflection", "twice", "no step", "no code"],
)
def test_a_procedure_is_made_of_steps_of_its_own_catalogue_S9(steps: tuple[str, ...], place: int) -> None:
    with pytest.raises(NoSuchStep) as refusal:
        form(about=ABOUT.model_copy(update={"procedure": steps}))
    assert refusal.value.fields == (f"about.procedure.{place}",)


@pytest.mark.parametrize("steps", [(), ("K17-05", "K17-01")])
def test_any_step_may_be_left_out_and_the_order_is_the_groups_own_S9(steps: tuple[str, ...]) -> None:
    form(about=ABOUT.model_copy(update={"procedure": steps}))


def test_who_facilitates_asks_people_to_join_and_nobody_else_does_S9() -> None:
    one = given(FORMED)
    one.invite(SAM, MAYA)
    assert one.new == [invited()]

    for by in (MAYA, STRANGER):
        with pytest.raises(NotYourPart):
            group().invite(by, PETRA)


def test_in_co_reflection_each_participant_asks_people_to_join_S10() -> None:
    for by in (MAYA, JORDAN):
        circle().invite(by, SAM)
    with pytest.raises(NotYourPart):
        given(CIRCLE).invite(MAYA, SAM)  # who has not joined yet herself


@pytest.mark.parametrize("person", [MAYA, PETRA, SAM], ids=["member", "asked", "facilitator"])
def test_nobody_is_asked_twice_S9(person: PersonId) -> None:
    one = group()
    one.invite(SAM, PETRA)
    with pytest.raises(InItAlready):
        one.invite(SAM, person)


def test_they_join_under_one_placement_of_theirs_with_the_limits_and_what_is_confidential_S9() -> None:
    one = given(FORMED, invited())
    join(one)

    assert one.new == [joined()]
    assert (one.members[MAYA].agency, one.members[MAYA].placement) == (HARBOUR, PLACED[MAYA])
    assert one.invited == frozenset()


def test_nobody_joins_who_was_not_asked_S9() -> None:
    with pytest.raises(NotInvited):
        join(given(FORMED))


@pytest.mark.parametrize("left_out", list(Ground))
def test_each_of_the_five_limits_is_acknowledged_by_name_C1(left_out: Ground) -> None:
    some = tuple(limit for limit in Ground if limit is not left_out)
    with pytest.raises(LimitsNotAcknowledged) as refusal:
        join(given(FORMED, invited()), accepts=replace(ACCEPTS, limits=some))
    assert refusal.value.fields == (f"acknowledged_limits.{left_out.value}",)


def test_who_does_not_accept_what_is_confidential_does_not_join_S9() -> None:
    with pytest.raises(ConfidentialityNotAccepted):
        join(given(FORMED, invited()), accepts=replace(ACCEPTS, confidentiality=False))


@pytest.mark.parametrize("placement", [None, PLACED[JORDAN]], ids=["none", "another's"])
def test_the_placement_is_theirs_and_lasts_D6(placement: Any) -> None:
    for one in (given(FORMED, invited()), given(CIRCLE)):
        with pytest.raises(UnderNoPlacementOfTheirs):
            join(one, placement=placement)


def test_group_supervision_is_joined_under_a_placement_S9() -> None:
    with pytest.raises(UnderNoPlacementOfTheirs):
        join(given(FORMED, invited(PETRA)), PETRA, stands=stands(PETRA, placed=False))


def test_a_circle_takes_in_who_has_no_placement_under_their_home_S10() -> None:
    one = given(OPEN_CIRCLE, invited(PETRA, MAYA))
    join(one, PETRA, stands=stands(PETRA, manages=True))

    assert (one.members[PETRA].agency, one.members[PETRA].placement) == (LANTERN, None)


def test_a_manager_belongs_to_a_circle_only_where_that_was_said_when_it_was_formed_S10() -> None:
    with pytest.raises(ManagersDoNotBelong):
        join(given(CIRCLE, invited(PETRA, MAYA)), PETRA, stands=stands(PETRA, manages=True))


def test_a_manager_may_be_supervised_in_a_group_like_anybody_D7() -> None:
    join(given(FORMED, invited()), stands=stands(manages=True))


def test_nobody_comes_under_a_placement_whose_line_manager_facilitates_S9() -> None:
    by_sam = replace(stands(), managers={PLACED[MAYA]: SAM})
    with pytest.raises(LedByTheirManager):
        join(given(FORMED, invited()), stands=by_sam)
    elsewhere = replace(stands(), managers={PLACED[MAYA]: PETRA, PLACED[JORDAN]: SAM})
    join(given(FORMED, invited()), stands=elsewhere)
    join(given(CIRCLE.model_copy(update={"facilitator": SAM}), invited(MAYA)), stands=by_sam)


def test_each_leaves_for_themselves_and_may_be_asked_again_S9() -> None:
    one = group()
    one.leave(MAYA, MAYA)

    assert one.new == [GroupLeft(by=MAYA, member=MAYA)]
    assert list(one.members) == [JORDAN]
    one.invite(SAM, MAYA)
    join(one)
    assert one.ever == (SAM, MAYA, JORDAN)


def test_an_asking_is_turned_down_or_taken_back_S9() -> None:
    for by in (PETRA, SAM):
        one = given(FORMED, invited(PETRA))
        one.leave(by, PETRA)
        assert one.invited == frozenset()


def test_who_facilitates_says_who_has_left_and_a_member_does_not_S9() -> None:
    group().leave(SAM, MAYA)
    with pytest.raises(NotYourPart):
        group().leave(JORDAN, MAYA)
    with pytest.raises(NotInIt):
        group().leave(SAM, PETRA)


def test_nobody_sends_another_out_of_a_circle_S10() -> None:
    with pytest.raises(NotYourPart):
        circle().leave(JORDAN, MAYA)


def test_a_circle_closes_with_the_last_who_leaves_it_S10() -> None:
    one = circle()
    one.leave(MAYA, MAYA)
    assert not one.closed
    one.leave(JORDAN, JORDAN)
    assert one.new[-1] == GroupClosed(by=JORDAN)


def test_an_asking_that_waits_keeps_no_circle_open_to_which_nobody_belongs_S10() -> None:
    one = circle(MAYA)
    one.invite(MAYA, JORDAN)
    one.leave(MAYA, MAYA)
    assert (one.status, one.new[-1]) == ("closed", GroupClosed(by=MAYA))
    with pytest.raises(GroupIsClosed):
        join(one, JORDAN)


def test_a_circle_that_nobody_has_joined_closes_once_who_began_it_turns_it_down_S10() -> None:
    one = given(CIRCLE)
    one.leave(MAYA, MAYA)
    assert one.closed


def test_once_closed_nothing_more_happens_to_it_S9() -> None:
    one = given(FORMED, invited(), joined(), invited(JORDAN), asked(), CLOSED)
    for command in (
        lambda: one.invite(SAM, PETRA),
        lambda: join(one, JORDAN),
        lambda: one.leave(SAM, MAYA),
        lambda: one.name_facilitator(SAM, PETRA, fits=True, gone=False),
        lambda: one.facilitate(PETRA, ACCEPTS, fits=True),
        lambda: one.close(SAM),
    ):
        with pytest.raises(GroupIsClosed):
            command()
    assert one.status == "closed"


def test_each_leaves_also_what_is_closed_which_is_then_not_closed_again_S9() -> None:
    one = given(FORMED, invited(), joined(), CLOSED)
    one.leave(MAYA, MAYA)
    assert one.new == [GroupLeft(by=MAYA, member=MAYA)]
    of_two = circle()
    of_two.close(MAYA)
    for who in (MAYA, JORDAN):
        of_two.leave(who, who)
    assert of_two.new.count(GroupClosed(by=MAYA)) == 1
    assert isinstance(of_two.new[-1], GroupLeft)


def test_who_arranges_closes_it_S9() -> None:
    one = group()
    one.close(SAM)
    assert one.new == [CLOSED]
    circle().close(JORDAN)
    with pytest.raises(NotYourPart):
        group().close(MAYA)


def test_its_history_makes_it_anew_S9() -> None:
    one = form()
    one.invite(SAM, MAYA)
    join(one)
    one.invite(SAM, JORDAN)
    one.name_facilitator(SAM, PETRA, fits=True, gone=False)
    one.facilitate(PETRA, ACCEPTS, fits=True)
    one.name_facilitator(PETRA, SAM, fits=True, gone=False)
    anew = Group(ID, one.new)

    same = ("format", "agency", "facilitator", "asked", "invited", "members", "ever", "status")
    assert [getattr(anew, name) for name in same] == [getattr(one, name) for name in same]
    assert isinstance(one.new[0], GroupFormed)
