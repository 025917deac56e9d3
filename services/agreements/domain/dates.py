"""Reviews, and what a date sets off: noted once each, done by people (A3)."""

from __future__ import annotations

from datetime import date

from services.agreements.domain.standing import Standing
from services.agreements.events import (
    AgreementExpired,
    AgreementReviewed,
    ExpiryNearNoted,
    LongUnsignedNoted,
    Outcome,
    PlacementEndNoted,
    ReviewDueNoted,
)
from shared.identity import PersonId


class Dates(Standing):
    """A reaction asks what a date sets off; it never does what people do."""

    def review(self, by: PersonId, held_on: date, outcome: Outcome, words: str | None, today: date) -> None:
        """Either party writes down that the two have looked at what binds them."""
        self.open_to(by)
        settles = self.settles(held_on, today)
        self.record(AgreementReviewed(by=by, held_on=held_on, outcome=outcome, settles=settles, words=words))

    def note_review_due(self, today: date) -> None:
        for due, stage in self.reviews_to_note(today):
            self.record(ReviewDueNoted(review_date=due, stage=stage))

    def note_expiry_near(self, today: date) -> None:
        if last_day := self.expiry_to_note(today):
            self.record(ExpiryNearNoted(last_day=last_day))

    def note_long_unsigned(self, drafted_on: date, today: date) -> None:
        if self.waits_too_long(drafted_on, today):
            self.record(LongUnsignedNoted(drafted_on=drafted_on))

    def note_that_the_placement_has_ended(self) -> None:
        """Flags the agreement once; people end it (D6)."""
        if not self.over and not self.placement_ended:
            self.record(PlacementEndNoted(placement=self.placement))

    def expire(self, today: date) -> None:
        """The last day of the version in force has passed; said once."""
        if last_day := self.ran_out(today):
            self.record(AgreementExpired(last_day=last_day))
