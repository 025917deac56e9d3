"""What a concern needs to be raised at all: acknowledged limits, one placement, grounds, and a time to answer (C1, C2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from services.sessions.domain.citing import OF_DANGER, Citable, GroundSaid, named
from services.sessions.domain.clock import ClockReading
from services.sessions.domain.concern_refusals import LimitsNotAcknowledged, NotYourStep, ToldInTheFuture
from services.sessions.domain.concern_time import message_seen_after
from services.sessions.domain.concern_unfit import (
    DangerOfWhat,
    NoReasonForZero,
    TooLittleTimeIsLeft,
    ZeroNeedsItsGround,
)
from services.sessions.events.concern_parts import HowTold, TimeSet
from services.sessions.events.concerns import ConcernNoticeGiven
from shared.identity import AgencyId, PersonId, PlacementId

SHORTEST: Final = timedelta(hours=1)
"""The shortest time there is, short of none: a telling that is recorded late must not cut it shorter."""


@dataclass(frozen=True)
class Under:
    """Where the worker acknowledged the limits, the one placement it names, and who may raise a concern there today."""

    worker: PersonId
    supervisors: frozenset[PersonId]
    agency: AgencyId
    placement: PlacementId
    limits_acknowledged_at: datetime | None
    agreement: UUID | None = None
    group: UUID | None = None
    seen_after_hours: int = 72
    """When a message counts as seen at the latest, by the agency's policy."""


@dataclass(frozen=True)
class Raised:
    """What the supervisor told the worker."""

    grounds: tuple[GroundSaid, ...]
    citable: Citable
    words: str
    about: tuple[PersonId, ...]
    how: HowTold
    told_at: datetime
    answer_hours: int
    time_set: TimeSet
    why_zero: str | None = None
    immediate_danger: bool = False


def notice_of(under: Under, by: PersonId, raised: Raised, clock: ClockReading) -> ConcernNoticeGiven:
    """The notice, once all that has to be there is."""
    if by not in under.supervisors or by == under.worker:
        raise NotYourStep
    acknowledged = under.limits_acknowledged_at
    if acknowledged is None or raised.told_at < acknowledged:
        raise LimitsNotAcknowledged
    grounds = named(raised.grounds, raised.citable)
    if raised.immediate_danger and not _of_danger(raised):
        raise DangerOfWhat("immediate_danger")
    _check_time(raised, clock)
    return ConcernNoticeGiven(
        by=by,
        worker=under.worker,
        agency=under.agency,
        placement=under.placement,
        agreement=under.agreement,
        group=under.group,
        limits_acknowledged_at=acknowledged,
        grounds=tuple(one.ground for one in grounds),
        named=grounds,
        words=raised.words,
        about=raised.about,
        immediate_danger=raised.immediate_danger,
        how=raised.how,
        told_at=raised.told_at,
        given_at=clock.now,
        seen_after_hours=message_seen_after(raised.how, under.seen_after_hours),
        answer_hours=raised.answer_hours,
        time_set=raised.time_set,
        why_zero=raised.why_zero,
    )


def _of_danger(raised: Raised) -> bool:
    return any(one.ground in OF_DANGER for one in raised.grounds)


def _check_time(raised: Raised, clock: ClockReading) -> None:
    """What starts by a clock that nothing bears out could end at any time: where a time is given, both have to agree."""
    if raised.answer_hours < 0:
        raise TooLittleTimeIsLeft("answer_hours")
    if raised.answer_hours == 0 and not (_of_danger(raised) and raised.why_zero):
        raise ZeroNeedsItsGround("answer_hours")
    if raised.answer_hours and raised.why_zero:
        raise NoReasonForZero("why_zero")
    timed = raised.answer_hours > 0 or raised.how is HowTold.MESSAGE
    if not (clock.has_passed(raised.told_at) if timed else clock.now >= raised.told_at):
        raise ToldInTheFuture("told_at")
    if raised.how is HowTold.MESSAGE or raised.answer_hours == 0:
        return
    if raised.told_at + timedelta(hours=raised.answer_hours) < clock.now + SHORTEST:
        raise TooLittleTimeIsLeft("answer_hours")
