"""One partnership, its history, its terms; and lists."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from services.agreements.api.calls import Earlier, Later, tag
from services.agreements.api.partnerships.calls import PartnershipCall, Partnerships
from services.agreements.domain.negotiated import Status
from services.agreements.domain.partnerships import Partnership
from services.agreements.forms import WordsOut, words_form
from services.agreements.forms.partnerships import (
    ListedPartnership,
    PartnershipDifferenceOut,
    PartnershipOut,
    PartnershipTermsOut,
    clear_partnership,
    difference_of_partnership,
    readable_partnership,
)
from services.agreements.policy import PARTNERSHIPS, SIDE
from services.agreements.views import (
    PartnershipDatesView,
    PartnershipsView,
    SidesReader,
    listed_partnerships,
)
from services.directory.relations import SUPERVISING
from shared.access import Decision
from shared.web.problems import not_found
from shared.web.reading import After, AskedDay, AsOf, Limit, Past, after, as_of, history, next_page
from shared.web.routing import Routes

router = Routes("Partnerships")


@router.get("/partnerships/{id}", response_model_exclude_none=True)
def get_partnership(
    id: UUID, call: Partnerships, response: Response, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> PartnershipOut:
    """That it exists, how it stands, and who covers what; opens nothing."""
    partnership, records, decision = call.read(call.law, id, as_of(at))
    if decision.sees and not _concerned(call, partnership, decision):
        raise not_found()
    tag(response, partnership, decision)
    ended = call.ended(partnership, partnership.current.terms)
    return clear_partnership(partnership, records, decision, ended=ended, own=call.own_placements)


def _concerned(call: PartnershipCall, partnership: Partnership, decision: Decision) -> bool:
    """Whom it concerns, it did then too: something bound, and it covered the worker's placement."""
    own = call.own_placements & set(partnership.covered)
    return partnership.binds and (decision.relation != "worker" or bool(own))


@router.get("/partnerships/{id}/history")
def get_partnership_history(
    id: UUID, call: Partnerships, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> list[Past]:
    """What happened to it, in order: the clear part. For coordinators, HR, privacy officers and auditors of the two sides."""
    partnership, records, _ = call.read(call.law, id, as_of(at))
    call.demand(call.law, partnership, "see-history")
    return history(records, lambda _: True)


@router.get("/partnerships/{id}/terms", response_model_exclude_none=True)
def get_partnership_terms(
    id: UUID,
    call: Partnerships,
    response: Response,
    version: Annotated[
        int | None, Query(ge=1, le=10**6, description="Which version; without it, the one that counts now.")
    ] = None,
    at: Annotated[AsOf, Query(alias="as_of")] = None,
) -> PartnershipTermsOut:
    """The terms with their digest and signatures. This opens content: it is accounted for.

    For coordinators and HR of the two sides.
    """
    partnership, records, _ = call.read(call.law, id, as_of(at))
    decision = call.demand(call.law, partnership, "read-terms")
    chosen = partnership.version_to_read(version)
    if chosen is None:
        raise not_found()
    response.headers["ETag"] = f'"{partnership.version}"'
    acting, ended = call.acting.at(partnership.agency), call.ended(partnership, chosen.terms)
    return readable_partnership(call.desk.store, partnership, records, chosen, decision, acting, ended)


@router.get("/partnerships/{id}/terms/difference", response_model_exclude_none=True)
def get_partnership_difference(
    id: UUID,
    call: Partnerships,
    response: Response,
    earlier: Earlier = None,
    later: Later = None,
) -> PartnershipDifferenceOut:
    """In which terms two versions differ. This opens content: it is accounted for.

    For coordinators and HR of the two sides.
    """
    partnership, records, _ = call.read(call.law, id)
    decision = call.demand(call.law, partnership, "read-terms")
    versions = partnership.between(earlier, later)
    if versions is None:
        raise not_found()
    response.headers["ETag"] = f'"{partnership.version}"'
    acting = call.acting.at(partnership.agency)
    return difference_of_partnership(call.desk.store, partnership, records, versions, decision, acting)


@router.get("/partnerships/{id}/words", response_model_exclude_none=True)
def get_partnership_words(id: UUID, call: Partnerships) -> list[WordsOut]:
    """Why it was renegotiated, reviewed or ended, in words. This opens content: it is accounted for.

    For coordinators and HR of the two sides.
    """
    partnership, records, _ = call.read(call.law, id)
    decision = call.demand(call.law, partnership, "read-terms")
    return words_form(call.desk.store, records, decision, call.acting.at(partnership.agency))


@router.get("/partnerships", response_model_exclude_none=True)
def list_partnerships(
    request: Request,
    response: Response,
    call: Partnerships,
    agency: Annotated[UUID | None, Query(description="Those of which this is either side.")] = None,
    status: Annotated[Status | None, Query()] = None,
    review_due_before: Annotated[
        AskedDay | None, Query(description="Those with an agreed review before this day that was not held.")
    ] = None,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[ListedPartnership]:
    """Partnerships that you may see, in the order of drafting. Give At-Least a Position to read your own writes."""
    told = {"agency": agency, "status": status}
    filters = {name: str(value) for name, value in told.items() if value is not None}
    reader, place = _reader(call), after(request, call.desk.secret, cursor)
    call.permit(PARTNERSHIPS, frozenset(SIDE), "see", "drafted")  # the rows decide for whom
    for view in (PartnershipsView, PartnershipDatesView):
        call.await_view(view)
    rows = listed_partnerships(call.desk.shelf, reader, filters, place, limit, review_due_before)
    page = next_page(
        request, response, call.desk.secret, rows, limit, lambda row: [row["drafted"], row["id"]]
    )
    return [ListedPartnership.model_validate(row, extra="ignore") for row in page]


def _reader(call: PartnershipCall) -> SidesReader:
    """By what somebody sees partnerships: all of them by roles held today, so an old copy of the directory tells none."""
    person = call.person
    call.relations.require_fresh()
    roles = call.relations.roles_of(person)
    return SidesReader(
        sorted({agency for agency, role in roles if role in SIDE}),
        sorted({agency for agency, role in roles if role in SUPERVISING}),
        sorted(call.own_placements),
    )
