"""Agencies: hosts and peer-run organisations."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import Query, Request, Response

from services.directory import policy
from services.directory.api.calls import Directory
from services.directory.domain.agency import Agency
from services.directory.forms import AgencyIn, AgencyOut, ConcernContactIn, agency_form
from services.directory.views import PeopleView, agencies_after
from shared.web.reading import After, AsOf, Limit, Past, after, as_of, history, next_page
from shared.web.routing import Routes

router = Routes("Agencies")


@router.get("/agencies", response_model_exclude_none=True)
def list_agencies(
    request: Request,
    response: Response,
    call: Directory,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[AgencyOut]:
    """Which agencies there are, in the order in which they were added."""
    call.permit(policy.AGENCIES, frozenset({"anybody"} if call.person else ()), "see")
    place = after(request, call.desk.secret, cursor)
    call.await_view(PeopleView)
    rows = agencies_after(call.desk.shelf, place, limit)
    page = next_page(request, response, call.desk.secret, rows, limit, list)
    return [agency_form(call.desk.store.get(Agency, UUID(id))) for _, id in page]


@router.get("/agencies/{id}", response_model_exclude_none=True)
def get_agency(
    id: UUID, call: Directory, response: Response, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> AgencyOut:
    """One agency: time zone, locale, and whom its concerns go to."""
    agency, _, _ = call.read(call.agencies, id, as_of(at))
    response.headers["ETag"] = f'"{agency.version}"'
    return agency_form(agency)


@router.get("/agencies/{id}/history")
def get_agency_history(
    id: UUID, call: Directory, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> list[Past]:
    """When it was added, and whom its concerns went to from when on."""
    _, records, _ = call.read(call.agencies, id, as_of(at))
    return history(records, lambda _: True)


@router.post("/agencies", status_code=201, response_class=Response)
def add_agency(body: AgencyIn, call: Directory) -> Response:
    """Add a further agency; privacy officers do."""
    agency = Agency.add(uuid4(), name=body.name, side=body.side, time_zone=body.time_zone, locale=body.locale)
    decision = call.permit(policy.AGENCIES, policy.to_agency(agency, call.person, call.relations), "add")
    return call.begin(agency, decision, f"/agencies/{agency.id}")


@router.post("/agencies/{id}/concern-contacts", status_code=204, response_class=Response)
def name_concern_contact(id: UUID, body: ConcernContactIn, call: Directory) -> Response:
    """Name whom a concern goes to where no line manager can be, and who stands in for them."""

    def command(agency: Agency) -> None:
        call.require_known(body.person, body.alternate)
        agency.name_concern_contact(body.person, body.alternate)

    return call.change(call.agencies, id, "name-contact", command)
