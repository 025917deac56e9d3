"""A session lies within the days of its agreement, by the clock of its agency (S2, A1)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.sessions.domain.session_refusals import OutsideTheAgreement
from services.sessions.domain.under import Lasting
from services.sessions.events import Modality
from tests.sessions.acts import BEFORE, SCHEDULED, STARTS, UNDER, WORKER, contact, given, hold, scheduled

TORONTO = ZoneInfo("America/Toronto")
LAST = Lasting(first=date(2026, 3, 1), last=STARTS.date(), clock=TORONTO)
LATE = datetime(2026, 3, 11, 3, 59, tzinfo=UTC)
"""In Toronto it is still the last day."""
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize("lasting", [LAST, replace(LAST, last=None, over_at=LATE)], ids=["last day", "ended"])
def test_nothing_is_set_moved_or_held_after_the_agreement_S2(lasting: Lasting) -> None:
    under = replace(UNDER, lasting=lasting)
    assert scheduled(under=under, starts=LATE).starts == LATE
    given(SCHEDULED).reschedule(WORKER, LATE, 60, Modality.VIDEO, BEFORE, under)
    hold(given(SCHEDULED), starts=LATE, now=LATE, under=under)

    after = LATE + MINUTE
    with pytest.raises(OutsideTheAgreement):
        scheduled(under=under, starts=after)
    with pytest.raises(OutsideTheAgreement) as held:
        contact(under=under, starts=after, now=after)
    assert held.value.fields == ("held.starts",)
    with pytest.raises(OutsideTheAgreement):
        given(SCHEDULED).reschedule(WORKER, after, 60, Modality.VIDEO, BEFORE, under)
    with pytest.raises(OutsideTheAgreement):
        hold(given(SCHEDULED), starts=after, now=after, under=under)


def test_a_session_that_was_set_for_later_is_not_held_once_the_agreement_was_ended_S2() -> None:
    with pytest.raises(OutsideTheAgreement):
        hold(given(SCHEDULED), under=replace(UNDER, lasting=Lasting(over_at=STARTS - MINUTE)))


def test_nothing_is_held_before_its_first_day_S2() -> None:
    with pytest.raises(OutsideTheAgreement):
        contact(under=replace(UNDER, lasting=replace(LAST, first=date(2026, 3, 11))))


def test_while_no_terms_bind_any_day_may_be_its_first_A1() -> None:
    assert contact(under=replace(UNDER, lasting=Lasting(clock=TORONTO))).status == "held"
