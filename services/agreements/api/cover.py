"""Cover for a supervisor: named for a time, and shown only what the worker opens."""

from __future__ import annotations

from uuid import UUID, uuid4

from fastapi import Response

from services.agreements.api.calls import AgreementCall, Agreements, tag, there
from services.agreements.domain.agreement import Agreement
from services.agreements.forms import CoverIn, CoverOut, ShownIn, cover_form
from services.directory.relations import SUPERVISING
from shared.web.problems import not_found
from shared.web.routing import Routes

router = Routes("Supervision agreements")


def _gone(call: AgreementCall, agreement: Agreement) -> bool:
    """A supervisor is gone who held a role of a supervisor, at the agency or at home, and holds none there today."""
    if call.person in agreement.parties or any(call.person == one.person for one in agreement.covers):
        return False  # nobody asks
    call.relations.require_fresh()
    assert agreement.agency is not None
    home = call.relations.home_of(agreement.supervisor)
    return call.relations.has_left(agreement.supervisor, SUPERVISING, {agreement.agency, home})


@router.post("/agreements/{id}/covers", status_code=201, response_class=Response)
def name_cover(id: UUID, body: CoverIn, call: Agreements) -> Response:
    """Name who covers for the supervisor. The worker sees it at once; what was sealed stays closed to the cover."""
    cover = uuid4()

    def command(agreement: Agreement) -> str:
        call.require_known(agreement.worker, body.person)
        agreement.name_cover(
            cover,
            call.person,
            body.person,
            body.starts,
            body.ends,
            today=call.today(agreement),
            gone=_gone(call, agreement),
        )
        return f"/agreements/{id}/covers/{cover}"

    return call.add(call.law, id, "name-cover", command)


@router.get("/agreements/{id}/covers/{cover}", response_model_exclude_none=True)
def get_cover(id: UUID, cover: UUID, call: Agreements, response: Response) -> CoverOut:
    """Who covers, from when to when; to the parties and whoever covers also what the worker has opened. Opens nothing."""
    agreement, _, seen = call.read(call.law, id)
    decision = call.demand(call.law, agreement, "see-cover")
    found = next((one for one in agreement.covers if one.id == cover), None)
    if found is None or call.person not in (*agreement.parties, found.person, found.by):
        raise not_found()
    tag(response, agreement, seen)
    return cover_form(found, whole=decision.shows("shown"))


@router.post("/agreements/{id}/covers/{cover}/ending", status_code=204, response_class=Response)
def end_cover(id: UUID, cover: UUID, call: Agreements) -> Response:
    """End a cover before its last day."""
    return call.change(
        call.law,
        id,
        "end-cover",
        lambda agreement: there(agreement, cover).end_cover(
            cover, call.person, today=call.today(agreement), gone=_gone(call, agreement)
        ),
    )


@router.post("/agreements/{id}/covers/{cover}/shown", status_code=204, response_class=Response)
def show_to_cover(id: UUID, cover: UUID, body: ShownIn, call: Agreements) -> Response:
    """Open one version of the terms, or one addendum, to whoever covers. The worker alone may."""
    return call.change(
        call.law,
        id,
        "show-to-cover",
        lambda agreement: there(agreement, cover).show_to_cover(
            cover, call.person, body.item, body.number, call.today(agreement)
        ),
    )
