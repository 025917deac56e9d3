"""An agency: where and when it is, and whom its concerns go to (D6, C2)."""

import pytest

from services.directory.domain.agency import Agency
from services.directory.domain.refusals import HearsOwnConcerns, NotALocale, NotATimeZone
from services.directory.events import AgencyAdded, AgencyFact, ConcernContactNamed
from shared.identity import PersonId
from tests.directory.acts import HARBOUR, INES, JOINED, PETRA, ROWAN


def given(*history: AgencyFact) -> Agency:
    return Agency(HARBOUR, history)


def add(time_zone: str = "Europe/London", locale: str = "en-GB") -> Agency:
    return Agency.add(HARBOUR, name="Harbour", side="host", time_zone=time_zone, locale=locale)


def test_an_agency_joins_with_its_clock_and_its_language_D6() -> None:
    agency = add()

    assert agency.new == [JOINED]
    assert agency.agency == HARBOUR


def test_a_peer_run_organisation_joins_the_same_way_D6() -> None:
    agency = Agency.add(
        HARBOUR, name="By us", side="peer-run", time_zone="Australia/Brisbane", locale="en-AU"
    )

    assert agency.new == [
        AgencyAdded(name="By us", side="peer-run", time_zone="Australia/Brisbane", locale="en-AU")
    ]


@pytest.mark.parametrize(
    "zone",
    ["", "Toronto", "UTC+5", "America/Nowhere", "../etc/passwd", "europe/london", "localtime", "Factory"],
)
def test_a_time_zone_is_one_of_the_known_names_D6(zone: str) -> None:
    with pytest.raises(NotATimeZone) as refusal:
        add(time_zone=zone)

    assert refusal.value.fields == ("time_zone",)


@pytest.mark.parametrize("locale", ["", "en", "EN-gb", "en_GB", "en-GB-x", "en-GB\n", "english"])
def test_a_locale_is_a_language_and_a_country_D6(locale: str) -> None:
    with pytest.raises(NotALocale) as refusal:
        add(locale=locale)

    assert refusal.value.fields == ("locale",)


@pytest.mark.parametrize("alternate", [None, ROWAN], ids=["alone", "with a stand-in"])
def test_an_agency_names_whom_its_concerns_go_to_C2(alternate: PersonId | None) -> None:
    agency = given(JOINED)

    agency.name_concern_contact(INES, alternate)

    assert agency.new == [ConcernContactNamed(person=INES, alternate=alternate)]
    assert (agency.hears_concerns, agency.alternate) == (INES, alternate)


def test_nobody_stands_in_for_themselves_C2() -> None:
    with pytest.raises(HearsOwnConcerns) as refusal:
        given(JOINED).name_concern_contact(INES, INES)

    assert refusal.value.fields == ("alternate",)


def test_naming_the_same_two_again_tells_nothing_new_C2() -> None:
    agency = given(JOINED, ConcernContactNamed(person=INES, alternate=ROWAN))

    agency.name_concern_contact(INES, ROWAN)

    assert agency.new == []


def test_another_stand_in_is_news_C2() -> None:
    agency = given(JOINED, ConcernContactNamed(person=INES, alternate=ROWAN))

    agency.name_concern_contact(INES, PETRA)

    assert agency.new == [ConcernContactNamed(person=INES, alternate=PETRA)]
