"""A group, from being formed to being closed: who is asked to join, who does, and who leaves (S9, S10)."""

from __future__ import annotations

from typing import Self
from uuid import UUID

from services.sessions.catalogues.procedures import misplaced
from services.sessions.domain.belonging import GroupStatus
from services.sessions.domain.facilitating import Facilitating
from services.sessions.domain.group_members import (
    Acceptance,
    Stands,
    check_accepted,
    comes_under,
)
from services.sessions.domain.group_refusals import (
    InItAlready,
    LedByTheirManager,
    ManagersDoNotBelong,
    NeitherGroupNorCircle,
    NoSuchStep,
    NotInIt,
    NotInvited,
    NotYourPart,
    OnlyACircleIsSo,
)
from services.sessions.events.codes import Format, Ground
from services.sessions.events.groups import (
    About,
    GroupClosed,
    GroupFormed,
    GroupJoined,
    GroupLeft,
    MemberInvited,
)
from shared.identity import AgencyId, PersonId, PlacementId


class Group(Facilitating):
    """Group supervision has a facilitator who is no member; in co-reflection all who belong to it are alike."""

    @classmethod
    def form(
        cls,
        id: UUID,
        *,
        by: PersonId,
        agency: AgencyId,
        format: Format,
        shared: bool,
        managers_attend: bool,
        about: About,
    ) -> Self:
        """Whoever forms a group facilitates it; whoever forms a circle is the first who is asked to join."""
        if format not in (Format.GROUP, Format.CO_REFLECTION):
            raise NeitherGroupNorCircle("format")
        of_a_circle = {"shared": shared, "managers_attend": managers_attend}
        if format is Format.GROUP and any(of_a_circle.values()):
            raise OnlyACircleIsSo(*(name for name, said in of_a_circle.items() if said))
        if wrong := misplaced(about.procedure, format):
            raise NoSuchStep(*(f"about.procedure.{place}" for place in wrong))
        formed = GroupFormed(
            by=by,
            agency=agency,
            format=format,
            facilitator=None if shared else by,
            managers_attend=managers_attend,
            about=about,
        )
        return cls.begin(id, formed)

    def invite(self, by: PersonId, person: PersonId) -> None:
        self.arranged_by(by)
        if person in (*self.members, *self.invited, self.asked) or self.is_arranged_by(person):
            raise InItAlready
        self.record(MemberInvited(by=by, person=person))

    def join(self, by: PersonId, placement: PlacementId | None, stands: Stands, accepts: Acceptance) -> None:
        """Who was asked to, under one placement of theirs, accepting the group's confidentiality and the five limits."""
        self.still_open()
        if by not in self.invited or self.is_arranged_by(by):
            raise NotInvited
        check_accepted(accepts)
        if stands.manages and self.is_circle and not self.managers_attend:
            raise ManagersDoNotBelong
        comes = comes_under(placement, stands, to_a_circle=self.is_circle)
        if not self.is_circle and self.facilitator and self.facilitator == stands.manager_of(comes.placement):
            raise LedByTheirManager
        joined = GroupJoined(
            member=by,
            agency=comes.agency,
            placement=comes.placement,
            limits=tuple(Ground),
            printed_name=accepts.printed_name,
            meaning=accepts.meaning,
        )
        self.record(joined)

    def leave(self, by: PersonId, member: PersonId) -> None:
        """Each for themselves, at any time, or turning an asking down. A facilitator says who has left; nobody sends another out of a circle.

        A circle closes with the last who leaves it: an asking that waits is void then, since nobody is there to be joined (S10).
        """
        if member not in (*self.members, *self.invited, self.asked):
            raise NotInIt("member")
        if by != member:
            self.arranged_by(by)
            if self.is_circle and member in self.members:
                raise NotYourPart
        self.record(GroupLeft(by=by, member=member))
        if self.is_circle and not self.closed and not self.members:
            self.record(GroupClosed(by=by))

    def close(self, by: PersonId) -> None:
        self.arranged_by(by)
        self.record(GroupClosed(by=by))


__all__ = ["Group", "GroupStatus"]
