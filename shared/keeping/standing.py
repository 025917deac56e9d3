"""What is kept, how it stands on a day, and what was ordered of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.identity import AgencyId, PersonId
from shared.keeping.facts import ErasureReason


@dataclass(frozen=True)
class Target:
    """What is kept: a record, by its type and id, and whose affair it is."""

    type: str
    id: UUID
    agency: AgencyId


@dataclass(frozen=True)
class Standing:
    """How a record stands on the day on which somebody decides about it."""

    today: date
    kept_until: date | None = None
    """The last day of its time of keeping."""
    held_elsewhere: bool = False
    """Whether a record that shows words of this one is under a hold."""


@dataclass(frozen=True)
class Order:
    """The last order to erase."""

    number: int
    by: PersonId
    reason: ErasureReason
    approver: PersonId | None = None
    approved: bool = False
    backups_days: int = 0
