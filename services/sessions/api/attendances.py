"""Who was at meetings of groups: one's own, and those of one's own people, of whom nothing else is told (S9, C5)."""

from __future__ import annotations

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Query, Request, Response

from services.directory.relations import RelationsView
from services.sessions.api.group_calls import Groups
from services.sessions.api.group_sessions import Time
from services.sessions.forms.attendances import AttendanceOut, attendance_form, listed_attendance
from services.sessions.forms.times import moment
from services.sessions.policy.attendances import ATTENDANCES
from services.sessions.policy.oversight import BY_ROLE, OVERSIGHT
from services.sessions.views.attendances import AttendancesView, Overseer, Wanted, attendances_of
from shared.identity import AgencyId, PersonId
from shared.web.reading import After, AsOf, Limit, after, as_of, next_page
from shared.web.routing import Routes

router = Routes("Groups and co-reflection")
RELATIONS: Final = RelationsView(over_the_bus=True)


@router.get("/attendances", response_model_exclude_none=True)
def list_attendances(
    request: Request,
    response: Response,
    call: Groups,
    worker: Annotated[UUID | None, Query()] = None,
    agency: Annotated[UUID | None, Query()] = None,
    since: Annotated[Time, Query(alias="from")] = None,
    until: Annotated[Time, Query(alias="to")] = None,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[AttendanceOut]:
    """Attendances that you may see, in the order of time: your own, and those of your own people, never who else was there."""
    person, place = call.person, after(request, call.desk.secret, cursor)
    wanted = Wanted(
        PersonId(worker) if worker else None,
        AgencyId(agency) if agency else None,
        moment(since, "from"),
        moment(until, "to"),
    )
    own = call.permit(ATTENDANCES, frozenset({"member"}), "see")  # the rows decide about the rest
    call.await_view(AttendancesView)
    if worker != person:
        call.relations.require_fresh()  # else an overseer would read "none" for "not known"
    at = sorted({one for one, role in call.relations.roles_of(person) if role in BY_ROLE})
    reader = Overseer(person, at, call.relations.manages(person))
    rows = attendances_of(call.desk.shelf, RELATIONS, reader, wanted, place, limit)
    overseen = ATTENDANCES.decide(frozenset(OVERSIGHT), "see", "")

    def shown(row: dict[str, Any]) -> AttendanceOut:
        return listed_attendance(row, own if row["member"] == str(person) else overseen)

    page = next_page(request, response, call.desk.secret, rows, limit, lambda row: [row["starts"], row["id"]])
    return [shown(row) for row in page]


@router.get("/attendances/{id}", response_model_exclude_none=True)
def get_attendance(
    id: UUID, call: Groups, response: Response, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> AttendanceOut:
    """One attendance; opens nothing."""
    attendance, _, decision = call.read(call.attendance_law, id, as_of(at))
    response.headers["ETag"] = f'"{attendance.version}"'
    return attendance_form(attendance, decision)
