"""A person: details under their own key, sign-ins, roles from a date to a date (D1–D5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.directory.domain.refusals import EndsBeforeItStarts, NoSuchRole, NoSuchSignIn
from services.directory.events import (
    PERSON,
    Details,
    IdentifierKind,
    Indexes,
    PeerBackgroundDeclared,
    PersonAdded,
    PersonDetailsChanged,
    PersonFact,
    Role,
    RoleEnded,
    RoleGiven,
    SignInLinked,
    SignInSwitchedOff,
)
from shared.aggregate import Aggregate
from shared.identity import AgencyId

Identified = tuple[IdentifierKind, str]
"""A kind of identifier and its keyed form."""


@dataclass(frozen=True)
class Held:
    """A role held, and until when."""

    agency: AgencyId
    role: Role
    starts: date
    ends: date | None


class Person(Aggregate[PersonFact]):
    stream_type: ClassVar[str] = PERSON
    begins_with: ClassVar[frozenset[str]] = frozenset({PersonAdded.kind})

    home: AgencyId
    """The agency that made this person known."""
    links: frozenset[str] = frozenset()
    indexes: Indexes
    roles: dict[UUID, Held]

    @classmethod
    def add(cls, id: UUID, *, agency: AgencyId, details: Details, indexes: Indexes) -> Self:
        return cls.begin(id, PersonAdded(agency=agency, details=details, indexes=indexes))

    @property
    def identified(self) -> frozenset[Identified]:
        """What is this person's and can be nobody else's at the same time."""
        told: dict[IdentifierKind, str | None] = {
            "handle": self.indexes.handle,
            "work_email": self.indexes.work_email,
            "employee_number": self.indexes.employee_number,
        }
        by_index = {(kind, keyed) for kind, keyed in told.items() if keyed}
        return frozenset(by_index | {("sign-in", link) for link in self.links})

    def change_details(self, details: Details, indexes: Indexes) -> None:
        self.record(PersonDetailsChanged(details=details, indexes=indexes))

    def declare_peer_background(self, *, worked_in_peer_role: bool) -> None:
        """Said of oneself; job history only (D8)."""
        self.record(PeerBackgroundDeclared(worked_in_peer_role=worked_in_peer_role))

    def link_sign_in(self, link: str, *, issuer: str, subject: str, of_employer: bool) -> None:
        if link not in self.links:
            self.record(SignInLinked(link=link, issuer=issuer, subject=subject, of_employer=of_employer))

    def switch_off(self, link: str) -> None:
        if link not in self.links:
            raise NoSuchSignIn
        self.record(SignInSwitchedOff(link=link))

    def give_role(self, role_id: UUID, agency: AgencyId, role: Role, starts: date, ends: date | None) -> None:
        if ends is not None and ends < starts:
            raise EndsBeforeItStarts("ends")
        self.record(RoleGiven(role_id=role_id, agency=agency, role=role, starts=starts, ends=ends))

    def end_role(self, role_id: UUID, last_day: date) -> None:
        held = self.roles.get(role_id)
        if held is None or (held.ends is not None and held.ends <= last_day):
            raise NoSuchRole
        if last_day < held.starts:
            raise EndsBeforeItStarts("last_day")
        self.record(RoleEnded(role_id=role_id, last_day=last_day))

    def apply(self, fact: PersonFact) -> None:
        match fact:
            case PersonAdded():
                self.home = self.agency = fact.agency
                self.roles, self.indexes = {}, fact.indexes
            case PersonDetailsChanged():
                self.indexes = fact.indexes
            case PeerBackgroundDeclared():
                pass
            case SignInLinked():
                self.links |= {fact.link}
            case SignInSwitchedOff():
                self.links -= {fact.link}
            case RoleGiven():
                self.roles[fact.role_id] = Held(fact.agency, fact.role, fact.starts, fact.ends)
            case RoleEnded():
                self.roles[fact.role_id] = replace(self.roles[fact.role_id], ends=fact.last_day)
            case _:
                assert_never(fact)
