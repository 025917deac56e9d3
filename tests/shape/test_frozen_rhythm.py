"""Where streams lie whose id follows from what they are about, as constants: another form, and each would begin once more."""

from datetime import date
from uuid import UUID

from services.sessions.domain.frequency import id_on
from services.sessions.domain.quarters import Quarter
from services.sessions.domain.rhythm import Rhythm
from services.sessions.domain.tally import SessionCount, Tally
from shared.identity import AgencyId

ABOUT = UUID(int=44)
QUARTER = Quarter(2026, 1)


def test_what_follows_from_an_agreement_agency_or_day_keeps_its_stream() -> None:
    found = [
        Rhythm.id_of(ABOUT),
        Tally.id_of(ABOUT, QUARTER),
        SessionCount.id_of(AgencyId(ABOUT), QUARTER),
        id_on(ABOUT, date(2026, 3, 3)),
    ]

    assert [str(one) for one in found] == [
        "06aff415-6545-5f71-b8c5-41939ff4c2ae",
        "d8a34ba2-2876-55be-992f-2cfb1687f8f0",
        "b1a87e86-a2e8-5526-932d-2c33901898e2",
        "8fa97fa9-0d81-5f96-843f-96dd0616fddb",
    ]
