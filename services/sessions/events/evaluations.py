"""Evaluations: informal ones after a session, both ways and of oneself; formal ones over a period, which serve managers too (S8, S13)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from pydantic import Field

from services.sessions.events.words import Line, Text
from shared.facts import Fact, Part, Private
from shared.identity import AgencyId, PersonId, PlacementId

EVALUATION: Final = "evaluation"


class Rating(StrEnum):
    """How far somebody has come; the steps are ours (K7)."""

    NOT_YET = "not-yet"
    GROWING = "growing"
    STEADY = "steady"
    STRONG = "strong"


class Of(StrEnum):
    """Whom an evaluation is of; whoever gives it evaluates the other, or themselves (S8)."""

    WORKER = "worker"
    SUPERVISOR = "supervisor"


class Whose(StrEnum):
    """Of whom it is, as whoever gives it to another says: of that other, or of themselves (S8)."""

    OTHER = "other"
    ONESELF = "oneself"


class Rated(Part):
    """One competence of the catalogue, or one function of the job in the agency's own words, and how far it has come."""

    competency: str | None = Field(None, description="A competence, by its code (K7).")
    function: Line | None = Field(None, description="A function of the job, as its description has it.")
    rating: Rating
    words: Text | None = None


class Formative(Part):
    """What one says of the other, or of oneself, after a session (S8)."""

    of: Of
    went_well: Text | None = None
    otherwise: Text | None = Field(None, description="What could go otherwise next time.")
    rated: tuple[Rated, ...] = ()


class FormativeTo(Part):
    """What one says to another who was there, of that other or of oneself (S8)."""

    of: Whose
    went_well: Text | None = None
    otherwise: Text | None = Field(None, description="What could go otherwise next time.")
    rated: tuple[Rated, ...] = ()


class Summative(Part):
    """What one says of a period of work, for managers too (S8, S13)."""

    rated: tuple[Rated, ...] = ()
    overall: Text | None = None


class FormativeEvaluationGiven(Fact, kind="sessions.FormativeEvaluationGiven"):
    """Worker or supervisor evaluated, informally, after a session that was held (S8)."""

    by: PersonId
    session: UUID
    agreement: UUID
    worker: PersonId
    supervisor: PersonId
    agency: AgencyId
    placement: PlacementId
    said: Private[Formative]


class FormativeEvaluationGivenTo(Fact, kind="sessions.FormativeEvaluationGivenTo"):
    """One of those who met evaluated, informally, to one other who was there: after a meeting of a group or circle, or with a third (S8, S9, S10, S12)."""

    by: PersonId
    to: PersonId
    """The one other who reads it."""
    session: UUID
    """The session, or the meeting of that group."""
    group: UUID | None = None
    agreement: UUID | None = None
    agency: AgencyId
    said: Private[FormativeTo]


class SummativeEvaluationWritten(Fact, kind="sessions.SummativeEvaluationWritten"):
    """Whoever supervises the worker administratively evaluated a period of their work (S8, S13)."""

    by: PersonId
    agreement: UUID
    worker: PersonId
    agency: AgencyId
    placement: PlacementId
    starts: date
    ends: date
    said: Private[Summative]


class EvaluationShownToWorker(Fact, kind="sessions.EvaluationShownToWorker"):
    """The worker was shown it, up to one of its entries: from then on those others see as far as that (S13)."""

    by: PersonId
    """Who said so: the worker, or whoever wrote it."""
    upto: int


class EvaluationAddedTo(Fact, kind="sessions.EvaluationAddedTo"):
    """One of the two added words; what was said before stays as it is (S8)."""

    by: PersonId
    words: Private[Text]


EvaluationFact = (
    FormativeEvaluationGiven
    | FormativeEvaluationGivenTo
    | SummativeEvaluationWritten
    | EvaluationShownToWorker
    | EvaluationAddedTo
)
