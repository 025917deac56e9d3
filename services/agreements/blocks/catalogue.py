"""The blocks, read once from the files beside this one. What is contested is shown without a decision (K3, K5)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from services.agreements.events import Kind, Line, Text

Side = Literal["agency", "peer", "either", "worker"]
"""Whose affair it is: the agency supervisor's (D4), the peer supervisor's (D3), that of either, or the worker's."""
Of = Literal["worker", "supervisor"]

FITS: Final[dict[Kind, frozenset[Side]]] = {
    Kind.ADMINISTRATIVE: frozenset({"agency", "either", "worker"}),
    Kind.PROFESSIONAL_DEVELOPMENT: frozenset({"peer", "either", "worker"}),
    Kind.BOTH: frozenset({"agency", "peer", "either", "worker"}),
}
"""The field would have the two kinds held by different people, so each kind has a side (D8)."""


class Block(BaseModel):
    """Words to begin with, where they come from, and what is not agreed about them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(description="Its place in the catalogue, for ever.")
    side: Side = Field(
        description="Whose affair it is: of the agency or peer supervisor, of either, of the worker."
    )
    text: str
    source: str = Field(
        description="Which publication it is taken from, in short.", examples=["EL 2.98", "TK"]
    )
    contested: str | None = Field(None, description="What sources do not agree on; you decide.")
    note: str | None = Field(None, description="What the source leaves open, or what is added to it here.")


class TopicBlock(Block):
    """A topic of supervision (K3)."""

    code: str = Field(description="Its place in the catalogue, for ever.", examples=["K3-22"])
    text: Line = Field(
        description="A line for `topics`, to be changed freely; 'you' is the two of you.",
        examples=["You look for what makes the worker better at peer support."],
    )


class ResponsibilityBlock(Block):
    """Something that one of the two takes on (K5)."""

    code: str = Field(description="Its place in the catalogue, for ever.", examples=["K5-07"])
    of: Of = Field(description="Whose responsibility it is (A4, A5).")
    text: Text = Field(
        description="A sentence for `worker_responsibilities` or `supervisor_responsibilities`, to be changed freely.",
        examples=["The supervisor gives feedback that the worker can build on."],
    )


B = TypeVar("B", bound=Block)


def _read(name: str, kind: type[B]) -> tuple[B, ...]:
    tables = tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))
    return tuple(kind.model_validate({"code": code} | table) for code, table in tables.items())


TOPICS: Final = _read("topics.toml", TopicBlock)
RESPONSIBILITIES: Final = _read("responsibilities.toml", ResponsibilityBlock)
_ALL = "".join(one.model_dump_json() for one in (*TOPICS, *RESPONSIBILITIES))
TAG: Final = sha256(_ALL.encode()).hexdigest()[:16]
"""The same as long as every block is."""


def offered(blocks: Iterable[B], *, side: Side | None = None, kind: Kind | None = None) -> list[B]:
    """Those of one side, and those that fit a kind of agreement, in the order of the catalogue."""
    return [
        one
        for one in blocks
        if (side is None or one.side == side) and (kind is None or one.side in FITS[kind])
    ]
