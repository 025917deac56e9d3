"""The four questions that both weigh before a worker goes on in two roles (K9, S14)."""

from __future__ import annotations

import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field


class DualQuestion(BaseModel):
    """One of the four questions (K9)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(description="Its place in the catalogue, for ever.", examples=["K9-32"])
    text: str
    source: str = Field(description="Which publication it is taken from, in short.", examples=["EL 2.156"])
    contested: str = Field(description="What sources and laws do not agree on; you decide.")


def _read() -> tuple[DualQuestion, ...]:
    told = tomllib.loads(Path(__file__).with_name("dual_relationships.toml").read_text("utf-8"))
    common = {name: told[name] for name in ("source", "contested")}
    return tuple(
        DualQuestion.model_validate(common | {"code": code, "text": text})
        for code, text in told["questions"].items()
    )


QUESTIONS: Final = _read()
CODES: Final = tuple(one.code for one in QUESTIONS)
TAG: Final = sha256("".join(one.model_dump_json() for one in QUESTIONS).encode()).hexdigest()[:16]
"""The same as long as every question is."""
