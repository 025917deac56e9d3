"""Drafting, revising, signing, renegotiating, reviewing, ending a partnership."""

from __future__ import annotations

import os
from uuid import UUID, uuid4

from fastapi import Response

from services.agreements.api.partnerships.calls import Partnerships
from services.agreements.domain.partnerships import Partnership
from services.agreements.domain.partnerships.terms import Sides
from services.agreements.forms.partnerships import (
    PartnershipEndingIn,
    PartnershipIn,
    PartnershipRenegotiationIn,
    PartnershipReviewIn,
    PartnershipSignatureIn,
    PartnershipTermsIn,
)
from services.agreements.policy import PARTNERSHIPS
from shared.sealing import SALT_BYTES
from shared.web.routing import Routes

router = Routes("Partnerships")


@router.post("/partnerships", status_code=201, response_class=Response)
def draft_partnership(body: PartnershipIn, call: Partnerships) -> Response:
    """Write down a first version; a coordinator or HR of either organisation may."""
    sides = Sides(body.peer_run, body.host)
    decision = call.permit(PARTNERSHIPS, call.roles_at_either(sides), "draft", "drafted")
    partnership = Partnership.draft(
        uuid4(),
        by=call.person,
        side=call.side(sides, body.side),
        sides=sides,
        kinds=call.kinds(sides),
        terms=body.terms,
        hosts=call.hosts(body.terms),
        salt=os.urandom(SALT_BYTES),
    )
    return call.begin(partnership, decision, f"/partnerships/{partnership.id}")


@router.put("/partnerships/{id}/terms", status_code=204, response_class=Response)
def revise_partnership(id: UUID, body: PartnershipTermsIn, call: Partnerships) -> Response:
    """Change the version on the table; needs If-Match. A signature given to the version before is void."""
    salt = os.urandom(SALT_BYTES)

    def command(partnership: Partnership) -> None:
        side = call.side(partnership.sides, body.side)
        partnership.revise(call.person, side, body.terms, call.hosts(body.terms), salt)

    return call.change(call.law, id, "revise", command, if_match=True)


@router.post("/partnerships/{id}/signatures", status_code=204, response_class=Response)
def sign_partnership(id: UUID, body: PartnershipSignatureIn, call: Partnerships) -> Response:
    """Sign the terms you read, for one side: their digest comes with them. The other side's signature brings them into force."""

    def command(partnership: Partnership) -> None:
        partnership.sign(
            call.person,
            body.side,
            digest=body.terms_digest,
            printed_name=body.printed_name,
            meaning=body.meaning,
            hosts=call.hosts((partnership.on_the_table or partnership.current).terms),
            today=call.today(partnership),
        )

    return call.change(call.law_signing_for(body.side), id, "sign", command)


@router.post("/partnerships/{id}/renegotiations", status_code=204, response_class=Response)
def renegotiate_partnership(id: UUID, body: PartnershipRenegotiationIn, call: Partnerships) -> Response:
    """Lay new terms on the table; those in force bind until both sides have signed the new ones."""
    salt = os.urandom(SALT_BYTES)

    def command(partnership: Partnership) -> None:
        side, hosts = call.side(partnership.sides, body.side), call.hosts(body.terms)
        partnership.renegotiate(call.person, side, body.why, body.words, body.terms, hosts, salt)

    return call.change(call.law, id, "renegotiate", command)


@router.post("/partnerships/{id}/reviews", status_code=204, response_class=Response)
def review_partnership(id: UUID, body: PartnershipReviewIn, call: Partnerships) -> Response:
    """Write down a review that you held together. To negotiate anew, send the new terms as a renegotiation."""

    def command(partnership: Partnership) -> None:
        side, today = call.side(partnership.sides, body.side), call.today(partnership)
        partnership.review(call.person, side, body.held_on, body.outcome, body.words, today)

    return call.change(call.law, id, "review", command)


@router.post("/partnerships/{id}/ending", status_code=204, response_class=Response)
def end_partnership(id: UUID, body: PartnershipEndingIn, call: Partnerships) -> Response:
    """End it. From that moment a partner sees no more than their own time."""

    def command(partnership: Partnership) -> None:
        side = call.side(partnership.sides, body.side)
        partnership.end(call.person, side, body.why, body.words)

    return call.change(call.law, id, "end", command)
