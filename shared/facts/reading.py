"""Readers of stored JSON, made once for each kind of fact: one pass over the bytes, and nothing built that nobody asks for."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import CoreSchema, SchemaValidator
from pydantic_core.core_schema import CoreConfig

from shared.facts.marks import STORED, shut_in

# The fact stands last, and in a text before it these quotes would be escaped.
_FACT = b',"fact":'


def envelope_in(stored: bytes) -> bytes:
    """What stands around a fact, as JSON of its own."""
    return stored[: stored.index(_FACT)] + b"}"


def fact_in(stored: bytes) -> bytes:
    """The fact alone, as JSON of its own."""
    return stored[stored.index(_FACT) + len(_FACT) : -1]


class Reader:
    """Reads a stored record, or its fact alone; `shut` leaves every sealed value closed and unread."""

    def __init__(self, envelope: type, fact: CoreSchema, *, shut: bool) -> None:
        told: Any = shut_in(fact) if shut else fact
        self._record = _validator(_with_fact(envelope, told), shut=shut)
        self._fact = _validator(told, shut=shut)

    def record(self, stored: bytes) -> Any:
        return self._record.validate_json(stored, context=STORED, extra="ignore")

    def fact(self, stored: bytes) -> Any:
        return self._fact.validate_json(fact_in(stored), context=STORED, extra="ignore")


def _validator(schema: CoreSchema, *, shut: bool) -> SchemaValidator:
    # A prebuilt one is what each class of a fact carries already, and reads sealed values.
    return SchemaValidator(schema, CoreConfig(hide_input_in_errors=True), _use_prebuilt=not shut)


def _with_fact(envelope: type, fact: CoreSchema) -> CoreSchema:
    whole = _schema_of(envelope)
    fields = [
        field | {"schema": fact} if field["name"] == "fact" else field for field in whole["schema"]["fields"]
    ]
    made: CoreSchema = whole | {"schema": whole["schema"] | {"fields": fields}}
    return made


@cache
def _schema_of(envelope: type) -> Any:
    return TypeAdapter(envelope).core_schema
