"""In which records of this service somebody is named: what they take with them when they ask for everything about themselves.

Left out is what is counted under a key that nobody reads by.
"""

from __future__ import annotations

from typing import get_args

from services.sessions.events import RhythmFact, SessionFact
from services.sessions.events.attendances import AttendanceFact
from services.sessions.events.concerns import ConcernFact
from services.sessions.events.contributions import ContributionFact
from services.sessions.events.disclosures import DisclosureFact
from services.sessions.events.dual_relationships import DualRelationshipFact
from services.sessions.events.evaluations import EvaluationFact
from services.sessions.events.external_reports import ExternalReportFact
from services.sessions.events.feedback import FeedbackRespondentNoted, FeedbackRoundFact
from services.sessions.events.goals import GoalFact
from services.sessions.events.group_sessions import GroupSessionFact
from services.sessions.events.groups import GroupFact
from services.sessions.events.performance import PerformanceFact
from shared.access.named import NamedView
from shared.keeping.facts import KeepingFact


class NamedInSessions(NamedView):
    """Of sessions, groups, and what is written beside them."""

    version = 2
    hears = frozenset(
        {
            *(*get_args(SessionFact), *get_args(RhythmFact)),
            *(*get_args(GroupFact), *get_args(GroupSessionFact), *get_args(AttendanceFact)),
            *(*get_args(ContributionFact),),
            *(*get_args(EvaluationFact), *get_args(GoalFact), *get_args(PerformanceFact)),
            *(*get_args(DualRelationshipFact), *get_args(FeedbackRoundFact), FeedbackRespondentNoted),
            *get_args(KeepingFact),
        }
    )


class NamedInConfidence(NamedView):
    """Of concerns, disclosures, and reports to authorities. A disclosure's recipient is found by the disclosure."""

    name = "restricted_named"
    restricted = True
    hears = frozenset(
        {
            *(*get_args(ConcernFact), *get_args(DisclosureFact)),
            *(*get_args(ExternalReportFact), *get_args(KeepingFact)),
        }
    )
