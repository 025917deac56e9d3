"""A placement: a worker at a host agency, under a line manager of that placement (D5, D6)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.directory.domain.days import check_span
from services.directory.domain.refusals import (
    EndsBeforeItStarts,
    OwnLineManager,
    PlacementIsOver,
    WouldProlong,
)
from services.directory.events import (
    PLACEMENT,
    Employment,
    LineManagerNamed,
    PlacementBegun,
    PlacementEnded,
    PlacementFact,
)
from shared.aggregate import Aggregate
from shared.identity import AgencyId, PersonId


class Placement(Aggregate[PlacementFact]):
    stream_type: ClassVar[str] = PLACEMENT
    begins_with: ClassVar[frozenset[str]] = frozenset({PlacementBegun.kind})

    worker: PersonId
    employment: Employment
    employer: AgencyId
    line_manager: PersonId | None = None
    starts: date
    ends: date | None = None
    ended: bool = False

    @classmethod
    def begin_at(
        cls,
        id: UUID,
        *,
        worker: PersonId,
        agency: AgencyId,
        employment: Employment,
        employer: AgencyId,
        line_manager: PersonId | None,
        starts: date,
        ends: date | None,
    ) -> Self:
        if line_manager == worker:
            raise OwnLineManager("line_manager")
        check_span(starts, ends)
        return cls.begin(
            id,
            PlacementBegun(
                worker=worker,
                agency=agency,
                employment=employment,
                employer=employer,
                line_manager=line_manager,
                starts=starts,
                ends=ends,
            ),
        )

    def name_line_manager(self, line_manager: PersonId | None) -> None:
        if self.ended:
            raise PlacementIsOver
        if line_manager == self.worker:
            raise OwnLineManager("line_manager")
        if line_manager != self.line_manager:
            self.record(LineManagerNamed(line_manager=line_manager))

    def end(self, last_day: date) -> None:
        if self.ended:
            raise PlacementIsOver
        if last_day < self.starts:
            raise EndsBeforeItStarts("last_day")
        if self.ends is not None and last_day > self.ends:
            raise WouldProlong("last_day")
        self.record(PlacementEnded(last_day=last_day))

    def apply(self, fact: PlacementFact) -> None:
        match fact:
            case PlacementBegun():
                self.worker, self.agency = fact.worker, fact.agency
                self.employment, self.employer = fact.employment, fact.employer
                self.line_manager = fact.line_manager
                self.starts, self.ends = fact.starts, fact.ends
            case LineManagerNamed():
                self.line_manager = fact.line_manager
            case PlacementEnded():
                self.ended, self.ends = True, fact.last_day
            case _:
                assert_never(fact)
