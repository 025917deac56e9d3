"""Evaluations as they come in (S8)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final
from uuid import UUID

from pydantic import Field

from services.sessions.domain.evaluation_refusals import OfTheOtherOrOneself
from services.sessions.events.evaluations import (
    Formative,
    FormativeTo,
    Of,
    Rated,
    Rating,
    Summative,
    Whose,
)
from services.sessions.events.words import NOBODY_NAMED, Line, Text
from shared.identity import PersonId
from shared.web.bodies import Day, In

MOST = 60


class OfWhom(StrEnum):
    """Of worker or supervisor, between those two; to anybody else, of the other or of oneself."""

    WORKER = "worker"
    SUPERVISOR = "supervisor"
    OTHER = "other"
    ONESELF = "oneself"


BETWEEN_THE_TWO: Final = (OfWhom.WORKER, OfWhom.SUPERVISOR)


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

    session: UUID = Field(description="The session; or the meeting of a group or circle.")
    to: PersonId | None = Field(
        None,
        description="Who reads it: one other who was there. Left out between worker and supervisor of a session.",
    )
    of: OfWhom = Field(
        description="Whom you evaluate: `worker` or `supervisor`; where you say who reads it, `other` or `oneself`."
    )
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
        if self.of not in BETWEEN_THE_TWO:
            raise OfTheOtherOrOneself("formative.of")
        return Formative(
            of=Of(self.of), went_well=self.went_well, otherwise=self.otherwise, rated=self._rated()
        )

    def said_to(self) -> FormativeTo:
        if self.of in BETWEEN_THE_TWO:
            raise OfTheOtherOrOneself("formative.of")
        return FormativeTo(
            of=Whose(self.of), went_well=self.went_well, otherwise=self.otherwise, rated=self._rated()
        )

    def _rated(self) -> tuple[Rated, ...]:
        return tuple(one.rated() for one in self.rated)


class SummativeIn(In):
    """Over a period: it serves managers too, and the worker sees it first."""

    agreement: UUID = Field(description="The agreement by which you supervise the worker administratively.")
    starts: Day
    ends: Day
    rated: list[RatedIn] = Field([], max_length=MOST, description="One competence or function at least.")
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
