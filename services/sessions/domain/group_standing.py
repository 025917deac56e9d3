"""How a meeting stands, as its facts have made it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal, assert_never
from uuid import UUID

from services.sessions.domain.group_refusals import NotHeld, NotScheduled
from services.sessions.events.codes import Extent, Format, Modality
from services.sessions.events.group_sessions import (
    GROUP_SESSION,
    FacilitatorSigned,
    GroupRecordAddedTo,
    GroupRecordWritten,
    GroupSessionCancelled,
    GroupSessionCorrected,
    GroupSessionFact,
    GroupSessionHeld,
    GroupSessionMissed,
    GroupSessionRescheduled,
    GroupSessionScheduled,
    ManagersAttendanceSaid,
)
from shared.aggregate import Aggregate
from shared.identity import PersonId

GroupSessionStatus = Literal["scheduled", "held", "cancelled", "missed"]


@dataclass(frozen=True)
class MeetingCorrected:
    """What was recorded of it until somebody corrected that, and which fact did; who was there stands with each of them."""

    by: PersonId
    at_version: int
    status: GroupSessionStatus
    starts: datetime
    minutes: int
    modality: Modality
    extent: Extent | None
    missed_by: PersonId | None


class MeetingStands(Aggregate[GroupSessionFact]):
    """State alone; what may be done with it stands beside."""

    stream_type: ClassVar[str] = GROUP_SESSION
    begins_with: ClassVar[frozenset[str]] = frozenset({GroupSessionScheduled.kind})

    group: UUID
    format: Format
    modality: Modality
    starts: datetime
    set_for: datetime
    """The time that was set, whenever it really began."""
    minutes: int
    set_as: tuple[int, Modality]
    """For how long it was set and in which way, however it was held."""
    set_at: datetime | None = None
    """When its time was set last, as far as that is told."""
    managers_attend: bool = False
    """Whether it was said before the meeting that a manager comes."""
    managers_said_at: datetime | None = None
    status: GroupSessionStatus = "scheduled"
    extent: Extent | None = None
    facilitator: PersonId | None = None
    """Who facilitated, once it was held."""
    cancelled_by: PersonId | None = None
    told_at: datetime | None = None
    missed_by: PersonId | None = None
    """Who stayed away; None where nobody came."""
    corrections: tuple[MeetingCorrected, ...] = ()
    signed: bool = False
    """By whoever facilitated, as it is recorded now; each member's signature stands with their attendance."""
    has_signed: bool = False
    """However it was recorded then."""
    written: bool = False

    @property
    def is_circle(self) -> bool:
        return self.format is Format.CO_REFLECTION

    @property
    def as_recorded(
        self,
    ) -> tuple[GroupSessionStatus, datetime, int, Modality, Extent | None, PersonId | None]:
        return self.status, self.starts, self.minutes, self.modality, self.extent, self.missed_by

    def was_led_by(self, person: PersonId) -> bool:
        return not self.is_circle and person == self.facilitator

    def still_scheduled(self) -> None:
        if self.status != "scheduled":
            raise NotScheduled

    def was_held(self) -> None:
        if self.status != "held":
            raise NotHeld

    def apply(self, fact: GroupSessionFact) -> None:
        match fact:
            case GroupSessionScheduled():
                self.group, self.agency, self.format = fact.group, fact.agency, fact.format
                self.starts, self.minutes, self.modality = fact.starts, fact.minutes, fact.modality
                self.managers_attend, self.set_at = fact.managers_attend, fact.set_at
                self.set_for, self.managers_said_at = fact.starts, fact.set_at
                self.set_as = fact.minutes, fact.modality
            case GroupSessionRescheduled():
                if fact.starts != self.starts:
                    self.set_at = fact.set_at or self.set_at
                self.starts, self.minutes, self.modality = fact.starts, fact.minutes, fact.modality
                self.set_for, self.set_as = fact.starts, (fact.minutes, fact.modality)
            case ManagersAttendanceSaid():
                self.managers_attend, self.managers_said_at = fact.managers_attend, fact.said_at
            case GroupSessionCancelled():
                self.status, self.cancelled_by, self.told_at = "cancelled", fact.by, fact.told_at
            case GroupSessionHeld():
                self.status, self.facilitator, self.extent = "held", fact.facilitator, fact.extent
                self.minutes, self.modality = fact.minutes, fact.modality
                self.starts = fact.starts or self.starts
            case GroupSessionMissed():
                self.status, self.missed_by = "missed", fact.who
            case GroupSessionCorrected():
                at = self.version + len(self.new) + 1
                self.corrections += (MeetingCorrected(fact.by, at, *self.as_recorded),)
                self.missed_by = fact.who
                self.status, self.facilitator, self.signed = fact.became.value, fact.facilitator, False
                self.minutes, self.modality, self.extent = fact.minutes, fact.modality, fact.extent
                self.starts = fact.starts or self.starts
            case FacilitatorSigned():
                self.signed = self.has_signed = True
            case GroupRecordWritten():
                self.written = True
            case GroupRecordAddedTo():
                pass  # what was added is sealed, and does not change how the meeting stands
            case _:
                assert_never(fact)
