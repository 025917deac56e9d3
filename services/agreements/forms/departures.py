"""Departures, with their reasons, and from what figure each was: a later and stricter one is not excused by it (A6)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field
from pydantic_core import to_jsonable_python

from services.agreements.domain.parts import Departure
from services.agreements.events import DepartureReason, Requirement, Text
from services.directory.relations import stricter
from shared.access import Decision
from shared.facts import Recorded
from shared.identity import PersonId
from shared.web.bodies import In, Out


class DepartureIn(In):
    """From which requirement the two of you depart, and why. It stands beside what is found, and blocks nothing."""

    requirement: Requirement = Field(examples=["at_least_every_days"])
    why: DepartureReason
    words: Text | None = Field(
        None, description="In your own words; read by the parties alone. Needed where `why` is other."
    )


class DepartureOut(Out):
    """A departure; who recorded it is the parties' affair, and why in words is read with the other reasons."""

    number: int
    requirement: Requirement
    required: Any = Field(description="The figure that was departed from.")
    why: DepartureReason
    policy_set: UUID
    edition: int
    recorded_at: datetime
    by: PersonId | None = None
    ended: bool


class DepartureShown(Out):
    """That the two depart from this, and why."""

    number: int
    why: DepartureReason
    counts: bool = Field(description="Not where something stricter is asked for than what was departed from.")


def figure(required: Any) -> str:
    """What is required as text: the same for the same requirement, in whatever order a list was given."""
    told = to_jsonable_python(required)
    if isinstance(told, list):
        told = sorted(told, key=_text)
    return _text(told)


def _text(told: Any) -> str:
    return json.dumps(told, sort_keys=True, separators=(",", ":"))


def departure_shown(one: Departure, required: Any) -> DepartureShown:
    return DepartureShown(number=one.number, why=one.why, counts=_counts(one, required))


def _counts(one: Departure, required: Any) -> bool:
    """As long as nothing stricter is asked for; lists have no more and less, so another list is another requirement."""
    then = json.loads(one.required)
    if isinstance(then, list):
        return figure(required) == one.required
    return bool(stricter(one.requirement.value, then, required) == then)


def departure_form(one: Departure, records: Sequence[Recorded], decision: Decision) -> DepartureOut:
    return DepartureOut(
        number=one.number,
        requirement=one.requirement,
        required=json.loads(one.required),
        why=one.why,
        policy_set=one.policy_set,
        edition=one.edition,
        recorded_at=records[one.at_version - 1].recorded_at,
        by=one.by if decision.shows("by") else None,
        ended=one.ended,
    )
