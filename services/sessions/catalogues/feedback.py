"""What helps and what hinders in supervision: statements that people agree with more or less (K4); the scale is *ours*."""

from __future__ import annotations

import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

AskedOf = Literal["worker", "supervisor"]
Side = Literal["agency", "either"]


class FeedbackItem(BaseModel):
    """A statement to agree with, from 1, not at all, to 5, wholly (K4)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(description="Its place in the catalogue, for ever.", examples=["K4-04"])
    part: str = Field(description="Which list of the source it stands in.", examples=["gives"])
    asked_of: AskedOf = Field(
        description="Whom the source asked. A round asks workers, so it takes what workers said."
    )
    side: Side = Field(description="Of which supervision it was said: the agency's, or of either.")
    reverse: bool = Field(
        description="Whether it tells of what hinders, so that its figure counts the other way."
    )
    stem: str = Field(description="How the statement begins.", examples=["Supervision gives me"])
    text: str = Field(description="How it goes on.", examples=["clarity about my role."])
    source: str = Field(description="Which publication it is taken from, in short.", examples=["TK"])
    note: str | None = Field(None, description="What the source leaves open.")


class _Part(BaseModel):
    """A list of the source: what its items have in common, and the items."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    asked_of: AskedOf
    side: Side
    reverse: bool = False
    stem: str
    source: str
    items: dict[str, str]
    notes: dict[str, str] = {}

    def each(self, part: str) -> list[FeedbackItem]:
        common = self.model_dump(exclude={"items", "notes"})
        return [
            FeedbackItem.model_validate(
                common | {"part": part, "code": code, "text": text, "note": self.notes.get(code)}
            )
            for code, text in self.items.items()
        ]


def _read() -> tuple[FeedbackItem, ...]:
    tables = tomllib.loads(Path(__file__).with_name("feedback.toml").read_text("utf-8"))
    items = [item for name, table in tables.items() for item in _Part.model_validate(table).each(name)]
    return tuple(items)


ITEMS: Final = _read()
DEFAULT: Final = tuple(one.code for one in ITEMS if one.asked_of == "worker")
"""What a round asks where nobody picks."""
REVERSED: Final = frozenset(one.code for one in ITEMS if one.reverse)
TAG: Final = sha256("".join(one.model_dump_json() for one in ITEMS).encode()).hexdigest()[:16]
"""The same as long as every item is."""
