"""Goals as they come in and go out; words opened and accounted for, to the two alone (S8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from pydantic import Field

from services.sessions.domain.goal import Goal, GoalStatus
from services.sessions.events.goals import (
    Ending,
    FiveAnswers,
    GoalChanged,
    GoalEnded,
    GoalProgressNoted,
    GoalSet,
    Outcome,
)
from services.sessions.events.words import NOBODY_NAMED, Text
from shared.access import Decision, open_content
from shared.facts import Recorded
from shared.identity import Acting, AgencyId, PersonId
from shared.store import Store
from shared.web.bodies import In, Out


class AnswersIn(In):
    """The five questions; only what should change has to be answered."""

    change: Text = Field(
        description=f"What should change? {NOBODY_NAMED}",
        examples=["I want to speak up in the team without being asked."],
    )
    strengths: Text | None = Field(None, description=f"Which strengths do you use? {NOBODY_NAMED}")
    how: Text | None = Field(None, description=f"How do your strengths help with that? {NOBODY_NAMED}")
    sign: Text | None = Field(None, description=f"How will you know? {NOBODY_NAMED}")
    support: Text | None = Field(None, description=f"Which support do you need? {NOBODY_NAMED}")

    def answers(self) -> FiveAnswers:
        return FiveAnswers(**self.model_dump(exclude={"agreement"}))


class GoalIn(AnswersIn):
    """A goal for the worker of an agreement."""

    agreement: UUID


class ProgressIn(In):
    """How it goes."""

    words: Text = Field(
        description=NOBODY_NAMED, examples=["Twice this month, and the second time it was easy."]
    )


class EndingIn(In):
    """How a goal ended."""

    outcome: Outcome = Field(
        description="Sealed like the words: the two of you alone can tell.", examples=[Outcome.ACHIEVED]
    )
    words: Text | None = Field(None, description=NOBODY_NAMED, examples=["I speak up, and it is heard."])

    def ending(self) -> Ending:
        return Ending(outcome=self.outcome, words=self.words)


class GoalOut(Out):
    """That it is there, and how it stands."""

    id: UUID
    agreement: UUID
    worker: PersonId
    supervisor: PersonId
    agency: AgencyId
    status: GoalStatus
    set_at: datetime
    progress: int = Field(description="How many notes there are on how it goes.")
    version: int


class ListedGoal(Out):
    """One goal in a list."""

    id: UUID
    agreement: UUID
    worker: PersonId
    supervisor: PersonId
    status: GoalStatus
    set_at: datetime


class AnswersOut(Out):
    """The five answers as they were from one version on."""

    at_version: int
    by: PersonId
    said_at: datetime
    answers: FiveAnswers


class ProgressOut(Out):
    """A note on how it goes."""

    at_version: int
    by: PersonId
    said_at: datetime
    words: str


class GoalWords(Out):
    """The goal as it is, as it was before, how it goes and how it ended."""

    goal: UUID
    answers: FiveAnswers
    earlier: list[AnswersOut]
    progress: list[ProgressOut]
    ending: Ending | None = None


def goal_form(goal: Goal, records: Sequence[Recorded]) -> GoalOut:
    assert goal.agency is not None
    return GoalOut(
        id=goal.id,
        agreement=goal.agreement,
        worker=goal.worker,
        supervisor=goal.supervisor,
        agency=goal.agency,
        status=goal.status,
        set_at=records[0].recorded_at,
        progress=goal.progress,
        version=goal.version,
    )


def listed_goal(row: dict[str, Any]) -> ListedGoal:
    return ListedGoal.model_validate(row | {"set_at": row["placed"]}, extra="ignore")


def goal_words(
    store: Store, goal: Goal, records: Sequence[Recorded], decision: Decision, acting: Acting
) -> GoalWords:
    """All of it, opened under one entry of the accounting."""
    facts = open_content(store, records, decision, acting, fields=("answers", "words", "ending"))
    said = list(zip(records, facts, strict=True))
    answers = [
        AnswersOut(**_when(record), by=fact.by, answers=cast("FiveAnswers", fact.answers))
        for record, fact in said
        if isinstance(fact, GoalSet | GoalChanged)
    ]
    return GoalWords(
        goal=goal.id,
        answers=answers[-1].answers,
        earlier=answers[:-1],
        progress=[
            ProgressOut(**_when(record), by=fact.by, words=cast("str", fact.words))
            for record, fact in said
            if isinstance(fact, GoalProgressNoted)
        ],
        ending=next((cast("Ending", fact.ending) for fact in facts if isinstance(fact, GoalEnded)), None),
    )


def _when(record: Recorded) -> dict[str, Any]:
    return {"at_version": record.stream_version, "said_at": record.recorded_at}
