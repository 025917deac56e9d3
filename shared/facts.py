"""What is stored: facts in envelopes, as one JSON each. These bytes are hashed, published and restored; never change them.

A field is plain, `Private` (content, under its record's key) or `Personal` (who somebody is, under the person's key).
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import cache
from typing import Annotated, Any, ClassVar, Final, Literal, TypeAlias, TypeVar, Union, cast, get_args
from uuid import UUID

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from shared.identity import AgencyId, Operator, PersonId, Time

T = TypeVar("T")
STORED: Final = "stored"
"""The validation context of what comes from a store; only there may a sealed value stand in for a plain one."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A value nobody reads without its key: version, key id, nonce, ciphertext, commitment to the key."""

    v: int
    k: str
    n: str
    c: str
    m: str

    FIELDS: ClassVar[frozenset[str]] = frozenset({"v", "k", "n", "c", "m"})

    @classmethod
    def load(cls, stored: dict[str, Any]) -> Sealed:
        if stored["v"] != 1:
            raise ValueError("sealed in a form that this version of the house does not know")
        return cls(**stored)

    def dump(self) -> dict[str, Any]:
        return {"v": self.v, "k": self.k, "n": self.n, "c": self.c, "m": self.m}


class Mark:
    """Says under which kind of key a field is sealed, and hides `Sealed` from callers and from their schema."""

    def __init__(self, prefix: Literal["rk", "pk"]) -> None:
        self.prefix = prefix

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        plain = tuple(a for a in get_args(source) if a is not Sealed)

        def stored_or_plain(value: Any, plainly: Any, info: core_schema.ValidationInfo) -> Any:
            if isinstance(value, Sealed):
                return value
            if info.context == STORED and isinstance(value, dict) and value.keys() == Sealed.FIELDS:
                return Sealed.load(value)
            return plainly(value)

        schema = handler.generate_schema(Union[plain])  # noqa: UP007  made at run time
        return core_schema.with_info_wrap_validator_function(
            stored_or_plain,
            schema,
            serialization=core_schema.plain_serializer_function_ser_schema(
                _dump, info_arg=True, is_field_serializer=False
            ),
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return handler(cast("CoreSchema", schema.get("schema", schema)))


def _dump(value: Any, info: core_schema.SerializationInfo) -> Any:
    if isinstance(value, Sealed):
        return value.dump()
    if isinstance(value, BaseModel):
        return value.model_dump(mode=info.mode)
    if isinstance(value, tuple | list):
        return [_dump(item, info) for item in value]
    if info.mode == "json" and not isinstance(value, str | int | float | bool | None):
        return str(value)
    return value


class Bounds:
    """How long a text may be when it is written. What was stored under other bounds is still read."""

    def __init__(self, longest: int) -> None:
        self._written = core_schema.str_schema(min_length=1, max_length=longest, strip_whitespace=True)

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        def written_or_stored(value: Any, written: Any, info: core_schema.ValidationInfo) -> Any:
            return value if info.context == STORED and isinstance(value, str) else written(value)

        return core_schema.with_info_wrap_validator_function(written_or_stored, self._written)


Private: TypeAlias = Annotated[T | Sealed, Mark("rk")]
Personal: TypeAlias = Annotated[T | Sealed, Mark("pk")]


@cache
def mark_of(model: type[BaseModel], name: str) -> Mark | None:
    """How a field is sealed; None for a plain one."""
    return next((m for m in model.model_fields[name].metadata if isinstance(m, Mark)), None)


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
