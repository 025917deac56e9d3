"""An evaluation: after a session, between two alone; or over a period, the worker first and then those whom S13 names (S8)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal, Self, assert_never
from uuid import UUID

from services.sessions.domain.agreed import Agreed
from services.sessions.domain.evaluation_refusals import (
    AnotherWordLiesThere,
    NoSuchPeriod,
    NotAdministrativeSupervision,
    NotHeldYet,
    NothingEvaluated,
    NothingRated,
    NotTheirSession,
    ShownToNobodyElse,
)
from services.sessions.domain.met import Met
from services.sessions.domain.rated import require_fit
from services.sessions.domain.session import Session
from services.sessions.events.evaluations import (
    EVALUATION,
    EvaluationAddedTo,
    EvaluationFact,
    EvaluationShownToWorker,
    Formative,
    FormativeEvaluationGiven,
    FormativeEvaluationGivenTo,
    FormativeTo,
    Summative,
    SummativeEvaluationWritten,
)
from shared.aggregate import Aggregate
from shared.identity import PersonId, PlacementId

EvaluationStatus = Literal["given", "written", "shown"]


class Evaluation(Aggregate[EvaluationFact]):
    """Given once, formative, or written once, summative; what comes later is added to it and changes nothing."""

    stream_type: ClassVar[str] = EVALUATION
    begins_with: ClassVar[frozenset[str]] = frozenset(
        {
            FormativeEvaluationGiven.kind,
            FormativeEvaluationGivenTo.kind,
            SummativeEvaluationWritten.kind,
        }
    )

    by: PersonId
    to: PersonId | None = None
    """Who else reads it, where those two did not meet as worker and supervisor."""
    worker: PersonId | None = None
    supervisor: PersonId | None = None
    """Of the session; of a period, whoever wrote it."""
    agreement: UUID | None = None
    placement: PlacementId | None = None
    group: UUID | None = None
    session: UUID | None = None
    """Or a meeting of the group."""
    period: tuple[date, date] | None = None
    facts: int = 0
    said: int = 0
    """The last of its facts that whoever supervises said, where somebody does."""
    shown: int = 0
    """Up to which of its facts the worker was shown it."""

    @property
    def status(self) -> EvaluationStatus:
        if self.session:
            return "given"
        return "shown" if self.shown else "written"

    @property
    def two(self) -> frozenset[PersonId]:
        """Between whom it lies."""
        return frozenset(filter(None, (self.by, self.to, self.worker, self.supervisor)))

    @classmethod
    def give(cls, id: UUID, session: Session, *, by: PersonId, said: Formative) -> Self:
        """Either of the two who met, of the other or of themselves."""
        if by not in session.two:
            raise NotTheirSession
        if session.status != "held":
            raise NotHeldYet
        _says_something(said)
        assert session.agency is not None
        given = FormativeEvaluationGiven(
            by=by,
            session=session.id,
            agreement=session.agreement,
            worker=session.worker,
            supervisor=session.supervisor,
            agency=session.agency,
            placement=session.placement,
            said=said,
        )
        return cls.begin(id, given)

    @classmethod
    def give_to(cls, id: UUID, met: Met, *, by: PersonId, to: PersonId, said: FormativeTo) -> Self:
        """One who was there, to one other who was, of that other or of themselves."""
        met.require(by, to)
        _says_something(said)
        given = FormativeEvaluationGivenTo(
            by=by,
            to=to,
            session=met.session,
            group=met.group,
            agreement=met.agreement,
            agency=met.agency,
            said=said,
        )
        return cls.begin(id, given)

    @classmethod
    def write(
        cls, id: UUID, agreed: Agreed, *, by: PersonId, starts: date, ends: date, said: Summative, today: date
    ) -> Self:
        """Whoever supervises the worker administratively today; the worker sees it from here on."""
        if by != agreed.supervisor or not agreed.administrative:
            raise NotAdministrativeSupervision
        if not starts <= ends <= today:
            raise NoSuchPeriod("summative.starts", "summative.ends")
        if not said.rated:
            raise NothingRated("summative.rated")
        require_fit(said.rated, "summative.rated")
        written = SummativeEvaluationWritten(
            by=by,
            agreement=agreed.agreement,
            worker=agreed.worker,
            agency=agreed.agency,
            placement=agreed.placement,
            starts=starts,
            ends=ends,
            said=said,
        )
        return cls.begin(id, written)

    def show(self, by: PersonId, entry: int) -> None:
        """The worker, or its author, says that the worker was shown the last of what was said of them. Said twice is said once."""
        if self.session:
            raise ShownToNobodyElse
        if entry != self.said:
            raise AnotherWordLiesThere
        if self.shown < entry:
            self.record(EvaluationShownToWorker(by=by, upto=entry))

    def add(self, by: PersonId, words: str) -> None:
        """Words of either; those of whoever wrote it go to nobody else before the worker was shown them too."""
        self.record(EvaluationAddedTo(by=by, words=words))

    def apply(self, fact: EvaluationFact) -> None:
        self.facts += 1
        match fact:
            case FormativeEvaluationGiven():
                self._begin(fact)
                self.supervisor, self.session = fact.supervisor, fact.session
            case FormativeEvaluationGivenTo():
                self.by, self.to, self.session = fact.by, fact.to, fact.session
                self.group, self.agreement, self.agency = fact.group, fact.agreement, fact.agency
            case SummativeEvaluationWritten():
                self._begin(fact)
                self.supervisor, self.period = fact.by, (fact.starts, fact.ends)
            case EvaluationShownToWorker():
                self.shown = fact.upto
            case EvaluationAddedTo():
                if self.worker and fact.by != self.worker:
                    self.said = self.facts
            case _:
                assert_never(fact)

    def _begin(self, fact: FormativeEvaluationGiven | SummativeEvaluationWritten) -> None:
        self.by, self.worker, self.agreement = fact.by, fact.worker, fact.agreement
        self.agency, self.placement, self.said = fact.agency, fact.placement, self.facts


def _says_something(said: Formative | FormativeTo) -> None:
    if not (said.went_well or said.otherwise or said.rated):
        raise NothingEvaluated("formative")
    require_fit(said.rated, "formative.rated")
