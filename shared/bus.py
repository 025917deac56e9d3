"""How services hear of each other's facts: one interface, and the bus of a house that runs in one process.

Both buses keep a topic whole, keep the order of a key, deliver at least once, and remember where a group stands.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from shared.facts import envelope_of
from shared.tables import Tables

SOURCE = "alongside"
HEARTBEAT = "heartbeat"


@dataclass(frozen=True)
class Message:
    """A stored record on its way, or a heartbeat: value bytes exactly as stored, headers that only repeat them."""

    key: str
    value: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    topic: str = ""
    offset: int = -1

    @property
    def is_heartbeat(self) -> bool:
        return self.headers.get("ce_type") == HEARTBEAT

    @classmethod
    def of(
        cls, stored: bytes, envelope: Mapping[str, Any] | None = None, position: int | None = None
    ) -> Message:
        """CloudEvents 1.0, binary mode.

        `envelope` is the stored JSON where somebody has read it already; `position` the place in its service's log.
        """
        told = envelope_of(stored) if envelope is None else envelope
        headers = {
            "ce_specversion": "1.0",
            "ce_id": told["id"],
            "ce_source": f"/{SOURCE}/{told['service']}",
            "ce_type": told["name"],
            "ce_subject": told["stream_id"],
            "ce_time": told["recorded_at"],
            "content-type": "application/json",
        }
        if told["traceparent"]:
            headers["ce_traceparent"] = told["traceparent"]
        if position is not None:
            headers["ce_sequence"] = str(position)
        return cls(told["stream_id"], stored, headers)

    @classmethod
    def heartbeat(cls, at: str, position: int, *, agrees: bool = True) -> Message:
        """Says that everything recorded up to a time, with which another clock agrees or not, and place has been published. No fact: the ledger skips it."""
        told = {"at": at, "position": position, "agrees": agrees}
        return cls(HEARTBEAT, json.dumps(told).encode(), {"ce_type": HEARTBEAT})

    def in_part(self, part: int, parts: int) -> Message:
        """A heartbeat for one of the parts that a topic has: it says nothing of what lies in the others."""
        told = json.loads(self.value) | {"part": part, "parts": parts}
        return Message(self.key, json.dumps(told).encode(), self.headers)


class Subscription(Protocol):
    """A group's place in some topics."""

    def poll(self, seconds: float) -> list[Message]:
        """The next messages, in order a key; none when nothing came in that time."""
        ...

    def commit(self) -> None:
        """What was polled is dealt with, and will not come again to this group."""
        ...

    def behind(self) -> int | None:
        """How many messages have not been polled yet; None while that cannot be said."""
        ...

    def close(self) -> None: ...


class Bus(Protocol):
    def create_topics(self, topics: Sequence[str]) -> None:
        """Make those that are missing; raises Away."""

    def publish(self, topic: str, messages: Sequence[Message]) -> None:
        """Comes back when every message is acknowledged; raises Away otherwise, and then any of them may be there."""

    def subscribe(self, topics: Sequence[str], group: str) -> Subscription:
        """A group that is new begins at the beginning."""

    def wake(self) -> None:
        """Whoever waits in a poll need not wait any longer."""

    def close(self) -> None: ...


class LocalBus:
    """Topics in a file of the house: a product for one machine, not a stand-in."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._news = threading.Condition()
        tables.create(
            "CREATE TABLE IF NOT EXISTS messages (place INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, "
            "key TEXT NOT NULL, value BYTEA NOT NULL, headers TEXT NOT NULL)",
            "CREATE INDEX IF NOT EXISTS messages_by_topic ON messages (topic, place)",
            "CREATE TABLE IF NOT EXISTS places (grp TEXT NOT NULL, topic TEXT NOT NULL, place BIGINT NOT NULL, "
            "PRIMARY KEY (grp, topic))",
        )

    def create_topics(self, topics: Sequence[str]) -> None:
        """Each begins with its first message."""

    def publish(self, topic: str, messages: Sequence[Message]) -> None:
        with self._tables.write() as rows:
            for message in messages:
                if message.is_heartbeat:  # only the newest says anything
                    rows.do("DELETE FROM messages WHERE topic = ? AND key = ?", topic, message.key)
                headers = json.dumps(dict(message.headers))
                rows.do(
                    "INSERT INTO messages (topic, key, value, headers) VALUES (?, ?, ?, ?)",
                    topic,
                    message.key,
                    message.value,
                    headers,
                )
        self.wake()

    def subscribe(self, topics: Sequence[str], group: str) -> LocalSubscription:
        return LocalSubscription(self._tables, self._news, topics, group)

    def wake(self) -> None:
        with self._news:
            self._news.notify_all()

    def close(self) -> None:
        self._tables.close()


class LocalSubscription:
    PAGE = 500

    def __init__(self, tables: Tables, news: threading.Condition, topics: Sequence[str], group: str) -> None:
        self._tables, self._news, self._topics, self._group = tables, news, topics, group
        with tables.read() as rows:
            known = rows.all("SELECT topic, place FROM places WHERE grp = ?", group)
        self._places = dict.fromkeys(topics, 0) | {row["topic"]: row["place"] for row in known}

    def poll(self, seconds: float) -> list[Message]:
        with self._news:
            if not (found := self._next()):
                self._news.wait(seconds)
                found = self._next()
        for message in found:
            self._places[message.topic] = message.offset
        return found

    def _next(self) -> list[Message]:
        with self._tables.read() as rows:
            return [
                Message(row["key"], bytes(row["value"]), json.loads(row["headers"]), topic, row["place"])
                for topic in self._topics
                for row in rows.all(
                    "SELECT place, key, value, headers FROM messages WHERE topic = ? AND place > ? "
                    "ORDER BY place LIMIT ?",
                    topic,
                    self._places[topic],
                    self.PAGE,
                )
            ]

    def commit(self) -> None:
        with self._tables.write() as rows:
            for topic, place in self._places.items():
                rows.do(
                    "INSERT INTO places (grp, topic, place) VALUES (?, ?, ?) "
                    "ON CONFLICT (grp, topic) DO UPDATE SET place = excluded.place",
                    self._group,
                    topic,
                    place,
                )

    def behind(self) -> int | None:
        with self._tables.read() as rows:
            found = [
                rows.one("SELECT COUNT(*) AS many FROM messages WHERE topic = ? AND place > ?", topic, place)
                for topic, place in self._places.items()
            ]
        return sum(int(row["many"]) for row in found if row)

    def close(self) -> None:
        """Nothing is held open between calls."""
