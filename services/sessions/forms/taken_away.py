"""A diary or a portfolio as a file to take away: Markdown for reading, JSON for other programs (S7)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from services.sessions.forms.diary import EntryOut, PieceOut
from shared.web.bodies import Out

Writing = EntryOut | PieceOut


class FileFormat(StrEnum):
    """How it is written into a file."""

    MARKDOWN = "markdown"
    JSON = "json"


MEDIA = {FileFormat.MARKDOWN: "text/markdown; charset=utf-8", FileFormat.JSON: "application/json"}
ENDINGS = {FileFormat.MARKDOWN: "md", FileFormat.JSON: "json"}


class DiaryFile(Out):
    """All that a diary holds, as it reads now."""

    taken_at: datetime
    diary: list[EntryOut]


class PortfolioFile(Out):
    """All that a portfolio holds, as it reads now."""

    taken_at: datetime
    portfolio: list[PieceOut]


def file_of(name: str, format: FileFormat, writings: Sequence[Writing], at: datetime) -> str:
    """All of it, in the order of writing, as it reads now."""
    if format is FileFormat.MARKDOWN:
        return "\n\n".join([f"# {name.title()}", *map(_section, writings)]) + "\n"
    told = [one.model_dump(mode="json", exclude_none=True) for one in writings]
    return json.dumps({"taken_at": at.isoformat(), name: told}, ensure_ascii=False, indent=1)


def _section(writing: Writing) -> str:
    day = writing.on or writing.written_at.date()
    codes = (*writing.prompts, *(writing.competencies if isinstance(writing, PieceOut) else ()))
    parts = [f"## {day.isoformat()}" + (f" · {writing.title}" if writing.title else "")]
    if codes:
        parts.append(f"*{', '.join(codes)}*")
    return "\n\n".join([*parts, writing.text])
