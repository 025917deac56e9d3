"""How a concern begins: the worker was told of it, under an agreement or in a group (C1, C2)."""

from __future__ import annotations

from contextlib import suppress
from uuid import uuid4

from fastapi import Response

from services.sessions.api.concern_calls import TELLS, TOLD, ConcernCall, Concerns
from services.sessions.domain.citing import Citable
from services.sessions.domain.concern import Concern
from services.sessions.domain.concern_unfit import TheReportComesFirst, require_one_of_two
from services.sessions.domain.raising import Raised, Under
from services.sessions.events.concern_parts import TimeSet
from services.sessions.forms.concerns import ConcernIn
from services.sessions.policy import CONCERNS
from shared.tables import Away
from shared.web.answers import carries
from shared.web.problems import Problem, name_of, sentence
from shared.web.routing import Routes

router = Routes("Concerns")


@router.post("/concerns", status_code=201, response_class=Response, responses=carries(201, **TELLS))
def give_concern_notice(body: ConcernIn, call: Concerns) -> Response:
    """Record that you told the worker of a concern: this is the notice, and nothing comes before it.

    They see it from now on, and are told by an e-mail that says no more than that something waits; `Told` says what became of
    that. The draft that it came of is destroyed with it if you name it (`draft`); no other is. Mandatory reporting answers first
    with the authority and the deadline of its law, and with the digest of these that the notice sends back.
    """
    under = _under(body, call)
    stands = frozenset({"supervisor"} if call.person in under.supervisors else ())
    decision = call.permit(CONCERNS, stands, "raise", "running")
    call.require_there(under.worker)
    call.require_known(*body.about)
    call.require_own_draft(body.draft)
    try:
        concern = Concern.give_notice(uuid4(), under, call.person, _raised(body, under, call), call.clock())
    except TheReportComesFirst as first:
        law = first.law
        may = f"the worker may be told: {law.worker_may_be_told}"
        told = f"{first.code}: to {law.authority}, within {law.within_hours} hours ({law.source}); {may}"
        fields = [(f"{first.ground}.law", told), (f"{first.ground}.law_digest", first.digest)]
        raise Problem(409, name_of(first), sentence(first), fields=fields) from None
    if body.draft:
        call.drafts.goes_with(body.draft, concern.id)
    answer = call.begin(concern, decision, f"/concerns/{concern.id}")
    if body.draft:
        with suppress(Away):  # what was recorded stands; a round destroys what is left
            call.drafts.destroy(body.draft)
    answer.headers[TOLD] = call.tell_those_of(concern.id)
    return answer


def _under(body: ConcernIn, call: ConcernCall) -> Under:
    require_one_of_two(body.agreement, body.group, body.worker)
    if body.group and body.worker:
        return call.under_group(body.group, body.worker)
    assert body.agreement
    return call.under(call.agreement(body.agreement))


def _raised(body: ConcernIn, under: Under, call: ConcernCall) -> Raised:
    hours = call.relations.concern_rules_at(under.agency, call.today(under.agency)).answer_hours_default
    return Raised(
        grounds=tuple(one.said() for one in body.grounds),
        citable=call.citable(under.agency) if any(one.rests for one in body.grounds) else Citable(),
        words=body.words,
        about=tuple(dict.fromkeys(body.about)),
        how=body.how,
        told_at=body.told_at or call.clock().now,
        answer_hours=hours if body.answer_hours is None else body.answer_hours,
        time_set=TimeSet.AGREED if body.agreed else TimeSet.STIPULATED,
        why_zero=body.why_zero,
        immediate_danger=body.immediate_danger,
    )
