"""What is reviewed, and what a date sets off, each said once (A3)."""

from __future__ import annotations

from datetime import date

from services.agreements.events.codes import Outcome, Stage
from services.agreements.events.terms import Text
from shared.facts import Fact, Private
from shared.identity import PersonId


class AgreementReviewed(Fact, kind="agreements.AgreementReviewed"):
    """The two looked at their agreement; `settles` names the agreed review dates that this one stands for (A3)."""

    by: PersonId
    held_on: date
    outcome: Outcome
    settles: tuple[date, ...] = ()
    words: Private[Text | None] = None


class ReviewDueNoted(Fact, kind="agreements.ReviewDueNoted"):
    """An agreed review is 30 or 7 days away, or its day has passed without one."""

    review_date: date
    stage: Stage


class ExpiryNearNoted(Fact, kind="agreements.ExpiryNearNoted"):
    """The last day of what binds is 30 days away or less."""

    last_day: date


class LongUnsignedNoted(Fact, kind="agreements.LongUnsignedNoted"):
    """Two weeks after drafting nothing has come into force."""

    drafted_on: date
