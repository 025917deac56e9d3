"""Evaluations as they come in (S8)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field

from services.sessions.events.evaluations import Formative, Of, Rated, Rating, Summative
from services.sessions.events.words import NOBODY_NAMED, Line, Text
from shared.web.bodies import In

MOST = 60


class RatedIn(In):
    """One competence or one function of the job, and how far it has come."""

    competency: str | None = Field(
        None, description="A competence of a worker, by its code (K7).", examples=["K7-12"]
    )
    function: Line | None = Field(None, description="Or a function of the job, as its description has it.")
    rating: Rating
    words: Text | None = Field(None, description=NOBODY_NAMED)

    def rated(self) -> Rated:
        return Rated(competency=self.competency, function=self.function, rating=self.rating, words=self.words)


class FormativeIn(In):
    """After a session that was held: of the other, or of yourself."""

    session: UUID
    of: Of = Field(description="Whom you evaluate.")
    went_well: Text | None = Field(
        None,
        description=f"What went well. {NOBODY_NAMED}",
        examples=["You let me find my own way to it."],
    )
    otherwise: Text | None = Field(
        None,
        description=f"What could go otherwise next time. {NOBODY_NAMED}",
        examples=["I should like more time for the last point."],
    )
    rated: list[RatedIn] = Field([], max_length=MOST)

    def said(self) -> Formative:
        rated = tuple(one.rated() for one in self.rated)
        return Formative(of=self.of, went_well=self.went_well, otherwise=self.otherwise, rated=rated)


class SummativeIn(In):
    """Over a period: it serves managers too, and the worker sees it first."""

    agreement: UUID = Field(description="The agreement by which you supervise the worker administratively.")
    starts: date
    ends: date
    rated: list[RatedIn] = Field([], max_length=MOST)
    overall: Text | None = Field(
        None,
        description=f"The period as a whole. {NOBODY_NAMED}",
        examples=["A year in which the role became clear to everybody."],
    )

    def said(self) -> Summative:
        return Summative(rated=tuple(one.rated() for one in self.rated), overall=self.overall)


class EvaluationIn(In):
    """An evaluation of one kind or the other."""

    formative: FormativeIn | None = None
    summative: SummativeIn | None = None


class ShownIn(In):
    """That the worker was shown what was written last."""

    entry: int = Field(
        ge=1,
        le=2**31,
        description="The `last_said` that you read: more may have been added since.",
        examples=[1],
    )


class AdditionIn(In):
    """Words added to an evaluation; what was said before stays as it is."""

    words: Text = Field(description=NOBODY_NAMED, examples=["I see it likewise, save for the groups."])
