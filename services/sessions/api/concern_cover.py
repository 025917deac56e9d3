"""Whoever supervises or covers now, or facilitates a group, goes on with what runs there, if anything does (A4, C2)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from fastapi import Response

from services.sessions.api.concern_calls import ConcernCall, Concerns
from services.sessions.api.concern_going_on import goes_on_today, goes_on_under
from services.sessions.domain.clock import ClockReading
from services.sessions.domain.concern import Concern
from services.sessions.domain.concern_refusals import NotForWhomItCouldGoTo, ToldInTheFuture
from services.sessions.domain.concern_unfit import require_one_of_two
from services.sessions.forms.concern_words import about_of
from services.sessions.forms.concerns import TakingOverIn
from services.sessions.policy import CONCERNS
from services.sessions.views import ConcernsView, running_about, running_in_group
from shared.access import Decision
from shared.identity import AgencyId, PlacementId
from shared.keys import Erased
from shared.store import VersionConflict
from shared.tables import Away
from shared.web.answers import Silent
from shared.web.calls import TRIES
from shared.web.routing import Routes

router = Routes("Concerns")


@router.post("/concerns/covers", status_code=204, response_class=Silent)
def take_concerns_over(body: TakingOverIn, call: Concerns) -> Response:
    """Say that the worker was told that you, who cover for their supervisor, supervise them yourself or facilitate their group now, go on with what runs there.

    Of an agreement that is what was raised under it; and what was raised where supervision is over since: under an earlier one of
    the same two, and where whoever raised it can sign in no more, anywhere at that agency, for whoever holds a role of those who supervise, there or at their own agency, while nobody of them took it over who goes on
    with it. Name the earlier one or yours. From then on you see it, if there is anything: ground, steps, clock, and no word that
    was written. The answer is the same where there is nothing, or nothing for you. 409 for whoever is one of those whom a concern there could go to, whether or not there is any.
    """
    require_one_of_two(body.agreement, body.group, body.worker)
    covers, agency, placement = _covers(body, call)
    decision = call.permit(CONCERNS, frozenset({"covering"} if covers else ()), "take-over", "running")
    clock = call.clock()
    told_at = body.told_at or clock.now
    if told_at > clock.now:
        raise ToldInTheFuture("told_at")
    if call.managers_at(agency, placement).name(call.person):
        raise NotForWhomItCouldGoTo
    call.await_log(ConcernsView)
    for id in _running(body, call):
        with suppress(Erased):  # nobody goes on with that one, and nobody learns that it was there
            _take_over(call, id, decision, body, told_at, clock)
    return Silent(status_code=204)


def _covers(body: TakingOverIn, call: ConcernCall) -> tuple[bool, AgencyId, PlacementId]:
    """Whether they go on with what runs there, and at which placement; to whoever may not see that it takes place it is not known."""
    if body.group and body.worker:
        member, placement = call.member(body.group, body.worker)
        return member.is_led_by(call.person), member.agency, placement
    assert body.agreement
    known = call.agreement(body.agreement)
    covers = call.person in call.supervising_on(known, call.today(known.agency))
    if covers:
        call.require_heard(known.id)
    else:
        call.require_may_see(known)
    return covers, known.agency, known.placement


def _running(body: TakingOverIn, call: ConcernCall) -> list[UUID]:
    if body.group and body.worker:
        return running_in_group(call.desk.shelf, body.group, body.worker)
    assert body.agreement
    return running_about(call.desk.shelf, call.agreement(body.agreement).worker)


def _goes_on(call: ConcernCall, concern: Concern, agreement: UUID) -> bool:
    """Whether whoever asks goes on with this one, and by that agreement. Where it is not known, nobody learns that it is there."""
    with suppress(Away):
        under = goes_on_under(call, concern)
        named = agreement in {concern.agreement, *(one.id for one in under)}
        return named and call.person in goes_on_today(call, concern, under)
    return False


def _take_over(
    call: ConcernCall,
    id: UUID,
    decision: Decision,
    body: TakingOverIn,
    told_at: datetime,
    clock: ClockReading,
) -> None:
    """One of them; nothing where it is over by now, could go to them or is about them, or that was told before this was."""
    for _ in range(TRIES):
        concern, records = call.desk.store.past(Concern, id)
        before = told_at < concern.last_word_at
        if concern.is_over or before or call.person in (concern.worker, *concern.keepers):
            return
        if body.agreement and not _goes_on(call, concern, body.agreement):
            return
        acting = call.acting.at(concern.agency)
        about = about_of(call.desk.store, records, decision, acting)
        managers = call.managers(concern)  # a member who joined anew may have named another placement since
        if call.person in about or managers.name(call.person):
            return
        concern.take_over(call.person, body.how, told_at, managers=managers, about=about, clock=clock)
        with suppress(VersionConflict):
            call.desk.store.append(concern, replace(call.acting, policy_version=decision.version))
            call.tell_those_of(id)
            return
    raise VersionConflict
