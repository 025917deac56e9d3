"""Registers of an agency in editions: what a concern can name stays readable as it was (C1)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from services.directory.domain.refusals import UnfitRegister
from services.directory.domain.register import Register
from services.directory.events import RegisterKept, RegisterName, Section
from tests.directory.acts import HARBOUR, HILLTOP, MONDAY, NOON, Copy, a_copy

CONDUCT, ETHICS = RegisterName.CODE_OF_CONDUCT, RegisterName.CODE_OF_ETHICS
ID = Register.id_of(HARBOUR, CONDUCT)
NEXT_YEAR = date(2027, 1, 1)
GIFTS, ROLES = Section(ref="4.2", heading="Gifts"), Section(ref="5", heading="Two roles at once")


def kept(edition: int = 1, holds_from: date = MONDAY, **other: Any) -> RegisterKept:
    told: dict[str, Any] = {
        "agency": HARBOUR,
        "name": CONDUCT,
        "title": "For all staff",
        "sections": (GIFTS, ROLES),
        "kept_at": "The handbook",
    }
    return RegisterKept(edition=edition, holds_from=holds_from, **told | other)


def keep(register: Register, holds_from: date = MONDAY, **other: Any) -> int:
    told: dict[str, Any] = {"title": "For all staff", "sections": (GIFTS, ROLES), "kept_at": "The handbook"}
    return register.keep(HARBOUR, CONDUCT, holds_from=holds_from, **told | other)


def test_each_edition_is_kept_whole_and_has_its_number_C1() -> None:
    register = Register(ID)

    assert (keep(register), keep(register, NEXT_YEAR, sections=(GIFTS,))) == (1, 2)
    assert register.new == [kept(), kept(2, NEXT_YEAR, sections=(GIFTS,))]


def test_the_edition_of_a_day_is_the_latest_that_holds_by_then_C1() -> None:
    register = Register(ID, [kept(), kept(2, NEXT_YEAR)])

    days = (MONDAY - timedelta(days=1), MONDAY, NEXT_YEAR - timedelta(days=1), NEXT_YEAR)
    found = [register.edition_on(day) for day in days]

    assert [one and one.edition for one in found] == [None, 1, 1, 2]


@pytest.mark.parametrize("sections", [(), (GIFTS, GIFTS), (GIFTS, Section(ref="4.2", heading="Other"))])
def test_a_section_can_be_named_and_none_by_two_names_C1(sections: Any) -> None:
    with pytest.raises(UnfitRegister) as refused:
        keep(Register(ID), sections=sections)

    assert refused.value.fields == ("sections",)


def test_an_agency_has_one_register_of_each_name_C1() -> None:
    ids = {Register.id_of(agency, name) for agency in (HARBOUR, HILLTOP) for name in RegisterName}

    assert len(ids) == 4


@pytest.fixture
def copy() -> Iterator[Copy]:
    with a_copy(over_the_bus=True) as made:
        yield made


def test_others_ask_which_edition_held_on_a_day_C1(copy: Copy) -> None:
    copy.hear((ID, kept()), (ID, kept(2, NEXT_YEAR)))
    ask = copy.relations.register_at

    assert ask(HARBOUR, CONDUCT, MONDAY) == kept()
    assert ask(HARBOUR, CONDUCT, NEXT_YEAR) == kept(2, NEXT_YEAR)
    assert ask(HARBOUR, CONDUCT, MONDAY - timedelta(days=1)) is None
    assert ask(HARBOUR, ETHICS, MONDAY) is None
    assert ask(HILLTOP, CONDUCT, MONDAY) is None


def test_what_held_is_answered_as_it_was_known_at_any_time_C1(copy: Copy) -> None:
    copy.hear_at(NOON, 1, ID, kept())
    copy.hear_at(NOON + timedelta(hours=2), 2, ID, kept(2))

    times = (NOON - timedelta(hours=1), NOON + timedelta(hours=1), NOON + timedelta(hours=2), None)
    found = [copy.relations.register_at(HARBOUR, CONDUCT, MONDAY, as_of=at) for at in times]

    assert [one and one.edition for one in found] == [None, 1, 2, 2]
