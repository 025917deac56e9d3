"""Having content erased, or held: ordered by one with a reason, approved by another, carried out at once and for good."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Final
from uuid import UUID

from fastapi import Path, Query, Request, Response

from services.sessions.api.calls import Restricted, Sessions
from services.sessions.api.keeping_found import tell_of_order
from services.sessions.api.kept_records import Record, kept_record, record_of
from services.sessions.forms.erasing import ListedErasure, RecordErasureIn, RecordHoldIn, listed_erasure
from services.sessions.policy.erasing import ERASURES
from shared.identity import AgencyId
from shared.keeping import Keeping
from shared.keeping.carrying import carry_out
from shared.keeping.forms import KeepingOut, keeping_form
from shared.keeping.view import KeepingsView, keepings_of
from shared.store import NotFound
from shared.web.answers import carries
from shared.web.reading import After, Limit, after, next_page
from shared.web.routing import Routes

router = Routes("Erasure")
Number = Annotated[int, Path(ge=1, le=10**6)]
LEFT: Final = "Left"
LEAVES: Final = carries(201, **{LEFT: "The ids of what came of the record and is not erased with it."})


def _keep(record: Record, action: str, command: Callable[[Keeping], object]) -> Response:
    """Add to what is recorded of keeping a record, or begin with it."""
    call, target = record.call, record.target
    id = Keeping.id_of(target.type, target.id)
    here = f"/erasures/{id}"

    def again(found: Keeping) -> str:
        command(found)
        return here

    try:
        return call.add(record.law, id, action, again)
    except NotFound:
        first = Keeping(id)
        decision = call.demand(record.law, first, action)
        command(first)
        return call.begin(first, decision, here)


@router.post("/erasures", status_code=201, response_class=Response, responses=LEAVES)
def order_erasure(body: RecordErasureIn, call: Sessions, restricted: Restricted) -> Response:
    """Order that a record's content is erased, with a reason. Another approves it.

    While the agency's policy set wants it kept, only what should never have been recorded is erased; under a hold, nothing, nor
    what another record under a hold may show: actions that go on in later records, to whom something was disclosed. Nothing is
    erased of a concern that is neither closed nor withdrawn, while anybody is there who could do that. What was disclosed of a concern is a record of its own, which
    whoever got it goes on reading until that is erased too, also where the concern should never have been recorded: `Left`
    names those that you may see, the first time; later the erasure itself does. The other of the two is told that something
    waits, and finds it with the concern.

    Where the other of the two is gone, so that it was erased who they were, nobody is left to approve it who knows of it: then
    you name a privacy officer of its agency (`approver`). They are told that something waits, and no more: give them the address
    that this answers with. There they read this order until it is decided, and approve it or let it be. While the other of the
    two is there nobody is named. Of a report whose author is gone the same holds among those whom they let see it.
    """
    record = record_of(body.record_type, body.record, call, restricted)

    def command(keeping: Keeping) -> None:
        record.require_approver(body.approver)
        keeping.order_erasure(
            call.person,
            record.target,
            body.reason,
            body.words,
            record.standing(body.reason),
            sealed=record.is_sealed,
            approver=body.approver,
        )

    answer = _keep(record, "order", command)
    tell_of_order(record, body.approver)
    if left := record.left(call.person):
        answer.headers[LEFT] = ", ".join(map(str, left))
    return answer


@router.post("/holds", status_code=201, response_class=Response)
def place_hold(body: RecordHoldIn, call: Sessions, restricted: Restricted) -> Response:
    """Place a legal hold: nothing of this record is erased until it is released."""
    record = record_of(body.record_type, body.record, call, restricted)
    return _keep(record, "hold", lambda one: one.hold(call.person, record.target, body.words))


@router.get("/erasures", response_model_exclude_none=True)
def list_erasures(
    request: Request,
    response: Response,
    call: Sessions,
    agency: Annotated[UUID, Query(description="Which agency's.")],
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[ListedErasure]:
    """Records of an agency that are held, or whose erasure was ordered, for its privacy officers."""
    at, place = AgencyId(agency), after(request, call.desk.secret, cursor)
    person = call.person
    call.relations.require_fresh()
    call.permit(ERASURES, call.relations.roles_at(person, at), "see")
    call.await_view(KeepingsView)
    rows = keepings_of(call.desk.shelf, at, place, limit)
    page = next_page(request, response, call.desk.secret, rows, limit, lambda row: [row["begun"], row["id"]])
    return [listed_erasure(row) for row in page]


@router.get("/erasures/{id}", response_model_exclude_none=True)
def get_erasure(id: UUID, call: Sessions, restricted: Restricted, response: Response) -> KeepingOut:
    """Every hold and order, with the words for them, and the evidence of what was erased. This opens content.

    Of a concern, which disclosures are left: they are not erased with it. Whom the author of a report let see it, and whom an
    order names to approve it, read the order that waits and nothing besides, until it is decided; then there is nothing for them.
    """
    record = kept_record(id, call, restricted)
    keeping, records, decision = record.call.read(record.law, id)
    told = records if decision.relation != "shown" else [one for one in records if keeping.is_open(one.fact)]
    response.headers["ETag"] = f'"{keeping.version}"'
    acting = record.call.acting.at(record.agency)
    left = record.left(call.person)
    return keeping_form(record.call.desk.store, keeping, told, decision, acting, left)


@router.post("/erasures/{id}/approval", status_code=204, response_class=Response)
def approve_erasure(id: UUID, call: Sessions, restricted: Restricted) -> Response:
    """Approve what another ordered. It is carried out at once and for good; a later reading answers that it was erased.

    With a meeting of a group goes what was brought to it, and under which name people signed that they were there.
    """
    record = kept_record(id, call, restricted)
    days = record.call.desk.key_backups.days

    def command(keeping: Keeping) -> None:
        keeping.approve(call.person, days, record.standing(keeping.open_order().reason))

    answer = record.call.change(record.law, id, "approve", command)
    acting = record.call.acting.at(record.agency)
    carry_out(record.call.desk.store, id, record.keys, acting)
    return answer


@router.post("/erasures/{id}/withdrawal", status_code=204, response_class=Response)
def withdraw_erasure(id: UUID, call: Sessions, restricted: Restricted) -> Response:
    """Take back what you ordered, or decline what another did."""
    record = kept_record(id, call, restricted)
    return record.call.change(record.law, id, "order", lambda one: one.withdraw(call.person))


@router.post("/erasures/{id}/holds/{number}/release", status_code=204, response_class=Response)
def release_hold(id: UUID, number: Number, call: Sessions, restricted: Restricted) -> Response:
    """Release a hold. On a report whose author is gone, whom they let see it do that in their place."""
    record = kept_record(id, call, restricted)
    return record.call.change(record.law, id, "release", lambda one: one.release(call.person, number))
