"""A performance record: administrative supervision's own object, the worker's to see first; nothing in it refers to a session (S13)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from pydantic import Field

from services.sessions.events.words import Line, Text
from shared.facts import Fact, Part, Private
from shared.identity import AgencyId, PersonId, PlacementId

PERFORMANCE: Final = "performance-record"


class Note(Part):
    """How the job is done, by its functions."""

    functions: tuple[Line, ...] = Field(description="Which functions of the job this is about.")
    going_well: Text | None = Field(None, description="What is done well.")
    falling_short: Text | None = Field(None, description="What falls short of the job's functions.")
    discussion: Text | None = Field(None, description="What the two said about it.")


class Plan(Part):
    """What shall become better, with whose help, and in which time."""

    steps: Text
    support: Text | None = Field(None, description="What the agency does so that it can succeed.")
    starts: date
    ends: date


class Outcome(StrEnum):
    """How far a plan was carried out."""

    MET = "met"
    PARTLY_MET = "partly-met"
    NOT_MET = "not-met"


class Result(Part):
    """What came of a plan."""

    outcome: Outcome
    words: Text | None = None


class PerformanceNoted(Fact, kind="sessions.PerformanceNoted"):
    """Whoever supervises a worker administratively wrote down how the job is done (S13, D8)."""

    by: PersonId
    agreement: UUID
    """The agreement on administrative supervision; what else is agreed or said under it has no place here."""
    worker: PersonId
    agency: AgencyId
    placement: PlacementId
    note: Private[Note]


class PerformanceShown(Fact, kind="sessions.PerformanceShown"):
    """The worker was shown the record up to here, as the worker or whoever wrote that said; so far others may see it from now on (S13)."""

    by: PersonId
    upto: int


class PerformanceCommentAdded(Fact, kind="sessions.PerformanceCommentAdded"):
    """The worker added words of their own, which go wherever the record goes (S13)."""

    by: PersonId
    words: Private[Text]


class PerformancePlanned(Fact, kind="sessions.PerformancePlanned"):
    """There is a plan with a time frame; a later one takes the place of an earlier (S13)."""

    by: PersonId
    plan: Private[Plan]


class PerformancePlanResulted(Fact, kind="sessions.PerformancePlanResulted"):
    """What came of the plan was written down (S13)."""

    by: PersonId
    result: Private[Result]


class PerformanceRecordClosed(Fact, kind="sessions.PerformanceRecordClosed"):
    """Nothing more is written to it but the worker's own words (S13)."""

    by: PersonId
    words: Private[Text | None] = None


PerformanceFact = (
    PerformanceNoted
    | PerformanceShown
    | PerformanceCommentAdded
    | PerformancePlanned
    | PerformancePlanResulted
    | PerformanceRecordClosed
)
