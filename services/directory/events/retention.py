"""How long what is kept is kept, and what law demands to be reported: parts of a policy set."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from services.directory.events.parts import Line
from shared.facts import Part


class Retention(Part):
    """Years from the end of each record; seven where nothing else is published."""

    agreements: int = Field(7, description="Years after an agreement's end; nothing in the house erases one.")
    sessions: int = Field(7, description="Years after a session or meeting, or the last words added to it.")
    performance_records: int = Field(
        7, description="Years after a performance record was closed, or supervision ended before that (S13)."
    )
    evaluations: int = Field(
        7,
        description="Years after an evaluation, or after a goal was closed or supervision ended before that (S8).",
    )
    concerns: int = Field(7, description="Years after a concern was closed or withdrawn (C2).")
    disclosures: int = Field(7, description="Years after a disclosure was made (C3).")
    accounting: int = Field(7, description="Years after an opening was accounted for.")


class MayBeTold(StrEnum):
    """Whether the worker may be told that a report is made (C6)."""

    YES = "yes"
    NO = "no"
    AFTER_REPORT = "after-report"


class ReportingLaw(Part):
    """A law that demands a report of a person; nothing in the house sends one or stands in its way (C6)."""

    code: Line = Field(description="A short name for it within the set.")
    title: Line
    authority: Line = Field(description="Whom the report goes to.")
    within_hours: int = Field(description="How soon; 0 is at once.")
    may_be_delegated: bool = Field(description="Whether somebody else may report in one's place.")
    worker_may_be_told: MayBeTold
    source: Line = Field(description="Where the law stands.")
