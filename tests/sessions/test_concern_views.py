"""The rows that lists and reactions go by say what the histories say, whatever was done in whatever order (C2)."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from services.sessions.domain.concern import Concern
from services.sessions.forms.concern_shown import said_history
from services.sessions.policy import relate_to_concern
from services.sessions.views.concerns import ConcernsView
from shared.facts import Fact, Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.identity import PersonId
from shared.tables import Place, Tables
from tests.sessions.concerning import AGENCY, AUTHOR, ID, MANAGER, MANAGERS, NOBODY, START, WORKER, at
from tests.sessions.test_concern import said_to_manager
from tests.sessions.test_concern_machine import PEOPLE, ConcernMachine
from tests.sessions.test_concern_machine_bites import drawn


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(Tables(Place(str(tmp_path)).open("views")))
    made.create_tables()
    made.prepare(ConcernsView())
    yield made
    made.tables.close()


def recorded(stream: UUID, version: int, fact: Fact) -> Recorded:
    about: dict[str, Any] = dict.fromkeys(
        ("client", "on_behalf_of", "causation", "traceparent", "once", "policy_version", "directory_position")
    )
    return Recorded(
        id=UUID(int=stream.int + version),
        service="sessions",
        stream_type="concern",
        stream_id=stream,
        stream_version=version,
        recorded_at=START,
        actor=PersonId(UUID(int=1)),
        agency=AGENCY,
        correlation=UUID(int=1),
        identity_source="test",
        fact=fact,
        **about,
    )


def row_of(shelf: Shelf, facts: list[Any], stream: UUID) -> dict[str, Any]:
    with shelf.tables.write() as rows:
        t = shelf.beside(rows, ConcernsView)
        heard = (fact for fact in facts if type(fact) in ConcernsView.hears)
        for version, fact in enumerate(heard, 1):
            ConcernsView().take(rows, recorded(stream, version, fact), t)
        row = rows.one(f"SELECT * FROM {t('rows')} WHERE id = ?", str(stream))
        consulted = rows.all(f"SELECT person FROM {t('recipients')} WHERE concern = ?", str(stream))
    assert row
    return dict(row) | {"consulted": {one["person"] for one in consulted}}


def test_every_row_says_what_its_history_says_C2(shelf: Shelf) -> None:
    lives: list[list[Any]] = []

    class Kept(ConcernMachine):
        to_team = 0.5

        def teardown(self) -> None:
            if self.log:
                lives.append(self.log)

    drawn(Kept, 60)

    assert len(lives) >= 60
    for number, facts in enumerate(lives):
        concern = Concern(ID, facts)
        row = row_of(shelf, facts, UUID(int=(number + 1) << 32))
        ends = concern.time.ends
        assert row["waits"] == concern.waits_for_an_answer
        assert row["running"] == (not concern.is_over)
        assert row["answer_by"] == (utc_text(ends) if ends else None)
        assert row["cover"] == (str(concern.cover) if concern.cover else None)
        assert row["consulted"] == {str(one) for one in concern.consulted}
        named = {str(one) for one in PEOPLE.values() if "named_manager" in relate_to_concern(concern, one)}
        assert {row["named"]} - {None} == named


@pytest.mark.parametrize("confirmed", [False, True])
def test_what_was_withdrawn_is_in_no_list_of_a_manager_who_had_not_confirmed_C2(
    confirmed: bool, shelf: Shelf
) -> None:
    concern = said_to_manager()
    if confirmed:
        concern.confirm(MANAGER)
    concern.withdraw(AUTHOR, None)

    row = row_of(shelf, concern.new, ID)

    assert (row["named"], row["said_at"]) == ((str(MANAGER), utc_text(START)) if confirmed else (None, None))
    assert ("named_manager" in relate_to_concern(concern, MANAGER)) == confirmed


def to_team(concern: Concern) -> None:
    concern.take_to_support_team(WORKER, at())


def declining(concern: Concern) -> None:
    concern.decline(WORKER, unable=False, words=None, clock=at())


@pytest.mark.parametrize("answer", [to_team, declining])
def test_what_the_worker_took_elsewhere_or_declined_after_all_is_in_no_list_of_the_manager_they_had_named_C2(
    answer: Callable[[Concern], None], shelf: Shelf
) -> None:
    concern = said_to_manager()
    answer(concern)

    row = row_of(shelf, concern.new, ID)

    assert (row["waits"], row["named"], row["said_at"]) == (0, None, None)


def test_the_manager_named_does_not_learn_how_often_the_worker_changed_their_mind_C2() -> None:
    concern = said_to_manager()
    concern.decline(WORKER, unable=False, words=None, clock=at())
    concern.take_to_line_manager(WORKER, MANAGERS, NOBODY, at())
    concern.confirm(MANAGER)

    told = said_history([recorded(ID, version, fact) for version, fact in enumerate(concern.new, 1)])

    assert [(one.version, one.name) for one in told] == [
        (1, "sessions.TakenToLineManager"),
        (2, "sessions.LineManagerConfirmed"),
    ]
