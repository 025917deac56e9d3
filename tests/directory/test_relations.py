"""Who stands how to whom: facts in, questions answered (D3, D5, D6, C2)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from services.directory.events import (
    ConcernContactNamed,
    LineManagerNamed,
    PersonDetailsChanged,
    PlacementEnded,
    Role,
    RoleEnded,
    SignInLinked,
    SignInSwitchedOff,
)
from services.directory.relations.rows import NotKnownYet
from shared.bus import Message
from shared.identity import PersonId
from shared.tables import Away
from tests.directory.acts import (
    ADDED,
    AT_HARBOUR,
    FRIDAY,
    HARBOUR,
    HILLTOP,
    INES,
    JOINED,
    JORDAN,
    MAYA,
    MONDAY,
    NOON,
    OTHER_ROLE,
    PETRA,
    ROLE,
    ROWAN,
    Copy,
    a_copy,
    begun,
    recorded,
    role,
)

LINK = "ab" * 32
LINKED = SignInLinked(link=LINK, issuer="issuer", subject="maya", of_employer=True)


@pytest.fixture
def copy() -> Iterator[Copy]:
    with a_copy(over_the_bus=True) as made:
        yield made


@pytest.fixture
def housed(copy: Copy) -> Copy:
    """A copy that has heard of the agencies."""
    copy.hear((HARBOUR, JOINED), (HILLTOP, JOINED))
    return copy


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def test_whoever_was_added_is_known_with_their_home_D6(copy: Copy) -> None:
    copy.hear((MAYA, ADDED))

    assert copy.relations.knows(MAYA)
    assert copy.relations.home_of(MAYA) == HARBOUR
    assert not copy.relations.knows(JORDAN)
    assert copy.relations.home_of(JORDAN) is None


def test_a_sign_in_stands_for_its_person_until_it_is_switched_off_D5(copy: Copy) -> None:
    copy.hear((MAYA, ADDED), (MAYA, LINKED))
    before = copy.relations.person_of(LINK)

    copy.hear((MAYA, SignInSwitchedOff(link=LINK)))

    assert (before, copy.relations.person_of(LINK)) == (MAYA, None)


def test_a_sign_in_stays_with_whom_it_was_linked_to_first_D5(copy: Copy) -> None:
    copy.hear((MAYA, LINKED), (JORDAN, LINKED), (JORDAN, SignInSwitchedOff(link=LINK)))

    assert copy.relations.person_of(LINK) == MAYA


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (MONDAY - timedelta(days=1), False),
        (MONDAY, True),
        (FRIDAY, True),
        (FRIDAY + timedelta(days=1), False),
    ],
    ids=["day before", "first day", "last day", "day after"],
)
def test_a_role_counts_from_its_first_day_through_its_last_D3(housed: Copy, day: date, held: bool) -> None:
    housed.hear((MAYA, role(ends=FRIDAY)))
    housed.now = noon(day)

    assert housed.relations.roles_of(MAYA) == (frozenset({(HARBOUR, "hr")}) if held else frozenset())


def test_a_role_that_was_ended_counts_through_its_last_day_D3(housed: Copy) -> None:
    housed.hear((MAYA, role()), (MAYA, RoleEnded(role_id=ROLE, last_day=FRIDAY)))

    housed.now = noon(FRIDAY)
    last = housed.relations.roles_at(MAYA, HARBOUR)
    housed.now += timedelta(days=1)

    assert last == {"hr"}
    assert housed.relations.roles_at(MAYA, HARBOUR) == frozenset()


def test_a_role_counts_at_its_agency_alone_D6(housed: Copy) -> None:
    housed.hear((MAYA, role()), (MAYA, role(Role.AUDITOR, HILLTOP, id=OTHER_ROLE)))

    assert housed.relations.roles_at(MAYA, HARBOUR) == {"hr"}
    assert housed.relations.roles_at(MAYA, HILLTOP) == {"auditor"}
    assert housed.relations.roles_at(JORDAN, HARBOUR) == frozenset()


def test_a_day_of_a_role_is_the_agencys_day_D3(copy: Copy) -> None:
    in_brisbane = JOINED.model_copy(update={"time_zone": "Australia/Brisbane"})
    copy.hear((HARBOUR, in_brisbane), (MAYA, role(ends=FRIDAY)))

    copy.now = datetime(2026, 3, 6, 15, tzinfo=UTC)  # Saturday, one in the morning, in Brisbane

    assert copy.relations.roles_of(MAYA) == frozenset()


def test_officers_are_counted_as_people_and_today_D3(housed: Copy) -> None:
    officer = role(Role.PRIVACY_OFFICER)
    housed.hear(
        (MAYA, officer),
        (MAYA, officer.model_copy(update={"role_id": OTHER_ROLE})),
        (INES, officer.model_copy(update={"role_id": INES})),
        (ROWAN, officer.model_copy(update={"role_id": ROWAN, "ends": MONDAY})),
        (PETRA, officer.model_copy(update={"role_id": PETRA, "agency": HILLTOP})),
    )

    assert housed.relations.officers_of(HARBOUR) == 2


def test_a_person_belongs_where_they_are_known_work_or_hold_a_role_D6(housed: Copy) -> None:
    elsewhere = begun().model_copy(update={"agency": HILLTOP})
    housed.hear((MAYA, ADDED), (AT_HARBOUR, elsewhere), (MAYA, role(agency=HARBOUR)))

    assert housed.relations.agencies_of(MAYA) == {HARBOUR, HILLTOP}
    assert housed.relations.agencies_of(JORDAN) == frozenset()


def test_nobody_belongs_to_a_host_after_their_placement_D6(housed: Copy) -> None:
    elsewhere = begun().model_copy(update={"agency": HILLTOP})
    housed.hear((MAYA, ADDED), (AT_HARBOUR, elsewhere), (AT_HARBOUR, PlacementEnded(last_day=MONDAY)))

    assert housed.relations.agencies_of(MAYA) == {HARBOUR}


def test_a_placement_is_as_its_last_fact_left_it_D5(housed: Copy) -> None:
    named, ended = LineManagerNamed(line_manager=INES), PlacementEnded(last_day=FRIDAY)
    housed.hear((AT_HARBOUR, begun()), (AT_HARBOUR, named), (AT_HARBOUR, ended))

    found = housed.relations.placement(AT_HARBOUR)

    assert found
    assert (found.worker, found.agency, found.employer) == (MAYA, HARBOUR, HILLTOP)
    assert (found.line_manager, found.ends) == (INES, FRIDAY)
    assert housed.relations.placements_of(MAYA) == [found]
    assert (found.is_over(FRIDAY), found.is_over(FRIDAY + timedelta(days=1))) == (False, True)


def expected_hearer(
    manager: PersonId | None, person: PersonId | None, alternate: PersonId | None
) -> PersonId | None:
    """Line manager, then the agency's person, then who stands in; none of the two parties (C2)."""
    for one in (manager, person, alternate):
        if one is not None and one not in (MAYA, JORDAN):
            return one
    return None


@pytest.mark.parametrize(
    ("manager", "contact"),
    [
        *product(
            [None, PETRA, JORDAN],
            [
                None,
                (INES, None),
                (INES, ROWAN),
                (JORDAN, None),
                (JORDAN, ROWAN),
                (MAYA, ROWAN),
                (MAYA, JORDAN),
            ],
        )
    ],
)
def test_a_concern_goes_to_line_manager_then_agency_then_stand_in_and_never_to_a_party_C2(
    copy: Copy, manager: PersonId | None, contact: tuple[PersonId, PersonId | None] | None
) -> None:
    copy.hear((HARBOUR, JOINED), (AT_HARBOUR, begun(manager)))
    person, alternate = contact or (None, None)
    if person:
        copy.hear((HARBOUR, ConcernContactNamed(person=person, alternate=alternate)))

    placement = copy.relations.placement(AT_HARBOUR)

    assert placement
    heard = copy.relations.hears_concerns(placement, but=(MAYA, JORDAN))
    assert heard == expected_hearer(manager, person, alternate)


@pytest.mark.parametrize(
    ("zone", "today"),
    [
        ("America/Toronto", date(2026, 3, 3)),
        ("Europe/London", date(2026, 3, 4)),
        ("Pacific/Auckland", date(2026, 3, 4)),
    ],
)
def test_the_day_is_the_agencys_own_A2(copy: Copy, zone: str, today: date) -> None:
    copy.hear((HARBOUR, JOINED.model_copy(update={"time_zone": zone})))
    copy.now = datetime(2026, 3, 4, 2, tzinfo=UTC)

    assert copy.relations.today_at(HARBOUR) == today


def test_a_change_of_details_says_nothing_of_relations_D2(copy: Copy) -> None:
    copy.hear((MAYA, ADDED), (MAYA, PersonDetailsChanged(details=ADDED.details, indexes=ADDED.indexes)))

    assert copy.relations.home_of(MAYA) == HARBOUR


@pytest.mark.parametrize(("seconds", "fresh"), [(0, True), (60, True), (61, False), (3600, False)])
def test_a_copy_older_than_a_minute_answers_nobody_C5(copy: Copy, seconds: int, fresh: bool) -> None:
    copy.beat(NOON)
    copy.now = NOON + timedelta(seconds=seconds)

    if fresh:
        copy.relations.require_fresh()
    else:
        with pytest.raises(Away):
            copy.relations.require_fresh()


def test_a_copy_that_never_heard_of_the_directory_answers_nobody_C5(copy: Copy) -> None:
    with pytest.raises(Away):
        copy.relations.require_fresh()


def test_a_later_sign_of_life_makes_a_copy_fresh_again_C5(copy: Copy) -> None:
    copy.beat(NOON - timedelta(hours=1), 3)
    copy.beat(NOON, 9)

    copy.relations.require_fresh()

    assert copy.relations.position() == 9


@pytest.mark.parametrize("agrees", [True, False])
def test_a_directory_whose_clock_is_ahead_was_heard_of_when_it_was_heard_C5(agrees: bool, copy: Copy) -> None:
    copy.beat(NOON + timedelta(days=1), agrees=agrees)
    copy.relations.require_fresh()

    copy.now = NOON + timedelta(seconds=61)
    with pytest.raises(Away):
        copy.relations.require_fresh()


def test_all_that_was_recorded_is_known_up_to_a_minute_before_the_last_time_that_another_clock_bore_out_C2(
    copy: Copy,
) -> None:
    assert copy.relations.known_up_to() is None
    copy.beat(NOON - timedelta(minutes=20), agrees=False)
    assert copy.relations.known_up_to() is None
    copy.beat(NOON - timedelta(minutes=10))
    copy.beat(NOON, agrees=False)

    assert copy.relations.known_up_to() == NOON - timedelta(minutes=11)
    copy.relations.require_fresh()  # it lives, whatever its clocks say


def test_the_directory_itself_is_always_fresh_C5() -> None:
    with a_copy() as own:
        own.relations.require_fresh()


def test_a_fact_delivered_twice_counts_once_D3(copy: Copy) -> None:

    once = replace(Message.of(recorded(MAYA, ADDED).stored()), topic="alongside.directory")

    copy.shelf.take_messages(copy.view, copy.generation, [once, once])

    assert copy.shelf.parked(copy.view) == []
    assert copy.relations.knows(MAYA)


@pytest.mark.parametrize("side", ["host", "peer-run"])
def test_an_agency_is_known_as_a_host_or_as_peer_run_D6(copy: Copy, side: str) -> None:
    copy.hear((HARBOUR, JOINED.model_copy(update={"side": side})))

    assert copy.relations.side_of(HARBOUR) == side
    assert copy.relations.side_of(HILLTOP) is None


@pytest.mark.parametrize(
    ("zone", "begins"),
    [
        ("UTC", datetime(2026, 3, 2, tzinfo=UTC)),
        ("Pacific/Auckland", datetime(2026, 3, 1, 11, tzinfo=UTC)),
        ("America/Toronto", datetime(2026, 3, 2, 5, tzinfo=UTC)),
    ],
)
def test_a_day_begins_by_the_agencys_own_clock_A7(copy: Copy, zone: str, begins: datetime) -> None:
    copy.hear((HARBOUR, JOINED.model_copy(update={"time_zone": zone})))

    assert copy.relations.day_begins(HARBOUR, MONDAY) == begins
    assert copy.relations.day_at(HARBOUR, begins) == MONDAY
    assert copy.relations.day_at(HARBOUR, begins - timedelta.resolution) == MONDAY - timedelta(days=1)


def test_where_an_agency_is_not_heard_of_no_day_is_guessed_D6(copy: Copy) -> None:
    copy.hear((MAYA, ADDED), (MAYA, role()), (AT_HARBOUR, begun()))
    asking = copy.relations

    for question in (
        lambda: asking.today_at(HARBOUR),
        lambda: asking.day_at(HARBOUR, NOON),
        lambda: asking.day_begins(HARBOUR, MONDAY),
        lambda: asking.roles_of(MAYA),
        lambda: asking.agencies_of(MAYA),
    ):
        with pytest.raises(NotKnownYet):
            question()

    copy.hear((HARBOUR, JOINED))
    assert asking.today_at(HARBOUR) == NOON.date()
    assert asking.roles_of(MAYA) == {(HARBOUR, "hr")}


def test_where_an_agency_is_not_heard_of_nor_is_a_placement_there_D6(copy: Copy) -> None:
    copy.hear((MAYA, ADDED), (AT_HARBOUR, begun()))
    asking = copy.relations

    assert asking.placement(AT_HARBOUR) is None
    assert asking.placements_of(MAYA) == asking.lasting_placements_of(MAYA) == []
    assert asking.works_at(MAYA) == frozenset()
    assert not asking.is_gone(MAYA, HARBOUR)
    asking.require_not_left(MAYA)

    copy.hear((HARBOUR, JOINED))
    assert asking.placements_of(MAYA) == [asking.placement(AT_HARBOUR)] == asking.lasting_placements_of(MAYA)
    assert asking.works_at(MAYA) == {HARBOUR}
