"""What is stored: facts in envelopes, as one JSON each. These bytes are hashed, published and restored; never change them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import cache
from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from pydantic_core import from_json, to_json

from shared.facts.marks import STORED, Bounds, Mark, Personal, Private, Sealed, mark_of
from shared.facts.reading import Reader, envelope_in
from shared.identity import AgencyId, Operator, PersonId, Respondent, Time

__all__ = [
    "STORED",
    "Bounds",
    "Fact",
    "Mark",
    "Part",
    "Personal",
    "Private",
    "Recorded",
    "Sealed",
    "UnknownFact",
    "envelope_of",
    "kind_of",
    "load_fact",
    "mark_of",
    "name_of",
    "utc_text",
]


class Part(BaseModel):
    """What a fact is made of. Its validator is built when the first is read or made: a start would build hundreds."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)


class Fact(Part):
    """Something that happened, in the past tense. Never changed, never deleted."""

    kind: ClassVar[str]
    by_kind: ClassVar[dict[str, type[Fact]]] = {}
    of_time: ClassVar[bool] = False
    """Whether a date alone makes it so: nobody did it, though somebody's command may be what notes it."""

    def __init_subclass__(cls, *, kind: str, of_time: bool = False, **more: Any) -> None:
        super().__init_subclass__(**more)
        if kind in Fact.by_kind:
            raise TypeError(f"{kind!r} already names {Fact.by_kind[kind].__qualname__}")
        cls.kind, cls.of_time = kind, of_time
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
    actor: PersonId | Operator | Time | Respondent
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
        for field in _FIELDS:
            told[field] = getattr(self, field)
        told["recorded_at"] = utc_text(self.recorded_at)
        return to_json(told)

    @classmethod
    def load(cls, stored: bytes, *, shut: bool = False, kind: type[Fact] | None = None) -> Recorded:
        """Read what any version of the house has stored; fields added since are left out, none may be missing.

        `shut` is for whoever has no key anyway: sealed values are then not read, only seen to be there. `kind` is for
        whoever has looked already which fact it is.
        """
        record: Recorded = _reader(kind or kind_of(stored), shut).record(stored)
        return record


_FIELDS = tuple(field.name for field in fields(Recorded))
_BEGIN = b'{"v":1,"name":"'


def name_of(stored: bytes) -> str:
    """The name of a stored fact, which stands at the beginning; raises ValueError for what is none of ours."""
    return _name_in(stored).decode()


def _name_in(stored: bytes) -> bytes:
    if not stored.startswith(_BEGIN):
        raise ValueError("not stored by any version of the house")
    return stored[len(_BEGIN) : stored.index(b'"', len(_BEGIN))]


def envelope_of(stored: bytes) -> dict[str, Any]:
    """What stands around a fact, as stored."""
    head: dict[str, Any] = from_json(envelope_in(stored))
    return head


def load_fact(stored: bytes) -> Fact:
    """The fact alone, for a rule: it asks nothing of the envelope, and of what is sealed only whether it is there."""
    fact: Fact = _reader(kind_of(stored), True).fact(stored)
    return fact


def kind_of(stored: bytes) -> type[Fact]:
    """Which fact it is; raises UnknownFact for one that this version has never heard of."""
    return _kind_named(_name_in(stored))


@cache
def _kind_named(name: bytes) -> type[Fact]:
    kind = Fact.by_kind.get(name.decode())
    if kind is None:
        raise UnknownFact(name.decode())
    return kind


@cache
def _reader(kind: type[Fact], shut: bool) -> Reader:
    kind.model_rebuild()  # nothing, unless none was built yet
    return Reader(Recorded, kind.__pydantic_core_schema__, shut=shut)


def utc_text(at: datetime) -> str:
    """A time as it stands in stored bytes and rows: UTC, microseconds, sortable as text."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
