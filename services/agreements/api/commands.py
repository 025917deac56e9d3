"""Drafting, revising, signing, renegotiating, reviewing, ending."""

from __future__ import annotations

import os
from uuid import UUID, uuid4

from fastapi import Response

from services.agreements.api.calls import Agreements
from services.agreements.domain.agreement import Agreement
from services.agreements.domain.refusals import AnotherPersonsPlacement
from services.agreements.forms import (
    DraftIn,
    EndingIn,
    RenegotiationIn,
    ReviewIn,
    SignatureIn,
    TermsIn,
    UnderPartnershipIn,
)
from services.agreements.policy import POLICY
from shared.sealing import SALT_BYTES
from shared.web.routing import Routes

router = Routes("Supervision agreements")


@router.post("/agreements", status_code=201, response_class=Response)
def draft_agreement(body: DraftIn, call: Agreements) -> Response:
    """Write down a first version; either of the two may."""
    stands = {body.worker: "worker", body.supervisor: "supervisor"}.get(call.person)
    decision = call.permit(POLICY, frozenset({stands} if stands else ()), "draft", "drafted")
    placement = call.placement(body.placement)
    if placement.worker != body.worker:
        raise AnotherPersonsPlacement("placement")
    call.require_known(body.worker, body.supervisor, body.terms.difficulties_to)
    call.relations.require_not_left(body.worker, body.supervisor)
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

    def command(agreement: Agreement) -> None:
        call.require_known(*agreement.parties, body.terms.difficulties_to)
        agreement.revise(call.person, body.terms, salt)

    return call.change(call.law, id, "revise", command, if_match=True)


@router.post("/agreements/{id}/signatures", status_code=204, response_class=Response)
def sign_agreement(id: UUID, body: SignatureIn, call: Agreements) -> Response:
    """Sign the terms you read: their digest comes with them. The second signature brings them into force."""

    def command(agreement: Agreement) -> None:
        named = agreement.on_the_table.terms.difficulties_to if agreement.on_the_table else None
        call.require_there(*agreement.parties, named)
        if agreement.in_force is None and agreement.signatures_on_the_table():  # with this one it would be
            call.relations.require_not_left(*agreement.parties)
        agreement.sign(
            call.person,
            digest=body.terms_digest,
            limits=tuple(body.acknowledged_limits),
            printed_name=body.printed_name,
            meaning=body.meaning,
            placed=call.placed(agreement),
        )

    return call.change(call.law, id, "sign", command)


@router.post("/agreements/{id}/renegotiations", status_code=204, response_class=Response)
def renegotiate_agreement(id: UUID, body: RenegotiationIn, call: Agreements) -> Response:
    """Lay new terms on the table; those in force bind until both have signed the new ones.

    They are of the same kind of supervision, or of both kinds.
    """
    salt = os.urandom(SALT_BYTES)

    def command(agreement: Agreement) -> None:
        call.require_known(*agreement.parties, body.terms.difficulties_to)
        agreement.renegotiate(call.person, body.why, body.words, body.terms, salt)

    return call.change(call.law, id, "renegotiate", command)


@router.post("/agreements/{id}/reviews", status_code=204, response_class=Response)
def review_agreement(id: UUID, body: ReviewIn, call: Agreements) -> Response:
    """Write down a review that you held together. To negotiate anew, send the new terms as a renegotiation."""

    def command(agreement: Agreement) -> None:
        agreement.review(call.person, body.held_on, body.outcome, body.words, call.today(agreement))

    return call.change(call.law, id, "review", command)


@router.post("/agreements/{id}/partnership", status_code=204, response_class=Response)
def place_under_partnership(id: UUID, body: UnderPartnershipIn, call: Agreements) -> Response:
    """Say under which partnership this supervision takes place; another one later replaces it."""
    return call.change(
        call.law,
        id,
        "place-under-partnership",
        lambda agreement: agreement.place_under(
            call.person, body.partnership, fits=call.fits(agreement, body.partnership)
        ),
    )


@router.post("/agreements/{id}/ending", status_code=204, response_class=Response)
def end_agreement(id: UUID, body: EndingIn, call: Agreements) -> Response:
    """End it; the reason in words is for the parties alone.

    Open actions, topics left over and the balance go on with your next agreement of the same kind, or of both kinds, if that begins
    on this one's last day or later.
    """
    return call.change(
        call.law, id, "end", lambda agreement: agreement.end(call.person, body.why, body.words)
    )
