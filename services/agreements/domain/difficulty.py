"""A difficulty with supervision itself: the worker takes it to one person, who answers (C7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Final, Literal, Self, assert_never
from uuid import UUID

from services.agreements.domain.difficulty_refusals import (
    BreachUnnamed,
    DifficultyIsWithdrawn,
    NobodyIsNamed,
    NobodyToTakeABreach,
    NotToThem,
    NotYourDifficulty,
    OneOfSeveral,
)
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
from shared.identity import AgencyId, PersonId

DifficultyStatus = Literal["open", "answered", "withdrawn"]
ANSWER_WITHIN: Final = timedelta(days=14)
"""Time to hear both sides; and where the two meet weekly (A6), no more than two sessions go by meanwhile."""


def due_of(raised_on: date, within_days: int | None) -> date:
    """The day by which the first answer is due; `within_days` is what the agency's policy set demands, if it is sooner."""
    asked = ANSWER_WITHIN if within_days is None else timedelta(days=within_days)
    return raised_on + min(ANSWER_WITHIN, asked)


@dataclass(frozen=True)
class Under:
    """The agreement that it is about, and who could take it: whom that names, and today's privacy officers."""

    agreement: UUID
    agency: AgencyId
    worker: PersonId
    supervisor: PersonId
    named: PersonId | None
    officers: frozenset[PersonId]
    answered_within_days: int | None = None
    """As the agency's policy set demands."""

    def taker(self, about: About, to: PersonId | None) -> PersonId:
        """Whom it goes to; `to` is whom the worker chose."""
        match about:
            case About.DIFFICULTY:
                if self.named is None:
                    raise NobodyIsNamed
                fit = frozenset({self.named})
            case About.BREACH:
                fit = self.officers - {self.worker, self.supervisor}
                if not fit:
                    raise NobodyToTakeABreach
        if to is None and len(fit) > 1:
            raise OneOfSeveral("to")
        if to is not None and to not in fit:
            raise NotToThem("to")
        return to or next(iter(fit))


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
        raised = DifficultyRaised(
            by=by,
            agreement=under.agreement,
            agency=under.agency,
            to=under.taker(about, to),
            about=about,
            breach=breach,
            words=words,
            due=due_of(today, under.answered_within_days),
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
