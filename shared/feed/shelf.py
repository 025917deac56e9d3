"""All views of one service: which generation of each serves, and how far it has read."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from shared.bus import Message
from shared.facts import Fact, Recorded, UnknownFact, name_of
from shared.feed import parking
from shared.feed.views import Generation, TableName, View
from shared.tables import Away, Rows, Tables

WAIT_SECONDS = 2.0
DROPPED = -1
ONE = "name = ? AND version = ? AND number = ?"


class Shelf:
    """All views of one service: which generation of each serves, and how far it has read."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    def create_tables(self) -> None:
        self.tables.create(
            "CREATE TABLE IF NOT EXISTS generations (name TEXT NOT NULL, version BIGINT NOT NULL, number BIGINT NOT NULL, "
            "serving BIGINT NOT NULL, position BIGINT NOT NULL, PRIMARY KEY (name, version, number))"
        )

    def prepare(self, view: View) -> Generation:
        """The generation that serves this version of a view, begun if it is new."""
        with self.tables.write() as rows:
            _refuse_if_outdated(rows, view)
            found = _serving(rows, view) or _newest(rows, view)
            return found or self._begin(rows, view, serving=_no_older_serves(rows, view))

    def followed(self, view: View) -> Generation:
        """The generation to take facts into: the one that serves, or the newest while a new version fills."""
        with self.tables.read() as rows:
            _refuse_if_outdated(rows, view)
            found = _serving(rows, view) or _newest(rows, view)
        return found or self.prepare(view)

    def begin_anew(self, view: View) -> Generation:
        """A further generation, filled beside the one that serves; what an interrupted filling left is dropped."""
        with self.tables.write() as rows:
            serving = _serving(rows, view)
            left = _newest(rows, view) if serving else None
            if serving and left and left.key != serving.key:
                _drop(rows, left)
            return self._begin(rows, view, serving=False)

    def _begin(self, rows: Rows, view: View, *, serving: bool) -> Generation:
        last = "SELECT MAX(number) AS number FROM generations WHERE name = ? AND version = ?"
        number = ((rows.one(last, view.name, view.version) or {})["number"] or 0) + 1
        born = Generation(view.name, view.version, number, 0, serving=serving)
        rows.do(
            "INSERT INTO generations (name, version, number, serving, position) VALUES (?, ?, ?, ?, 0)",
            *(*born.key, int(serving)),
        )
        rows.do(f"CREATE TABLE {born.table('inbox')} (id TEXT PRIMARY KEY)")
        for statement in (*parking.tables(born.table), *view.tables(born.table)):
            rows.do(statement)
        return born

    def serve(self, generation: Generation) -> None:
        """From now on this generation answers; those before it are dropped, a newer one being filled is not."""
        with self.tables.write() as rows:
            others = rows.all(
                f"SELECT * FROM generations WHERE name = ? AND serving <> {DROPPED}", generation.name
            )
            rows.do(f"UPDATE generations SET serving = 1 WHERE {ONE}", *generation.key)
            for row in others:
                other = Generation.of(row)
                if other.key != generation.key and other.version <= generation.version:
                    _drop(rows, other)

    def beside(self, rows: Rows, view: type[View] | View) -> TableName:
        """The tables of another view, in the same transaction."""
        if generation := _serving(rows, view):
            return generation.table
        raise Away(f"the view {view.name} (it is being filled)")

    @contextmanager
    def query(self, view: type[View] | View) -> Iterator[tuple[Rows, TableName]]:
        """Rows of the generation that serves; raises Away while a new version has not filled yet."""
        with self.tables.read() as rows:
            yield rows, self.beside(rows, view)

    def position(self, view: type[View] | View) -> int:
        with self.tables.read() as rows:
            generation = _serving(rows, view)
        return generation.position if generation else 0

    def wait(self, view: type[View] | View, position: int) -> None:
        """Come back when a view has taken in the log up to a position; Away after 2 s."""
        until = time.monotonic() + WAIT_SECONDS
        while self.position(view) < position:
            if time.monotonic() > until:
                raise Away(f"the view {view.name} (it has not caught up with the position asked for)", 1)
            time.sleep(0.01)

    def take_log(self, view: View, generation: Generation, page: Iterable[tuple[int, bytes]]) -> int:
        """Take in a page of the service's own log. Answers the position reached, which stands in the same transaction."""
        with self.tables.write() as rows:
            at = _position(rows, generation)
            news = [Message("", stored, offset=position) for position, stored in page if position > at]
            parking.take_or_park(rows, generation.table, news, partial(_take, rows, view, generation))
            at = news[-1].offset if news else at
            rows.do(f"UPDATE generations SET position = ? WHERE {ONE}", at, *generation.key)
        return at

    def take_messages(self, view: View, generation: Generation, messages: Iterable[Message]) -> None:
        """Take in what came over the bus, in one transaction."""
        with self.tables.write() as rows:
            _position(rows, generation)
            parking.take_or_park(
                rows, generation.table, list(messages), partial(_take, rows, view, generation)
            )

    def release(self, view: View, stream: str) -> tuple[int, int]:
        """Take in, in their order, what was parked of a stream; answers how many, and how many still wait."""
        with self.tables.write() as rows:
            generation = _serving(rows, view)
            if generation is None:
                return 0, 0
            return parking.release(rows, generation.table, stream, partial(_take, rows, view, generation))

    def parked(self, view: View) -> list[tuple[str, int, str]]:
        """Streams that wait, how many records of each, and the class of the first one's trouble."""
        with self.query(view) as (rows, t):
            return parking.waiting(rows, t)


def _take(rows: Rows, view: View, generation: Generation, message: Message) -> None:
    if message.is_heartbeat:
        view.beat(rows, message.value, generation.table)
        return
    name = name_of(message.value)
    if name not in Fact.by_kind:
        raise UnknownFact(name)
    if Fact.by_kind[name] not in view.hears:
        return
    recorded = Recorded.load(message.value)
    inbox = generation.table("inbox")
    if rows.do(f"INSERT INTO {inbox} (id) VALUES (?) ON CONFLICT (id) DO NOTHING", str(recorded.id)):
        view.take(rows, recorded, generation.table)


def _serving(rows: Rows, view: type[View] | View) -> Generation | None:
    row = rows.one(
        "SELECT * FROM generations WHERE name = ? AND version = ? AND serving = 1", view.name, view.version
    )
    return Generation.of(row) if row else None


def _refuse_if_outdated(rows: Rows, view: type[View] | View) -> None:
    """A process of an older version neither fills nor begins anything beside a newer one that serves."""
    newer = "SELECT 1 AS one FROM generations WHERE name = ? AND version > ? AND serving = 1"
    if rows.one(newer, view.name, view.version):
        raise Away(f"the view {view.name} (a newer version of it serves; this process is out of date)")


def _newest(rows: Rows, view: type[View] | View) -> Generation | None:
    row = rows.one(
        f"SELECT * FROM generations WHERE name = ? AND version = ? AND serving <> {DROPPED} ORDER BY number DESC LIMIT 1",
        view.name,
        view.version,
    )
    return Generation.of(row) if row else None


def _no_older_serves(rows: Rows, view: View) -> bool:
    return not rows.all("SELECT 1 AS one FROM generations WHERE name = ? AND serving = 1", view.name)


def _position(rows: Rows, generation: Generation) -> int:
    # An update that changes nothing locks the row: two workers take in one after the other.
    rows.do(f"UPDATE generations SET position = position WHERE {ONE}", *generation.key)
    row = rows.one(f"SELECT position FROM generations WHERE {ONE}", *generation.key)
    return int(row["position"]) if row else 0


def _drop(rows: Rows, generation: Generation) -> None:
    prefix = generation.table("")
    tables: Any = rows.all(
        "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename LIKE ? ESCAPE '!'"
        if rows.postgres
        else "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE ? ESCAPE '!'",
        prefix.replace("_", "!_") + "%",  # an underscore would stand for any letter
    )
    for row in tables:
        rows.do(f"DROP TABLE {row['name']}")
    # Its number stays used: a consumer group of that name has a place already.
    rows.do(f"UPDATE generations SET serving = {DROPPED} WHERE {ONE}", *generation.key)
