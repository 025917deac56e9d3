"""What callers send about a session's taking place."""

from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from services.sessions.domain.record_refusals import SayWhatYouSign
from services.sessions.events import Extent, Format, Line, LookedAt, Method, Modality, Text
from services.sessions.events.words import NOBODY_NAMED
from services.sessions.forms.became import besides
from services.sessions.forms.times import Moment
from shared.aggregate import Unfit
from shared.identity import PersonId
from shared.web.bodies import SOME_ID, Day, In

MINUTES = Field(ge=1, le=720, description="How long, in minutes.", examples=[60])


def looked_at(methods: list[Method] | None) -> LookedAt:
    """What is said of it, or that nothing is: both are sealed, and look alike (S1)."""
    return LookedAt(methods=None if methods is None else tuple(dict.fromkeys(methods)))


class HeldIn(In):
    """When you met, without a time having been set."""

    starts: Moment = Field(examples=["2026-03-02T14:00:00Z"])
    minutes: int = MINUTES


class FollowingIn(In):
    """The sessions that follow from the agreement's frequency, from a day to a day: a year at the most, and 200 of them."""

    since: Day = Field(alias="from", examples=["2026-03-02"])
    until: Day = Field(examples=["2026-06-30"])
    at: str = Field(
        pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$",
        description="When they begin, by the clock of the placement's agency, in summer and in winter.",
        examples=["10:00"],
    )


class SessionIn(In):
    """When you are going to meet, or when you met; under which agreement."""

    agreement: UUID = Field(description="Drafted at least; for a time to come, not over.")
    starts: Moment | None = Field(
        None,
        description="When it begins, a time to come, with its zone.",
        examples=["2026-03-10T10:00:00-04:00"],
    )
    held: HeldIn | None = Field(None, description="Contact that nobody had scheduled, instead of `starts`.")
    following: FollowingIn | None = Field(
        None,
        description="All that follow from the agreement's frequency, instead of `starts`: all of them are set, or none. Days on"
        " which one was set already, and times that are past, are left out. The answer's Location lists them.",
    )
    supervisor: PersonId | None = Field(
        None,
        description="Who supervises in it: by the agreement, or whoever covers that day. Without it you, if you cover, else"
        " the agreement's supervisor.",
    )
    minutes: int | None = Field(
        None, ge=1, le=720, description="How long; without it, as long as the agreement says."
    )
    modality: Modality | None = Field(
        None, description="How you meet; without it, as the agreement says, or else face to face."
    )
    format: Format | None = Field(None, description="`one-to-one`, or `co-supervision` with a third.")
    third: PersonId | None = Field(
        None, description="The agency supervisor who is there too; the worker agrees to it beforehand (S12)."
    )
    methods: list[Method] | None = Field(
        None,
        max_length=4,
        description="How practice is looked at besides talking, empty for in no other way; yours alone.",
    )


class ScheduleIn(In):
    """Another time; the whole of it."""

    starts: Moment = Field(examples=["2026-03-11T10:00:00-04:00"])
    minutes: int = MINUTES
    modality: Modality


class HoldingIn(In):
    """That it took place."""

    minutes: int = MINUTES
    extent: Extent = Field(description="Whether it was held as long as it was meant to be.")
    starts: Moment | None = Field(None, description="When it really began, where that was another time.")
    modality: Modality | None = Field(None, description="How you really met, where that was another way.")
    methods: list[Method] | None = Field(
        None,
        max_length=4,
        description="How practice was looked at besides talking, where that was not said or was otherwise, empty for in no other way;"
        " yours alone.",
    )


class HoldingCorrectionIn(In):
    """How it was instead; what you leave out stays as it is recorded."""

    became: Literal["held", "missed", "cancelled"] = Field(
        description="What came of it. Contact that did not take place was `cancelled`, by nobody."
    )
    starts: Moment | None = Field(None, description="When it really began.")
    minutes: int | None = Field(None, ge=1, le=720, description="How long it really was.")
    extent: Extent | None = Field(None, description="Whether it was held as long as it was meant to be.")
    modality: Modality | None = Field(None, description="How you really met.")
    methods: list[Method] | None = Field(
        None,
        max_length=4,
        description="How practice really was looked at besides talking, empty for in no other way; yours alone.",
    )
    who: PersonId | None = Field(None, description="Who did not come, where it was missed.")
    by: PersonId | None = Field(None, description="Who called it off, where it was cancelled.")
    told_at: Moment | None = Field(
        None, description="When the other was told that, before it would have begun."
    )

    belongs: ClassVar[dict[str, tuple[str, ...]]] = {
        "held": ("starts", "minutes", "extent", "modality", "methods"),
        "missed": ("who",),
        "cancelled": ("by", "told_at"),
    }

    def besides(self) -> list[str]:
        """Fields that have nothing to do with what became of it."""
        return besides(self, self.belongs, self.became)


class CancellationIn(In):
    """That it does not take place."""

    by: PersonId | None = Field(
        None, description="Who called it off, the worker or the supervisor; without it, you."
    )
    told_at: Moment = Field(
        description="When the other was told, after it was set and before it would have begun."
    )
    reason: Text | None = Field(
        None, description=f"In your own words; read by those who were to meet. {NOBODY_NAMED}"
    )


class AbsenceIn(In):
    """Who did not come."""

    who: PersonId = Field(
        examples=[SOME_ID], description="Worker or supervisor, which is who covered only where they did."
    )


class OpenedToIn(In):
    """To whom you open what was said under your agreement."""

    to: PersonId = Field(examples=[SOME_ID], description="Whoever else supervises you under it today.")


class SignatureIn(In):
    """Your signature under your attendance, or under the record that you read; or that you do not sign it, and why."""

    of: Literal["attendance", "record"]
    digest: str | None = Field(
        None, min_length=64, max_length=64, description="Of a record: the digest that came with it."
    )
    printed_name: Line | None = Field(
        None, description="Your name as it shall be printed.", examples=["Maya Winter"]
    )
    meaning: Line | None = Field(
        None, description="What your signature means.", examples=["I was there, and it took place so."]
    )
    refused: bool = Field(False, description="Of a record: that you do not sign it; then say why.")
    words: Text | None = Field(None, description=f"Why you do not sign. {NOBODY_NAMED}")

    unfit: ClassVar[type[Unfit]] = SayWhatYouSign

    @property
    def name(self) -> tuple[str, str]:
        """Who signs and what that means; raises where that is not all there is to it."""
        self._has("printed_name", "meaning")
        return self.printed_name or "", self.meaning or ""

    @property
    def why_not(self) -> str:
        """Why somebody does not sign the record."""
        self._has("words", "refused")
        return self.words or ""

    def _has(self, *parts: str) -> None:
        needed = {*parts, *(("digest",) if self.of == "record" else ())}
        told = {name for name in type(self).model_fields if name != "of" and getattr(self, name)}
        if wrong := needed ^ told:
            raise self.unfit(*sorted(wrong))
