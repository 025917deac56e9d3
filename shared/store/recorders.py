"""The library's recorders, with two repairs.

What makes a command take effect once is written in the transaction of its facts; and PostgreSQL's insert in one round
trip keeps a lock that makes the log safe to read by position.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from eventsourcing.persistence import ApplicationRecorder, ProgrammingError, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteCursor, SQLiteDatastore
from psycopg import RawCursor
from psycopg.rows import scalar_row
from psycopg.sql import SQL, Identifier, Literal

from shared.store.answers import OnceRow
from shared.store.together import Append, commit_together

APPENDING = 5
"""The first half of the lock's number; the second is the log's."""
ONCE = (
    "CREATE TABLE IF NOT EXISTS once (key BYTEA PRIMARY KEY, body BYTEA NOT NULL, status BIGINT NOT NULL, "
    "location TEXT, version BIGINT NOT NULL, position BIGINT NOT NULL, at TEXT NOT NULL)"
)
BOOKMARKS = "CREATE TABLE IF NOT EXISTS bookmarks (name TEXT PRIMARY KEY, position BIGINT NOT NULL)"


class Recorder(ApplicationRecorder):
    """What a store asks of either."""

    def insert_together(self, group: Sequence[Append]) -> None:
        """Each is given its place, or what befell it; raises what befell all."""
        commit_together(self._write, group)

    def insert_events(
        self, stored_events: Sequence[StoredEvent], once: OnceRow | None = None, **_: Any
    ) -> Sequence[int] | None:
        """As the library asks for it."""
        one = Append(stored_events, once)
        if one.size:
            self.insert_together([one])
        # Nothing else takes a place in between: SQLite has one writer, and PostgreSQL's hold a lock.
        return list(range(one.place - one.size + 1, one.place + 1))

    @abstractmethod
    def _write(self, group: Sequence[Append]) -> None: ...


class SQLiteRecorder(Recorder, SQLiteApplicationRecorder):
    def construct_create_table_statements(self) -> list[str]:
        return [*super().construct_create_table_statements(), ONCE, BOOKMARKS]

    def _write(self, group: Sequence[Append]) -> None:
        with self.datastore.transaction(commit=True) as cursor:
            for one in group:
                one.place = self._append(cursor, one)

    def _append(self, cursor: SQLiteCursor, one: Append) -> int:
        place: int = (self._insert_events(cursor, one.events) or [])[-1]
        if one.once:
            cursor.execute(
                "INSERT INTO once (key, body, status, location, version, at, position) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*one.once.values(), place),
            )
        return place


class PostgresRecorder(Recorder, PostgresApplicationRecorder):
    """One statement for all appends that came together: the lock, their events, and what makes each take effect once.

    The library's own fast path leaves out the lock; a reader that follows the log then skips facts for good.
    """

    def __init__(self, datastore: PostgresDatastore, *, events_table_name: str = "stored_events") -> None:
        super().__init__(datastore, events_table_name=events_table_name)
        self._names = {
            "log": Literal(f"{datastore.schema}.{events_table_name}"),
            "events": Identifier(datastore.schema, events_table_name),
            "once": Identifier(datastore.schema, "once"),
        }
        self._statements: dict[tuple[int, ...], bytes] = {}
        for table in (ONCE, BOOKMARKS):
            qualified = table.replace("EXISTS ", "EXISTS {schema}.", 1)
            self.sql_create_statements.insert(0, SQL(qualified).format(schema=Identifier(datastore.schema)))
        self.create_insert_function_statement_index += 2
        self.create_table_statement_index += 2

    # The library asks ten times before it says that a database is away; whoever waits for an answer should hear at once.
    select_events = PostgresApplicationRecorder.select_events.__wrapped__
    max_notification_id = PostgresApplicationRecorder.max_notification_id.__wrapped__

    def _write(self, group: Sequence[Append]) -> None:
        events = [
            (e.originator_id, e.originator_version, e.topic, e.state) for one in group for e in one.events
        ]
        onces = [
            (*one.once.values(), one.events[-1].originator_id, one.events[-1].originator_version)
            for one in group
            if one.once
        ]
        statement = self._statement(len(events), len(onces))
        with self.datastore.get_connection() as connection:
            cursor = RawCursor(connection, row_factory=scalar_row)
            cursor.execute(statement, [value for row in (*events, *onces) for value in row], prepare=True)
            places = iter(cursor.fetchall())
        for one in group:
            one.place = [next(places) for _ in one.events][-1]

    def _statement(self, *many: int) -> bytes:
        if many not in self._statements:
            self._statements[many] = _append(*many).format(**self._names).as_bytes()
        return self._statements[many]


def _append(events: int, onces: int) -> SQL:
    """A lock is held until the commit, so places in the log become visible in their order.

    Places of values are numbered, as PostgreSQL has them: the driver would look through a statement of many for its own marks
    anew each time.
    """
    numbers = count(1)
    made = _rows(events, numbers, "uuid, bigint, text, bytea")
    answers = _rows(onces, numbers, "bytea, bytea, bigint, text, bigint, text, uuid, bigint")
    answered = f"""
, answered AS (
    INSERT INTO {{once}} (key, body, status, location, version, at, position)
    SELECT o.key, o.body, o.status, o.location, o.version, o.at, m.notification_id
    FROM (VALUES {answers})
        AS o (key, body, status, location, version, at, id, last)
    JOIN made m ON m.originator_id = o.id AND m.originator_version = o.last
)"""
    return SQL(
        f"""
WITH held AS MATERIALIZED (SELECT pg_advisory_xact_lock({APPENDING}, hashtext({{log}})))
, made AS (
    INSERT INTO {{events}} (originator_id, originator_version, topic, state)
    SELECT e.* FROM held, (VALUES {made}) AS e
    RETURNING notification_id, originator_id, originator_version
){answered if onces else ""}
SELECT notification_id FROM made ORDER BY notification_id"""
    )


def _rows(many: int, numbers: Iterator[int], types: str) -> str:
    return ", ".join(
        f"({', '.join(f'${next(numbers)}::{one}' for one in types.split(', '))})" for _ in range(many)
    )


def recorder_for(datastore: SQLiteDatastore | PostgresDatastore, *, create: bool) -> Recorder:
    """The recorder of a log; workers that start together must not create its tables, so one command does."""
    if isinstance(datastore, PostgresDatastore):
        recorder: Recorder = PostgresRecorder(datastore)
    else:
        recorder = SQLiteRecorder(datastore)
    if create:
        recorder.create_table()  # type: ignore[attr-defined]  # of both, and of no common base
    elif isinstance(datastore, PostgresDatastore) and not datastore.psycopg_python_types:
        raise ProgrammingError(
            f"the log {datastore.schema!r} has no tables yet; run `alongside migrate` first"
        )
    return recorder
