"""Times as callers send them: with their zone; they are kept in UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime

from shared.web.problems import Problem


def _in_utc(at: datetime) -> datetime:
    try:
        return at.astimezone(UTC)
    except OverflowError:  # the first and the last day there is
        raise ValueError("no such time") from None


Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]


def moment(told: str | None, field: str) -> datetime | None:
    """A time in an address; raises 422 for what is none, or has no zone."""
    if told is None:
        return None
    try:
        at = datetime.fromisoformat(told.replace(" ", "+"))  # an unescaped plus sign arrives as a space
        if at.tzinfo is not None:
            return at.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    rule = "a time with its zone such as 2026-03-02T09:00:00Z"
    raise Problem(422, "invalid", f"{field} is no time.", fields=[(field, rule)])
