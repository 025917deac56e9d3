"""What a store answers besides facts, and what commands were answered with, so that a repeat has no second effect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from eventsourcing.persistence import IntegrityError

from shared.facts import utc_text
from shared.tables import Tables


class NotFound(Exception):
    """There is no such record."""


class VersionConflict(Exception):
    """Somebody else was faster."""


@dataclass(frozen=True)
class Answered:
    """What a command that took effect was answered with."""

    body: bytes
    status: int
    location: str | None
    version: int
    position: int


class AnsweredAlready(Exception):
    """The same command was sent before and took effect then."""

    def __init__(self, answered: Answered) -> None:
        super().__init__()
        self.answered = answered


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


class Answers:
    """The rows; a command that records facts writes its own in the transaction of those."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def of(self, key: bytes) -> Answered | None:
        row = self._tables.one(
            "SELECT body, status, location, version, position FROM once WHERE key = ?", key
        )
        return Answered(**dict(row)) if row else None

    def note(self, once: OnceRow, position: int) -> None:
        """Of a command that recorded nothing. Raises AnsweredAlready when it was answered before."""
        try:
            with self._tables.write() as rows:
                rows.do(
                    "INSERT INTO once (key, body, status, location, version, at, position) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    *(*once.values(), position),
                )
        except IntegrityError:
            if answered := self.of(once.key):
                raise AnsweredAlready(answered) from None
            raise

    def forget(self, before: datetime) -> int:
        """They are kept for 30 days."""
        with self._tables.write() as rows:
            return int(rows.do("DELETE FROM once WHERE at < ?", utc_text(before)))
