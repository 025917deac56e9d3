"""How a meeting stands, as its facts have made it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, assert_never
from uuid import UUID

from services.sessions.domain.as_recorded import (
    AsRecorded,
    CalledOff,
    Corrected,
    Meant,
    SessionStatus,
    recorded_now,
)
from services.sessions.domain.group_refusals import NotHeld, NotScheduled
from services.sessions.events.codes import Became, Extent, Format, Modality
from services.sessions.events.group_sessions import (
    GROUP_SESSION,
    FacilitatorSigned,
    GroupRecordAddedTo,
    GroupRecordWritten,
    GroupSessionCancelled,
    GroupSessionCorrected,
    GroupSessionCorrectedAsCancelled,
    GroupSessionFact,
    GroupSessionHeld,
    GroupSessionMissed,
    GroupSessionRescheduled,
    GroupSessionScheduled,
    ManagersAttendanceSaid,
)
from shared.aggregate import Aggregate
from shared.identity import PersonId


class MeetingStands(Aggregate[GroupSessionFact]):
    """State alone; what may be done with it stands beside."""

    stream_type: ClassVar[str] = GROUP_SESSION
    begins_with: ClassVar[frozenset[str]] = frozenset({GroupSessionScheduled.kind})

    group: UUID
    format: Format
    modality: Modality
    starts: datetime
    minutes: int
    meant: Meant
    """As it was set, whenever it really began and however it was held."""
    set_at: datetime | None = None
    """When its time was set last, as far as that is told."""
    managers_attend: bool = False
    """Whether it was said before the meeting that a manager comes."""
    managers_said_at: datetime | None = None
    status: SessionStatus = "scheduled"
    extent: Extent | None = None
    facilitator: PersonId | None = None
    """Who facilitated, once it was held."""
    called_off: CalledOff | None = None
    missed_by: PersonId | None = None
    """Who stayed away; None where nobody came."""
    corrections: tuple[Corrected, ...] = ()
    """What was recorded before each; who was there stands with each of them."""
    signed: bool = False
    """By whoever facilitated, as it is recorded now; each member's signature stands with their attendance."""
    has_signed: bool = False
    """However it was recorded then."""
    written: bool = False

    @property
    def is_circle(self) -> bool:
        return self.format is Format.CO_REFLECTION

    @property
    def as_recorded(self) -> AsRecorded:
        return recorded_now(self)

    def as_corrected(self, fact: GroupSessionCorrected | GroupSessionCorrectedAsCancelled) -> AsRecorded:
        """How it stands from then on; the first corrections to missed told how it had been held, and it was missed as it was `meant`."""
        match fact:
            case GroupSessionCorrectedAsCancelled():
                off = CalledOff(fact.called_off_by, fact.told_at)
                return AsRecorded(status="cancelled", called_off=off, **vars(self.meant))
            case GroupSessionCorrected(became=Became.MISSED):
                return AsRecorded(status="missed", missed_by=fact.who, **vars(self.meant))
            case GroupSessionCorrected():
                return AsRecorded(
                    status="held",
                    starts=fact.starts or self.starts,
                    minutes=fact.minutes,
                    modality=fact.modality,
                    extent=fact.extent,
                )

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
                self.managers_attend, self.managers_said_at = fact.managers_attend, fact.set_at
                self.set_at = fact.set_at
                self._mean(fact)
            case GroupSessionRescheduled():
                if fact.starts != self.starts:
                    self.set_at = fact.set_at or self.set_at
                self._mean(fact)
            case ManagersAttendanceSaid():
                self.managers_attend, self.managers_said_at = fact.managers_attend, fact.said_at
            case GroupSessionCancelled():
                self.status, self.called_off = "cancelled", CalledOff(fact.by, fact.told_at)
            case GroupSessionHeld():
                self.status, self.facilitator, self.extent = "held", fact.facilitator, fact.extent
                self.minutes, self.modality = fact.minutes, fact.modality
                self.starts = fact.starts or self.starts
            case GroupSessionMissed():
                self.status, self.missed_by = "missed", fact.who
            case GroupSessionCorrected() | GroupSessionCorrectedAsCancelled():
                at, was, now = self.version + len(self.new) + 1, self.as_recorded, self.as_corrected(fact)
                self.corrections += (Corrected(by=fact.by, at_version=at, **vars(was)),)
                vars(self).update(vars(now))
                self.facilitator = fact.facilitator if isinstance(fact, GroupSessionCorrected) else None
                self.signed = False
            case FacilitatorSigned():
                self.signed = self.has_signed = True
            case GroupRecordWritten():
                self.written = True
            case GroupRecordAddedTo():
                pass  # what was added is sealed, and does not change how the meeting stands
            case _:
                assert_never(fact)

    def _mean(self, fact: GroupSessionScheduled | GroupSessionRescheduled) -> None:
        self.meant = Meant(fact.starts, fact.minutes, fact.modality)
        vars(self).update(vars(self.meant))
