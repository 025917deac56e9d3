"""How a concern stands by its history: who has said what, who was told of whom, and whether time still runs (C2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import ClassVar, Literal, assert_never
from uuid import UUID

from services.sessions.domain.concern_time import AnswerTime, counts_as_seen
from services.sessions.domain.concern_told import EscalationTold
from services.sessions.domain.consulting import Consultable
from services.sessions.events.codes import Ground
from services.sessions.events.concern_beside import (
    ClockPaused,
    ClockResumed,
    CoverTookOver,
    StatementAdded,
    StepTakenOutOfOrder,
)
from services.sessions.events.concerns import (
    CONCERN,
    AnswerTimePassed,
    ConcernClosed,
    ConcernFact,
    ConcernNoticeGiven,
    ConcernWithdrawn,
    EscalationNoticeGiven,
    LineManagerConfirmed,
    ManagerConsulted,
    NoticeSeen,
    TakenToLineManager,
    TakenToSupportTeam,
    WorkerDeclined,
    WorkerObjected,
)
from shared.aggregate import Aggregate
from shared.identity import PersonId, PlacementId

ConcernStatus = Literal[
    "informed",
    "with-support-team",
    "said-to-line-manager",
    "with-line-manager",
    "declined",
    "time-passed",
    "escalation-told",
    "objected",
    "consulted",
    "closed",
    "withdrawn",
]


class ConcernStanding(Aggregate[ConcernFact]):
    """What came of the steps so far."""

    stream_type: ClassVar[str] = CONCERN
    begins_with: ClassVar[frozenset[str]] = frozenset({ConcernNoticeGiven.kind})

    author: PersonId
    worker: PersonId
    cover: PersonId | None = None
    ever_covered: frozenset[PersonId] = frozenset()
    """Who took it over at any time."""
    placement: PlacementId
    agreement: UUID | None = None
    group: UUID | None = None
    grounds: tuple[Ground, ...] = ()
    immediate_danger: bool = False
    time: AnswerTime
    last_word_at: datetime
    """When there was last something that has to come before whatever the worker is told next."""
    seen: bool = False
    taken_to_team: bool = False
    said_to: Consultable | None = None
    """To whom the worker says they have taken it."""
    confirmed: bool = False
    declined: bool = False
    time_passed: bool = False
    notice: EscalationTold | None = None
    """The last one, until somebody is consulted under it."""
    notices: int = 0
    objected_to: frozenset[PersonId] = frozenset()
    """In whose place another is consulted."""
    objected_in_vain: frozenset[PersonId] = frozenset()
    """In whose place there was nobody then."""
    consulted: tuple[PersonId, ...] = ()
    disclosures: tuple[UUID, ...] = ()
    closed: bool = False
    withdrawn: bool = False

    @property
    def is_over(self) -> bool:
        return self.closed or self.withdrawn

    @property
    def keepers(self) -> tuple[PersonId, ...]:
        """Who takes the steps."""
        return (self.author, self.cover) if self.cover else (self.author,)

    @property
    def waits_for_an_answer(self) -> bool:
        """Whether the worker's time matters: it runs, or stands still."""
        answered = self.taken_to_team or self.confirmed or self.declined or self.time_passed
        return not (self.is_over or answered or self.notices)

    @property
    def can_be_confirmed(self) -> bool:
        return bool(self.said_to) and not (self.is_over or self.confirmed or self.consulted)

    @property
    def status(self) -> ConcernStatus:
        if self.is_over:
            return "withdrawn" if self.withdrawn else "closed"
        if self.taken_to_team:
            return "with-support-team"
        if self.confirmed:
            return "with-line-manager"
        if self.notice:
            return "objected" if self.notice.voided else "escalation-told"
        if self.consulted:
            return "consulted"
        if self.declined or self.time_passed:
            return "declined" if self.declined else "time-passed"
        return "said-to-line-manager" if self.said_to else "informed"

    def apply(self, fact: ConcernFact) -> None:
        match fact:
            case ConcernNoticeGiven():
                self._begin(fact)
            case NoticeSeen() if fact.notice:
                assert self.notice is not None
                self.notice = replace(self.notice, seen=True)
            case NoticeSeen():
                self.seen, self.time = True, replace(self.time, seen_at=fact.at)
            case TakenToSupportTeam():
                self.taken_to_team, self.said_to, self.declined = True, None, False
            case TakenToLineManager():
                self.said_to, self.declined = Consultable(fact.to, fact.consulted), False
            case LineManagerConfirmed():
                self.confirmed, self.notice = True, None
            case WorkerDeclined():
                self.declined, self.said_to = True, None
                self._word_at(fact.at)
            case AnswerTimePassed():
                self.time_passed = True
                self._word_at(fact.answer_by)
            case EscalationNoticeGiven():
                whom = Consultable(fact.to, fact.consulted)
                self.notices = fact.number
                counts = counts_as_seen(fact.given_at, fact.seen_after_hours)
                self.notice = EscalationTold(fact.number, fact.by, whom, fact.digest, counts)
                if fact.to not in self.objected_in_vain:
                    self.objected_to |= self.objected_in_vain
                    self.objected_in_vain = frozenset()
                self._word_at(fact.told_at)
            case WorkerObjected():
                assert self.notice is not None
                voided = fact.instead is not None
                if voided:
                    self.objected_to |= {self.notice.whom.person}
                else:
                    self.objected_in_vain |= {self.notice.whom.person}
                self.notice = replace(self.notice, objected=True, voided=voided)
                self._word_at(fact.at)
            case ManagerConsulted():
                self.consulted += (fact.to,)
                self.disclosures += (fact.disclosure,)
                self.notice = None
            case ConcernClosed():
                self.closed = True
            case ConcernWithdrawn():
                self.withdrawn = True
            case ClockPaused():
                self.time = self.time.paused(fact.at)
            case ClockResumed():
                self.time = self.time.resumed(fact.at)
            case CoverTookOver():
                self.cover = fact.by
                self.ever_covered |= {fact.by}
                self._word_at(fact.told_at)
            case StatementAdded() | StepTakenOutOfOrder():
                pass
            case _:
                assert_never(fact)

    def _begin(self, fact: ConcernNoticeGiven) -> None:
        self.author, self.worker = fact.by, fact.worker
        self.agency, self.placement = fact.agency, fact.placement
        self.agreement, self.group = fact.agreement, fact.group
        self.grounds, self.immediate_danger = fact.grounds, fact.immediate_danger
        self.last_word_at = fact.told_at
        self.time = AnswerTime(fact.told_at, fact.given_at, fact.answer_hours, fact.seen_after_hours)

    def _word_at(self, at: datetime | None) -> None:
        if at is not None:
            self.last_word_at = max(self.last_word_at, at)
