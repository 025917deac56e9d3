"""What the end of a quarter sets off: figures of an agency are told where they point at nobody, and what they were counted under is gone (S3, S4, C5)."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

import pytest

from services.sessions.domain.quarters import Quarter
from services.sessions.domain.tally import SessionCount, Tally, touched_by
from services.sessions.events import Function, Purpose, SessionRecord
from services.sessions.reactions import tallies
from services.sessions.views.tallies import TalliesView
from shared.identity import Acting, PersonId
from shared.keys import Erased
from shared.store import Store
from tests.clocks import right_only_while_compared
from tests.edge.given import drafted, hear_of_the_directory, refused
from tests.house import Household
from tests.sessions.held import met

FEWER: Final = "fewer than 11"
FIRST: Final = Quarter(2026, 1)
MARCH: Final = datetime(2026, 3, 20, 15, tzinfo=UTC)
TORONTO_STILL_HAS_MARCH: Final = datetime(2026, 4, 2, 3, 59, tzinfo=UTC)
"""A day after the quarter's last moment there, but one minute."""
TORONTO_HAS_APRIL: Final = datetime(2026, 4, 2, 4, 1, tzinfo=UTC)
LEARNING: Final = SessionRecord(present=(), purposes=(Purpose.FORMATIVE,), functions=(Function.EDUCATE,))


def store_of(home: Household) -> Store:
    return home.house.rooms["sessions"].store


def workers_met(
    home: Household,
    many: int,
    *,
    at: datetime = MARCH,
    agency: str = "harbour",
    first: int = 1000,
    record: SessionRecord = LEARNING,
) -> list[UUID]:
    """So many workers of an agency, of whom the house knows no more than that a record of theirs was written."""
    made = []
    for number in range(first, first + many):
        worker, agreement = PersonId(UUID(int=number)), uuid4()
        tally = Tally(Tally.id_of(agreement, Quarter.of(at.date())))
        tally.mark(agreement, worker, home.demo.agencies[agency], Quarter.of(at.date()), touched_by(record))
        store_of(home).append(tally, Acting(actor=worker), at=at)
        made.append(tally.id)
    return made


def began(home: Household) -> None:
    """The first session of the house was recorded."""
    met(home, drafted(home), home.clock())
    home.settle()


def it_is(home: Household, at: datetime) -> None:
    """That moment comes, and whatever it sets off is done."""
    home.clock.at = at
    for _ in range(3):  # what is noted first is news, for which a number waits until the lists have it
        home.settle()
        home.house.rooms["sessions"].react()
    home.settle()


def counts(home: Household, agency: str = "harbour", handle: str = "rowan") -> dict[str, Any]:
    hear_of_the_directory(home)
    answer = home.as_(handle).get(f"/sessions/counts?agency={home.demo.agencies[agency]}")
    assert answer.status_code == 200, answer.text
    return {one["quarter"]: one for one in answer.json()}


def facts(home: Household, name: str) -> list[dict[str, Any]]:
    told = (json.loads(stored) for _, stored in store_of(home).read(0, 100_000))
    return [one for one in told if one["name"] == name]


@pytest.mark.parametrize(("workers", "told"), [(0, FEWER), (10, FEWER), (11, 11)])
def test_figures_are_told_from_eleven_workers_on_and_below_nothing_is_C5(
    workers: int, told: Any, home: Household
) -> None:
    began(home)
    workers_met(home, workers)

    it_is(home, TORONTO_HAS_APRIL)

    assert {quarter: one["records"] for quarter, one in counts(home).items()} == {"2026-Q1": told}
    assert counts(home, "lantern")["2026-Q1"] == {"quarter": "2026-Q1", "records": FEWER}


def test_a_quarter_is_told_also_where_a_later_one_was_written_down_first_C5(home: Household) -> None:
    """As where a clock ran ahead, or somebody moved into the house with a year of records."""
    began(home)
    made = workers_met(home, 11, at=MARCH - timedelta(days=90))
    then = home.clock() - timedelta(days=90)
    met(home, drafted(home), then, at=then)

    it_is(home, TORONTO_HAS_APRIL)

    assert {quarter: one["records"] for quarter, one in counts(home).items()} == {
        "2025-Q4": 11,
        "2026-Q1": FEWER,
    }
    assert all(store_of(home).keys.is_destroyed(f"rk:{id}") for id in made)


def test_a_clock_that_somebody_set_ends_no_quarter_and_destroys_no_key_C5(home: Household) -> None:
    began(home)
    made = workers_met(home, 11)
    home.settle()
    home.clock.set_wrong(days=60)
    for _ in range(3):
        home.house.rooms["sessions"].react()
        home.settle()
    assert not facts(home, "sessions.SessionsCounted")
    assert not any(store_of(home).keys.is_destroyed(f"rk:{id}") for id in made)

    home.clock.set_wrong(days=-60)
    it_is(home, TORONTO_HAS_APRIL)

    assert [one["records"] for one in counts(home).values()] == [11]


def test_nor_does_one_that_is_right_only_while_it_is_compared_C5(home: Household) -> None:
    began(home)
    workers_met(home, 11)
    home.settle()

    with right_only_while_compared(home, days=60):
        for _ in range(3):
            home.house.rooms["sessions"].react()
            home.settle()

    assert not facts(home, "sessions.SessionsCounted")


def test_what_was_touched_is_told_where_it_points_at_nobody_S3(home: Household) -> None:
    began(home)
    workers_met(home, 12)
    workers_met(home, 11, first=2000, record=SessionRecord(present=(), functions=(Function.EDUCATE,)))

    it_is(home, TORONTO_HAS_APRIL)

    assert counts(home)["2026-Q1"] == {
        "quarter": "2026-Q1",
        "records": 23,
        "purposes": {"formative": 12, "restorative": None, "normative": None},
        "functions": {
            "administrate": None,
            "support": None,
            "educate": None,
            "advocate": None,
            "evaluate": None,
        },
    }


def test_of_workers_whose_records_all_touched_the_same_that_is_not_told_C5(home: Household) -> None:
    began(home)
    workers_met(home, 12)

    it_is(home, TORONTO_HAS_APRIL)

    seen = counts(home)["2026-Q1"]
    assert seen["records"] == 12
    assert {*seen["purposes"].values(), *seen["functions"].values()} == {None}


def test_a_quarter_ends_by_the_agencys_clock_and_is_told_a_day_later_C5(home: Household) -> None:
    began(home)
    workers_met(home, 11)

    it_is(home, TORONTO_STILL_HAS_MARCH)
    assert counts(home) == {}, "its last moment may still be on its way into the log"

    it_is(home, TORONTO_HAS_APRIL)
    assert [one["records"] for one in counts(home).values()] == [11]


def test_every_agency_has_every_closed_quarter_once_and_what_is_not_told_is_alike_C5(home: Household) -> None:
    began(home)
    workers_met(home, 4)
    for month in (4, 7, 7, 10):
        it_is(home, datetime(2026, month, 3, 15, tzinfo=UTC))

    told = facts(home, "sessions.SessionsCounted")

    agencies = {str(id) for id in home.demo.agencies.values()}
    assert sorted((one["fact"]["agency"], one["fact"]["quarter"]) for one in told) == sorted(
        (agency, f"2026-Q{number}") for agency in agencies for number in (1, 2, 3)
    )
    assert {one["stream_version"] for one in told} == {1}
    lengths = {len(json.dumps(one)) for one in told if one["fact"]["quarter"] == "2026-Q1"}
    assert len(lengths) == 1, "nor does its length tell anything"


def test_before_the_first_session_nothing_is_told_C5(home: Household) -> None:
    it_is(home, TORONTO_HAS_APRIL)

    assert facts(home, "sessions.SessionsCounted") == []


def test_once_told_nobody_can_count_again_what_a_relationship_touched_C5(home: Household) -> None:
    began(home)
    told = workers_met(home, 11)
    later = workers_met(home, 1, at=TORONTO_HAS_APRIL)

    it_is(home, TORONTO_HAS_APRIL)

    keys = store_of(home).keys
    for id in told:
        with pytest.raises(Erased):
            keys.use(f"rk:{id}")
    assert keys.use(f"rk:{later[0]}"), "the quarter that goes on keeps its key"
    closed = {one["stream_id"] for one in facts(home, "sessions.TallyClosed")}
    assert closed == {str(id) for id in told}
    assert {f"rk:{id}" for id in told} <= set(home.house.erasures.keys()), "nor from a backup"


def test_each_tally_is_opened_once_by_time_on_its_own_row_and_that_is_accounted_for_C5(
    home: Household,
) -> None:
    began(home)
    told = workers_met(home, 3)

    it_is(home, TORONTO_HAS_APRIL)

    entries = [one for one in facts(home, "access.ContentOpened") if one["fact"]["target_type"] == "tally"]
    assert sorted(one["fact"]["target"] for one in entries) == sorted(str(id) for id in told)
    assert {(one["actor"], one["fact"]["rule"], one["fact"]["relation"]) for one in entries} == {
        ("time", "TL1", "publisher")
    }


def test_a_crash_after_telling_leaves_nothing_uncounted_and_nothing_open_C5(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    began(home)
    told = workers_met(home, 11)
    with monkeypatch.context() as patched:
        patched.setattr(tallies, "_close", lambda *_: 0)
        it_is(home, TORONTO_HAS_APRIL)
    assert facts(home, "sessions.TallyClosed") == []
    store_of(home).keys.destroy(f"rk:{told[0]}")

    it_is(home, TORONTO_HAS_APRIL)

    assert len(facts(home, "sessions.TallyClosed")) == 11
    assert len(facts(home, "sessions.SessionsCounted")) == 2
    assert counts(home)["2026-Q1"]["records"] == 11


def test_what_was_erased_counts_for_nobody_and_holds_up_nobody_C5(home: Household) -> None:
    began(home)
    told = workers_met(home, 12)
    store_of(home).keys.destroy(f"rk:{told[0]}")

    it_is(home, TORONTO_HAS_APRIL)

    assert counts(home)["2026-Q1"]["records"] == 11


@pytest.mark.parametrize("lacks", ["what was marked last", "what waits to be released"])
def test_a_number_waits_for_a_list_that_lacks_nothing_C5(
    lacks: str, home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    began(home)
    room = home.house.rooms["sessions"]
    next(one for one in room.followers if one.name == "sessions.views").stop()
    workers_met(home, 11)
    with monkeypatch.context() as patched:
        if lacks == "what waits to be released":
            patched.setattr(TalliesView, "take", _chokes)
            room.catch_up()
        home.clock.at = TORONTO_HAS_APRIL
        room.react()
        assert facts(home, "sessions.SessionsCounted") == []

    view = next(view for view in room.views if view.name == "tallies")
    for stream, _, _ in room.shelf.parked(view):
        room.shelf.release(view, stream)
    for _ in range(3):
        room.catch_up()
        room.react()
    told = [one["fact"] for one in facts(home, "sessions.SessionsCounted")]
    harbour = str(home.demo.agencies["harbour"])
    assert [one["touched"]["records"] for one in told if one["agency"] == harbour] == [11], told


def _chokes(*_: Any) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("handle", "status"),
    [
        *(("tomasz", 200), ("rowan", 200), ("dilip", 200), ("nora", 200), ("wren", 200)),
        *(("maya", 403), ("sam", 403), ("petra", 403), ("ines", 403), ("jordan", 403)),
    ],
)
def test_who_oversees_an_agency_sees_its_figures_and_nobody_else_C5(
    handle: str, status: int, shared_home: Household
) -> None:
    answer = shared_home.as_(handle).get(f"/sessions/counts?agency={shared_home.demo.agencies['harbour']}")

    assert answer.status_code == status
    if status == 403:
        assert "coordinator" in refused(answer, 403, "not-allowed")["title"]


def test_a_told_figure_names_nobody_and_leads_to_no_session_C5(home: Household) -> None:
    began(home)
    workers_met(home, 11)
    it_is(home, TORONTO_HAS_APRIL)

    told = facts(home, "sessions.SessionsCounted")

    assert {key for one in told for key in one["fact"]} == {
        *("agency", "quarter", "fewer_than", "touched", "untold")
    }
    assert {(one["actor"], one["causation"], one["once"]) for one in told} == {("time", None, None)}
    ids = {str(SessionCount.id_of(agency, FIRST)) for agency in home.demo.agencies.values()}
    assert {one["stream_id"] for one in told} == ids
