"""Topics of training for supervisors, all staff and workers, read once from the file beside this one (K6)."""

from __future__ import annotations

import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

Side = Literal["supervisor", "worker", "all"]


class Topic(BaseModel):
    """Something that people are trained in (K6)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(description="Its place in the catalogue, for ever.", examples=["K6-01"])
    side: Side = Field(
        description="Whose training it belongs to: supervisors', workers', or that of all staff."
    )
    text: str
    source: str = Field(
        description="Which publication it is taken from, in short.", examples=["EL 2.131", "TK"]
    )
    remark: str | None = Field(
        None,
        description="Where it says how or when people are trained rather than in what, or what to bear in mind.",
    )


def _read() -> tuple[Topic, ...]:
    tables = tomllib.loads(Path(__file__).with_name("topics.toml").read_text("utf-8"))
    return tuple(Topic.model_validate({"code": code} | table) for code, table in tables.items())


TOPICS: Final = _read()
CODES: Final = frozenset(one.code for one in TOPICS)
TAG: Final = sha256("".join(one.model_dump_json() for one in TOPICS).encode()).hexdigest()[:16]
"""The same as long as every topic is."""
