"""A diary and what is copied of it into a portfolio: its owner's alone, in a log that goes nowhere (S7)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final
from uuid import UUID

from pydantic import Field

from services.sessions.events.words import Line
from shared.facts import Bounds, Fact, Part, Private
from shared.identity import PersonId

DIARY: Final = "diary"
ENTRY: Final = "diary-entry"
PIECE: Final = "portfolio-piece"
Pages = Annotated[str, Bounds(20_000)]
"""As much as one writes at a time."""


class DiaryEntry(Part):
    """What one wrote, for oneself."""

    title: Line | None = None
    on: date | None = Field(None, description="The day it is about.")
    prompts: tuple[str, ...] = Field((), description="The prompts it goes by, as codes (K27).")
    text: Pages


class PortfolioPiece(Part):
    """What one took out of the diary, to show how one grows."""

    title: Line | None = None
    on: date | None = Field(None, description="The day it is about.")
    prompts: tuple[str, ...] = Field((), description="The prompts it goes by, as codes (K27).")
    competencies: tuple[str, ...] = Field((), description="What it is about, as codes (K7).")
    text: Pages


class DiaryEntryListed(Fact, kind="sessions.DiaryEntryListed"):
    """An entry lies in this diary (S7)."""

    owner: PersonId
    entry: UUID


class DiaryEntryStruck(Fact, kind="sessions.DiaryEntryStruck"):
    """An entry was deleted, and is in the diary no more (S7)."""

    entry: UUID


class PortfolioPieceListed(Fact, kind="sessions.PortfolioPieceListed"):
    """A piece lies in the portfolio that goes with this diary (S7)."""

    piece: UUID


class PortfolioPieceStruck(Fact, kind="sessions.PortfolioPieceStruck"):
    """A piece was deleted, and is in the portfolio no more (S7)."""

    piece: UUID


class DiaryEntryWritten(Fact, kind="sessions.DiaryEntryWritten"):
    """Somebody wrote in their diary (S7)."""

    owner: PersonId
    entry: Private[DiaryEntry]


class DiaryEntryRevised(Fact, kind="sessions.DiaryEntryRevised"):
    """They wrote it anew; what it said before lies under the same key, and goes with it (S7)."""

    entry: Private[DiaryEntry]


class DiaryEntryDeleted(Fact, kind="sessions.DiaryEntryDeleted"):
    """They deleted it for good: its key is destroyed, and nobody reads any version of it again (S7)."""


class PortfolioPieceCopied(Fact, kind="sessions.PortfolioPieceCopied"):
    """They copied an entry into their portfolio, where it is a piece of its own, under a key of its own (S7)."""

    owner: PersonId
    entry: UUID
    piece: Private[PortfolioPiece]


class PortfolioPieceRevised(Fact, kind="sessions.PortfolioPieceRevised"):
    """They wrote the piece anew; the entry it came from stays as it is (S7)."""

    piece: Private[PortfolioPiece]


class PortfolioPieceDeleted(Fact, kind="sessions.PortfolioPieceDeleted"):
    """They deleted the piece for good, as an entry is (S7)."""


DiaryFact = DiaryEntryListed | DiaryEntryStruck | PortfolioPieceListed | PortfolioPieceStruck
EntryFact = DiaryEntryWritten | DiaryEntryRevised | DiaryEntryDeleted
PieceFact = PortfolioPieceCopied | PortfolioPieceRevised | PortfolioPieceDeleted
