"""What is there, for lists and for what a date sets off; and what agreements say that matters here."""

from services.sessions.views.agreements import AgreementKnown, CoverKnown, agreement_known, agreements_of
from services.sessions.views.attendances import AttendancesView
from services.sessions.views.group_sessions import GroupSessionsView
from services.sessions.views.groups import GroupsView, MembershipKnown, memberships
from services.sessions.views.heard import KnownAgreementsView

__all__ = [
    "AgreementKnown",
    "AttendancesView",
    "CoverKnown",
    "GroupSessionsView",
    "GroupsView",
    "KnownAgreementsView",
    "MembershipKnown",
    "agreement_known",
    "agreements_of",
    "memberships",
]
