"""Until when a record is kept: reckoned for whatever a policy set ever said, and to the end of the calendar (A6, C5)."""

from datetime import MAXYEAR, date
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.directory.domain.policy_set import LONGEST_KEPT
from services.sessions.domain.erasing import StillOpen, kept_until
from shared.keeping import ErasureReason
from tests.edge.given import fields_of, refused
from tests.edge.test_policy_sets import RULES, pick, published
from tests.house import Household
from tests.keeping.test_erasing_records import order, session, years_later

OVER: Final = ErasureReason.RETENTION_OVER


@given(st.dates(), st.integers(1, 10_000), st.sampled_from(ErasureReason))
def test_whatever_a_policy_set_ever_said_there_is_a_last_day_C5(
    over_on: date, years: int, reason: ErasureReason
) -> None:
    until = kept_until(over_on, years, reason)

    assert until is not None
    assert until > over_on or until == date.max
    assert until.year == min(over_on.year + years, MAXYEAR)


def test_of_what_was_over_on_a_leap_day_it_is_the_last_of_that_month_C5() -> None:
    assert kept_until(date(2024, 2, 29), 7, OVER) == date(2031, 2, 28)
    assert kept_until(date(2024, 2, 29), 8, OVER) == date(2032, 2, 29)
    with pytest.raises(StillOpen):
        kept_until(None, 7, OVER)


def test_a_time_of_keeping_longer_than_anybody_lives_is_refused_by_its_name_A6(home: Household) -> None:
    for years in (LONGEST_KEPT + 1, 9000, 10**12):
        rules = RULES | {"retention": {"sessions": years, "evaluations": LONGEST_KEPT}}
        answer = home.as_("ines").post("/policy-sets", json={"holds_from": "2026-01-01", "rules": rules})

        told = refused(answer, 422, "unfit-policy-set")

        assert fields_of(told) == {"rules.retention.sessions"}
        assert "100 years" in told["title"]


def test_where_a_set_asks_for_the_longest_nothing_is_erased_and_nobody_hears_of_a_mistake_C5(
    home: Household,
) -> None:
    record = session(home)
    path = published(home, rules=RULES | {"retention": {"sessions": LONGEST_KEPT}})
    assert pick(home, path).status_code == 204
    years_later(home)

    refused(order(home, record), 409, "still-kept")
    refused(order(home, record, reason="own-wish"), 409, "still-kept")
    assert order(home, record, reason="never-lawful").status_code == 201


def test_nor_where_one_of_before_asks_for_more_than_the_calendar_has_C5(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = session(home)
    with monkeypatch.context() as before:
        before.setattr("services.directory.domain.policy_set.LONGEST_KEPT", 10_000)
        path = published(home, rules=RULES | {"retention": {"sessions": 9000}})
    assert pick(home, path).status_code == 204
    years_later(home)

    refused(order(home, record), 409, "still-kept")
    assert order(home, record, reason="never-lawful").status_code == 201
