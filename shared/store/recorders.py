"""The library's recorders, with two repairs.

What makes a command take effect once is written in the transaction of its facts; and PostgreSQL's insert in one round
trip keeps the lock that makes the log safe to read by position.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from eventsourcing.persistence import ApplicationRecorder, ProgrammingError, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteCursor, SQLiteDatastore
from psycopg.sql import SQL, Identifier

from shared.tables import LOCK_SECONDS

ONCE = (
    "CREATE TABLE IF NOT EXISTS once (key BYTEA PRIMARY KEY, body BYTEA NOT NULL, status BIGINT NOT NULL, "
    "location TEXT, version BIGINT NOT NULL, position BIGINT NOT NULL, at TEXT NOT NULL)"
)
BOOKMARKS = "CREATE TABLE IF NOT EXISTS bookmarks (name TEXT PRIMARY KEY, position BIGINT NOT NULL)"


@dataclass(frozen=True)
class OnceRow:
    """What a repeat of the same command is answered with; its position is known only inside the transaction."""

    key: bytes
    body: bytes
    status: int
    location: str | None
    version: int
    at: str

    def values(self) -> tuple[bytes, bytes, int, str | None, int, str]:
        return self.key, self.body, self.status, self.location, self.version, self.at


class SQLiteRecorder(SQLiteApplicationRecorder):
    def construct_create_table_statements(self) -> list[str]:
        return [*super().construct_create_table_statements(), ONCE, BOOKMARKS]

    def _insert_events(
        self, c: SQLiteCursor, stored_events: Sequence[StoredEvent], once: OnceRow | None = None, **more: Any
    ) -> Sequence[int] | None:
        ids = super()._insert_events(c, stored_events, **more)
        if once:
            c.execute(
                "INSERT INTO once (key, body, status, location, version, at, position) VALUES "
                f"(?, ?, ?, ?, ?, ?, (SELECT MAX(rowid) FROM {self.events_table_name}))",
                once.values(),
            )
        return ids


class PostgresRecorder(PostgresApplicationRecorder):
    """One function call an append: lock, notify, insert, idempotency row.

    The library's own fast path leaves out the lock (a reader that follows the log then skips facts for good) and names
    its function after the schema, so that two logs in one schema write into each other.
    """

    def __init__(self, datastore: PostgresDatastore, *, events_table_name: str = "stored_events") -> None:
        super().__init__(datastore, events_table_name=events_table_name)
        datastore.enable_db_functions = True
        self.pg_function_name_insert_events = f"append_{events_table_name}"
        self.check_identifier_length(self.pg_function_name_insert_events)
        names = {
            "s": Identifier(datastore.schema),
            "f": Identifier(self.pg_function_name_insert_events),
            "e": Identifier(self.stored_event_type_name),
            "t": Identifier(events_table_name),
            "c": Identifier(self.channel_name),
        }
        self.sql_append = SQL("SELECT * FROM {s}.{f}(%s, %s, %s, %s, %s, %s, %s)").format(**names)
        self.sql_create_statements[self.create_insert_function_statement_index] = SQL(_APPEND).format(
            **names, lock=SQL(str(LOCK_SECONDS)), serial=f"{datastore.schema}.{events_table_name}"
        )
        for table in (ONCE, BOOKMARKS):
            qualified = table.replace("EXISTS ", "EXISTS {s}.", 1)
            self.sql_create_statements.insert(0, SQL(qualified).format(**names))
        self.create_insert_function_statement_index += 2
        self.create_table_statement_index += 2

    # The library asks ten times before it says that a database is away; whoever waits for an answer should hear at once.
    select_events = PostgresApplicationRecorder.select_events.__wrapped__
    select_notifications = PostgresApplicationRecorder.select_notifications.__wrapped__
    max_notification_id = PostgresApplicationRecorder.max_notification_id.__wrapped__

    def insert_events(
        self, stored_events: Sequence[StoredEvent], once: OnceRow | None = None, **_: Any
    ) -> Sequence[int] | None:
        if not stored_events:
            return []
        events = [
            self.construct_pg_stored_event(e.originator_id, e.originator_version, e.topic, e.state)
            for e in stored_events
        ]
        row = once.values() if once else (None,) * 6
        with self.datastore.get_connection() as connection, connection.cursor() as cursor:
            cursor.execute(self.sql_append, (events, *row), prepare=True)
            return [found[self.pg_function_name_insert_events] for found in cursor.fetchall()]


_APPEND = """
CREATE OR REPLACE FUNCTION {s}.{f}(events {s}.{e}[], k bytea, b bytea, st bigint, loc text, ver bigint, made text)
RETURNS SETOF bigint LANGUAGE plpgsql AS $BODY$
BEGIN
    SET LOCAL lock_timeout = '{lock}s';
    LOCK TABLE {s}.{t} IN EXCLUSIVE MODE;
    NOTIFY {c};
    RETURN QUERY INSERT INTO {s}.{t} (originator_id, originator_version, topic, state)
        SELECT originator_id, originator_version, topic, state FROM unnest(events) RETURNING notification_id;
    IF k IS NOT NULL THEN
        INSERT INTO {s}.once (key, body, status, location, version, at, position)
        VALUES (k, b, st, loc, ver, made, currval(pg_get_serial_sequence({serial}, 'notification_id')));
    END IF;
END; $BODY$
"""


def recorder_for(datastore: SQLiteDatastore | PostgresDatastore, *, create: bool) -> ApplicationRecorder:
    """The recorder of a log; workers that start together must not create its tables, so one command does."""
    if isinstance(datastore, PostgresDatastore):
        recorder: Any = PostgresRecorder(datastore)
    else:
        recorder = SQLiteRecorder(datastore)
    if create:
        recorder.create_table()
    elif isinstance(datastore, PostgresDatastore) and not datastore.psycopg_python_types:
        raise ProgrammingError(
            f"the log {datastore.schema!r} has no tables yet; run `alongside migrate` first"
        )
    return recorder  # type: ignore[no-any-return]
