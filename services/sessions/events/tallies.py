"""What sessions touched, counted by relationship and quarter where nobody reads it, and told by agency once a quarter is over (S3, S4, C5)."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from shared.facts import Fact, Part, Private
from shared.identity import AgencyId, PersonId

TALLY: Final = "tally"
COUNT: Final = "session-count"


class Touched(Part):
    """By how much each count changes: one for each purpose and function that a new record names, and back and forth where it was corrected."""

    records: int = 0
    formative: int = 0
    restorative: int = 0
    normative: int = 0
    administrate: int = 0
    support: int = 0
    educate: int = 0
    advocate: int = 0
    evaluate: int = 0


class TallyMarked(Fact, kind="sessions.TallyMarked"):
    """A record was written, or added to; by how much that moves the counts only the publishing reaction reads (C5)."""

    agreement: UUID
    worker: PersonId
    agency: AgencyId
    quarter: str
    touched: Private[Touched]


class TallyClosed(Fact, kind="sessions.TallyClosed"):
    """The quarter was told, and the key under which it was counted is gone."""


class SessionsCounted(Fact, kind="sessions.SessionsCounted"):
    """An agency's records of a closed quarter: how many, and how many touched each purpose and function, as far as that points at nobody; nothing where fewer workers stand behind it."""

    agency: AgencyId
    quarter: str
    fewer_than: int
    """Below so many workers no number is told, as it was when this was counted."""
    touched: Touched | None = None
    untold: tuple[str, ...] = ()
    """Of these purposes and functions no number is told, since it could point at somebody; the 0 that stands there is none."""
