"""A diary as it comes in and goes out: to its owner alone, opened and accounted for (S7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, cast
from uuid import UUID

from pydantic import Field

from services.sessions.events.diary import (
    DiaryEntry,
    DiaryEntryRevised,
    DiaryEntryWritten,
    Pages,
    PortfolioPiece,
    PortfolioPieceCopied,
    PortfolioPieceRevised,
)
from services.sessions.events.words import NOBODY_NAMED, Line
from shared.access import Decision, open_content
from shared.facts import Fact, Recorded
from shared.identity import Acting
from shared.store import Store
from shared.web.bodies import SOME_ID, Day, In, Out

Prompts = Annotated[
    list[str],
    Field(max_length=20, description="Prompts you go by, as codes (K27).", examples=[["K27-10"]]),
]


class EntryIn(In):
    """What you write, for yourself."""

    title: Line | None = Field(None, description=NOBODY_NAMED, examples=["After the group on Tuesday"])
    on: Day | None = Field(None, description="The day it is about.")
    prompts: Prompts = Field([])
    text: Pages = Field(
        description=f"As much as you like, up to 20,000 characters. {NOBODY_NAMED}",
        examples=["I had an answer ready before the question was out."],
    )

    def entry(self) -> DiaryEntry:
        return DiaryEntry(title=self.title, on=self.on, prompts=tuple(self.prompts), text=self.text)


class PieceIn(In):
    """A piece of the portfolio, the whole of it written anew."""

    title: Line | None = Field(None, description=NOBODY_NAMED, examples=["Learning to explore"])
    on: Day | None = Field(None, description="The day it is about.")
    prompts: Prompts = Field([])
    competencies: list[str] = Field(
        [], max_length=50, description="What it is about, as codes (K7).", examples=[["K7-63"]]
    )
    text: Pages = Field(description=NOBODY_NAMED)

    def piece(self) -> PortfolioPiece:
        codes = {"prompts": tuple(self.prompts), "competencies": tuple(self.competencies)}
        return PortfolioPiece(title=self.title, on=self.on, text=self.text, **codes)


class CopyIn(In):
    """An entry of your diary, to be copied into your portfolio as it is now."""

    entry: UUID = Field(examples=[SOME_ID])
    competencies: list[str] = Field(
        [], max_length=50, description="What it is about, as codes (K7).", examples=[["K7-12"]]
    )


class ListedWriting(Out):
    """That an entry or a piece is there; opens nothing."""

    id: UUID
    written_at: datetime


class EntryOut(Out):
    """An entry as it reads now, or as it was."""

    id: UUID
    written_at: datetime
    revised_at: datetime | None = None
    title: str | None = None
    on: date | None = None
    prompts: tuple[str, ...]
    text: str


class PieceOut(Out):
    """A piece of the portfolio as it reads now, or as it was."""

    id: UUID
    copied_from: UUID = Field(description="The entry it was copied from, which may be deleted by now.")
    written_at: datetime
    revised_at: datetime | None = None
    title: str | None = None
    on: date | None = None
    prompts: tuple[str, ...]
    competencies: tuple[str, ...]
    text: str


def entry_form(store: Store, records: Sequence[Recorded], decision: Decision, acting: Acting) -> EntryOut:
    """Opened; raises Erased for one that was deleted."""
    said = _latest(records, (DiaryEntryWritten, DiaryEntryRevised))
    (fact,) = open_content(store, [said], decision, acting, fields=("entry",))
    entry = cast("DiaryEntry", cast("DiaryEntryWritten | DiaryEntryRevised", fact).entry)
    return EntryOut(**_when(records, said), **entry.model_dump())


def piece_form(store: Store, records: Sequence[Recorded], decision: Decision, acting: Acting) -> PieceOut:
    """Opened; raises Erased for one that was deleted."""
    said = _latest(records, (PortfolioPieceCopied, PortfolioPieceRevised))
    (fact,) = open_content(store, [said], decision, acting, fields=("piece",))
    piece = cast("PortfolioPiece", cast("PortfolioPieceCopied | PortfolioPieceRevised", fact).piece)
    return PieceOut(
        **_when(records, said),
        copied_from=cast("PortfolioPieceCopied", records[0].fact).entry,
        **piece.model_dump(),
    )


def _latest(records: Sequence[Recorded], kinds: tuple[type[Fact], ...]) -> Recorded:
    return [one for one in records if isinstance(one.fact, kinds)][-1]


def _when(records: Sequence[Recorded], said: Recorded) -> dict[str, Any]:
    revised = said.recorded_at if said is not records[0] else None
    return {"id": said.stream_id, "written_at": records[0].recorded_at, "revised_at": revised}
