"""One meeting of a group: its time is set, moved, or called off (S2, S9, S10); what became of it stands beside."""

from __future__ import annotations

from datetime import datetime
from typing import Self
from uuid import UUID

from services.sessions.domain.company import Company
from services.sessions.domain.group_correcting import GroupCorrecting
from services.sessions.domain.group_holding import require_notice
from services.sessions.domain.group_present import not_led_by_a_manager
from services.sessions.domain.group_refusals import (
    ManagersDoNotBelong,
    ManagersSaidTooLate,
    MeetingHasBegun,
    OnlyACircleIsSo,
    OnlyToATimeToCome,
)
from services.sessions.domain.groups import Group
from services.sessions.domain.under import within_reach
from services.sessions.events.codes import Modality
from services.sessions.events.group_sessions import (
    GroupSessionCancelled,
    GroupSessionRescheduled,
    GroupSessionScheduled,
    ManagersAttendanceSaid,
)
from shared.identity import PersonId


class GroupSession(GroupCorrecting):
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

        `manages`: whether whoever facilitates then is line manager then of somebody who belongs to it (S9, D5).
        """
        group.arranged_by(by)
        not_led_by_a_manager(group, manages)
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
        not_led_by_a_manager(company.now, manages)
        if now >= self.starts:
            raise MeetingHasBegun
        if starts <= now:
            raise OnlyToATimeToCome("starts")
        within_reach(starts, now)
        self.record(
            GroupSessionRescheduled(by=by, starts=starts, minutes=minutes, modality=modality, set_at=now)
        )

    def say_managers_attend(self, by: PersonId, company: Company, attend: bool, now: datetime) -> None:
        """Before it begins, so that whoever comes knows it (S10). Said twice is said once."""
        self._arranged(by, company)
        _may_be_said(company.now, self.starts, now)
        if attend != self.managers_attend:
            self.record(ManagersAttendanceSaid(by=by, managers_attend=attend, said_at=now))

    def cancel(
        self,
        by: PersonId,
        company: Company,
        *,
        called_off_by: PersonId,
        when_told: Group,
        told_at: datetime,
        reason: str | None,
        now: datetime,
    ) -> None:
        """Whoever comes is told before it begins; that may be recorded later, and by another of those `when_told`, as the group was then."""
        self._arranged(by, company)
        require_notice(self, called_off_by, told_at, when_told, now)
        self.record(GroupSessionCancelled(by=called_off_by, told_at=told_at, reason=reason))


def _may_be_said(group: Group, starts: datetime, now: datetime) -> None:
    if not group.is_circle:
        raise OnlyACircleIsSo("managers_attend")
    if not group.managers_attend:
        raise ManagersDoNotBelong
    if now >= starts:
        raise ManagersSaidTooLate
