"""Placements: which worker works at which agency, under whom."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import Query, Response

from services.directory import policy
from services.directory.api.calls import Directory
from services.directory.domain.person import Person
from services.directory.domain.placement import Placement
from services.directory.forms import LastDayIn, LineManagerIn, PlacementIn, PlacementOut, placement_form
from services.directory.relations import RelationsView
from shared.identity import PersonId
from shared.web.problems import not_found, not_known_yet
from shared.web.reading import AsOf, Past, as_of, history
from shared.web.routing import Routes

router = Routes("Placements")


@router.get("/people/{id}/placements", response_model_exclude_none=True)
def list_placements(id: UUID, call: Directory) -> list[PlacementOut]:
    """Where somebody works, as far as you may see."""
    call.read(call.people, id)
    call.await_view(RelationsView)
    policies, relations = call.placements.policy, call.relations
    return [
        placement_form(one)
        for one in relations.placements_of(PersonId(id))
        if policies.decide(policy.to_placement(one, call.person, relations), "see", "").allowed
    ]


@router.post("/people/{id}/placements", status_code=201, response_class=Response)
def place(id: UUID, body: PlacementIn, call: Directory) -> Response:
    """Place a worker at an agency; seconded, shared or sub-contracted from elsewhere too (D6)."""
    person = call.desk.store.get(Person, id)
    stands = policy.at_agency(body.agency, call.person, call.relations)
    if policy.at_agency(person.home, call.person, call.relations) & set(policy.KEEPERS):
        stands |= {"home_keeper"}
    elif not call.decide(call.people, person, "see").allowed:
        raise not_found()
    decision = call.permit(policy.PLACEMENTS, stands, "begin")
    call.require_as_read(call.people, person)
    call.require_there(id)
    call.require_known(body.line_manager)
    if not all(map(call.relations.knows_agency, {body.agency, body.employer or body.agency})):
        raise not_known_yet("agency")
    placement = Placement.begin_at(
        uuid4(),
        worker=PersonId(id),
        agency=body.agency,
        employment=body.employment,
        employer=body.employer or body.agency,
        line_manager=body.line_manager,
        starts=body.starts,
        ends=body.ends,
    )
    return call.begin(placement, decision, f"/placements/{placement.id}")


@router.get("/placements/{id}", response_model_exclude_none=True)
def get_placement(
    id: UUID, call: Directory, response: Response, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> PlacementOut:
    """One placement."""
    placement, _, _ = call.read(call.placements, id, as_of(at))
    response.headers["ETag"] = f'"{placement.version}"'
    return placement_form(placement)


@router.get("/placements/{id}/history")
def get_placement_history(
    id: UUID, call: Directory, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> list[Past]:
    """When it began and ended, and who became line manager when."""
    _, records, _ = call.read(call.placements, id, as_of(at))
    return history(records, lambda _: True)


@router.post("/placements/{id}/line-managers", status_code=204, response_class=Response)
def name_line_manager(id: UUID, body: LineManagerIn, call: Directory) -> Response:
    """Name the line manager from now on."""

    def command(placement: Placement) -> None:
        call.require_known(body.line_manager)
        placement.name_line_manager(body.line_manager)

    return call.change(call.placements, id, "name-manager", command)


@router.post("/placements/{id}/ending", status_code=204, response_class=Response)
def end_placement(id: UUID, body: LastDayIn, call: Directory) -> Response:
    """A placement's last day. Agreements under it are flagged; people end them."""
    return call.change(call.placements, id, "end", lambda placement: placement.end(body.last_day))
