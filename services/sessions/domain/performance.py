"""A performance record: written in administrative supervision, and nobody's before the worker was shown it (S13)."""

from __future__ import annotations

from typing import ClassVar, Literal, Self, assert_never
from uuid import UUID

from services.sessions.domain.agreed import Agreed
from services.sessions.domain.performance_refusals import (
    AnotherEntryLiesThere,
    EntryOfAnother,
    NoPlanToHaveAResult,
    NotAdministrative,
    NothingNoted,
    PerformanceRecordIsClosed,
    PlanEndsBeforeItStarts,
    WorkerNotShownIt,
)
from services.sessions.events.performance import (
    PERFORMANCE,
    Note,
    PerformanceCommentAdded,
    PerformanceFact,
    PerformanceNoted,
    PerformancePlanned,
    PerformancePlanResulted,
    PerformanceRecordClosed,
    PerformanceShown,
    Plan,
    Result,
)
from shared.aggregate import Aggregate
from shared.identity import PersonId, PlacementId

PerformanceStatus = Literal["noted", "shown", "closed"]


class PerformanceRecord(Aggregate[PerformanceFact]):
    """Its own object: it refers to an agreement, and to nothing that was ever said or written in a session."""

    stream_type: ClassVar[str] = PERFORMANCE
    begins_with: ClassVar[frozenset[str]] = frozenset({PerformanceNoted.kind})

    agreement: UUID
    worker: PersonId
    author: PersonId
    """Who began it."""
    writers: frozenset[PersonId] = frozenset()
    """Whoever wrote in it as supervisor, the author among them."""
    placement: PlacementId
    facts: int = 0
    written: int = 0
    """The last of its facts that is an entry of whoever supervises."""
    shown: int = 0
    """Up to which of its facts the worker was shown it."""
    not_shown: frozenset[PersonId] = frozenset()
    """Who wrote what the worker was not shown yet."""
    planned: bool = False
    closed: bool = False

    @property
    def status(self) -> PerformanceStatus:
        if self.closed:
            return "closed"
        return self.told_status

    @property
    def told_status(self) -> PerformanceStatus:
        """How it stands as far as the worker was shown it."""
        if self.closed and self.shown == self.written:
            return "closed"
        return "shown" if self.shown else "noted"

    @classmethod
    def note(cls, id: UUID, under: Agreed, *, by: PersonId, note: Note) -> Self:
        """The supervisor of an agreement in force on administrative supervision, and nobody else."""
        if by != under.supervisor or not under.administrative:
            raise NotAdministrative
        if note.going_well is None and note.falling_short is None:
            raise NothingNoted("going_well", "falling_short")
        noted = PerformanceNoted(
            by=by,
            agreement=under.agreement,
            worker=under.worker,
            agency=under.agency,
            placement=under.placement,
            note=note,
        )
        return cls.begin(id, noted)

    def show(self, by: PersonId, entry: int) -> None:
        """The worker, or whoever wrote it, says that the worker was shown the last entry. Said twice is said once."""
        if by != self.worker and self.waits_for_others(by):
            raise EntryOfAnother  # first: else the number of what waits could be found by trying
        if entry != self.written:
            raise AnotherEntryLiesThere
        if self.shown < entry:
            self.record(PerformanceShown(by=by, upto=entry))

    def comment(self, by: PersonId, words: str) -> None:
        """The worker's own words, at any time, also once it is closed."""
        self.record(PerformanceCommentAdded(by=by, words=words))

    def plan(self, by: PersonId, plan: Plan) -> None:
        self._goes_on(by)
        if plan.ends < plan.starts:
            raise PlanEndsBeforeItStarts("starts", "ends")
        self.record(PerformancePlanned(by=by, plan=plan))

    def conclude(self, by: PersonId, result: Result) -> None:
        """What came of the plan that there is."""
        self._goes_on(by)
        if not self.planned:
            raise NoPlanToHaveAResult
        self.record(PerformancePlanResulted(by=by, result=result))

    def close(self, by: PersonId, words: str | None, *, worker_gone: bool = False) -> None:
        """Once the worker was shown all of it: so nothing ever goes to others that the worker did not see first.

        Who was erased is shown nothing any more: then it is closed as it lies, and goes to others as far as before.
        """
        if not worker_gone and (self.waits_for_others(by) or (self.shown < self.written and not self.closed)):
            raise WorkerNotShownIt
        if self.closed:
            raise PerformanceRecordIsClosed
        self.record(PerformanceRecordClosed(by=by, words=words))

    def waits_for_others(self, person: PersonId) -> bool:
        """Whether the worker was not shown yet what somebody else wrote."""
        return bool(self.not_shown - {person})

    def _goes_on(self, by: PersonId) -> None:
        """Nobody writes over what another wrote and the worker was not shown; nor do they hear before the worker that it was closed."""
        if self.waits_for_others(by):
            raise WorkerNotShownIt
        if self.closed:
            raise PerformanceRecordIsClosed

    def apply(self, fact: PerformanceFact) -> None:
        self.facts += 1
        match fact:
            case PerformanceNoted():
                self.agreement, self.worker, self.author = fact.agreement, fact.worker, fact.by
                self.agency, self.placement = fact.agency, fact.placement
                self._wrote(fact.by)
            case PerformanceShown():
                self.shown, self.not_shown = fact.upto, frozenset()
            case PerformanceCommentAdded():
                pass  # theirs, and there from its first moment
            case PerformancePlanned():
                self.planned = True
                self._wrote(fact.by)
            case PerformancePlanResulted():
                self.planned = False
                self._wrote(fact.by)
            case PerformanceRecordClosed():
                self.closed = True
                self._wrote(fact.by)
            case _:
                assert_never(fact)

    def _wrote(self, by: PersonId) -> None:
        self.written, self.writers, self.not_shown = self.facts, self.writers | {by}, self.not_shown | {by}
