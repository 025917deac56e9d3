"""A worker's agreements seen together."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from services.agreements.api.calls import AgreementCall, Agreements
from services.agreements.domain.agreement import Agreement
from services.agreements.domain.negotiated import BINDS
from services.agreements.forms import (
    TogetherOut,
    TopicsTogether,
    UnderPartnershipOut,
    binding_terms,
    together_form,
    topics_form,
)
from services.agreements.policy import POLICY, to_worker
from services.agreements.views import AgreementsView, DatesView, of_worker
from shared.identity import PersonId, PlacementId
from shared.web.problems import not_found
from shared.web.routing import Routes

router = Routes("Supervision agreements")


@router.get("/people/{id}/supervision", response_model_exclude_none=True)
def get_supervision(id: UUID, call: Agreements) -> TogetherOut:
    """Who covers what for a worker, under which partnership, and whether both kinds lie in one hand (D8). Opens nothing.

    For the worker, and for each of their supervisors as far as the same placement goes.
    """
    worker = PersonId(id)
    rows = [row | {"partnership": _under(call, row)} for row in _rows(call, worker)]
    return together_form(worker, rows, call.person)


def _under(call: AgreementCall, row: dict[str, Any]) -> UnderPartnershipOut | None:
    named = UUID(row["partnership"]) if row["partnership"] else None
    return call.under(named, PlacementId(UUID(row["placement"])), call.moment(None))


@router.get("/people/{id}/supervision/topics", response_model_exclude_none=True)
def get_topics_together(id: UUID, call: Agreements) -> TopicsTogether:
    """Which topics several of your agreements claim, and which none does; for the worker alone.

    This opens the terms in force of each agreement, each accounted for.
    """
    worker = PersonId(id)
    bound = [row for row in _rows(call, worker) if row["status"] in BINDS]
    decision = call.permit(POLICY, to_worker(bound, worker, call.person), "read-together")
    opened = {}
    for row in bound:
        one, records = call.desk.store.past(Agreement, UUID(row["id"]))
        if one.in_force and not one.over:
            acting = call.acting.at(one.agency)
            opened[one.id] = binding_terms(call.desk.store, one, records, decision, acting)
    return topics_form(worker, opened)


def _rows(call: AgreementCall, worker: PersonId) -> list[dict[str, Any]]:
    for view in (AgreementsView, DatesView):
        call.await_view(view)
    rows = of_worker(call.desk.shelf, worker)
    if not call.judge(POLICY, to_worker(rows, worker, call.person), "see-together").allowed:
        raise not_found()
    return rows
