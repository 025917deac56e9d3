"""Performance records: written in administrative supervision, shown to the worker first, then to those whom S13 names."""

from __future__ import annotations

from typing import Annotated, Final
from uuid import UUID, uuid4

from fastapi import Query, Request, Response

from services.directory.relations import RelationsView
from services.sessions.api.accesses import accesses
from services.sessions.api.agreed import agreed, supervises_administratively
from services.sessions.api.calls import Sessions, SessionsCall
from services.sessions.api.still_kept import require_kept
from services.sessions.domain.agreed import ADMINISTRATIVE
from services.sessions.domain.performance import PerformanceRecord, PerformanceStatus
from services.sessions.forms.performance import (
    ClosingIn,
    CommentIn,
    EntryShownIn,
    ListedPerformance,
    NoteIn,
    PerformanceOut,
    PerformanceWords,
    PlanIn,
    ResultIn,
    listed_performance,
    performance_form,
    performance_words,
)
from services.sessions.forms.shown_first import counted, counted_history, seen_by
from services.sessions.policy import PERFORMANCE, relate_to_performance
from services.sessions.policy.performance import BETWEEN
from services.sessions.views import AdministrativeReader, PerformanceView, performance_records
from shared.access.accesses import AccessOut
from shared.identity import PersonId
from shared.web.calls import Law
from shared.web.reading import After, AsOf, Limit, Past, after, as_of, next_page
from shared.web.routing import Routes

router = Routes("Performance records")
RELATIONS: Final = RelationsView(over_the_bus=True)


def law_of(call: SessionsCall) -> Law[PerformanceRecord]:
    """How somebody stands to a record today, by the record, by agreements and by the directory."""

    def stands(record: PerformanceRecord, person: PersonId) -> frozenset[str]:
        supervises = supervises_administratively(call, record.worker, record.agency, person)
        return relate_to_performance(record, person, call.relations, supervises=supervises)

    return Law(PerformanceRecord, PERFORMANCE, stands, lambda one: one.told_status, require_kept)


@router.post("/performance-records", status_code=201, response_class=Response)
def note_performance(body: NoteIn, call: Sessions) -> Response:
    """Begin a record, as the supervisor of an agreement in force on administrative supervision.

    The worker sees it from its first moment; nobody else does before the worker was shown it.
    """
    agreement = agreed(call, body.agreement)
    administrative = agreement.kind in ADMINISTRATIVE and agreement.supervisor == call.person
    decision = call.permit(PERFORMANCE, frozenset({"supervisor"} if administrative else ()), "begin", "noted")
    call.require_there(agreement.worker)
    record = PerformanceRecord.note(uuid4(), agreement, by=call.person, note=body.note())
    return call.begin(record, decision, f"/performance-records/{record.id}")


@router.get("/performance-records")
def list_performance_records(
    request: Request,
    response: Response,
    call: Sessions,
    worker: Annotated[UUID | None, Query()] = None,
    agency: Annotated[UUID | None, Query()] = None,
    status: Annotated[PerformanceStatus | None, Query()] = None,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[ListedPerformance]:
    """Those about you or written by you; and those you see by supervising, managing or HR, once the worker was shown them."""
    reader = AdministrativeReader.of(call.person, call.relations)
    place = after(request, call.desk.secret, cursor)
    if reader.asks_the_directory:
        call.relations.require_fresh()
    call.permit(PERFORMANCE, frozenset(BETWEEN), "see", "noted")  # the rows decide which these are
    call.await_view(PerformanceView)
    asked = {"worker": worker, "agency": agency, "status": status}
    filters = {name: str(value) for name, value in asked.items() if value is not None}
    rows = performance_records(call.desk.shelf, RELATIONS, reader, filters, place, limit)
    page = next_page(request, response, call.desk.secret, rows, limit, lambda row: [row["noted"], row["id"]])
    return [listed_performance(row) for row in page]


@router.get("/performance-records/{id}", response_model_exclude_none=True)
def get_performance_record(
    id: UUID, call: Sessions, response: Response, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> PerformanceOut:
    """That it is there, and how it stands; opens nothing."""
    record, records, decision = call.read(law_of(call), id, as_of(at))
    if decision.shows("version"):
        response.headers["ETag"] = f'"{record.version}"'
    return performance_form(record, records, decision)


@router.get("/performance-records/{id}/history")
def get_performance_history(id: UUID, call: Sessions) -> list[Past]:
    """What happened to it, in order: the clear part, as far as the reader sees the record."""
    record, records, decision = call.read(law_of(call), id)
    return counted_history(seen_by(record, records, call.person), whole=decision.relation in BETWEEN)


@router.get("/performance-records/{id}/words", response_model_exclude_none=True)
def get_performance_words(id: UUID, call: Sessions) -> PerformanceWords:
    """What is written in it, as far as the reader may read. This opens content: it is accounted for."""
    record, records, _ = call.read(law_of(call), id)
    decision = call.demand(law_of(call), record, "read-words")
    acting = call.acting.at(record.agency)
    seen = counted(seen_by(record, records, call.person), whole=decision.relation in BETWEEN)
    return performance_words(call.desk.store, record, seen, decision, acting)


@router.get("/performance-records/{id}/accesses", response_model_exclude_none=True)
def list_performance_accesses(
    id: UUID,
    request: Request,
    response: Response,
    call: Sessions,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[AccessOut]:
    """Who opened what of it, when, and by which rule; opens nothing."""
    record, _, _ = call.read(law_of(call), id)
    call.demand(law_of(call), record, "see-accesses")
    return accesses(call, id, request, response, cursor, limit)


@router.post("/performance-records/{id}/showing", status_code=204, response_class=Response)
def show_performance_record(id: UUID, body: EntryShownIn, call: Sessions) -> Response:
    """Say that the worker was shown the last entry: the worker does, or whoever wrote it. From then on others see as far as that."""

    def command(record: PerformanceRecord) -> None:
        call.require_there(record.worker)
        record.show(call.person, body.entry)

    return call.change(law_of(call), id, "show", command)


@router.post("/performance-records/{id}/comments", status_code=204, response_class=Response)
def comment_on_performance(id: UUID, body: CommentIn, call: Sessions) -> Response:
    """Add words of your own to a record about you, at any time; they go wherever it goes."""
    return call.change(law_of(call), id, "comment", lambda record: record.comment(call.person, body.words))


@router.post("/performance-records/{id}/plans", status_code=204, response_class=Response)
def plan_performance(id: UUID, body: PlanIn, call: Sessions) -> Response:
    """Set a plan with a time frame; it takes the place of an earlier one. Over what another wrote, once the worker was shown that."""

    def command(record: PerformanceRecord) -> None:
        call.require_there(record.worker)
        record.plan(call.person, body.plan())

    return call.change(law_of(call), id, "write", command)


@router.post("/performance-records/{id}/results", status_code=204, response_class=Response)
def conclude_performance_plan(id: UUID, body: ResultIn, call: Sessions) -> Response:
    """Write down what came of the plan."""
    return call.change(law_of(call), id, "write", lambda record: record.conclude(call.person, body.result()))


@router.post("/performance-records/{id}/closing", status_code=204, response_class=Response)
def close_performance_record(id: UUID, body: ClosingIn, call: Sessions) -> Response:
    """Close it, once the worker was shown all of it; where it was erased who they were, nobody else sees then what they were not shown."""

    def command(record: PerformanceRecord) -> None:
        record.close(call.person, body.words, worker_gone=call.are_erased(record.worker))

    return call.change(law_of(call), id, "write", command)
