"""Facts on their way into views: what each hears, of a log each read once for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

from shared.bus import Message
from shared.facts import Fact, Recorded, UnknownFact, kind_of
from shared.feed import parking
from shared.feed.views import Generation, View
from shared.tables import Rows

LOG = ""
"""Stands for the topic of what comes from the service's own log."""
Stored = Sequence[tuple[int, bytes]]
"""Records of a log as stored, each with its place in it."""


class Record(NamedTuple):
    """One record of a page; `kind` None for what cannot be told: every view hears it, and parks it."""

    offset: int
    value: bytes
    kind: type[Fact] | None
    key: str = ""
    topic: str = LOG


class Page:
    """A page of a log; what more than one of its views hears is read once for all of them."""

    def __init__(self, page: Stored, views: Iterable[View]) -> None:
        self._hear = Counter(kind for view in views for kind in view.hears)
        self._records = [Record(place, stored, _kind(stored)) for place, stored in page]
        self._read: dict[int, Recorded] = {}
        self.end = page[-1][0]

    def into(self, rows: Rows, view: View, generation: Generation, *, after: int) -> Exception | None:
        """Take in what a view hears of it after a place; answers what befell the view, which is then as it was before."""
        hears = {None, *view.hears}
        heard = [one for one in self._records if one.kind in hears and one.offset > after]
        if not heard:
            return None
        try:
            with rows.attempt():
                parking.take_or_park(
                    rows, generation.table, heard, partial(self._take, rows, view, generation)
                )
        except Exception as error:
            if rows.over:
                raise
            return error
        return None

    def _take(self, rows: Rows, view: View, generation: Generation, record: Record) -> None:
        recorded = self._read.get(record.offset) or Recorded.load(record.value, shut=True, kind=record.kind)
        if self._hear[type(recorded.fact)] > 1:
            self._read[record.offset] = recorded
        view.take(rows, recorded, generation.table)


def _kind(stored: bytes) -> type[Fact] | None:
    try:
        return kind_of(stored)
    except (UnknownFact, ValueError):
        return None


def take(rows: Rows, view: View, generation: Generation, message: Message) -> None:
    """Take in one message, unless it came before."""
    if message.is_heartbeat:
        view.beat(rows, message.value, generation.table)
        return
    if (kind := kind_of(message.value)) not in view.hears:
        return
    recorded = Recorded.load(message.value, shut=True, kind=kind)
    if message.topic == LOG or _has_not_come(rows, generation, recorded):
        view.take(rows, recorded, generation.table)


def _has_not_come(rows: Rows, generation: Generation, recorded: Recorded) -> bool:
    """A bus may deliver anything again; of the log, the position says already what was taken in."""
    inbox = generation.table("inbox")
    return rows.do(f"INSERT INTO {inbox} (id) VALUES (?) ON CONFLICT (id) DO NOTHING", str(recorded.id)) > 0
