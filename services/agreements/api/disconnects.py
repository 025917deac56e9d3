"""Advice of a disconnect: the worker sees it before it goes, adds to it, and reads what is answered (D3, A7)."""

from __future__ import annotations

from typing import Annotated, Final
from uuid import UUID, uuid4

from fastapi import Query, Request, Response

from services.agreements.api.calls import AgreementCall, Agreements, Restricted
from services.agreements.domain.agreement import Agreement
from services.agreements.domain.disconnect import Disconnect, DisconnectStatus, Today
from services.agreements.forms.difficulties import AnswerIn
from services.agreements.forms.disconnects import (
    AdditionIn,
    AdviceIn,
    DisconnectIn,
    DisconnectOut,
    DisconnectWordsOut,
    ListedDisconnect,
    SeenIn,
    SendingIn,
    disconnect_form,
    disconnect_words,
    life_shown,
    listed_disconnect,
)
from services.agreements.policy import DISCONNECTS, relate_to_disconnect
from services.agreements.policy.disconnect import AMONG
from services.agreements.views import DisconnectsView, disconnects_of
from shared.identity import PersonId
from shared.web.calls import Law
from shared.web.problems import not_found
from shared.web.reading import After, AsOf, Limit, Past, after, as_of, history, next_page
from shared.web.routing import Routes

router = Routes("Advice of a disconnect")
LAW: Final = Law(Disconnect, DISCONNECTS, relate_to_disconnect, lambda one: one.status)


@router.post("/disconnects", status_code=201, response_class=Response)
def draft_disconnect(body: DisconnectIn, call: Restricted, under: Agreements) -> Response:
    """Write down where role and workplace come apart. The worker sees it at once, the agency supervisor once you send it."""
    agreement, _, _ = under.read(under.law, body.agreement)
    assert agreement.agency is not None
    today = _today(under, agreement, call.person, body.to)
    stands = frozenset({"peer_supervisor"} if today.leads else ())
    decision = call.permit(DISCONNECTS, stands, "draft", "drafted")
    under.require_there(agreement.worker)
    disconnect = Disconnect.draft(
        uuid4(),
        by=call.person,
        worker=agreement.worker,
        agreement=agreement.id,
        agency=agreement.agency,
        to=body.to,
        advice=body.advice,
        today=today,
    )
    return call.begin(disconnect, decision, f"/disconnects/{disconnect.id}")


def _today(under: AgreementCall, agreement: Agreement, author: PersonId, to: PersonId) -> Today:
    relations = under.relations
    relations.require_fresh()
    assert agreement.agency is not None
    places = {agreement.agency, relations.home_of(author)}
    leads = any(role == "peer_supervisor" and at in places for at, role in relations.roles_of(author))
    return Today(
        leads=leads and author == agreement.supervisor,
        binds=agreement.binds,
        answers="agency_supervisor" in relations.roles_at(to, agreement.agency),
    )


@router.get("/disconnects")
def list_disconnects(
    request: Request,
    response: Response,
    call: Restricted,
    status: Annotated[DisconnectStatus | None, Query()] = None,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[ListedDisconnect]:
    """Those that you wrote, that are about your role, or that were sent to you, in the order of drafting."""
    person, place = call.person, after(request, call.desk.secret, cursor)
    call.permit(DISCONNECTS, frozenset(AMONG), "see", "drafted")  # one's own; the rows decide which these are
    call.await_view(DisconnectsView)
    rows = disconnects_of(call.desk.shelf, person, status, place, limit)
    page = next_page(
        request, response, call.desk.secret, rows, limit, lambda row: [row["drafted"], row["id"]]
    )
    return [listed_disconnect(row) for row in page]


@router.get("/disconnects/{id}", response_model_exclude_none=True)
def get_disconnect(
    id: UUID, call: Restricted, response: Response, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> DisconnectOut:
    """How it stands, and which version the worker has seen; opens nothing. To whom it went it begins with its sending."""
    disconnect, records, decision = call.read(LAW, id, as_of(at))
    if decision.relation == "recipient" and not disconnect.sent:
        raise not_found()
    response.headers["ETag"] = f'"{disconnect.version}"'
    return disconnect_form(disconnect, records, decision)


@router.get("/disconnects/{id}/history")
def get_disconnect_history(id: UUID, call: Restricted) -> list[Past]:
    """What happened to it, in order: the clear part; to whom it went, from its sending on."""
    _, records, decision = call.read(LAW, id)
    return history(life_shown(records, decision), lambda _: True)


@router.get("/disconnects/{id}/words")
def get_disconnect_words(id: UUID, call: Restricted, response: Response) -> DisconnectWordsOut:
    """The advice as it reads now, what the worker added, and every answer. This opens content: it is accounted for.

    Whom it went to reads what was added to the version that was sent, and nothing that was added to an earlier one.
    """
    disconnect, records, _ = call.read(LAW, id)
    decision = call.demand(LAW, disconnect, "read-words")
    response.headers["ETag"] = f'"{disconnect.version}"'
    acting = call.acting.at(disconnect.agency)
    return disconnect_words(call.desk.store, disconnect, records, decision, acting)


@router.put("/disconnects/{id}/words", status_code=204, response_class=Response)
def revise_disconnect(id: UUID, body: AdviceIn, call: Restricted) -> Response:
    """Change the advice; needs If-Match. The worker has to see it anew before it can go."""
    return call.change(LAW, id, "revise", lambda one: one.revise(call.person, body.advice), if_match=True)


@router.post("/disconnects/{id}/acknowledgement", status_code=204, response_class=Response)
def acknowledge_disconnect(id: UUID, body: SeenIn, call: Restricted) -> Response:
    """Say that you, whose role it is about, have seen the version you read. Before that it cannot be sent."""
    return call.change(LAW, id, "acknowledge", lambda one: one.acknowledge(call.person, body.version))


@router.post("/disconnects/{id}/additions", status_code=204, response_class=Response)
def add_to_disconnect(id: UUID, body: AdditionIn, call: Restricted) -> Response:
    """Add words of your own to the version you read, before it is sent or after; they go with it.

    That you have seen that version you say apart from it.
    """
    return call.change(LAW, id, "add", lambda one: one.add(call.person, body.version, body.words))


@router.post("/disconnects/{id}/sending", status_code=204, response_class=Response)
def send_disconnect(id: UUID, body: SendingIn, call: Restricted, under: Agreements) -> Response:
    """Send it to the agency supervisor, once the worker has seen this very version. Nothing is ever sent by a date.

    Say what you have read: the version, and how many additions. 409 where that is no longer what lies there.
    """

    def command(one: Disconnect) -> None:
        agreement = under.desk.store.get(Agreement, one.agreement)
        today = _today(under, agreement, one.author, one.to)
        one.send(call.person, body.version, body.additions, today)

    return call.change(LAW, id, "send", command)


@router.post("/disconnects/{id}/answers", status_code=204, response_class=Response)
def answer_disconnect(id: UUID, body: AnswerIn, call: Restricted) -> Response:
    """Answer it, as often as there is more to say."""
    return call.change(LAW, id, "answer", lambda one: one.answer(call.person, body.words))


@router.post("/disconnects/{id}/withdrawal", status_code=204, response_class=Response)
def withdraw_disconnect(id: UUID, call: Restricted) -> Response:
    """Give up what you have not sent; it stays readable to you and the worker."""
    return call.change(LAW, id, "withdraw", lambda one: one.withdraw(call.person))
