"""What a store answers besides facts."""

from __future__ import annotations

from dataclasses import dataclass


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
