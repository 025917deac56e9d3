"""What this service holds about whoever asks: agreements, partnerships, difficulties, advice of a disconnect, with who opened them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Final

from fastapi import Depends, Response

from services.agreements.api import difficulties, disconnects
from services.agreements.api.calls import AgreementCall, Agreements, Restricted
from services.agreements.api.partnerships.calls import PartnershipCall
from services.agreements.domain.agreement import Agreement
from services.agreements.domain.disconnect import Disconnect
from services.agreements.domain.partnerships import Partnership
from services.agreements.events.disconnects import DisconnectDrafted, DisconnectRevised
from services.agreements.forms import AgreementOut, clear_form
from services.agreements.forms.disconnects import additions_shown, life_shown
from services.agreements.policy import PARTIES
from services.agreements.views.own import NamedInAgreements, NamedInConfidence
from shared.access import Decision
from shared.access.accesses import AccessesView, RestrictedAccessesView
from shared.access.named import named
from shared.facts import Recorded
from shared.web.calls import calls
from shared.web.exports import FILE, Part, Seen, await_all, export, naming
from shared.web.routing import Routes

router = Routes("Everything about oneself")
OfPartnerships = Annotated[PartnershipCall, Depends(calls("agreements", PartnershipCall))]
BETWEEN: Final = ("author", "worker")


@router.get("/exports/agreements", responses=FILE, response_class=Response)
def export_from_agreements(call: Agreements, sides: OfPartnerships, restricted: Restricted) -> Response:
    """All that names you, as far as you may read it, with who opened it. Opens content.

    Agreements that you are or were a party of, or cover; what you wrote or signed of a partnership for a side; and what went
    between you and one other.
    """
    await_all(
        (call, NamedInAgreements, AccessesView), (restricted, NamedInConfidence, RestrictedAccessesView)
    )
    call.relations.require_fresh()  # else a part would be missing to whoever has it by the directory
    me, shelf, secret = call.person, call.desk.shelf, RestrictedAccessesView
    mine, confided = named(shelf, NamedInAgreements, me), named(shelf, NamedInConfidence, me)
    agreements = mine.get(Agreement.stream_type, [])
    partnerships = mine.get(Partnership.stream_type, [])
    raised = confided.get(difficulties.LAW.kind.stream_type, [])
    advice = confided.get(Disconnect.stream_type, [])
    return export(
        call,
        "agreements",
        [
            Part(call, call.law, "read-terms", agreements, AccessesView, between=PARTIES, seen=_seen(call)),
            Part(sides, sides.law, "read-terms", partnerships, None, told=naming(me)),
            Part(restricted, difficulties.LAW, "read-words", raised, secret),
            Part(
                restricted, disconnects.LAW, "read-words", advice, secret, told=_as_it_came, between=BETWEEN
            ),
        ],
        by_name=call.relations.told_by_name(me),
    )


def _seen(call: AgreementCall) -> Seen:
    """To whoever covers, or named a cover, that it takes place; what is opened to a cover is the two's, and not about them."""

    def seen(agreement: Agreement, records: list[Recorded], decision: Decision) -> AgreementOut:
        return clear_form(agreement, records, decision, call.person, None)

    return seen


def _as_it_came(disconnect: Disconnect, records: list[Recorded], decision: Decision) -> Sequence[Recorded]:
    """To whom it went: the version that was sent, what the worker added to that, and its life from then on."""
    if decision.relation in BETWEEN:
        return records
    laid: list[Any] = [one for one in records if isinstance(one.fact, DisconnectDrafted | DisconnectRevised)]
    shown = [laid[-1], *additions_shown(disconnect, records, decision), *life_shown(records, decision)]
    return sorted({one.stream_version: one for one in shown}.values(), key=lambda one: one.stream_version)
