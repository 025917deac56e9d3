"""What is there, for lists and for what a date sets off; and what agreements say that matters here."""

from services.sessions.views.accesses import AccessesView, accesses_of
from services.sessions.views.agreements import (
    AgreementKnown,
    CoverKnown,
    agreement_known,
    agreements_of,
    covered_by,
)
from services.sessions.views.evaluations import EvaluationReader, EvaluationsView, listed_evaluations
from services.sessions.views.goals import GoalsView, listed_goals
from services.sessions.views.heard import KnownAgreementsView
from services.sessions.views.listing import Reader, Wanted, listed_sessions, reader_of
from services.sessions.views.records import session_before, written_records
from services.sessions.views.sessions import SessionsView

__all__ = [
    "AccessesView",
    "AgreementKnown",
    "CoverKnown",
    "EvaluationReader",
    "EvaluationsView",
    "GoalsView",
    "KnownAgreementsView",
    "Reader",
    "SessionsView",
    "Wanted",
    "accesses_of",
    "agreement_known",
    "agreements_of",
    "covered_by",
    "listed_evaluations",
    "listed_goals",
    "listed_sessions",
    "reader_of",
    "session_before",
    "written_records",
]
