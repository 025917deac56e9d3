"""What became of a meeting: held, with each who was there, or that nobody came (S2, S9, S10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from services.sessions.domain.attendances import Attendance
from services.sessions.domain.beforehand import was_set_by
from services.sessions.domain.company import Company
from services.sessions.domain.group_present import Present, check_present, not_led_by_a_manager
from services.sessions.domain.group_records import GroupRecords
from services.sessions.domain.group_refusals import (
    NotBegunYet,
    NoticeOutOfTime,
    NotYourPart,
    OneOfTheirs,
    OnlyAtATimePast,
    OthersCouldMeet,
)
from services.sessions.domain.group_standing import MeetingStands
from services.sessions.domain.groups import Group
from services.sessions.domain.under import within_reach
from services.sessions.events.codes import Extent, Modality
from services.sessions.events.group_sessions import (
    GroupSessionHeld,
    GroupSessionMissed,
)
from shared.identity import PersonId


class GroupHolding(GroupRecords):
    """Who was there is recorded with each of them, together with what is recorded here or not at all."""

    def hold(
        self,
        by: PersonId,
        company: Company,
        present: Sequence[Present],
        *,
        starts: datetime | None = None,
        minutes: int,
        extent: Extent,
        modality: Modality | None,
        manages: bool,
        now: datetime,
    ) -> list[Attendance]:
        """It took place; an attendance comes into being for each who was there.

        `starts` is when it really began, where that was another time: `company` is of that time. Not where whoever facilitated it `manages`: was line manager then of somebody who belonged to the group (S9, D5).
        """
        self._arranged(by, company)
        not_led_by_a_manager(company.then, manages)
        if starts is None and now < self.starts:
            raise NotBegunYet
        if starts:
            self._has_begun(starts, now)
            within_reach(starts, now)
        check_present(company.then, present, by, announced=self._announced(starts or self.starts))
        held = GroupSessionHeld(
            by=by,
            facilitator=self._facilitated(company, [one.member for one in present]),
            minutes=minutes,
            extent=extent,
            modality=modality or self.modality,
            starts=starts,
        )
        self.record(held)
        return [self._attendance(one.member, company) for one in present]

    def miss(self, by: PersonId, company: Company, now: datetime, who: PersonId | None = None) -> None:
        """Nobody came; or `who` stayed away from those who did. That it was whoever facilitates, a member records too."""
        if who in company.awaited and company.belongs(by):
            self.still_scheduled()
        else:
            self._arranged(by, company)
        require_awaited(company, who)
        if now < self.starts:
            raise NotBegunYet
        self.record(GroupSessionMissed(by=by, who=who))

    def _has_begun(self, starts: datetime, now: datetime) -> None:
        if starts > now:
            raise OnlyAtATimePast("starts")

    def _announced(self, began: datetime) -> bool:
        """Whether it was said before it began that a manager comes; where none knows when, before the time that was set (S10)."""
        said_at = self.managers_said_at
        return self.managers_attend and (began > said_at if said_at else began >= self.meant.starts)

    def _facilitated(self, company: Company, there: Sequence[PersonId]) -> PersonId | None:
        """Whoever facilitates when a group begins is there, and none of its members; of a circle, one of those who were, or nobody (S9, S10)."""
        facilitator = company.then.facilitator
        if self.is_circle:
            return facilitator if facilitator in there else None
        return self.facilitator or facilitator

    def _attendance(self, member: PersonId, company: Company) -> Attendance:
        return Attendance.of(
            member,
            company.then.members[member],
            group=self.group,
            group_session=self.id,
            format=self.format,
            modality=self.modality,
            starts=self.starts,
            minutes=self.minutes,
            correction=len(self.corrections),
        )

    def _arranged(self, by: PersonId, company: Company) -> None:
        """Also once the group is closed: a meeting that was set is still to be held, moved or called off."""
        if not company.arranges(by):
            raise NotYourPart
        self.still_scheduled()


def require_notice(
    meeting: MeetingStands, called_off_by: PersonId, told_at: datetime, when_told: Group, now: datetime
) -> None:
    """Raises where the others were not told between its being set and its time, or by nobody of the group as it was `when_told`."""
    if not was_set_by(meeting.set_at, told_at) or told_at > now or told_at >= meeting.meant.starts:
        raise NoticeOutOfTime("told_at")
    if called_off_by not in (when_told.facilitator, *when_told.members):
        raise OneOfTheirs("by")


def require_awaited(company: Company, who: PersonId | None) -> None:
    """Raises for somebody without whom the others could have met, or who did not belong to it."""
    if who is not None and who not in company.awaited:
        raise OthersCouldMeet("who")
