"""What somebody was trained in, and supervision of their own that they have outside the house (D7)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.directory.events.parts import Line
from shared.facts import Fact, Personal
from shared.identity import PersonId


class TrainingRecorded(Fact, kind="directory.TrainingRecorded"):
    """Somebody was trained in a topic of the catalogue on a day (D7, K6)."""

    training: UUID
    topic: str
    taken_on: date
    provider: Personal[Line | None] = None
    by: PersonId


class TrainingWithdrawn(Fact, kind="directory.TrainingWithdrawn"):
    """That training was entered wrongly, and counts no more."""

    training: UUID
    by: PersonId


class OutsideSupervisionRecorded(Fact, kind="directory.OutsideSupervisionRecorded"):
    """Somebody is supervised themselves by somebody outside the house, from a day on (D7, D8)."""

    supervision: UUID
    with_whom: Personal[Line | None] = None
    starts: date
    ends: date | None = None
    frequency: str | None = None
    by: PersonId


class OutsideSupervisionEnded(Fact, kind="directory.OutsideSupervisionEnded"):
    """The last day of supervision outside the house."""

    supervision: UUID
    last_day: date
    by: PersonId


TrainingFact = TrainingRecorded | TrainingWithdrawn | OutsideSupervisionRecorded | OutsideSupervisionEnded
