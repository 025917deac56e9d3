"""A concern that limits confidentiality, as a state machine: the one lawful order of steps is the only one there is (C1, C2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Self
from uuid import UUID

from services.sessions.domain.clock import ClockReading
from services.sessions.domain.concern_answers import ConcernAnswers, People
from services.sessions.domain.concern_refusals import (
    AnotherNoticeStands,
    AnotherPersonIsToBeConsulted,
    AnsweredAlready,
    ConsultedAlready,
    NoEscalationNotice,
    NoMessageReachesThem,
    NothingCameOfItYet,
    NoticeNotSeenYet,
    NoticeOfAnother,
    WorkerHasObjected,
    WorkerStillHasTime,
)
from services.sessions.domain.concern_time import message_seen_after
from services.sessions.domain.consulting import Managers, consulted_person
from services.sessions.domain.disclosing import Disclosure, Fixed, Stated
from services.sessions.domain.raising import Raised, Under, notice_of
from services.sessions.events.concern_parts import HowTold
from services.sessions.events.concerns import (
    ConcernClosed,
    ConcernWithdrawn,
    EscalationNoticeGiven,
    ManagerConsulted,
    WorkerObjected,
)
from shared.identity import PersonId


class Concern(ConcernAnswers):
    """Worker told; the worker's answer, or the time; worker told of whom and what; that one person consulted; closed."""

    @classmethod
    def give_notice(cls, id: UUID, under: Under, by: PersonId, raised: Raised, clock: ClockReading) -> Self:
        """The worker hears of it first, from the supervisor; before that there is nothing."""
        return cls.begin(id, notice_of(under, by, raised, clock))

    def tell_of_escalation(
        self,
        by: PersonId,
        fixed: Fixed,
        *,
        name: str,
        how: HowTold,
        told_at: datetime,
        salt: bytes,
        managers: Managers,
        about: People,
        seen_after_hours: int,
        out_of_reach_since: datetime | None,
        clock: ClockReading,
    ) -> None:
        """The worker hears who is going to be consulted, and with which words. Only then may anybody be."""
        self._keeper(by)
        self._going_on()
        if how is HowTold.MESSAGE and out_of_reach_since:
            raise NoMessageReachesThem
        passed = not (self.declined or self.time_passed or self.notices)
        still = bool(out_of_reach_since and self.stands_still_by(out_of_reach_since))
        if passed and (still or not self.time_is_over(clock)):
            raise WorkerStillHasTime
        whom = self.next_to_consult(managers, about)
        if whom.person != fixed.to:
            raise AnotherPersonIsToBeConsulted
        if passed:
            self.note_time_passed(clock)
        self._told(told_at, clock)
        told = EscalationNoticeGiven(
            by=by,
            number=self.notices + 1,
            to=whom.person,
            consulted=whom.consulted,
            name=name,
            how=how,
            told_at=told_at,
            given_at=clock.now,
            seen_after_hours=message_seen_after(how, seen_after_hours),
            statement=fixed.statement,
            digest=fixed.digest(salt, self.grounds, whom.consulted),
            salt=salt.hex(),
        )
        self.record(told)

    def object_to(
        self,
        by: PersonId,
        number: int,
        words: str | None,
        *,
        managers: Managers,
        about: People,
        clock: ClockReading,
    ) -> None:
        """The worker does not want that person consulted. Where policy names another, this notice leads nowhere any more."""
        self._worker(by)
        self._running()
        notice = self.notice
        if notice is None or notice.number != number:
            raise AnotherNoticeStands
        if notice.objected:
            raise AnsweredAlready
        but = {self.worker, *self.keepers, *self.consulted, *self.objected_to, notice.whom.person, *about}
        other = consulted_person(managers, but, objected=True)
        instead = other.consulted if other else None
        if notice.counts_as_seen_at:  # a message: who objects to it has seen it
            self.see(by, clock, number)
        self.record(WorkerObjected(by=by, notice=number, instead=instead, words=words, at=clock.now))

    def consult(
        self,
        by: PersonId,
        to: PersonId,
        digest: str,
        *,
        opened: EscalationNoticeGiven | None,
        statements: Sequence[Stated],
        policy_version: str,
        template: tuple[str, int],
        managers: Managers,
        about: People,
        out_of_reach_since: datetime | None,
        clock: ClockReading,
    ) -> Disclosure:
        """This act makes the disclosure, to that person alone, of the very words that the worker was told of."""
        self._keeper(by)
        self._going_on()
        notice = self.notice
        if notice is None or opened is None:
            raise NoEscalationNotice
        if notice.voided:
            raise WorkerHasObjected
        if by != notice.by:
            raise NoticeOfAnother
        if (digest, to, opened.number) != (notice.digest, notice.whom.person, notice.number):
            raise AnotherNoticeStands
        if self.next_to_consult(managers, about) != notice.whom:
            raise AnotherPersonIsToBeConsulted
        self._heard(out_of_reach_since, clock)
        disclosure = Disclosure.of_notice(self, opened, by, policy_version, template)
        for stated in statements:
            disclosure.send_along(self.worker, stated.words, stated.said_at)
        told = {"notice": notice.number, "to": to, "consulted": notice.whom.consulted}
        self.record(ManagerConsulted(by=by, disclosure=disclosure.id, **told))
        return disclosure

    def _heard(self, out_of_reach_since: datetime | None, clock: ClockReading) -> None:
        """A message has to be seen, or to count as seen, which none does that could not reach them; unless there is no time for that."""
        counts_as_seen_at = self.lies_unseen_until
        if counts_as_seen_at is None:
            return
        if out_of_reach_since and out_of_reach_since < counts_as_seen_at:
            raise NoMessageReachesThem
        if not clock.has_passed(counts_as_seen_at):
            raise NoticeNotSeenYet

    def close(self, by: PersonId, outcome: str) -> None:
        """Once it was taken somewhere, by the worker or by this order of steps."""
        self._keeper(by)
        self._running()
        if not (self.taken_to_team or self.confirmed or self.consulted):
            raise NothingCameOfItYet
        self.record(ConcernClosed(by=by, outcome=outcome))

    def withdraw(self, by: PersonId, words: str | None) -> None:
        """At any time before somebody was consulted."""
        self._keeper(by)
        self._running()
        if self.consulted:
            raise ConsultedAlready
        self.record(ConcernWithdrawn(by=by, words=words))
