"""Setting the time of a session, or recording one that was held without."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import UUID, uuid4

from fastapi import Response

from services.sessions.api.calls import AGENCY_SUPERVISOR, Sessions, SessionsCall
from services.sessions.api.resting import contact_id, require_no_other, under
from services.sessions.domain.frequency import Frequency, NoFrequency, id_on, times_to_meet
from services.sessions.domain.session import Session
from services.sessions.domain.session_refusals import NotForCoSupervision, OneTimeOrTheOther, SayHowLong
from services.sessions.events import Format, Modality
from services.sessions.forms.sessions import FollowingIn, SessionIn, looked_at
from services.sessions.policy import SESSIONS
from services.sessions.views import AgreementKnown, SessionsView
from services.sessions.views.records import sessions_under
from shared.facts import utc_text
from shared.identity import PersonId
from shared.web.routing import Routes

router = Routes("Sessions")


@router.post("/sessions", status_code=201, response_class=Response)
def schedule_session(body: SessionIn, call: Sessions) -> Response:
    """Set the time of a session, or of all that follow from the frequency, or record contact that nobody had scheduled.

    Either of the two may, or whoever covers.
    """
    known = call.agreement(body.agreement)
    decision = call.permit(SESSIONS, _stands(call, known, body), "schedule", "scheduled")
    if body.following:
        first, *others = _following(body, body.following, known, call)
    else:
        first, others = _one(body, known, call), []
    call.require_there(*first.parties)
    if not body.held:
        call.relations.require_not_left(call.person, *first.parties)
    place = _list_of(first, (others or [first])[-1]) if body.following else f"/sessions/{first.id}"
    return call.begin(first, decision, place, *others)


def _stands(call: SessionsCall, known: AgreementKnown, body: SessionIn) -> frozenset[str]:
    """How somebody stands to an agreement; to whoever does in no way it is not known."""
    if call.person in known.parties:
        return frozenset({"worker" if call.person == known.worker else "supervisor"})
    today = call.today(known.agency)
    covers = any(one.person == call.person and not one.is_over(today) for one in known.covers)
    if covers or (body.held and _covered(call, known, body.held.starts)):
        return frozenset({"beside"})
    return call.overseeing(known)


def _one(body: SessionIn, known: AgreementKnown, call: SessionsCall) -> Session:
    return _held(body, known, call) if body.held else _scheduled(body, known, call, body.starts, uuid4())


def _scheduled(
    body: SessionIn, known: AgreementKnown, call: SessionsCall, starts: datetime | None, id: UUID
) -> Session:
    if starts is None:
        raise OneTimeOrTheOther("starts", "held")
    if body.format not in (None, Format.CO_SUPERVISION if body.third else Format.ONE_TO_ONE):
        raise NotForCoSupervision("format", "third")
    minutes = body.minutes or known.session_minutes
    if minutes is None:
        raise SayHowLong("minutes")
    call.require_known(body.third)
    return Session.schedule(
        id,
        under(call, known, starts),
        by=call.person,
        supervisor=_supervisor(body, known, call, starts),
        starts=starts,
        minutes=minutes,
        modality=_modality(body, known),
        now=call.desk.store.now(),
        third=body.third,
        supervises_there=_supervises_there(call, body.third, known),
        looked_at=looked_at(body.methods),
    )


def _following(
    body: SessionIn, asked: FollowingIn, known: AgreementKnown, call: SessionsCall
) -> list[Session]:
    """Each on a day on which none was set yet, by the frequency or otherwise, whatever became of it."""
    if body.starts or body.held:
        raise OneTimeOrTheOther(*(name for name in ("starts", "held", "following") if getattr(body, name)))
    if known.frequency is None or known.starts is None:
        raise NoFrequency
    call.await_log(SessionsView)
    frequency = Frequency(known.frequency, known.starts, known.ends)
    day_of = partial(call.relations.day_at, known.agency)
    there = sessions_under(call.desk.shelf, known.id)
    known_as = partial(_id_on, call, known.id)
    days = {day_of(starts) for starts in there.values()}
    times = times_to_meet(
        frequency,
        asked.since,
        asked.until,
        time.fromisoformat(asked.at),
        call.relations.clock_of(known.agency),
        now=call.desk.store.now(),
        is_taken=lambda day: (
            day in days or not there.keys().isdisjoint({known_as(day), id_on(known.id, day)})
        ),
    )
    return [_scheduled(body, known, call, at, known_as(day_of(at))) for at in times]


def _id_on(call: SessionsCall, agreement: UUID, day: date) -> UUID:
    """The same for everybody who sets that day, so that the log itself lets it be set once; nobody else can reckon it.

    Else whoever knows the agreement could ask, day by day, whether there is a session: where the directory is silent, one that
    is there is away and one that is not is unknown.
    """
    return UUID(bytes=call.desk.secret.mac(b"session", id_on(agreement, day).bytes)[:16], version=4)


def _list_of(first: Session, last: Session) -> str:
    """Where what was set is listed."""
    since, until = utc_text(first.starts), utc_text(last.starts + timedelta(minutes=1))
    return f"/sessions?agreement={first.agreement}&from={since}&to={until}"


def _held(body: SessionIn, known: AgreementKnown, call: SessionsCall) -> Session:
    assert body.held is not None
    if body.starts:
        raise OneTimeOrTheOther("starts", "held")
    if body.minutes:
        raise OneTimeOrTheOther("minutes")
    other = body.format not in (None, Format.ONE_TO_ONE)
    if wrong := [name for name, is_wrong in {"format": other, "third": body.third}.items() if is_wrong]:
        raise NotForCoSupervision(*wrong)
    made = Session.contact(
        contact_id(call, known, body.held.starts),
        under(call, known, body.held.starts),
        by=call.person,
        supervisor=_supervisor(body, known, call, body.held.starts),
        starts=body.held.starts,
        minutes=body.held.minutes,
        modality=_modality(body, known),
        now=call.desk.store.now(),
        looked_at=looked_at(body.methods),
    )
    require_no_other(call, known.id, made.starts)
    return made


def _supervisor(body: SessionIn, known: AgreementKnown, call: SessionsCall, starts: datetime) -> PersonId:
    if body.supervisor:
        return body.supervisor
    return call.person if _covered(call, known, starts) else known.supervisor


def _covered(call: SessionsCall, known: AgreementKnown, at: datetime) -> bool:
    return call.person in known.covering(call.relations.day_at(known.agency, at), at)


def _modality(body: SessionIn, known: AgreementKnown) -> Modality:
    return body.modality or Modality(known.modality or Modality.FACE_TO_FACE)


def _supervises_there(call: SessionsCall, third: PersonId | None, known: AgreementKnown) -> bool:
    if third is None or known.kind == "administrative":  # which no peer supervisor supervises (D8)
        return False
    call.relations.require_fresh()
    return AGENCY_SUPERVISOR in call.relations.roles_at(third, known.agency)
