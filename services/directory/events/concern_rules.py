"""What a policy set says about a concern that limits confidentiality: times, persons, and the words that go along (C2, C3)."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from shared.facts import Part


class Alternative(StrEnum):
    """Who is consulted where the worker objects to the person named in the notice; the supervisor never chooses (C2)."""

    NEXT_ABOVE = "next-above"
    """The line manager of that person."""
    AGENCY_PERSON = "agency-person"
    """The person whom the agency named for concerns."""
    ALTERNATE = "alternate"
    """Who stands in for that person."""


class NoticeTemplate(StrEnum):
    """Which words go with every disclosure (C3)."""

    PLAIN = "plain"
    """What was shown is for its recipient, for this concern, and goes no further."""
    PART_2 = "42-cfr-2.32"
    """The same, after the section of that number: law forbids to pass it on, or to use it against whom it tells of."""


class ConcernRules(Part):
    """How a concern goes where the set says no other; in hours and days, since law and custom differ (C2)."""

    draft_days: int = Field(7, description="Days after which the draft of a concern is destroyed.")
    seen_after_hours: int = Field(
        72, description="Hours after which a notice given by message counts as seen."
    )
    answer_hours_default: int = Field(
        72, description="Hours a worker has to answer where the two agree on no other time."
    )
    alternative: Alternative = Field(
        Alternative.AGENCY_PERSON,
        description="Who is consulted where the worker objects to the person named in the notice.",
    )
    notice_template: NoticeTemplate = Field(
        NoticeTemplate.PLAIN, description="Which words go with every disclosure."
    )
    names_in_exports: bool = Field(
        False, description="Whether who opened what is told by name in a person's own export, or by function."
    )
