"""A goal of a worker, from its being set to its being achieved or dropped (S8)."""

from __future__ import annotations

from typing import ClassVar, Literal, Self, assert_never
from uuid import UUID

from services.sessions.domain.agreed import Agreed
from services.sessions.domain.goal_refusals import (
    AgreementIsOverForGoals,
    GoalHasEnded,
    GoalIsTheWorkersNow,
    NotTheirGoal,
)
from services.sessions.events.goals import (
    GOAL,
    Ending,
    FiveAnswers,
    GoalChanged,
    GoalEnded,
    GoalFact,
    GoalProgressNoted,
    GoalSet,
)
from shared.aggregate import Aggregate
from shared.identity import PersonId

GoalStatus = Literal["open", "ended"]


class Goal(Aggregate[GoalFact]):
    """Between the two parties of an agreement, either of whom writes down what both talk about.

    `over` is whether supervision between them is: then it is the worker's alone to go on with.
    """

    stream_type: ClassVar[str] = GOAL
    begins_with: ClassVar[frozenset[str]] = frozenset({GoalSet.kind})

    worker: PersonId
    supervisor: PersonId
    agreement: UUID
    progress: int = 0
    status: GoalStatus = "open"

    @classmethod
    def set_under(cls, id: UUID, agreed: Agreed, by: PersonId, answers: FiveAnswers) -> Self:
        """Under an agreement that is drafted or in force."""
        if by not in (agreed.worker, agreed.supervisor):
            raise NotTheirGoal
        if agreed.is_over:
            raise AgreementIsOverForGoals
        told = GoalSet(
            by=by,
            agreement=agreed.agreement,
            worker=agreed.worker,
            supervisor=agreed.supervisor,
            agency=agreed.agency,
            placement=agreed.placement,
            answers=answers,
        )
        return cls.begin(id, told)

    def note_progress(self, by: PersonId, words: str, *, over: bool) -> None:
        self._open_to(by, over)
        self.record(GoalProgressNoted(by=by, words=words))

    def change(self, by: PersonId, answers: FiveAnswers, *, over: bool) -> None:
        self._open_to(by, over)
        self.record(GoalChanged(by=by, answers=answers))

    def end(self, by: PersonId, ending: Ending, *, over: bool) -> None:
        self._open_to(by, over)
        self.record(GoalEnded(by=by, ending=ending))

    def _open_to(self, by: PersonId, over: bool) -> None:
        if by not in (self.worker, self.supervisor):
            raise NotTheirGoal
        if over and by != self.worker:
            raise GoalIsTheWorkersNow
        if self.status == "ended":
            raise GoalHasEnded

    def apply(self, fact: GoalFact) -> None:
        match fact:
            case GoalSet():
                self.worker, self.supervisor, self.agreement = fact.worker, fact.supervisor, fact.agreement
                self.agency = fact.agency
            case GoalProgressNoted():
                self.progress += 1
            case GoalChanged():
                pass
            case GoalEnded():
                self.status = "ended"
            case _:
                assert_never(fact)
