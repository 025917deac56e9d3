"""What is kept longer than an agency's policy set asks: found by its privacy officers, who decide about it (C5)."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Final
from uuid import UUID

from fastapi import Query, Request, Response

from services.sessions.api.calls import Sessions, SessionsCall
from services.sessions.api.kept import KEPT
from services.sessions.api.kept_records import Record
from services.sessions.domain.erasing import StillOpen
from services.sessions.forms.erasing import DueErasure
from services.sessions.policy.erasing import ERASURES
from services.sessions.views.kept_long import BEGUN, KeptLong, kept_long
from shared.identity import AgencyId
from shared.keeping import ErasureReason
from shared.keeping.view import KeepingsView
from shared.web.reading import After, Limit, after, next_page
from shared.web.routing import Routes

router = Routes("Erasure")
LOOKED_AT: Final = 4
"""For each that a page may have, so many are looked at; where more may follow, the page says where."""
YEAR: Final = timedelta(days=365)


@router.get("/erasures/due")
def list_due_erasures(
    request: Request,
    response: Response,
    call: Sessions,
    agency: Annotated[UUID, Query(description="Which agency's.")],
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[DueErasure]:
    """Records of an agency that are over, and kept as long as its policy set asks, for its privacy officers: which, and no more.

    None whose erasure was ordered, and none that is confidential. A page may have fewer than `limit`, or none, and go on.
    """
    at, place = AgencyId(agency), after(request, call.desk.secret, cursor)
    call.relations.require_fresh()
    call.permit(ERASURES, call.relations.roles_at(call.person, at), "see-due")
    call.await_view(KeepingsView)
    for view, _ in BEGUN.values():
        call.await_view(view)
    now = call.borne_out()
    years = call.relations.retention_at(at, call.relations.day_at(at, now))
    begun_before = {kind: now - min(KEPT[kind].years(years), 1000) * YEAR for kind in BEGUN}
    there = kept_long(call.desk.shelf, at, begun_before, place, limit * LOOKED_AT + 1)
    found, looked_at = list[DueErasure](), 0
    for one in there[: limit * LOOKED_AT]:
        looked_at += 1
        if due := _due(call, one):
            found.append(due)
        if len(found) == limit:
            break
    next_page(
        request, response, call.desk.secret, there, looked_at, lambda one: [one.kind, one.begun, str(one.id)]
    )
    return found


def _due(call: SessionsCall, one: KeptLong) -> DueErasure | None:
    """None for what is not over, is kept still, or has nothing that could be erased."""
    record = Record(call, KEPT[one.kind], one.id)
    try:
        stands = record.standing(ErasureReason.RETENTION_OVER)
    except StillOpen:
        return None
    until = stands.kept_until
    if until is None or stands.today <= until or not record.is_sealed:
        return None
    held = one.held or stands.held_elsewhere
    return DueErasure(record_type=one.kind, record=one.id, kept_until=until, held=held)
