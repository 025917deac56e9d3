"""That one member was at one meeting: theirs to sign, and their own agency's to know (S9, C5)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Final, Self, assert_never
from uuid import UUID, uuid5

from services.sessions.domain.group_members import Membership
from services.sessions.domain.group_refusals import NotYourPart, SignedAlready
from services.sessions.events.attendances import (
    ATTENDANCE,
    AttendanceFact,
    MemberAttendanceCorrected,
    MemberAttendanceSigned,
    MemberAttended,
)
from services.sessions.events.codes import Format, Modality
from shared.aggregate import Aggregate
from shared.identity import PersonId, PlacementId

SPACE: Final = UUID("b4a6e7d2-0c55-4f0a-9a3e-5f1f7f7c2d19")


def attendance_of(group_session: UUID, member: PersonId) -> UUID:
    """Where it lies that a member was there: once for each meeting, and found by nobody who does not know the meeting."""
    return uuid5(SPACE, f"{group_session} {member}")


class Attendance(Aggregate[AttendanceFact]):
    """Of one member; nothing in it names another."""

    stream_type: ClassVar[str] = ATTENDANCE
    begins_with: ClassVar[frozenset[str]] = frozenset({MemberAttended.kind})

    member: PersonId
    placement: PlacementId | None
    format: Format
    modality: Modality
    group: UUID
    group_session: UUID
    starts: datetime
    minutes: int
    was_there: bool = True
    """False for whom a correction took out of those who were there."""
    recorded: tuple[tuple[int, bool], ...] = ()
    """Whether they were there, from which correction of the meeting on."""
    signed: bool = False
    """As it is recorded now."""
    has_signed: bool = False
    """However it was recorded then: that they were there is their own word."""

    @classmethod
    def of(
        cls,
        member: PersonId,
        comes: Membership,
        *,
        group: UUID,
        group_session: UUID,
        format: Format,
        modality: Modality,
        starts: datetime,
        minutes: int,
        correction: int = 0,
    ) -> Self:
        attended = MemberAttended(
            member=member,
            agency=comes.agency,
            placement=comes.placement,
            group=group,
            group_session=group_session,
            format=format,
            modality=modality,
            starts=starts,
            minutes=minutes,
            correction=correction,
        )
        return cls.begin(attendance_of(group_session, member), attended)

    def was_there_by(self, correction: int) -> bool:
        """Whether they were there by what was recorded with that correction; 0 stands for what was recorded at first."""
        return next((there for since, there in reversed(self.recorded) if since <= correction), False)

    def correct(
        self, correction: int, *, was_there: bool, starts: datetime, minutes: int, modality: Modality
    ) -> bool:
        """What of it is recorded otherwise from now on; whether anything is. A signature stays with what it was given to (S6)."""
        assert self.agency is not None
        if not was_there:
            starts, minutes, modality = self.starts, self.minutes, self.modality
        was = self.was_there, self.starts, self.minutes, self.modality
        if (was_there, starts, minutes, modality) == was:
            return False
        corrected = MemberAttendanceCorrected(
            member=self.member,
            agency=self.agency,
            placement=self.placement,
            was_there=was_there,
            modality=modality,
            minutes=minutes,
            correction=correction,
            starts=starts if starts != self.starts else None,
        )
        self.record(corrected)
        return True

    def sign(self, by: PersonId, printed_name: str, meaning: str) -> None:
        """Once as it is recorded, and each for themselves."""
        if by != self.member or not self.was_there:
            raise NotYourPart
        if self.signed:
            raise SignedAlready
        self.record(MemberAttendanceSigned(by=by, printed_name=printed_name, meaning=meaning))

    def apply(self, fact: AttendanceFact) -> None:
        match fact:
            case MemberAttended():
                self.agency, self.member, self.placement = fact.agency, fact.member, fact.placement
                self.group, self.group_session, self.format = fact.group, fact.group_session, fact.format
                self.modality, self.starts, self.minutes = fact.modality, fact.starts, fact.minutes
                self.recorded = ((fact.correction, True),)
            case MemberAttendanceCorrected():
                self.was_there, self.signed = fact.was_there, False
                self.modality, self.minutes = fact.modality, fact.minutes
                self.starts = fact.starts or self.starts
                self.recorded += ((fact.correction, fact.was_there),)
            case MemberAttendanceSigned():
                self.signed = self.has_signed = True
            case _:
                assert_never(fact)
