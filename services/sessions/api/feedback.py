"""Feedback on supervision: an agency asks, workers answer, and it hears figures over many (K4).

An answer leaves no record, no row of what was answered to a request, and no line; it waits aside until its round closes.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Annotated
from uuid import UUID, uuid4

from eventsourcing.persistence import IntegrityError
from fastapi import Query, Request, Response

from services.sessions.api.calls import Sessions, SessionsCall
from services.sessions.catalogues.feedback import ITEMS, TAG, AskedOf, FeedbackItem
from services.sessions.domain.feedback import Answers, FeedbackRound, round_id
from services.sessions.domain.feedback_refusals import AnsweredAlready
from services.sessions.domain.waiting import ANSWER, PERSON, Waiting, answers_as, row_of
from services.sessions.forms.feedback import (
    FeedbackIn,
    FeedbackRoundIn,
    FeedbackRoundOut,
    FiguresOut,
    ListedFeedbackRound,
    figures_form,
    listed_round,
    round_form,
)
from services.sessions.policy import FEEDBACK, relate_to_feedback
from services.sessions.policy.oversight import BY_ROLE
from services.sessions.views import FeedbackView, agreements_of, has_answered, rounds_at, rounds_of
from shared.aside import Aside, Laid
from shared.identity import AgencyId, PersonId
from shared.web.answers import Silent
from shared.web.calls import Law
from shared.web.reading import After, AsOf, Limit, Past, after, as_of, history, next_page
from shared.web.routing import Routes

router = Routes("Feedback on supervision")


def law_of(call: SessionsCall) -> Law[FeedbackRound]:
    def stands(round: FeedbackRound, person: PersonId) -> frozenset[str]:
        assert round.agency is not None
        under = _under(call, person).get(round.agency, frozenset())
        return relate_to_feedback(person, round.agency, under, call.relations)

    return Law(FeedbackRound, FEEDBACK, stands, lambda one: one.status)


def _under(call: SessionsCall, person: PersonId) -> dict[AgencyId, frozenset[str]]:
    """As what somebody is under an agreement in force, agency by agency."""
    found: dict[AgencyId, frozenset[str]] = {}
    for one in agreements_of(call.desk.shelf, person):
        if one.status == "in-force":
            stands = "worker" if one.worker == person else "supervisor"
            found[one.agency] = found.get(one.agency, frozenset()) | {stands}
    return found


@router.get("/feedback/items", response_model_exclude_none=True)
def list_feedback_items(
    call: Sessions,
    response: Response,
    asked_of: Annotated[AskedOf | None, Query(description="Those that the source asked of them.")] = None,
) -> list[FeedbackItem]:
    """Statements on what helps and what hinders in supervision, the same for everybody; opens nothing."""
    call.permit(FEEDBACK, frozenset({"anybody"} if call.person else ()), "see-items")
    response.headers["ETag"] = f'"{TAG}"'
    return [one for one in ITEMS if asked_of in (None, one.asked_of)]


@router.post("/feedback/rounds", status_code=201, response_class=Response)
def open_feedback_round(body: FeedbackRoundIn, call: Sessions) -> Response:
    """Ask the workers of an agency, from a day to a day; one round at a time."""
    stands = relate_to_feedback(call.person, body.agency, frozenset(), call.relations)
    decision = call.permit(FEEDBACK, stands, "open")
    call.await_log(FeedbackView)
    earlier = rounds_of(call.desk.shelf, body.agency)
    last = call.desk.store.get(FeedbackRound, round_id(body.agency, earlier)) if earlier else None
    round = FeedbackRound.open(
        round_id(body.agency, earlier + 1),
        by=call.person,
        agency=body.agency,
        items=tuple(body.items),
        starts=body.starts,
        ends=body.ends,
        today=call.today(body.agency),
        before=last,
    )
    return call.begin(round, decision, f"/feedback/rounds/{round.id}")


@router.get("/feedback/rounds")
def list_feedback_rounds(
    request: Request,
    response: Response,
    call: Sessions,
    agency: Annotated[UUID | None, Query()] = None,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[ListedFeedbackRound]:
    """Rounds at the agencies where you work or supervise under an agreement, or which you oversee, by their first day."""
    oversees = {at for at, role in call.relations.roles_of(call.person) if role in BY_ROLE}
    if oversees:
        call.relations.require_fresh()
    call.permit(FEEDBACK, frozenset({"worker"}), "see", "open")  # the agencies decide which these are
    place = after(request, call.desk.secret, cursor)
    call.await_view(FeedbackView)
    seen = oversees | _under(call, call.person).keys()
    rows = rounds_at(call.desk.shelf, seen & {AgencyId(agency)} if agency else seen, place, limit)
    page = next_page(request, response, call.desk.secret, rows, limit, itemgetter("starts", "id"))
    return [listed_round(row) for row in page]


@router.get("/feedback/rounds/{id}", response_model_exclude_none=True)
def get_feedback_round(
    id: UUID, call: Sessions, response: Response, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> FeedbackRoundOut:
    """From when to when, what is asked, and, of now alone, whether you have answered: when you did is kept nowhere."""
    round, _, decision = call.read(law_of(call), id, as_of(at))
    response.headers["ETag"] = f'"{round.version}"'
    asks_for_now = at is None and decision.relation == "worker"
    return round_form(round, answered=_answered(call, round) if asks_for_now else None)


def _answered(call: SessionsCall, round: FeedbackRound) -> bool:
    if round.closed:
        return has_answered(call.desk.shelf, call.person, round.id)
    return _aside(call).one(_row(call, round), PERSON) is not None


@router.get("/feedback/rounds/{id}/history")
def get_feedback_history(
    id: UUID, call: Sessions, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> list[Past]:
    """That it was opened, and closed."""
    _, records, _ = call.read(law_of(call), id, as_of(at))
    return history(records, lambda _: True)


@router.get("/feedback/rounds/{id}/figures")
def get_feedback_figures(id: UUID, call: Sessions) -> FiguresOut:
    """What eleven workers or more said, once the round is closed; of fewer, nothing but that."""
    round, _, _ = call.read(law_of(call), id)
    call.demand(law_of(call), round, "see-figures")
    return figures_form(round)


@router.post("/feedback/rounds/{id}/answers", status_code=204, response_class=Silent)
def answer_feedback_round(id: UUID, body: FeedbackIn, call: Sessions) -> Response:
    """Answer, once. Nobody can tell afterwards which answers are yours, not even you: so they cannot be changed.

    Sent again with the same Idempotency-Key and body while the round is open, it is answered as before.
    """
    person, law = call.person, law_of(call)
    round = call.desk.store.get(FeedbackRound, id)
    call.demand(law, round, "answer")
    call.require_as_read(law, round)
    assert round.agency is not None
    answers = body.given()
    round.admit(answers, call.today(round.agency))
    _lay(call, round, person, answers)
    return Silent(status_code=204)


def _lay(call: SessionsCall, round: FeedbackRound, person: PersonId, answers: Answers) -> None:
    """Two rows that only their round ties together, both or neither; a person's second is refused by the row's id."""
    who = Laid(_row(call, round), PERSON, str(round.id), "")
    what = Laid(uuid4(), ANSWER, str(round.id), "")
    waiting = Waiting(person=person, repeat=call.repeat())
    try:
        _aside(call).lay_together((who, waiting.model_dump_json().encode()), (what, answers_as(answers)))
    except IntegrityError:
        there = _aside(call).one(who.id, PERSON)
        content = _aside(call).opened(there) if there else None
        before = Waiting.model_validate_json(content).repeat if content else None
        if before is None or before != waiting.repeat:
            raise AnsweredAlready from None


def _row(call: SessionsCall, round: FeedbackRound) -> UUID:
    return row_of(call.desk.secret.mac(b"feedback", round.id.bytes, call.person.bytes))


def _aside(call: SessionsCall) -> Aside:
    assert call.desk.aside is not None
    return call.desk.aside
