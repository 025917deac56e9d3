"""Times as callers send them: with their zone; they are kept in UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Final

from pydantic import AfterValidator, AwareDatetime, Field

from shared.web.problems import Problem

FIRST, LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""What lies outside is a slip, and what lies far outside no calendar of the house can count with."""
RULE: Final = "a time with its zone such as 2026-03-02T09:00:00Z"


def _in_utc(at: datetime) -> datetime:
    return at.astimezone(UTC)


Moment = Annotated[
    AwareDatetime,
    Field(ge=FIRST, le=LAST, examples=["2026-03-10T14:00:00Z"]),
    AfterValidator(_in_utc),
]


def moment(told: str | None, field: str) -> datetime | None:
    """A time given in an address; raises 422 for what is none, or has no zone."""
    if told is None:
        return None
    try:
        at = datetime.fromisoformat(told.replace(" ", "+"))  # an unescaped plus sign arrives as a space
        if at.tzinfo is not None and FIRST.year <= at.year < LAST.year:
            return _in_utc(at)
    except ValueError:
        pass
    raise Problem(422, "invalid", f"{field} is no time.", fields=[(field, RULE)])
