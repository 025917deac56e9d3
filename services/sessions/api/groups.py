"""Groups and circles of co-reflection: formed, joined, left, handed on to who accepts that, closed (S9, S10)."""

from __future__ import annotations

from uuid import UUID, uuid4

from fastapi import Response

from services.sessions.api.group_calls import ENDING, GROUP, Groups
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.domain.groups import Group
from services.sessions.events.codes import Format
from services.sessions.forms.group_sessions import ScheduledIn
from services.sessions.forms.groups import GroupIn
from services.sessions.forms.joining import (
    DepartureIn,
    FacilitationIn,
    FacilitatorIn,
    InvitationIn,
    JoiningIn,
)
from services.sessions.policy.groups import GROUPS
from shared.web.routing import Routes

router = Routes("Groups and co-reflection")


@router.post("/groups", status_code=201, response_class=Response)
def form_group(body: GroupIn, call: Groups) -> Response:
    """Begin a group that you facilitate, or a circle of co-reflection, which you then join like everybody else."""
    person, relations = call.person, call.relations
    relations.require_fresh()
    if body.format is Format.CO_REFLECTION:
        belongs = body.agency in relations.agencies_of(person)
        decision = call.permit(GROUPS, frozenset({"colleague"} if belongs else ()), "form-circle", "open")
    else:
        leads = call.supervises(person, body.agency)
        decision = call.permit(GROUPS, frozenset({"supervisor"} if leads else ()), "form-group", "open")
    relations.require_not_left(person)
    if not relations.knows_agency(body.agency):
        raise call.unheard_of("agency")
    group = Group.form(
        uuid4(),
        by=person,
        agency=body.agency,
        format=body.format,
        shared=body.shared,
        managers_attend=body.managers_attend,
        about=body.about,
    )
    return call.begin(group, decision, f"/groups/{group.id}")


@router.post("/groups/{id}/invitations", status_code=204, response_class=Response)
def invite_to_group(id: UUID, body: InvitationIn, call: Groups) -> Response:
    """Ask somebody to join; from here on they see what it is that they would join."""

    def command(group: Group) -> None:
        call.require_known(body.person)
        call.relations.require_not_left(call.person)
        call.relations.require_not_left(body.person)
        group.invite(call.person, body.person)

    return call.change(GROUP, id, "invite", command)


@router.post("/groups/{id}/members", status_code=204, response_class=Response)
def join_group(id: UUID, body: JoiningIn, call: Groups) -> Response:
    """Join, for yourself: accept what the group keeps confidential, and each of the five limits by name."""

    def command(group: Group) -> None:
        call.relations.require_not_left(call.person)
        group.join(call.person, body.placement, call.standing(call.person), body.accepts())

    return call.change(GROUP, id, "join", command)


@router.post("/groups/{id}/departures", status_code=204, response_class=Response)
def leave_group(id: UUID, body: DepartureIn, call: Groups) -> Response:
    """Leave, or turn an asking down. What was said where you were stays yours to read."""
    return call.change(ENDING, id, "leave", lambda group: group.leave(call.person, body.member))


@router.post("/groups/{id}/facilitator", status_code=204, response_class=Response)
def name_facilitator(id: UUID, body: FacilitatorIn, call: Groups) -> Response:
    """Say who facilitates from here on; of a group, ask somebody who supervises, in place of whoever was asked before.

    Until they accept, who facilitates still does. What was said before stays with those who were there. The line manager of
    somebody who belongs to a group does not facilitate it.
    """

    def command(group: Group) -> None:
        call.require_known(body.facilitator)
        fits = body.facilitator is not None and call.fits_to_facilitate(group, body.facilitator)
        group.name_facilitator(call.person, body.facilitator, fits=fits, gone=not call.is_led(group))

    return call.change(GROUP, id, "name-facilitator", command)


@router.post("/groups/{id}/facilitation", status_code=204, response_class=Response)
def accept_facilitation(id: UUID, body: FacilitationIn, call: Groups) -> Response:
    """Facilitate it from here on, as you were asked to: accept what it keeps confidential, and each of the five limits by name.

    You turn that down as you would an asking to join (`/departures`).
    """

    def command(group: Group) -> None:
        fits = call.fits_to_facilitate(group, call.person)
        group.facilitate(call.person, body.accepts(), fits=fits)

    return call.change(GROUP, id, "facilitate", command)


@router.post("/groups/{id}/closing", status_code=204, response_class=Response)
def close_group(id: UUID, call: Groups) -> Response:
    """It meets no more; what was said in it stays readable to those who were there."""
    return call.change(ENDING, id, "close", lambda group: group.close(call.person))


@router.post("/groups/{id}/sessions", status_code=201, response_class=Response)
def schedule_group_session(id: UUID, body: ScheduledIn, call: Groups) -> Response:
    """Set a meeting; of co-reflection, say whether a manager comes.

    Who has become line manager of somebody who belongs to a group sets no meeting of it that begins while they are; a member
    may name who follows.
    """
    group, decision = call.beginning_from(GROUP, id, "schedule")
    call.relations.require_not_left(call.person)
    meeting = GroupSession.schedule(
        uuid4(),
        group,
        by=call.person,
        starts=body.starts,
        minutes=body.minutes,
        modality=body.modality,
        managers_attend=body.managers_attend,
        manages=call.led_by_a_manager(call.company_at(id, body.starts).then, body.starts),
        now=call.desk.store.now(),
    )
    return call.begin(meeting, decision, f"/group-sessions/{meeting.id}")
