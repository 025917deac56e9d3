"""Who may do and see what in this service: a file for each kind of record."""

from typing import Final

from services.sessions.policy.catalogues import CATALOGUES
from services.sessions.policy.diary import DIARIES
from services.sessions.policy.evaluation import EVALUATIONS, relate_to_evaluation
from services.sessions.policy.goal import GOALS, relate_to_goal
from services.sessions.policy.oversight import OVERSIGHT, overseeing
from services.sessions.policy.session import SESSIONS, relate_besides, relate_to_session
from shared.access import Policy

__all__ = [
    "CATALOGUES",
    "DIARIES",
    "EVALUATIONS",
    "GOALS",
    "OVERSIGHT",
    "POLICIES",
    "SESSIONS",
    "overseeing",
    "relate_besides",
    "relate_to_evaluation",
    "relate_to_goal",
    "relate_to_session",
]

POLICIES: Final[tuple[Policy, ...]] = (SESSIONS, CATALOGUES, DIARIES, EVALUATIONS, GOALS)
