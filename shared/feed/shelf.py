"""All views of one service: which generation of each serves, and how far it has read."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial

from psycopg.errors import UndefinedTable

from shared.bus import Message
from shared.feed import generations, parking, pulse
from shared.feed.generations import DROPPED, ONE
from shared.feed.taking import Page, Stored, take
from shared.feed.views import Followed, Generation, TableName, View
from shared.store import utc_now
from shared.tables import Away, Rows, Tables

WAIT_SECONDS = 2.0


class Shelf:
    """All views of one service: which generation of each serves, and how far it has read."""

    def __init__(self, tables: Tables, now: Callable[[], datetime] = utc_now) -> None:
        self.tables, self.now = tables, now
        self.hurry: Callable[[], None] = lambda: None
        """Asks whoever follows the log in this process to gather no longer."""

    def create_tables(self) -> None:
        self.tables.create(
            "CREATE TABLE IF NOT EXISTS generations (name TEXT NOT NULL, version BIGINT NOT NULL, number BIGINT NOT NULL, "
            "serving BIGINT NOT NULL, position BIGINT NOT NULL, PRIMARY KEY (name, version, number))"
        )

    def prepare(self, view: View) -> Generation:
        """The generation that serves this version of a view, begun if it is new."""
        with self.tables.write() as rows:
            found = generations.followed(generations.known(rows), view)
            return found or self._begin(rows, view, serving=generations.no_older_serves(rows, view))

    def prepare_all(self, views: Iterable[View]) -> None:
        """See that each has its generation; where nothing is new, nothing is written."""
        there = self.known()
        for view in views:
            if generations.followed(there, view) is None:
                self.prepare(view)

    def known(self) -> list[Generation]:
        """Every generation of every view, as they are now."""
        with self.tables.read() as rows:
            return generations.known(rows)

    def followed(self, view: View, known: Iterable[Generation] | None = None) -> Generation:
        """The generation to take facts into: the one that serves, or the newest while a new version fills."""
        there = self.known() if known is None else known
        return generations.followed(there, view) or self.prepare(view)

    def begin_anew(self, view: View) -> Generation:
        """A further generation, filled beside the one that serves; what an interrupted filling left is dropped."""
        with self.tables.write() as rows:
            serving = generations.serving(rows, view)
            left = generations.newest(rows, view) if serving else None
            if serving and left and left.key != serving.key:
                generations.drop(rows, left)
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
                    generations.drop(rows, other)

    def beside(self, rows: Rows, view: type[View] | View) -> TableName:
        """The tables of another view, in the same transaction."""
        if generation := generations.serving(rows, view):
            return generation.table
        raise Away(f"the view {view.name} (it is being filled)")

    @contextmanager
    def query(self, view: type[View] | View) -> Iterator[tuple[Rows, TableName]]:
        """Rows of the generation that serves; raises Away while a new version has not filled yet."""
        with self.tables.read() as rows:
            try:
                yield rows, self.beside(rows, view)
            except (
                UndefinedTable
            ) as gone:  # dropped between two statements, which nothing holds together here
                raise Away(f"the view {view.name} (it was replaced a moment ago)", 1) from gone

    def position(self, view: type[View] | View) -> int:
        with self.tables.read() as rows:
            generation = generations.serving(rows, view)
        return generation.position if generation else 0

    def positions(self) -> dict[tuple[str, int], int]:
        """How far each version of a view that serves has read."""
        return {(one.name, one.version): one.position for one in self.known() if one.serving}

    def wait(self, view: type[View] | View, position: int) -> None:
        """Come back when a view has taken in the log up to a position; Away after 2 s."""
        until = time.monotonic() + WAIT_SECONDS
        while self.position(view) < position:
            if time.monotonic() > until:
                raise Away(f"the view {view.name} (it has not caught up with the position asked for)", 1)
            self.hurry()
            time.sleep(0.01)

    def take_log(self, view: View, generation: Generation, page: Stored) -> int:
        """Take a page of the service's own log into one view. Answers the position reached."""
        for error in self.take_page([(view, generation)], page).values():
            raise error
        return page[-1][0]

    def take_page(self, those: Sequence[Followed], page: Stored) -> dict[str, Exception]:
        """Take a page of the service's own log into views, with the position reached, in one transaction.

        Answers what befell any of them; such a one is left as it was, and the others are not.
        """
        taken, failed = Page(page, (view for view, _ in those)), dict[str, Exception]()
        with self.tables.write() as rows:
            at = generations.held(rows, (generation for _, generation in those))
            there = [(view, one) for view, one in those if at.get(one.key, taken.end) < taken.end]
            for view, one in there:
                if trouble := taken.into(rows, view, one, after=at[one.key]):
                    failed[view.name] = trouble
            generations.move(rows, (one for view, one in there if view.name not in failed), taken.end)
        return failed

    def take_messages(self, view: View, generation: Generation, messages: Iterable[Message]) -> None:
        """Take in what came over the bus, in one transaction."""
        now = self.now()
        heard = [pulse.heard(one, now) if one.is_heartbeat else one for one in messages]
        with self.tables.write() as rows:
            generations.held(rows, [generation])
            parking.take_or_park(rows, generation.table, heard, partial(take, rows, view, generation))

    def release(self, view: View, stream: str) -> tuple[int, int]:
        """Take in, in their order, what was parked of a stream; answers how many, and how many still wait."""
        with self.tables.write() as rows:
            generation = generations.serving(rows, view)
            if generation is None:
                return 0, 0
            return parking.release(rows, generation.table, stream, partial(take, rows, view, generation))

    def parked(self, view: View) -> list[tuple[str, int, str]]:
        """Streams that wait, how many records of each, and the class of the first one's trouble."""
        with self.query(view) as (rows, t):
            return parking.waiting(rows, t)
