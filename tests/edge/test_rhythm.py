"""What a date sets off about the rhythm of supervision, in a house: overdue, and negotiated late, each once (A1, A6, C5)."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.sessions.views import KnownAgreementsView
from tests.edge.given import agreed, drafted, hear_from_agreements, hear_of_the_directory, sign, terms
from tests.edge.sessions import told
from tests.house import Household
from tests.keeping.gone import gone, leave
from tests.sessions.held import id_of, met, noted

TEN_IN_TORONTO = datetime(2026, 3, 3, 15, tzinfo=UTC)
"""The first Tuesday after both signed; the house begins on Monday, 2 March."""
OVERDUE, LATE = "SupervisionOverdueNoted", "NegotiatedLateNoted"


def it_is(home: Household, at: datetime) -> None:
    """That moment comes, and whatever it sets off is done; what was done before was heard before."""
    home.settle()
    home.clock.at = at
    hear_of_the_directory(home)
    hear_from_agreements(home)
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


def test_nothing_is_noted_of_a_day_up_to_which_not_all_of_the_directory_was_heard_A6(home: Household) -> None:
    """Else a placement could be over that it is noted of."""
    agreement = agreed(home)
    it_is(home, datetime(2026, 3, 4, 5, 0, 40, tzinfo=UTC))
    home.clock.at = datetime(2026, 3, 4, 5, 1, 20, tzinfo=UTC)
    hear_from_agreements(home)
    home.house.rooms["sessions"].react()
    assert due_on(home, agreement) == []

    hear_of_the_directory(home)
    home.house.rooms["sessions"].react()
    assert due_on(home, agreement) == ["2026-03-03"]


def test_nothing_is_noted_while_agreements_are_behind_and_nothing_wrong_afterwards_A1(
    home: Household,
) -> None:
    """They sign on the day of the third session; that is heard of a day later, and the directory is there all along."""
    agreement, agreements = drafted(home), home.house.rooms["agreements"]
    for day in (3, 4, 5):
        met(home, agreement, TEN_IN_TORONTO.replace(day=day))
    it_is(home, TEN_IN_TORONTO.replace(day=5, hour=18))
    for follower in agreements.followers:
        if follower.name == "agreements.relay":
            follower.stop()
    for handle in ("maya", "sam"):
        assert sign(home, agreement, handle).status_code == 204
    home.clock.at = TEN_IN_TORONTO.replace(day=6, hour=18)
    hear_of_the_directory(home, settled=False)
    home.house.rooms["sessions"].react()
    assert noted(home, LATE, agreement) == []

    hear_from_agreements(home)
    home.house.rooms["sessions"].react()
    home.settle()
    assert noted(home, LATE, agreement) == []


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


def overdue(home: Household, handle: str, agency: str | None = None) -> list[str]:
    """Agreements as somebody sees them in the list; those of the demo are told by their keys."""
    told = {str(id): key for key, id in home.demo.agreements.items()}
    asked = f"?agency={home.demo.agencies[agency]}" if agency else ""
    answer = home.as_(handle).get(f"/sessions/overdue{asked}")
    assert answer.status_code == 200, answer.text
    return [told.get(one["agreement"], one["agreement"]) for one in answer.json()]


def test_the_two_see_what_is_overdue_until_a_session_is_held_A6(home: Household) -> None:
    agreement = agreed(home)
    it_is(home, datetime(2026, 3, 4, 15, tzinfo=UTC))

    answer = home.as_("maya").get("/sessions/overdue").json()
    [told] = [one for one in answer if one["agreement"] == str(id_of(agreement))]
    assert told == {
        "agreement": str(id_of(agreement)),
        "worker": home.person("maya"),
        "supervisor": home.person("sam"),
        "agency": str(home.demo.agencies["harbour"]),
        "placement": str(home.demo.placements["maya"]),
        "due_on": "2026-03-03",
    }
    assert str(id_of(agreement)) in overdue(home, "sam")

    met(home, agreement, home.clock())
    home.settle()

    assert str(id_of(agreement)) not in overdue(home, "maya") + overdue(home, "sam")


def renegotiated(home: Household, agreement: str, **other: Any) -> None:
    told = {"why": "duties", "terms": terms(home) | other}
    assert home.as_("maya").post(f"{agreement}/renegotiations", json=told).status_code == 204
    for handle in ("maya", "sam"):
        assert sign(home, agreement, handle).status_code == 204
    home.settle()


def test_terms_signed_anew_end_nothing_that_is_overdue_A6(home: Household) -> None:
    agreement = agreed(home)
    it_is(home, datetime(2026, 3, 11, 15, tzinfo=UTC))
    it_is(home, datetime(2026, 3, 12, 15, tzinfo=UTC))
    for other in ({"place": "The small room"}, {"frequency": "FREQ=WEEKLY;BYDAY=WE"}):
        renegotiated(home, agreement, **other)
        assert str(id_of(agreement)) in overdue(home, "maya")
        it_is(home, datetime(2026, 3, 12, 18, tzinfo=UTC))
    assert due_on(home, agreement) == ["2026-03-10"], (
        "a frequency asks nothing of the time before it was agreed"
    )

    met(home, agreement, home.clock())
    home.settle()
    assert str(id_of(agreement)) not in overdue(home, "maya")

    it_is(home, datetime(2026, 3, 26, 15, tzinfo=UTC))
    assert due_on(home, agreement) == ["2026-03-10", "2026-03-25"]


def test_terms_signed_anew_on_the_day_that_is_due_do_not_meet_it_A6(home: Household) -> None:
    agreement = agreed(home)
    met(home, agreement, TEN_IN_TORONTO.replace(day=2))
    it_is(home, TEN_IN_TORONTO.replace(day=10))
    renegotiated(home, agreement, place="The small room")

    it_is(home, TEN_IN_TORONTO.replace(day=11))

    assert due_on(home, agreement) == ["2026-03-10"]


def test_a_session_recorded_late_ends_it_if_it_met_that_day_and_only_then_A6(home: Household) -> None:
    agreement = agreed(home)
    met(home, agreement, datetime(2026, 3, 2, 14, tzinfo=UTC))
    it_is(home, datetime(2026, 3, 18, 15, tzinfo=UTC))
    assert str(id_of(agreement)) in overdue(home, "maya")

    met(home, agreement, datetime(2026, 3, 11, 3, 59, tzinfo=UTC))
    home.settle()
    assert str(id_of(agreement)) in overdue(home, "maya"), "in Toronto that was still the Tuesday before"

    met(home, agreement, datetime(2026, 3, 11, 4, 1, tzinfo=UTC))
    home.settle()
    assert str(id_of(agreement)) not in overdue(home, "maya")


def test_what_is_over_is_overdue_no_more_A6(home: Household) -> None:
    agreement = agreed(home)
    it_is(home, datetime(2026, 3, 4, 15, tzinfo=UTC))
    assert str(id_of(agreement)) in overdue(home, "maya")

    assert home.as_("maya").post(f"{agreement}/ending", json={"why": "completed"}).status_code == 204
    home.settle()

    assert str(id_of(agreement)) not in overdue(home, "maya")


def test_of_who_left_nothing_is_due_after_the_last_day_of_their_placement_A6(home: Household) -> None:
    """Neither party ends the agreement."""
    agreement = agreed(home)
    it_is(home, datetime(2026, 3, 4, 15, tzinfo=UTC))
    leave(home, "maya", "rowan", "2026-03-10")
    it_is(home, datetime(2026, 3, 11, 3, 59, tzinfo=UTC))
    assert str(id_of(agreement)) in overdue(home, "sam"), "in Toronto it is still their last day"

    for day in (datetime(2026, 3, 11, 4, 1, tzinfo=UTC), datetime(2026, 3, 26, 15, tzinfo=UTC)):
        it_is(home, day)
        assert str(id_of(agreement)) not in overdue(home, "sam") + overdue(home, "nora")
    assert due_on(home, agreement) == ["2026-03-03"]


def test_nobody_meets_a_worker_whose_supervisor_was_erased_so_it_is_due_until_somebody_does_A6(
    home: Household,
) -> None:
    agreement = agreed(home)
    it_is(home, datetime(2026, 3, 4, 15, tzinfo=UTC))
    gone(home, "sam")
    it_is(home, datetime(2026, 3, 11, 15, tzinfo=UTC))

    assert due_on(home, agreement) == ["2026-03-03", "2026-03-10"]
    assert str(id_of(agreement)) in overdue(home, "maya")
    assert str(id_of(agreement)) in overdue(home, "nora")


@pytest.mark.parametrize(
    ("handle", "sees"),
    [
        *(("maya", True), ("sam", True), ("petra", True), ("nora", True), ("dilip", True), ("tomasz", True)),
        *(("rowan", True), ("wren", True), ("jordan", False), ("ines", False)),
    ],
)
def test_the_two_and_who_oversees_the_placement_see_it_and_nobody_else_C5(
    handle: str, sees: bool, home: Household
) -> None:
    agreement = agreed(home)
    it_is(home, datetime(2026, 3, 4, 15, tzinfo=UTC))

    assert (str(id_of(agreement)) in overdue(home, handle)) is sees
    assert (str(id_of(agreement)) in overdue(home, handle, "harbour")) is sees
    assert str(id_of(agreement)) not in overdue(home, handle, "lantern")


def test_whoever_covers_today_sees_it_A4(home: Household) -> None:
    agreement = agreed(home)
    cover = {"person": home.person("ines"), "starts": "2026-03-02", "ends": "2026-03-05"}
    answer = home.as_("sam").post(f"{agreement}/covers", json=cover)
    assert answer.status_code == 201, answer.text
    it_is(home, datetime(2026, 3, 4, 15, tzinfo=UTC))
    assert str(id_of(agreement)) in overdue(home, "ines")

    it_is(home, datetime(2026, 3, 6, 15, tzinfo=UTC))
    assert str(id_of(agreement)) not in overdue(home, "ines")


def test_the_list_comes_page_by_page_what_was_due_first_first_A6(home: Household) -> None:
    tuesdays, wednesdays = agreed(home), agreed(home, frequency="FREQ=WEEKLY;BYDAY=WE")
    it_is(home, datetime(2026, 3, 4, 15, tzinfo=UTC))
    it_is(home, datetime(2026, 3, 5, 15, tzinfo=UTC))
    all_of = overdue(home, "nora")

    pages, address = [], "/sessions/overdue?limit=1"
    while address:
        answer = home.as_("nora").get(address)
        pages += [one["agreement"] for one in answer.json()]
        address = answer.links["next"]["url"] if "next" in answer.links else ""

    told = {str(id): key for key, id in home.demo.agreements.items()}
    assert [told.get(one, one) for one in pages] == all_of
    ids = [str(id_of(one)) for one in (tuesdays, wednesdays)]
    assert [one for one in all_of if one in ids] == ids


def negotiated_late(home: Household, handle: str, agency: str | None = None) -> list[dict[str, Any]]:
    asked = f"?agency={home.demo.agencies[agency]}" if agency else ""
    answer = home.as_(handle).get(f"/sessions/negotiated-late{asked}")
    assert answer.status_code == 200, answer.text
    return list(answer.json())


def left_unsigned(home: Household) -> tuple[str, UUID]:
    """An agreement that both have before them, and the last of three sessions under it."""
    agreement = drafted(home)
    *_, third = (met(home, agreement, TEN_IN_TORONTO.replace(day=day)) for day in (3, 4, 5))
    return agreement, third


def test_the_two_see_that_they_negotiated_late_also_after_they_have_signed_A1(home: Household) -> None:
    agreement, third = left_unsigned(home)
    it_is(home, TEN_IN_TORONTO.replace(day=5, hour=18))
    assert negotiated_late(home, "maya") == []

    it_is(home, TEN_IN_TORONTO.replace(day=6))
    for handle in ("maya", "sam"):
        assert sign(home, agreement, handle).status_code == 204
    it_is(home, TEN_IN_TORONTO.replace(day=7))

    assert negotiated_late(home, "maya") == negotiated_late(home, "sam")
    assert negotiated_late(home, "maya") == [
        {
            "agreement": str(id_of(agreement)),
            "worker": home.person("maya"),
            "supervisor": home.person("sam"),
            "agency": str(home.demo.agencies["harbour"]),
            "placement": str(home.demo.placements["maya"]),
            "third_session": str(third),
            "noted_at": "2026-03-06T15:00:00Z",
        }
    ]


@pytest.mark.parametrize(
    ("handle", "sees"),
    [
        *(("petra", True), ("nora", True), ("dilip", True), ("tomasz", True), ("rowan", True)),
        *(("jordan", False), ("ines", False)),
    ],
)
def test_who_oversees_the_placement_sees_what_was_negotiated_late_and_nobody_else_C5(
    handle: str, sees: bool, home: Household
) -> None:
    agreement, _ = left_unsigned(home)
    it_is(home, TEN_IN_TORONTO.replace(day=6))

    def told(agency: str | None = None) -> list[str]:
        return [one["agreement"] for one in negotiated_late(home, handle, agency)]

    assert (str(id_of(agreement)) in told()) is sees
    assert (str(id_of(agreement)) in told("harbour")) is sees
    assert str(id_of(agreement)) not in told("lantern")


def test_what_was_negotiated_late_comes_page_by_page_what_was_noted_first_first_A1(home: Household) -> None:
    noted_in_turn = []
    for day in (6, 7):
        it_is(home, TEN_IN_TORONTO.replace(day=day))
        noted_in_turn.append(str(id_of(left_unsigned(home)[0])))
        it_is(home, TEN_IN_TORONTO.replace(day=day, hour=18))

    pages, address = [], "/sessions/negotiated-late?limit=1"
    while address:
        answer = home.as_("nora").get(address)
        assert len(answer.json()) <= 1
        pages += [one["agreement"] for one in answer.json()]
        address = answer.links["next"]["url"] if "next" in answer.links else ""

    assert [one for one in pages if one in noted_in_turn] == noted_in_turn
    assert pages == [one["agreement"] for one in negotiated_late(home, "nora")]


def held_on(home: Household, agreement: str, *days: int) -> list[str]:
    """Sessions of those days of March, set beforehand and then held."""
    paths = []
    for day in days:
        body = {"agreement": str(id_of(agreement)), "starts": told(TEN_IN_TORONTO.replace(day=day))}
        answer = home.as_("sam").post("/sessions", json=body)
        assert answer.status_code == 201, answer.text
        paths.append(str(answer.headers["Location"]))
    it_is(home, TEN_IN_TORONTO.replace(day=days[-1], hour=18))
    for path in paths:
        answer = home.as_("sam").post(f"{path}/holding", json={"minutes": 50, "extent": "full"})
        assert answer.status_code == 204, answer.text
    return paths


def corrected(home: Household, path: str, **other: Any) -> None:
    answer = home.as_("sam").post(f"{path}/holding/corrections", json=other)
    assert answer.status_code == 204, answer.text
    home.settle()


def test_what_was_negotiated_late_is_gone_once_it_turns_out_not_to_have_been_A1(home: Household) -> None:
    agreement = drafted(home)
    home.settle()
    *_, third = held_on(home, agreement, 3, 4, 5)
    it_is(home, TEN_IN_TORONTO.replace(day=6))
    for handle in ("maya", "sam"):
        assert sign(home, agreement, handle).status_code == 204
    home.settle()

    def late(by: str) -> list[str]:
        found = negotiated_late(home, by)
        return [one["third_session"] for one in found if one["agreement"] == str(id_of(agreement))]

    assert late("maya") == [third.rpartition("/")[2]]
    corrected(home, third, became="missed", who=home.person("maya"))
    assert [late(by) for by in ("maya", "sam", "nora")] == [[], [], []]
    [_] = noted(home, LATE, agreement)  # that it was noted stays in the history

    corrected(home, third, became="held", minutes=50, extent="full")
    assert late("maya") == [third.rpartition("/")[2]]
    corrected(home, third, became="held", starts="2026-03-06T14:00:00Z")
    assert late("nora") == [], "they signed on the day of the third session"


def test_where_another_session_is_the_third_that_one_is_named_A1(home: Household) -> None:
    agreement = drafted(home)
    home.settle()
    first, *_, fourth = held_on(home, agreement, 3, 4, 5, 6)
    it_is(home, TEN_IN_TORONTO.replace(day=7))
    corrected(home, first, became="missed", who=home.person("maya"))

    [one] = [one for one in negotiated_late(home, "maya") if one["agreement"] == str(id_of(agreement))]
    assert one["third_session"] == fourth.rpartition("/")[2]
