"""One meeting of a group: set, moved, cancelled or held, with each who was there (S2, S9, S10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from services.sessions.domain.attendances import Attendance
from services.sessions.domain.beforehand import was_set_by
from services.sessions.domain.company import Company
from services.sessions.domain.group_records import GroupRecords
from services.sessions.domain.group_refusals import (
    LedByTheirManager,
    ManagerNotAnnounced,
    ManagersDoNotBelong,
    ManagersSaidTooLate,
    MeetingHasBegun,
    NotBegunYet,
    NoticeOutOfTime,
    NotYourPart,
    OnlyACircleIsSo,
    OnlyToATimeToCome,
    UnfitAttendance,
)
from services.sessions.domain.groups import Group
from services.sessions.domain.under import within_reach
from services.sessions.events.codes import Extent, Modality
from services.sessions.events.group_sessions import (
    GroupSessionCancelled,
    GroupSessionHeld,
    GroupSessionRescheduled,
    GroupSessionScheduled,
    ManagersAttendanceSaid,
)
from shared.identity import PersonId


@dataclass(frozen=True)
class Present:
    """Somebody who was there, as the directory has them on that day."""

    member: PersonId
    placed: bool
    """Whether the placement under which they come lasts."""
    manages: bool


class GroupSession(GroupRecords):
    """Of a group that arranges it: by who facilitates or facilitated it, or by each who belonged to the circle."""

    @classmethod
    def schedule(
        cls,
        id: UUID,
        group: Group,
        *,
        by: PersonId,
        starts: datetime,
        minutes: int,
        modality: Modality,
        managers_attend: bool,
        manages: bool,
        now: datetime,
    ) -> Self:
        """For a time to come, or for one past where it was not set beforehand (S2).

        None to come of a group by whoever `manages` somebody who belongs to it (S9, D5).
        """
        group.arranged_by(by)
        if starts >= now:
            _not_by_a_manager(group, manages)
        within_reach(starts, now)
        if managers_attend:
            _may_be_said(group, starts, now)
        assert group.agency is not None
        scheduled = GroupSessionScheduled(
            by=by,
            group=group.id,
            agency=group.agency,
            format=group.format,
            modality=modality,
            starts=starts,
            minutes=minutes,
            managers_attend=managers_attend,
            set_at=now,
        )
        return cls.begin(id, scheduled)

    def reschedule(
        self,
        by: PersonId,
        company: Company,
        *,
        starts: datetime,
        minutes: int,
        modality: Modality,
        manages: bool,
        now: datetime,
    ) -> None:
        """Before it begins, and to a time to come; of a group not by whoever `manages` somebody who belongs to it."""
        self._arranged(by, company)
        _not_by_a_manager(company.now, manages)
        if now >= self.starts:
            raise MeetingHasBegun
        if starts <= now:
            raise OnlyToATimeToCome("starts")
        within_reach(starts, now)
        self.record(GroupSessionRescheduled(by=by, starts=starts, minutes=minutes, modality=modality))

    def say_managers_attend(self, by: PersonId, company: Company, attend: bool, now: datetime) -> None:
        """Before it begins, so that whoever comes knows it (S10). Said twice is said once."""
        self._arranged(by, company)
        _may_be_said(company.now, self.starts, now)
        if attend != self.managers_attend:
            self.record(ManagersAttendanceSaid(by=by, managers_attend=attend))

    def cancel(
        self, by: PersonId, company: Company, *, told_at: datetime, reason: str | None, now: datetime
    ) -> None:
        """Whoever comes is told before it begins; that may be recorded later."""
        self._arranged(by, company)
        if not was_set_by(self.set_at, told_at) or told_at > now or told_at >= self.starts:
            raise NoticeOutOfTime("told_at")
        self.record(GroupSessionCancelled(by=by, told_at=told_at, reason=reason))

    def hold(
        self,
        by: PersonId,
        company: Company,
        present: Sequence[Present],
        *,
        minutes: int,
        extent: Extent,
        modality: Modality | None,
        now: datetime,
    ) -> list[Attendance]:
        """It took place; an attendance comes into being for each who was there, to be recorded with it or not at all."""
        self._arranged(by, company)
        if now < self.starts:
            raise NotBegunYet
        if unfit := list(_unfit(company.then, present, by)):
            raise UnfitAttendance(*unfit)
        if self.is_circle and not self.managers_attend and (unsaid := list(_managing(present))):
            raise ManagerNotAnnounced(*unsaid)
        held = GroupSessionHeld(
            by=by,
            facilitator=company.then.facilitator,
            minutes=minutes,
            extent=extent,
            modality=modality or self.modality,
        )
        self.record(held)
        return [
            Attendance.of(
                one.member,
                company.then.members[one.member],
                group=self.group,
                group_session=self.id,
                format=self.format,
                modality=self.modality,
                starts=self.starts,
                minutes=minutes,
            )
            for one in present
        ]

    def _arranged(self, by: PersonId, company: Company) -> None:
        """Also once the group is closed: a meeting that was set is still to be held, moved or called off."""
        if not company.arranges(by):
            raise NotYourPart
        self.still_scheduled()


def _not_by_a_manager(group: Group, manages: bool) -> None:
    if manages and not group.is_circle:
        raise LedByTheirManager


def _may_be_said(group: Group, starts: datetime, now: datetime) -> None:
    if not group.is_circle:
        raise OnlyACircleIsSo("managers_attend")
    if not group.managers_attend:
        raise ManagersDoNotBelong
    if now >= starts:
        raise ManagersSaidTooLate


def _unfit(group: Group, present: Sequence[Present], by: PersonId) -> Iterator[str]:
    """Where somebody stands who did not belong, was no longer placed, or stood before; and whether enough were there."""
    left = set(group.members)
    for place, one in enumerate(present):
        if one.member not in left or not one.placed:
            yield f"attendees.{place}"
        left.discard(one.member)
    there = {one.member for one in present}
    if len(there) < (2 if group.is_circle else 1) or (group.is_circle and by not in there):
        yield "attendees"


def _managing(present: Sequence[Present]) -> Iterator[str]:
    return (f"attendees.{place}" for place, one in enumerate(present) if one.manages)
