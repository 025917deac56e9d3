"""Giving an evaluation after a session of any kind, or writing one of a period (S8)."""

from __future__ import annotations

from uuid import uuid4

from fastapi import Response

from services.sessions.api.agreed import agreed
from services.sessions.api.calls import SessionsCall
from services.sessions.api.group_calls import Groups, GroupsCall
from services.sessions.api.still_kept import require_not_erased
from services.sessions.domain.evaluation import Evaluation
from services.sessions.domain.evaluation_refusals import OneKindOrTheOther, SayToWhom
from services.sessions.domain.met import Met
from services.sessions.forms.evaluations import EvaluationIn, FormativeIn, SummativeIn
from services.sessions.policy import EVALUATIONS
from services.sessions.policy.evaluation import stands_after_meeting, stands_after_session
from shared.access import Decision
from shared.identity import PersonId
from shared.store import NotFound
from shared.web.routing import Routes

router = Routes("Evaluations")


@router.post("/evaluations", status_code=201, response_class=Response)
def evaluate(body: EvaluationIn, call: Groups) -> Response:
    """Evaluate after a session (another who was there, or yourself), or a period of somebody's work.

    What is said after a session stays between the two. After a meeting of a group or circle, and to or from the third in
    co-supervision, you say who that other is. What is said of a period is the worker's to see from its first moment, and
    others' once the worker was shown it.
    """
    if body.formative and not body.summative:
        return _after_a_session(body.formative, call)
    if body.summative and not body.formative:
        return _of_a_period(body.summative, call)
    raise OneKindOrTheOther("formative", "summative")


def _after_a_session(body: FormativeIn, call: GroupsCall) -> Response:
    call.answer_a_repeat()
    try:
        session, _, _ = call.read(call.law, body.session)
    except NotFound:
        return _after_a_meeting(body, call)
    decision = call.permit(EVALUATIONS, stands_after_session(session, call.person), "give", "given")
    require_not_erased(call.desk.store, session.id)
    if body.to or call.person not in session.two:
        return _given_to(body, call, Met.in_session(session), _to(body), decision)
    call.require_there(*session.two)
    evaluation = Evaluation.give(uuid4(), session, by=call.person, said=body.said())
    return call.begin(evaluation, decision, f"/evaluations/{evaluation.id}")


def _after_a_meeting(body: FormativeIn, call: GroupsCall) -> Response:
    """Whoever was not there is told so whatever they sent: no answer tells them who was."""
    meeting, _, _ = call.read(call.meeting_law, body.session)
    stands = stands_after_meeting(call.stands(meeting, call.person))
    decision = call.permit(EVALUATIONS, stands, "give", "given")
    require_not_erased(call.desk.store, meeting.id)
    to = _to(body)
    met = Met.at_meeting(meeting, (one for one in (call.person, to) if call.was_at(meeting, one)))
    return _given_to(body, call, met, to, decision)


def _to(body: FormativeIn) -> PersonId:
    if body.to is None:
        raise SayToWhom("formative.to")
    return body.to


def _given_to(body: FormativeIn, call: GroupsCall, met: Met, to: PersonId, decision: Decision) -> Response:
    evaluation = Evaluation.give_to(uuid4(), met, by=call.person, to=to, said=body.said_to())
    call.require_there(to)
    return call.begin(evaluation, decision, f"/evaluations/{evaluation.id}")


def _of_a_period(body: SummativeIn, call: SessionsCall) -> Response:
    under = agreed(call, body.agreement)
    supervises = under.supervisor == call.person and under.administrative
    decision = call.permit(EVALUATIONS, frozenset({"supervises"} if supervises else ()), "write", "written")
    call.require_there(under.worker)
    evaluation = Evaluation.write(
        uuid4(),
        under,
        by=call.person,
        starts=body.starts,
        ends=body.ends,
        said=body.said(),
        today=call.today(under.agency),
    )
    return call.begin(evaluation, decision, f"/evaluations/{evaluation.id}")
