"""Holds and erasures as they come in and go out; the words for them go out opened, to who may read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import cast
from uuid import UUID

from pydantic import Field

from shared.access import Decision, open_content
from shared.facts import Recorded
from shared.identity import Acting, AgencyId, PersonId
from shared.keeping import ErasureReason, Keeping, KeyGone
from shared.keeping.facts import (
    ContentErased,
    ErasureApproved,
    ErasureOrdered,
    ErasureWithdrawn,
    HoldPlaced,
    HoldReleased,
    Words,
)
from shared.store import Store
from shared.web.bodies import In, Out


class ErasureIn(In):
    """An order to erase: another person has to approve it."""

    reason: ErasureReason
    words: Words = Field(
        description="Why, in your own words.", examples=["Kept for seven years; nobody needs it."]
    )


class HoldIn(In):
    """A legal hold."""

    words: Words = Field(description="Why, in your own words.", examples=["A tribunal asked for it."])


class StepOut(Out):
    """One step: a hold placed or released, an erasure ordered, taken back, approved, carried out."""

    at_version: int
    step: str
    number: int
    by: PersonId | None = None
    at: datetime
    reason: ErasureReason | None = None
    kept_until: date | None = None
    approver: PersonId | None = Field(None, description="Who was named to approve it, if anybody had to be.")
    words: str | None = None


class KeepingOut(Out):
    """How a record's content stands: kept, held, its erasure ordered or approved, or erased; with every step."""

    target_type: str
    target: UUID
    agency: AgencyId
    status: str
    holds: list[int] = Field(description="Numbers of the holds that stand.")
    keys: list[KeyGone] = Field(
        [],
        description="Evidence: that the record's key was destroyed, and when. Keys of what went with it are not named here.",
    )
    backups_until: date | None = Field(
        None, description="Until then a backup of keys may still hold them; no longer."
    )
    left: list[UUID] = Field(
        [],
        description="What came of it and is a record of its own: not erased with it, and not erased by itself so far; as much of that as"
        " you may see.",
    )
    steps: list[StepOut]
    version: int


NAMES = {
    HoldPlaced: "hold-placed",
    HoldReleased: "hold-released",
    ErasureOrdered: "erasure-ordered",
    ErasureWithdrawn: "erasure-withdrawn",
    ErasureApproved: "erasure-approved",
    ContentErased: "content-erased",
}


def keeping_form(
    store: Store,
    keeping: Keeping,
    records: Sequence[Recorded],
    decision: Decision,
    acting: Acting,
    left: Sequence[UUID] = (),
) -> KeepingOut:
    """All of it, its words opened under one entry of the accounting."""
    said = [one for one in records if isinstance(one.fact, HoldPlaced | ErasureOrdered)]
    opened = open_content(store, said, decision, acting, fields=("words",))
    words = {
        record.stream_version: cast("str", cast("HoldPlaced | ErasureOrdered", fact).words)
        for record, fact in zip(said, opened, strict=True)
    }
    assert keeping.agency is not None
    return KeepingOut(
        target_type=keeping.target_type,
        target=keeping.target,
        agency=keeping.agency,
        status=keeping.status,
        holds=list(keeping.holds),
        keys=_own(keeping),
        backups_until=keeping.erased.backups_until if keeping.erased else None,
        left=list(left),
        steps=[_step(one, words.get(one.stream_version)) for one in records],
        version=keeping.version,
    )


def _own(keeping: Keeping) -> list[KeyGone]:
    # The ids of what goes with a meeting follow from who was there, which is nobody's to work out from the evidence.
    keys = keeping.erased.keys if keeping.erased else ()
    return [one for one in keys if one.key.endswith(f":{keeping.target}")]


def _step(record: Recorded, words: str | None) -> StepOut:
    fact = record.fact
    assert isinstance(
        fact, HoldPlaced | HoldReleased | ErasureOrdered | ErasureWithdrawn | ErasureApproved | ContentErased
    )
    return StepOut(
        at_version=record.stream_version,
        step=NAMES[type(fact)],
        number=fact.number,
        by=None if isinstance(fact, ContentErased) else fact.by,
        at=record.recorded_at,
        reason=fact.reason if isinstance(fact, ErasureOrdered) else None,
        kept_until=fact.kept_until if isinstance(fact, ErasureOrdered) else None,
        approver=fact.approver if isinstance(fact, ErasureOrdered) else None,
        words=words,
    )
