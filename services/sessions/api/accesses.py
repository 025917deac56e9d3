"""Who opened what of a record, or of several that belong together, for those who may see that."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from fastapi import Request, Response

from services.sessions.api.calls import SessionsCall
from shared.access.accesses import (
    AccessesView,
    AccessOut,
    RestrictedAccessesView,
    access_form,
    accesses_of,
)
from shared.web.reading import after, next_page


def accesses(
    call: SessionsCall,
    of: UUID | Sequence[UUID],
    request: Request,
    response: Response,
    cursor: str | None,
    limit: int,
) -> list[AccessOut]:
    """A page, in the order of time, from the accounting of the log that is asked over; opens nothing."""
    view = RestrictedAccessesView if call.desk.restricted else AccessesView
    place = after(call.desk.secret, cursor)
    call.await_view(view)
    rows = accesses_of(call.desk.shelf, of, place, limit, view)
    page = next_page(
        request, response, call.desk.secret, rows, limit, lambda row: [row["at"], str(row["place"])]
    )
    return [access_form(row) for row in page]
