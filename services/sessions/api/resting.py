"""What a session rests on: an agreement as it is known here, on the day at its agency (S2, S12)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from uuid import UUID

from services.sessions.api.calls import AGENCY_SUPERVISOR, SessionsCall
from services.sessions.domain.session import Session
from services.sessions.domain.session_refusals import ContactRecordedAlready
from services.sessions.domain.under import Lasting, Under
from services.sessions.views import AgreementKnown, SessionsView
from services.sessions.views.sessions import held_then
from shared.facts import utc_text
from shared.identity import AgencyId, PersonId
from shared.store import NotFound

MOST_ANEW: Final = 100
"""So often contact of one time is recorded anew, each time after it was said that it did not take place then."""


def under(
    call: SessionsCall,
    known: AgreementKnown,
    starts: datetime,
    third: PersonId | None = None,
    as_of: datetime | None = None,
) -> Under:
    """What a session at a time rests on, by the day at the agency; who was to cover then, as it stood at `as_of`."""
    day = call.relations.day_at(known.agency, starts)
    covering = known.covering(day, as_of or starts)
    return Under(
        agreement=known.id,
        worker=known.worker,
        agency=known.agency,
        placement=known.placement,
        is_over=known.is_over,
        supervising=covering | {known.supervisor},
        covering=covering,
        lasting=_lasting(call, known),
        third_supervises=third is None or _supervised_at(call, third, known.agency, day),
    )


def rests_on(call: SessionsCall, session: Session, at: datetime) -> Under:
    """What the session rests on if it is at that time."""
    known = call.agreement(session.agreement)
    return under(call, known, at, session.third)


def between(call: SessionsCall, session: Session, at: datetime, as_of: datetime | None = None) -> Under:
    """Who were the two then; nothing is asked about a third, so that no silence of the directory is in the way."""
    return under(call, call.agreement(session.agreement), at, as_of=as_of)


def require_no_other(
    call: SessionsCall, agreement: UUID, starts: datetime, besides: UUID | None = None
) -> None:
    """Raises for contact of a time from which another session under the same agreement is recorded as held."""
    call.await_log(SessionsView)
    if set(held_then(call.desk.shelf, agreement, starts)) - {besides}:
        raise ContactRecordedAlready


def _supervised_at(call: SessionsCall, person: PersonId, agency: AgencyId, day: date) -> bool:
    call.relations.require_fresh()
    held = {(one.agency, one.role) for one in call.relations.roles_on(person, day)}
    return (agency, AGENCY_SUPERVISOR) in held


def _lasting(call: SessionsCall, known: AgreementKnown) -> Lasting:
    """From when to when sessions take place under an agreement."""
    clock = call.relations.clock_of(known.agency)
    since = known.drafted_at.astimezone(clock).date()
    first = min(known.bound_from, since) if known.bound_from else None
    return Lasting(first, known.ends, known.over_at, clock)


def contact_id(call: SessionsCall, known: AgreementKnown, starts: datetime) -> UUID:
    """The same for whoever records it, so that the log itself lets it be recorded once; nobody else can reckon it.

    Where what was recorded under an id turned out otherwise, it is made of that one.
    """
    told = call.desk.secret.mac(b"contact", known.id.bytes, utc_text(starts).encode())
    for _ in range(MOST_ANEW):
        id = UUID(bytes=told[:16], version=4)
        try:
            there = call.desk.store.get(Session, id)
        except NotFound:
            return id
        if (there.status, there.starts) == ("held", starts):
            break
        told = call.desk.secret.mac(b"contact", id.bytes)
    raise ContactRecordedAlready
