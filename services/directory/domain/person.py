"""A person: details under their own key, sign-ins, roles from a date to a date (D1–D5)."""

from __future__ import annotations

from datetime import date
from typing import Self
from uuid import UUID

from services.directory.domain.days import check_span
from services.directory.domain.proposals import GUARDED, WAITS, Proposal
from services.directory.domain.refusals import (
    EndsBeforeItStarts,
    NeedsSecondOfficer,
    NoSuchRole,
    NoSuchSignIn,
    NotAnotherOfficer,
    ProposalLapsed,
    ProposalSettled,
)
from services.directory.domain.trained import Trained
from services.directory.events import (
    Details,
    Indexes,
    PeerBackgroundDeclared,
    PersonAdded,
    PersonDetailsChanged,
    ProposalWithdrawn,
    Role,
    RoleEnded,
    RoleGiven,
    RoleProposed,
    SecondOfficerConfirmed,
    SignInLinked,
    SignInProposed,
    SignInSwitchedOff,
)
from shared.identity import AgencyId, PersonId


class Person(Trained):
    """The commands; what came of those before is its standing."""

    @classmethod
    def add(cls, id: UUID, *, agency: AgencyId, details: Details, indexes: Indexes) -> Self:
        return cls.begin(id, PersonAdded(agency=agency, details=details, indexes=indexes))

    def change_details(self, details: Details, indexes: Indexes) -> None:
        self.record(PersonDetailsChanged(details=details, indexes=indexes))

    def declare_peer_background(self, *, worked_in_peer_role: bool) -> None:
        """Said of oneself; job history only (D8)."""
        self.record(PeerBackgroundDeclared(worked_in_peer_role=worked_in_peer_role))

    def link_sign_in(self, link: str, *, issuer: str, subject: str, of_employer: bool) -> None:
        """Their first one. A further one, also after one was switched off, needs a second officer."""
        if link in self.links:
            return
        if self.guarded:
            raise NeedsSecondOfficer
        self.record(SignInLinked(link=link, issuer=issuer, subject=subject, of_employer=of_employer))

    def propose_sign_in(
        self,
        proposal: UUID,
        by: PersonId,
        link: str,
        *,
        issuer: str,
        subject: str,
        of_employer: bool,
        today: date,
    ) -> None:
        told = {"link": link, "issuer": issuer, "subject": subject, "of_employer": of_employer}
        self.record(SignInProposed(proposal=proposal, by=by, last_day=today + WAITS, **told))

    def switch_off(self, link: str) -> None:
        if link not in self.links:
            raise NoSuchSignIn
        self.record(SignInSwitchedOff(link=link))

    def give_role(self, role_id: UUID, agency: AgencyId, role: Role, starts: date, ends: date | None) -> None:
        if role in GUARDED:
            raise NeedsSecondOfficer
        self.give_guarded_role(role_id, agency, role, starts, ends)

    def give_guarded_role(
        self, role_id: UUID, agency: AgencyId, role: Role, starts: date, ends: date | None
    ) -> None:
        """Without a second officer: for an agency's first officers, while there is nobody yet to confirm them."""
        check_span(starts, ends)
        self.record(RoleGiven(role_id=role_id, agency=agency, role=role, starts=starts, ends=ends))

    def propose_role(
        self,
        proposal: UUID,
        by: PersonId,
        agency: AgencyId,
        role: Role,
        starts: date,
        ends: date | None,
        *,
        role_id: UUID,
        today: date,
    ) -> None:
        check_span(starts, ends)
        told = {"agency": agency, "role": role, "starts": starts, "ends": ends, "role_id": role_id}
        self.record(RoleProposed(proposal=proposal, by=by, last_day=today + WAITS, **told))

    def awaiting(self, proposal: UUID, by: PersonId, today: date) -> Proposal:
        """A proposal that somebody may confirm today. Raises the rule by which they may not."""
        found = self.proposals[proposal]
        if not found.is_open():
            raise ProposalSettled
        if by in (found.by, self.id):
            raise NotAnotherOfficer
        if found.has_lapsed(today):
            raise ProposalLapsed
        return found

    def confirm(
        self, proposal: UUID, by: PersonId, today: date, sign_in: tuple[str, str] | None = None
    ) -> None:
        """A second officer confirms. `sign_in` is issuer and subject of a proposed one, opened for this."""
        fact = self.awaiting(proposal, by, today).fact
        self.record(SecondOfficerConfirmed(proposal=proposal, by=by))
        match fact:
            case RoleProposed():
                self.give_guarded_role(fact.role_id, fact.agency, fact.role, fact.starts, fact.ends)
            case SignInProposed():
                assert sign_in
                issuer, subject = sign_in
                told = {"link": fact.link, "issuer": issuer, "subject": subject}
                self.record(SignInLinked(of_employer=fact.of_employer, **told))

    def withdraw(self, proposal: UUID, by: PersonId) -> None:
        """Its proposer takes it back, or another officer declines."""
        if not self.proposals[proposal].is_open():
            raise ProposalSettled
        self.record(ProposalWithdrawn(proposal=proposal, by=by))

    def end_role(self, role_id: UUID, last_day: date) -> None:
        held = self.roles.get(role_id)
        if held is None or (held.ends is not None and held.ends <= last_day):
            raise NoSuchRole
        if last_day < held.starts:
            raise EndsBeforeItStarts("last_day")
        self.record(RoleEnded(role_id=role_id, last_day=last_day))
