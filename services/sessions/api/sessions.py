"""What becomes of a time that was set: moved, held, called off, missed; and opened to whoever else supervises."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from fastapi import Response

from services.sessions.api.calls import Sessions, SessionsCall
from services.sessions.api.resting import under
from services.sessions.domain.session import Session
from services.sessions.domain.session_refusals import HeldOrMissed
from services.sessions.domain.under import Under
from services.sessions.events import Became
from services.sessions.forms.sessions import (
    AbsenceIn,
    CancellationIn,
    HoldingCorrectionIn,
    HoldingIn,
    OpenedToIn,
    ScheduleIn,
    looked_at,
)
from shared.web.routing import Routes

router = Routes("Sessions")


@router.put("/sessions/{id}/schedule", status_code=204, response_class=Response)
def reschedule_session(id: UUID, body: ScheduleIn, call: Sessions) -> Response:
    """Set another time to come, before it begins; needs If-Match. What is on the agenda stays on it.

    Where whoever covers held it and does not cover then, it goes back to the agreement's supervisor.
    """
    return call.change(
        call.law,
        id,
        "reschedule",
        lambda session: session.reschedule(
            call.person,
            body.starts,
            body.minutes,
            body.modality,
            call.desk.store.now(),
            _under(call, session, body.starts),
        ),
        if_match=True,
    )


@router.post("/sessions/{id}/taking-over", status_code=204, response_class=Response)
def take_session_over(id: UUID, call: Sessions) -> Response:
    """Hold it yourself, as who covers on its day; or take it back, as the agreement's supervisor, where nobody covers.

    What was set down before stays closed to you unless the worker opens it.
    """
    return call.change(
        call.law,
        id,
        "take-over",
        lambda session: session.take_over(call.person, _under(call, session, session.starts)),
    )


@router.post("/sessions/{id}/co-supervision", status_code=204, response_class=Response)
def agree_to_co_supervision(id: UUID, call: Sessions) -> Response:
    """Agree that the agency supervisor is there too. The worker alone may, before it begins."""
    return call.change(
        call.law,
        id,
        "agree-to-co-supervision",
        lambda session: session.agree_to_co_supervision(call.person, call.desk.store.now()),
    )


@router.delete("/sessions/{id}/co-supervision", status_code=204, response_class=Response)
def leave_third_out(id: UUID, call: Sessions) -> Response:
    """Meet without the agency supervisor with whom it was set; needs If-Match. Either of the two may, until what came of it is recorded."""
    return call.change(
        call.law, id, "reschedule", lambda session: session.leave_third_out(call.person), if_match=True
    )


@router.post("/sessions/{id}/holding", status_code=204, response_class=Response)
def hold_session(id: UUID, body: HoldingIn, call: Sessions) -> Response:
    """Record that it was held, and how long."""
    return call.change(
        call.law,
        id,
        "conclude",
        lambda session: session.hold(
            call.person,
            starts=body.starts,
            minutes=body.minutes,
            extent=body.extent,
            modality=body.modality,
            looked_at=looked_at(body.methods),
            now=call.desk.store.now(),
            under=_under(call, session, body.starts or session.starts),
        ),
    )


@router.post("/sessions/{id}/holding/corrections", status_code=204, response_class=Response)
def correct_holding(id: UUID, body: HoldingCorrectionIn, call: Sessions) -> Response:
    """Correct what was recorded: how it was held, that it was held, or that it was missed. Either of you may, at any time.

    What was recorded before stays readable to you, with the signatures given to it; each may sign their attendance anew.
    """
    if wrong := body.besides():
        raise HeldOrMissed(*wrong)

    def command(session: Session) -> None:
        if body.became is Became.MISSED:
            session.correct_as_missed(
                call.person, body.who, call.desk.store.now(), _between(call, session, session.set_for)
            )
        else:
            session.correct_as_held(
                call.person,
                starts=body.starts,
                minutes=body.minutes,
                extent=body.extent,
                modality=body.modality,
                looked_at=None if body.methods is None else looked_at(body.methods),
                now=call.desk.store.now(),
                under=_under(call, session, body.starts or session.starts),
            )

    return call.change(call.law, id, "conclude", command)


@router.post("/sessions/{id}/cancellation", status_code=204, response_class=Response)
def cancel_session(id: UUID, body: CancellationIn, call: Sessions) -> Response:
    """Record that it was called off, by whom, and when the other was told; why is for those who were to meet."""
    return call.change(
        call.law,
        id,
        "conclude",
        lambda session: session.cancel(
            call.person,
            called_off_by=body.by or call.person,
            told_at=body.told_at,
            reason=body.reason,
            now=call.desk.store.now(),
            under=_between(call, session, session.starts, body.told_at),
        ),
    )


@router.post("/sessions/{id}/absence", status_code=204, response_class=Response)
def miss_session(id: UUID, body: AbsenceIn, call: Sessions) -> Response:
    """Record who did not come."""
    return call.change(
        call.law,
        id,
        "conclude",
        lambda session: session.miss(
            call.person, body.who, call.desk.store.now(), _between(call, session, session.starts)
        ),
    )


@router.post("/sessions/{id}/shown", status_code=204, response_class=Response)
def show_session(id: UUID, body: OpenedToIn, call: Sessions) -> Response:
    """Open what was said to whoever else supervises you under the same agreement today. The worker alone may."""
    return call.change(
        call.law,
        id,
        "show",
        lambda session: session.show(call.person, body.to, call.supervising(session)),
    )


def _under(call: SessionsCall, session: Session, at: datetime) -> Under:
    """What the session rests on if it is at that time."""
    known = call.agreement(session.agreement)
    return under(call, known, at, session.third)


def _between(call: SessionsCall, session: Session, at: datetime, as_of: datetime | None = None) -> Under:
    """Who were the two then; nothing is asked about a third, so that no silence of the directory is in the way."""
    return under(call, call.agreement(session.agreement), at, as_of=as_of)
