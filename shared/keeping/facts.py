"""What is recorded of how long content is kept: holds on it, and its erasure, from the order to the keys that are gone."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Final
from uuid import UUID

from shared.facts import Bounds, Fact, Part, Private
from shared.identity import AgencyId, PersonId

STREAM: Final = "keeping"
Words = Annotated[str, Bounds(4000)]


class ErasureReason(StrEnum):
    """Why content is to be erased; the words for it are sealed."""

    RETENTION_OVER = "retention-over"
    OWN_WISH = "own-wish"
    NEVER_LAWFUL = "never-lawful"
    """It should never have been recorded: the only reason that counts before its time of keeping is over."""


class KeyGone(Part):
    """A key that was destroyed, and when: from then on nobody reads what was sealed under it."""

    key: str
    destroyed_at: datetime


class HoldPlaced(Fact, kind="keeping.HoldPlaced"):
    """Content may be needed as evidence: nothing of it is erased until every hold is released."""

    number: int
    by: PersonId
    target_type: str
    target: UUID
    agency: AgencyId
    words: Private[Words]


class HoldReleased(Fact, kind="keeping.HoldReleased"):
    """It is no longer needed for that."""

    number: int
    by: PersonId


class ErasureOrdered(Fact, kind="keeping.ErasureOrdered"):
    """Somebody asked for content to be erased, with a reason; another has to approve it."""

    number: int
    by: PersonId
    target_type: str
    target: UUID
    agency: AgencyId
    reason: ErasureReason
    kept_until: date | None = None
    """The last day on which it was to be kept, as the policy set said when this was ordered."""
    words: Private[Words]
    approver: PersonId | None = None
    """Who is to approve it, where nobody who could is there any more; else nobody is named."""


class ErasureWithdrawn(Fact, kind="keeping.ErasureWithdrawn"):
    """It was taken back, or another declined it."""

    number: int
    by: PersonId


class ErasureApproved(Fact, kind="keeping.ErasureApproved"):
    """Another approved it; from here on it is carried out, whatever crashes meanwhile."""

    number: int
    by: PersonId
    backups_days: int
    """How long backups of keys are kept here at the most."""


class ContentErased(Fact, kind="keeping.ContentErased"):
    """The keys are gone here; no backup of keys that still holds them is kept after a day."""

    number: int
    keys: tuple[KeyGone, ...]
    backups_until: date


KeepingFact = HoldPlaced | HoldReleased | ErasureOrdered | ErasureWithdrawn | ErasureApproved | ContentErased
