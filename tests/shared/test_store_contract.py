"""What every store promises, in one body run on memory, SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from threading import Barrier, Event
from traceback import extract_tb
from typing import Any
from uuid import UUID, uuid4

import pytest
from eventsourcing.persistence import OperationalError

from services.agreements.domain.agreement import Agreement
from services.agreements.events import Why
from shared.facts import Recorded, Sealed
from shared.identity import Acting, Once
from shared.keys import Erased
from shared.store import AnsweredAlready, NotFound, Store, VersionConflict
from shared.store.recent import Recent
from shared.tables import Away
from tests.faults.logs import (
    ACTING,
    MONDAY,
    PLACES,
    WORKER,
    added,
    drafted,
    once,
    place_of,
    revise,
    rows_of,
    shut,
    store_at,
)
from tests.shared.crowds import behind_one


@pytest.fixture(params=PLACES)
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    made = store_at(place_of(request.param, request))
    yield made
    shut(made)


def test_what_was_appended_is_read_back_as_the_same_bytes(store: Store) -> None:
    agreement = revise(drafted(), "Elsewhere")
    position = store.append(agreement, ACTING)

    read, records = store.past(Agreement, agreement.id)
    log = store.read(0)

    assert [one.stored() for one in records] == [stored for _, stored in log]
    assert [one.stream_version for one in records] == [1, 2]
    assert (read.version, position) == (2, log[-1][0])
    assert {one.recorded_at for one in records} == {MONDAY}


def test_what_is_private_is_sealed_before_it_is_stored(store: Store) -> None:
    agreement = drafted()
    store.append(agreement, ACTING)

    fact = store.get(Agreement, agreement.id).versions[0].terms
    assert isinstance(fact.place, Sealed)
    assert b"quiet room" not in store.read(0)[0][1]


def test_a_record_of_another_kind_or_of_none_is_not_found(store: Store) -> None:
    agency = added()
    store.append(agency, ACTING)

    for id in (agency.id, uuid4()):
        with pytest.raises(NotFound):
            store.get(Agreement, id)
        with pytest.raises(NotFound):
            store.past(Agreement, id)


def test_of_two_who_saw_the_same_version_one_is_told_that_it_went_on(store: Store) -> None:
    agreement = drafted()
    store.append(agreement, ACTING)
    one, other = (store.get(Agreement, agreement.id) for _ in range(2))
    store.append(revise(one, "First"), ACTING)

    with pytest.raises(VersionConflict):
        store.append(revise(other, "Second"), ACTING)

    assert store.get(Agreement, agreement.id).version == 2
    assert len(store.read(0)) == 2


def test_a_command_sent_twice_is_answered_as_before_and_has_one_effect(store: Store) -> None:
    sent = once()
    acting = Acting(actor=WORKER, once=sent)
    position = store.append(revise(drafted(), "Here"), acting)

    with pytest.raises(AnsweredAlready) as again:
        store.append(drafted(), acting)

    answered = again.value.answered
    assert (answered.status, answered.location, answered.version) == (201, "/agreements/1", 2)
    assert (answered.body, answered.position) == (b"body", position)
    assert len(store.read(0)) == 2


def test_a_conflict_leaves_no_answer_behind(store: Store) -> None:
    agreement = drafted()
    store.append(agreement, ACTING)
    late = store.get(Agreement, agreement.id)
    store.append(revise(store.get(Agreement, agreement.id), "First"), ACTING)

    sent = once()
    with pytest.raises(VersionConflict):
        store.append(revise(late, "Second"), Acting(actor=WORKER, once=sent))

    assert store.answers.of(sent.key) is None
    assert rows_of(store, "once") == 0


def test_a_refused_answer_leaves_no_fact_behind(store: Store) -> None:
    """The other half of one transaction: the row cannot be written, so the facts are not there."""
    acting = Acting(actor=WORKER, once=once())
    store.append(drafted(), acting)
    before = store.read(0)
    for _ in range(3):
        with pytest.raises(AnsweredAlready):
            store.append(drafted(), acting)
    assert store.read(0) == before


def test_answers_are_forgotten_after_their_time_and_not_before(store: Store) -> None:
    sent = once()
    store.append(drafted(), Acting(actor=WORKER, once=sent))
    assert store.answers.forget(MONDAY) == 0
    assert store.answers.forget(MONDAY + timedelta(days=30)) == 1
    assert store.answers.of(sent.key) is None


def test_a_record_is_read_as_of_a_version_or_a_time(store: Store) -> None:
    agreement = drafted()
    store.append(agreement, ACTING)
    store.append(revise(agreement, "Later"), ACTING, at=MONDAY + timedelta(days=1))
    agreement.end(WORKER, Why.COMPLETED, None)
    store.append(agreement, ACTING, at=MONDAY + timedelta(days=2))

    def status(as_of: int | datetime) -> tuple[int, str]:
        then = store.past(Agreement, agreement.id, as_of=as_of)[0]
        return then.version, then.status

    assert [status(version) for version in (1, 2, 3, 9)] == [
        (1, "drafted"),
        (2, "drafted"),
        (3, "ended"),
        (3, "ended"),
    ]
    assert status(MONDAY + timedelta(days=1)) == (2, "drafted")
    with pytest.raises(NotFound):
        store.past(Agreement, agreement.id, as_of=MONDAY - timedelta(seconds=1))


@pytest.mark.parametrize("sent", [None, once()], ids=["without a key", "with a key"])
def test_a_commit_whose_answer_was_lost_is_recognised(
    store: Store, sent: Once | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    insert = store._recorder.insert_together

    def insert_and_lose_the_answer(*events: Any, **more: Any) -> Any:
        insert(*events, **more)
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(store._recorder, "insert_together", insert_and_lose_the_answer)
    agreement = drafted()
    position = store.append(agreement, Acting(actor=WORKER, once=sent))
    monkeypatch.undo()

    assert (agreement.version, position) == (1, store.position())
    assert len(store.read(0)) == 1
    store.append(revise(agreement, "On it goes"), ACTING)
    assert store.get(Agreement, agreement.id).version == 2
    if sent:
        assert store.answers.of(sent.key) is not None


def test_an_insert_that_failed_before_its_commit_is_not_taken_for_done(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose_the_connection(*_: Any, **__: Any) -> Any:
        raise OperationalError("could not receive data from server")

    monkeypatch.setattr(store._recorder, "insert_together", lose_the_connection)
    agreement = drafted()
    with pytest.raises(Away):
        store.append(agreement, ACTING)
    monkeypatch.undo()
    assert (store.position(), agreement.version, len(agreement.new)) == (0, 0, 1)


def test_a_command_that_changed_nothing_is_answered_once_too(store: Store) -> None:
    agreement = drafted()
    store.append(agreement, ACTING)
    acting = Acting(actor=WORKER, once=once())
    position = store.append(store.get(Agreement, agreement.id), acting)

    with pytest.raises(AnsweredAlready) as again:
        store.append(revise(store.get(Agreement, agreement.id), "Elsewhere"), acting)

    assert (again.value.answered.version, again.value.answered.position) == (1, position)
    assert len(store.read(0)) == 1


def test_a_command_that_changed_nothing_is_answered_with_the_place_of_its_own_record(store: Store) -> None:
    """The end of the log would tell whether anything was recorded about anybody else."""
    agreement = drafted()
    position = store.append(revise(agreement, "Here"), ACTING)
    store.append(drafted(), ACTING)

    again = Acting(actor=WORKER, once=once())
    assert store.append(store.get(Agreement, agreement.id), again) == position
    assert store.append(store.get(Agreement, agreement.id), ACTING) == position
    assert again.once
    assert (answered := store.answers.of(again.once.key))
    assert answered.position == position


def test_of_many_who_append_together_each_is_whole_or_not_at_all(store: Store) -> None:
    """Half of them are too late, with two facts and an answer each; the others must not suffer for it."""
    store.append(agreement := drafted(), ACTING)
    late = [store.get(Agreement, agreement.id) for _ in range(8)]
    store.append(revise(store.get(Agreement, agreement.id), "First"), ACTING)
    start, sent = Barrier(16), [once() for _ in range(8)]

    def ask(place: int) -> int:
        start.wait(10)
        if place % 2:
            return store.append(revise(drafted(), "Anew"), ACTING)
        twice = revise(revise(late[place // 2], "Late"), "Later")
        with pytest.raises(VersionConflict):
            store.append(twice, Acting(actor=WORKER, once=sent[place // 2]))
        return 0

    with ThreadPoolExecutor(16) as threads:
        places = sorted(place for place in threads.map(ask, range(16)) if place)

    log = [Recorded.load(stored) for _, stored in store.read(0)]
    assert len(log) == 2 + 8 * 2
    assert len(set(places)) == 8
    assert rows_of(store, "once") == 0
    assert [one.stream_version for one in log if one.stream_id == agreement.id] == [1, 2]
    by_place = dict(store.read(0))
    assert {Recorded.load(by_place[place]).stream_version for place in places} == {2}


def test_what_fails_while_committing_fails_for_all_who_waited_and_the_next_go_on(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder, first = store._recorder, Event()

    def fail(group: Any) -> None:
        first.wait(10)
        raise OperationalError

    monkeypatch.setattr(recorder, "_write", fail)
    with ThreadPoolExecutor(8) as threads:
        asked = [threads.submit(store.append, drafted(), ACTING) for _ in range(8)]
        first.set()
        befell = [one.exception(30) for one in asked]
    assert [type(one) for one in befell] == [Away] * 8
    assert store.read(0) == []

    monkeypatch.undo()
    assert store.append(drafted(), ACTING) == store.position()


NONE = type(None)
BEFALLS: dict[str, list[type]] = {
    "erased": [NONE, Erased],
    "custody": [NONE, Away],
    "custody, wrongly": [NONE, ZeroDivisionError],
    "new keys": [Away, NONE],
    "keys": [Away, Away],
}


@pytest.mark.parametrize("trouble", BEFALLS)
def test_of_those_who_record_together_only_whose_key_cannot_be_had_records_nothing_C5(
    trouble: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fact with nothing in it to be sealed needs no key, whatever becomes of the keys."""
    whole, hit, clear = drafted(), drafted(), drafted()
    for one in (hit, clear):
        store.append(one, ACTING)
    revise(hit, "Elsewhere")
    clear.end(WORKER, Why.OTHER, None)
    first, ask = Event(), store.keys.all_to_seal_with
    groups = list[set[str]]()

    def held(key_ids: Any) -> Any:
        groups.append(set(key_ids))
        if len(groups) == 1:
            first.wait(30)
            return ask(key_ids)
        if trouble == "keys":
            monkeypatch.setattr(store.keys, "_rows", failing(Away("the keys")))
        if trouble == "new keys":
            monkeypatch.setattr(store.keys._custody, "wrap", failing(Away("custody")))
        return ask(key_ids)

    monkeypatch.setattr(store.keys, "all_to_seal_with", held)
    if trouble == "erased":
        store.keys.destroy(f"rk:{hit.id}")
    if trouble.startswith("custody"):
        error = Away("custody") if trouble == "custody" else ZeroDivisionError()
        unwrap = store.keys._custody.unwrap
        custody = failing(error, lambda id, _: id == f"rk:{hit.id}", unwrap)
        monkeypatch.setattr(store.keys._custody, "unwrap", custody)
    ask_for = [partial(store.append, one, ACTING) for one in (drafted(), whole, hit, clear)]
    befell = behind_one(store._turns, first, ask_for)

    assert groups[1] == {f"rk:{whole.id}", f"rk:{hit.id}"}
    assert [type(one) for one in befell] == [NONE, *BEFALLS[trouble], NONE]
    monkeypatch.undo()
    assert store.get(Agreement, clear.id).version == 2
    assert store.get(Agreement, hit.id).version == (2 if BEFALLS[trouble][1] is NONE else 1)
    frames = {frame.name for one in befell if one for frame in extract_tb(one.__traceback__)}
    assert "seal_together" not in frames, "there lie the keys of all"


def failing(
    error: Exception,
    where: Callable[..., bool] = lambda *_: True,
    otherwise: Callable[..., Any] = lambda *_: None,
) -> Callable[..., Any]:
    def one(*told: Any) -> Any:
        if where(*told):
            raise error
        return otherwise(*told)

    return one


def test_a_history_used_before_is_read_on_from_where_it_was(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement = drafted()
    store.append(agreement, ACTING)
    asked: list[int] = []
    states = store._states

    def noted(id: UUID, *, after: int = 0, upto: int | None = None) -> list[bytes]:
        asked.append(after)
        return states(id, after=after, upto=upto)

    monkeypatch.setattr(store, "_states", noted)
    assert store.get(Agreement, agreement.id).version == 1
    monkeypatch.setattr(store, "_recent", Recent())  # as after a start
    assert store.get(Agreement, agreement.id).version == 1
    store.append(revise(agreement, "Elsewhere"), ACTING)
    again = store.get(Agreement, agreement.id)

    assert asked == [1, 0, 2]
    assert again.version == 2
    past, _ = store.past(Agreement, agreement.id)
    assert [(one.number, one.digest) for one in again.versions] == [
        (one.number, one.digest) for one in past.versions
    ]
