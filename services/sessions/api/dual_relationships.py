"""Dual relationships: brought by either, weighed by both, and gone on with only when both are confident (S14)."""

from __future__ import annotations

from typing import Annotated, Final
from uuid import UUID, uuid4

from fastapi import Query, Request, Response

from services.sessions.api.accesses import accesses
from services.sessions.api.agreed import agreed
from services.sessions.api.calls import Sessions
from services.sessions.api.going_on import is_over
from services.sessions.api.still_kept import require_kept
from services.sessions.catalogues.dual_relationships import QUESTIONS, TAG, DualQuestion
from services.sessions.domain.dual_relationship import DualRelationship, DualRelationshipStatus
from services.sessions.events.dual_relationships import Decision
from services.sessions.forms.dual_relationships import (
    DualDecisionIn,
    DualRelationshipIn,
    DualRelationshipOut,
    DualRelationshipWords,
    ListedDualRelationship,
    WeighedIn,
    confident,
    dual_relationship_form,
    dual_relationship_words,
    listed_dual_relationship,
)
from services.sessions.policy import DUAL_RELATIONSHIPS, relate_to_dual_relationship
from services.sessions.policy.dual_relationship import TWO
from services.sessions.views import DualRelationshipsView, dual_relationships_of
from shared.access.accesses import AccessOut
from shared.identity import PersonId
from shared.web.calls import Law
from shared.web.reading import After, AsOf, Limit, Past, after, as_of, history, next_page
from shared.web.routing import Routes

router = Routes("Dual relationships")
LAW: Final = Law(
    DualRelationship, DUAL_RELATIONSHIPS, relate_to_dual_relationship, lambda one: one.status, require_kept
)


@router.get("/dual-relationships/questions")
def list_dual_questions(call: Sessions, response: Response) -> list[DualQuestion]:
    """The four questions, the same for everybody; opens nothing."""
    call.permit(DUAL_RELATIONSHIPS, frozenset({"anybody"} if call.person else ()), "see-questions")
    response.headers["ETag"] = f'"{TAG}"'
    return list(QUESTIONS)


@router.post("/dual-relationships", status_code=201, response_class=Response)
def bring_dual_relationship(body: DualRelationshipIn, call: Sessions) -> Response:
    """Bring to supervision that a worker and somebody they support also meet in another role. The two alone see it."""
    agreement = agreed(call, body.agreement)
    decision = call.permit(DUAL_RELATIONSHIPS, agreement.stands(call.person), "bring", "open")
    call.require_there(agreement.worker, agreement.supervisor)
    brought = DualRelationship.bring(uuid4(), agreement, by=call.person, words=body.words)
    return call.begin(brought, decision, f"/dual-relationships/{brought.id}")


@router.get("/dual-relationships")
def list_dual_relationships(
    request: Request,
    response: Response,
    call: Sessions,
    status: Annotated[DualRelationshipStatus | None, Query()] = None,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[ListedDualRelationship]:
    """Those that you weigh with your supervisor or with a worker, in the order in which they were brought."""
    person, place = call.person, after(request, call.desk.secret, cursor)
    call.permit(
        DUAL_RELATIONSHIPS, frozenset(TWO), "see", "open"
    )  # one's own; the rows decide which these are
    call.await_view(DualRelationshipsView)
    rows = dual_relationships_of(call.desk.shelf, person, status, place, limit)
    page = next_page(request, response, call.desk.secret, rows, limit, lambda row: [row["raised"], row["id"]])
    return [listed_dual_relationship(row) for row in page]


@router.get("/dual-relationships/{id}")
def get_dual_relationship(
    id: UUID, call: Sessions, response: Response, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> DualRelationshipOut:
    """That it is being weighed, and how far the two are; opens nothing."""
    one, records, _ = call.read(LAW, id, as_of(at))
    response.headers["ETag"] = f'"{one.version}"'
    return dual_relationship_form(one, records)


@router.get("/dual-relationships/{id}/history")
def get_dual_relationship_history(id: UUID, call: Sessions) -> list[Past]:
    """What happened to it, in order: the clear part."""
    _, records, _ = call.read(LAW, id)
    return history(records, lambda _: True)


@router.get("/dual-relationships/{id}/words", response_model_exclude_none=True)
def get_dual_relationship_words(id: UUID, call: Sessions, response: Response) -> DualRelationshipWords:
    """All that was said and decided. This opens content: it is accounted for."""
    one, records, _ = call.read(LAW, id)
    decision = call.demand(LAW, one, "read-words")
    response.headers["ETag"] = f'"{one.version}"'
    acting = call.acting.at(one.agency)
    return dual_relationship_words(call.desk.store, one, records, decision, acting)


@router.get("/dual-relationships/{id}/accesses", response_model_exclude_none=True)
def list_dual_relationship_accesses(
    id: UUID,
    request: Request,
    response: Response,
    call: Sessions,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[AccessOut]:
    """Who opened what of it, when, and by which rule; opens nothing."""
    one, _, _ = call.read(LAW, id)
    call.demand(LAW, one, "see-accesses")
    return accesses(call, id, request, response, cursor, limit)


@router.post("/dual-relationships/{id}/answers", status_code=204, response_class=Response)
def weigh_dual_relationship(id: UUID, body: WeighedIn, call: Sessions) -> Response:
    """Weigh the four questions, as long as supervision between you lasts; weighing them anew opens the decision again."""

    def command(one: DualRelationship) -> None:
        one.weigh(call.person, body.weighed(), over=is_over(call, one.agreement))

    return call.change(LAW, id, "weigh", command)


@router.post("/dual-relationships/{id}/decisions", status_code=204, response_class=Response)
def decide_on_dual_relationship(id: UUID, body: DualDecisionIn, call: Sessions) -> Response:
    """Write down whether the worker goes on. To go on takes that both have weighed the questions and are confident.

    For that, what both said last is opened and accounted for. Once supervision between you is over, the worker alone may still
    decide not to go on.
    """

    def command(one: DualRelationship) -> None:
        both: dict[PersonId, bool] = {}
        over = is_over(call, one.agreement)
        if body.going_on and not over:
            _, records = call.desk.store.past(DualRelationship, id, as_of=one.version)
            decision = call.weigh(LAW, one, "decide")
            both = confident(call.desk.store, records, decision, call.acting.at(one.agency))
        one.decide(call.person, Decision(**body.model_dump()), both, over=over)

    return call.change(LAW, id, "decide", command)
