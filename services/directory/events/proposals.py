"""What one privacy officer proposes, and another of the same agency confirms: until then nothing of it holds."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.directory.events.parts import Role
from shared.facts import Fact, Personal
from shared.identity import AgencyId, PersonId


class RoleProposed(Fact, kind="directory.RoleProposed"):
    """A privacy officer proposed somebody as privacy officer or auditor of their agency."""

    proposal: UUID
    role_id: UUID
    agency: AgencyId
    role: Role
    starts: date
    ends: date | None = None
    by: PersonId
    last_day: date
    """The last day on which it can be confirmed, by the agency's clock."""


class SignInProposed(Fact, kind="directory.SignInProposed"):
    """A privacy officer of the home agency proposed a sign-in by which somebody could be acted as."""

    proposal: UUID
    link: str
    issuer: Personal[str]
    subject: Personal[str]
    of_employer: bool
    by: PersonId
    last_day: date
    """The last day on which it can be confirmed, by the agency's clock."""


class SecondOfficerConfirmed(Fact, kind="directory.SecondOfficerConfirmed"):
    """Another privacy officer of the agency confirmed a proposal; the role given, or sign-in linked, follows at once."""

    proposal: UUID
    by: PersonId


class ProposalWithdrawn(Fact, kind="directory.ProposalWithdrawn"):
    """A privacy officer of the agency took a proposal back, or declined another's."""

    proposal: UUID
    by: PersonId
