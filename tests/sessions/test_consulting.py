"""Whom the placement and the agency's policy name to be consulted (C2, D5)."""

import pytest

from services.sessions.domain.concern_refusals import AnotherPersonIsToBeConsulted
from services.sessions.domain.consulting import Consultable, Managers, consulted_person
from services.sessions.events.concern_parts import Consulted
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
    consult,
    declined,
    escalate,
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
