"""What is overdue or was negotiated late, and how the sessions of a relationship spread over purposes and functions (A1, A6, S3)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from services.sessions.api.calls import Sessions, SessionsCall
from services.sessions.api.lists import RELATIONS
from services.sessions.domain.session import Session
from services.sessions.events import SessionRecord
from services.sessions.forms.balance import BalanceOut, balance_form
from services.sessions.forms.opening import opened_record
from services.sessions.forms.rhythm import (
    NegotiatedLateOut,
    OverdueOut,
    negotiated_late_form,
    overdue_form,
)
from services.sessions.policy import BALANCE, RHYTHM, overseeing
from services.sessions.policy.oversight import BY_ROLE
from services.sessions.policy.session import BESIDE, TWO
from services.sessions.views import (
    AgreementKnown,
    SessionsView,
    agreement_known,
    reader_of,
)
from services.sessions.views.noted import Asked, negotiated_late
from services.sessions.views.overdue import overdue_supervision
from services.sessions.views.records import records_of_the_two
from services.sessions.views.relationship import relationship
from services.sessions.views.rhythm import RhythmView
from shared.identity import AgencyId
from shared.keys import Erased
from shared.web.problems import not_found
from shared.web.reading import After, Limit, after, next_page
from shared.web.routing import Routes

router = Routes("Sessions")


OfAgency = Annotated[UUID | None, Query(description="Only that agency's.")]


@router.get("/sessions/overdue", response_model_exclude_none=True)
def list_overdue(
    request: Request,
    response: Response,
    call: Sessions,
    agency: OfAgency = None,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[OverdueOut]:
    """Agreements by whose frequency a session was due, and none was held since: yours, and those you oversee.

    Nothing is due any more once the worker's placement is over.
    """
    asked = _asked(call, request, agency, cursor, limit)
    rows = overdue_supervision(call.desk.shelf, RELATIONS, asked)
    page = next_page(request, response, call.desk.secret, rows, limit, lambda one: one.place)
    return [overdue_form(one, call.relations) for one in page if one.still(call.relations)]


@router.get("/sessions/negotiated-late")
def list_negotiated_late(
    request: Request,
    response: Response,
    call: Sessions,
    agency: OfAgency = None,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[NegotiatedLateOut]:
    """Agreements under which the day of the third session passed before both had signed: yours, and those you oversee."""
    asked = _asked(call, request, agency, cursor, limit)
    rows = negotiated_late(call.desk.shelf, RELATIONS, asked)
    page = next_page(request, response, call.desk.secret, rows, limit, lambda one: one.place)
    return [negotiated_late_form(one) for one in page if one.still(call.relations)]


def _asked(
    call: SessionsCall, request: Request, agency: UUID | None, cursor: str | None, limit: int
) -> Asked:
    """What is asked for, once what they may see and what was noted are known as lately as they have to be."""
    place = after(request, call.desk.secret, cursor)
    reader = reader_of(call.relations, call.person, BY_ROLE, call.covers_today())
    call.permit(RHYTHM, frozenset(TWO), "see")  # one's own; the rows decide which these are
    call.await_view(RhythmView)
    if reader.asks_the_directory:
        call.relations.require_fresh()  # else an overseer would read "none" for "not known"
    return Asked(reader, call.desk.store.now(), AgencyId(agency) if agency else None, place, limit)


@router.get("/sessions/balance")
def get_balance(
    call: Sessions, agreement: Annotated[UUID, Query(description="Under which agreement.")]
) -> BalanceOut:
    """How your sessions spread over the three purposes and the five functions. This opens every record: each is accounted for.

    Those under this agreement, and under earlier ones of you two for the same placement that it goes on with: one that was over
    when the next began, and of the same kind, or the next of both kinds.
    """
    known = agreement_known(call.desk.shelf, agreement)
    stands = _stands(call, known) if known else frozenset[str]()
    if known is None or not stands:
        raise not_found()
    decision = call.permit(BALANCE, stands, "read-balance")
    call.await_view(SessionsView)
    records: list[SessionRecord] = []
    erased = 0
    related = relationship(call.desk.shelf, call.relations, agreement)
    agreements = related.until(agreement)
    for one in records_of_the_two(call.desk.shelf, known, agreements):
        if related.stays_behind(one):
            continue
        session, history = call.desk.store.past(Session, one.session)
        try:
            written = opened_record(
                call.desk.store, session, history, decision, call.acting.at(session.agency), words=False
            )
            records.append(written.record)
        except Erased:
            erased += 1
    return balance_form(agreement, agreements, records, erased)


def _stands(call: SessionsCall, known: AgreementKnown) -> frozenset[str]:
    """How somebody stands to an agreement, as far as they know of it."""
    if call.person in known.parties:
        return frozenset({"worker" if call.person == known.worker else "supervisor"})
    covers = known.covered_by(call.person, call.today(known.agency))
    oversees = overseeing(call.person, known.agency, known.placement, call.relations)
    return oversees | {BESIDE} if covers else oversees
