"""Who met in a session of any kind, as far as it matters for what one of them says to another afterwards (S8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from services.sessions.domain.evaluation_refusals import (
    NotBetweenThoseTwo,
    NotHeldYet,
    NotTheirSession,
    NotThereWithYou,
)
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.domain.session import Session
from shared.identity import AgencyId, PersonId


@dataclass(frozen=True)
class Met:
    """A session, or a meeting of a group, that was held or is still to be."""

    session: UUID
    agency: AgencyId
    held: bool
    there: frozenset[PersonId]
    """Those who were there, whoever facilitated among them."""
    one_of: frozenset[PersonId]
    """Of whom one is one of the two: whoever facilitated, or the third; in co-reflection any of them (S10)."""
    group: UUID | None = None
    agreement: UUID | None = None

    @classmethod
    def in_session(cls, session: Session) -> Self:
        """Worker and supervisor have a way of their own; in co-supervision the third was there, else they would have been left out (S12)."""
        assert session.agency is not None
        there = frozenset(session.parties)
        return cls(
            session=session.id,
            agency=session.agency,
            held=session.status == "held",
            there=there,
            one_of=there - {*session.two},
            agreement=session.agreement,
        )

    @classmethod
    def at_meeting(cls, meeting: GroupSession, there: Iterable[PersonId]) -> Self:
        """`there` is who of the two concerned was at it, or facilitated it."""
        assert meeting.agency is not None
        people = frozenset(there)
        return cls(
            session=meeting.id,
            agency=meeting.agency,
            held=meeting.status == "held",
            there=people,
            one_of=people if meeting.is_circle else frozenset(filter(meeting.was_led_by, people)),
            group=meeting.group,
        )

    def require(self, by: PersonId, to: PersonId) -> None:
        """Raises for whoever says nothing after it, or not to that one."""
        if not self.held:
            raise NotHeldYet
        if by not in self.there:
            raise NotTheirSession
        if to == by or to not in self.there:
            raise NotThereWithYou("formative.to")
        if not {by, to} & self.one_of:
            raise NotBetweenThoseTwo("formative.to")
