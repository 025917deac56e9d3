"""How a session stands, as its history makes it (S2)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, assert_never
from uuid import UUID

from services.sessions.domain.as_recorded import (
    AsRecorded,
    Attended,
    CalledOff,
    Corrected,
    Meant,
    SessionStatus,
    as_corrected,
    recorded_now,
)
from services.sessions.domain.session_refusals import NoLongerScheduled, NotAPartyOfTheSession, NotHeld
from services.sessions.events import (
    SESSION,
    AgendaItemAdded,
    AttendanceSigned,
    ContactHeld,
    CoSupervisionAgreedTo,
    CoSupervisionDropped,
    Extent,
    Format,
    Modality,
    RecordAddedTo,
    RecordWritten,
    SessionCancelled,
    SessionCorrected,
    SessionCorrectedAsCancelled,
    SessionFact,
    SessionHeld,
    SessionMissed,
    SessionRescheduled,
    SessionScheduled,
    SessionShown,
    SessionTakenOver,
)
from shared.aggregate import Aggregate
from shared.identity import PersonId, PlacementId


class Standing(Aggregate[SessionFact]):
    """What is, without what may be done about it."""

    stream_type: ClassVar[str] = SESSION
    begins_with: ClassVar[frozenset[str]] = frozenset({SessionScheduled.kind, ContactHeld.kind})

    agreement: UUID
    worker: PersonId
    supervisor: PersonId
    placement: PlacementId
    holders: tuple[tuple[int, PersonId], ...]
    """Who supervises in it, one after another, and from which version on."""
    third: PersonId | None = None
    format: Format = Format.ONE_TO_ONE
    modality: Modality
    starts: datetime
    minutes: int
    set_at: datetime | None = None
    """When its time was set last."""
    meant: Meant
    status: SessionStatus = "scheduled"
    extent: Extent | None = None
    called_off: CalledOff | None = None
    missed_by: PersonId | None = None
    scheduled: bool = True
    """Whether a time was set for it beforehand."""
    corrections: tuple[Corrected, ...] = ()
    """Of what is clear."""
    worded_anew: frozenset[int] = frozenset()
    """At which versions a correction changed nothing that is clear: it spoke of how practice was looked at (S1)."""
    attendance: tuple[Attended, ...] = ()
    agreed_to: bool = False
    """Whether the worker agreed to the third, beforehand (S12)."""
    agreed_at: datetime | None = None
    shown: frozenset[PersonId] = frozenset()
    """To whom the worker opened what was said."""
    items: tuple[tuple[int, PersonId], ...] = ()
    """At which version each item of the agenda was added, and by whom; by its number."""
    written: int | None = None
    """At which version its record was written."""
    additions: tuple[int, ...] = ()

    @property
    def two(self) -> tuple[PersonId, PersonId]:
        return self.worker, self.supervisor

    @property
    def parties(self) -> tuple[PersonId, ...]:
        """Who meets; the third once the worker has agreed to it."""
        return (*self.two, self.third) if self.third and self.agreed_to else self.two

    def may_read(self, person: PersonId, at: int) -> bool:
        """Whether what was written at a version is open to them: who took it over reads from then on, and what the worker opens (C1)."""
        if person != self.supervisor or person in self.shown:
            return True
        return [who for since, who in self.holders if since <= at][-1:] == [person]

    @property
    def as_recorded(self) -> AsRecorded:
        return recorded_now(self)

    @property
    def recorded_since(self) -> int:
        """Since which version it is recorded as it stands; who signed attendance before signed what was recorded then."""
        return self.corrections[-1].at_version if self.corrections else 0

    def by_one_of_the_two(self, by: PersonId) -> None:
        if by not in self.two:
            raise NotAPartyOfTheSession

    def by_a_party(self, by: PersonId) -> None:
        if by not in self.parties:
            raise NotAPartyOfTheSession

    def still_scheduled(self) -> None:
        if self.status != "scheduled":
            raise NoLongerScheduled

    def was_held(self) -> None:
        if self.status != "held":
            raise NotHeld

    def apply(self, fact: SessionFact) -> None:
        at = self.version + len(self.new) + 1
        match fact:
            case SessionScheduled():
                self._begin(fact)
                self.third, self.format, self.set_at = fact.third, fact.format, fact.set_at
            case ContactHeld():
                self._begin(fact)
                self.status, self.scheduled = "held", False
            case CoSupervisionAgreedTo():
                self.agreed_to, self.agreed_at = True, fact.agreed_at
            case CoSupervisionDropped():
                self.third, self.format, self.agreed_to = None, Format.ONE_TO_ONE, False
            case SessionRescheduled():
                if fact.starts != self.starts:
                    self.set_at = fact.set_at or self.set_at
                self._mean(fact)
            case SessionTakenOver():
                self.supervisor = fact.by
                self.holders += ((at, fact.by),)
            case SessionCancelled():
                self.status, self.called_off = "cancelled", CalledOff(fact.by, fact.told_at)
            case SessionMissed():
                self.status, self.missed_by = "missed", fact.who
            case SessionHeld():
                self.status, self.extent = "held", fact.extent
                self.starts, self.minutes, self.modality = fact.starts, fact.minutes, fact.modality
            case SessionCorrected() | SessionCorrectedAsCancelled():
                was, now = self.as_recorded, as_corrected(fact, self.meant)
                if was == now:
                    self.worded_anew |= {at}
                else:
                    self.corrections += (Corrected(by=fact.by, at_version=at, **vars(was)),)
                    vars(self).update(vars(now))
            case AttendanceSigned():
                self.attendance += (Attended(fact.by, at),)
            case SessionShown():
                self.shown |= {fact.to}
            case AgendaItemAdded():
                self.items += ((at, fact.by),)
            case RecordWritten():
                self.written = at
            case RecordAddedTo():
                self.additions += (at,)
            case _:
                assert_never(fact)

    def _begin(self, fact: SessionScheduled | ContactHeld) -> None:
        self.agreement, self.worker, self.supervisor = fact.agreement, fact.worker, fact.supervisor
        self.holders = ((1, fact.supervisor),)
        self.agency, self.placement = fact.agency, fact.placement
        self._mean(fact)

    def _mean(self, fact: SessionScheduled | ContactHeld | SessionRescheduled) -> None:
        self.meant = Meant(fact.starts, fact.minutes, fact.modality)
        self.starts, self.minutes, self.modality = fact.starts, fact.minutes, fact.modality
