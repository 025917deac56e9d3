"""A request about groups and their meetings: who is in them, who was there, and what the directory says of either."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any, Final, TypeVar
from uuid import UUID

from fastapi import Depends

from services.directory.relations import PlacementNow
from services.sessions.api.group_company import CompanyCall
from services.sessions.api.still_kept import require_kept, require_not_erased
from services.sessions.domain.attendances import Attendance, attendance_of
from services.sessions.domain.company import Company
from services.sessions.domain.group_members import Stands
from services.sessions.domain.group_present import Present
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.domain.groups import Group
from services.sessions.policy.attendances import ATTENDANCES, relate_to_attendance
from services.sessions.policy.group_sessions import GROUP_SESSIONS, relate_to_meeting
from services.sessions.policy.groups import GROUPS, relate_to_group
from shared.access import Decision
from shared.aggregate import Aggregate
from shared.identity import PersonId
from shared.store import NotFound
from shared.web.calls import Law, calls

A = TypeVar("A", bound=Aggregate[Any])
MANAGING: Final = frozenset({"agency_supervisor", "coordinator", "hr"})
"""Roles of those who answer for others' work, beside line managers of placements (D4, D5)."""
ENDING: Final = Law(Group, GROUPS, relate_to_group, lambda one: one.status)
"""Of leaving a group and of closing it, which ends what there is: so that is also said of one whose words were erased."""
GROUP: Final = replace(ENDING, require_open=require_kept)


class GroupsCall(CompanyCall):
    """A request about groups."""

    def beginning_from(self, law: Law[A], id: UUID, action: str) -> tuple[A, Decision]:
        """What something new begins from, once permitted; a repeat is answered as before, whatever the rules say by now."""
        self.answer_a_repeat()
        thing = self.desk.store.get(law.kind, id)
        decision = self.demand(law, thing, action)
        law.require_open(self.desk.store, thing)
        self.require_as_read(law, thing)
        return thing, decision

    @property
    def meeting_law(self) -> Law[GroupSession]:
        return Law(GroupSession, GROUP_SESSIONS, self.stands, lambda one: one.status, require_kept)

    def shown(self, meeting: UUID) -> tuple[Law[GroupSession], GroupSession]:
        """What the address of a meeting shows, for what is added there to a record of its own."""
        return self.meeting_law, self.desk.store.get(GroupSession, meeting)

    @property
    def attendance_law(self) -> Law[Attendance]:
        def relate(one: Attendance, person: PersonId) -> frozenset[str]:
            return relate_to_attendance(one, person, self.relations)

        return Law(
            Attendance,
            ATTENDANCES,
            relate,
            lambda _: "",
            lambda store, one: require_not_erased(store, one.group_session),
        )

    @property
    def reason_law(self) -> Law[GroupSession]:
        """Of why a meeting was called off."""
        return replace(
            self.meeting_law, relate=lambda one, by: self._with(one, self.company_told_why(one), by)
        )

    def stands(self, meeting: GroupSession, person: PersonId) -> frozenset[str]:
        return self._with(meeting, self.company_of(meeting), person)

    def _with(self, meeting: GroupSession, company: Company, person: PersonId) -> frozenset[str]:
        one = self._attendance(meeting.id, person)
        there, taken_out = (one is not None and one.was_there, one is not None and not one.was_there)
        return relate_to_meeting(meeting, company, person, there=there, taken_out=taken_out)

    def was_there(self, group_session: UUID, person: PersonId) -> bool:
        one = self._attendance(group_session, person)
        return one is not None and one.was_there

    def attended(self, meeting: GroupSession) -> list[Attendance]:
        """Of all who were ever recorded as there, by whichever correction."""
        found = (self._attendance(meeting.id, person) for person in self.group_of(meeting).ever)
        return [one for one in found if one is not None]

    def _attendance(self, group_session: UUID, person: PersonId) -> Attendance | None:
        try:
            return self.desk.store.get(Attendance, attendance_of(group_session, person))
        except NotFound:
            return None

    def people_at(self, meeting: GroupSession) -> frozenset[PersonId]:
        """Who was there, and who facilitated it."""
        there = frozenset(one.member for one in self.attended(meeting) if one.was_there)
        return there | {one for one in (meeting.facilitator,) if one and meeting.was_led_by(one)}

    def was_at(self, meeting: GroupSession, person: PersonId) -> bool:
        """Whether somebody was there, or facilitated it."""
        return meeting.was_led_by(person) or self.was_there(meeting.id, person)

    def signed_at(self, meeting: GroupSession, person: PersonId) -> bool:
        """Whether they signed so themselves, however it was recorded when they did."""
        if meeting.was_led_by(person):
            return meeting.has_signed
        attendance = self._attendance(meeting.id, person)
        return attendance is not None and attendance.was_there and attendance.has_signed

    def fits_to_facilitate(self, group: Group, person: PersonId) -> bool:
        """Whether somebody supervises there, and is line manager of no placement under which anybody comes (S9, D5)."""
        if group.is_circle:
            return False
        assert group.agency is not None
        managers = {one.line_manager for one in self._placements(group)}
        return self.supervises(person, group.agency) and person not in managers

    def led_by_a_manager(self, group: Group, at: datetime) -> bool:
        """Whether who facilitates a group, as it was at a time, was line manager then of somebody who belonged to it."""
        if group.facilitator is None:
            return False
        under = {one.id for one in self._placements(group)}
        return not under.isdisjoint(self.relations.managed_at(group.facilitator, at))

    def _placements(self, group: Group) -> list[PlacementNow]:
        """Placements under which anybody belongs to a group."""
        return [self.placement(one.placement) for one in group.members.values() if one.placement]

    def is_led(self, group: Group) -> bool:
        """Whether who facilitates a group fits still; nobody supervises a circle."""
        return group.facilitator is not None and self.fits_to_facilitate(group, group.facilitator)

    def manages(self, person: PersonId) -> bool:
        """Whether somebody is a manager, of whomever (S10)."""
        self.relations.require_fresh()
        roles = {role for _, role in self.relations.roles_of(person)}
        return self.relations.manages(person) or bool(roles & MANAGING)

    def managed(self, person: PersonId, at: datetime) -> bool:
        """Whether somebody was a manager at a time, of whomever, as had been said by then (S10)."""
        self.relations.require_fresh()
        then = self.relations.managed_at(person, at)
        return bool(then) or self.relations.held_any_at(person, MANAGING, at)

    def standing(self, person: PersonId) -> Stands:
        """How somebody stands today, by each agency's own clock."""
        own = self.relations.placements_of(person)
        return Stands(
            home=self.relations.home_of(person),
            placements={one.id: one.agency for one in self.relations.lasting_placements_of(person)},
            manages=self.manages(person),
            managers={one.id: one.line_manager for one in own if one.line_manager},
        )

    def present(self, group: Group, people: Iterable[PersonId], starts: datetime) -> list[Present]:
        """Those who were there, as the directory has them: whether they were placed on that day, and managed anybody when it began."""
        return [
            Present(one, placed=self._was_placed(group, one, starts), manages=self.managed(one, starts))
            for one in people
        ]

    def _was_placed(self, group: Group, person: PersonId, at: datetime) -> bool:
        membership = group.members.get(person)
        if membership is None or membership.placement is None:
            return membership is not None
        placement = self.placement(membership.placement)
        return not placement.is_over(self.relations.day_at(placement.agency, at))


Groups = Annotated[GroupsCall, Depends(calls("sessions", GroupsCall))]
