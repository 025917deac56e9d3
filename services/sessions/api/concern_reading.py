"""Reading a concern: how it stands, what was written, what was disclosed and to whom, and who opened what."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from services.sessions.api.accesses import accesses
from services.sessions.api.calls import SessionsCall
from services.sessions.api.concern_calls import LAW, Concerns
from services.sessions.api.keeping_found import kept_of, records_of
from services.sessions.domain.concern import Concern
from services.sessions.domain.disclosing import Disclosure, Recipient
from services.sessions.forms.concern_out import ConcernOut, ListedConcern, NextToConsultOut, WorkerSaysSoOut
from services.sessions.forms.concern_shown import (
    concern_form,
    listed_concern,
    next_form,
    said_form,
    said_history,
)
from services.sessions.forms.concern_words import ConcernWordsOut, concern_words
from services.sessions.forms.disclosures import DisclosureOut, RecipientOut, disclosure_form, recipient_form
from services.sessions.policy import CONCERNS
from services.sessions.policy.concern import AMONG
from services.sessions.views import (
    ConcernsView,
    concerns_of,
    opened_by_recipient,
)
from shared.access.accesses import AccessOut
from shared.keeping import ContentErased, Keeping
from shared.keys import Erased
from shared.store import NotFound
from shared.web.problems import not_found
from shared.web.reading import After, AsOf, Limit, Past, after, as_of, history, next_page
from shared.web.routing import Routes

router = Routes("Concerns")


@router.get("/concerns", response_model_exclude_none=True)
def list_concerns(
    request: Request,
    response: Response,
    call: Concerns,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[ListedConcern]:
    """Those in which you have a part, in the order of telling. Give At-Least a Position to read your own writes."""
    person, place = call.person, after(request, call.desk.secret, cursor)
    call.permit(CONCERNS, frozenset(AMONG), "see", "running")  # one's own; the rows decide which these are
    call.await_view(ConcernsView)
    rows = concerns_of(call.desk.shelf, person, place, limit)
    page = next_page(request, response, call.desk.secret, rows, limit, lambda row: [row["given"], row["id"]])
    found = [(row, call.desk.store.get(Concern, UUID(row["id"]))) for row in page]
    theirs = [(row, one) for row, one in found if person != one.cover or call.is_covered(one)]
    return [listed_concern(row, person, one.status) for row, one in theirs]


@router.get("/concerns/{id}", response_model_exclude_none=True)
def get_concern(
    id: UUID, call: Concerns, response: Response, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> ConcernOut | WorkerSaysSoOut:
    """How it stands; opens nothing. The manager whom the worker names sees that the worker says so, and nothing else."""
    asked = as_of(at)
    if asked and call.read(LAW, id)[2].sees:
        raise not_found()  # a version tells how much there was that they do not see
    concern, records, decision = call.read(LAW, id, asked)
    if decision.sees:
        return said_form(concern, records)
    response.headers["ETag"] = f'"{concern.version}"'
    agrees, kept = call.clock().agrees, [] if asked else kept_of(call, records_of(concern))
    then = records[-1].recorded_at if isinstance(asked, int) else asked
    opened = opened_at(call, concern, then)
    return concern_form(concern, records, agrees=agrees, opened_at=opened, kept=kept)


def opened_at(
    call: SessionsCall, concern: Concern, as_of: datetime | None = None
) -> dict[UUID, list[datetime]]:
    """Of what was erased, only what was read before: a later asking opened nothing. As of a time, what was read by then."""
    told = opened_by_recipient(call.desk.shelf, concern.disclosures)
    if as_of:
        told = {one: [moment for moment in moments if moment <= as_of] for one, moments in told.items()}
    for one, moments in told.items():
        if (until := _erased_at(call, one)) is not None:
            told[one] = [moment for moment in moments if moment < until]
    return told


def _erased_at(call: SessionsCall, disclosure: UUID) -> datetime | None:
    """None while its content is there."""
    try:
        keeping = Keeping.id_of(Disclosure.stream_type, disclosure)
        _, records = call.desk.store.past(Keeping, keeping)
    except NotFound:
        return None
    return next((one.recorded_at for one in records if isinstance(one.fact, ContentErased)), None)


@router.get("/concerns/{id}/history")
def get_concern_history(id: UUID, call: Concerns) -> list[Past]:
    """What happened to it, in order: the clear part. To the manager named, that the worker says so, and their own word."""
    _, records, decision = call.read(LAW, id)
    return said_history(records) if decision.sees else history(records, lambda _: True)


@router.get("/concerns/{id}/words", response_model_exclude_none=True)
def get_concern_words(id: UUID, call: Concerns, response: Response) -> ConcernWordsOut:
    """What was written down. This opens content: it is accounted for. Whoever covers reads what they wrote themselves."""
    concern, records, seen = call.read(LAW, id)
    action = "read-own-words" if seen.relation == "cover" else "read-words"
    decision = call.demand(LAW, concern, action)
    response.headers["ETag"] = f'"{concern.version}"'
    return concern_words(call.desk.store, concern, records, decision, call.acting.at(concern.agency))


@router.get("/concerns/{id}/next-to-consult", response_model_exclude_none=True)
def get_next_to_consult(id: UUID, call: Concerns) -> NextToConsultOut:
    """Who would be consulted today, by the placement and the agency's policy, and why it is another than the line manager.

    Whom it is about is opened for this, and accounted for.
    """
    concern, _, _ = call.read(LAW, id)
    to_cover = call.demand(LAW, concern, "see-next").relation == "cover"
    managers, about = call.managers(concern), call.about(concern, "see-next")
    found = concern.next_to_consult(managers, about)
    why = concern.why_not_line_manager(found, managers, about)
    return next_form(found, why, to_cover=to_cover)


@router.get("/concerns/{id}/disclosure")
def get_disclosures(id: UUID, call: Concerns) -> list[DisclosureOut]:
    """What was disclosed to you; or, to the two whose concern it is, to anybody. This opens content: it is accounted for.

    The worker sees when its recipient read it. What was erased is left out; 410 where nothing else is there.
    """
    with call.desk.directory.at_once():
        concern, _ = call.desk.store.past(Concern, id)
        told, erased = [], False
        for one in call.disclosures_of(concern):
            decision = call.decide(call.of_disclosures, one, "read-words")
            if decision.allowed:
                _, records = call.desk.store.past(Disclosure, one.id)
                acting = call.acting.at(concern.agency)
                try:
                    told.append(disclosure_form(call.desk.store, records, decision, acting))
                except Erased:
                    erased = True
        if erased and not told:
            raise Erased
        if not told and (call.weigh(LAW, concern, "see").relation not in AMONG):
            raise not_found()
    return told


@router.get("/concerns/{id}/recipients", response_model_exclude_none=True)
def get_recipients(id: UUID, call: Concerns) -> list[RecipientOut]:
    """To whom something was disclosed, by name, also once its content was erased. This opens names: it is accounted for."""
    concern, _, _ = call.read(LAW, id)
    decision = call.demand(LAW, concern, "read-recipients")
    acting = call.acting.at(concern.agency)
    found = [
        call.desk.store.past(Recipient, Recipient.id_of(disclosure)) for disclosure in concern.disclosures
    ]
    return [recipient_form(call.desk.store, records, decision, acting) for _, records in found]


@router.get("/concerns/{id}/accesses", response_model_exclude_none=True)
def list_concern_accesses(
    id: UUID,
    request: Request,
    response: Response,
    call: Concerns,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[AccessOut]:
    """Who opened what of it, and of what was disclosed, when, and by which rule; opens nothing."""
    concern, _, _ = call.read(LAW, id)
    call.demand(LAW, concern, "see-accesses")
    names = [Recipient.id_of(one) for one in concern.disclosures]
    return accesses(call, (id, *concern.disclosures, *names), request, response, cursor, limit)
