"""What became of a meeting: held, with each who was there, or that nobody came; and what of that was wrong (S2, S9, S10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from services.sessions.domain.attendances import Attendance
from services.sessions.domain.company import Company
from services.sessions.domain.group_present import Present, check_present, not_led_by_a_manager
from services.sessions.domain.group_records import GroupRecords
from services.sessions.domain.group_refusals import (
    NotBegunYet,
    NothingToCorrect,
    NotYourPart,
    SayHowItWasHeld,
    SomebodyWasThere,
)
from services.sessions.events.codes import Became, Extent, Modality
from services.sessions.events.group_sessions import (
    GroupSessionCorrected,
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
        minutes: int,
        extent: Extent,
        modality: Modality | None,
        manages: bool,
        now: datetime,
    ) -> list[Attendance]:
        """It took place; an attendance comes into being for each who was there.

        Not where whoever facilitated it `manages`: was line manager by then of somebody who belonged to the group (S9, D5).
        """
        self._arranged(by, company)
        not_led_by_a_manager(company.then, manages)
        if now < self.starts:
            raise NotBegunYet
        check_present(company.then, present, by, announced=self.managers_attend)
        held = GroupSessionHeld(
            by=by,
            facilitator=self._facilitated(company, [one.member for one in present]),
            minutes=minutes,
            extent=extent,
            modality=modality or self.modality,
        )
        self.record(held)
        return [self._attendance(one.member, company) for one in present]

    def miss(self, by: PersonId, company: Company, now: datetime) -> None:
        """Nobody came, and nobody was told that it would not take place."""
        self._arranged(by, company)
        if now < self.starts:
            raise NotBegunYet
        self.record(GroupSessionMissed(by=by))

    def correct_as_held(
        self,
        by: PersonId,
        company: Company,
        present: Sequence[Present] | None,
        attended: Sequence[Attendance],
        *,
        minutes: int | None,
        extent: Extent | None,
        modality: Modality | None,
        manages: bool,
    ) -> list[Attendance]:
        """It was held, so and with these; what is not said stays as it is recorded. `attended`: all who ever were recorded there.

        Answers with the attendances that are recorded otherwise from now on. Who stays among those there fits still.
        """
        there = self._may_correct(by, company, attended)
        not_led_by_a_manager(company.then, manages)
        if self.status == "missed" and (present is None or minutes is None or extent is None):
            raise SayHowItWasHeld("attendees", "minutes", "extent")
        if present is not None:
            check_present(company.then, present, by, announced=self.managers_attend, known=there)
        people = there if present is None else [one.member for one in present]
        corrected = GroupSessionCorrected(
            by=by,
            became=Became.HELD,
            facilitator=self._facilitated(company, people),
            minutes=minutes or self.minutes,
            modality=modality or self.modality,
            extent=extent or self.extent,
        )
        return self._correct(corrected, company, people, there, attended)

    def correct_as_missed(
        self, by: PersonId, company: Company, attended: Sequence[Attendance]
    ) -> list[Attendance]:
        """Nobody was there after all; never where there is a record of it."""
        there = self._may_correct(by, company, attended)
        if self.written:
            raise SomebodyWasThere
        corrected = GroupSessionCorrected(
            by=by, became=Became.MISSED, minutes=self.minutes, modality=self.modality
        )
        return self._correct(corrected, company, [], there, attended)

    def _may_correct(self, by: PersonId, company: Company, attended: Sequence[Attendance]) -> list[PersonId]:
        """Who facilitated or, in a circle, was there; where nobody was, who arranges it. Answers with who is recorded as there."""
        there = [one.member for one in attended if one.was_there]
        if self.status == "held":
            theirs = by in there if self.is_circle else by == self.facilitator
        else:
            theirs = company.arranges(by)
        if not theirs:
            raise NotYourPart
        if self.status not in ("held", "missed"):
            raise NothingToCorrect
        return there

    def _correct(
        self,
        corrected: GroupSessionCorrected,
        company: Company,
        people: Sequence[PersonId],
        there: Sequence[PersonId],
        attended: Sequence[Attendance],
    ) -> list[Attendance]:
        was = self.status, self.minutes, self.modality, self.extent
        now = corrected.became, corrected.minutes, corrected.modality, corrected.extent
        if was == now and set(people) == set(there):
            raise NothingToCorrect
        self.record(corrected)
        before = {one.member: one for one in attended}
        new = [self._attendance(one, company) for one in people if one not in before]
        number = len(self.corrections)
        changed = [
            one
            for one in attended
            if one.correct(
                number, was_there=one.member in people, minutes=self.minutes, modality=self.modality
            )
        ]
        return new + changed

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
