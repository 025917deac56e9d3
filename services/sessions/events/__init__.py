"""Every fact of supervision as it is held; a file for each subject, and here where their streams go."""

from __future__ import annotations

from typing import Final

from services.sessions.events.codes import Extent, Format, Function, Ground, Method, Modality, Purpose
from services.sessions.events.dual_relationships import (
    DUAL_RELATIONSHIP,
    DualRelationshipDecided,
    DualRelationshipFact,
    DualRelationshipRaised,
    DualRelationshipWeighed,
)
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
from services.sessions.events.rhythm import RHYTHM, NegotiatedLateNoted, SupervisionOverdueNoted
from services.sessions.events.sessions import (
    SESSION,
    AttendanceSigned,
    ContactHeld,
    CoSupervisionAgreedTo,
    SessionCancelled,
    SessionHeld,
    SessionMissed,
    SessionRescheduled,
    SessionScheduled,
    SessionShown,
)
from services.sessions.events.tallies import COUNT, TALLY, SessionsCounted, TallyClosed, TallyMarked, Touched
from services.sessions.events.words import Line, Text

__all__ = [
    "ANSWERS",
    "COUNT",
    "DUAL_RELATIONSHIP",
    "PERFORMANCE",
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
    "BroughtForward",
    "Closing",
    "CoSupervisionAgreedTo",
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
    "SessionFact",
    "SessionHeld",
    "SessionMissed",
    "SessionRecord",
    "SessionRescheduled",
    "SessionScheduled",
    "SessionShown",
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
        *(PERFORMANCE, DUAL_RELATIONSHIP, ROUND, ANSWERS, RESPONDENT),
    ),
    TOPIC,
)
RESTRICTED_TOPIC: Final = "alongside.restricted"
RESTRICTED: Final[dict[str, str]] = {}
"""That such a stream is there is itself confidential: no view, feed or service reads their topic."""
UNPUBLISHED: Final[tuple[str, ...]] = ()
"""Types of streams that go to no topic at all: each is its owner's alone (S7)."""

SessionFact = (
    SessionScheduled
    | CoSupervisionAgreedTo
    | SessionRescheduled
    | SessionCancelled
    | SessionMissed
    | SessionHeld
    | ContactHeld
    | AttendanceSigned
    | SessionShown
    | AgendaItemAdded
    | RecordWritten
    | RecordAddedTo
)
RhythmFact = SupervisionOverdueNoted | NegotiatedLateNoted
TallyFact = TallyMarked | TallyClosed
