"""What somebody was trained in, by when a policy set asks for it, and supervision they have outside the house (D7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from services.directory.domain.required import Required
from services.directory.events import TopicDue
from shared.identity import AgencyId, PersonId

As = Literal["supervisor", "worker"]
"""In which of the two parts somebody is asked to be trained."""
Spell = tuple[AgencyId, date, date | None]
"""At which agency, from a day, perhaps to a day."""


@dataclass(frozen=True)
class Training:
    """A training taken; one that was withdrawn was entered wrongly."""

    id: UUID
    topic: str
    taken_on: date
    by: PersonId
    withdrawn_by: PersonId | None = None


@dataclass(frozen=True)
class Outside:
    """Supervision with somebody outside the house, from a day, perhaps to a day."""

    id: UUID
    starts: date
    ends: date | None
    frequency: str | None
    by: PersonId
    ended: bool = False


@dataclass(frozen=True)
class Appointed:
    """Since when somebody supervises, or works, at an agency, and what is asked for there today."""

    agency: AgencyId
    as_: As
    since: date
    today: date
    required: Required


@dataclass(frozen=True)
class Due:
    """A topic that somebody is asked to be trained in by a day, and when they were."""

    agency: AgencyId
    as_: As
    topic: str
    due_on: date | None
    """None where the calendar ends before."""
    advised: bool
    taken_on: date | None
    status: Literal["taken", "open", "overdue"]


def first_days(spells: Iterable[Spell], today_at: Callable[[AgencyId], date]) -> dict[AgencyId, date]:
    """The first day at each agency, of what lasts there today or is still to come."""
    since: dict[AgencyId, date] = {}
    for agency, starts, ends in spells:
        if ends is None or ends >= today_at(agency):
            since[agency] = min(starts, since.get(agency, starts))
    return since


def due(appointed: Iterable[Appointed], taken: Mapping[str, date]) -> list[Due]:
    """What each agency's policy set asks for, counted from the first day there; `taken` has each topic's earliest day."""
    return [
        _due(one, topic, taken.get(topic.topic))
        for one in appointed
        for topic in getattr(one.required.requirements, one.as_).training
    ]


def _due(one: Appointed, topic: TopicDue, taken_on: date | None) -> Due:
    advised = one.required.advises(f"{one.as_}.training", topic.topic)
    late = topic.is_overdue(one.since, one.today)
    status: Literal["taken", "open", "overdue"] = "taken" if taken_on else "overdue" if late else "open"
    return Due(one.agency, one.as_, topic.topic, topic.due_on(one.since), advised, taken_on, status)


def earliest(trainings: Iterable[Training]) -> dict[str, date]:
    """The first day on which each topic was taken, of what was not withdrawn."""
    counting = sorted((one.taken_on, one.topic) for one in trainings if one.withdrawn_by is None)
    return {topic: day for day, topic in reversed(counting)}
