"""Meetings of groups: seen, moved, and called off (S2, S9, S10)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from services.sessions.api.group_calls import Groups, GroupsCall
from services.sessions.domain.as_recorded import SessionStatus
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.events.group_sessions import GroupSessionCancelled
from services.sessions.forms.group_outgoing import (
    GroupSessionOut,
    ListedGroupSession,
    ReasonOut,
    group_session_form,
    listed_group_session,
    reason_form,
    told_of,
)
from services.sessions.forms.group_sessions import CancelledIn, ManagersIn, RescheduledIn
from services.sessions.forms.times import moment
from services.sessions.policy.group_sessions import GROUP_SESSIONS
from services.sessions.policy.groups import WITHIN
from services.sessions.views.attendances import AttendancesView
from services.sessions.views.group_sessions import GroupSessionsView, Meetings, group_sessions_of
from services.sessions.views.groups import GroupsView
from shared.access import Decision
from shared.facts import Recorded
from shared.web.problems import not_found
from shared.web.reading import After, AsOf, Limit, Past, after, as_of, history, next_page
from shared.web.routing import Routes

router = Routes("Groups and co-reflection")
Time = Annotated[str | None, Query(max_length=40, description="A time with its zone: 2026-03-02T09:00:00Z.")]


@router.get("/group-sessions")
def list_group_sessions(
    request: Request,
    response: Response,
    call: Groups,
    group: Annotated[UUID | None, Query()] = None,
    status: Annotated[SessionStatus | None, Query()] = None,
    since: Annotated[Time, Query(alias="from")] = None,
    until: Annotated[Time, Query(alias="to")] = None,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[ListedGroupSession]:
    """Meetings of the groups that you are in, those where you were, and those not held of groups that you were in then, in the order of time."""
    person, place = call.person, after(request, call.desk.secret, cursor)
    wanted = Meetings(group, status, moment(since, "from"), moment(until, "to"))
    call.permit(GROUP_SESSIONS, frozenset(WITHIN), "see", "scheduled")  # the rows decide which these are
    for view in (GroupsView, GroupSessionsView, AttendancesView):
        call.await_view(view)
    rows = group_sessions_of(call.desk.shelf, person, wanted, place, limit)
    page = next_page(request, response, call.desk.secret, rows, limit, lambda row: [row["starts"], row["id"]])
    return [listed_group_session(row) for row in page]


def _seen(call: GroupsCall, id: UUID, told: str | None) -> tuple[GroupSession, list[Recorded], Decision]:
    meeting, records, decision = call.read(call.meeting_law, id, as_of(told))
    if told is not None and decision.sees:
        raise not_found()  # a version in between tells whoever was not there how much was written
    return meeting, records, decision


@router.get("/group-sessions/{id}", response_model_exclude_none=True)
def get_group_session(
    id: UUID, call: Groups, response: Response, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> GroupSessionOut:
    """When it is, how it stands, and, for those who were there, who was; opens nothing."""
    meeting, records, decision = _seen(call, id, at)
    if decision.shows("version"):
        response.headers["ETag"] = f'"{meeting.version}"'
    tells = decision.shows("attendees") or decision.shows("corrections")
    attended = call.attended(meeting) if tells else []
    return group_session_form(meeting, records, decision, attended, call.person)


@router.get("/group-sessions/{id}/history")
def get_group_session_history(
    id: UUID, call: Groups, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> list[Past]:
    """What happened to it, in order: the clear part, as far as the reader may see."""
    meeting, records, decision = _seen(call, id, at)
    # Of a meeting that was held after all, only who was there is told who was said before to have stayed away.
    tells_who = meeting.status == "missed" or not decision.sees
    return history(told_of(records, decision), lambda field: tells_who or field != "who")


@router.get("/group-sessions/{id}/cancellation", response_model_exclude_none=True)
def get_group_cancellation(id: UUID, call: Groups) -> ReasonOut:
    """Why it was called off, as that was said at the time. This opens content: it is accounted for."""
    with call.desk.directory.at_once():
        meeting, records = call.desk.store.past(GroupSession, id)
        decision = call.demand(call.reason_law, meeting, "read-reason")
    called_off = [one for one in records if isinstance(one.fact, GroupSessionCancelled)]
    if not called_off:
        raise not_found()
    return reason_form(call.desk.store, called_off, decision, call.acting.at(meeting.agency))


@router.put("/group-sessions/{id}/schedule", status_code=204, response_class=Response)
def reschedule_group_session(id: UUID, body: RescheduledIn, call: Groups) -> Response:
    """Meet at another time to come; needs If-Match.

    Who has become line manager of somebody who belongs to a group moves none of its meetings.
    """

    def command(meeting: GroupSession) -> None:
        call.relations.require_not_left(call.person)
        company = call.company_of(meeting)
        meeting.reschedule(
            call.person,
            company,
            starts=body.starts,
            minutes=body.minutes,
            modality=body.modality,
            manages=call.led_by_a_manager(company.now, body.starts),
            now=call.desk.store.now(),
        )

    return call.change(call.meeting_law, id, "arrange", command, if_match=True)


@router.post("/group-sessions/{id}/managers", status_code=204, response_class=Response)
def say_managers_attend(id: UUID, body: ManagersIn, call: Groups) -> Response:
    """Say before it begins whether a manager comes to this meeting of co-reflection."""

    def command(meeting: GroupSession) -> None:
        company, now = call.company_of(meeting), call.desk.store.now()
        meeting.say_managers_attend(call.person, company, body.managers_attend, now)

    return call.change(call.meeting_law, id, "arrange", command)


@router.post("/group-sessions/{id}/cancellation", status_code=204, response_class=Response)
def cancel_group_session(id: UUID, body: CancelledIn, call: Groups) -> Response:
    """Record that it was called off, by whom, and when the others were told. The reason is for the group alone."""

    def command(meeting: GroupSession) -> None:
        meeting.cancel(
            call.person,
            call.company_of(meeting),
            called_off_by=body.by or call.person,
            when_told=call.company_at(meeting.group, body.told_at).then,
            told_at=body.told_at,
            reason=body.reason,
            now=call.desk.store.now(),
        )

    return call.change(call.meeting_law, id, "arrange", command)
