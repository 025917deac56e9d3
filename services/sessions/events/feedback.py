"""Workers' feedback on supervision: a round of an agency, and what is kept of it once it is closed (K4).

Who answered and what was answered are histories that no id joins: each of one fact, by a `respondent`, all of one moment.
"""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from shared.facts import Fact, Part, Private
from shared.identity import AgencyId, PersonId

ROUND: Final = "feedback-round"
ANSWERS: Final = "feedback-answers"
RESPONDENT: Final = "feedback-respondent"


class ItemAnswered(Part):
    """How far somebody agrees with one statement, from 1, not at all, to 5, wholly."""

    item: str
    value: int


class Figure(Part):
    """What many said of one statement, in tenths; nothing where fewer answered it than can hide one."""

    item: str
    tenths: int | None = None
    """The mean, by which more is always better: a statement on what hinders counts the other way."""


class FeedbackRoundOpened(Fact, kind="sessions.FeedbackRoundOpened"):
    """An agency asks its workers, from a day to a day, what helps and what hinders in supervision (K4)."""

    by: PersonId
    agency: AgencyId
    items: tuple[str, ...]
    starts: date
    ends: date


class FeedbackRoundClosed(Fact, kind="sessions.FeedbackRoundClosed"):
    """Its last day has passed; figures are told where enough workers answered, and otherwise nothing (K4, C5)."""

    fewer_than: int
    """Below so many answers no figure is told, as it was when the round was closed."""
    figures: tuple[Figure, ...] = ()


class FeedbackAnswersKept(Fact, kind="sessions.FeedbackAnswersKept"):
    """What one of those who answered said; nobody can tell which, and no row of the policy opens it (K4)."""

    round: UUID
    answers: Private[tuple[ItemAnswered, ...]]


class FeedbackRespondentNoted(Fact, kind="sessions.FeedbackRespondentNoted"):
    """Somebody answered; nobody can tell what (K4)."""

    round: UUID
    person: PersonId


FeedbackRoundFact = FeedbackRoundOpened | FeedbackRoundClosed
