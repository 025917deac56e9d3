"""What happens to a concern beside its steps: the worker's statement, a notice brought elsewhere, cover, steps out of order (C2, C8, A4)."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Response

from services.sessions.api.concern_calls import LAW, Concerns
from services.sessions.domain.concern import Concern
from services.sessions.domain.concern_refusals import NoContactOfTheirs, ToldInTheFuture
from services.sessions.domain.disclosing import Disclosure
from services.sessions.events.concern_parts import HowTold
from services.sessions.forms.concerns import OutOfOrderIn, ReachedIn, StatementIn, TakingOverIn
from services.sessions.policy import CONCERNS
from services.sessions.views import ConcernsView, running_under
from shared.web.guard import GuardedRoute
from shared.web.problems import not_known_yet

router = APIRouter(tags=["Concerns"], route_class=GuardedRoute)


@router.post("/concerns/{id}/statement", status_code=204, response_class=Response)
def add_concern_statement(id: UUID, body: StatementIn, call: Concerns) -> Response:
    """Add a statement of your own, at any time; it goes along with what was disclosed, and with what is later."""

    def command(one: Concern) -> list[Disclosure]:
        one.add_statement(call.person, body.words)
        made = call.disclosures_of(one)
        for disclosure in made:
            disclosure.send_along(call.person, body.words)
        return made

    answer = call.change(LAW, id, "state", command)
    call.tell_those_of(id)
    return answer


@router.post("/concerns/{id}/private-notice", status_code=204, response_class=Response)
def bring_concern_notice(id: UUID, body: ReachedIn, call: Concerns) -> Response:
    """Say that the notice was brought to the worker where the employer has no say; their time, which stood still, goes on.

    With `message` the house itself sends that e-mail, to the contact that is not the employer's: 409 where there is none.
    """

    def command(one: Concern) -> None:
        one.reach(call.person, body.how, call.clock())
        if body.how is HowTold.MESSAGE and call.tell(one.worker, own=True) != "sent":
            raise NoContactOfTheirs

    return call.change(LAW, id, "reach", command)


@router.post("/concerns/covers", status_code=204, response_class=Response)
def take_concerns_over(body: TakingOverIn, call: Concerns) -> Response:
    """Say that the worker was told that you, who cover for their supervisor, go on with what runs under their agreement.

    From then on you see it, if there is anything: ground, steps, clock, and no word that was written. The answer is the same
    where there is nothing.
    """
    known = call.agreement(body.agreement)
    covers = known.covered_by(call.person, call.today(known.agency))
    if not covers and call.person not in known.parties:
        raise not_known_yet("agreement")
    decision = call.permit(CONCERNS, frozenset({"covering"} if covers else ()), "take-over", "running")
    clock = call.clock()
    told_at = body.told_at or clock.now
    if told_at > clock.now:
        raise ToldInTheFuture("told_at")
    call.await_view(ConcernsView)
    for id in running_under(call.desk.shelf, known.id):
        call.take_over(id, decision, body.how, told_at, clock)
    return Response(status_code=204)


@router.post("/concerns/{id}/steps-out-of-order", status_code=204, response_class=Response)
def note_step_out_of_order(id: UUID, body: OutOfOrderIn, call: Concerns) -> Response:
    """Say that you took a step outside of this house in another order, or, as the worker, allege it. It changes no step here."""

    def command(one: Concern) -> None:
        one.note_out_of_order(call.person, body.step, body.taken_at, body.words, call.clock())

    return call.change(LAW, id, "note-out-of-order", command)
