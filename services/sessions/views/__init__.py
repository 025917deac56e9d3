"""What is there, for lists and for what a date sets off; and what agreements say that matters here."""

from services.sessions.views.agreements import AgreementKnown, CoverKnown, agreement_known, agreements_of
from services.sessions.views.dual_relationships import DualRelationshipsView, dual_relationships_of
from services.sessions.views.feedback import (
    FeedbackView,
    has_answered,
    rounds_at,
    rounds_past_their_last_day,
)
from services.sessions.views.heard import KnownAgreementsView
from services.sessions.views.performance import PerformanceReader, PerformanceView, performance_records

__all__ = [
    "AgreementKnown",
    "CoverKnown",
    "DualRelationshipsView",
    "FeedbackView",
    "KnownAgreementsView",
    "PerformanceReader",
    "PerformanceView",
    "agreement_known",
    "agreements_of",
    "dual_relationships_of",
    "has_answered",
    "performance_records",
    "rounds_at",
    "rounds_past_their_last_day",
]
