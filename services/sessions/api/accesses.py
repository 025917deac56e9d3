"""Who opened what of a record, for those who may see that."""

from __future__ import annotations

from uuid import UUID

from fastapi import Request, Response

from services.sessions.api.calls import SessionsCall
from services.sessions.forms.outgoing import AccessOut
from services.sessions.views import AccessesView, accesses_of
from shared.web.reading import after, next_page


def accesses(
    call: SessionsCall, id: UUID, request: Request, response: Response, cursor: str | None, limit: int
) -> list[AccessOut]:
    """A page, in the order of time; opens nothing."""
    place = after(call.desk.secret, cursor)
    call.await_view(AccessesView)
    rows = accesses_of(call.desk.shelf, id, place, limit)
    page = next_page(request, response, call.desk.secret, rows, limit, lambda row: [row["at"], row["id"]])
    return [AccessOut.model_validate(row | {"by": row["person"]}, extra="ignore") for row in page]
