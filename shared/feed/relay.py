"""Reads a service's log after a bookmark, publishes, waits for the acknowledgement, moves the bookmark."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby
from typing import Any

from shared.bus import Bus, Message
from shared.facts import envelope_of, utc_text
from shared.store import Store
from shared.telemetry import Tracing

PAGE = 2000
"""At the end of each the bus is waited for; and so many records are held at once."""
NAME = "relay"
NEVER = -math.inf
"""Zero is when the machine began, which may have been a moment ago."""


class Relay:
    """One a log. A crash between publishing and the bookmark repeats a page; whoever listens knows what it has had.

    `topics` says where streams of a type go; a type that is not in it never leaves its service.
    `pulse` is the topic that hears, every `pulse_seconds`, up to when everything has been published, and whether that time is
    borne out by another clock.
    """

    def __init__(
        self,
        store: Store,
        bus: Bus,
        topics: Mapping[str, str],
        tracing: Tracing,
        *,
        pulse: str | None = None,
        pulse_seconds: float = 15,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self._store, self._bus, self._topics, self._tracing = store, bus, topics, tracing
        self._pulse, self._pulse_seconds = pulse, pulse_seconds
        self._now = now or store.now
        self._pulsed, self._news = NEVER, False

    def bookmark(self) -> int:
        with self._store.tables.read() as rows:
            row = rows.one("SELECT position FROM bookmarks WHERE name = ?", NAME)
        return int(row["position"]) if row else 0

    def step(self) -> int:
        """Publish one page; answers how many records that were. Raises Away when the bus is."""
        began, after = self._now(), self.bookmark()
        page = self._store.read(after, PAGE)
        read = [(position, stored, envelope_of(stored)) for position, stored in page]
        for topic, group in groupby(read, key=lambda row: self._topics.get(row[2]["stream_type"])):
            if topic is not None:
                messages = [Message.of(stored, envelope, position) for position, stored, envelope in group]
                with self._tracing.span("publish", topic=topic, records=len(messages)):
                    self._bus.publish(topic, messages)
        end = page[-1][0] if page else after
        if page:
            self._move(end)
            self._news = True
        # As soon as there are no more news; and now and then where they never end.
        due = (self._news and not page) or time.monotonic() - self._pulsed >= self._pulse_seconds
        if self._pulse and due and len(page) < PAGE:
            # The log was read to its end after `began`, so all that was recorded before is published.
            agrees = self._store.other_clock.agrees(began)
            self._bus.publish(self._pulse, [Message.heartbeat(utc_text(began), end, agrees=agrees)])
            self._pulsed, self._news = time.monotonic(), False
        return len(page)

    def _move(self, position: int) -> None:
        with self._store.tables.write() as rows:
            rows.do(
                "INSERT INTO bookmarks (name, position) VALUES (?, ?) "
                "ON CONFLICT (name) DO UPDATE SET position = excluded.position",
                NAME,
                position,
            )


def publish_anew(store: Store) -> None:
    """For a bus that has never heard of this log: the relay begins at its beginning."""
    with store.tables.write() as rows:
        rows.do("DELETE FROM bookmarks WHERE name = ?", NAME)


@contextmanager
def alone(store: Store) -> Any:
    """Yields whether this process may relay: on PostgreSQL one at a time holds a lock, on one machine the house does."""
    if not store.tables.postgres:
        yield True
        return
    with store.tables.write() as rows:
        held = rows.one("SELECT pg_try_advisory_xact_lock(hashtext(?)) AS held", f"relay {store.name}")
        yield bool(held and held["held"])
