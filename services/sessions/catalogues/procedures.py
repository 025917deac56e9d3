"""The steps of group supervision and of co-reflection, read once from the file beside this one (K17)."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from services.sessions.events.codes import Format

ISSUE, PICKED, LAID_OUT, IDEA, CHOSEN = (f"K17-0{number}" for number in range(1, 6))
"""The steps of group supervision that rules know: an issue is brought, picked, laid out, answered with ideas, and a way chosen."""


class Step(BaseModel):
    """A step that may be taken, or left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    code: str = Field(description="Its place in the catalogue, for ever.", examples=["K17-01"])
    format: Format = Field(description="Group supervision (S9) or co-reflection (S10).")
    text: str = Field(examples=["Each of you brings one issue."])
    source: str = Field(description="Which publication it is taken from, in short.", examples=["EL 5.4"])


def _read(name: str) -> tuple[Step, ...]:
    tables = tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))
    return tuple(Step.model_validate({"code": code} | table) for code, table in tables.items())


STEPS: Final = _read("procedures.toml")
TAG: Final = sha256("".join(one.model_dump_json() for one in STEPS).encode()).hexdigest()[:16]
"""The same as long as every step is."""


def codes_of(format: Format) -> frozenset[str]:
    """The steps that belong to a format."""
    return frozenset(one.code for one in STEPS if one.format is format)


def misplaced(steps: Sequence[str], format: Format) -> list[int]:
    """Where a step stands that is none of the format's, or that stood before."""
    known = codes_of(format)
    return [place for place, one in enumerate(steps) if one not in known or one in steps[:place]]
