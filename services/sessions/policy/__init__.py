"""Who may do and see what in this service: a file for each kind of record."""

from typing import Final

from services.sessions.policy.agenda import AGENDA_ITEMS, relate_to_own_items
from services.sessions.policy.attendances import ATTENDANCES
from services.sessions.policy.catalogues import CATALOGUES
from services.sessions.policy.concern import CONCERNS, relate_to_concern
from services.sessions.policy.contributions import CONTRIBUTIONS
from services.sessions.policy.diary import DIARIES
from services.sessions.policy.disclosure import DISCLOSURES, relate_to_disclosure
from services.sessions.policy.drafts import DRAFTS
from services.sessions.policy.dual_relationship import DUAL_RELATIONSHIPS, relate_to_dual_relationship
from services.sessions.policy.erasing import ERASURES
from services.sessions.policy.evaluation import EVALUATIONS, relate_to_evaluation
from services.sessions.policy.external_reports import EXTERNAL_REPORTS
from services.sessions.policy.feedback import FEEDBACK, RESPONDENTS, relate_to_feedback
from services.sessions.policy.goal import GOALS, relate_to_goal
from services.sessions.policy.group_sessions import GROUP_SESSIONS
from services.sessions.policy.groups import GROUPS, JOININGS, PROCEDURES
from services.sessions.policy.oversight import OVERSIGHT, overseeing
from services.sessions.policy.performance import PERFORMANCE, relate_to_performance
from services.sessions.policy.rhythm import BALANCE, RHYTHM
from services.sessions.policy.session import SESSIONS, relate_besides, relate_to_session
from services.sessions.policy.tallies import COUNTS, TALLIES
from shared.access import Policy

__all__ = [
    "AGENDA_ITEMS",
    "ATTENDANCES",
    "BALANCE",
    "CATALOGUES",
    "CONCERNS",
    "CONTRIBUTIONS",
    "COUNTS",
    "DIARIES",
    "DISCLOSURES",
    "DRAFTS",
    "DUAL_RELATIONSHIPS",
    "ERASURES",
    "EVALUATIONS",
    "EXTERNAL_REPORTS",
    "FEEDBACK",
    "GOALS",
    "GROUPS",
    "GROUP_SESSIONS",
    "JOININGS",
    "OVERSIGHT",
    "PERFORMANCE",
    "POLICIES",
    "PROCEDURES",
    "RESPONDENTS",
    "RHYTHM",
    "SESSIONS",
    "TALLIES",
    "overseeing",
    "relate_besides",
    "relate_to_concern",
    "relate_to_disclosure",
    "relate_to_dual_relationship",
    "relate_to_evaluation",
    "relate_to_feedback",
    "relate_to_goal",
    "relate_to_own_items",
    "relate_to_performance",
    "relate_to_session",
]

POLICIES: Final[tuple[Policy, ...]] = (
    *(SESSIONS, AGENDA_ITEMS, RHYTHM, BALANCE, TALLIES, COUNTS),
    *(PROCEDURES, GROUPS, JOININGS, GROUP_SESSIONS, CONTRIBUTIONS, ATTENDANCES),
    *(DRAFTS, CONCERNS, DISCLOSURES, EXTERNAL_REPORTS),
    *(CATALOGUES, DIARIES, EVALUATIONS, GOALS, PERFORMANCE, DUAL_RELATIONSHIPS, FEEDBACK, RESPONDENTS),
    ERASURES,
)
