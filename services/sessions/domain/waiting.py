"""What waits aside until a round closes: answers that name nobody, and somebody whose answers nobody can find (K4)."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict, TypeAdapter

from services.sessions.events.feedback import ItemAnswered
from shared.identity import PersonId

ANSWER: Final = "feedback-answer"
PERSON: Final = "feedback-respondent"
_ANSWERS: Final = TypeAdapter(tuple[ItemAnswered, ...])


class Waiting(BaseModel):
    """Somebody who answered, and what tells a repeat of their request from another."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person: PersonId
    repeat: str | None = None


def answers_as(answers: tuple[ItemAnswered, ...]) -> bytes:
    return _ANSWERS.dump_json(answers)


def answers_of(content: bytes) -> tuple[ItemAnswered, ...]:
    return _ANSWERS.validate_json(content)


def person_of(content: bytes) -> PersonId:
    return Waiting.model_validate_json(content).person


def row_of(mac: bytes) -> UUID:
    """Which row a person's is in a round: theirs alone, and found by nobody without the service's secret."""
    return UUID(bytes=mac[:16], version=4)
