"""What becomes of a time that was set: moved, held, called off, missed; and opened to whoever else supervises."""

from __future__ import annotations

from uuid import UUID

from fastapi import Response

from services.sessions.api.calls import Sessions, SessionsCall
from services.sessions.api.resting import between, require_no_other, rests_on
from services.sessions.domain.session import Session
from services.sessions.domain.session_refusals import HeldOrMissed
from services.sessions.events import LookedAt
from services.sessions.forms.opening import said_last
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

    def command(session: Session) -> None:
        call.require_there(*session.parties)
        under = rests_on(call, session, body.starts)
        now = call.desk.store.now()
        session.reschedule(call.person, body.starts, body.minutes, body.modality, now, under)
        call.relations.require_not_left(call.person, *session.two)  # also to whom it goes back

    return call.change(call.law, id, "reschedule", command, if_match=True)


@router.post("/sessions/{id}/taking-over", status_code=204, response_class=Response)
def take_session_over(id: UUID, call: Sessions) -> Response:
    """Hold it yourself, as who covers on its day; or take it back, as the agreement's supervisor, where nobody covers.

    What was set down before stays closed to you unless the worker opens it.
    """
    return call.change(
        call.law,
        id,
        "take-over",
        lambda session: session.take_over(call.person, rests_on(call, session, session.starts)),
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
            under=rests_on(call, session, body.starts or session.starts),
        ),
    )


@router.post("/sessions/{id}/holding/corrections", status_code=204, response_class=Response)
def correct_holding(id: UUID, body: HoldingCorrectionIn, call: Sessions) -> Response:
    """Correct what was recorded: that it was held, missed or called off, and how. Either of you may, at any time.

    What was recorded before stays readable to you, with the signatures given to it; each may sign their attendance anew. Methods
    said anew are compared with those said last: that opens content, and is accounted for.
    """
    if wrong := body.besides():
        raise HeldOrMissed(*wrong)

    def command(session: Session) -> None:
        now = call.desk.store.now()
        if body.became == "missed":
            under = between(call, session, session.meant.starts)
            session.correct_as_missed(call.person, body.who, now, under)
        elif body.became == "cancelled":
            told_at = body.told_at or (session.called_off.told_at if session.called_off else None)
            under = between(call, session, session.meant.starts, told_at)
            session.correct_as_cancelled(
                call.person, called_off_by=body.by, told_at=told_at, now=now, under=under
            )
        else:
            began = body.starts or session.starts
            if not session.scheduled and (session.status, session.starts) != ("held", began):
                require_no_other(call, session.agreement, began, session.id)
            session.correct_as_held(
                call.person,
                starts=body.starts,
                minutes=body.minutes,
                extent=body.extent,
                modality=body.modality,
                looked_at=None if body.methods is None else looked_at(body.methods),
                said=None if body.methods is None else _said_last(call, id),
                now=now,
                under=rests_on(call, session, began),
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
            under=between(call, session, session.starts, body.told_at),
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
            call.person, body.who, call.desk.store.now(), between(call, session, session.starts)
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


def _said_last(call: SessionsCall, id: UUID) -> LookedAt | None:
    session, records = call.desk.store.past(Session, id)
    decision = call.demand(call.law, session, "read")
    return said_last(call.desk.store, session, records, decision, call.acting.at(session.agency))
