"""What happens beside the steps of a concern: the worker's own words, time standing still, cover, steps out of order (C2, C8, A4)."""

from __future__ import annotations

from datetime import datetime

from services.sessions.events.concern_parts import HowTold, Pause, Step
from services.sessions.events.words import Text
from shared.facts import Fact, Private
from shared.identity import PersonId


class StatementAdded(Fact, kind="sessions.StatementAdded"):
    """The worker added a statement of their own, which goes along with whatever is disclosed."""

    by: PersonId
    words: Private[Text]


class ClockPaused(Fact, kind="sessions.ClockPaused"):
    """The worker's time stands still until the notice has reached them where the employer has no say."""

    at: datetime
    why: Pause


class ClockResumed(Fact, kind="sessions.ClockResumed"):
    """The notice reached the worker at a contact that is not the employer's, or the worker said that they have seen it."""

    by: PersonId
    at: datetime
    how: HowTold | None = None
    """How it was brought there; None where the worker said so."""


class CoverTookOver(Fact, kind="sessions.CoverTookOver"):
    """Whoever covers for the supervisor goes on with the steps, the worker having been told: ground, steps, clock, no words (A4)."""

    by: PersonId
    how: HowTold
    told_at: datetime


class StepTakenOutOfOrder(Fact, kind="sessions.StepTakenOutOfOrder"):
    """A step was taken outside the system in another order: said by whoever took it, or alleged by the worker (C8)."""

    by: PersonId
    step: Step
    taken_at: datetime
    alleged: bool
    words: Private[Text]


BesideFact = StatementAdded | ClockPaused | ClockResumed | CoverTookOver | StepTakenOutOfOrder
