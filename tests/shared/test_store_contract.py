"""What every store promises, in one body run on memory, SQLite and PostgreSQL; and that the gap test can fail."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from eventsourcing.persistence import OperationalError
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore

from services.agreements.domain.agreement import Agreement
from services.agreements.events import Kind, Terms, Why
from services.directory.domain.agency import Agency
from services.directory.events import AgencyAdded
from shared.facts import Sealed
from shared.identity import Acting, AgencyId, Once, PersonId, PlacementId
from shared.keys import Keys, MemoryCustody
from shared.store import AnsweredAlready, NotFound, Store, VersionConflict
from shared.tables import Away, DurableSQLitePool, Place, Tables, create_schema

PLACES = ("memory", "sqlite", "postgres")
WRITERS = 8
MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)
ACTING = Acting(actor=PersonId(uuid4()))
WORKER, SUPERVISOR = PersonId(uuid4()), PersonId(uuid4())


def store_at(place: Place) -> Store:
    keys_at = place.open("keys")
    create_schema(keys_at)
    keys = Keys(Tables(keys_at), MemoryCustody())
    keys.create_tables()
    return Store(place, "log", keys, now=lambda: MONDAY)


def place_of(kind: str, request: pytest.FixtureRequest) -> Place:
    if kind == "memory":
        return Place("memory")
    return Place(str(request.getfixturevalue("tmp_path" if kind == "sqlite" else "postgres_dsn")))


@pytest.fixture(params=PLACES)
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    made = store_at(place_of(request.param, request))
    yield made
    made.close()
    made.keys.close()


def drafted() -> Agreement:
    return Agreement.draft(
        uuid4(),
        by=WORKER,
        worker=WORKER,
        supervisor=SUPERVISOR,
        agency=AgencyId(uuid4()),
        placement=PlacementId(uuid4()),
        terms=Terms(kind=Kind.BOTH, place="The quiet room"),
        salt=bytes(32),
    )


def added() -> Agency:
    return Agency.begin(
        uuid4(), AgencyAdded(name="Harbour Lane", side="host", time_zone="America/Toronto", locale="en-CA")
    )


def once(body: bytes = b"body") -> Once:
    return Once(uuid4().bytes, body, 201, "/agreements/1")


def rows_of(store: Store, table: str) -> int:
    with store.tables.read() as rows:
        row = rows.one(f"SELECT COUNT(*) AS many FROM {table}")
    return int(row["many"]) if row else 0


def revise(agreement: Agreement, place: str) -> Agreement:
    agreement.revise(WORKER, Terms(kind=Kind.BOTH, place=place), bytes(32))
    return agreement


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

    assert store.answered(sent.key) is None
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
    assert store.forget_answers(MONDAY) == 0
    assert store.forget_answers(MONDAY + timedelta(days=30)) == 1
    assert store.answered(sent.key) is None


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
    insert = store._recorder.insert_events

    def insert_and_lose_the_answer(*events: Any, **more: Any) -> Any:
        insert(*events, **more)
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(store._recorder, "insert_events", insert_and_lose_the_answer)
    agreement = drafted()
    position = store.append(agreement, Acting(actor=WORKER, once=sent))
    monkeypatch.undo()

    assert (agreement.version, position) == (1, store.position())
    assert len(store.read(0)) == 1
    store.append(revise(agreement, "On it goes"), ACTING)
    assert store.get(Agreement, agreement.id).version == 2
    if sent:
        assert store.answered(sent.key) is not None


def test_an_insert_that_failed_before_its_commit_is_not_taken_for_done(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose_the_connection(*_: Any, **__: Any) -> Any:
        raise OperationalError("could not receive data from server")

    monkeypatch.setattr(store._recorder, "insert_events", lose_the_connection)
    agreement = drafted()
    with pytest.raises(Away):
        store.append(agreement, ACTING)
    monkeypatch.undo()
    assert (store.position(), agreement.version, len(agreement.new)) == (0, 0, 1)


def test_a_postgresql_that_is_away_is_away_and_nothing_is_recorded(postgres_dsn: str) -> None:
    store = store_at(Place(postgres_dsn))
    store.append(drafted(), ACTING)
    server, _, name = postgres_dsn.rpartition("/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as operator:
        operator.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        operator.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        began = monotonic()
        with pytest.raises(Away):
            store.append(added(), ACTING)
        waited = monotonic() - began
        print("WAITED", waited)
        operator.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    began = monotonic()
    assert len(store.read(0)) == 1, "it answers again, with what was acknowledged and no more"
    print("BACK", monotonic() - began)
    assert waited < 30
    store.close()
    store.keys.close()


def test_a_sqlite_that_is_held_by_others_is_away_and_nothing_is_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Impatient(DurableSQLitePool):
        def __init__(self, **told: Any) -> None:
            super().__init__(**(told | {"lock_timeout": 1}))

    monkeypatch.setattr("shared.tables.DurableSQLitePool", Impatient)
    store = store_at(Place(str(tmp_path)))
    holder = sqlite3.connect(tmp_path / "log.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(Away):
        store.append(added(), ACTING)
    holder.execute("ROLLBACK")
    holder.close()
    assert store.position() == 0
    store.close()
    store.keys.close()


@dataclass
class Followed:
    """What a reader saw that followed the log while it was written to, and what was there in the end."""

    seen: list[int] = field(default_factory=list)
    there: list[int] = field(default_factory=list)

    @property
    def missed(self) -> int:
        return len(set(self.there) - set(self.seen))


def follow_under_load(store: Store, seconds: float) -> Followed:
    """Eight write without a pause; one reads on from where it was, as a relay does."""
    over, written, followed = Event(), Event(), Followed()

    def write() -> None:
        while not over.is_set():
            store.append(added(), ACTING)

    def read() -> None:
        page: Any = ()
        while page or not written.is_set():
            last = followed.seen[-1] if followed.seen else 0
            ended = written.is_set()
            page = store.read(last, 1000)
            followed.seen += [position for position, _ in page]
            if ended and not page:
                return

    with ThreadPoolExecutor(WRITERS + 1) as threads:
        reader = threads.submit(read)
        writers = [threads.submit(write) for _ in range(WRITERS)]
        over.wait(seconds)
        over.set()
        try:
            for writer in writers:
                writer.result(30)
        finally:
            written.set()
        reader.result(30)
    followed.there = [position for position, _ in store.read(0, 10**6)]
    return followed


@pytest.mark.parametrize(("kind", "seconds"), [("memory", 0.7), ("sqlite", 1.0), ("postgres", 3.0)])
def test_whoever_follows_the_log_sees_every_fact_in_order(
    kind: str, seconds: float, request: pytest.FixtureRequest
) -> None:
    store = store_at(place_of(kind, request))
    followed = follow_under_load(store, seconds)
    store.close()
    store.keys.close()

    assert followed.missed == 0
    assert followed.seen == followed.there == sorted(set(followed.there))
    assert len(followed.seen) > 200
    print(f"\n{kind}: {len(followed.seen)} facts by {WRITERS} writers, none missed")


def test_the_librarys_own_shipped_function_is_caught_missing_facts(postgres_dsn: str) -> None:
    """The test above can fail: without the lock, a reader that follows the log skips facts for good."""
    store = store_at(Place(postgres_dsn))
    datastore = Place(postgres_dsn).open("shipped")
    assert isinstance(datastore, PostgresDatastore)
    create_schema(datastore)
    datastore.enable_db_functions = True
    shipped = PostgresApplicationRecorder(datastore, events_table_name="stored_events")
    shipped.create_table()
    store._recorder = shipped

    rounds = []
    until = monotonic() + 25
    while monotonic() < until and not any(one.missed for one in rounds):
        rounds.append(follow_under_load(store, 3.0))
    store.close()
    store.keys.close()
    datastore.close()

    caught = rounds[-1]
    print(f"\nshipped function: {caught.missed} of {len(caught.there)} facts missed in round {len(rounds)}")
    assert caught.missed > 0
