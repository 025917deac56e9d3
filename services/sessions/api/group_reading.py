"""Groups as those read them who are in them; and the steps that any group can go by (S9, S10, K17)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from services.sessions.api.group_calls import GROUP, Groups
from services.sessions.catalogues.procedures import STEPS, TAG, Step
from services.sessions.domain.groups import GroupStatus
from services.sessions.events.codes import Format
from services.sessions.events.groups import About
from services.sessions.forms.group_names import NameOut, names_form
from services.sessions.forms.groups import (
    GroupOut,
    ListedGroup,
    about_form,
    group_form,
    life_of_a_group,
    listed_group,
)
from services.sessions.policy.groups import GROUPS, PROCEDURES, WITHIN
from services.sessions.views.groups import GroupsView, groups_of
from shared.web.problems import not_found
from shared.web.reading import After, AsOf, Limit, Past, after, as_of, next_page
from shared.web.routing import Routes

router = Routes("Groups and co-reflection")


@router.get("/groups/procedure")
def list_steps(
    call: Groups,
    response: Response,
    format: Annotated[
        Format | None, Query(description="Those of group supervision, or of co-reflection.")
    ] = None,
) -> list[Step]:
    """Steps that a group or a circle can go by; any may be left out. They are the same for everybody, and open nothing."""
    call.permit(PROCEDURES, frozenset({"anybody"} if call.person else ()), "see")
    response.headers["ETag"] = f'"{TAG}"'
    return [one for one in STEPS if format in (None, one.format)]


@router.get("/groups")
def list_groups(
    request: Request,
    response: Response,
    call: Groups,
    status: Annotated[GroupStatus | None, Query()] = None,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[ListedGroup]:
    """Groups that you are in, facilitate, or were asked to join or to facilitate, in the order of forming."""
    person, place = call.person, after(request, call.desk.secret, cursor)
    call.permit(GROUPS, frozenset(WITHIN), "see", "open")  # one's own; the rows decide which these are
    call.await_view(GroupsView)
    rows = groups_of(call.desk.shelf, person, status, place, limit)
    page = next_page(request, response, call.desk.secret, rows, limit, lambda row: [row["formed"], row["id"]])
    return [listed_group(row) for row in page]


@router.get("/groups/{id}", response_model_exclude_none=True)
def get_group(
    id: UUID, call: Groups, response: Response, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> GroupOut:
    """Who facilitates it, who belongs to it, and whether managers come; opens nothing."""
    group, records, decision = call.read(GROUP, id, as_of(at))
    if at is not None and decision.sees:
        raise not_found()  # to whom it is open to join, it has no past yet
    if decision.shows("version"):
        response.headers["ETag"] = f'"{group.version}"'
    return group_form(group, records, decision, call.person)


@router.get("/groups/{id}/history")
def get_group_history(id: UUID, call: Groups) -> list[Past]:
    """What happened to it, in order: the clear part, for those who are in it."""
    _, records, decision = call.read(GROUP, id)
    if decision.sees:
        raise not_found()  # to whom it is open to join, it has no past yet
    return life_of_a_group(records)


@router.get("/groups/{id}/about")
def get_group_about(id: UUID, call: Groups) -> About:
    """What it is called, what it keeps confidential, and how it means to go. This opens content: it is accounted for."""
    group, records, _ = call.read(GROUP, id)
    decision = call.demand(GROUP, group, "read-about")
    return about_form(call.desk.store, records, decision, call.acting.at(group.agency))


@router.get("/groups/{id}/names")
def get_group_names(id: UUID, call: Groups) -> list[NameOut]:
    """Under which name each joined who belongs to it, or accepted to facilitate it, and what they signed. This opens content: it is accounted for."""
    group, records, _ = call.read(GROUP, id)
    decision = call.demand(GROUP, group, "read-names")
    return names_form(call.desk.store, group, records, decision, call.acting.at(group.agency))
