"""Cover for a supervisor: named for a time, and shown only what the worker opens."""

from __future__ import annotations

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from services.agreements.api.calls import AgreementCall, Agreements
from services.agreements.domain.agreement import Agreement
from services.agreements.forms import CoverIn, ShownIn
from services.directory.relations import SUPERVISING
from shared.web.guard import GuardedRoute

router = APIRouter(tags=["Supervision agreements"], route_class=GuardedRoute)


def _gone(call: AgreementCall, agreement: Agreement) -> bool:
    """A supervisor is gone who holds no role of a supervisor anywhere today."""
    call.relations.require_fresh()
    return not any(role in SUPERVISING for _, role in call.relations.roles_of(agreement.supervisor))


@router.post("/agreements/{id}/covers", status_code=201, response_class=Response)
def name_cover(id: UUID, body: CoverIn, call: Agreements) -> Response:
    """Name who covers for the supervisor. The worker sees it at once; what was sealed stays closed to the cover."""
    cover = uuid4()

    def command(agreement: Agreement) -> str:
        call.require_known(body.person)
        agreement.name_cover(
            cover,
            call.person,
            body.person,
            body.starts,
            body.ends,
            today=call.today(agreement),
            gone=call.person != agreement.supervisor and _gone(call, agreement),
        )
        return f"/agreements/{id}/covers/{cover}"

    return call.add(call.law, id, "name-cover", command)


@router.post("/agreements/{id}/covers/{cover}/ending", status_code=204, response_class=Response)
def end_cover(id: UUID, cover: UUID, call: Agreements) -> Response:
    """End a cover before its last day."""
    return call.change(
        call.law,
        id,
        "end-cover",
        lambda agreement: agreement.end_cover(cover, call.person, call.today(agreement)),
    )


@router.post("/agreements/{id}/covers/{cover}/shown", status_code=204, response_class=Response)
def show_to_cover(id: UUID, cover: UUID, body: ShownIn, call: Agreements) -> Response:
    """Open one version of the terms, or one addendum, to whoever covers. The worker alone may."""
    return call.change(
        call.law,
        id,
        "show-to-cover",
        lambda agreement: agreement.show_to_cover(
            cover, call.person, body.item, body.number, call.today(agreement)
        ),
    )
