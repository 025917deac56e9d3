"""A round of feedback on supervision, and what is left of it: figures over many, and two heaps that nothing joins (K4, C5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar, Final, Self, assert_never
from uuid import UUID, uuid5

from services.sessions.catalogues.feedback import DEFAULT, REVERSED
from services.sessions.domain.feedback_refusals import (
    AnotherRoundIsOpen,
    BeganAlready,
    NotAskedInThisRound,
    NotOnTheScale,
    OnceAnItem,
    RoundHasNotBegun,
    RoundIsOver,
    StartsTooFarAhead,
    TooShortOrTooLong,
    UnknownItem,
)
from services.sessions.domain.smallest_group import SMALLEST_GROUP
from services.sessions.events.feedback import (
    ANSWERS,
    RESPONDENT,
    ROUND,
    FeedbackAnswersKept,
    FeedbackRespondentNoted,
    FeedbackRoundClosed,
    FeedbackRoundFact,
    FeedbackRoundOpened,
    Figure,
    ItemAnswered,
)
from shared.aggregate import Aggregate
from shared.identity import AgencyId, PersonId

LOWEST, HIGHEST = 1, 5
SHORTEST, LONGEST = timedelta(days=7), timedelta(days=92)
"""Long enough for whoever is away, and no longer than answers should wait."""
FURTHEST: Final = timedelta(days=92)
"""A day written wrongly must not keep an agency from asking for years."""
NAMESPACE: Final = UUID("6f0b1c1e-8f0e-4f2b-9e2c-5b1f2d7c9a41")
Answers = tuple[ItemAnswered, ...]


def round_id(agency: AgencyId, number: int) -> UUID:
    """The log itself lets an agency open its next round once."""
    return uuid5(NAMESPACE, f"{agency} {number}")


class FeedbackRound(Aggregate[FeedbackRoundFact]):
    """One agency's, from a day to a day; nobody ends it sooner, for a day of one's choosing could single somebody out."""

    stream_type: ClassVar[str] = ROUND
    begins_with: ClassVar[frozenset[str]] = frozenset({FeedbackRoundOpened.kind})

    items: tuple[str, ...]
    starts: date
    ends: date
    closed: bool = False
    fewer_than: int = SMALLEST_GROUP
    figures: tuple[Figure, ...] = ()

    @property
    def status(self) -> str:
        return "closed" if self.closed else "open"

    @classmethod
    def open(
        cls,
        id: UUID,
        *,
        by: PersonId,
        agency: AgencyId,
        items: tuple[str, ...],
        starts: date,
        ends: date,
        today: date,
        before: FeedbackRound | None,
    ) -> Self:
        """One at a time: of two at once the difference could point at somebody."""
        if before is not None and not before.closed:
            raise AnotherRoundIsOpen
        if starts < today:
            raise BeganAlready("starts")
        if starts > today + FURTHEST:
            raise StartsTooFarAhead("starts")
        if not SHORTEST <= ends - starts + timedelta(days=1) <= LONGEST:
            raise TooShortOrTooLong("starts", "ends")
        if len(set(items)) != len(items):
            raise OnceAnItem("items")
        if not set(items) <= set(DEFAULT):
            raise UnknownItem("items")
        asked = tuple(one for one in DEFAULT if not items or one in items)
        return cls.begin(id, FeedbackRoundOpened(by=by, agency=agency, items=asked, starts=starts, ends=ends))

    def admit(self, answers: Answers, today: date) -> None:
        """Whether these answers can be laid aside; nothing is recorded before the round closes."""
        if self.closed or today > self.ends:
            raise RoundIsOver
        if today < self.starts:
            raise RoundHasNotBegun
        given = [one.item for one in answers]
        if not set(given) <= set(self.items):
            raise NotAskedInThisRound("answers")
        if len(set(given)) != len(given):
            raise OnceAnItem("answers")
        if not all(LOWEST <= one.value <= HIGHEST for one in answers):
            raise NotOnTheScale("answers")

    def close(self, given: Sequence[Answers]) -> None:
        """Once, with figures where enough answered."""
        if not self.closed:
            self.record(FeedbackRoundClosed(fewer_than=SMALLEST_GROUP, figures=figures_of(self.items, given)))

    def apply(self, fact: FeedbackRoundFact) -> None:
        match fact:
            case FeedbackRoundOpened():
                self.agency, self.items, self.starts, self.ends = (
                    *(fact.agency, fact.items),
                    *(fact.starts, fact.ends),
                )
            case FeedbackRoundClosed():
                self.closed, self.fewer_than, self.figures = True, fact.fewer_than, fact.figures
            case _:
                assert_never(fact)


def figures_of(items: Sequence[str], given: Sequence[Answers]) -> tuple[Figure, ...]:
    """The mean of each item, short of either end of the scale; none at all of fewer answers than can hide one, and none of an item that fewer answered."""
    if len(given) < SMALLEST_GROUP:
        return ()
    said = {
        item: [counted(one) for answers in given for one in answers if one.item == item] for item in items
    }
    return tuple(Figure(item=item, tenths=_mean(values)) for item, values in said.items())


def counted(answer: ItemAnswered) -> int:
    """More is always better: a statement on what hinders counts the other way."""
    return LOWEST + HIGHEST - answer.value if answer.item in REVERSED else answer.value


def _mean(values: Sequence[int]) -> int | None:
    if len(values) < SMALLEST_GROUP:
        return None
    nearest = (20 * sum(values) + len(values)) // (2 * len(values))  # the nearest tenth, halves upward
    return min(
        max(nearest, 10 * LOWEST + 1), 10 * HIGHEST - 1
    )  # at its end it would tell what each of them said


class FeedbackAnswers(Aggregate[FeedbackAnswersKept]):
    """What somebody said, of one fact, and nobody's."""

    stream_type: ClassVar[str] = ANSWERS
    begins_with: ClassVar[frozenset[str]] = frozenset({FeedbackAnswersKept.kind})
    read_again: ClassVar[bool] = False
    anonymous: ClassVar[bool] = True

    def apply(self, fact: FeedbackAnswersKept) -> None:
        pass


class FeedbackRespondent(Aggregate[FeedbackRespondentNoted]):
    """That somebody answered, of one fact, and by nobody: theirs to take along."""

    stream_type: ClassVar[str] = RESPONDENT
    begins_with: ClassVar[frozenset[str]] = frozenset({FeedbackRespondentNoted.kind})
    read_again: ClassVar[bool] = False
    anonymous: ClassVar[bool] = True

    person: PersonId

    def apply(self, fact: FeedbackRespondentNoted) -> None:
        self.person = fact.person


def left_of(
    round: FeedbackRound, given: Sequence[tuple[UUID, Answers]], people: Sequence[tuple[UUID, PersonId]]
) -> list[FeedbackAnswers | FeedbackRespondent]:
    """What is recorded beside the closing, each under an id of its own and in the order in which it comes.

    Fewer answers than can hide one are kept nowhere: among few, whoever answered would be whoever said it.
    """
    heap: list[FeedbackAnswers | FeedbackRespondent] = [
        FeedbackRespondent.begin(id, FeedbackRespondentNoted(round=round.id, person=person))
        for id, person in people
    ]
    if len(given) >= SMALLEST_GROUP:
        heap += [
            FeedbackAnswers.begin(id, FeedbackAnswersKept(round=round.id, answers=answers))
            for id, answers in given
        ]
    for one in heap:
        one.agency = round.agency
    return heap
