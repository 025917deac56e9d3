"""What the facts of a concern are made of: codes, and the words on each ground (C1, C2, C8)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.sessions.events.codes import Ground
from services.sessions.events.words import Line, Text
from shared.facts import Bounds, Part

Statement = Annotated[str, Bounds(1000)]
"""What is disclosed, word for word; no longer than a manager needs (C3)."""


class HowTold(StrEnum):
    """How the worker was told (C2)."""

    IN_PERSON = "in-person"
    CALL = "call"
    MESSAGE = "message"


class TimeSet(StrEnum):
    """Whether the two agreed on the time to answer, or it was set (C2)."""

    AGREED = "agreed"
    STIPULATED = "stipulated"


class Consulted(StrEnum):
    """As what somebody is consulted: the placement's line manager, or whoever takes that place (C2, D5)."""

    LINE_MANAGER = "line-manager"
    NEXT_ABOVE = "next-above"
    AGENCY_PERSON = "agency-person"
    ALTERNATE = "alternate"


class Pause(StrEnum):
    """Why the worker's time stands still: what the employer sends may not reach them any more."""

    PLACEMENT_ENDED = "placement-ended"
    SIGN_IN_SWITCHED_OFF = "sign-in-switched-off"


class Step(StrEnum):
    """What can be done out of order (C2, C8)."""

    NOTICE = "notice"
    TIME_TO_ANSWER = "time-to-answer"
    ESCALATION_NOTICE = "escalation-notice"
    CONSULTATION = "consultation"


class NamedGround(Part):
    """One of the five, why the matter is serious, and where it is written what was broken or what law demands (C1)."""

    ground: Ground
    why_serious: Text
    register_edition: int | None = None
    section: Line | None = Field(
        None, description="A section of the code of conduct, or of ethics, by its number or sign there."
    )
    policy_set: UUID | None = None
    policy_edition: int | None = None
    law: Line | None = Field(
        None, description="The law of mandatory reporting, by its code in the policy set."
    )
