"""Having content erased, or held: ordered by one with a reason, approved by another, carried out at once and for good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response

from services.sessions.api.calls import Restricted, Sessions, SessionsCall
from services.sessions.api.kept import KEPT, Kept
from services.sessions.domain.erasing import kept_until, key_of
from services.sessions.forms.erasing import ListedErasure, RecordErasureIn, RecordHoldIn, listed_erasure
from services.sessions.policy.erasing import ERASURES
from shared.aggregate import Aggregate
from shared.identity import AgencyId, PersonId
from shared.keeping import ErasureReason, Keeping, Target
from shared.keeping.carrying import carry_out
from shared.keeping.forms import KeepingOut, keeping_form
from shared.keeping.view import KeepingsView, keepings_of
from shared.store import NotFound
from shared.web.calls import Law
from shared.web.guard import GuardedRoute
from shared.web.problems import Problem, not_found
from shared.web.reading import After, Limit, after, next_page

router = APIRouter(tags=["Erasure"], route_class=GuardedRoute)
Number = Annotated[int, Path(ge=1, le=10**6)]


class Record:
    """A record of which something is to be kept or erased, over the log that it lies in."""

    def __init__(self, call: SessionsCall, kept: Kept, id: UUID) -> None:
        self.call, self.kept = call, kept
        self.thing: Aggregate[Any]
        self.thing, self._records = call.desk.store.past(kept.kind, id)
        self._whose: Aggregate[Any] = call.desk.store.get(*kept.of(self.thing)) if kept.of else self.thing

    @property
    def agency(self) -> AgencyId:
        assert self._whose.agency is not None
        return self._whose.agency

    @property
    def target(self) -> Target:
        return Target(self.kept.kind.stream_type, self.thing.id, self.agency)

    @property
    def law(self) -> Law[Keeping]:
        return Law(Keeping, ERASURES, lambda _, person: self.stands(person), lambda one: one.status)

    def stands(self, person: PersonId) -> frozenset[str]:
        """Of what is confidential between two, those two; else the officers of its agency, and who of them is a party."""
        party = person in self.kept.parties(self._whose)
        if self.kept.restricted:
            return frozenset({"one_of_the_two"} if party else ())
        self.call.relations.require_fresh()
        officer = self.call.relations.roles_at(person, self.agency) & {"privacy_officer"}
        return officer | {"party"} if officer and party else officer

    def kept_until(self, reason: ErasureReason) -> date | None:
        over = self.kept.over_at(self.thing, self._records)
        relations, today = self.call.relations, self.call.today(self.agency)
        over_on = relations.day_at(self.agency, over) if over else None
        return kept_until(over_on, self.kept.years(relations.retention_at(self.agency, today)), reason)


def _record(kind: str, id: UUID, call: SessionsCall, restricted: SessionsCall) -> Record:
    kept = KEPT.get(kind)
    if kept is None:
        rule = f"one of {', '.join(KEPT)}"
        raise Problem(422, "invalid", "There is no such kind of record.", fields=[("record_type", rule)])
    return Record(restricted if kept.restricted else call, kept, id)


def _kept_record(id: UUID, call: SessionsCall, restricted: SessionsCall) -> Record:
    """The record that a keeping is of, in whichever log that lies."""
    for one in (call, restricted):
        try:
            keeping = one.desk.store.get(Keeping, id)
        except NotFound:
            continue
        return Record(one, KEPT[keeping.target_type], keeping.target)
    raise not_found()


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


@router.post("/erasures", status_code=201, response_class=Response)
def order_erasure(body: RecordErasureIn, call: Sessions, restricted: Restricted) -> Response:
    """Order that a record's content is erased, with a reason. Another approves it.

    While the agency's policy set wants it kept, only what should never have been recorded is erased; under a hold, nothing.
    """
    record = _record(body.record_type, body.record, call, restricted)
    today = call.today(record.agency)

    def command(keeping: Keeping) -> None:
        until = record.kept_until(body.reason)
        keeping.order_erasure(
            call.person, record.target, body.reason, body.words, kept_until=until, today=today
        )

    return _keep(record, "order", command)


@router.post("/holds", status_code=201, response_class=Response)
def place_hold(body: RecordHoldIn, call: Sessions, restricted: Restricted) -> Response:
    """Place a legal hold: nothing of this record is erased until it is released."""
    record = _record(body.record_type, body.record, call, restricted)
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
    at, place = AgencyId(agency), after(call.desk.secret, cursor)
    person = call.person
    call.relations.require_fresh()
    call.permit(ERASURES, call.relations.roles_at(person, at), "see")
    call.await_view(KeepingsView)
    rows = keepings_of(call.desk.shelf, at, place, limit)
    page = next_page(request, response, call.desk.secret, rows, limit, lambda row: [row["begun"], row["id"]])
    return [listed_erasure(row) for row in page]


@router.get("/erasures/{id}", response_model_exclude_none=True)
def get_erasure(id: UUID, call: Sessions, restricted: Restricted, response: Response) -> KeepingOut:
    """Every hold and order, with the words for them, and the evidence of what was erased. This opens content."""
    record = _kept_record(id, call, restricted)
    keeping, records, decision = record.call.read(record.law, id)
    response.headers["ETag"] = f'"{keeping.version}"'
    acting = record.call.acting.at(record.agency)
    return keeping_form(record.call.desk.store, keeping, records, decision, acting)


@router.post("/erasures/{id}/approval", status_code=204, response_class=Response)
def approve_erasure(id: UUID, call: Sessions, restricted: Restricted) -> Response:
    """Approve what another ordered. It is carried out at once and for good; a later reading answers that it was erased."""
    record = _kept_record(id, call, restricted)
    days = record.call.desk.key_backups.days
    answer = record.call.change(record.law, id, "approve", lambda one: one.approve(call.person, days))
    acting = record.call.acting.at(record.agency)
    carry_out(record.call.desk.store, id, [key_of(record.target.type, record.target.id)], acting)
    return answer


@router.post("/erasures/{id}/withdrawal", status_code=204, response_class=Response)
def withdraw_erasure(id: UUID, call: Sessions, restricted: Restricted) -> Response:
    """Take back what you ordered, or decline what another did."""
    record = _kept_record(id, call, restricted)
    return record.call.change(record.law, id, "order", lambda one: one.withdraw(call.person))


@router.post("/erasures/{id}/holds/{number}/release", status_code=204, response_class=Response)
def release_hold(id: UUID, number: Number, call: Sessions, restricted: Restricted) -> Response:
    """Release a hold."""
    record = _kept_record(id, call, restricted)
    return record.call.change(record.law, id, "hold", lambda one: one.release(call.person, number))
