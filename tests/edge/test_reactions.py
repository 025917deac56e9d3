"""What dates set off goes on for all others where one record cannot be read, and waits where an agency has no day yet."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import structlog

from services.agreements.domain.agreement import Agreement
from services.directory.relations import Relations
from shared.store import Store
from shared.tables import Away
from tests.edge.given import agreed, drafted, hear_of_the_directory, refused, sign, signature, status_of
from tests.house import START, Household

SOON = str(START.date() + timedelta(days=5))


def agreements_that_end_soon(home: Household, many: int = 3) -> list[str]:
    paths = [agreed(home, ends=SOON, review_dates=[SOON]) for _ in range(many)]
    home.clock.move(days=7)
    hear_of_the_directory(home)
    return paths


@pytest.fixture
def still(home: Household) -> Household:
    """A house whose reactions are made by the test alone."""
    room = home.house.rooms["agreements"]
    next(one for one in room.followers if one.name == "agreements.reactions").stop()
    return home


def test_one_agreement_that_cannot_be_read_does_not_stop_the_others_A3(
    still: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, poisoned, last = agreements_that_end_soon(still)
    room, get = still.house.rooms["agreements"], Store.get

    def torn(self: Store, kind: Any, id: UUID) -> Any:
        if kind is Agreement and poisoned.endswith(str(id)):
            raise ValueError("words that somebody wrote")
        return get(self, kind, id)

    with monkeypatch.context() as patched, structlog.testing.capture_logs() as said:
        patched.setattr(Store, "get", torn)
        while room.react():
            still.settle()
        assert room.react() == 0, "what is passed over is nothing done: the next round waits its time"

    assert [status_of(still, path) for path in (first, last)] == ["expired", "expired"]
    noted = [one for one in said if one["event"] == "record passed over"]
    assert [(one["stream"], one["trouble"]) for one in noted] == [(poisoned[12:], "ValueError")], "once"
    assert "words" not in str(said)

    assert status_of(still, poisoned) == "in-force"
    room.react()
    assert status_of(still, poisoned) == "expired", "it was tried again"


def test_a_part_that_is_away_ends_the_round_and_is_not_taken_for_a_record_s_fault_A3(
    still: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreements_that_end_soon(still, 1)

    def away(*_: Any) -> None:
        raise Away("the log")

    monkeypatch.setattr(Store, "get", away)
    with pytest.raises(Away):
        still.house.rooms["agreements"].react()


def unheard(home: Household, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if agreements had not heard of any agency yet."""
    room = home.house.rooms["agreements"]
    zone_of, agencies = Relations._zone_of, Relations.agencies

    def none_here(self: Relations, agency: Any) -> str | None:
        return None if self is room.relations else zone_of(self, agency)

    def nowhere_here(self: Relations) -> list[Any]:
        return [] if self is room.relations else agencies(self)

    monkeypatch.setattr(Relations, "_zone_of", none_here)
    monkeypatch.setattr(Relations, "agencies", nowhere_here)


def test_while_an_agency_is_not_heard_of_what_dates_set_off_waits_for_it_A3(
    still: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = agreements_that_end_soon(still, 2)
    room = still.house.rooms["agreements"]

    with monkeypatch.context() as patched, structlog.testing.capture_logs() as said:
        unheard(still, patched)
        assert room.react() == 0
    assert said == [], "to wait is no trouble"
    assert {status_of(still, path) for path in paths} == {"in-force"}

    while room.react():
        still.settle()
    assert {status_of(still, path) for path in paths} == {"expired"}


def test_a_party_who_needs_a_day_is_told_to_come_again_where_there_is_none_yet_A2(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting, binding = drafted(home), agreed(home)
    body = signature(home, waiting, "maya")
    unheard(home, monkeypatch)

    for answer in (
        home.as_("maya").post(f"{waiting}/signatures", json=body),
        home.as_("sam").post(f"{binding}/reviews", json={"held_on": "2026-03-02", "outcome": "continue"}),
    ):
        refused(answer, 409, "not-known-yet")
        assert answer.headers["Retry-After"] == "1"

    assert home.as_("maya").get(f"{waiting}/terms").status_code == 200, "reading takes no day"
    monkeypatch.undo()
    assert sign(home, waiting, "maya").status_code == 204
