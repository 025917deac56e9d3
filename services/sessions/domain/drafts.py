"""The draft of a concern: what somebody has in mind before the worker is told. It is no fact, and nobody else's to know of (C2)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.sessions.events.codes import Ground
from services.sessions.events.words import NOBODY_NAMED, Line, Text
from shared.facts import Part
from shared.identity import PersonId

WARNED: Final = timedelta(days=2)
"""So long before its last day, its author is warned each time that they look."""


class GroundDrafted(Part):
    """One of the five grounds, as far as it has been thought through (C1)."""

    ground: Ground
    why_serious: Text | None = Field(None, description=f"Why it is serious. {NOBODY_NAMED}")
    section: Line | None = Field(None, description="Which section of a code, by its number or sign there.")
    law: Line | None = Field(
        None, description="Which law of mandatory reporting, by its code in the policy set."
    )


class Drafted(Part):
    """What is drafted. Anything may be left out, and nothing of it is looked up anywhere."""

    agreement: UUID | None = Field(None, description="Under which agreement it arose.")
    group: UUID | None = Field(None, description="Or in which group.")
    worker: PersonId | None = Field(None, description="Whom it is about.")
    grounds: tuple[GroundDrafted, ...] = Field((), max_length=5, description="The grounds you think of.")
    words: Text | None = Field(
        None,
        description=f"In your own words. {NOBODY_NAMED}",
        examples=["On Tuesday I saw …"],
    )


class Draft(BaseModel):
    """All that the row of a draft holds."""

    model_config = ConfigDict(frozen=True)
    version: int = 1
    begun_at: datetime
    changed_at: datetime
    drafted: Drafted
    opened: tuple[datetime, ...] = ()
    """When its author opened it: noted here, and nowhere else."""
    sent: str = ""
    """A keyed mark of the request that began it, by which it is known again when it comes a second time."""

    @classmethod
    def begin(cls, drafted: Drafted, now: datetime, sent: str) -> Self:
        return cls(begun_at=now, changed_at=now, drafted=drafted, sent=sent)

    def revised(self, drafted: Drafted, now: datetime) -> Self:
        """It lasts no longer for having been changed."""
        return self.model_copy(update={"version": self.version + 1, "changed_at": now, "drafted": drafted})

    def opened_at(self, now: datetime) -> Self:
        return self.model_copy(update={"opened": (*self.opened, now)})


def last_day(today: date, days: int) -> date:
    """The last day on which a draft that is begun today lies there."""
    return today + timedelta(days)


def ends_soon(until: date, today: date) -> bool:
    return until - today <= WARNED
