"""A dual relationship: both weigh four questions, and the worker goes on only when both are confident (S14)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final, Literal, Self, assert_never
from uuid import UUID

from services.sessions.catalogues.dual_relationships import CODES
from services.sessions.domain.agreed import Agreed
from services.sessions.domain.dual_relationship_refusals import (
    AllFourQuestions,
    NotBothConfident,
    NothingToDecideUnder,
    NotOfThisAgreement,
    NotWeighedByBoth,
)
from services.sessions.events.dual_relationships import (
    DUAL_RELATIONSHIP,
    Decision,
    DualRelationshipDecided,
    DualRelationshipFact,
    DualRelationshipRaised,
    DualRelationshipWeighed,
    Weighed,
)
from shared.aggregate import Aggregate
from shared.identity import PersonId

DualRelationshipStatus = Literal["open", "weighed", "decided"]
NOBODY: Final[frozenset[PersonId]] = frozenset()


class DualRelationship(Aggregate[DualRelationshipFact]):
    """Between worker and supervisor; there is no field for who is supported.

    `over` is whether supervision between them is: then nothing is weighed any more, and the worker alone may stop.
    """

    stream_type: ClassVar[str] = DUAL_RELATIONSHIP
    begins_with: ClassVar[frozenset[str]] = frozenset({DualRelationshipRaised.kind})

    agreement: UUID
    worker: PersonId
    supervisor: PersonId
    weighed_by: frozenset[PersonId] = NOBODY
    decided: bool = False

    @property
    def parties(self) -> frozenset[PersonId]:
        return frozenset({self.worker, self.supervisor})

    @property
    def status(self) -> DualRelationshipStatus:
        if self.decided:
            return "decided"
        return "weighed" if self.weighed_by == self.parties else "open"

    @classmethod
    def bring(cls, id: UUID, under: Agreed, *, by: PersonId, words: str) -> Self:
        """Either of the two brings it, under an agreement that is not over."""
        if by not in (under.worker, under.supervisor):
            raise NotOfThisAgreement
        if under.is_over:
            raise NothingToDecideUnder
        raised = DualRelationshipRaised(
            by=by,
            agreement=under.agreement,
            worker=under.worker,
            supervisor=under.supervisor,
            agency=under.agency,
            words=words,
        )
        return cls.begin(id, raised)

    def weigh(self, by: PersonId, weighed: Weighed, *, over: bool) -> None:
        """All four questions; whoever weighs them anew opens the decision again."""
        self._party(by)
        if over:
            raise NothingToDecideUnder
        if sorted(one.question for one in weighed.answers) != sorted(CODES):
            raise AllFourQuestions("answers")
        self.record(DualRelationshipWeighed(by=by, weighed=weighed))

    def decide(
        self, by: PersonId, decision: Decision, confident: Mapping[PersonId, bool], *, over: bool
    ) -> None:
        """Not to go on, either of them at any time; to go on, once both have weighed and are confident.

        `confident` is what each said last, as opened for this decision.
        """
        self._party(by)
        if over and (decision.going_on or by != self.worker):
            raise NothingToDecideUnder
        if decision.going_on:
            if self.weighed_by != self.parties:
                raise NotWeighedByBoth
            if not all(confident.get(one) for one in self.parties):
                raise NotBothConfident
        self.record(DualRelationshipDecided(by=by, decision=decision))

    def _party(self, by: PersonId) -> None:
        if by not in self.parties:
            raise NotOfThisAgreement

    def apply(self, fact: DualRelationshipFact) -> None:
        match fact:
            case DualRelationshipRaised():
                self.agreement, self.agency = fact.agreement, fact.agency
                self.worker, self.supervisor = fact.worker, fact.supervisor
            case DualRelationshipWeighed():
                self.weighed_by, self.decided = self.weighed_by | {fact.by}, False
            case DualRelationshipDecided():
                self.decided = True
            case _:
                assert_never(fact)
