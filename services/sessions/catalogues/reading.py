"""How a catalogue is read: a table for each item, under its code."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field

Of = TypeVar("Of", bound="Item")


class Item(BaseModel):
    """One item of a catalogue."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(description="Its place in the catalogue, for ever.")
    text: str
    source: str = Field(description="Which publication it is taken from, in short.", examples=["EL 2.51"])


def read(name: str, kind: type[Of]) -> tuple[Of, ...]:
    tables = tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))
    return tuple(kind.model_validate({"code": code} | table) for code, table in tables.items())


def tag_of(items: Iterable[Item]) -> str:
    """The same as long as every item is."""
    return sha256("".join(one.model_dump_json() for one in items).encode()).hexdigest()[:16]
