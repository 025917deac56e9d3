"""Every fact of supervision as it is held; a file for each subject, and here where their streams go."""

from __future__ import annotations

from typing import Final

from services.sessions.events.attendances import ATTENDANCE
from services.sessions.events.codes import Became, Extent, Format, Function, Ground, Method, Modality, Purpose
from services.sessions.events.concerns import CONCERN
from services.sessions.events.contributions import CONTRIBUTION
from services.sessions.events.diary import DIARY, ENTRY, PIECE
from services.sessions.events.disclosures import DISCLOSURE, RECIPIENT
from services.sessions.events.dual_relationships import (
    DUAL_RELATIONSHIP,
    DualRelationshipDecided,
    DualRelationshipFact,
    DualRelationshipRaised,
    DualRelationshipWeighed,
)
from services.sessions.events.evaluations import EVALUATION
from services.sessions.events.external_reports import EXTERNAL_REPORT
from services.sessions.events.feedback import (
    ANSWERS,
    RESPONDENT,
    ROUND,
    FeedbackAnswersKept,
    FeedbackRespondentNoted,
    FeedbackRoundClosed,
    FeedbackRoundFact,
    FeedbackRoundOpened,
)
from services.sessions.events.goals import GOAL
from services.sessions.events.group_sessions import GROUP_SESSION
from services.sessions.events.groups import GROUP
from services.sessions.events.performance import (
    PERFORMANCE,
    PerformanceCommentAdded,
    PerformanceFact,
    PerformanceNoted,
    PerformancePlanned,
    PerformancePlanResulted,
    PerformanceRecordClosed,
    PerformanceShown,
)
from services.sessions.events.records import (
    Action,
    Added,
    Addition,
    AgendaItem,
    AgendaItemAdded,
    BroughtForward,
    Closing,
    RecordAddedTo,
    RecordWritten,
    SessionRecord,
)
from services.sessions.events.rhythm import RHYTHM, NegotiatedLateNoted, RhythmFact, SupervisionOverdueNoted
from services.sessions.events.sessions import (
    SESSION,
    AttendanceSigned,
    ContactHeld,
    CoSupervisionAgreedTo,
    CoSupervisionDropped,
    LookedAt,
    SessionCancelled,
    SessionCorrected,
    SessionCorrectedAsCancelled,
    SessionHeld,
    SessionMissed,
    SessionRescheduled,
    SessionScheduled,
    SessionShown,
    SessionTakenOver,
)
from services.sessions.events.tallies import COUNT, TALLY, SessionsCounted, TallyClosed, TallyMarked, Touched
from services.sessions.events.words import Line, Text
from shared.keeping import STREAM as KEEPING

__all__ = [
    "ANSWERS",
    "CONCERN",
    "COUNT",
    "DIARY",
    "DISCLOSURE",
    "DUAL_RELATIONSHIP",
    "ENTRY",
    "EVALUATION",
    "EXTERNAL_REPORT",
    "GOAL",
    "PERFORMANCE",
    "PIECE",
    "RECIPIENT",
    "RESPONDENT",
    "RESTRICTED",
    "RESTRICTED_TOPIC",
    "RHYTHM",
    "ROUND",
    "SESSION",
    "TALLY",
    "TOPIC",
    "TOPICS",
    "UNPUBLISHED",
    "Action",
    "Added",
    "Addition",
    "AgendaItem",
    "AgendaItemAdded",
    "AttendanceSigned",
    "Became",
    "BroughtForward",
    "Closing",
    "CoSupervisionAgreedTo",
    "CoSupervisionDropped",
    "ContactHeld",
    "DualRelationshipDecided",
    "DualRelationshipFact",
    "DualRelationshipRaised",
    "DualRelationshipWeighed",
    "Extent",
    "FeedbackAnswersKept",
    "FeedbackRespondentNoted",
    "FeedbackRoundClosed",
    "FeedbackRoundFact",
    "FeedbackRoundOpened",
    "Format",
    "Function",
    "Ground",
    "Line",
    "LookedAt",
    "Method",
    "Modality",
    "NegotiatedLateNoted",
    "PerformanceCommentAdded",
    "PerformanceFact",
    "PerformanceNoted",
    "PerformancePlanResulted",
    "PerformancePlanned",
    "PerformanceRecordClosed",
    "PerformanceShown",
    "Purpose",
    "RecordAddedTo",
    "RecordWritten",
    "RhythmFact",
    "SessionCancelled",
    "SessionCorrected",
    "SessionCorrectedAsCancelled",
    "SessionFact",
    "SessionHeld",
    "SessionMissed",
    "SessionRecord",
    "SessionRescheduled",
    "SessionScheduled",
    "SessionShown",
    "SessionTakenOver",
    "SessionsCounted",
    "SupervisionOverdueNoted",
    "TallyClosed",
    "TallyFact",
    "TallyMarked",
    "Text",
    "Touched",
]

TOPIC: Final = "alongside.sessions"
TOPICS: Final = dict.fromkeys(
    (
        *(SESSION, TALLY, COUNT, RHYTHM),
        *(GROUP, GROUP_SESSION, ATTENDANCE, CONTRIBUTION),
        *(EVALUATION, GOAL, PERFORMANCE, DUAL_RELATIONSHIP, ROUND, ANSWERS, RESPONDENT),
        KEEPING,
    ),
    TOPIC,
)
RESTRICTED_TOPIC: Final = "alongside.restricted"
RESTRICTED: Final = dict.fromkeys(
    (CONCERN, DISCLOSURE, RECIPIENT, EXTERNAL_REPORT, KEEPING), RESTRICTED_TOPIC
)
"""That such a stream is there is itself confidential: no view, feed or service reads their topic."""
UNPUBLISHED: Final[tuple[str, ...]] = (DIARY, ENTRY, PIECE)
"""Types of streams that go to no topic at all: each is its owner's alone (S7)."""

SessionFact = (
    SessionScheduled
    | CoSupervisionAgreedTo
    | SessionRescheduled
    | SessionTakenOver
    | CoSupervisionDropped
    | SessionCancelled
    | SessionMissed
    | SessionHeld
    | ContactHeld
    | SessionCorrected
    | SessionCorrectedAsCancelled
    | AttendanceSigned
    | SessionShown
    | AgendaItemAdded
    | RecordWritten
    | RecordAddedTo
)
TallyFact = TallyMarked | TallyClosed
