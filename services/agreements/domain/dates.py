"""Reviews, and what a date sets off: noted once each, done by people (A3)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from services.agreements.domain.refusals import NotInForce, ReviewedThatDay, ReviewOutOfTime
from services.agreements.domain.standing import EXPIRY, UNSIGNED, Standing
from services.agreements.events import (
    AgreementExpired,
    AgreementReviewed,
    ExpiryNearNoted,
    LongUnsignedNoted,
    Outcome,
    PlacementEndNoted,
    ReviewDueNoted,
    Stage,
)
from shared.identity import PersonId

MONTH, WEEK, FORTNIGHT = timedelta(days=30), timedelta(days=7), timedelta(days=14)
STAGES: Final = tuple(Stage)
"""In the order in which they come."""


class Dates(Standing):
    """A reaction asks what a date sets off; it never does what people do."""

    def review(self, by: PersonId, held_on: date, outcome: Outcome, words: str | None, today: date) -> None:
        """Either party writes down that the two have looked at what binds them.

        It stands for every agreed date up to its day; where there is none, for the next if that is at most 30 days off.
        """
        self.open_to(by)
        if self.in_force is None:
            raise NotInForce
        starts = self.in_force.terms.starts
        if held_on > today or (starts is not None and held_on < starts):
            raise ReviewOutOfTime("held_on")
        if any(one.held_on == held_on for one in self.reviews):
            raise ReviewedThatDay
        passed = [day for day in self.reviews_due if day <= held_on]
        near = [day for day in self.reviews_due if held_on < day <= held_on + MONTH][:1]
        settles = (*passed, *(near if not passed else ()))
        self.record(AgreementReviewed(by=by, held_on=held_on, outcome=outcome, settles=settles, words=words))

    def note_review_due(self, today: date) -> None:
        """A month before, a week before, and once its day has passed; a stage that was slept through is left out."""
        for due in self.reviews_due:
            stage = _stage(due, today)
            said = [one for one in STAGES if (one.value, due) in self.noted]
            if stage and not any(STAGES.index(one) >= STAGES.index(stage) for one in said):
                self.record(ReviewDueNoted(review_date=due, stage=stage))

    def note_expiry_near(self, today: date) -> None:
        """30 days before the last day of what binds, or as soon as it binds."""
        last_day = self.in_force.terms.ends if self.in_force else None
        if self.over or last_day is None or not last_day - MONTH <= today <= last_day:
            return
        if (EXPIRY, last_day) not in self.noted:
            self.record(ExpiryNearNoted(last_day=last_day))

    def note_long_unsigned(self, drafted_on: date, today: date) -> None:
        """Two weeks after drafting, when nothing has come into force."""
        waits = self.in_force is None and not self.over and today >= drafted_on + FORTNIGHT
        if waits and (UNSIGNED, drafted_on) not in self.noted:
            self.record(LongUnsignedNoted(drafted_on=drafted_on))

    def note_that_the_placement_has_ended(self) -> None:
        """Flags the agreement once; people end it (D6)."""
        if not self.over and not self.placement_ended:
            self.record(PlacementEndNoted(placement=self.placement))

    def expire(self, today: date) -> None:
        """The last day of the version in force has passed; said once."""
        last_day = self.in_force.terms.ends if self.in_force else None
        if not self.over and last_day is not None and last_day < today:
            self.record(AgreementExpired(last_day=last_day))


def _stage(due: date, today: date) -> Stage | None:
    if today > due:
        return Stage.OVERDUE
    if today >= due - WEEK:
        return Stage.WEEK_BEFORE
    return Stage.MONTH_BEFORE if today >= due - MONTH else None
