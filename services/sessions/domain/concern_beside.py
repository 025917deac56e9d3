"""What may happen to a concern beside its steps: seen, stated, paused, covered, and what was done out of order (C2, C8, A4)."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import datetime

from services.sessions.domain.clock import ClockReading
from services.sessions.domain.concern_refusals import (
    AnotherNoticeStands,
    ConcernIsOver,
    NotForWhomItCouldGoTo,
    NothingIsPaused,
    NotYourStep,
    NotYoursToCover,
    StepYetToCome,
    ToldInTheFuture,
    ToldTooEarly,
)
from services.sessions.domain.concern_standing import ConcernStanding
from services.sessions.domain.consulting import Managers
from services.sessions.events.concern_beside import (
    ClockPaused,
    ClockResumed,
    CoverTookOver,
    StatementAdded,
    StepTakenOutOfOrder,
)
from services.sessions.events.concern_parts import HowTold, Pause, Step
from services.sessions.events.concerns import AnswerTimePassed, NoticeSeen
from shared.identity import PersonId


class ConcernBeside(ConcernStanding):
    """None of this brings anybody a step nearer to being consulted."""

    def see(self, by: PersonId, clock: ClockReading, number: int | None = None) -> None:
        """The worker says that they have seen the notice, or that of an escalation; so it has reached them, wherever it was sent.

        An act of a person, which waits for no clocks to agree. Said twice is said once.
        """
        self._worker(by)
        self._running()
        if number is not None:
            self._see_escalation(by, number, clock)
            return
        if self.seen and not self.time.stands_still:
            return
        at = max(clock.acted_at, self.time.given_at, self.time.paused_at or self.time.given_at)
        if not self.seen:
            self.record(NoticeSeen(by=by, at=at))
        if self.time.stands_still:
            self.record(ClockResumed(by=by, at=at))

    def _see_escalation(self, by: PersonId, number: int, clock: ClockReading) -> None:
        if self.notice is None or self.notice.number != number:
            raise AnotherNoticeStands
        if not self.notice.seen:
            self.record(NoticeSeen(by=by, at=clock.acted_at, notice=number))

    def add_statement(self, by: PersonId, words: str) -> None:
        """The worker's own words, at any time, also once it is over."""
        self._worker(by)
        self.record(StatementAdded(by=by, words=words))

    def note_time_passed(self, clock: ClockReading) -> None:
        """Once, by nobody. Does nothing else: no day and no hour ever tells, consults or shows."""
        if self.time_is_over(clock):
            assert self.time.ends is not None
            self.record(AnswerTimePassed(answer_by=self.time.ends))

    def time_is_over(self, clock: ClockReading) -> bool:
        """Whether the worker has let their time pass. Raises ClocksDisagree where nobody can tell."""
        if not self.waits_for_an_answer or self.time.ends is None:
            return False
        return self.time.needs_no_clock or clock.has_passed(self.time.ends)

    def note_pause(self, why: Pause, since: datetime, clock: ClockReading) -> None:
        """Once for each cause, from when it was so, whoever notices it when. Where danger is immediate, on the fourth or fifth ground, time does not stand still."""
        if self.may_stand_still_from(since) and clock.has_passed(since):
            self.record(ClockPaused(at=self._unreached_from(since), why=why))

    def stands_still_by(self, since: datetime) -> bool:
        """Whether the worker's time stands still by what nobody has noted yet."""
        ends = self.time.ends
        return self.may_stand_still_from(since) and ends is not None and self._unreached_from(since) < ends

    def may_stand_still_from(self, since: datetime) -> bool:
        """A further time only by what came to be after the notice had reached the worker elsewhere."""
        time = self.time
        may = self.waits_for_an_answer and not self.immediate_danger and not time.stands_still
        return may and (time.reached_at is None or since > time.reached_at)

    @property
    def could_stand_still_until(self) -> datetime | None:
        """The end of the worker's time, where anything that befell them before it would have stopped it."""
        ends = self.time.ends
        if ends is None or not self.may_stand_still_from(ends):
            return None
        return ends if self._unreached_from(self.time.given_at) < ends else None

    @property
    def is_pressing(self) -> bool:
        """Whether there is no time to wait until a message was seen."""
        return self.immediate_danger or self.time.answer_hours == 0

    @property
    def lies_unseen_until(self) -> datetime | None:
        """When the second notice, a message, counts as seen; None where nobody waits for that."""
        if self.notice is None or self.notice.seen or self.notice.voided or self.is_pressing or self.is_over:
            return None
        return self.notice.counts_as_seen_at

    def _unreached_from(self, since: datetime) -> datetime:
        """What has reached the worker has reached them."""
        return max(since, self.time.given_at, self.time.seen_at or since)

    def reach(self, by: PersonId, how: HowTold, clock: ClockReading) -> None:
        """The notice was brought to the worker where the employer has no say; their time runs on."""
        self._keeper(by)
        self._running()
        paused_at = self.time.paused_at
        if paused_at is None:
            raise NothingIsPaused
        at = clock.now if clock.has_passed(paused_at) else paused_at
        self.record(ClockResumed(by=by, at=at, how=how))

    def take_over(
        self,
        by: PersonId,
        how: HowTold,
        told_at: datetime,
        *,
        managers: Managers,
        about: AbstractSet[PersonId],
        clock: ClockReading,
    ) -> None:
        """Whoever covers goes on, the worker having been told so; nobody whom it could go to or whom it is about. Done twice is done once."""
        self._running()
        if managers.name(by) or by in about:
            raise NotForWhomItCouldGoTo
        if by in (self.worker, self.author):
            raise NotYoursToCover
        self._told(told_at, clock)
        if by != self.cover:
            self.record(CoverTookOver(by=by, how=how, told_at=told_at))

    def note_out_of_order(
        self, by: PersonId, step: Step, taken_at: datetime, words: str, clock: ClockReading
    ) -> None:
        """By whoever took the step, or as the worker alleges; at any time, and it changes no step that is lawful."""
        if by not in (self.worker, self.author, *self.ever_covered):
            raise NotYourStep
        if taken_at > clock.now:
            raise StepYetToCome("taken_at")
        alleged = by == self.worker
        self.record(StepTakenOutOfOrder(by=by, step=step, taken_at=taken_at, alleged=alleged, words=words))

    def _worker(self, by: PersonId) -> None:
        if by != self.worker:
            raise NotYourStep

    def _keeper(self, by: PersonId) -> None:
        if by not in self.keepers:
            raise NotYourStep

    def _running(self) -> None:
        if self.is_over:
            raise ConcernIsOver

    def _told(self, told_at: datetime, clock: ClockReading) -> None:
        """A moment that still lies ahead was told by a clock that was wrong; whoever tells now tells after it."""
        if told_at > clock.now:
            raise ToldInTheFuture("told_at")
        if told_at < max(self.time.told_at, min(self.last_word_at, clock.now)):
            raise ToldTooEarly("told_at")
