"""What was proposed, as its agency's officers see it."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from services.directory.domain.proposals import Proposal
from services.directory.events import RoleProposed, SignInProposed
from shared.identity import AgencyId, PersonId
from shared.web.bodies import Out

Status = Literal["open", "lapsed", "confirmed", "withdrawn"]


class ProposalOut(Out):
    """What waits, or waited, for a second privacy officer: a role, or a sign-in."""

    id: UUID
    agency: AgencyId = Field(description="Whose privacy officers confirm it.")
    status: Status
    by: PersonId
    last_day: date = Field(description="The last day on which it can be confirmed.")
    settled_by: PersonId | None = Field(None, description="Who confirmed, withdrew or declined it.")
    role: str | None = None
    starts: date | None = None
    ends: date | None = None
    issuer: str | None = Field(None, description="Of a sign-in, while it waits.")
    subject: str | None = Field(None, description="Of a sign-in, while it waits.")
    of_employer: bool | None = None


def proposal_form(one: Proposal, opened: SignInProposed | None, today: date) -> ProposalOut:
    """A sign-in shows issuer and subject where they were opened."""
    told: dict[str, Any]
    match one.fact:
        case RoleProposed() as role:
            told = {"role": role.role.value, "starts": role.starts, "ends": role.ends}
        case SignInProposed() as sign_in:
            told = {"of_employer": sign_in.of_employer}
            if opened:
                told |= {"issuer": opened.issuer, "subject": opened.subject}
    return ProposalOut(
        id=one.id,
        agency=one.agency,
        status=_status(one, today),
        by=one.by,
        last_day=one.fact.last_day,
        settled_by=one.confirmed_by or one.withdrawn_by,
        **told,
    )


def _status(one: Proposal, today: date) -> Status:
    if one.confirmed_by:
        return "confirmed"
    if one.withdrawn_by:
        return "withdrawn"
    return "lapsed" if one.has_lapsed(today) else "open"
