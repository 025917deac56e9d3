"""One agreement, its history, its terms; and lists."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from services.agreements.api.calls import Agreements, Earlier, Later, tag
from services.agreements.domain.agreement import Agreement, Status
from services.agreements.forms import (
    AgreementOut,
    DifferenceOut,
    ListedAgreement,
    TermsOut,
    WordsOut,
    clear_form,
    difference_form,
    overseen,
    readable_form,
    words_form,
)
from services.agreements.policy import OVERSIGHT, PARTIES, POLICY
from services.agreements.views import AgreementsView, DatesView, PartnershipsView, listed, reader_of
from services.directory.relations import RelationsView
from shared.identity import PersonId
from shared.web.problems import not_found
from shared.web.reading import After, AskedDay, AsOf, Limit, Past, after, as_of, history, next_page
from shared.web.routing import Routes

router = Routes("Supervision agreements")
OVERSEEING = frozenset(OVERSIGHT) - {"line_manager"}
RELATIONS = RelationsView(over_the_bus=True)
PersonQuery = Annotated[UUID | None, Query()]


@router.get("/agreements/{id}", response_model_exclude_none=True)
def get_agreement(
    id: UUID, call: Agreements, response: Response, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> AgreementOut:
    """That it exists and how it stands; opens nothing."""
    asked = as_of(at)
    agreement, records, decision = call.read(call.law_as_of(asked), id, asked)
    tag(response, agreement, decision)
    moment = records[-1].recorded_at if isinstance(asked, int) else call.moment(asked)
    told = call.may_be_told(agreement, agreement.partnership, decision)
    partnership = call.under(agreement.partnership, agreement.placement, moment) if told else None
    return clear_form(agreement, records, decision, call.person, partnership)


@router.get("/agreements/{id}/history")
def get_agreement_history(
    id: UUID, call: Agreements, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> list[Past]:
    """What happened to it, in order: the clear part, as far as the reader may see.

    A partner reads what was recorded while the partnership bound and covered the placement; afterwards, with `as_of` a
    time in it.
    """
    asked = as_of(at)
    agreement, records, decision = call.read(call.law_as_of(asked), id, asked)
    if not decision.sees:
        return history(records, lambda _: True)
    own = call.in_own_time(agreement, records, decision)
    return overseen(own, decision, lambda partnership: call.may_be_told(agreement, partnership, decision))


@router.get("/agreements/{id}/terms", response_model_exclude_none=True)
def get_terms(
    id: UUID,
    call: Agreements,
    response: Response,
    version: Annotated[
        int | None,
        Query(
            ge=1,
            le=10**6,
            description="Which version; without it, the one that counts now, or the newest that was opened to you.",
        ),
    ] = None,
    at: Annotated[AsOf, Query(alias="as_of")] = None,
) -> TermsOut:
    """The terms with their digest and signatures. This opens content: it is accounted for.

    The parties read every version; whoever covers those that the worker has opened to them.
    """
    agreement, records, seen = call.read(call.law, id, as_of(at))
    as_it_stands = call.desk.store.get(Agreement, id) if at else agreement
    chosen = agreement.version_to_read(version or call.newest_opened(as_it_stands, len(agreement.versions)))
    decision = call.demand_open(as_it_stands, "terms", chosen.number if chosen else 0)
    if chosen is None:
        raise not_found()
    tag(response, agreement, seen)
    return readable_form(
        call.desk.store, agreement, records, chosen, decision, call.acting.at(agreement.agency)
    )


@router.get("/agreements/{id}/terms/difference", response_model_exclude_none=True)
def get_difference(
    id: UUID,
    call: Agreements,
    response: Response,
    earlier: Earlier = None,
    later: Later = None,
) -> DifferenceOut:
    """In which terms two versions differ. This opens content: it is accounted for, and only parties may."""
    agreement, records, _ = call.read(call.law, id)
    decision = call.demand(call.law, agreement, "read-terms")
    versions = agreement.between(earlier, later)
    if versions is None:
        raise not_found()
    response.headers["ETag"] = f'"{agreement.version}"'
    acting = call.acting.at(agreement.agency)
    return difference_form(call.desk.store, agreement, records, versions, decision, acting)


@router.get("/agreements/{id}/words", response_model_exclude_none=True)
def get_words(id: UUID, call: Agreements) -> list[WordsOut]:
    """Why it was renegotiated, reviewed or ended, in words. This opens content: it is accounted for, and only parties may."""
    agreement, records, _ = call.read(call.law, id)
    decision = call.demand(call.law, agreement, "read-terms")
    return words_form(call.desk.store, records, decision, call.acting.at(agreement.agency))


@router.get("/agreements", response_model_exclude_none=True)
def list_agreements(
    request: Request,
    response: Response,
    call: Agreements,
    worker: PersonQuery = None,
    supervisor: PersonQuery = None,
    agency: PersonQuery = None,
    status: Annotated[Status | None, Query()] = None,
    review_due_before: Annotated[
        AskedDay | None, Query(description="Those with an agreed review before this day that was not held.")
    ] = None,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[ListedAgreement]:
    """Agreements that you may see, in the order of drafting. Give At-Least a Position to read your own writes."""
    told = {"worker": worker, "supervisor": supervisor, "agency": agency, "status": status}
    filters = {name: str(value) for name, value in told.items() if value is not None}
    person, place = call.person, after(request, call.desk.secret, cursor)
    call.permit(POLICY, frozenset(PARTIES), "see", "drafted")  # one's own; the rows decide about the rest
    for view in (AgreementsView, DatesView, PartnershipsView):
        call.await_view(view)
    reader = reader_of(call.desk.shelf, call.relations, person, OVERSEEING, call.partners.placements())
    if person not in (worker, supervisor) and reader.asks_the_directory:
        call.relations.require_fresh()  # else an overseer would read "none" for "not known"
    rows = listed(call.desk.shelf, RELATIONS, reader, filters, place, limit, review_due_before)
    page = next_page(
        request, response, call.desk.secret, rows, limit, lambda row: [row["drafted"], row["id"]]
    )
    return [ListedAgreement.model_validate(_shown(row, person), extra="ignore") for row in page]


def _shown(row: dict[str, Any], person: PersonId) -> dict[str, Any]:
    """Whether the placement has ended is for the parties; overseers learn of it where placements are."""
    is_party = str(person) in (row["worker"], row["supervisor"])
    return row if is_party else row | {"placement_ended": None}
