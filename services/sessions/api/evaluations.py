"""Evaluations once they were given or written: shown, added to, read (S8)."""

from __future__ import annotations

from typing import Annotated, Final
from uuid import UUID

from fastapi import Query, Request, Response

from services.directory.relations import RelationsView
from services.sessions.api.accesses import accesses
from services.sessions.api.agreed import supervises_administratively
from services.sessions.api.calls import Sessions, SessionsCall
from services.sessions.api.still_kept import require_kept
from services.sessions.catalogues import COMPETENCIES, COMPETENCIES_TAG, Competency
from services.sessions.domain.evaluation import Evaluation, EvaluationStatus
from services.sessions.forms.evaluated import (
    EvaluationOut,
    EvaluationWords,
    ListedEvaluation,
    evaluation_form,
    evaluation_words,
    listed_evaluation,
)
from services.sessions.forms.evaluations import AdditionIn, ShownIn
from services.sessions.forms.shown_first import counted_history, seen_by
from services.sessions.policy import CATALOGUES, EVALUATIONS, relate_to_evaluation
from services.sessions.policy.evaluation import READ_ON, TWO
from services.sessions.views import AdministrativeReader, EvaluationsView, listed_evaluations
from shared.access.accesses import AccessOut
from shared.identity import PersonId
from shared.web.calls import Law
from shared.web.reading import After, AsOf, Limit, Past, after, as_of, next_page
from shared.web.routing import Routes

router = Routes("Evaluations")
RELATIONS: Final = RelationsView(over_the_bus=True)
IdQuery = Annotated[UUID | None, Query()]


def law_of(call: SessionsCall) -> Law[Evaluation]:
    """How somebody stands to an evaluation today, by the record, by agreements and by the directory."""

    def stands(evaluation: Evaluation, person: PersonId) -> frozenset[str]:
        worker = evaluation.worker
        supervises = worker is not None and supervises_administratively(
            call, worker, evaluation.agency, person
        )
        return relate_to_evaluation(evaluation, person, call.relations, supervises=supervises)

    return Law(Evaluation, EVALUATIONS, stands, lambda one: one.status, require_kept)


@router.get("/evaluations", response_model_exclude_none=True)
def list_evaluations(
    request: Request,
    response: Response,
    call: Sessions,
    worker: IdQuery = None,
    agreement: IdQuery = None,
    session: Annotated[UUID | None, Query(description="A session, or a meeting of a group.")] = None,
    group: IdQuery = None,
    status: Annotated[EvaluationStatus | None, Query()] = None,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[ListedEvaluation]:
    """Those between you and another; and of periods those you see by supervising, managing or HR, once the worker was shown them."""
    reader = AdministrativeReader.of(call.person, call.relations)
    place = after(request, call.desk.secret, cursor)
    if reader.asks_the_directory:
        call.relations.require_fresh()  # else a manager would read "none" for "not known"
    call.permit(EVALUATIONS, frozenset(TWO), "see", "given")  # the rows decide which these are
    call.await_view(EvaluationsView)
    told = {
        "worker": worker,
        "agreement": agreement,
        "session": session,
        "group": group,
        "status": status,
    }
    filters = {name: str(value) for name, value in told.items() if value is not None}
    rows = listed_evaluations(call.desk.shelf, RELATIONS, reader, filters, place, limit)
    page = next_page(
        request, response, call.desk.secret, rows, limit, lambda row: [row["written"], row["id"]]
    )
    return [listed_evaluation(row) for row in page]


@router.get("/evaluations/competencies", response_model_exclude_none=True)
def list_competencies(call: Sessions, response: Response) -> list[Competency]:
    """What a worker does and brings, as far as sources say it, and how a job is described; no list of it is agreed on (K7)."""
    call.permit(CATALOGUES, frozenset({"anybody"} if call.person else ()), "see")
    response.headers["ETag"] = f'"{COMPETENCIES_TAG}"'
    return list(COMPETENCIES)


@router.get("/evaluations/{id}", response_model_exclude_none=True)
def get_evaluation(
    id: UUID, call: Sessions, response: Response, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> EvaluationOut:
    """That it is there, and how it stands; opens nothing."""
    evaluation, records, decision = call.read(law_of(call), id, as_of(at))
    if decision.shows("version"):
        response.headers["ETag"] = f'"{evaluation.version}"'
    return evaluation_form(evaluation, records, decision)


@router.get("/evaluations/{id}/history")
def get_evaluation_history(id: UUID, call: Sessions) -> list[Past]:
    """What happened to it, in order: the clear part, as far as the reader sees it."""
    evaluation, records, decision = call.read(law_of(call), id)
    seen = seen_by(evaluation, records, call.person)
    return counted_history(seen, whole=decision.relation in READ_ON)


@router.get("/evaluations/{id}/words", response_model_exclude_none=True)
def get_evaluation_words(id: UUID, call: Sessions) -> EvaluationWords:
    """What was said, as far as the reader may read. This opens content: it is accounted for."""
    evaluation, records, _ = call.read(law_of(call), id)
    decision = call.demand(law_of(call), evaluation, "read-words")
    acting = call.acting.at(evaluation.agency)
    seen = seen_by(evaluation, records, call.person)
    return evaluation_words(call.desk.store, evaluation, seen, decision, acting)


@router.get("/evaluations/{id}/accesses", response_model_exclude_none=True)
def list_evaluation_accesses(
    id: UUID,
    request: Request,
    response: Response,
    call: Sessions,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[AccessOut]:
    """Who opened it, when, and by which rule."""
    evaluation, _, _ = call.read(law_of(call), id)
    call.demand(law_of(call), evaluation, "see-accesses")
    return accesses(call, id, request, response, cursor, limit)


@router.post("/evaluations/{id}/showing", status_code=204, response_class=Response)
def show_evaluation(id: UUID, body: ShownIn, call: Sessions) -> Response:
    """Say that the worker was shown what was written last of a period: the worker does, or its author while they supervise.

    Those others see as far as that from then on.
    """

    def command(one: Evaluation) -> None:
        call.require_there(one.worker)
        one.show(call.person, body.entry)

    return call.change(law_of(call), id, "show", command)


@router.post("/evaluations/{id}/additions", status_code=204, response_class=Response)
def add_to_evaluation(id: UUID, body: AdditionIn, call: Sessions) -> Response:
    """Add words of your own; of a period, as the worker, or as its author while you supervise the worker administratively.

    The worker's go wherever the evaluation goes, its author's wait until the worker was shown them.
    """
    return call.change(law_of(call), id, "add", lambda one: one.add(call.person, body.words))
