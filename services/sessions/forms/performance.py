"""Performance records as they come in and go out; words go out opened and accounted for, the worker's first (S13)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from pydantic import Field

from services.sessions.domain.performance import PerformanceRecord, PerformanceStatus
from services.sessions.events import Line, Text
from services.sessions.events.performance import (
    Note,
    Outcome,
    PerformanceCommentAdded,
    PerformanceNoted,
    PerformancePlanned,
    PerformancePlanResulted,
    PerformanceRecordClosed,
    Plan,
    Result,
)
from services.sessions.events.words import NOBODY_NAMED
from services.sessions.forms.shown_first import Counted
from shared.access import Decision, open_content
from shared.facts import Recorded
from shared.identity import Acting, AgencyId, PersonId, PlacementId
from shared.store import Store
from shared.web.bodies import Day, In, Out

Entry = (
    PerformanceNoted
    | PerformanceCommentAdded
    | PerformancePlanned
    | PerformancePlanResulted
    | PerformanceRecordClosed
)


class NoteIn(In):
    """How the job is done. What is said in supervision of the worker's development has no place here."""

    agreement: UUID = Field(description="The agreement on administrative supervision, in force.")
    functions: list[Line] = Field(
        min_length=1, max_length=20, description="Which functions of the job.", examples=[["Welcomes people"]]
    )
    going_well: Text | None = Field(None, description=f"What is done well. {NOBODY_NAMED}")
    falling_short: Text | None = Field(
        None, description=f"What falls short of the job's functions. {NOBODY_NAMED}"
    )
    discussion: Text | None = Field(None, description=f"What the two said about it. {NOBODY_NAMED}")

    def note(self) -> Note:
        told = self.model_dump(exclude={"agreement", "functions"})
        return Note(functions=tuple(self.functions), **told)


class EntryShownIn(In):
    """Up to which entry the worker was shown it."""

    entry: int = Field(ge=1, le=10**6, description="`written_version` as you read it.", examples=[3])


class CommentIn(In):
    """Words of the worker's own."""

    words: Text = Field(description=NOBODY_NAMED, examples=["In March I was alone on the rota."])


class PlanIn(In):
    """What shall become better, and by when."""

    steps: Text = Field(description=f"What shall be done. {NOBODY_NAMED}")
    support: Text | None = Field(
        None, description=f"What the agency does so that it can succeed. {NOBODY_NAMED}"
    )
    starts: Day = Field(description="From this day.", examples=["2026-03-02"])
    ends: Day = Field(description="Until this day.", examples=["2026-06-01"])

    def plan(self) -> Plan:
        return Plan(**self.model_dump())


class ResultIn(In):
    """What came of the plan."""

    outcome: Outcome = Field(examples=[Outcome.PARTLY_MET])
    words: Text | None = Field(
        None, description=NOBODY_NAMED, examples=["The rota came; the second key did not."]
    )

    def result(self) -> Result:
        return Result(**self.model_dump())


class ClosingIn(In):
    """That nothing more is to be written."""

    words: Text | None = Field(None, description=NOBODY_NAMED, examples=["The rota is as we wanted it."])


class PerformanceOut(Out):
    """That it is there, and how it stands."""

    id: UUID
    agreement: UUID
    worker: PersonId
    author: PersonId
    agency: AgencyId
    placement: PlacementId
    status: PerformanceStatus = Field(
        description="`noted` until the worker was shown it; nobody but the two sees it before."
    )
    noted_at: datetime
    shown_version: int = Field(description="Up to which of its facts the worker was shown it; 0 for none.")
    written_version: int | None = Field(None, description="The last entry of whoever supervises.")
    version: int | None = None


class ListedPerformance(Out):
    """One in a list."""

    id: UUID
    agreement: UUID
    worker: PersonId
    author: PersonId
    agency: AgencyId
    placement: PlacementId
    status: PerformanceStatus
    noted_at: datetime


class PerformanceEntry(Out):
    """One entry: which of the parts are there follows from what it is."""

    at_version: int = Field(description="Its place in the history, as the reader counts it.")
    by: PersonId
    written_at: datetime
    note: Note | None = None
    plan: Plan | None = None
    result: Result | None = None
    words: str | None = None


class PerformanceWords(Out):
    """What the reader may read of it, oldest first."""

    record: UUID
    entries: list[PerformanceEntry]


def performance_form(
    record: PerformanceRecord, records: Sequence[Recorded], decision: Decision
) -> PerformanceOut:
    told = {
        "id": record.id,
        "agreement": record.agreement,
        "worker": record.worker,
        "author": record.author,
        "agency": record.agency,
        "placement": record.placement,
        "status": record.told_status if decision.sees else record.status,
        "noted_at": records[0].recorded_at,
        "shown_version": record.shown,
        "written_version": record.written,
        "version": record.version,
    }
    return PerformanceOut.model_validate({name: one for name, one in told.items() if decision.shows(name)})


def listed_performance(row: dict[str, Any]) -> ListedPerformance:
    return ListedPerformance.model_validate({**row, "noted_at": row["noted"]}, extra="ignore")


def performance_words(
    store: Store, record: PerformanceRecord, seen: Sequence[Counted], decision: Decision, acting: Acting
) -> PerformanceWords:
    """What the reader sees of it, opened under one entry of the accounting."""
    entries = [one for one in seen if isinstance(one.record.fact, Entry)]
    fields = ("note", "plan", "result", "words")
    opened = open_content(store, [one.record for one in entries], decision, acting, fields=fields)
    return PerformanceWords(
        record=record.id,
        entries=[_entry(one, cast("Any", fact)) for one, fact in zip(entries, opened, strict=True)],
    )


def _entry(one: Counted, opened: Any) -> PerformanceEntry:
    told = {name: getattr(opened, name, None) for name in ("note", "plan", "result", "words")}
    return PerformanceEntry(at_version=one.number, by=opened.by, written_at=one.record.recorded_at, **told)
