"""One's own portfolio: pieces copied from the diary, written anew, taken away as a file, deleted for good."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import Query, Request, Response

from services.sessions.api.diary.calls import ENTRIES, PIECES, Diaries
from services.sessions.api.diary.lists import file, listed, pieces, taken_away
from services.sessions.domain.portfolio import Piece
from services.sessions.events.diary import PortfolioPiece
from services.sessions.forms.diary import CopyIn, ListedWriting, PieceIn, PieceOut, entry_form, piece_form
from services.sessions.forms.taken_away import FileFormat, PortfolioFile
from shared.web.reading import After, AsOf, Limit, as_of
from shared.web.routing import Routes

router = Routes("Diary")


@router.post("/diary/portfolio", status_code=201, response_class=Response)
def copy_to_portfolio(body: CopyIn, call: Diaries) -> Response:
    """Copy an entry into your portfolio, which is as much yours alone; change it there for whom you will show it to."""
    decision = call.own("copy")
    read = entry_form(call.desk.store, call.reading(ENTRIES, body.entry), decision, call.acting)
    copied = PortfolioPiece(
        title=read.title,
        on=read.on,
        prompts=read.prompts,
        competencies=tuple(body.competencies),
        text=read.text,
    )
    piece = Piece.copy(uuid4(), call.person, body.entry, copied)
    return call.keep(piece, decision, "/diary/portfolio", lambda diary: diary.list_piece(piece.id))


@router.get("/diary/portfolio")
def list_portfolio(
    request: Request,
    response: Response,
    call: Diaries,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[ListedWriting]:
    """Which pieces there are in yours, in the order of copying; opens none."""
    call.own("see")
    return listed(request, response, call, pieces(call), cursor, limit)


@router.get("/diary/portfolio/export", response_class=Response, responses=file(PortfolioFile))
def export_portfolio(call: Diaries, format: FileFormat = FileFormat.MARKDOWN) -> Response:
    """All of it as a file, to show to whom you like. Each piece is opened for that, and accounted for."""
    decision = call.own("export-diary")

    def opened(id: UUID) -> PieceOut:
        return piece_form(call.desk.store, call.reading(PIECES, id), decision, call.acting)

    return taken_away(call, "portfolio", format, pieces(call), opened)


@router.get("/diary/portfolio/{id}", response_model_exclude_none=True)
def get_piece(
    id: UUID, call: Diaries, response: Response, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> PieceOut:
    """A piece as it reads now, or as it was. This opens it, and is accounted for."""
    records = call.reading(PIECES, id, as_of(at))
    response.headers["ETag"] = f'"{records[-1].stream_version}"'
    return piece_form(call.desk.store, records, call.own("read-diary"), call.acting)


@router.put("/diary/portfolio/{id}", status_code=204, response_class=Response)
def revise_piece(id: UUID, body: PieceIn, call: Diaries) -> Response:
    """Write the whole of it anew, with its day, prompts and competencies. The entry it came from stays as it is."""
    call.reading(PIECES, id)
    return call.change(PIECES, id, "revise", lambda piece: piece.revise(body.piece()), if_match=True)


@router.delete("/diary/portfolio/{id}", status_code=204, response_class=Response)
def delete_piece(id: UUID, call: Diaries) -> Response:
    """Delete it for good, as an entry is. The entry it came from stays as it is."""
    return call.delete(PIECES, id, lambda diary: diary.strike_piece(id))
