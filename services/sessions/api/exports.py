"""What this service holds about whoever asks: from sessions to the diary, with who opened each of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from services.sessions.api import dual_relationships, evaluations, external_reports, goals, performance
from services.sessions.api.calls import Restricted, Sessions
from services.sessions.api.concern_calls import LAW as CONCERN
from services.sessions.api.concern_calls import OF_DISCLOSURES
from services.sessions.api.diary.calls import ENTRIES, PIECES, DiaryCall
from services.sessions.api.group_calls import GroupsCall
from services.sessions.domain.diary import Diary
from services.sessions.forms.disclosures import disclosure_form
from services.sessions.forms.opening import read_by
from services.sessions.views import (
    AttendancesView,
    ConcernsView,
    DualRelationshipsView,
    EvaluationsView,
    GoalsView,
    PerformanceView,
    SessionsView,
)
from services.sessions.views.external_reports import ExternalReportsView
from services.sessions.views.own import disclosed_by_own, disclosed_to, own
from shared.access.accesses import AccessesView, RestrictedAccessesView
from shared.store import NotFound
from shared.web.calls import calls
from shared.web.exports import FILE, Part, export
from shared.web.guard import GuardedRoute

router = APIRouter(tags=["Everything about oneself"], route_class=GuardedRoute)
InGroups = Annotated[GroupsCall, Depends(calls("sessions", GroupsCall))]
OfDiary = Annotated[DiaryCall, Depends(calls("sessions.diary", DiaryCall))]


@router.get("/exports/sessions", responses=FILE, response_class=Response)
def export_from_sessions(
    call: Sessions, groups: InGroups, restricted: Restricted, diary: OfDiary
) -> Response:
    """Sessions, groups you were in, evaluations, goals, records, concerns, and your diary, with who opened each. Opens content.

    Drafts of concerns are not in it: each is read where it lies.
    """
    parts = [*_ordinary(call, groups), *_restricted(restricted), *_diary(diary)]
    return export("sessions", parts, by_name=call.relations.told_by_name(call.person))


def _ordinary(call: Sessions, groups: GroupsCall) -> Iterator[Part[Any]]:
    shelf, me = call.desk.shelf, call.person
    sessions = own(shelf, SessionsView, me)
    yield Part(call, call.law, "read", sessions, AccessesView, told=read_by(me))
    kinds = (
        (groups.attendance_law, "see", AttendancesView),
        (evaluations.law_of(call), "read-words", EvaluationsView),
        (goals.LAW, "read-words", GoalsView),
        (performance.law_of(call), "read-words", PerformanceView),
        (dual_relationships.LAW, "read-words", DualRelationshipsView),
    )
    for law, action, view in kinds:
        asking = groups if law.kind is groups.attendance_law.kind else call
        yield Part(asking, law, action, own(shelf, view, me), AccessesView)


def _restricted(call: Restricted) -> Iterator[Part[Any]]:
    shelf, me, secret = call.desk.shelf, call.person, RestrictedAccessesView
    yield Part(call, CONCERN, "read-words", own(shelf, ConcernsView, me), secret)
    yield Part(call, OF_DISCLOSURES, "read-words", disclosed_by_own(shelf, me), secret)
    yield Part(call, OF_DISCLOSURES, "read-words", disclosed_to(shelf, me), None, form=disclosure_form)
    yield Part(call, external_reports.LAW, "read-words", own(shelf, ExternalReportsView, me), secret)


def _diary(call: DiaryCall) -> Iterator[Part[Any]]:
    try:
        diary = call.desk.store.get(Diary, Diary.id_of(call.person))
    except NotFound:
        return
    entries: list[UUID] = list(diary.entries)
    yield Part(call, ENTRIES, "read-diary", entries, None)
    yield Part(call, PIECES, "read-diary", list(diary.pieces), None)
