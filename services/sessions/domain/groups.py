"""A group: who facilitates it, who belongs to it, and who was asked to join (S9, S10)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final, Literal, Self, assert_never
from uuid import UUID

from services.sessions.catalogues.procedures import misplaced
from services.sessions.domain.group_members import (
    Acceptance,
    Membership,
    Stands,
    check_accepted,
    comes_under,
)
from services.sessions.domain.group_refusals import (
    CannotFacilitate,
    FacilitatorNamesWhoFollows,
    GroupIsClosed,
    InItAlready,
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
    GROUP,
    About,
    FacilitatorNamed,
    GroupClosed,
    GroupFact,
    GroupFormed,
    GroupJoined,
    GroupLeft,
    MemberInvited,
)
from shared.aggregate import Aggregate
from shared.identity import AgencyId, PersonId, PlacementId

GroupStatus = Literal["open", "closed"]
NOBODY: Final[Mapping[PersonId, Membership]] = {}


class Group(Aggregate[GroupFact]):
    """Group supervision has a facilitator who is no member; in co-reflection all who belong to it are alike."""

    stream_type: ClassVar[str] = GROUP
    begins_with: ClassVar[frozenset[str]] = frozenset({GroupFormed.kind})

    format: Format
    facilitator: PersonId | None = None
    managers_attend: bool = False
    invited: frozenset[PersonId] = frozenset()
    members: Mapping[PersonId, Membership] = NOBODY
    ever: tuple[PersonId, ...] = ()
    """All who have ever belonged to it, or facilitated it."""
    closed: bool = False

    @property
    def status(self) -> GroupStatus:
        return "closed" if self.closed else "open"

    @property
    def is_circle(self) -> bool:
        return self.format is Format.CO_REFLECTION

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
        if person in self.members or person in self.invited or self.is_arranged_by(person):
            raise InItAlready
        self.record(MemberInvited(by=by, person=person))

    def join(self, by: PersonId, placement: PlacementId | None, stands: Stands, accepts: Acceptance) -> None:
        """Who was asked to, under one placement of theirs, accepting the group's confidentiality and the five limits."""
        self._still_open()
        if by not in self.invited or self.is_arranged_by(by):
            raise NotInvited
        check_accepted(accepts)
        if stands.manages and self.is_circle and not self.managers_attend:
            raise ManagersDoNotBelong
        comes = comes_under(placement, stands, to_a_circle=self.is_circle)
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
        """Each for themselves, at any time. A facilitator says who has left; nobody sends another out of a circle."""
        if member not in self.members and member not in self.invited:
            raise NotInIt("member")
        if by != member:
            self.arranged_by(by)
            if self.is_circle and member in self.members:
                raise NotYourPart
        self.record(GroupLeft(by=by, member=member))
        if self.is_circle and not self.closed and not self.members and not self.invited:
            self.record(GroupClosed(by=by))

    def name_facilitator(
        self, by: PersonId, facilitator: PersonId | None, *, supervises: bool, gone: bool
    ) -> None:
        """Of a group, by who facilitates it or, once they are `gone`, a member; of a circle, by any who belongs to it."""
        self._still_open()
        if not (self.is_arranged_by(by) or (gone and by in self.members)):
            raise FacilitatorNamesWhoFollows
        if self.is_circle:
            fits = facilitator is None or facilitator in self.members
        else:
            fits = supervises and facilitator not in (None, *self.members, *self.invited)
        if not fits or facilitator == self.facilitator:
            raise CannotFacilitate("facilitator")
        self.record(FacilitatorNamed(by=by, facilitator=facilitator))

    def close(self, by: PersonId) -> None:
        self.arranged_by(by)
        self.record(GroupClosed(by=by))

    def arranged_by(self, by: PersonId) -> None:
        """Raises where nothing is arranged any more, or not by them."""
        self._still_open()
        if not self.is_arranged_by(by):
            raise NotYourPart

    def is_arranged_by(self, person: PersonId) -> bool:
        """Whether somebody arranges what it does: who facilitates a group, each who belongs to a circle."""
        return person in self.members if self.is_circle else person == self.facilitator

    def _still_open(self) -> None:
        if self.closed:
            raise GroupIsClosed

    def apply(self, fact: GroupFact) -> None:
        match fact:
            case GroupFormed():
                self.agency, self.format = fact.agency, fact.format
                self.facilitator, self.managers_attend = fact.facilitator, fact.managers_attend
                self.ever = _with(self.ever, fact.facilitator)
                self.invited = frozenset({fact.by} if self.is_circle else ())
            case MemberInvited():
                self.invited |= {fact.person}
            case GroupJoined():
                self.invited -= {fact.member}
                self.members = {**self.members, fact.member: Membership(fact.agency, fact.placement)}
                self.ever = _with(self.ever, fact.member)
            case GroupLeft():
                self.invited -= {fact.member}
                self.members = {one: its for one, its in self.members.items() if one != fact.member}
                self.facilitator = None if self.facilitator == fact.member else self.facilitator
            case FacilitatorNamed():
                self.facilitator = fact.facilitator
                self.ever = _with(self.ever, fact.facilitator)
            case GroupClosed():
                self.closed = True
            case _:
                assert_never(fact)


def _with(people: tuple[PersonId, ...], one: PersonId | None) -> tuple[PersonId, ...]:
    return people if one is None or one in people else (*people, one)
