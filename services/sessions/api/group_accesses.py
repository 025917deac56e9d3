"""Who opened what of a group, of a meeting's record, and of what somebody brought to it."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from services.sessions.api.accesses import accesses
from services.sessions.api.contributions import contribution_law
from services.sessions.api.group_calls import GROUP, Groups
from services.sessions.domain.contributions import Contribution
from services.sessions.domain.group_sessions import GroupSession
from shared.access.accesses import AccessOut
from shared.web.problems import not_found
from shared.web.reading import After, Limit
from shared.web.routing import Routes

router = Routes("Groups and co-reflection")
Cursor = Annotated[After, Query(alias="after")]


@router.get("/groups/{id}/accesses", response_model_exclude_none=True)
def list_group_accesses(
    id: UUID, request: Request, response: Response, call: Groups, limit: Limit = 50, cursor: Cursor = None
) -> list[AccessOut]:
    """Who read what it is called and keeps confidential; opens nothing."""
    group, _, _ = call.read(GROUP, id)
    call.demand(GROUP, group, "see-accesses")
    return accesses(call, id, request, response, cursor, limit)


@router.get("/group-sessions/{id}/accesses", response_model_exclude_none=True)
def list_group_session_accesses(
    id: UUID, request: Request, response: Response, call: Groups, limit: Limit = 50, cursor: Cursor = None
) -> list[AccessOut]:
    """Who opened its record, when, and by which rule; opens nothing."""
    meeting, _, _ = call.read(call.meeting_law, id)
    call.demand(call.meeting_law, meeting, "see-accesses")
    return accesses(call, id, request, response, cursor, limit)


@router.get("/group-sessions/{id}/contributions/{contribution}/accesses", response_model_exclude_none=True)
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
    return accesses(call, contribution, request, response, cursor, limit)
