"""What a person's history made of them: sign-ins, roles from a date to a date, what is proposed, what they learned (D1–D5, D7)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, assert_never
from uuid import UUID

from services.directory.domain.proposals import GUARDED, Proposal
from services.directory.domain.training import Outside, Training
from services.directory.events import (
    PERSON,
    IdentifierKind,
    Indexes,
    OutsideSupervisionEnded,
    OutsideSupervisionRecorded,
    PeerBackgroundDeclared,
    PersonAdded,
    PersonDetailsChanged,
    PersonFact,
    ProposalWithdrawn,
    Role,
    RoleEnded,
    RoleGiven,
    RoleProposed,
    SecondOfficerConfirmed,
    SignInLinked,
    SignInProposed,
    SignInSwitchedOff,
    TrainingRecorded,
    TrainingWithdrawn,
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

    def lasts(self, day: date) -> bool:
        return self.starts <= day and (self.ends is None or day <= self.ends)


class Standing(Aggregate[PersonFact]):
    stream_type: ClassVar[str] = PERSON
    begins_with: ClassVar[frozenset[str]] = frozenset({PersonAdded.kind})

    home: AgencyId
    """The agency that made this person known."""
    links: frozenset[str] = frozenset()
    own_links: frozenset[str] = frozenset()
    """Of these, what is no sign-in of the employer's: a leaver keeps it."""
    had_sign_in: bool = False
    indexes: Indexes
    roles: dict[UUID, Held]
    proposals: dict[UUID, Proposal]
    trainings: dict[UUID, Training]
    outside: dict[UUID, Outside]
    """Supervision with somebody outside the house (D7)."""

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

    @property
    def guarded(self) -> bool:
        """Whether a further sign-in could be used to act as them, or as one who watches over others."""
        return self.had_sign_in or any(held.role in GUARDED for held in self.roles.values())

    def apply(self, fact: PersonFact) -> None:
        match fact:
            case PersonAdded():
                self.home = self.agency = fact.agency
                self.roles, self.indexes, self.proposals = {}, fact.indexes, {}
                self.trainings, self.outside = {}, {}
            case PersonDetailsChanged():
                self.indexes = fact.indexes
            case PeerBackgroundDeclared():
                pass
            case SignInLinked():
                self.links |= {fact.link}
                self.own_links |= frozenset() if fact.of_employer else {fact.link}
                self.had_sign_in = True
            case SignInSwitchedOff():
                self.links -= {fact.link}
                self.own_links -= {fact.link}
            case RoleGiven():
                self.roles[fact.role_id] = Held(fact.agency, fact.role, fact.starts, fact.ends)
            case RoleEnded():
                self.roles[fact.role_id] = replace(self.roles[fact.role_id], ends=fact.last_day)
            case RoleProposed():
                self.proposals[fact.proposal] = Proposal(fact, fact.agency)
            case SignInProposed():
                self.proposals[fact.proposal] = Proposal(fact, self.home)
            case SecondOfficerConfirmed():
                self.proposals[fact.proposal] = replace(self.proposals[fact.proposal], confirmed_by=fact.by)
            case ProposalWithdrawn():
                self.proposals[fact.proposal] = replace(self.proposals[fact.proposal], withdrawn_by=fact.by)
            case TrainingRecorded():
                self.trainings[fact.training] = Training(fact.training, fact.topic, fact.taken_on, fact.by)
            case TrainingWithdrawn():
                self.trainings[fact.training] = replace(self.trainings[fact.training], withdrawn_by=fact.by)
            case OutsideSupervisionRecorded():
                told = (fact.supervision, fact.starts, fact.ends, fact.frequency, fact.by)
                self.outside[fact.supervision] = Outside(*told)
            case OutsideSupervisionEnded():
                one = self.outside[fact.supervision]
                self.outside[fact.supervision] = replace(one, ends=fact.last_day, ended=True)
            case _:
                assert_never(fact)
