"""Who belongs to a group, who facilitates it, and who was asked to either, as its facts have made it (S9, S10)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final, Literal, assert_never

from services.sessions.domain.group_members import Membership
from services.sessions.domain.group_refusals import GroupIsClosed, NotYourPart
from services.sessions.events.codes import Format
from services.sessions.events.groups import (
    GROUP,
    FacilitationAccepted,
    FacilitatorAsked,
    FacilitatorNamed,
    GroupClosed,
    GroupFact,
    GroupFormed,
    GroupJoined,
    GroupLeft,
    MemberInvited,
)
from shared.aggregate import Aggregate
from shared.identity import PersonId

GroupStatus = Literal["open", "closed"]
NOBODY: Final[Mapping[PersonId, Membership]] = {}


class Belonging(Aggregate[GroupFact]):
    """What is, and who arranges what is to be."""

    stream_type: ClassVar[str] = GROUP
    begins_with: ClassVar[frozenset[str]] = frozenset({GroupFormed.kind})

    format: Format
    facilitator: PersonId | None = None
    asked: PersonId | None = None
    """Who was asked to facilitate it, and has not said yes or no."""
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

    @property
    def could_go_on(self) -> frozenset[PersonId]:
        """Who belongs to it, or may yet: as long as one of them is there, it can be gone on with, or closed."""
        return frozenset(filter(None, (*self.members, *self.invited, self.facilitator, self.asked)))

    def arranged_by(self, by: PersonId) -> None:
        """Raises where nothing is arranged any more, or not by them."""
        self.still_open()
        if not self.is_arranged_by(by):
            raise NotYourPart

    def is_arranged_by(self, person: PersonId) -> bool:
        """Whether somebody arranges what it does: who facilitates a group, each who belongs to a circle."""
        return person in self.members if self.is_circle else person == self.facilitator

    def still_open(self) -> None:
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
                self.asked = None if self.asked == fact.member else self.asked
            case FacilitatorNamed():
                self.facilitator = fact.facilitator
                self.ever = _with(self.ever, fact.facilitator)
            case FacilitatorAsked():
                self.asked = fact.person
            case FacilitationAccepted():
                self.facilitator, self.asked = fact.person, None
                self.ever = _with(self.ever, fact.person)
            case GroupClosed():
                self.closed = True
            case _:
                assert_never(fact)


def _with(people: tuple[PersonId, ...], one: PersonId | None) -> tuple[PersonId, ...]:
    return people if one is None or one in people else (*people, one)
