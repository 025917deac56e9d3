"""What a date sets off about difficulties: one that waits is noted, and a closed year is counted where that points at nobody (C7, C5)."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
import structlog

from services.agreements.domain.difficulty import Difficulty
from services.agreements.domain.difficulty_count import DifficultyCount
from services.agreements.domain.difficulty_under import Under
from services.agreements.events.difficulties import About
from services.agreements.forms.difficulties import counted_year
from services.agreements.views import DifficultiesView
from shared.identity import Acting, PersonId
from shared.store import Store
from shared.tables import Away
from tests.edge.given import hear_of_the_directory, refused
from tests.edge.test_difficulties import answered, raised
from tests.house import Household

FEWER: Final = "fewer than 11"
MAY: Final = datetime(2026, 5, 4, 15, tzinfo=UTC)
TORONTO_STILL_HAS_2026: Final = datetime(2027, 1, 1, 4, 59, tzinfo=UTC)
TORONTO_HAS_2027: Final = datetime(2027, 1, 1, 5, 1, tzinfo=UTC)


def restricted(home: Household) -> Store:
    return home.house.rooms["agreements"].logs[1].store


def workers_raise(
    home: Household, many: int, *, at: datetime = MAY, agency: str = "harbour", each: int = 1
) -> None:
    """So many workers of an agency, of whom the house knows no more than that."""
    for number in range(many):
        worker = PersonId(UUID(int=1000 + number))
        under = Under(
            uuid4(), home.demo.agencies[agency], worker, home.demo.people["petra"], worker, frozenset()
        )
        for _ in range(each):
            one = Difficulty.raise_under(
                uuid4(),
                under,
                by=worker,
                about=About.DIFFICULTY,
                breach=None,
                words="We seldom get to what I bring.",
                to=None,
                today=at.date(),
            )
            restricted(home).append(one, Acting(actor=worker), at=at)


def it_is(home: Household, at: datetime) -> None:
    """That moment comes, and whatever it sets off is done."""
    home.clock.at = at
    for _ in range(2):  # what is noted first is news, for which a number waits until the lists have it
        home.settle()
        home.house.rooms["agreements"].react()
    home.settle()


def counts(home: Household, agency: str = "harbour", handle: str = "rowan") -> dict[int, Any]:
    hear_of_the_directory(home)
    answer = home.as_(handle).get(f"/difficulties/counts?agency={home.demo.agencies[agency]}")
    assert answer.status_code == 200, answer.text
    return {one["year"]: one["raised"] for one in answer.json()}


def facts(home: Household) -> list[dict[str, Any]]:
    log = home.house.rooms["agreements"].store.read(0, 100_000)
    return [
        told for _, stored in log if (told := json.loads(stored))["name"] == "agreements.DifficultiesCounted"
    ]


@pytest.mark.parametrize(
    ("workers", "each", "told"),
    [(0, 1, FEWER), (1, 1, FEWER), (9, 5, FEWER), (10, 1, 11), (10, 2, 21)],
    ids=["nobody else", "one more", "ten with much to say", "eleven", "eleven, twice"],
)
def test_a_number_is_told_from_eleven_workers_on_and_below_nothing_is_C5(
    workers: int, each: int, told: Any, home: Household
) -> None:
    """Maya raised one already, in the demo."""
    workers_raise(home, workers, each=each)

    it_is(home, datetime(2027, 1, 2, 15, tzinfo=UTC))

    assert counts(home) == {2025: FEWER, 2026: told}
    assert counts(home, "lantern") == {2025: FEWER, 2026: FEWER}


def test_a_year_is_told_with_the_number_that_held_when_it_was_counted_C5() -> None:
    assert counted_year({"year": 2026, "fewer_than": 20, "raised": None}).raised == "fewer than 20"


def test_every_agency_has_every_closed_year_once_and_what_is_not_told_is_alike_C5(home: Household) -> None:
    workers_raise(home, 4)
    for day in (2, 3, 4):
        it_is(home, datetime(2027, 1, day, 15, tzinfo=UTC))

    told = facts(home)

    agencies = {str(id) for id in home.demo.agencies.values()}
    assert sorted((one["fact"]["agency"], one["fact"]["year"]) for one in told) == sorted(
        (agency, year) for agency in agencies for year in (2025, 2026)
    )
    assert {one["fact"]["raised"] for one in told} == {None}
    assert {one["stream_version"] for one in told} == {1}
    harbour, lantern = ([one for one in told if one["agency"] == agency][-1] for agency in sorted(agencies))
    assert harbour.keys() == lantern.keys()
    assert len(json.dumps(harbour)) == len(json.dumps(lantern)), "nor does its length tell anything"


def test_a_year_ends_by_the_agencys_clock_and_is_counted_a_day_later_C5(home: Household) -> None:
    workers_raise(home, 5)
    workers_raise(home, 10, at=TORONTO_STILL_HAS_2026)
    workers_raise(home, 10, at=TORONTO_HAS_2027)
    it_is(home, datetime(2027, 1, 2, 4, 59, tzinfo=UTC))
    assert counts(home) == {2025: FEWER}, "its last moment may still be on its way into the log"

    it_is(home, datetime(2027, 1, 2, 5, 1, tzinfo=UTC))
    assert counts(home) == {2025: FEWER, 2026: 16}

    it_is(home, datetime(2028, 1, 2, 15, tzinfo=UTC))
    assert counts(home) == {2025: FEWER, 2026: 16, 2027: FEWER}


@pytest.mark.parametrize("lacks", ["what was raised last", "what waits to be released"])
def test_a_number_waits_for_a_list_that_lacks_nothing_C5(
    lacks: str, home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = home.house.rooms["agreements"]
    next(one for one in room.followers if one.name == "agreements.restricted views").stop()
    workers_raise(home, 10)
    with monkeypatch.context() as patched:
        if lacks == "what waits to be released":
            patched.setattr(DifficultiesView, "take", _chokes)
            room.catch_up()
        home.clock.at = datetime(2027, 1, 2, 15, tzinfo=UTC)
        room.react()
        assert {one["fact"]["year"] for one in facts(home)} == {2025}

    view = next(view for view in room.views if view.name == "difficulties")
    for stream, _, _ in room.shelf.parked(view):
        room.shelf.release(view, stream)
    for _ in range(2):
        room.catch_up()
        room.react()
    room.catch_up()
    assert counts(home)[2026] == 11


def _chokes(*_: Any) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("handle", "status"),
    [
        *(("tomasz", 200), ("rowan", 200), ("dilip", 200), ("nora", 200), ("wren", 200)),
        *(("maya", 403), ("sam", 403), ("petra", 403), ("ines", 403), ("jordan", 403)),
    ],
)
def test_who_oversees_an_agency_sees_its_numbers_and_nobody_else_C5(
    handle: str, status: int, shared_home: Household
) -> None:
    answer = shared_home.as_(handle).get(
        f"/difficulties/counts?agency={shared_home.demo.agencies['harbour']}"
    )

    assert answer.status_code == status
    if status == 403:
        assert "coordinator" in refused(answer, 403, "not-allowed")["title"]


def test_a_published_number_names_nobody_and_leads_to_no_difficulty_C5(home: Household) -> None:
    workers_raise(home, 10)
    it_is(home, datetime(2027, 1, 2, 15, tzinfo=UTC))

    told = facts(home)[-1]

    assert set(told["fact"]) == {"agency", "year", "fewer_than", "raised"}
    assert (told["actor"], told["causation"], told["once"]) == ("time", None, None)
    agencies = home.demo.agencies.values()
    assert told["stream_id"] in {str(DifficultyCount.id_of(agency, 2026)) for agency in agencies}


def test_one_that_cannot_be_read_is_passed_over_without_a_word_of_which_C7(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    torn, other = raised(home), raised(home)
    get = Store.get

    def tear(self: Store, kind: Any, id: UUID) -> Any:
        if torn.endswith(str(id)):
            raise UnicodeError
        return get(self, kind, id)

    with monkeypatch.context() as patched, structlog.testing.capture_logs() as said:
        patched.setattr(Store, "get", tear)
        it_is(home, home.clock.at + timedelta(days=15))

    noted = [one for one in said if one["event"] == "record passed over"]
    assert [one["trouble"] for one in noted] == ["UnicodeError"]
    assert torn.rpartition("/")[2] not in str(said)
    assert home.as_("maya").get(other).json()["overdue"] is True


def test_what_waits_in_the_ordinary_log_holds_up_nothing_of_the_restricted_C7(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, room = raised(home), home.house.rooms["agreements"]

    def waits(*_: Any) -> int:
        raise Away("a list")

    home.clock.move(days=15)
    home.settle()
    with monkeypatch.context() as patched:
        patched.setattr(room._rounds, "_service", replace(room.service, reactions=(waits,)))
        with pytest.raises(Away):
            room.react()

    assert home.as_("maya").get(path).json()["overdue"] is True


def test_that_nobody_answered_in_time_is_noted_once_for_the_two_to_see_C7(home: Household) -> None:
    path, prompt = raised(home), raised(home)
    assert answered(home, prompt).status_code == 204
    home.clock.move(days=14)
    it_is(home, home.clock.at)
    assert home.as_("maya").get(path).json()["overdue"] is False, "it is the last day"

    for _ in range(2):
        it_is(home, home.clock.at.replace(day=home.clock.at.day + 1))

    assert home.as_("maya").get(path).json()["overdue"] is True
    assert home.as_("maya").get(prompt).json()["overdue"] is False
    names = [one["name"].split(".")[1] for one in home.as_("rowan").get(f"{path}/history").json()]
    assert names == ["DifficultyRaised", "DifficultyOverdueNoted"]
    listed = {one["id"]: one["overdue"] for one in home.as_("rowan").get("/difficulties").json()}
    assert listed[path.rpartition("/")[2]] is True
    assert answered(home, path).status_code == 204, "and is answered all the same"
