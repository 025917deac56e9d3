"""What the service of sessions brings along: supervision as it is held, and the limits of confidentiality."""

from __future__ import annotations

from typing import Final

import services.sessions.api
from services.directory.relations import ErasedPeopleView, RelationsView
from services.house.service import Service
from services.sessions import events
from services.sessions.policy import POLICIES
from services.sessions.reactions import (
    ForgetDiaries,
    close_feedback_rounds,
    destroy_keys_of_what_was_deleted,
    destroy_old_drafts,
    destroy_told_drafts,
    forget_drafts,
    forget_reports_nobody_sees,
    let_time_stand_still,
    note_that_time_has_passed,
    note_what_is_overdue,
    note_what_was_negotiated_late,
    tell_closed_quarters,
)
from services.sessions.reactions.erasing import finish_erasures, finish_restricted_erasures
from services.sessions.views import (
    AttendancesView,
    ConcernsView,
    DualRelationshipsView,
    EvaluationsView,
    FeedbackView,
    GoalsView,
    GroupSessionsView,
    GroupsView,
    KnownAgreementsView,
    PerformanceView,
    SessionsView,
    SwitchedOffView,
)
from services.sessions.views.external_reports import ExternalReportsView
from services.sessions.views.own import NamedInConfidence, NamedInSessions
from services.sessions.views.rhythm import RhythmView
from services.sessions.views.tallies import TalliesView
from shared.access.accesses import AccessesView, RestrictedAccessesView
from shared.access.opening import TOPICS as ACCESS_TOPICS
from shared.keeping.view import KeepingsView, RestrictedKeepingsView

SESSIONS: Final = Service(
    "sessions",
    services.sessions.api.router,
    events.TOPICS | ACCESS_TOPICS,
    POLICIES,
    RelationsView(over_the_bus=True),
    (
        *(KnownAgreementsView(), SessionsView(), RhythmView(), TalliesView()),
        *(GroupsView(), GroupSessionsView(), AttendancesView()),
        *(EvaluationsView(), GoalsView()),
        *(PerformanceView(), DualRelationshipsView(), FeedbackView(), ExternalReportsView()),
        *(ConcernsView(), SwitchedOffView(), ErasedPeopleView(), NamedInSessions(), NamedInConfidence()),
        *(KeepingsView(), RestrictedKeepingsView(), AccessesView(), RestrictedAccessesView()),
    ),
    (note_what_is_overdue, note_what_was_negotiated_late, tell_closed_quarters, finish_erasures),
    restricted=events.RESTRICTED | dict.fromkeys(ACCESS_TOPICS, events.RESTRICTED_TOPIC),
    restricted_reactions=(
        *(let_time_stand_still, note_that_time_has_passed),
        *(finish_restricted_erasures, forget_reports_nobody_sees),
    ),
    unpublished=events.UNPUBLISHED,
    unpublished_reactions=(destroy_keys_of_what_was_deleted,),
    diary_reactions=(ForgetDiaries(),),
    untold=("concern-drafts", "diary"),
    lays_aside=True,
    aside_reactions=(destroy_old_drafts, destroy_told_drafts, forget_drafts, close_feedback_rounds),
)
