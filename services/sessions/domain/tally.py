"""What sessions touched, counted out of sight by relationship and quarter, and told by agency where it points at nobody (S3, S4, C5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import nlargest
from typing import ClassVar, Final, Self, assert_never
from uuid import UUID, uuid5

from services.sessions.domain.quarters import Quarter
from services.sessions.domain.smallest_group import SMALLEST_GROUP
from services.sessions.events import (
    COUNT,
    TALLY,
    Function,
    Purpose,
    SessionRecord,
    SessionsCounted,
    TallyClosed,
    TallyFact,
    TallyMarked,
    Touched,
)
from shared.aggregate import Aggregate
from shared.identity import AgencyId, PersonId

NAMESPACE: Final = UUID("2f6b8f0e-9a34-4c57-8d21-6e0b5a7c1d42")
NOTHING: Final = Touched()


def touched_by(record: SessionRecord) -> Touched:
    """One record, and one for each purpose and function that it names."""
    return Touched(records=1, **{one.value: 1 for one in (*record.purposes, *record.functions)})


def moved(before: SessionRecord, after: SessionRecord) -> Touched:
    """By how much a correction moves each count."""
    return summed((touched_by(after),), less=(touched_by(before),))


def summed(many: Iterable[Touched], less: Iterable[Touched] = ()) -> Touched:
    """All of them together, less some."""
    told = dict.fromkeys(Touched.model_fields, 0)
    for sign, some in ((1, many), (-1, less)):
        for one in some:
            for name in told:
                told[name] += sign * getattr(one, name)
    return Touched(**told)


def shares(marks: Iterable[tuple[PersonId, Touched]]) -> tuple[Touched, ...]:
    """What each worker who has a record adds: of a purpose or function no fewer than none and no more than their records.

    Who only added to a record, or corrected one of an earlier quarter, does not stand behind the figures.
    """
    each: defaultdict[PersonId, list[Touched]] = defaultdict(list)
    for worker, touched in marks:
        each[worker].append(touched)
    alone = (summed(many) for many in each.values())
    return tuple(
        Touched(**{name: min(max(count, 0), one.records) for name, count in one})
        for one in alone
        if one.records
    )


def pointing_at_somebody(each: Sequence[Touched]) -> tuple[str, ...]:
    """Of which no number is told, unless any eleven of them might, as far as it goes, have had no part in it, or been all in it.

    How many records each has is no secret, so a number also tells how many did not touch it. Neither then rests on fewer than
    eleven workers, and of nobody does it follow that their records did, or that they did not.
    """
    told = summed(each)
    most = sum(nlargest(SMALLEST_GROUP, (one.records for one in each)))
    return tuple(
        one.value for one in (*Purpose, *Function) if not most <= getattr(told, one) <= told.records - most
    )


class Tally(Aggregate[TallyFact]):
    """One relationship's quarter: every record written in it, and every addition to one, leaves a mark. It reads none of them."""

    stream_type: ClassVar[str] = TALLY
    begins_with: ClassVar[frozenset[str]] = frozenset({TallyMarked.kind})

    closed: bool = False

    @staticmethod
    def id_of(agreement: UUID, quarter: Quarter) -> UUID:
        return uuid5(NAMESPACE, f"{agreement} {quarter}")

    def mark(
        self, agreement: UUID, worker: PersonId, agency: AgencyId, quarter: Quarter, touched: Touched
    ) -> None:
        """Whatever was added leaves one, so that a mark does not tell a correction from a signature."""
        self.record(
            TallyMarked(
                agreement=agreement, worker=worker, agency=agency, quarter=str(quarter), touched=touched
            )
        )

    def close(self) -> None:
        """Once its quarter was told and its key is gone."""
        if not self.closed:
            self.record(TallyClosed())

    def apply(self, fact: TallyFact) -> None:
        match fact:
            case TallyMarked():
                self.agency = fact.agency
            case TallyClosed():
                self.closed = True
            case _:
                assert_never(fact)


class SessionCount(Aggregate[SessionsCounted]):
    """One agency's closed quarter. Every agency has one for every quarter, so that its being there tells nothing."""

    stream_type: ClassVar[str] = COUNT
    begins_with: ClassVar[frozenset[str]] = frozenset({SessionsCounted.kind})

    @staticmethod
    def id_of(agency: AgencyId, quarter: Quarter) -> UUID:
        """The log itself lets a quarter be counted once."""
        return uuid5(NAMESPACE, f"count of {agency} {quarter}")

    @classmethod
    def of_quarter(
        cls, agency: AgencyId, quarter: Quarter, marks: Iterable[tuple[PersonId, Touched]]
    ) -> Self:
        """`marks` names the worker of each."""
        each = shares(marks)
        counted = SessionsCounted(agency=agency, quarter=str(quarter), fewer_than=SMALLEST_GROUP)
        if len(each) >= SMALLEST_GROUP:
            untold = pointing_at_somebody(each)
            told = summed(each).model_copy(update=dict.fromkeys(untold, 0))
            counted = counted.model_copy(update={"touched": told, "untold": untold})
        return cls.begin(cls.id_of(agency, quarter), counted)

    def apply(self, fact: SessionsCounted) -> None:
        self.agency = fact.agency
