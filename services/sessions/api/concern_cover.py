"""Whoever covers for a supervisor goes on with what runs under that agreement, if anything does (A4, C2)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, Response

from services.sessions.api.concern_calls import ConcernCall, Concerns
from services.sessions.domain.clock import ClockReading
from services.sessions.domain.concern import Concern
from services.sessions.domain.concern_refusals import NotForWhomItCouldGoTo, ToldInTheFuture
from services.sessions.domain.consulting import Managers
from services.sessions.forms.concern_words import about_of
from services.sessions.forms.concerns import TakingOverIn
from services.sessions.policy import CONCERNS
from services.sessions.views import ConcernsView, running_under
from shared.access import Decision
from shared.store import VersionConflict
from shared.web.calls import TRIES
from shared.web.guard import GuardedRoute
from shared.web.problems import not_known_yet

router = APIRouter(tags=["Concerns"], route_class=GuardedRoute)


@router.post("/concerns/covers", status_code=204, response_class=Response)
def take_concerns_over(body: TakingOverIn, call: Concerns) -> Response:
    """Say that the worker was told that you, who cover for their supervisor, go on with what runs under their agreement.

    From then on you see it, if there is anything: ground, steps, clock, and no word that was written. The answer is the same
    where there is nothing. 409 for whoever is one of those whom a concern there could go to, whether or not there is any.
    """
    known = call.agreement(body.agreement)
    covers = known.covered_by(call.person, call.today(known.agency))
    if not covers and call.person not in known.parties:
        raise not_known_yet("agreement")
    decision = call.permit(CONCERNS, frozenset({"covering"} if covers else ()), "take-over", "running")
    clock = call.clock()
    told_at = body.told_at or clock.now
    if told_at > clock.now:
        raise ToldInTheFuture("told_at")
    managers = call.managers_at(known.agency, known.placement)
    if managers.name(call.person):
        raise NotForWhomItCouldGoTo
    call.await_view(ConcernsView)
    for id in running_under(call.desk.shelf, known.id):
        _take_over(call, id, decision, body, told_at, managers, clock)
    return Response(status_code=204)


def _take_over(
    call: ConcernCall,
    id: UUID,
    decision: Decision,
    body: TakingOverIn,
    told_at: datetime,
    managers: Managers,
    clock: ClockReading,
) -> None:
    """One of them; nothing where it is over by now, is about them, or the worker was told of that before of this."""
    for _ in range(TRIES):
        concern, records = call.desk.store.past(Concern, id)
        before = told_at < concern.last_word_at
        if concern.is_over or before or call.person in (concern.worker, *concern.keepers):
            return
        acting = call.acting.at(concern.agency)
        about = about_of(call.desk.store, records, decision, acting)
        if call.person in about:
            return
        concern.take_over(call.person, body.how, told_at, managers=managers, about=about, clock=clock)
        with suppress(VersionConflict):
            call.desk.store.append(concern, replace(call.acting, policy_version=decision.version))
            call.tell_those_of(id)
            return
    raise VersionConflict
