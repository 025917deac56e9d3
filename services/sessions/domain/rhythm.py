"""What the calendar says of one agreement's supervision: that it is overdue, or was negotiated late; each said once (A1, A6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final, assert_never
from uuid import UUID, uuid5

from services.sessions.domain.frequency import Due
from services.sessions.events import RHYTHM, NegotiatedLateNoted, RhythmFact, SupervisionOverdueNoted
from shared.aggregate import Aggregate
from shared.identity import AgencyId, PersonId, PlacementId

NAMESPACE: Final = UUID("7d0c3a6e-5b1f-4b55-9a8e-2c4d1f7e9b10")
THIRD: Final = 3
"""The two have signed by the end of the day of their third session, or they negotiated late (A1)."""


@dataclass(frozen=True)
class Relationship:
    """Who supervises whom under which agreement, and whose affair that is."""

    agreement: UUID
    worker: PersonId
    supervisor: PersonId
    agency: AgencyId
    placement: PlacementId


def is_placed(placed_until: date | None, today: date) -> bool:
    """Whether the worker works there still: of who does not, no day is due any more (A6)."""
    return placed_until is None or today <= placed_until


def is_unmet(due: Due, last_held_on: date | None) -> bool:
    """Whether no session was held since the day that the frequency named before (A6)."""
    return last_held_on is None or last_held_on <= due.none_since


def is_overdue(due: Due, bound_on: date, last_held_on: date | None) -> bool:
    """Whether a day that the frequency named has passed unmet (A6).

    The first such day comes after the terms bound that name it: a frequency asks nothing of the time before it was agreed.
    """
    return due.on > bound_on and is_unmet(due, last_held_on)


def is_negotiated_late(third_held_on: date, in_force_on: date | None, today: date) -> bool:
    """Whether the day of the third session passed before both had signed (A1)."""
    return third_held_on < (today if in_force_on is None else in_force_on)


class Rhythm(Aggregate[RhythmFact]):
    """One agreement's. It begins with the first thing there is to note."""

    stream_type: ClassVar[str] = RHYTHM
    begins_with: ClassVar[frozenset[str]] = frozenset(
        {SupervisionOverdueNoted.kind, NegotiatedLateNoted.kind}
    )

    worker: PersonId
    supervisor: PersonId
    noted_on: date | None = None
    negotiated_late: bool = False

    @staticmethod
    def id_of(agreement: UUID) -> UUID:
        return uuid5(NAMESPACE, str(agreement))

    def note_overdue(
        self, between: Relationship, due: Due, bound_on: date, last_held_on: date | None
    ) -> None:
        """Once for each day that was due; what lies before one that was noted is not noted any more."""
        if not is_overdue(due, bound_on, last_held_on) or (self.noted_on and due.on <= self.noted_on):
            return
        self.record(
            SupervisionOverdueNoted(
                **vars(between), due_on=due.on, none_since=due.none_since, last_held_on=last_held_on
            )
        )

    def note_negotiated_late(
        self,
        between: Relationship,
        third_session: UUID,
        third_held_on: date,
        in_force_on: date | None,
        today: date,
    ) -> None:
        """Once; that they sign later changes nothing about it."""
        if is_negotiated_late(third_held_on, in_force_on, today) and not self.negotiated_late:
            self.record(NegotiatedLateNoted(**vars(between), third_session=third_session))

    def apply(self, fact: RhythmFact) -> None:
        self.agency, self.worker, self.supervisor = fact.agency, fact.worker, fact.supervisor
        match fact:
            case SupervisionOverdueNoted():
                self.noted_on = fact.due_on
            case NegotiatedLateNoted():
                self.negotiated_late = True
            case _:
                assert_never(fact)
