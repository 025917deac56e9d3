"""Who opened what of a group, of a meeting's record, and of what somebody brought to it."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from services.sessions.api.contributions import contribution_law
from services.sessions.api.group_calls import GROUP, Groups, GroupsCall
from services.sessions.domain.contributions import Contribution
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.forms.outgoing import AccessOut
from services.sessions.views import AccessesView, accesses_of
from shared.web.guard import GuardedRoute
from shared.web.problems import not_found
from shared.web.reading import After, Limit, after, next_page

router = APIRouter(tags=["Groups and co-reflection"], route_class=GuardedRoute)
Cursor = Annotated[After, Query(alias="after")]


@router.get("/groups/{id}/accesses")
def list_group_accesses(
    id: UUID, request: Request, response: Response, call: Groups, limit: Limit = 50, cursor: Cursor = None
) -> list[AccessOut]:
    """Who read what it is called and keeps confidential; opens nothing."""
    group, _, _ = call.read(GROUP, id)
    call.demand(GROUP, group, "see-accesses")
    return _page(call, id, request, response, limit, cursor)


@router.get("/group-sessions/{id}/accesses")
def list_group_session_accesses(
    id: UUID, request: Request, response: Response, call: Groups, limit: Limit = 50, cursor: Cursor = None
) -> list[AccessOut]:
    """Who opened its record, when, and by which rule; opens nothing."""
    meeting, _, _ = call.read(call.meeting_law, id)
    call.demand(call.meeting_law, meeting, "see-accesses")
    return _page(call, id, request, response, limit, cursor)


@router.get("/group-sessions/{id}/contributions/{contribution}/accesses")
def list_contribution_accesses(
    id: UUID,
    contribution: UUID,
    request: Request,
    response: Response,
    call: Groups,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> list[AccessOut]:
    """Who opened what you brought; opens nothing."""
    call.person  # noqa: B018  a sign-in linked to nobody is told so first
    one = call.desk.store.get(Contribution, contribution)
    law = contribution_law(call, call.desk.store.get(GroupSession, one.group_session))
    if one.group_session != id or not call.decide(law, one, "see-accesses").allowed:
        raise not_found()
    return _page(call, contribution, request, response, limit, cursor)


def _page(
    call: GroupsCall, target: UUID, request: Request, response: Response, limit: int, cursor: str | None
) -> list[AccessOut]:
    place = after(call.desk.secret, cursor)
    call.await_view(AccessesView)
    rows = accesses_of(call.desk.shelf, target, place, limit)
    page = next_page(request, response, call.desk.secret, rows, limit, lambda row: [row["at"], row["id"]])
    return [AccessOut.model_validate(row | {"by": row["person"]}, extra="ignore") for row in page]
