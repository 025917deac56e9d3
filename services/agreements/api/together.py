"""A worker's agreements seen together."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter

from services.agreements.api.calls import Agreements
from services.agreements.forms import TogetherOut, together_form
from services.agreements.policy import POLICY, to_worker
from services.agreements.views import AgreementsView, DatesView, of_worker
from shared.identity import PersonId
from shared.web.guard import GuardedRoute
from shared.web.problems import not_found

router = APIRouter(tags=["Supervision agreements"], route_class=GuardedRoute)


@router.get("/people/{id}/supervision", response_model_exclude_none=True)
def get_supervision(id: UUID, call: Agreements) -> TogetherOut:
    """Who covers what for a worker, and whether both kinds lie in one hand (D8). Opens nothing.

    For the worker, and for each of their supervisors as far as the same placement goes.
    """
    worker, person = PersonId(id), call.person
    for view in (AgreementsView, DatesView):
        call.await_view(view)
    rows = of_worker(call.desk.shelf, worker)
    if not call.judge(POLICY, to_worker(rows, worker, person), "see-together").allowed:
        raise not_found()
    return together_form(worker, rows, person)
