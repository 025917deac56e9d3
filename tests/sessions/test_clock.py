"""Whether a time has passed, and that nobody goes by a clock which no other bears out (C2)."""

from datetime import UTC, datetime, timedelta

import pytest

from services.sessions.domain.clock import ClockReading, ClocksDisagree

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


def test_a_time_has_passed_from_its_moment_on_C2() -> None:
    assert ClockReading(NOON).has_passed(NOON)
    assert not ClockReading(NOON - MOMENT).has_passed(NOON)


@pytest.mark.parametrize("off", [-MOMENT, MOMENT])
def test_nothing_is_said_by_a_clock_that_no_other_bears_out_C2(off: timedelta) -> None:
    with pytest.raises(ClocksDisagree):
        ClockReading(NOON + off, agrees=False).has_passed(NOON)
