"""What is there, for lists and for what a date sets off; and what agreements say that matters here."""

from services.sessions.views.accesses import AccessesView, accesses_of
from services.sessions.views.agreements import (
    AgreementKnown,
    CoverKnown,
    agreement_known,
    agreements_of,
    covered_by,
)
from services.sessions.views.attendances import AttendancesView
from services.sessions.views.group_sessions import GroupSessionsView
from services.sessions.views.groups import GroupsView, MembershipKnown, memberships
from services.sessions.views.heard import KnownAgreementsView
from services.sessions.views.listing import Reader, Wanted, listed_sessions, reader_of
from services.sessions.views.records import session_before, written_records
from services.sessions.views.sessions import SessionsView

__all__ = [
    "AccessesView",
    "AgreementKnown",
    "AttendancesView",
    "CoverKnown",
    "GroupSessionsView",
    "GroupsView",
    "KnownAgreementsView",
    "MembershipKnown",
    "Reader",
    "SessionsView",
    "Wanted",
    "accesses_of",
    "agreement_known",
    "agreements_of",
    "covered_by",
    "listed_sessions",
    "memberships",
    "reader_of",
    "session_before",
    "written_records",
]
