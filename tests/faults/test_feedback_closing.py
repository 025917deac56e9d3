"""Closing a round survives a death at every step: either all waits, or all is written; nothing twice, and in the end nothing waits (K4)."""

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest
from eventsourcing.persistence import OperationalError

from services.sessions.reactions import close_feedback_rounds
from shared import aside
from shared.aside import Aside
from shared.store import Store
from shared.tables import Away
from tests.edge.test_feedback import CLOSING, laid
from tests.edge.test_once import at_once
from tests.faults.attacker import files_holding
from tests.house import Filled, Household
from tests.sessions.many import opened_round, said, workers

MANY: Final = 11
ALL: Final = {"FeedbackRoundClosed": 1, "FeedbackRespondentNoted": MANY, "FeedbackAnswersKept": MANY}


class Died(BaseException):
    """The process is gone: nothing catches it."""


def answered(home: Household) -> str:
    people = workers(home, MANY)
    path = opened_round(home)
    for number, handle in enumerate(people):
        told = said(K4_04=1 + number % 5)
        assert home.as_(handle).post(f"{path}/answers", json=told).status_code == 204
    for follower in home.house.rooms["sessions"].followers:
        if follower.name == "sessions.reactions":
            follower.stop()
    home.clock.at = CLOSING
    return path


def written(home: Household, path: str) -> dict[str, int]:
    stored = home.stored("sessions", path.rpartition("/")[2])
    names = Counter(json.loads(one)["name"].rpartition(".")[2] for one in stored)
    return {name: names[name] for name in ALL if names[name]}


def react(home: Household) -> None:
    home.house.rooms["sessions"].react()


def waiting(data: Path) -> list[bytes]:
    with closing(sqlite3.connect(data / "sessions" / "drafts.db")) as rows:
        return [value.encode() for row in rows.execute("SELECT sealed, wrapped FROM aside") for value in row]


Dying = Callable[[pytest.MonkeyPatch, Callable[[], None]], None]


def before_anything_is_written(patch: pytest.MonkeyPatch, photograph: Callable[[], None]) -> None:
    def dies(*_: Any, **__: Any) -> int:
        photograph()
        raise Died

    patch.setattr(Store, "append", dies)


def before_the_wiping(patch: pytest.MonkeyPatch, photograph: Callable[[], None]) -> None:
    def dies(*_: Any) -> int:
        photograph()
        raise Died

    patch.setattr(Aside, "remove", dies)


def within_the_wiping(patch: pytest.MonkeyPatch, photograph: Callable[[], None]) -> None:
    """Rows are gone, and what the database still holds of them is not cut off yet."""

    def dies(*_: Any) -> None:
        photograph()
        raise Died

    patch.setattr(aside, "forget", dies)


@pytest.mark.parametrize(
    ("dying", "left", "rows"),
    [
        (before_anything_is_written, {}, 2 * MANY),
        (before_the_wiping, ALL, 2 * MANY),
        (within_the_wiping, ALL, 0),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_a_process_that_dies_leaves_what_the_next_brings_to_an_end_K4(
    dying: Dying, left: dict[str, int], rows: int, home: Household, tmp_path: Path
) -> None:
    path, data = answered(home), home.house.settings.data
    waited = waiting(data)
    taken: list[Any] = []
    filled, after = Filled(data, home.demo), tmp_path / "after"

    with pytest.MonkeyPatch.context() as patch:
        dying(patch, lambda: taken.append(_photograph(filled, after)))
        with pytest.raises(Died):
            react(home)
    assert taken
    found = files_holding(after, waited)
    assert len(found) == len(waited), "what died left all of it in some file"

    with Filled(after, home.demo).copied(tmp_path / "next") as next_one:
        next_one.clock.at = CLOSING
        for _ in range(2):
            react(next_one)

        assert written(next_one, path) == ALL
        assert laid(next_one) == 0
        assert files_holding(tmp_path / "next", waited) == {}
    assert (left, rows) == _photographed(after, path)


def _photograph(filled: Filled, to: Path) -> Path:
    """The files as they lie at this moment, which is all that a death leaves."""
    shutil.copytree(filled.data, to)
    return to


def _photographed(data: Path, path: str) -> tuple[dict[str, int], int]:
    round = path.rpartition("/")[2]
    with closing(sqlite3.connect(data / "sessions" / "events.db")) as log:
        states = [bytes(one) for (one,) in log.execute("SELECT state FROM stored_events")]
    names = Counter(json.loads(one)["name"].rpartition(".")[2] for one in states if round.encode() in one)
    with closing(sqlite3.connect(data / "sessions" / "drafts.db")) as drafts:
        ((rows,),) = drafts.execute("SELECT COUNT(*) FROM aside").fetchall()
    return {name: names[name] for name in ALL if names[name]}, rows


def test_a_log_that_is_away_leaves_all_of_it_waiting_K4(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = answered(home)
    store = home.house.rooms["sessions"].store

    def away(*_: Any, **__: Any) -> None:
        raise OperationalError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(store._recorder, "insert_together", away)
        with pytest.raises(Away):
            react(home)
    assert (written(home, path), laid(home)) == ({}, 2 * MANY)

    react(home)

    assert (written(home, path), laid(home)) == (ALL, 0)


def test_of_two_who_close_at_once_one_does_and_nothing_is_written_twice_K4(home: Household) -> None:
    path = answered(home)
    room = home.house.rooms["sessions"]
    secret = room.desks["sessions"].secret

    def close() -> int:
        assert room.aside
        return close_feedback_rounds(room.aside, room.store, room.shelf, room.relations, secret)

    at_once([close] * 4)
    close()

    assert (written(home, path), laid(home)) == (ALL, 0)


def test_a_clock_that_somebody_set_closes_no_round_K4(home: Household) -> None:
    path = answered(home)
    home.clock.set_wrong(days=1)

    react(home)
    assert (written(home, path), laid(home)) == ({}, 2 * MANY), "nor is anything wiped"

    home.clock.set_wrong(days=-1)
    react(home)
    assert (written(home, path), laid(home)) == (ALL, 0)


def test_a_list_that_has_not_heard_of_it_closes_nothing_twice_K4(home: Household) -> None:
    path = answered(home)
    for follower in home.house.rooms["sessions"].followers:
        if follower.name == "sessions.feedback":
            follower.stop()

    for _ in range(3):
        react(home)

    assert (written(home, path), laid(home)) == (ALL, 0)


def test_a_round_of_which_a_row_was_altered_is_not_closed_K4(home: Household) -> None:
    path, aside = answered(home), home.house.rooms["sessions"].aside
    assert aside
    with aside._tables.write() as rows:
        rows.do("UPDATE aside SET sealed = 'AAAA' WHERE kind = 'feedback-answer'")

    react(home)

    assert (written(home, path), laid(home)) == ({}, 2 * MANY)


def test_traces_that_are_still_being_read_are_cut_off_the_next_time_K4(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(home)
    waited = waiting(home.house.settings.data)
    with monkeypatch.context() as patch:
        patch.setattr(aside, "forget", _still_read)
        with pytest.raises(Away):
            react(home)
    assert laid(home) == 0
    assert files_holding(home.house.settings.data, waited)

    react(home)

    assert files_holding(home.house.settings.data, waited) == {}


def _still_read(*_: Any) -> None:
    raise Away("the database (what was removed from it is still being read)")
