"""What one privacy officer proposed and another confirms: guarded roles, and sign-ins of those who have one."""

from __future__ import annotations

from datetime import date
from typing import cast
from uuid import UUID

from fastapi import Response

from services.directory import policy
from services.directory.api.calls import Directory, DirectoryCall
from services.directory.claiming import changed
from services.directory.domain.identifier import Identifier
from services.directory.domain.person import Person
from services.directory.events import SignInProposed
from services.directory.forms import ProposalOut, proposal_form
from shared.access import Decision, open_persons
from shared.identity import PersonId
from shared.web.calls import Law
from shared.web.problems import not_found
from shared.web.routing import Routes

router = Routes("People")


@router.get("/people/{id}/proposals", response_model_exclude_none=True)
def get_proposals(id: UUID, call: Directory, response: Response) -> list[ProposalOut]:
    """What is and was proposed about somebody at your agency, for its privacy officers.

    Of a sign-in that waits, issuer and subject are shown, so that you confirm what you have seen: this is accounted for.
    """
    person, _, _ = call.read(call.people, id)
    agencies = {person.home, *(one.agency for one in person.proposals.values())}
    stands = frozenset().union(*(policy.at_agency(one, call.person, call.relations) for one in agencies))
    call.permit(policy.PEOPLE, stands, "see-proposals")
    response.headers["ETag"] = f'"{person.version}"'
    shown = [
        (one, decision)
        for one in person.proposals.values()
        if (decision := call.weigh(_law(call, one.id), person, "see-proposals")).allowed
    ]
    waiting = {one.id: may for one, may in shown if one.is_open() and isinstance(one.fact, SignInProposed)}
    opened = _opened(call, person, waiting)
    return [proposal_form(one, opened.get(one.id), call.relations.today_at(one.agency)) for one, _ in shown]


def _opened(call: DirectoryCall, person: Person, wanted: dict[UUID, Decision]) -> dict[UUID, SignInProposed]:
    """Sign-ins in clear, under one entry of the accounting."""
    _, records = call.desk.store.past(Person, person.id)
    asked = [
        (one, wanted[one.fact.proposal])
        for one in records
        if isinstance(one.fact, SignInProposed) and one.fact.proposal in wanted
    ]
    facts = open_persons(call.desk.store, asked, call.acting.at(person.home), fields=("issuer", "subject"))
    return {one.proposal: one for one in facts if isinstance(one, SignInProposed)}


@router.post("/people/{id}/proposals/{proposal}/confirmation", status_code=204, response_class=Response)
def confirm_proposal(id: UUID, proposal: UUID, call: Directory) -> Response:
    """Confirm what another privacy officer of your agency proposed, within 14 days: from now on it holds."""
    law = _law(call, proposal)

    def command(person: Person) -> list[Identifier]:
        call.require_there(id)
        before = person.identified
        waiting = person.awaiting(proposal, call.person, _today(call, person, proposal))
        sign_in: tuple[str, str] | None = None
        if isinstance(waiting.fact, SignInProposed):
            told = _opened(call, person, {proposal: call.demand(law, person, "confirm")})[proposal]
            sign_in = cast("str", told.issuer), cast("str", told.subject)
        person.confirm(proposal, call.person, _today(call, person, proposal), sign_in)
        return changed(call.desk.store, person, before)

    return call.change(law, id, "confirm", command)


@router.post("/people/{id}/proposals/{proposal}/withdrawal", status_code=204, response_class=Response)
def withdraw_proposal(id: UUID, proposal: UUID, call: Directory) -> Response:
    """Take back what you proposed, or decline what another privacy officer of your agency did."""
    law = _law(call, proposal)
    return call.change(law, id, "withdraw", lambda person: person.withdraw(proposal, call.person))


def _today(call: DirectoryCall, person: Person, proposal: UUID) -> date:
    return call.relations.today_at(person.proposals[proposal].agency)


def _law(call: DirectoryCall, proposal: UUID) -> Law[Person]:
    """How access to one proposal is decided; 404 for one that was never made."""

    def relate(person: Person, by: PersonId) -> frozenset[str]:
        found = person.proposals.get(proposal)
        if found is None:
            raise not_found()
        return policy.to_proposal(person, found, by, call.relations, call.acquainted)

    return Law(Person, policy.PEOPLE, relate, lambda _one: "")
