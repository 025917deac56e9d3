"""What a date sets off about the rhythm of supervision, in a house: overdue, and negotiated late, each once (A1, A6, C5)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.sessions.views import KnownAgreementsView
from tests.edge.given import agreed, drafted, hear_of_the_directory, sign
from tests.house import Household
from tests.sessions.held import id_of, met, noted

TEN_IN_TORONTO = datetime(2026, 3, 3, 15, tzinfo=UTC)
"""The first Tuesday after both signed; the house begins on Monday, 2 March."""
OVERDUE, LATE = "SupervisionOverdueNoted", "NegotiatedLateNoted"


def it_is(home: Household, at: datetime) -> None:
    """That moment comes, and whatever it sets off is done."""
    home.clock.at = at
    hear_of_the_directory(home)
    home.settle()
    home.house.rooms["sessions"].react()
    home.settle()


def due_on(home: Household, agreement: str) -> list[str]:
    return [str(one["due_on"]) for one in noted(home, OVERDUE, agreement)]


def test_a_week_without_a_session_is_noted_once_when_its_day_has_passed_there_A6(home: Household) -> None:
    agreement = agreed(home)
    it_is(home, datetime(2026, 3, 4, 4, 59, tzinfo=UTC))
    assert due_on(home, agreement) == [], "in Toronto it is still Tuesday"

    for _ in range(2):
        it_is(home, datetime(2026, 3, 4, 5, 1, tzinfo=UTC))

    [fact] = noted(home, OVERDUE, agreement)
    assert fact == {
        "agreement": str(id_of(agreement)),
        "worker": home.person("maya"),
        "supervisor": home.person("sam"),
        "agency": str(home.demo.agencies["harbour"]),
        "placement": str(home.demo.placements["maya"]),
        "due_on": "2026-03-03",
        "none_since": "2026-03-01",
        "last_held_on": None,
    }


def test_each_week_without_a_session_is_noted_and_one_that_was_met_is_not_A6(home: Household) -> None:
    agreement = agreed(home)
    it_is(home, TEN_IN_TORONTO)
    met(home, agreement, TEN_IN_TORONTO)
    for day in range(4, 29):
        if day == 19:
            met(home, agreement, datetime(2026, 3, 18, 15, tzinfo=UTC))
        it_is(home, datetime(2026, 3, day, 15, tzinfo=UTC))

    assert due_on(home, agreement) == ["2026-03-10", "2026-03-17"]
    assert [one["last_held_on"] for one in noted(home, OVERDUE, agreement)] == ["2026-03-03"] * 2


def test_days_that_passed_while_nobody_looked_are_not_made_up_for_A6(home: Household) -> None:
    agreement = agreed(home)

    it_is(home, datetime(2026, 5, 1, 15, tzinfo=UTC))

    assert due_on(home, agreement) == ["2026-04-28"]


def test_nothing_is_due_under_an_agreement_that_is_not_in_force_A6(home: Household) -> None:
    open_still, over = drafted(home), agreed(home)
    assert home.as_("maya").post(f"{over}/ending", json={"why": "completed"}).status_code == 204

    it_is(home, datetime(2026, 3, 11, 15, tzinfo=UTC))

    assert due_on(home, open_still) == due_on(home, over) == []


def test_nothing_is_noted_while_nothing_is_heard_of_others_A6(home: Household) -> None:
    agreement = agreed(home)
    home.settle()
    for follower in home.house.rooms["sessions"].followers:
        follower.stop()
    home.clock.at = datetime(2026, 3, 11, 15, tzinfo=UTC)

    home.house.rooms["sessions"].react()

    assert due_on(home, agreement) == []


@pytest.mark.parametrize(
    ("many", "signed_after", "late"),
    [(2, None, False), (3, None, True), (3, timedelta(hours=3), False), (3, timedelta(days=1), True)],
    ids=["twice", "three times", "and signed that day", "and signed the day after"],
)
def test_three_sessions_before_both_have_signed_are_noted_once_A1(
    many: int, signed_after: Any, late: bool, home: Household
) -> None:
    agreement = drafted(home)
    held = [TEN_IN_TORONTO + timedelta(days=place) for place in range(many)]
    sessions = [met(home, agreement, at) for at in reversed(held)]
    if signed_after:
        it_is(home, held[-1] + signed_after)
        for handle in ("maya", "sam"):
            assert sign(home, agreement, handle).status_code == 204

    for day in (7, 8):
        it_is(home, TEN_IN_TORONTO.replace(day=day))

    told = noted(home, LATE, agreement)
    assert len(told) == late
    if told:
        assert told[0]["third_session"] == str(sessions[0])


def test_the_view_knows_since_when_the_present_terms_bind_A3(home: Household) -> None:
    agreement = agreed(home)
    home.settle()

    with home.house.rooms["sessions"].shelf.query(KnownAgreementsView) as (rows, t):
        row = rows.one(f"SELECT bound_at, gap FROM {t('rows')} WHERE id = ?", str(id_of(agreement)))

    assert dict(row or {}) == {"bound_at": "2026-03-02T15:00:00.000000Z", "gap": 7}
