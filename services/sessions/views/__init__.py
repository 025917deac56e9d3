"""What is there, for lists and for what a date sets off; and what agreements say that matters here."""

from services.sessions.views.administrative import AdministrativeReader
from services.sessions.views.agreements import (
    AgreementKnown,
    CoverKnown,
    agreement_known,
    agreements_of,
    covered_by,
    require_heard,
)
from services.sessions.views.attendances import AttendancesView
from services.sessions.views.concerns import ConcernsView
from services.sessions.views.concerns_asked import (
    concerns_of,
    past_their_time,
    running_about,
    running_in_group,
    to_stand_still,
)
from services.sessions.views.disclosed import opened_by_recipient
from services.sessions.views.dual_relationships import DualRelationshipsView, dual_relationships_of
from services.sessions.views.evaluations import EvaluationsView, listed_evaluations
from services.sessions.views.feedback import (
    FeedbackView,
    has_answered,
    rounds_at,
    rounds_of,
    rounds_past_their_last_day,
)
from services.sessions.views.goals import GoalsView, listed_goals
from services.sessions.views.group_sessions import GroupSessionsView
from services.sessions.views.groups import GroupsView, MembershipKnown, memberships
from services.sessions.views.heard import KnownAgreementsView
from services.sessions.views.listing import Reader, Spell, Wanted, listed_sessions, reader_of
from services.sessions.views.performance import PerformanceView, performance_records
from services.sessions.views.sessions import SessionsView
from services.sessions.views.switched_off import SwitchedOffView, sign_ins_of
from services.sessions.views.unreached import out_of_reach, reach_known_up_to, unreached_since
from shared.access.accesses import AccessesView, RestrictedAccessesView, accesses_of

__all__ = [
    "AccessesView",
    "AdministrativeReader",
    "AgreementKnown",
    "AttendancesView",
    "ConcernsView",
    "CoverKnown",
    "DualRelationshipsView",
    "EvaluationsView",
    "FeedbackView",
    "GoalsView",
    "GroupSessionsView",
    "GroupsView",
    "KnownAgreementsView",
    "MembershipKnown",
    "PerformanceView",
    "Reader",
    "RestrictedAccessesView",
    "SessionsView",
    "Spell",
    "SwitchedOffView",
    "Wanted",
    "accesses_of",
    "agreement_known",
    "agreements_of",
    "concerns_of",
    "covered_by",
    "dual_relationships_of",
    "has_answered",
    "listed_evaluations",
    "listed_goals",
    "listed_sessions",
    "memberships",
    "opened_by_recipient",
    "out_of_reach",
    "past_their_time",
    "performance_records",
    "reach_known_up_to",
    "reader_of",
    "require_heard",
    "rounds_at",
    "rounds_of",
    "rounds_past_their_last_day",
    "running_about",
    "running_in_group",
    "sign_ins_of",
    "to_stand_still",
    "unreached_since",
]
