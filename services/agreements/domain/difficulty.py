"""A difficulty with supervision itself: the worker takes it to one person, who answers (C7)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Final, Literal, Self, assert_never
from uuid import UUID

from services.agreements.domain.difficulty_refusals import (
    BreachUnnamed,
    DifficultyIsWithdrawn,
    NoBreachToName,
    NotYourDifficulty,
)
from services.agreements.domain.difficulty_under import Under
from services.agreements.events.difficulties import (
    DIFFICULTY,
    About,
    Breach,
    DifficultyAnswered,
    DifficultyFact,
    DifficultyOverdueNoted,
    DifficultyRaised,
    DifficultyWithdrawn,
)
from shared.aggregate import Aggregate
from shared.identity import PersonId

DifficultyStatus = Literal["open", "answered", "withdrawn"]
ANSWER_WITHIN: Final = timedelta(days=14)
"""Time to hear both sides; and where the two meet weekly (A6), no more than two sessions go by meanwhile."""


def due_of(raised_on: date, within_days: int | None) -> date:
    """The day by which the first answer is due; `within_days` is what the agency's policy set demands, if it is sooner."""
    asked = ANSWER_WITHIN if within_days is None else timedelta(days=within_days)
    return raised_on + min(ANSWER_WITHIN, asked)


class Difficulty(Aggregate[DifficultyFact]):
    """Between two people; nobody else knows that it is there."""

    stream_type: ClassVar[str] = DIFFICULTY
    begins_with: ClassVar[frozenset[str]] = frozenset({DifficultyRaised.kind})

    worker: PersonId
    to: PersonId
    agreement: UUID
    about: About
    due: date
    answers: int = 0
    withdrawn: bool = False
    noted: bool = False
    """Whether it was said that its due date has passed."""

    @property
    def status(self) -> DifficultyStatus:
        if self.withdrawn:
            return "withdrawn"
        return "answered" if self.answers else "open"

    @classmethod
    def raise_under(
        cls,
        id: UUID,
        under: Under,
        *,
        by: PersonId,
        about: About,
        breach: Breach | None,
        words: str,
        to: PersonId | None,
        today: date,
    ) -> Self:
        """The worker, and nobody else; in whatever state the agreement is, and after it is over too."""
        if by != under.worker:
            raise NotYourDifficulty
        if about is About.BREACH and breach is None:
            raise BreachUnnamed("breach")
        if about is About.DIFFICULTY and breach is not None:
            raise NoBreachToName("breach")
        raised = DifficultyRaised(
            by=by,
            agreement=under.agreement,
            agency=under.agency,
            to=under.taker(about, to),
            about=about,
            breach=breach,
            words=words,
            due=due_of(today, under.within.days if under.within else None),
            terms_version=under.terms_version if about is About.DIFFICULTY else None,
            policy_set=under.within.policy_set if under.within else None,
            edition=under.within.edition if under.within else None,
        )
        return cls.begin(id, raised)

    def answer(self, by: PersonId, words: str) -> None:
        """Whom it went to, as often as there is more to say."""
        self._open_to(self.to, by)
        self.record(DifficultyAnswered(by=by, words=words))

    def withdraw(self, by: PersonId) -> None:
        """The worker, before an answer or after."""
        self._open_to(self.worker, by)
        self.record(DifficultyWithdrawn(by=by))

    def note_overdue(self, today: date) -> None:
        """Once, when its due date has passed without an answer; people act on it, or don't."""
        if self.status == "open" and not self.noted and self.due < today:
            self.record(DifficultyOverdueNoted(due=self.due))

    def _open_to(self, whom: PersonId, by: PersonId) -> None:
        if by != whom:
            raise NotYourDifficulty
        if self.withdrawn:
            raise DifficultyIsWithdrawn

    def apply(self, fact: DifficultyFact) -> None:
        match fact:
            case DifficultyRaised():
                self.worker, self.to, self.agreement = fact.by, fact.to, fact.agreement
                self.agency, self.about, self.due = fact.agency, fact.about, fact.due
            case DifficultyAnswered():
                self.answers += 1
            case DifficultyOverdueNoted():
                self.noted = True
            case DifficultyWithdrawn():
                self.withdrawn = True
            case _:
                assert_never(fact)
