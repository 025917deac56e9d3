"""The words that go with every disclosure, read once from the file beside this one; an edition that was used stays (C3)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

FILE: Final = Path(__file__).with_name("disclosure.toml")


class Notice(BaseModel):
    """One edition of one text."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    template: str
    edition: int
    source: str | None = None
    text: str


NOTICES: Final = {
    (one.template, one.edition): one
    for one in map(Notice.model_validate, tomllib.loads(FILE.read_text())["notice"])
}


def latest(template: str) -> tuple[str, int]:
    """The edition that goes with what is disclosed from now on."""
    return max(key for key in NOTICES if key[0] == template)


def text_of(template: str, edition: int) -> str:
    return NOTICES[template, edition].text
