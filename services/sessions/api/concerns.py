"""A concern, step by step: the worker answers, is told again; one person is consulted; it is closed (C2)."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from typing import Final
from uuid import UUID

from fastapi import Response

from services.sessions.api.concern_calls import LAW, TELLS, TOLD, Concerns
from services.sessions.domain.concern import Concern
from services.sessions.domain.disclosing import Disclosure, Fixed, Recipient
from services.sessions.forms.concerns import (
    ConcernWithdrawalIn,
    ConsultationIn,
    EscalationNoticeIn,
    ObjectionIn,
    OutcomeIn,
    ResponseIn,
    SeenIn,
)
from services.sessions.notices import latest
from services.sessions.policy import CONCERNS
from shared.keys import Erased
from shared.sealing import SALT_BYTES
from shared.web.answers import Silent, carries
from shared.web.once import Repeated
from shared.web.routing import Routes

router = Routes("Concerns")
NO_NUMBER: Final = SeenIn()


@router.post("/concerns/{id}/seen", status_code=204, response_class=Response)
def see_concern_notice(id: UUID, call: Concerns, body: SeenIn = NO_NUMBER) -> Response:
    """Say that you, the worker, have seen the notice. A message starts your time with that; and time that stood still goes on.

    With `notice`, that you have seen that notice of an escalation: as a message it leads on once you have, or counts as seen.
    """
    return call.change(LAW, id, "see-notice", lambda one: one.see(call.person, call.clock(), body.notice))


@router.post("/concerns/{id}/response", status_code=204, response_class=Response)
def respond_to_concern(id: UUID, body: ResponseIn, call: Concerns) -> Response:
    """Answer: you took it to your support team or to the line manager, or you will not, or cannot.

    Until the next step the last answer counts; who answers has seen the notice. No team is named. The manager is asked to confirm, and sees nothing but that you say so; until then your time runs.
    """

    def command(one: Concern) -> None:
        match body.answer:
            case "support-team":
                one.take_to_support_team(call.person, call.clock())
            case "line-manager":
                about = call.about(one, "answer")
                one.take_to_line_manager(call.person, call.managers(one), about, call.clock())
            case "declined" | "unable":
                one.decline(
                    call.person,
                    unable=body.answer == "unable",
                    words=body.words,
                    clock=call.clock(),
                    was_unable=call.was_unable(one),
                )

    answer = call.change(LAW, id, "answer", command)
    call.tell_those_of(id, named=body.answer == "line-manager")
    return answer


@router.post("/concerns/{id}/confirmation", status_code=204, response_class=Silent)
def confirm_concern(id: UUID, call: Concerns) -> Response:
    """Confirm that the worker came to you. You see nothing of it here; what they told you is between you.

    The answer is always the same, so that it does not tell how far anything has gone.
    """
    with suppress(Repeated, Erased):
        call.change(LAW, id, "confirm", lambda one: one.confirm(call.person))
    return Silent(status_code=204)


@router.post(
    "/concerns/{id}/escalation-notice",
    status_code=204,
    response_class=Response,
    responses=carries(204, **TELLS),
)
def tell_of_escalation(id: UUID, body: EscalationNoticeIn, call: Concerns) -> Response:
    """Record that you told the worker who is going to be consulted, and with which words exactly.

    Lawful once they declined, or their time has passed. Whoever else or whatever else it should be later needs a new notice.
    """
    salt = os.urandom(SALT_BYTES)

    def command(one: Concern) -> None:
        call.require_there(one.worker)
        call.require_known_reach(one.could_stand_still_until)
        clock = call.clock()
        one.tell_of_escalation(
            call.person,
            Fixed(body.to, body.statement),
            name=body.name,
            how=body.how,
            told_at=body.told_at or clock.now,
            salt=salt,
            managers=call.managers(one),
            about=call.about(one, "escalate"),
            seen_after_hours=call.rules(one).seen_after_hours,
            out_of_reach_since=call.out_of_reach_since(one),
            clock=clock,
        )

    answer = call.change(LAW, id, "escalate", command)
    answer.headers[TOLD] = call.tell_those_of(id)
    return answer


@router.post("/concerns/{id}/objection", status_code=204, response_class=Response)
def object_to_consultation(id: UUID, body: ObjectionIn, call: Concerns) -> Response:
    """Say that you do not want this person consulted: then it is whom the agency's policy names instead, by a new notice."""

    def command(one: Concern) -> None:
        one.object_to(
            call.person,
            body.notice,
            body.words,
            managers=call.managers(one),
            about=call.about(one, "object"),
            clock=call.clock(),
        )

    answer = call.change(LAW, id, "object", command)
    call.tell_those_of(id)
    return answer


@router.post("/concerns/{id}/consultation", status_code=204, response_class=Response)
def consult_on_concern(id: UUID, body: ConsultationIn, call: Concerns) -> Response:
    """Consult the person of whom the worker was told. This act discloses that statement, to that person alone.

    409 where person or statement are others than the notice fixed: then the worker is told anew first. By which name it stays known
    who got it, the directory says.
    """
    name_of = cache(call.name_of)  # looked up once, however often the command is tried

    def command(one: Concern) -> tuple[Disclosure, Recipient]:
        call.require_known_reach(one.lies_unseen_until)
        last, statements = call.notice_and_statements(one, "consult")
        disclosure = one.consult(
            call.person,
            body.to,
            body.statement_digest,
            opened=last,
            statements=statements,
            policy_version=CONCERNS.version,
            template=latest(call.rules(one).notice_template.value),
            managers=call.managers(one),
            about=call.about(one, "consult"),
            out_of_reach_since=call.out_of_reach_since(one),
            clock=call.clock(),
        )
        # Last of all: nobody's name is looked up for a step that is not lawful.
        return disclosure, Recipient.of(disclosure, name_of(disclosure.to))

    answer = call.change(LAW, id, "consult", command)
    call.tell_those_of(id, body.to)
    return answer


@router.post("/concerns/{id}/outcome", status_code=204, response_class=Response)
def close_concern(id: UUID, body: OutcomeIn, call: Concerns) -> Response:
    """Close it with what came of it, once it was taken somewhere: by the worker, or by you in this order of steps."""

    def command(one: Concern) -> None:
        one.close(call.person, body.words)

    answer = call.change(LAW, id, "close", command)
    call.tell_those_of(id)
    return answer


@router.post("/concerns/{id}/withdrawal", status_code=204, response_class=Response)
def withdraw_concern(id: UUID, body: ConcernWithdrawalIn, call: Concerns) -> Response:
    """Take it back, at any time before somebody was consulted."""

    def command(one: Concern) -> None:
        one.withdraw(call.person, body.words)

    answer = call.change(LAW, id, "withdraw", command)
    call.tell_those_of(id)
    return answer
