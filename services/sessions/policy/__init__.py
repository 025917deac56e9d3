"""Who may do and see what in this service: a file for each kind of record."""

from typing import Final

from services.sessions.policy.dual_relationship import DUAL_RELATIONSHIPS, relate_to_dual_relationship
from services.sessions.policy.feedback import FEEDBACK, relate_to_feedback
from services.sessions.policy.oversight import OVERSIGHT, overseeing
from services.sessions.policy.performance import PERFORMANCE, relate_to_performance
from shared.access import Policy

__all__ = [
    "DUAL_RELATIONSHIPS",
    "FEEDBACK",
    "OVERSIGHT",
    "PERFORMANCE",
    "POLICIES",
    "overseeing",
    "relate_to_dual_relationship",
    "relate_to_feedback",
    "relate_to_performance",
]

POLICIES: Final[tuple[Policy, ...]] = (PERFORMANCE, DUAL_RELATIONSHIPS, FEEDBACK)
