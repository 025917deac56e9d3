"""What this service holds about whoever asks: their agreements, difficulties, and advice of a disconnect, with who opened them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Response

from services.agreements.api import difficulties, disconnects
from services.agreements.api.calls import Agreements, Restricted
from services.agreements.domain.disconnect import Disconnect
from services.agreements.events.disconnects import DisconnectDrafted, DisconnectRevised
from services.agreements.forms.disconnects import additions_shown, life_shown
from services.agreements.views import (
    difficulties_of,
    disconnects_of,
    of_party,
)
from shared.access import Decision
from shared.access.accesses import AccessesView, RestrictedAccessesView
from shared.facts import Recorded
from shared.web.exports import FILE, Part, export
from shared.web.guard import GuardedRoute

router = APIRouter(tags=["Everything about oneself"], route_class=GuardedRoute)
ALL: Final = 10**6


@router.get("/exports/agreements", responses=FILE, response_class=Response)
def export_from_agreements(call: Agreements, restricted: Restricted) -> Response:
    """Every agreement you are or were a party of, and what went between you and one other, with who opened it. Opens content."""
    me, shelf = call.person, call.desk.shelf
    raised = [UUID(row["id"]) for row in difficulties_of(shelf, me, None, None, ALL)]
    advice = disconnects_of(shelf, me, None, None, ALL)
    came = {row["id"] for row in advice if row["recipient"] == str(me)}
    between = [UUID(row["id"]) for row in advice if row["id"] not in came]
    secret = RestrictedAccessesView
    return export(
        "agreements",
        [
            Part(call, call.law, "read-terms", of_party(shelf, me), AccessesView),
            Part(restricted, difficulties.LAW, "read-words", raised, secret),
            Part(restricted, disconnects.LAW, "read-words", between, secret),
            Part(restricted, disconnects.LAW, "read-words", sorted(map(UUID, came)), None, _as_it_came),
        ],
        by_name=call.relations.told_by_name(me),
    )


def _as_it_came(disconnect: Disconnect, records: list[Recorded], decision: Decision) -> Sequence[Recorded]:
    """To whom it went: the version that was sent, what the worker added to that, and its life from then on."""
    laid: list[Any] = [one for one in records if isinstance(one.fact, DisconnectDrafted | DisconnectRevised)]
    shown = [laid[-1], *additions_shown(disconnect, records, decision), *life_shown(records, decision)]
    return sorted({one.stream_version: one for one in shown}.values(), key=lambda one: one.stream_version)
