"""What is there, for lists and for what a date sets off; and what agreements say that matters here."""

from services.sessions.views.agreements import AgreementKnown, CoverKnown, agreement_known, agreements_of
from services.sessions.views.heard import KnownAgreementsView

__all__ = ["AgreementKnown", "CoverKnown", "KnownAgreementsView", "agreement_known", "agreements_of"]
