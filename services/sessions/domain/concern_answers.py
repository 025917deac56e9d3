"""What the worker answers: to the support team, to the line manager, or neither; and the manager's word that they came (C2)."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Set as AbstractSet

from services.sessions.domain.clock import ClockReading
from services.sessions.domain.concern_beside import ConcernBeside
from services.sessions.domain.concern_refusals import (
    AnsweredAlready,
    NobodyToConsult,
    NothingToConfirm,
    TimeToAnswerIsOver,
    WithTheLineManager,
    WithTheSupportTeam,
)
from services.sessions.domain.consulting import Consultable, Managers, WhyNot, consulted_person
from services.sessions.events.concerns import (
    LineManagerConfirmed,
    TakenToLineManager,
    TakenToSupportTeam,
    WorkerDeclined,
)
from shared.identity import PersonId

People = AbstractSet[PersonId]


class ConcernAnswers(ConcernBeside):
    """Until their time has passed, or they were told of the escalation, the worker's last word counts."""

    def take_to_support_team(self, by: PersonId, clock: ClockReading) -> None:
        """On the worker's word: nobody is named."""
        self._answering(by)
        self._has_read(by, clock)
        self.record(TakenToSupportTeam(by=by))

    def take_to_line_manager(
        self, by: PersonId, managers: Managers, about: People, clock: ClockReading
    ) -> None:
        """On the worker's word; their time runs until the manager confirms."""
        self._answering(by)
        whom = self.next_to_consult(managers, about)
        if whom == self.said_to:
            raise AnsweredAlready
        self._has_read(by, clock)
        self.record(TakenToLineManager(by=by, to=whom.person, consulted=whom.consulted))

    def decline(
        self,
        by: PersonId,
        *,
        unable: bool,
        words: str | None,
        clock: ClockReading,
        was_unable: bool | None = None,
    ) -> None:
        """The worker will not, or cannot; or says the other of the two, or why. `was_unable` is what they said last, opened."""
        self._answering(by)
        if self.declined and words is None and unable is was_unable:
            raise AnsweredAlready
        self._has_read(by, clock)
        # More words on the same answer make no telling too early that came after the answer.
        at = None if self.declined and unable is was_unable else clock.now
        self.record(WorkerDeclined(by=by, unable=unable, words=words, at=at))

    def confirm(self, by: PersonId) -> None:
        """The manager named says that the worker came. Said twice is said once."""
        if self.said_to is None or by != self.said_to.person:
            raise NothingToConfirm
        if self.confirmed:
            return
        if not self.can_be_confirmed:
            raise NothingToConfirm
        self.record(LineManagerConfirmed(by=by))

    def next_to_consult(self, managers: Managers, about: People) -> Consultable:
        """Whom the placement and the agency's policy name; nobody chooses. Raises NobodyToConsult.

        To whom the worker objected when there was nobody else, only while there is nobody else.
        """
        but = {self.worker, *self.keepers, *self.consulted, *self.objected_to, *about}
        found = None
        if in_vain := self.objected_in_vain:
            found = consulted_person(managers, but | in_vain, objected=True)
        found = found or consulted_person(managers, but, objected=bool(self.objected_to))
        if found is None:
            raise NobodyToConsult
        return found

    def why_not_line_manager(self, found: Consultable, managers: Managers, about: People) -> WhyNot | None:
        """Why somebody is consulted in that place; None where it is the line manager."""
        if not managers.chain:
            return WhyNot.NO_LINE_MANAGER
        if found.person == managers.chain[0]:
            return None
        passed_over: tuple[tuple[WhyNot, Collection[PersonId]], ...] = (
            (WhyNot.THE_WORKER, (self.worker,)),
            (WhyNot.SUPERVISES, self.keepers),
            (WhyNot.CONSULTED, self.consulted),
            (WhyNot.OBJECTED, self.objected_to | self.objected_in_vain),
            (WhyNot.CONCERNED, about),
            (WhyNot.CHOSEN, managers.chosen),
            (WhyNot.GONE, managers.gone),
        )
        told = (why for why, people in passed_over if managers.chain[0] in people)
        return next(told, WhyNot.OBJECTED)  # to another; then it is whom policy names instead

    def _answering(self, by: PersonId) -> None:
        self._worker(by)
        self._going_on()
        if self.time_passed or self.notices:
            raise TimeToAnswerIsOver

    def _has_read(self, by: PersonId, clock: ClockReading) -> None:
        """Whoever answers a message has seen it; and a notice that is answered has reached the worker."""
        if self.time.of_message or self.time.stands_still:
            self.see(by, clock)

    def _going_on(self) -> None:
        self._running()
        if self.taken_to_team:
            raise WithTheSupportTeam
        if self.confirmed:
            raise WithTheLineManager
