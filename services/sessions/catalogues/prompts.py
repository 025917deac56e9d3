"""Prompts to reflect by, all optional (K27)."""

from __future__ import annotations

from typing import Final

from pydantic import Field

from services.sessions.catalogues.reading import Item, read, tag_of


class Prompt(Item):
    """A question to begin with; nobody has to answer it (K27)."""

    code: str = Field(description="Its place in the catalogue, for ever.", examples=["K27-10"])
    text: str = Field(examples=["Did I explore, or did I fix?"])
    parts: tuple[str, ...] = Field((), description="The questions it is made of, where there are several.")


PROMPTS: Final = read("prompts.toml", Prompt)
PROMPT_CODES: Final = frozenset(one.code for one in PROMPTS)
PROMPTS_TAG: Final = tag_of(PROMPTS)
