"""What lies in one's own diary or portfolio: as a list that opens nothing, and as a file with all of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from fastapi import Request, Response
from pydantic import BaseModel

from services.sessions.api.diary.calls import DiaryCall
from services.sessions.events.diary import DiaryEntryListed, PortfolioPieceListed
from services.sessions.forms.diary import EntryOut, ListedWriting, PieceOut
from services.sessions.forms.taken_away import ENDINGS, MEDIA, FileFormat, file_of
from shared.facts import Recorded
from shared.keys import Erased
from shared.web.reading import after, next_page


def file(form: type[BaseModel]) -> dict[int | str, dict[str, Any]]:
    """What an address that answers with such a file says of it."""
    return {200: {"model": form, "content": {"text/markdown": {"schema": {"type": "string"}}}}}


def entries(call: DiaryCall) -> list[Recorded]:
    """What entered each entry that is still there, oldest first."""
    diary, records = call.diary()
    there = set(diary.entries)
    return [one for one in records if isinstance(one.fact, DiaryEntryListed) and one.fact.entry in there]


def pieces(call: DiaryCall) -> list[Recorded]:
    diary, records = call.diary()
    there = set(diary.pieces)
    return [one for one in records if isinstance(one.fact, PortfolioPieceListed) and one.fact.piece in there]


def listed(
    request: Request,
    response: Response,
    call: DiaryCall,
    found: Sequence[Recorded],
    cursor: str | None,
    limit: int,
) -> list[ListedWriting]:
    """A page, in the order of writing."""
    place = after(request, call.desk.secret, cursor) or 0
    rows = [one for one in found if one.stream_version > place][: limit + 1]
    page = next_page(request, response, call.desk.secret, rows, limit, lambda one: one.stream_version)
    return [ListedWriting(id=id_in(one), written_at=one.recorded_at) for one in page]


def id_in(record: Recorded) -> UUID:
    """Which entry or piece was entered."""
    assert isinstance(record.fact, DiaryEntryListed | PortfolioPieceListed)
    return record.fact.entry if isinstance(record.fact, DiaryEntryListed) else record.fact.piece


def taken_away(
    call: DiaryCall,
    name: str,
    format: FileFormat,
    found: Sequence[Recorded],
    opened: Callable[[UUID], EntryOut | PieceOut],
) -> Response:
    """Each of them opened; what was erased meanwhile is not in it."""
    writings = []
    for record in found:
        try:
            writings.append(opened(id_in(record)))
        except Erased:
            continue
    return Response(
        file_of(name, format, writings, call.desk.store.now()),
        media_type=MEDIA[format],
        headers={"Content-Disposition": f'attachment; filename="{name}.{ENDINGS[format]}"'},
    )
