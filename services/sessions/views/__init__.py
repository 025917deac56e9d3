"""What is there, for lists and for what a date sets off; and what agreements say that matters here."""

from services.sessions.views.agreements import AgreementKnown, CoverKnown, agreement_known, agreements_of
from services.sessions.views.heard import KnownAgreementsView
from services.sessions.views.listing import Reader, Wanted, listed_sessions, reader_of
from services.sessions.views.sessions import SessionsView

__all__ = [
    "AgreementKnown",
    "CoverKnown",
    "KnownAgreementsView",
    "Reader",
    "SessionsView",
    "Wanted",
    "agreement_known",
    "agreements_of",
    "listed_sessions",
    "reader_of",
]
