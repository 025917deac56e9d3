"""Which sessions somebody may see; and who opened what of one."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from services.directory.relations import RelationsView
from services.sessions.api.accesses import accesses
from services.sessions.api.calls import Sessions, SessionsCall
from services.sessions.domain.session import SessionStatus
from services.sessions.forms.outgoing import ListedSession
from services.sessions.forms.times import moment
from services.sessions.policy import SESSIONS
from services.sessions.policy.oversight import BY_ROLE
from services.sessions.policy.session import PARTIES
from services.sessions.views import (
    AgreementKnown,
    SessionsView,
    Spell,
    Wanted,
    agreement_known,
    covered_by,
    listed_sessions,
    reader_of,
)
from shared.access.accesses import AccessOut
from shared.web.reading import After, Limit, after, next_page
from shared.web.routing import Routes

router = Routes("Sessions")
RELATIONS = RelationsView(over_the_bus=True)
IdQuery = Annotated[UUID | None, Query()]
TimeQuery = Annotated[str | None, Query(max_length=40, examples=["2026-03-02T00:00:00Z"])]


@router.get("/sessions/{id}/accesses", response_model_exclude_none=True)
def list_accesses(
    id: UUID,
    request: Request,
    response: Response,
    call: Sessions,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[AccessOut]:
    """Who opened what of it, when, and by which rule; opens nothing."""
    session, _, _ = call.read(call.law, id)
    call.demand(call.law, session, "see-accesses")
    return accesses(call, id, request, response, cursor, limit)


@router.get("/sessions", response_model_exclude_none=True)
def list_sessions(
    request: Request,
    response: Response,
    call: Sessions,
    worker: IdQuery = None,
    supervisor: IdQuery = None,
    agreement: IdQuery = None,
    since: Annotated[TimeQuery, Query(alias="from", description="Those that begin then or later.")] = None,
    until: Annotated[TimeQuery, Query(alias="to", description="Those that begin before.")] = None,
    status: Annotated[SessionStatus | None, Query()] = None,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[ListedSession]:
    """Sessions in which you meet or met, those you oversee, and those of agreements that you cover, in the order of their times.

    One that a cover holds is not among those of the supervisor whom its agreement names; asked for by that `agreement`, it is there.
    Give At-Least a Position to read your own writes.
    """
    told = {"worker": worker, "supervisor": supervisor, "agreement": agreement, "status": status}
    filters = {name: str(value) for name, value in told.items() if value is not None}
    place = after(request, call.desk.secret, cursor)
    wanted = Wanted(filters, moment(since, "from"), moment(until, "to"), tuple(place or ("", "")))
    call.permit(SESSIONS, frozenset(PARTIES), "see", "scheduled")  # one's own; the rows decide about the rest
    call.await_view(SessionsView)
    under, spells = _supervised(call, agreement), _spells_of_cover(call)
    lasting = [spell for known, spell in spells if not known.is_over]
    covers = [spell for _, spell in spells]
    reader = reader_of(call.relations, call.person, BY_ROLE, under, covers, lasting)
    asks = reader.asks_the_directory or reader.supervises_at
    if call.person not in (worker, supervisor) and asks:
        call.relations.require_fresh()  # else an overseer would read "none" for "not known"
    rows = listed_sessions(call.desk.shelf, RELATIONS, reader, wanted, limit)
    page = next_page(request, response, call.desk.secret, rows, limit, lambda row: [row["starts"], row["id"]])
    return [ListedSession.model_validate(row, extra="ignore") for row in page]


def _spells_of_cover(call: SessionsCall) -> list[tuple[AgreementKnown, Spell]]:
    """When somebody covers, covered or is going to, by the days of each agency: not after an agreement that is over."""
    spells = []
    for known in covered_by(call.desk.shelf, call.person):
        for one in known.covers:
            if one.person == call.person:
                last = min(one.ends, known.ends) if known.is_over and known.ends else one.ends
                over_at = min((at for at in (one.over_at, known.over_at) if at), default=None)
                since = call.relations.day_begins(known.agency, one.starts)
                until = call.relations.day_ends(known.agency, last)
                spells.append((known, Spell(known.id, since, until, over_at)))
    return spells


def _supervised(call: SessionsCall, agreement: UUID | None) -> list[UUID]:
    """Agreements that somebody covers today; and the one asked for, if they supervise by it."""
    known = agreement_known(call.desk.shelf, agreement) if agreement else None
    own = [known.id] if known and known.supervisor == call.person and not known.is_over else []
    return sorted({*call.covers_today(), *own})
