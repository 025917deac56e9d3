"""What was recorded of a meeting is set right: how it was held, with whom and when; that it was held, called off, or that nobody came (S2, S6, S9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from services.sessions.domain.attendances import Attendance
from services.sessions.domain.company import Company
from services.sessions.domain.group_holding import GroupHolding, require_awaited, require_notice
from services.sessions.domain.group_present import Present, check_present, not_led_by_a_manager
from services.sessions.domain.group_refusals import (
    AnotherFacilitatedThen,
    NotBegunYet,
    NothingToCorrect,
    NotYourPart,
    SayHowItWasHeld,
    SomebodyWasThere,
)
from services.sessions.domain.groups import Group
from services.sessions.domain.under import within_reach
from services.sessions.events.codes import Became, Extent, Modality
from services.sessions.events.group_sessions import GroupSessionCorrected, GroupSessionCorrectedAsCancelled
from shared.identity import PersonId


class GroupCorrecting(GroupHolding):
    """Nobody has to live with what is wrong, however long ago it was."""

    def correct_as_held(
        self,
        by: PersonId,
        company: Company,
        present: Sequence[Present] | None,
        attended: Sequence[Attendance],
        *,
        starts: datetime | None = None,
        minutes: int | None,
        extent: Extent | None,
        modality: Modality | None,
        manages: bool,
        now: datetime,
    ) -> list[Attendance]:
        """It was held, so and with these; what is not said stays as it is recorded. `attended`: all who ever were recorded there.

        Answers with the attendances that are recorded otherwise from now on. Who stays among those there fits still; where it
        began at another time, `company` is of that time, and each of `present` is found to fit it anew.
        """
        there, was_held = self._may_correct(by, company, attended), self.status == "held"
        if starts or not was_held:
            not_led_by_a_manager(company.then, manages)
        if not was_held and (present is None or minutes is None or extent is None):
            raise SayHowItWasHeld("attendees", "minutes", "extent")
        if starts:
            self._may_have_begun(starts, company, now)
        elif self.starts > now:
            raise NotBegunYet
        if present is not None:
            known, announced = () if starts else there, self._announced(starts or self.starts)
            check_present(company.then, present, by, announced=announced, known=known)
        people = there if present is None else [one.member for one in present]
        corrected = GroupSessionCorrected(
            by=by,
            became=Became.HELD,
            facilitator=self._facilitated(company, people),
            minutes=minutes or self.minutes,
            modality=modality or self.modality,
            extent=extent or self.extent,
            starts=starts,
        )
        return self._correct(corrected, company, people, there, attended)

    def correct_as_missed(
        self,
        by: PersonId,
        company: Company,
        attended: Sequence[Attendance],
        *,
        who: PersonId | None = None,
        now: datetime,
    ) -> list[Attendance]:
        """Nobody was there after all, as it was set, or `who` stayed away; never where there is a record of it. `company` is of that time."""
        there = self._may_have_failed(by, company, attended)
        require_awaited(company, who)
        if now < self.meant.starts:
            raise NotBegunYet
        corrected = GroupSessionCorrected(
            by=by,
            became=Became.MISSED,
            who=who,
            minutes=self.meant.minutes,
            modality=self.meant.modality,
            starts=self.meant.starts if self.starts != self.meant.starts else None,
        )
        return self._correct(corrected, company, [], there, attended)

    def correct_as_cancelled(
        self,
        by: PersonId,
        company: Company,
        attended: Sequence[Attendance],
        *,
        called_off_by: PersonId | None,
        told_at: datetime | None,
        when_told: Group,
        now: datetime,
    ) -> list[Attendance]:
        """It was called off so, as the group was `when_told`; what is not said stays as it is recorded. Never where there is a record of it."""
        there = self._may_have_failed(by, company, attended)
        if self.called_off:
            called_off_by = called_off_by or self.called_off.by
            told_at = told_at or self.called_off.told_at
        if called_off_by is None or told_at is None:
            raise SayHowItWasHeld(*(["by"] * (called_off_by is None)), *(["told_at"] * (told_at is None)))
        require_notice(self, called_off_by, told_at, when_told, now)
        corrected = GroupSessionCorrectedAsCancelled(
            by=by, called_off_by=called_off_by, told_at=told_at, **vars(self.meant)
        )
        return self._correct(corrected, company, [], there, attended)

    def _may_have_failed(
        self, by: PersonId, company: Company, attended: Sequence[Attendance]
    ) -> list[PersonId]:
        there = self._may_correct(by, company, attended)
        if self.written:
            raise SomebodyWasThere
        return there

    def _may_have_begun(self, starts: datetime, company: Company, now: datetime) -> None:
        """Raises for a time to come or far off, and for one at which another facilitated the group than was recorded."""
        self._has_begun(starts, now)
        within_reach(starts, self.starts)
        if self.facilitator and not self.is_circle and company.then.facilitator != self.facilitator:
            raise AnotherFacilitatedThen("starts")

    def _may_correct(self, by: PersonId, company: Company, attended: Sequence[Attendance]) -> list[PersonId]:
        """Who facilitated or, in a circle, was there; where nobody was, who arranges it. Answers with who is recorded as there."""
        there = [one.member for one in attended if one.was_there]
        if self.status == "held":
            theirs = by in there if self.is_circle else by == self.facilitator
        else:
            theirs = company.arranges(by)
        if not theirs:
            raise NotYourPart
        if self.status == "scheduled":
            raise NothingToCorrect
        return there

    def _correct(
        self,
        corrected: GroupSessionCorrected | GroupSessionCorrectedAsCancelled,
        company: Company,
        people: Sequence[PersonId],
        there: Sequence[PersonId],
        attended: Sequence[Attendance],
    ) -> list[Attendance]:
        if self.as_recorded == self.as_corrected(corrected) and set(people) == set(there):
            raise NothingToCorrect
        self.record(corrected)
        before = {one.member: one for one in attended}
        new = [self._attendance(one, company) for one in people if one not in before]
        number = len(self.corrections)
        changed = [
            one
            for one in attended
            if one.correct(
                number,
                was_there=one.member in people,
                starts=self.starts,
                minutes=self.minutes,
                modality=self.modality,
            )
        ]
        return new + changed
