"""Supervision agreements over HTTP."""

from __future__ import annotations

import os
from typing import Annotated, cast
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Query, Request, Response

from services.agreements.domain.agreement import Agreement, Placed
from services.agreements.domain.refusals import AnotherPersonsPlacement
from services.agreements.forms import (
    AgreementOut,
    DraftIn,
    EndingIn,
    ListedAgreement,
    RenegotiationIn,
    SignatureIn,
    TermsIn,
    TermsOut,
    clear_form,
    readable_form,
)
from services.agreements.policy import OVERSIGHT, POLICY, relate
from services.agreements.views import AgreementsView, listed, reader_of
from services.directory.relations import PlacementNow, Relations, RelationsView
from shared.identity import PlacementId
from shared.sealing import SALT_BYTES
from shared.tables import Away
from shared.web.calls import Call, Law, calls
from shared.web.guard import GuardedRoute
from shared.web.problems import not_found, not_known_yet
from shared.web.reading import After, AsOf, Limit, Past, after, as_of, history, next_page

router = APIRouter(tags=["Supervision agreements"], route_class=GuardedRoute)
OVERSEEING = frozenset(OVERSIGHT) - {"line_manager"}
RELATIONS = RelationsView(over_the_bus=True)


class AgreementCall(Call):
    """A request about agreements."""

    @property
    def relations(self) -> Relations:
        return cast("Relations", self.desk.directory)

    @property
    def law(self) -> Law[Agreement]:
        return Law(
            Agreement, POLICY, lambda one, person: relate(one, person, self.relations), lambda one: one.status
        )

    def placement(self, id: PlacementId) -> PlacementNow:
        found = self.relations.placement(id)
        if found is None:
            raise not_known_yet("placement")
        return found

    def placed(self, agreement: Agreement) -> Placed:
        """What the directory says of the placement, as it matters for a signature (C2)."""
        placement = self.placement(agreement.placement)
        ended = placement.is_over(self.relations.today_at(placement.agency))
        return Placed(ended, self.relations.hears_concerns(placement, but=agreement.parties))


Agreements = Annotated[AgreementCall, Depends(calls("agreements", AgreementCall))]
PersonQuery = Annotated[UUID | None, Query()]


@router.post("/agreements", status_code=201, response_class=Response)
def draft_agreement(body: DraftIn, call: Agreements) -> Response:
    """Write down a first version; either of the two may."""
    stands = {body.worker: "worker", body.supervisor: "supervisor"}.get(call.person)
    decision = call.permit(POLICY, frozenset({stands} if stands else ()), "draft", "drafted")
    placement = call.placement(body.placement)
    if placement.worker != body.worker:
        raise AnotherPersonsPlacement("placement")
    for person in (body.supervisor, body.terms.difficulties_to):
        if person is not None and not call.relations.knows(person):
            raise not_known_yet("person")
    agreement = Agreement.draft(
        uuid4(),
        by=call.person,
        worker=body.worker,
        supervisor=body.supervisor,
        agency=placement.agency,
        placement=body.placement,
        terms=body.terms,
        salt=os.urandom(SALT_BYTES),
    )
    return call.begin(agreement, decision, f"/agreements/{agreement.id}")


@router.put("/agreements/{id}/terms", status_code=204, response_class=Response)
def revise_terms(id: UUID, body: TermsIn, call: Agreements) -> Response:
    """Change the version on the table; needs If-Match. A signature given to the version before is void."""
    salt = os.urandom(SALT_BYTES)
    return call.change(
        call.law,
        id,
        "revise",
        lambda agreement: agreement.revise(call.person, body.terms, salt),
        if_match=True,
    )


@router.get("/agreements/{id}", response_model_exclude_none=True)
def get_agreement(
    id: UUID, call: Agreements, response: Response, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> AgreementOut:
    """That it exists and how it stands; opens nothing."""
    agreement, records, decision = call.read(call.law, id, as_of(at))
    response.headers["ETag"] = f'"{agreement.version}"'
    return clear_form(agreement, records, decision)


@router.get("/agreements/{id}/history")
def get_agreement_history(id: UUID, call: Agreements) -> list[Past]:
    """What happened to it, in order: the clear part, as far as the reader may see."""
    _, records, decision = call.read(call.law, id)
    about_facts = {"by", "terms_version", "last_day", "limits"}
    return history(records, lambda field: decision.shows(field) or field in about_facts)


@router.get("/agreements/{id}/terms", response_model_exclude_none=True)
def get_terms(
    id: UUID,
    call: Agreements,
    response: Response,
    version: Annotated[
        int | None, Query(ge=1, le=10**6, description="Which version; without it, the one that counts now.")
    ] = None,
    at: Annotated[AsOf, Query(alias="as_of")] = None,
) -> TermsOut:
    """The terms with their digest and signatures. This opens content: it is accounted for, and only parties may."""
    agreement, records, _ = call.read(call.law, id, as_of(at))
    decision = call.demand(call.law, agreement, "read-terms")
    chosen = agreement.version_to_read(version)
    if chosen is None:
        raise not_found()
    response.headers["ETag"] = f'"{agreement.version}"'
    response.headers["Cache-Control"] = "no-store"
    return readable_form(
        call.desk.store, agreement, records, chosen, decision, call.acting.at(agreement.agency)
    )


@router.post("/agreements/{id}/signatures", status_code=204, response_class=Response)
def sign_agreement(id: UUID, body: SignatureIn, call: Agreements) -> Response:
    """Sign the terms you read: their digest comes with them. The second signature brings them into force."""
    return call.change(
        call.law,
        id,
        "sign",
        lambda agreement: agreement.sign(
            call.person,
            digest=body.terms_digest,
            limits=tuple(body.acknowledged_limits),
            printed_name=body.printed_name,
            meaning=body.meaning,
            placed=call.placed(agreement),
        ),
    )


@router.post("/agreements/{id}/renegotiations", status_code=204, response_class=Response)
def renegotiate_agreement(id: UUID, body: RenegotiationIn, call: Agreements) -> Response:
    """Lay new terms on the table; those in force bind until both have signed the new ones."""
    salt = os.urandom(SALT_BYTES)
    return call.change(
        call.law,
        id,
        "renegotiate",
        lambda agreement: agreement.renegotiate(call.person, body.why, body.words, body.terms, salt),
    )


@router.post("/agreements/{id}/ending", status_code=204, response_class=Response)
def end_agreement(id: UUID, body: EndingIn, call: Agreements) -> Response:
    """End it; the reason in words is for the parties alone."""
    return call.change(
        call.law, id, "end", lambda agreement: agreement.end(call.person, body.why, body.words)
    )


@router.get("/agreements", response_model_exclude_none=True)
def list_agreements(
    request: Request,
    response: Response,
    call: Agreements,
    worker: PersonQuery = None,
    supervisor: PersonQuery = None,
    agency: PersonQuery = None,
    status: Annotated[
        str | None, Query(max_length=20, description="drafted, in-force, renegotiating, ended, expired")
    ] = None,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[ListedAgreement]:
    """Agreements that you may see, in the order of drafting. Give At-Least a Position to read your own writes."""
    told = {"worker": worker, "supervisor": supervisor, "agency": agency, "status": status}
    filters = {name: str(value) for name, value in told.items() if value is not None}
    person, place = call.person, after(call.desk.secret, cursor)
    call.await_view(AgreementsView)
    try:
        call.relations.require_fresh()
        fresh = True
    except Away:
        fresh = False
    reader = reader_of(call.relations, person, OVERSEEING, fresh=fresh)
    rows = listed(call.desk.shelf, RELATIONS, reader, filters, place, limit)
    page = next_page(
        request, response, call.desk.secret, rows, limit, lambda row: [row["drafted"], row["id"]]
    )
    return [ListedAgreement.model_validate(row, extra="ignore") for row in page]
