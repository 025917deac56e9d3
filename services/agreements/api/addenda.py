"""What is added to terms in force: proposed, read, signed by both, or withdrawn."""

from __future__ import annotations

import os
from typing import Annotated
from uuid import UUID

from fastapi import Path, Response

from services.agreements.api.calls import Agreements, tag, there
from services.agreements.domain.agreement import Agreement
from services.agreements.forms import AddendumIn, AddendumOut, AddendumSignatureIn, addenda_form
from shared.sealing import SALT_BYTES
from shared.web.routing import Routes

router = Routes("Supervision agreements")
Number = Annotated[int, Path(ge=1, le=10**6)]


@router.post("/agreements/{id}/addenda", status_code=201, response_class=Response)
def propose_addendum(id: UUID, body: AddendumIn, call: Agreements) -> Response:
    """Add something to the terms in force; it holds once both of you have signed it."""
    salt = os.urandom(SALT_BYTES)

    def command(agreement: Agreement) -> str:
        call.require_there(*agreement.parties)
        number = agreement.propose_addendum(call.person, body.text, salt)
        return f"/agreements/{id}/addenda/{number}"

    return call.add(call.law, id, "amend", command)


@router.get("/agreements/{id}/addenda", response_model_exclude_none=True)
def get_addenda(id: UUID, call: Agreements, response: Response) -> list[AddendumOut]:
    """Every addendum with its digest and signatures. This opens content: it is accounted for.

    The parties read all of them; whoever covers those that the worker has opened to them.
    """
    agreement, records, seen = call.read(call.law, id)
    opened = call.opened_to_reader(agreement, "addendum")
    shown = [one for one in agreement.addenda if opened is None or one.number in opened]
    decision = call.demand(call.law, agreement, "read-shown" if opened and shown else "read-terms")
    tag(response, agreement, seen)
    acting = call.acting.at(agreement.agency)
    return addenda_form(call.desk.store, agreement, records, shown, decision, acting)


@router.get("/agreements/{id}/addenda/{number}", response_model_exclude_none=True)
def get_addendum(id: UUID, number: Number, call: Agreements, response: Response) -> AddendumOut:
    """One addendum with its digest and signatures. This opens content: it is accounted for.

    The parties read it; whoever covers does where the worker has opened it to them.
    """
    agreement, records, seen = call.read(call.law, id)
    decision = call.demand_open(agreement, "addendum", number)
    shown = [one for one in there(agreement, number).addenda if one.number == number]
    tag(response, agreement, seen)
    acting = call.acting.at(agreement.agency)
    return addenda_form(call.desk.store, agreement, records, shown, decision, acting)[0]


@router.post("/agreements/{id}/addenda/{number}/signatures", status_code=204, response_class=Response)
def sign_addendum(id: UUID, number: Number, body: AddendumSignatureIn, call: Agreements) -> Response:
    """Sign an addendum you read: its digest comes with it. The second signature brings it into force."""

    def command(agreement: Agreement) -> None:
        call.require_there(*agreement.parties)
        there(agreement, number).sign_addendum(
            number,
            call.person,
            digest=body.digest,
            printed_name=body.printed_name,
            meaning=body.meaning,
            placed=call.placed(agreement),
        )

    return call.change(call.law, id, "amend", command)


@router.post("/agreements/{id}/addenda/{number}/withdrawal", status_code=204, response_class=Response)
def withdraw_addendum(id: UUID, number: Number, call: Agreements) -> Response:
    """Take back, or turn down, an addendum that does not hold yet."""
    return call.change(
        call.law,
        id,
        "amend",
        lambda agreement: there(agreement, number).withdraw_addendum(number, call.person),
    )
