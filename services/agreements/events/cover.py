"""Who stands in for a supervisor, for a time; and what the worker opens to them (A4)."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from shared.facts import Fact
from shared.identity import PersonId


class CoverNamed(Fact, kind="agreements.CoverNamed"):
    """Somebody covers for the supervisor from a day to a day."""

    cover: UUID
    by: PersonId
    person: PersonId
    starts: date
    ends: date


class CoverEnded(Fact, kind="agreements.CoverEnded"):
    """The cover is over before its last day, or never began."""

    cover: UUID
    by: PersonId


class CoverShown(Fact, kind="agreements.CoverShown"):
    """The worker opened one thing, sealed before, to whoever covers."""

    cover: UUID
    by: PersonId
    item: Literal["terms", "addendum"]
    number: int
