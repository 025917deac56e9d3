"""What a worker can do, does and brings, and how a job is described (K7). No list of it is agreed on anywhere."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from pydantic import Field

from services.sessions.catalogues.reading import Item, read, tag_of


class Area(StrEnum):
    """The part of the catalogue an item stands in."""

    LAYERS = "layers"
    PEER_SUPPORT = "peer-support"
    CHANGE_AGENT = "change-agent"
    IN_BUT_NOT_OF = "in-but-not-of"
    PROFICIENCIES = "proficiencies"
    EXPECTATIONS = "expectations"
    FUNCTIONS = "functions"
    IN_THE_LITERATURE = "in-the-literature"
    JOB_DESCRIPTION = "job-description"
    CLEAR_ROLE = "clear-role"
    LEADING = "leading"


class Competency(Item):
    """A competence, proficiency, function or block of a job description (K7)."""

    code: str = Field(description="Its place in the catalogue, for ever.", examples=["K7-12"])
    area: Area
    text: str = Field(examples=["Listens actively and asks open questions."])
    of_worker: bool = Field(
        True,
        description="Whether it is about what a worker does or brings; otherwise it helps to write a description of the job,"
        " and nobody is rated by it.",
    )
    contested: str | None = Field(None, description="What sources do not agree on; you decide.")


COMPETENCIES: Final = read("competencies.toml", Competency)
COMPETENCY_CODES: Final = frozenset(one.code for one in COMPETENCIES if one.of_worker)
"""Those that somebody can be evaluated by, or show in a portfolio."""
COMPETENCIES_TAG: Final = tag_of(COMPETENCIES)
