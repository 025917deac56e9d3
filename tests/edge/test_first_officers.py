"""An agency's first officers are made one at a time, however many at the machine make them at once (D4)."""

from __future__ import annotations

from services.directory.domain.agency import Agency
from services.directory.domain.refusals import OfficersMakeFurtherOnes
from services.directory.views import agencies
from services.house.building import House
from services.house.operator import Operator
from shared.identity import AgencyId
from tests.edge.test_once import at_once
from tests.house import Household

REFUSED = OfficersMakeFurtherOnes.__name__


def add(operator: Operator, agency: str, handle: str) -> str:
    """What became of it: at which agency somebody is officer now, or the refusal's name."""
    zone = {"time_zone": "Europe/London", "locale": "en-GB"}
    who = {"handle": handle, "name": handle.title(), "issuer": "https://sign-in.example", "subject": handle}
    try:
        return operator.people_add(role="privacy_officer", agency=agency, **who, **zone)["agency"]
    except OfficersMakeFurtherOnes:
        return REFUSED


def add_at_once(operators: list[Operator], agency: str, *handles: str) -> list[str]:
    """Each by the next of the operators."""
    return at_once(
        [
            lambda operator=operators[at % len(operators)], handle=handle: add(operator, agency, handle)  # type: ignore[misc]
            for at, handle in enumerate(handles)
        ]
    )


def officers_by_agency(house: House, name: str) -> list[int]:
    """How many officers each agency of that name has."""
    room = house.rooms["directory"]
    room.catch_up()
    of_that_name = [id for id in agencies(room.shelf) if room.store.get(Agency, id).name == name]
    return [room.relations.officers_of(AgencyId(id)) for id in of_that_name]


def test_of_four_at_once_one_becomes_an_agency_s_second_officer_D4(home: Household) -> None:
    operator = Operator(home.house)
    agency = add(operator, "Hilltop", "one")

    became = add_at_once([operator], "Hilltop", "two", "three", "four", "five")

    assert sorted(became) == sorted([agency, *[REFUSED] * 3])
    assert officers_by_agency(home.house, "Hilltop") == [2]


def test_six_at_once_make_one_agency_with_two_officers_D4(home: Household) -> None:
    became = add_at_once([Operator(home.house)], "Hilltop", "one", "two", "three", "four", "five", "six")

    assert officers_by_agency(home.house, "Hilltop") == [2]
    assert became.count(REFUSED) == 4
