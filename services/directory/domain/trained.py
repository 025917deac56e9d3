"""Trainings, and supervision outside the house, as they are recorded and taken back (D7)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.directory.domain.days import EARLIEST, check_span, is_slip
from services.directory.domain.refusals import (
    EndsBeforeItStarts,
    NoRecurrence,
    OutOfTime,
    OutsideSupervisionIsOver,
    TrainingIsWithdrawn,
    UnknownTopic,
    WouldProlong,
)
from services.directory.domain.standing import Standing
from services.directory.events import (
    OutsideSupervisionEnded,
    OutsideSupervisionRecorded,
    TrainingRecorded,
    TrainingWithdrawn,
)
from services.directory.training import CODES
from shared.identity import PersonId
from shared.recurrence import is_rule


class Trained(Standing):
    """What is recorded of somebody's learning; a wrong entry is withdrawn, never changed."""

    def record_training(
        self, training: UUID, by: PersonId, topic: str, taken_on: date, provider: str | None, *, today: date
    ) -> None:
        if topic not in CODES:
            raise UnknownTopic("topic")
        if taken_on > today or taken_on.year < EARLIEST:
            raise OutOfTime("taken_on")
        self.record(
            TrainingRecorded(training=training, topic=topic, taken_on=taken_on, provider=provider, by=by)
        )

    def withdraw_training(self, training: UUID, by: PersonId) -> None:
        """It was entered wrongly."""
        if self.trainings[training].withdrawn_by:
            raise TrainingIsWithdrawn
        self.record(TrainingWithdrawn(training=training, by=by))

    def record_outside_supervision(
        self,
        supervision: UUID,
        by: PersonId,
        with_whom: str | None,
        starts: date,
        ends: date | None,
        frequency: str | None,
    ) -> None:
        check_span(starts, ends)
        if frequency is not None and not is_rule(frequency):
            raise NoRecurrence("frequency")
        self.record(
            OutsideSupervisionRecorded(
                supervision=supervision,
                with_whom=with_whom,
                starts=starts,
                ends=ends,
                frequency=frequency,
                by=by,
            )
        )

    def end_outside_supervision(self, supervision: UUID, by: PersonId, last_day: date) -> None:
        one = self.outside[supervision]
        if one.ended:
            raise OutsideSupervisionIsOver
        if is_slip(last_day):
            raise OutOfTime("last_day")
        if last_day < one.starts:
            raise EndsBeforeItStarts("last_day")
        if one.ends is not None and last_day > one.ends:
            raise WouldProlong("last_day")
        self.record(OutsideSupervisionEnded(supervision=supervision, last_day=last_day, by=by))
