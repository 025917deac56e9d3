"""What is stored: facts in envelopes, as one JSON each. These bytes are hashed, published and restored; never change them."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, ClassVar, Literal, get_type_hints
from uuid import UUID

from pydantic import BaseModel, ConfigDict, TypeAdapter
from pydantic_core import SchemaValidator
from pydantic_core.core_schema import CoreConfig
from typing_extensions import TypedDict

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
    "envelope_of",
    "load_fact",
    "mark_of",
    "name_of",
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
        told: dict[str, Any] = {"v": 1, "name": self.name}
        for field in _ENVELOPE:
            value = getattr(self, field)
            told[field] = str(value) if isinstance(value, UUID) else value
        told["recorded_at"] = utc_text(self.recorded_at)
        head = _JSON.encode(told).encode()
        return head[:-1] + _FACT + self.fact.__pydantic_serializer__.to_json(self.fact) + b"}"

    @classmethod
    def load(cls, stored: bytes) -> Recorded:
        """Read what any version of the house has stored; fields added since are left out, none may be missing."""
        head, fact = _parted(stored)
        told: dict[str, Any] = dict(_HEAD.validate_json(head))
        return cls(**told, fact=_fact(name_of(stored), fact))


_ENVELOPE = tuple(field.name for field in fields(Recorded) if field.name != "fact")
_HINTS = get_type_hints(Recorded)
_Head: Any = TypedDict("_Head", {name: _HINTS[name] for name in _ENVELOPE})  # type: ignore[misc]  # made at run time
_HEAD = SchemaValidator(TypeAdapter(_Head).core_schema, CoreConfig(hide_input_in_errors=True))
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_BEGIN, _FACT = b'{"v":1,"name":"', b',"fact":'


def name_of(stored: bytes) -> str:
    """The name of a stored fact, which stands at the beginning; raises ValueError for what is none of ours."""
    if not stored.startswith(_BEGIN):
        raise ValueError("not stored by any version of the house")
    return stored[len(_BEGIN) : stored.index(b'"', len(_BEGIN))].decode()


def envelope_of(stored: bytes) -> dict[str, Any]:
    """What stands around a fact, as stored."""
    head: dict[str, Any] = json.loads(_parted(stored)[0])
    return head


def load_fact(stored: bytes) -> Fact:
    """The fact alone, for a rule that asks nothing of the envelope."""
    return _fact(name_of(stored), _parted(stored)[1])


def _parted(stored: bytes) -> tuple[bytes, bytes]:
    # The fact stands last, and in a text before it these quotes would be escaped.
    at = stored.index(_FACT)
    return stored[:at] + b"}", stored[at + len(_FACT) : -1]


def _fact(name: str, stored: bytes) -> Fact:
    kind = Fact.by_kind.get(name)
    if kind is None:
        raise UnknownFact(name)
    return kind.model_validate_json(stored, context=STORED, extra="ignore")


def utc_text(at: datetime) -> str:
    """A time as it stands in stored bytes and rows: UTC, microseconds, sortable as text."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
