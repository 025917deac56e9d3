"""What was done outside because law or danger asked for it: recorded, read, and let be seen, by its author (C6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final
from uuid import UUID, uuid4

from fastapi import Query, Request, Response

from services.sessions.api.accesses import accesses
from services.sessions.api.calls import Restricted, SessionsCall
from services.sessions.api.keeping_found import kept_of
from services.sessions.api.still_kept import require_kept
from services.sessions.domain.external_reports import ExternalReport
from services.sessions.events import EXTERNAL_REPORT
from services.sessions.forms.external_reports import (
    ExternalReportIn,
    ExternalReportOut,
    ExternalReportWordsOut,
    ListedExternalReport,
    ShowIn,
    external_report_form,
    external_report_words,
    listed_external_report,
    seen_by,
)
from services.sessions.policy.external_reports import EXTERNAL_REPORTS, SEEING, relate_to_external_report
from services.sessions.views.external_reports import ExternalReportsView, external_reports_of
from shared.access.accesses import AccessOut
from shared.facts import Recorded
from shared.web.calls import Law
from shared.web.reading import After, AsOf, Limit, Past, after, as_of, history, next_page
from shared.web.routing import Routes

router = Routes("Reports to authorities")
LAW: Final = Law(ExternalReport, EXTERNAL_REPORTS, relate_to_external_report, lambda _: "", require_kept)


@router.post("/external-reports", status_code=201, response_class=Response)
def record_external_report(body: ExternalReportIn, call: Restricted) -> Response:
    """Record that you made a report which law demands, called an emergency service, or withhold a notice, and until when.

    The house sends nothing to anybody. You alone see this, until you let somebody see it; it opens nothing, and stands for no
    step of a concern.
    """
    decision = call.permit(EXTERNAL_REPORTS, frozenset({"anybody"}), "record")
    home = call.relations.home_of(call.person)
    if home is None:
        raise call.unheard_of("person")
    one = ExternalReport.record_outside(uuid4(), body.outside(call.person, home), call.desk.store.now())
    return call.begin(one, decision, f"/external-reports/{one.id}")


@router.get("/external-reports", response_model_exclude_none=True)
def list_external_reports(
    request: Request,
    response: Response,
    call: Restricted,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[ListedExternalReport]:
    """Yours, and those that somebody let you see, in the order of recording. Opens nothing."""
    person, place = call.person, after(request, call.desk.secret, cursor)
    call.permit(EXTERNAL_REPORTS, frozenset(SEEING), "see")  # one's own; the rows decide which these are
    call.await_view(ExternalReportsView)
    rows = external_reports_of(call.desk.shelf, person, place, limit)
    page = next_page(request, response, call.desk.secret, rows, limit, lambda row: [row["at"], row["id"]])
    return [listed_external_report(row) for row in page]


def _seen(call: SessionsCall, id: UUID, at: str | None) -> tuple[ExternalReport, Sequence[Recorded]]:
    """As its reader knows it."""
    one, records, decision = call.read(LAW, id, as_of(at))
    told = seen_by(one, records, decision)
    return ExternalReport(id, [one.fact for one in told]), told  # type: ignore[misc]  # its own facts


@router.get("/external-reports/{id}", response_model_exclude_none=True)
def get_external_report(
    id: UUID, call: Restricted, response: Response, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> ExternalReportOut:
    """That it is there, who may see it, and where its hold or erasure is found; opens nothing."""
    one, records = _seen(call, id, at)
    response.headers["ETag"] = f'"{one.version}"'
    return external_report_form(one, records, [] if at else kept_of(call, [(EXTERNAL_REPORT, id)]))


@router.get("/external-reports/{id}/history")
def get_external_report_history(
    id: UUID, call: Restricted, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> list[Past]:
    """What happened to it, in order: the clear part."""
    _, records = _seen(call, id, at)
    return history(records, lambda _: True)


@router.get("/external-reports/{id}/words", response_model_exclude_none=True)
def get_external_report_words(id: UUID, call: Restricted) -> ExternalReportWordsOut:
    """What was recorded. This opens content: it is accounted for, out of everybody else's sight."""
    one, records, _ = call.read(LAW, id)
    decision = call.demand(LAW, one, "read-words")
    return external_report_words(call.desk.store, one, records, decision, call.acting.at(one.agency))


@router.get("/external-reports/{id}/accesses", response_model_exclude_none=True)
def list_external_report_accesses(
    id: UUID,
    request: Request,
    response: Response,
    call: Restricted,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[AccessOut]:
    """Who opened what of it, when, and by which rule; opens nothing."""
    one, _, _ = call.read(LAW, id)
    call.demand(LAW, one, "see-accesses")
    return accesses(call, id, request, response, cursor, limit)


@router.post("/external-reports/{id}/showings", status_code=204, response_class=Response)
def show_external_report(id: UUID, body: ShowIn, call: Restricted) -> Response:
    """Let somebody see it, once the law does not want it kept from them any more; that is not taken back."""

    def command(one: ExternalReport) -> None:
        call.require_known(body.to)
        one.show(call.person, body.to)

    return call.change(LAW, id, "show", command)
