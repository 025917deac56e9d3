"""What was recorded of a session or a group's meeting: what became of it and how, who said so, and what stood there before (S2, S6, S9)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Literal

from services.sessions.events import Became, Extent, Modality, SessionCorrected, SessionCorrectedAsCancelled
from shared.identity import PersonId

SessionStatus = Literal["scheduled", "held", "cancelled", "missed"]


@dataclass(frozen=True)
class Meant:
    """When they were going to meet, how long and how, as it was set last."""

    starts: datetime
    minutes: int
    modality: Modality


@dataclass(frozen=True)
class CalledOff:
    """By whom, and when the other was told."""

    by: PersonId
    told_at: datetime


@dataclass(frozen=True)
class Attended:
    """Who signed that it took place so, and which fact says it."""

    by: PersonId
    at_version: int


@dataclass(frozen=True, kw_only=True)
class AsRecorded:
    """How it stands in all that is clear."""

    status: SessionStatus
    starts: datetime
    minutes: int
    modality: Modality
    extent: Extent | None = None
    missed_by: PersonId | None = None
    called_off: CalledOff | None = None


@dataclass(frozen=True, kw_only=True)
class Corrected(AsRecorded):
    """What was recorded of it until somebody corrected that, and which fact did."""

    by: PersonId
    at_version: int


def recorded_now(one: Any) -> AsRecorded:
    """How a session or a meeting stands."""
    return AsRecorded(**{each.name: getattr(one, each.name) for each in fields(AsRecorded)})


def as_corrected(fact: SessionCorrected | SessionCorrectedAsCancelled, meant: Meant) -> AsRecorded:
    """How it stands from then on; the first corrections to missed told how it had been held, and it was missed as it was `meant`."""
    match fact:
        case SessionCorrectedAsCancelled():
            off = CalledOff(fact.called_off_by, fact.told_at) if fact.called_off_by and fact.told_at else None
            return AsRecorded(
                status="cancelled",
                starts=fact.starts,
                minutes=fact.minutes,
                modality=fact.modality,
                called_off=off,
            )
        case SessionCorrected(became=Became.MISSED):
            return AsRecorded(status="missed", missed_by=fact.who, **vars(meant))
        case SessionCorrected():
            return AsRecorded(
                status="held",
                starts=fact.starts,
                minutes=fact.minutes,
                modality=fact.modality,
                extent=fact.extent,
            )
