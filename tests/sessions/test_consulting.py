"""Whom the placement and the agency's policy name to be consulted (C2, D5)."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from services.sessions.domain.concern import Concern
from services.sessions.domain.concern_refusals import AnotherPersonIsToBeConsulted, NobodyToConsult
from services.sessions.domain.consulting import Consultable, Managers, WhyNot, consulted_person
from services.sessions.events.concern_parts import Consulted
from services.sessions.forms.concern_shown import KEPT_FROM_COVER, next_form
from shared.identity import PersonId
from tests.sessions.concerning import (
    ABOVE,
    AUTHOR,
    CONTACT,
    MANAGER,
    MANAGERS,
    NOBODY,
    STAND_IN,
    WORKER,
    at,
    consult,
    consulted,
    declined,
    escalate,
    escalated,
    taken_over,
)

LINE, NEXT, PERSON, ALTERNATE = Consulted


@pytest.mark.parametrize(
    ("managers", "but", "expected"),
    [
        (MANAGERS, {AUTHOR}, (MANAGER, LINE)),
        (MANAGERS, {MANAGER}, (ABOVE, NEXT)),
        (MANAGERS, {MANAGER, ABOVE}, (CONTACT, PERSON)),
        (MANAGERS, {MANAGER, ABOVE, CONTACT}, (STAND_IN, ALTERNATE)),
        (Managers((), CONTACT, STAND_IN), {WORKER}, (CONTACT, PERSON)),
        (Managers((MANAGER,)), {MANAGER}, None),
        (Managers(), set(), None),
    ],
)
def test_the_line_manager_else_the_next_above_else_whom_the_agency_names_and_the_fact_says_as_what_C2(
    managers: Managers, but: set[PersonId], expected: tuple[PersonId, Consulted] | None
) -> None:
    assert consulted_person(managers, but) == (Consultable(*expected) if expected else None)


def test_who_has_left_is_not_consulted_and_the_next_in_order_is_C2() -> None:
    left = Managers((MANAGER, ABOVE), CONTACT, STAND_IN, gone=frozenset({MANAGER}))
    concern = declined()

    assert concern.next_to_consult(left, NOBODY) == Consultable(ABOVE, NEXT)
    escalate(concern)
    with pytest.raises(AnotherPersonIsToBeConsulted):
        consult(concern, managers=left)
    assert left.name(MANAGER), "and covers no concern that could have gone to them"


def test_whom_it_is_about_is_not_consulted_on_it_C2() -> None:
    concern = declined()

    assert concern.next_to_consult(MANAGERS, NOBODY).person == MANAGER
    assert concern.next_to_consult(MANAGERS, frozenset({MANAGER})) == Consultable(ABOVE, NEXT)


@pytest.mark.parametrize("somebody", [WORKER, AUTHOR])
def test_neither_worker_nor_supervisor_is_consulted_C2(somebody: PersonId) -> None:
    both = Managers((somebody,), CONTACT)

    assert declined().next_to_consult(both, NOBODY) == Consultable(CONTACT, PERSON)


def kept_by_manager() -> Concern:
    concern = declined()
    taken_over(concern, MANAGER, managers=Managers())
    return concern


def objected() -> Concern:
    concern = escalated()
    concern.object_to(WORKER, 1, None, managers=MANAGERS, about=NOBODY, clock=at(1))
    return concern


WHY: dict[WhyNot, tuple[Callable[[], Concern], Managers, frozenset[PersonId]]] = {
    WhyNot.NO_LINE_MANAGER: (declined, Managers((), CONTACT), NOBODY),
    WhyNot.THE_WORKER: (declined, Managers((WORKER, ABOVE)), NOBODY),
    WhyNot.SUPERVISES: (kept_by_manager, MANAGERS, NOBODY),
    WhyNot.CONSULTED: (consulted, MANAGERS, NOBODY),
    WhyNot.OBJECTED: (objected, MANAGERS, NOBODY),
    WhyNot.CONCERNED: (declined, MANAGERS, frozenset({MANAGER})),
    WhyNot.CHOSEN: (declined, replace(MANAGERS, chosen=frozenset({MANAGER})), NOBODY),
    WhyNot.GONE: (declined, replace(MANAGERS, gone=frozenset({MANAGER})), NOBODY),
}


@pytest.mark.parametrize(("why", "case"), WHY.items(), ids=WHY)
def test_why_another_takes_the_line_managers_place_is_said_C2(
    why: WhyNot, case: tuple[Callable[[], Concern], Managers, frozenset[PersonId]]
) -> None:
    begin, managers, about = case
    concern = begin()

    found = concern.next_to_consult(managers, about)
    assert found.consulted is not LINE
    assert concern.why_not_line_manager(found, managers, about) is why


def test_each_reason_has_its_sentence_and_whoever_covers_hears_of_none_that_tells_whom_it_is_about_C2() -> (
    None
):
    other = Consultable(CONTACT, PERSON)
    shown = {why: next_form(other, why, to_cover=True) for why in WHY}

    assert set(WHY) == set(WhyNot) - {WhyNot.PASSED_OVER}
    for why in WHY:
        told = next_form(other, why, to_cover=False)
        assert told.not_line_manager is why
        assert told.why
    apart = {one.not_line_manager for why, one in shown.items() if why not in KEPT_FROM_COVER}
    assert {shown[why].not_line_manager for why in KEPT_FROM_COVER} == {WhyNot.PASSED_OVER}
    assert WhyNot.PASSED_OVER not in apart


def test_of_the_line_manager_themselves_no_reason_is_said_C2() -> None:
    concern = declined()
    found = concern.next_to_consult(MANAGERS, NOBODY)
    assert concern.why_not_line_manager(found, MANAGERS, NOBODY) is None


def test_who_came_into_the_place_after_an_objection_waits_for_whom_policy_names_instead_C2() -> None:
    newcomer = PersonId(UUID(int=99))
    managers = Managers((newcomer, ABOVE), CONTACT)

    concern = objected()
    found = concern.next_to_consult(managers, NOBODY)
    assert found == Consultable(CONTACT, PERSON)
    assert concern.why_not_line_manager(found, managers, NOBODY) is WhyNot.OBJECTED


def test_where_there_is_nobody_that_is_said_and_no_reason_C2() -> None:
    with pytest.raises(NobodyToConsult):
        declined().next_to_consult(Managers((MANAGER,)), frozenset({MANAGER}))
