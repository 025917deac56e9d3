"""A session of a worker with whoever supervises them: from its time being set to its being held, cancelled or missed (S1, S2, S12)."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from pydantic import Field

from services.sessions.events.codes import Became, Extent, Format, Method, Modality
from services.sessions.events.words import Line, Text
from shared.facts import Fact, Part, Private
from shared.identity import AgencyId, PersonId, PlacementId

SESSION: Final = "session"


class LookedAt(Part):
    """What somebody said of how practice was looked at besides talking; that nobody said it looks alike (S1)."""

    methods: tuple[Method, ...] | None = Field(
        None, description="Empty where it was in none, and absent where it was not said."
    )


class SessionScheduled(Fact, kind="sessions.SessionScheduled"):
    """The two will meet then, as their agreement's frequency has it or besides (S2, A6)."""

    by: PersonId
    agreement: UUID
    worker: PersonId
    supervisor: PersonId
    """Who supervises in this session: the agreement's supervisor, or whoever covers (A4)."""
    third: PersonId | None = None
    """The agency supervisor who is there too, in co-supervision (S12)."""
    agency: AgencyId
    placement: PlacementId
    format: Format
    modality: Modality
    starts: datetime
    minutes: int
    methods: Private[tuple[Method, ...] | None] = None
    """Of the first facts of this kind: empty where it was not said."""
    looked_at: Private[LookedAt | None] = None
    set_at: datetime | None = None
    """Nobody was told earlier that it is called off. Not told by the first facts of this kind."""


class CoSupervisionAgreedTo(Fact, kind="sessions.CoSupervisionAgreedTo"):
    """The worker agreed beforehand that the agency supervisor is there (S12)."""

    by: PersonId
    third: PersonId
    agreed_at: datetime | None = None
    """What began earlier took place without their word. Not told by the first facts of this kind."""


class CoSupervisionDropped(Fact, kind="sessions.CoSupervisionDropped"):
    """The two meet without the third whom it was set with: one to one (S12)."""

    by: PersonId


class SessionRescheduled(Fact, kind="sessions.SessionRescheduled"):
    """They meet at another time, for longer or shorter, or in another way."""

    by: PersonId
    starts: datetime
    minutes: int
    modality: Modality
    set_at: datetime | None = None
    """Nobody was told earlier that this time is called off. Not told by the first facts of this kind."""


class SessionTakenOver(Fact, kind="sessions.SessionTakenOver"):
    """Whoever covers on its day holds it, in place of the one it was set with; or the agreement's supervisor, where they do not (A4)."""

    by: PersonId
    instead_of: PersonId


class SessionCancelled(Fact, kind="sessions.SessionCancelled"):
    """It does not take place; the reason in words is theirs alone (S2)."""

    by: PersonId
    """Who called it off; the envelope says who wrote that down."""
    told_at: datetime
    """When the other was told: the notice that was given."""
    reason: Private[Text | None] = None


class SessionMissed(Fact, kind="sessions.SessionMissed"):
    """Somebody did not come (S2)."""

    by: PersonId
    who: PersonId


class SessionHeld(Fact, kind="sessions.SessionHeld"):
    """It took place, as long as was meant or less (S2)."""

    by: PersonId
    starts: datetime
    minutes: int
    extent: Extent
    modality: Modality
    methods: Private[tuple[Method, ...] | None] = None
    """Of the first facts of this kind: empty where it was not said."""
    looked_at: Private[LookedAt | None] = None


class ContactHeld(Fact, kind="sessions.ContactHeld"):
    """They met without a time having been set; it is recorded as held (S2)."""

    by: PersonId
    agreement: UUID
    worker: PersonId
    supervisor: PersonId
    agency: AgencyId
    placement: PlacementId
    modality: Modality
    starts: datetime
    minutes: int
    methods: Private[tuple[Method, ...] | None] = None
    """Of the first facts of this kind: empty where it was not said."""
    looked_at: Private[LookedAt | None] = None


class SessionCorrected(Fact, kind="sessions.SessionCorrected"):
    """What was recorded of it was wrong; so it was instead. What was recorded before stays readable (S2, S6)."""

    by: PersonId
    became: Became
    starts: datetime
    minutes: int
    modality: Modality
    extent: Extent | None = None
    who: PersonId | None = None
    """Who did not come, where it was missed."""
    looked_at: Private[LookedAt | None] = None
    """Absent where the correction says nothing of it, so that what is clear is corrected also once all words are erased."""


class SessionCorrectedAsCancelled(Fact, kind="sessions.SessionCorrectedAsCancelled"):
    """It did not take place at the time that was set, since it was called off so; or contact, which had none, not at all (S2)."""

    by: PersonId
    starts: datetime
    minutes: int
    modality: Modality
    called_off_by: PersonId | None = None
    """Nobody, where contact was recorded in error."""
    told_at: datetime | None = None
    """When the other was told, where somebody called it off."""


class AttendanceSigned(Fact, kind="sessions.AttendanceSigned"):
    """One of them signed that it took place so; that is apart from any record of it (S6)."""

    by: PersonId
    printed_name: Private[Line]
    meaning: Private[Line]


class SessionShown(Fact, kind="sessions.SessionShown"):
    """The worker opened what was said in this session to whoever covers for their supervisor (A4, C1)."""

    by: PersonId
    to: PersonId
