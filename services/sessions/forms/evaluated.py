"""Evaluations as they go out; words opened and accounted for (S8, S13)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final, Literal, cast
from uuid import UUID

from pydantic import Field

from services.sessions.domain.evaluation import Evaluation, EvaluationStatus
from services.sessions.events.evaluations import (
    EvaluationAddedTo,
    EvaluationShownToWorker,
    Formative,
    FormativeEvaluationGiven,
    FormativeEvaluationGivenTo,
    FormativeTo,
    Of,
    Rated,
    Summative,
    SummativeEvaluationWritten,
    Whose,
)
from shared.access import Decision, open_content
from shared.facts import Recorded
from shared.identity import Acting, AgencyId, PersonId, PlacementId
from shared.store import Store
from shared.web.bodies import Out

Kind = Literal["formative", "summative"]
Said = Formative | FormativeTo | Summative
Begun = FormativeEvaluationGiven | FormativeEvaluationGivenTo | SummativeEvaluationWritten
TO: Final = "Who else reads it, where the two did not meet as worker and supervisor."


class ListedEvaluation(Out):
    """One evaluation in a list."""

    id: UUID
    kind: Kind
    by: PersonId
    to: PersonId | None = Field(None, description=TO)
    worker: PersonId | None = None
    supervisor: PersonId | None = None
    agreement: UUID | None = None
    group: UUID | None = None
    session: UUID | None = Field(None, description="Or the meeting of the group.")
    starts: date | None = None
    ends: date | None = None
    status: EvaluationStatus
    written_at: datetime


class EvaluationOut(Out):
    """That it is there, and how it stands."""

    id: UUID
    kind: Kind
    by: PersonId
    to: PersonId | None = Field(None, description=TO)
    worker: PersonId | None = None
    supervisor: PersonId | None = Field(None, description="Of the session; of a period, whoever wrote it.")
    agency: AgencyId
    placement: PlacementId | None = None
    agreement: UUID | None = None
    group: UUID | None = None
    session: UUID | None = Field(None, description="Or the meeting of the group.")
    starts: date | None = None
    ends: date | None = None
    status: EvaluationStatus
    written_at: datetime
    last_said: int | None = Field(None, description="The last entry of whoever supervises.")
    shown_version: int | None = Field(None, description="Up to which entry the worker was shown it.")
    version: int | None = None


class AddedOut(Out):
    """Words that one of the two added."""

    by: PersonId
    said_at: datetime
    words: str


class EvaluationWords(Out):
    """What was said, and what was added, oldest first."""

    evaluation: UUID
    by: PersonId
    of: Of | Whose | None = None
    went_well: str | None = None
    otherwise: str | None = None
    overall: str | None = None
    rated: tuple[Rated, ...]
    additions: list[AddedOut]


def listed_evaluation(row: dict[str, Any]) -> ListedEvaluation:
    kind = "formative" if row["session"] else "summative"
    told = {
        **row,
        "kind": kind,
        "by": row["given_by"],
        "to": row["given_to"],
        "group": row["grp"],
        "written_at": row["written"],
    }
    return ListedEvaluation.model_validate(told, extra="ignore")


def evaluation_form(evaluation: Evaluation, records: Sequence[Recorded], decision: Decision) -> EvaluationOut:
    """What this reader sees of it without anything being opened."""
    starts, ends = evaluation.period or (None, None)
    told: dict[str, Any] = {
        "id": evaluation.id,
        "kind": "formative" if evaluation.session else "summative",
        "by": evaluation.by,
        "to": evaluation.to,
        "worker": evaluation.worker,
        "supervisor": evaluation.supervisor,
        "agency": evaluation.agency,
        "placement": evaluation.placement,
        "agreement": evaluation.agreement,
        "group": evaluation.group,
        "session": evaluation.session,
        "starts": starts,
        "ends": ends,
        "status": evaluation.status,
        "written_at": records[0].recorded_at,
        "last_said": evaluation.said or None,
        "shown_version": evaluation.shown or None,
        "version": evaluation.version,
    }
    return EvaluationOut(**{name: value for name, value in told.items() if decision.shows(name)})


def evaluation_words(
    store: Store, evaluation: Evaluation, seen: Sequence[Recorded], decision: Decision, acting: Acting
) -> EvaluationWords:
    """As much of it as the reader sees, opened under one entry of the accounting."""
    seen = [one for one in seen if not isinstance(one.fact, EvaluationShownToWorker)]
    first, *added = open_content(store, seen, decision, acting, fields=("said", "words"))
    said = cast("Said", cast("Begun", first).said)
    return EvaluationWords(
        evaluation=evaluation.id,
        by=evaluation.by,
        **{name: getattr(said, name) for name in type(said).model_fields},
        additions=[
            AddedOut(by=opened.by, said_at=record.recorded_at, words=cast("str", opened.words))
            for record, opened in zip(seen[1:], cast("list[EvaluationAddedTo]", added), strict=True)
        ],
    )
