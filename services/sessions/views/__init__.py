"""What is there, for lists and for what a date sets off; and what agreements say that matters here."""

from services.sessions.views.accesses import (
    AccessesView,
    RestrictedAccessesView,
    accesses_of,
    opened_by_recipient,
)
from services.sessions.views.agreements import (
    AgreementKnown,
    CoverKnown,
    agreement_known,
    agreements_of,
    covered_by,
)
from services.sessions.views.concerns import ConcernsView
from services.sessions.views.concerns_asked import concerns_of, past_their_time, running_under, to_stand_still
from services.sessions.views.heard import KnownAgreementsView
from services.sessions.views.listing import Reader, Wanted, listed_sessions, reader_of
from services.sessions.views.records import session_before, written_records
from services.sessions.views.sessions import SessionsView
from services.sessions.views.switched_off import SwitchedOffView

__all__ = [
    "AccessesView",
    "AgreementKnown",
    "ConcernsView",
    "CoverKnown",
    "KnownAgreementsView",
    "Reader",
    "RestrictedAccessesView",
    "SessionsView",
    "SwitchedOffView",
    "Wanted",
    "accesses_of",
    "agreement_known",
    "agreements_of",
    "concerns_of",
    "covered_by",
    "listed_sessions",
    "opened_by_recipient",
    "past_their_time",
    "reader_of",
    "running_under",
    "session_before",
    "to_stand_still",
    "written_records",
]
