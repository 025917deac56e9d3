"""Every fact of supervision as it is held; a file for each subject, and here where their streams go."""

from __future__ import annotations

from typing import Final

from services.sessions.events.codes import Extent, Format, Function, Ground, Method, Modality, Purpose
from services.sessions.events.concerns import CONCERN
from services.sessions.events.disclosures import DISCLOSURE, RECIPIENT
from services.sessions.events.external_reports import EXTERNAL_REPORT
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
    "CONCERN",
    "COUNT",
    "DISCLOSURE",
    "EXTERNAL_REPORT",
    "RECIPIENT",
    "RESTRICTED",
    "RESTRICTED_TOPIC",
    "RHYTHM",
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
    "Extent",
    "Format",
    "Function",
    "Ground",
    "Line",
    "Method",
    "Modality",
    "NegotiatedLateNoted",
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
TOPICS: Final = dict.fromkeys((SESSION, TALLY, COUNT, RHYTHM), TOPIC)
RESTRICTED_TOPIC: Final = "alongside.restricted"
RESTRICTED: Final[dict[str, str]] = dict.fromkeys(
    (CONCERN, DISCLOSURE, RECIPIENT, EXTERNAL_REPORT), RESTRICTED_TOPIC
)
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
