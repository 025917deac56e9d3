"""Trainings, and supervision outside the house, as they are sent and shown (D7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from services.directory.domain.training import As, Due, Outside, Training
from services.directory.events import Line
from shared.facts import Fact
from shared.identity import AgencyId, PersonId
from shared.web.bodies import In, Out


class TrainingIn(In):
    """A training that was taken."""

    topic: str = Field(description="Its code in the catalogue (K6).", max_length=8, examples=["K6-01"])
    taken_on: date = Field(description="The day, today or before.")
    provider: Line | None = Field(None, description="With whom it was.", examples=["The college"])


class TrainingOut(Out):
    """A training that was taken; the provider is told to who may see details."""

    id: UUID
    topic: str
    taken_on: date
    provider: str | None = None
    recorded_by: PersonId
    withdrawn_by: PersonId | None = None


class DueOut(Out):
    """A topic that the policy set of an agency asks for, counted from the first day there."""

    agency: AgencyId
    as_: As = Field(alias="as", description="Asked of them as a supervisor, or as a worker.")
    topic: str
    due_on: date | None = Field(None, description="Left out where it would be after the calendar's end.")
    advised: bool = Field(description="Whether it is recommended and not demanded.")
    taken_on: date | None = None
    status: Literal["taken", "open", "overdue"]


class TrainingsOut(Out):
    """What somebody was trained in, and what they are asked to be trained in."""

    person: PersonId
    taken: list[TrainingOut]
    due: list[DueOut] = Field(description="By the policy set of each agency where they hold a role or work.")


class OutsideSupervisionIn(In):
    """Supervision with somebody outside the house."""

    with_whom: Line | None = Field(None, description="With whom it is.", examples=["An external supervisor"])
    starts: date
    ends: date | None = None
    frequency: str | None = Field(
        None,
        max_length=200,
        description="How often, as an RFC 5545 rule.",
        examples=["FREQ=MONTHLY;BYDAY=1TU"],
    )


class OutsideSupervisionOut(Out):
    """Supervision with somebody outside the house."""

    id: UUID
    with_whom: str | None = None
    starts: date
    ends: date | None = None
    frequency: str | None = None
    recorded_by: PersonId


def training_form(one: Training, opened: Mapping[UUID, Fact]) -> TrainingOut:
    return TrainingOut(
        id=one.id,
        topic=one.topic,
        taken_on=one.taken_on,
        provider=_said(opened, one.id, "provider"),
        recorded_by=one.by,
        withdrawn_by=one.withdrawn_by,
    )


def trainings_form(
    person: PersonId, taken: Iterable[Training], dues: Iterable[Due], opened: Mapping[UUID, Fact]
) -> TrainingsOut:
    """What counts, by day; what was withdrawn is not among it."""
    counting = sorted(taken, key=lambda one: (one.taken_on, one.topic))
    return TrainingsOut(
        person=person,
        taken=[training_form(one, opened) for one in counting if one.withdrawn_by is None],
        due=[DueOut.model_validate(vars(one) | {"as": one.as_}) for one in dues],
    )


def outside_form(one: Outside, opened: Mapping[UUID, Fact]) -> OutsideSupervisionOut:
    return OutsideSupervisionOut(
        id=one.id,
        with_whom=_said(opened, one.id, "with_whom"),
        starts=one.starts,
        ends=one.ends,
        frequency=one.frequency,
        recorded_by=one.by,
    )


def _said(opened: Mapping[UUID, Fact], id: UUID, name: str) -> Any:
    return getattr(opened[id], name) if id in opened else None
