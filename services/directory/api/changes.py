"""Adding people, and what changes about them: details, sign-ins, roles, what they say of themselves."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID, uuid4

from fastapi import Response

from services.directory import policy
from services.directory.api.calls import Directory, DirectoryCall
from services.directory.claiming import changed, require_free
from services.directory.domain.identifier import Identifier
from services.directory.domain.person import Person
from services.directory.domain.proposals import GUARDED
from services.directory.forms import (
    DetailsIn,
    LastDayIn,
    PeerBackgroundIn,
    PersonIn,
    RoleHeldOut,
    RoleIn,
    SignInIn,
    indexes,
)
from shared.web.opaque import link_of
from shared.web.problems import not_found
from shared.web.routing import Routes

router = Routes("People")
PROPOSED: Final[dict[int | str, dict[str, Any]]] = {
    201: {"description": "Proposed; another officer confirms it"}
}


@router.post("/people", status_code=201, response_class=Response)
def add_person(body: PersonIn, call: Directory) -> Response:
    """Make somebody known at your agency."""
    stands = policy.at_agency(body.agency, call.person, call.relations)
    decision = call.permit(policy.PEOPLE, stands, "add")
    made = indexes(call.desk.link_secret, body.agency, body.details)
    person = Person.add(uuid4(), agency=body.agency, details=body.details, indexes=made)
    return call.begin(person, decision, f"/people/{person.id}", *changed(call.desk.store, person))


@router.put("/people/{id}/details", status_code=204, response_class=Response)
def change_details(id: UUID, body: DetailsIn, call: Directory) -> Response:
    """All details anew; needs If-Match."""

    def command(person: Person) -> list[Identifier]:
        before = person.identified
        person.change_details(body.details, indexes(call.desk.link_secret, person.home, body.details))
        return changed(call.desk.store, person, before)

    return call.change(call.people, id, "change-details", command, if_match=True)


@router.post("/people/{id}/sign-ins", status_code=204, response_class=Response, responses=PROPOSED)
def link_sign_in(id: UUID, body: SignInIn, call: Directory) -> Response:
    """Link a person to issuer and subject; from then on that sign-in is theirs.

    HR gives the first one (204). A further one, also after one was switched off, and any of a privacy officer or auditor, is
    proposed by a privacy officer (201, with where the proposal lies), and holds once another one confirms it.
    """
    call.person  # noqa: B018  a sign-in linked to nobody is told so first, whomever it asks for
    link = link_of(call.desk.link_secret, body.issuer, body.subject)
    person = call.desk.store.get(Person, id)
    if person.guarded and link not in person.links:
        return _propose_sign_in(id, body, link, call)

    def command(person: Person) -> list[Identifier]:
        before = person.identified
        person.link_sign_in(link, issuer=body.issuer, subject=body.subject, of_employer=body.of_employer)
        return changed(call.desk.store, person, before)

    return call.change(call.people, id, "link", command)


def _propose_sign_in(id: UUID, body: SignInIn, link: str, call: DirectoryCall) -> Response:
    def command(person: Person) -> str:
        require_free(call.desk.store, person, link)
        proposal = uuid4()
        today = call.relations.today_at(person.home)
        person.propose_sign_in(
            proposal,
            call.person,
            link,
            issuer=body.issuer,
            subject=body.subject,
            of_employer=body.of_employer,
            today=today,
        )
        return f"/people/{id}/proposals/{proposal}"

    return call.add(call.people, id, "propose-sign-in", command)


@router.post("/people/{id}/sign-ins/off", status_code=204, response_class=Response)
def switch_off_sign_in(id: UUID, body: SignInIn, call: Directory) -> Response:
    """That sign-in no longer stands for this person.

    HR switches off what is the employer's. What is not is a leaver's own: a privacy officer does.
    """
    call.person  # noqa: B018  a sign-in linked to nobody is told so first, whomever it asks for
    link = link_of(call.desk.link_secret, body.issuer, body.subject)
    own = link in call.desk.store.get(Person, id).own_links

    def command(person: Person) -> list[Identifier]:
        before = person.identified
        person.switch_off(link)
        return changed(call.desk.store, person, before)

    return call.change(call.people, id, "switch-off-own" if own else "link", command)


@router.get("/people/{id}/roles", response_model_exclude_none=True)
def get_roles(id: UUID, call: Directory) -> list[RoleHeldOut]:
    """Every role somebody has or had, with its id, for who may see the person."""
    person, _, _ = call.read(call.people, id)
    return [
        RoleHeldOut(id=role_id, agency=held.agency, role=held.role, starts=held.starts, ends=held.ends)
        for role_id, held in person.roles.items()
    ]


@router.post("/people/{id}/roles", status_code=201, response_class=Response)
def give_role(id: UUID, body: RoleIn, call: Directory) -> Response:
    """Give somebody a role at your agency.

    Privacy officers and auditors are proposed by a privacy officer, never by themselves: the answer says where the proposal
    lies, and the role holds once another privacy officer of the agency confirms it.
    """
    person, _, _ = call.read(call.people, id)
    stands = policy.at_agency(body.agency, call.person, call.relations)
    if id == call.person:
        stands |= {"self"}
    role_id = uuid4()
    if body.role in GUARDED:
        decision, proposal = call.permit(policy.PEOPLE, stands, "propose-role"), uuid4()
        call.require_there(id)
        person.propose_role(
            *(proposal, call.person, body.agency, body.role, body.starts, body.ends),
            role_id=role_id,
            today=call.relations.today_at(body.agency),
        )
        return call.begin(person, decision, f"/people/{id}/proposals/{proposal}")
    decision = call.permit(policy.PEOPLE, stands, "give-role")
    call.require_there(id)
    person.give_role(role_id, body.agency, body.role, body.starts, body.ends)
    return call.begin(person, decision, f"/people/{id}/roles/{role_id}")


@router.post("/people/{id}/roles/{role_id}/ending", status_code=204, response_class=Response)
def end_role(id: UUID, role_id: UUID, body: LastDayIn, call: Directory) -> Response:
    """A role's last day."""
    person, _, _ = call.read(call.people, id)
    held = person.roles.get(role_id)
    if held is None:
        raise not_found()
    stands = policy.at_agency(held.agency, call.person, call.relations)
    decision = call.permit(policy.PEOPLE, stands, "end-guarded-role" if held.role in GUARDED else "give-role")
    person.end_role(role_id, body.last_day)
    return call.append(person, decision)


@router.post("/people/me/peer-background", status_code=204, response_class=Response)
def declare_peer_background(body: PeerBackgroundIn, call: Directory) -> Response:
    """Say of yourself whether you have worked in a peer role. Job history, nothing more."""
    return call.change(
        call.people,
        call.person,
        "declare",
        lambda person: person.declare_peer_background(worked_in_peer_role=body.worked_in_peer_role),
    )
