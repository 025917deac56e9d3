"""What is stored: facts in envelopes, as one JSON each. These bytes are hashed, published and restored; never change them."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.facts.marks import STORED, Bounds, Mark, Personal, Private, Sealed, mark_of
from shared.identity import AgencyId, Operator, PersonId, Time

__all__ = [
    "STORED",
    "Bounds",
    "Fact",
    "Mark",
    "Personal",
    "Private",
    "Recorded",
    "Sealed",
    "UnknownFact",
    "load_fact",
    "mark_of",
    "utc_text",
]


class Fact(BaseModel):
    """Something that happened, in the past tense. Never changed, never deleted."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
    kind: ClassVar[str]
    by_kind: ClassVar[dict[str, type[Fact]]] = {}

    def __init_subclass__(cls, *, kind: str, **more: Any) -> None:
        super().__init_subclass__(**more)
        if kind in Fact.by_kind:
            raise TypeError(f"{kind!r} already names {Fact.by_kind[kind].__qualname__}")
        cls.kind = kind
        Fact.by_kind[kind] = cls


class UnknownFact(Exception):
    """A stored name that this version of the house has never heard of."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact in its envelope: whose history, which place in it, when, by whom, and on what authority."""

    id: UUID
    service: str
    stream_type: str
    stream_id: UUID
    stream_version: int
    recorded_at: datetime
    actor: PersonId | Operator | Time | Literal["respondent"]
    client: str | None
    on_behalf_of: PersonId | None
    agency: AgencyId | None
    correlation: UUID
    causation: UUID | None
    traceparent: str | None
    once: str | None
    policy_version: str | None
    identity_source: str
    directory_position: int | None
    fact: Fact

    @property
    def name(self) -> str:
        return self.fact.kind

    def stored(self) -> bytes:
        """The one form of this record: what the store keeps, Kafka carries and the ledger hashes."""
        whole: dict[str, Any] = {"v": 1, "name": self.name}
        for field in _ENVELOPE:
            value = getattr(self, field)
            whole[field] = str(value) if isinstance(value, UUID) else value
        whole["recorded_at"] = utc_text(self.recorded_at)
        whole["fact"] = self.fact.model_dump(mode="json")
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def load(cls, stored: bytes) -> Recorded:
        """Read what any version of the house has stored; fields added since are left out, none may be missing."""
        whole = json.loads(stored)
        told: dict[str, Any] = {field: whole[field] for field in _ENVELOPE}
        for field in _IDS:
            if told[field] is not None:
                told[field] = UUID(told[field])
        told["recorded_at"] = datetime.fromisoformat(told["recorded_at"])
        with suppress(ValueError):  # or one of the words that stand for nobody in particular
            told["actor"] = UUID(told["actor"])
        return cls(**told, fact=_fact(whole))


_ENVELOPE = tuple(field.name for field in fields(Recorded) if field.name != "fact")
_IDS = ("id", "stream_id", "on_behalf_of", "agency", "correlation", "causation")


def load_fact(stored: bytes) -> Fact:
    """The fact alone, for a rule that asks nothing of the envelope."""
    return _fact(json.loads(stored))


def _fact(whole: dict[str, Any]) -> Fact:
    kind = Fact.by_kind.get(whole["name"])
    if kind is None:
        raise UnknownFact(whole["name"])
    return kind.model_validate(whole["fact"], context=STORED, extra="ignore")


def utc_text(at: datetime) -> str:
    """A time as it stands in stored bytes and rows: UTC, microseconds, sortable as text."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
