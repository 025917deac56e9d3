"""What people bring to a meeting, each under a key of its own; read by those who were there (S9)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from fastapi import Response

from services.sessions.api.group_calls import Groups, GroupsCall
from services.sessions.api.still_kept import require_not_erased
from services.sessions.catalogues.procedures import ISSUE
from services.sessions.domain.contributions import MOST, Contribution, contribution_of
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.forms.contributions import (
    ContributionIn,
    ContributionOut,
    contribution_form,
    opened_contribution,
)
from services.sessions.policy.contributions import CONTRIBUTIONS, ContributionState, relate_to_own
from shared.facts import Recorded
from shared.identity import PersonId
from shared.keys import Erased
from shared.store import NotFound
from shared.web.calls import Law
from shared.web.problems import not_found
from shared.web.routing import Routes

router = Routes("Groups and co-reflection")
Brought = tuple[Contribution, Recorded]
NOT_READ: Final = ""
"""The step of what was erased, which nobody can tell any more."""


@router.post("/group-sessions/{id}/contributions", status_code=201, response_class=Response)
def contribute(id: UUID, body: ContributionIn, call: Groups) -> Response:
    """Bring something: before the meeting, as a member; afterwards, as one who was there. Each brings one issue.

    What is brought beforehand is read by those who were there, once you signed that you were too, or shared it.
    """
    meeting, decision = call.beginning_from(call.meeting_law, id, "contribute")
    membership = call.company_of(meeting).then.members.get(call.person)
    agency = membership.agency if membership else meeting.agency
    assert agency is not None
    made = Contribution.make(
        by=call.person,
        agency=agency,
        group=meeting.group,
        group_session=id,
        format=meeting.format,
        contributed=body.told(),
        before=_steps(call, meeting, call.person),
        brought=body.on is not None and brought_an_issue(call, meeting, body.on),
        beforehand=meeting.status == "scheduled",
    )
    return call.begin(made, decision, f"/group-sessions/{id}/contributions/{made.id}")


@router.get("/group-sessions/{id}/contributions", response_model_exclude_none=True)
def list_contributions(id: UUID, call: Groups) -> list[ContributionOut]:
    """What was brought, in the order of time, as far as you may read it: your own; where you were, that of those there too.

    What they brought beforehand is among it once they signed that they were there, or shared it.

    Each opens content, and is accounted for.
    """
    meeting, _, _ = call.read(call.meeting_law, id)
    group = call.group_of(meeting)
    law = contribution_law(call, meeting)
    told = []
    for one, record in (each for person in group.ever for each in _brought(call, id, person)):
        decision = call.weigh(law, one, "read")
        if decision.allowed:
            acting = call.acting.at(one.agency)
            told.append(contribution_form(call.desk.store, one, record, decision, acting))
    return sorted(told, key=lambda one: one.made_at)


@router.get("/group-sessions/{id}/contributions/{contribution}", response_model_exclude_none=True)
def get_contribution(id: UUID, contribution: UUID, call: Groups) -> ContributionOut:
    """One of them. This opens content: it is accounted for."""
    one, record, law = _one(call, id, contribution)
    decision = call.demand(law, one, "read")
    return contribution_form(call.desk.store, one, record, decision, call.acting.at(one.agency))


@router.post(
    "/group-sessions/{id}/contributions/{contribution}/sharing", status_code=204, response_class=Response
)
def share_contribution(id: UUID, contribution: UUID, call: Groups) -> Response:
    """Share what you brought with those who were there, though you were not, or have not signed that you were."""
    _, _, law = _one(call, id, contribution)
    return call.change(
        law, contribution, "share", lambda one: one.share(call.person), shown=lambda: call.shown(id)
    )


def _one(call: GroupsCall, id: UUID, contribution: UUID) -> tuple[Contribution, Recorded, Law[Contribution]]:
    """As it was made, and who may do what with it; 404 for one of another meeting."""
    call.person  # noqa: B018  a sign-in linked to nobody is told so first
    one, records = call.desk.store.past(Contribution, contribution)
    if one.group_session != id:
        raise not_found()
    return one, records[0], contribution_law(call, call.desk.store.get(GroupSession, id))


def brought_an_issue(call: GroupsCall, meeting: GroupSession, person: PersonId) -> bool:
    """Whether somebody brought an issue that who asks may read; opened to find that out, and accounted for."""
    return ISSUE in _steps(call, meeting, person)


def _steps(call: GroupsCall, meeting: GroupSession, person: PersonId) -> list[str]:
    """The steps of what somebody brought already, as far as who asks may read it."""
    law, steps = contribution_law(call, meeting), []
    for one, record in _brought(call, meeting.id, person):
        decision = call.weigh(law, one, "read")
        if decision.allowed:
            acting = call.acting.at(one.agency)
            try:
                steps.append(opened_contribution(call.desk.store, record, decision, acting).step)
            except Erased:
                steps.append(NOT_READ)
    return steps


def _brought(call: GroupsCall, group_session: UUID, person: PersonId) -> Iterator[Brought]:
    """All that somebody brought to a meeting, in the order of bringing."""
    for number in range(1, MOST + 1):
        try:
            one, records = call.desk.store.past(Contribution, contribution_of(group_session, person, number))
        except NotFound:
            return
        yield one, records[0]


def contribution_law(call: GroupsCall, meeting: GroupSession) -> Law[Contribution]:
    def relate(one: Contribution, person: PersonId) -> frozenset[str]:
        return call.stands(meeting, person) | relate_to_own(one, person)

    def state(one: Contribution) -> ContributionState:
        if meeting.status != "held":
            return "kept"
        there, signed = call.was_at(meeting, one.by), call.signed_at(meeting, one.by)
        return "shared" if one.opens(there=there, signed=signed) else "kept"

    return Law(
        Contribution, CONTRIBUTIONS, relate, state, lambda store, _: require_not_erased(store, meeting.id)
    )
