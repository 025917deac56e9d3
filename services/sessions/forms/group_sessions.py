"""What callers send about the meetings of groups (S2, S9, S10)."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from services.sessions.events.codes import Extent, Modality
from services.sessions.events.words import NOBODY_NAMED, Text
from services.sessions.forms.became import besides
from services.sessions.forms.times import Moment
from shared.identity import PersonId
from shared.web.bodies import SOME_ID, In

Minutes = Field(ge=5, le=480, description="How long.", examples=[90])


class ScheduledIn(In):
    """When you meet."""

    starts: Moment
    minutes: int = Minutes
    modality: Modality = Modality.FACE_TO_FACE
    managers_attend: bool = Field(False, description="Of co-reflection: that a manager comes.")


class RescheduledIn(In):
    """When you meet instead."""

    starts: Moment
    minutes: int = Minutes
    modality: Modality


class ManagersIn(In):
    """Whether a manager comes to this meeting; said before it begins."""

    managers_attend: bool = Field(examples=[False])


class CancelledIn(In):
    """That it does not take place."""

    by: PersonId | None = Field(
        None, description="Who called it off, of those who belonged to it or facilitated it; without it, you."
    )
    told_at: Moment = Field(description="When the others were told, after its time was set and before it.")
    reason: Text | None = Field(
        None, description=f"In your own words; read by the group alone. {NOBODY_NAMED}"
    )


class StayedAwayIn(In):
    """Who stayed away from those who came; nothing where nobody came."""

    who: PersonId | None = Field(
        None,
        examples=[SOME_ID],
        description="Whoever facilitated the group when it was to begin; in co-reflection, one who belonged to it then.",
    )


class HeldIn(In):
    """That it took place, and who was there."""

    starts: Moment | None = Field(None, description="When it really began, where that was another time.")
    minutes: int = Minutes
    extent: Extent
    modality: Modality | None = Field(None, description="Where it was another than was meant.")
    attendees: list[PersonId] = Field(
        max_length=100, description="The members who were there; who facilitates a group is none of them."
    )


class HeldCorrectionIn(In):
    """How it was instead; what you leave out stays as it is recorded."""

    became: Literal["held", "missed", "cancelled"] = Field("held", description="What came of it.")
    starts: Moment | None = Field(
        None, description="When it really began; nobody came at the time that was set."
    )
    attendees: list[PersonId] | None = Field(
        None, max_length=100, description="All who were there; who facilitates a group is none of them."
    )
    minutes: int | None = Field(None, ge=5, le=480, description="How long it really was.")
    extent: Extent | None = Field(None, description="Whether it was held as long as it was meant to be.")
    modality: Modality | None = Field(None, description="How you really met.")
    who: PersonId | None = Field(
        None, description="Where it was missed, who stayed away from those who came; without it, nobody came."
    )
    by: PersonId | None = Field(None, description="Who called it off, where it was cancelled.")
    told_at: Moment | None = Field(
        None, description="When the others were told that, before it would have begun."
    )

    belongs: ClassVar[dict[str, tuple[str, ...]]] = {
        "held": ("starts", "attendees", "minutes", "extent", "modality"),
        "missed": ("who",),
        "cancelled": ("by", "told_at"),
    }

    def besides(self) -> list[str]:
        """Fields that have nothing to do with what became of it."""
        return besides(self, self.belongs, self.became)
