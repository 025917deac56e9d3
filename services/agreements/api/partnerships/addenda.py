"""What is added to a partnership's terms in force: proposed, read, signed for both sides, or withdrawn."""

from __future__ import annotations

import os
from typing import Annotated
from uuid import UUID

from fastapi import Path, Response

from services.agreements.api.partnerships.calls import Partnerships
from services.agreements.domain.partnerships import Partnership
from services.agreements.forms.partnerships import (
    PartnershipAddendumIn,
    PartnershipAddendumOut,
    PartnershipAddendumSignatureIn,
    PartnershipAddendumWithdrawalIn,
    addenda_of_partnership,
)
from shared.sealing import SALT_BYTES
from shared.web.problems import not_found
from shared.web.routing import Routes

router = Routes("Partnerships")
Number = Annotated[int, Path(ge=1, le=10**6)]


def _there(partnership: Partnership, number: int) -> Partnership:
    """The partnership, if it has the addendum of this number; 404 for what was never there."""
    if number > len(partnership.addenda):
        raise not_found()
    return partnership


@router.post("/partnerships/{id}/addenda", status_code=201, response_class=Response)
def propose_partnership_addendum(id: UUID, body: PartnershipAddendumIn, call: Partnerships) -> Response:
    """Add something to the terms in force; it holds once both sides have signed it."""
    salt = os.urandom(SALT_BYTES)

    def command(partnership: Partnership) -> str:
        side = call.side(partnership.sides, body.side)
        number = partnership.propose_addendum(call.person, side, body.text, salt)
        return f"/partnerships/{id}/addenda/{number}"

    return call.add(call.law, id, "amend", command)


@router.get("/partnerships/{id}/addenda", response_model_exclude_none=True)
def get_partnership_addenda(id: UUID, call: Partnerships, response: Response) -> list[PartnershipAddendumOut]:
    """Every addendum with its digest and signatures. This opens content: it is accounted for.

    For coordinators and HR of the two sides.
    """
    partnership, records, _ = call.read(call.law, id)
    decision = call.demand(call.law, partnership, "read-terms")
    response.headers["ETag"] = f'"{partnership.version}"'
    acting, store = call.acting.at(partnership.agency), call.desk.store
    return addenda_of_partnership(store, partnership, records, partnership.addenda, decision, acting)


@router.get("/partnerships/{id}/addenda/{number}", response_model_exclude_none=True)
def get_partnership_addendum(
    id: UUID, number: Number, call: Partnerships, response: Response
) -> PartnershipAddendumOut:
    """One addendum with its digest and signatures. This opens content: it is accounted for.

    For coordinators and HR of the two sides.
    """
    partnership, records, _ = call.read(call.law, id)
    decision = call.demand(call.law, partnership, "read-terms")
    shown = _there(partnership, number).addenda[number - 1 : number]
    response.headers["ETag"] = f'"{partnership.version}"'
    acting, store = call.acting.at(partnership.agency), call.desk.store
    return addenda_of_partnership(store, partnership, records, shown, decision, acting)[0]


@router.post("/partnerships/{id}/addenda/{number}/signatures", status_code=204, response_class=Response)
def sign_partnership_addendum(
    id: UUID, number: Number, body: PartnershipAddendumSignatureIn, call: Partnerships
) -> Response:
    """Sign an addendum you read, for one side: its digest comes with it. The other side's signature brings it into force."""
    return call.change(
        call.law_signing_for(body.side),
        id,
        "sign",
        lambda partnership: _there(partnership, number).sign_addendum(
            number,
            call.person,
            body.side,
            digest=body.digest,
            printed_name=body.printed_name,
            meaning=body.meaning,
        ),
    )


@router.post("/partnerships/{id}/addenda/{number}/withdrawal", status_code=204, response_class=Response)
def withdraw_partnership_addendum(
    id: UUID, number: Number, body: PartnershipAddendumWithdrawalIn, call: Partnerships
) -> Response:
    """Take back, or turn down, an addendum that does not hold yet."""

    def command(partnership: Partnership) -> None:
        side = call.side(_there(partnership, number).sides, body.side)
        partnership.withdraw_addendum(number, call.person, side)

    return call.change(call.law, id, "amend", command)
