"""Orders to erase, and holds, as they come in: on which record; and as they stand in a list."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final, Literal
from uuid import UUID

from pydantic import Field

from services.sessions.events.words import NOBODY_NAMED
from shared.identity import AgencyId, PersonId
from shared.keeping.facts import Words
from shared.keeping.forms import ErasureIn, HoldIn
from shared.web.bodies import Out

WHY: Final = f"Why, in your own words. {NOBODY_NAMED}"
KindOfRecord = Literal[
    "session",
    "group-session",
    "group",
    "evaluation",
    "goal",
    "performance-record",
    "dual-relationship",
    "concern",
    "disclosure",
    "disclosure-recipient",
    "external-report",
]
"""What can be held, and whose content can be erased."""


class RecordErasureIn(ErasureIn):
    """An order to erase a record's content: another person has to approve it."""

    words: Words = Field(description=WHY, examples=["Kept for seven years; nobody needs it."])
    record_type: KindOfRecord = Field(description="Which kind of record.", examples=["session"])
    record: UUID
    approver: PersonId | None = Field(
        None,
        description="A privacy officer of its agency who is to approve it: where what it is of is confidential, and nobody of"
        " those who would approve it is there any more; nowhere else.",
    )


class RecordHoldIn(HoldIn):
    """A legal hold on a record."""

    words: Words = Field(description=WHY, examples=["A tribunal asked for it."])
    record_type: KindOfRecord = Field(description="Which kind of record.", examples=["session"])
    record: UUID


class ListedErasure(Out):
    """A record that is or was held, or whose erasure was ordered."""

    id: UUID
    record_type: str
    record: UUID
    agency: AgencyId
    begun: datetime
    holds: int = Field(description="How many holds stand.")
    erasure: str | None = Field(None, description="ordered, approved or erased")


class DueErasure(Out):
    """A record that is kept longer than its agency's policy set asks: which, and nothing of it."""

    record_type: str = Field(examples=["session"])
    record: UUID
    kept_until: date = Field(description="The last day on which it had to be kept.")
    held: bool = Field(
        description="Whether a hold, on it or on a record that may show its words, keeps it for now."
    )


class KeptOut(Out):
    """That it, or what came of it, is held or to be erased: where that is read and decided."""

    erasure: UUID = Field(description="At /erasures/{id}.")
    record_type: str = Field(examples=["concern"])
    record: UUID
    status: str = Field(examples=["ordered"])


def listed_erasure(row: dict[str, Any]) -> ListedErasure:
    told = {**row, "record_type": row["target_type"], "record": row["target"]}
    return ListedErasure.model_validate(told, extra="ignore")
