"""Dual relationships as they come in and go out; words go out opened and accounted for, to the two who weigh them (S14)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from pydantic import Field

from services.sessions.domain.dual_relationship import DualRelationship, DualRelationshipStatus
from services.sessions.events import Line, Text
from services.sessions.events.dual_relationships import (
    Decision as Decided,
)
from services.sessions.events.dual_relationships import (
    DualRelationshipDecided,
    DualRelationshipRaised,
    DualRelationshipWeighed,
    QuestionWeighed,
    Weighed,
)
from services.sessions.events.words import NOBODY_NAMED
from shared.access import Decision, open_content
from shared.facts import Recorded
from shared.identity import Acting, AgencyId, PersonId
from shared.store import Store
from shared.web.bodies import In, Out


class DualRelationshipIn(In):
    """Two roles that come together."""

    agreement: UUID = Field(description="The agreement under which the two weigh it.")
    words: Text = Field(
        description=f"Which other role it is. {NOBODY_NAMED} Nor let anything point at one.",
        examples=["We sing in the same choir."],
    )


class QuestionWeighedIn(In):
    """What you think about one question."""

    question: Line = Field(examples=["K9-32"])
    words: Text = Field(description=NOBODY_NAMED)


class WeighedIn(In):
    """All four questions, as you see them today."""

    answers: list[QuestionWeighedIn] = Field(max_length=4)
    confident: bool = Field(description="Whether you are confident that nobody is harmed.")

    def weighed(self) -> Weighed:
        answers = tuple(QuestionWeighed(question=one.question, words=one.words) for one in self.answers)
        return Weighed(answers=answers, confident=self.confident)


class DualDecisionIn(In):
    """Whether to go on in both roles."""

    going_on: bool = Field(
        description="Only when both have weighed the questions and are confident.", examples=[True]
    )
    words: Text | None = Field(
        None, description=NOBODY_NAMED, examples=["We keep the choir out of our hour."]
    )


class DualRelationshipOut(Out):
    """That it is being weighed, and how far the two are."""

    id: UUID
    agreement: UUID
    worker: PersonId
    supervisor: PersonId
    agency: AgencyId
    status: DualRelationshipStatus
    raised_at: datetime
    weighed_by: list[PersonId]
    version: int


class ListedDualRelationship(Out):
    """One in a list."""

    id: UUID
    agreement: UUID
    worker: PersonId
    supervisor: PersonId
    agency: AgencyId
    status: DualRelationshipStatus
    raised_at: datetime


class WeighedOut(Out):
    """What one of the two said about the questions."""

    at_version: int
    by: PersonId
    said_at: datetime
    answers: list[QuestionWeighed]
    confident: bool


class DualDecisionOut(Out):
    """What was decided."""

    at_version: int
    by: PersonId
    said_at: datetime
    going_on: bool
    words: str | None = None


class DualRelationshipWords(Out):
    """All that was said, oldest first."""

    dual_relationship: UUID
    words: str
    weighed: list[WeighedOut]
    decisions: list[DualDecisionOut]


def dual_relationship_form(one: DualRelationship, records: Sequence[Recorded]) -> DualRelationshipOut:
    assert one.agency is not None
    return DualRelationshipOut(
        id=one.id,
        agreement=one.agreement,
        worker=one.worker,
        supervisor=one.supervisor,
        agency=one.agency,
        status=one.status,
        raised_at=records[0].recorded_at,
        weighed_by=sorted(one.weighed_by),
        version=one.version,
    )


def listed_dual_relationship(row: dict[str, Any]) -> ListedDualRelationship:
    return ListedDualRelationship.model_validate({**row, "raised_at": row["raised"]}, extra="ignore")


def dual_relationship_words(
    store: Store, one: DualRelationship, records: Sequence[Recorded], decision: Decision, acting: Acting
) -> DualRelationshipWords:
    """All of it, opened under one entry of the accounting."""
    opened = open_content(store, records, decision, acting, fields=("words", "weighed", "decision"))
    pairs = list(zip(records, cast("list[Any]", opened), strict=True))
    assert isinstance(opened[0], DualRelationshipRaised)
    return DualRelationshipWords(
        dual_relationship=one.id,
        words=cast("str", opened[0].words),
        weighed=[_weighed(at, fact) for at, fact in pairs if isinstance(fact, DualRelationshipWeighed)],
        decisions=[_decided(at, fact) for at, fact in pairs if isinstance(fact, DualRelationshipDecided)],
    )


def _weighed(record: Recorded, opened: DualRelationshipWeighed) -> WeighedOut:
    said = cast("Weighed", opened.weighed)
    return WeighedOut(
        at_version=record.stream_version,
        by=opened.by,
        said_at=record.recorded_at,
        answers=list(said.answers),
        confident=said.confident,
    )


def _decided(record: Recorded, opened: DualRelationshipDecided) -> DualDecisionOut:
    said = cast("Decided", opened.decision)
    return DualDecisionOut(
        at_version=record.stream_version, by=opened.by, said_at=record.recorded_at, **said.model_dump()
    )


def confident(
    store: Store, records: Sequence[Recorded], decision: Decision, acting: Acting
) -> dict[PersonId, bool]:
    """What each of the two said last, opened for a decision and accounted for; nothing where neither has weighed."""
    last = {one.fact.by: one for one in records if isinstance(one.fact, DualRelationshipWeighed)}
    if not last:
        return {}
    opened = open_content(store, list(last.values()), decision, acting, fields=("weighed",))
    return {fact.by: fact.weighed.confident for fact in cast("list[Any]", opened)}
