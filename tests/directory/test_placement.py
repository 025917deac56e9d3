"""A placement: a worker at a host, an employer of record, a line manager of that placement (D5, D6)."""

from datetime import date, timedelta

import pytest

from services.directory.domain.placement import Placement
from services.directory.domain.refusals import (
    EndsBeforeItStarts,
    OwnLineManager,
    PlacementIsOver,
    WouldProlong,
)
from services.directory.events import Employment, LineManagerNamed, PlacementEnded, PlacementFact
from shared.identity import PersonId
from tests.directory.acts import AT_HARBOUR, FRIDAY, HARBOUR, HILLTOP, INES, MAYA, MONDAY, PETRA, begun

OVER = PlacementEnded(last_day=FRIDAY)


def given(*history: PlacementFact) -> Placement:
    return Placement(AT_HARBOUR, history)


def begin(
    manager: PersonId | None = PETRA,
    ends: date | None = None,
    employment: Employment = Employment.SECONDED,
) -> Placement:
    return Placement.begin_at(
        AT_HARBOUR,
        worker=MAYA,
        agency=HARBOUR,
        employment=employment,
        employer=HILLTOP,
        line_manager=manager,
        starts=MONDAY,
        ends=ends,
    )


@pytest.mark.parametrize("employment", Employment)
def test_a_worker_comes_to_a_host_in_one_of_four_ways_D6(employment: Employment) -> None:
    placement = begin(employment=employment)

    assert placement.new == [begun().model_copy(update={"employment": employment})]


def test_a_placement_belongs_to_its_host_and_names_its_employer_D6() -> None:
    placement = given(begun())

    assert (placement.agency, placement.employer) == (HARBOUR, HILLTOP)


def test_a_placement_may_begin_without_a_line_manager_D5() -> None:
    assert begin(manager=None).new == [begun(manager=None)]


def test_nobody_is_their_own_line_manager_D5() -> None:
    with pytest.raises(OwnLineManager) as refusal:
        begin(manager=MAYA)

    assert refusal.value.fields == ("line_manager",)


def test_nobody_becomes_their_own_line_manager_D5() -> None:
    with pytest.raises(OwnLineManager):
        given(begun()).name_line_manager(MAYA)


def test_a_placement_does_not_end_before_it_starts_D6() -> None:
    with pytest.raises(EndsBeforeItStarts) as refusal:
        begin(ends=MONDAY - timedelta(days=1))

    assert refusal.value.fields == ("ends",)


@pytest.mark.parametrize("manager", [INES, None], ids=["somebody else", "nobody"])
def test_the_line_manager_changes_with_the_placement_D5(manager: PersonId | None) -> None:
    placement = given(begun())

    placement.name_line_manager(manager)

    assert placement.new == [LineManagerNamed(line_manager=manager)]
    assert placement.line_manager == manager


def test_naming_the_same_line_manager_tells_nothing_new_D5() -> None:
    placement = given(begun())

    placement.name_line_manager(PETRA)

    assert placement.new == []


def test_a_placement_that_is_over_gets_no_line_manager_D5() -> None:
    with pytest.raises(PlacementIsOver):
        given(begun(), OVER).name_line_manager(INES)


@pytest.mark.parametrize("last_day", [MONDAY, FRIDAY])
def test_a_placement_ends_on_a_day_D6(last_day: date) -> None:
    placement = given(begun())

    placement.end(last_day)

    assert placement.new == [PlacementEnded(last_day=last_day)]
    assert placement.ends == last_day


def test_a_placement_is_not_ended_before_it_starts_D6() -> None:
    with pytest.raises(EndsBeforeItStarts) as refusal:
        given(begun()).end(MONDAY - timedelta(days=1))

    assert refusal.value.fields == ("last_day",)


def test_a_placement_ends_once_D6() -> None:
    with pytest.raises(PlacementIsOver):
        given(begun(), OVER).end(FRIDAY)


def test_ending_does_not_prolong_D6() -> None:
    with pytest.raises(WouldProlong) as refusal:
        given(begun(ends=FRIDAY)).end(FRIDAY + timedelta(days=1))

    assert refusal.value.fields == ("last_day",)
