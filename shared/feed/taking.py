"""Facts on their way into views: what each hears, of a log each read once for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from shared.bus import Message
from shared.facts import Fact, Recorded, UnknownFact, kind_of
from shared.feed import parking
from shared.feed.views import Generation, View
from shared.tables import Rows

LOG = ""
"""Stands for the topic of what comes from the service's own log."""
Stored = Sequence[tuple[int, bytes]]
"""Records of a log as stored, each with its place in it."""


class Page:
    """A page of a log, read once whatever the number of views that it is taken into."""

    def __init__(self, page: Stored) -> None:
        self._records = [
            (_kind(stored), Message("", stored, topic=LOG, offset=place)) for place, stored in page
        ]
        self._read: dict[int, Recorded] = {}
        self.end = page[-1][0]

    def into(self, rows: Rows, view: View, generation: Generation, *, after: int) -> Exception | None:
        """Take in what a view hears of it after a place; answers what befell the view, which is then as it was before."""
        heard = [
            message
            for kind, message in self._records
            if message.offset > after and (kind in view.hears or kind is None)
        ]
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

    def _take(self, rows: Rows, view: View, generation: Generation, message: Message) -> None:
        if message.offset not in self._read:
            self._read[message.offset] = Recorded.load(message.value, shut=True)
        view.take(rows, self._read[message.offset], generation.table)


def _kind(stored: bytes) -> type[Fact] | None:
    """None for what cannot be told: every view hears it, and parks it."""
    try:
        return kind_of(stored)
    except (UnknownFact, ValueError):
        return None


def take(rows: Rows, view: View, generation: Generation, message: Message) -> None:
    """Take in one message, unless it came before."""
    if message.is_heartbeat:
        view.beat(rows, message.value, generation.table)
        return
    if kind_of(message.value) not in view.hears:
        return
    recorded = Recorded.load(message.value, shut=True)
    if message.topic == LOG or _has_not_come(rows, generation, recorded):
        view.take(rows, recorded, generation.table)


def _has_not_come(rows: Rows, generation: Generation, recorded: Recorded) -> bool:
    """A bus may deliver anything again; of the log, the position says already what was taken in."""
    inbox = generation.table("inbox")
    return rows.do(f"INSERT INTO {inbox} (id) VALUES (?) ON CONFLICT (id) DO NOTHING", str(recorded.id)) > 0
