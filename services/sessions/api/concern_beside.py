"""What happens to a concern beside its steps: the worker's statement, a notice brought elsewhere, steps out of order (C2, C8)."""

from __future__ import annotations

from functools import cache, partial
from uuid import UUID

from fastapi import Response

from services.sessions.api.concern_calls import LAW, STATING, Concerns
from services.sessions.domain.concern import Concern
from services.sessions.domain.concern_refusals import NoContactOfTheirs, NoMessageReachesThem
from services.sessions.domain.disclosing import Disclosure
from services.sessions.events.concern_parts import HowTold
from services.sessions.forms.concerns import OutOfOrderIn, ReachedIn, StatementIn
from services.sessions.views import sign_ins_of
from shared.web.answers import Silent, carries
from shared.web.routing import Routes

router = Routes("Concerns")
IF_SEEN = "where you see the concern."


@router.post("/concerns/{id}/statement", status_code=204, response_class=Response)
def add_concern_statement(id: UUID, body: StatementIn, call: Concerns) -> Response:
    """Add a statement of your own, at any time; it goes along with what was disclosed, and with what is later.

    Once the concern is erased it lies with what was disclosed alone, as long as any of that is read; 410 where nothing is.
    """

    def command(one: Concern) -> list[Disclosure]:
        made = call.readable_disclosures_of(one)
        if not (made and call.is_erased(one)):
            one.add_statement(call.person, body.words)
        for disclosure in made:
            disclosure.send_along(call.person, body.words)
        return made

    answer = call.change(STATING, id, "state", command)
    call.tell_those_of(id)
    return answer


@router.post("/concerns/{id}/private-notice", status_code=204, response_class=Response)
def bring_concern_notice(id: UUID, body: ReachedIn, call: Concerns) -> Response:
    """Say that the notice was brought to the worker where the employer has no say; their time, which stood still, goes on.

    With `message` the house itself sends that e-mail, to the contact that is not the employer's: 409 where there is none, and where they have no sign-in by which to read it.
    """
    send = cache(partial(call.tell, own=True))  # once, however often the command is tried

    def command(one: Concern) -> None:
        if body.how is HowTold.MESSAGE and not sign_ins_of(call.desk.shelf, one.worker).any:
            raise NoMessageReachesThem
        one.reach(call.person, body.how, call.clock())
        # Last of all, and before it is recorded: no time runs on for an e-mail that was not taken.
        if body.how is HowTold.MESSAGE and send(one.worker) != "sent":
            raise NoContactOfTheirs

    return call.change(LAW, id, "reach", command)


@router.post(
    "/concerns/{id}/steps-out-of-order",
    status_code=204,
    response_class=Silent,
    responses=carries(204, ETag=f"Its version, {IF_SEEN}", Position=f"The place in the log, {IF_SEEN}"),
)
def note_step_out_of_order(id: UUID, body: OutOfOrderIn, call: Concerns) -> Response:
    """Say that you took a step outside of this house in another order, or, as the worker, allege it. It changes no step here.

    410 once the concern is erased: its words are gone, and no more are kept with it.
    """

    def command(one: Concern) -> None:
        one.note_out_of_order(call.person, body.step, body.taken_at, body.words, call.clock())

    answer = call.change(LAW, id, "note-out-of-order", command)
    sees = call.weigh(LAW, call.desk.store.get(Concern, id), "see").allowed
    return answer if sees else Silent(status_code=204)  # a version tells how much came after their time
