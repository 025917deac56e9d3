"""A placement through any order of acts, against a model that knows nothing of the product's code (D5, D6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.directory.domain.placement import Placement
from services.directory.events import Employment
from shared.aggregate import Refused
from shared.identity import PersonId
from tests.directory.acts import HARBOUR, HILLTOP, INES, MAYA, MONDAY, PETRA

managers = st.sampled_from([PETRA, INES, MAYA, None])
days = st.integers(-3, 30).map(lambda count: MONDAY + timedelta(days=count))


@dataclass
class Model:
    """A desk: whose name is on the door, until when it is let, and whether it was cleared."""

    door: PersonId | None
    until: date | None
    cleared: bool = False

    def may_hang(self, name: PersonId | None) -> bool:
        return not self.cleared and name != MAYA

    def may_clear(self, day: date) -> bool:
        return not self.cleared and day >= MONDAY and (self.until is None or day <= self.until)


class PlacementMachine(RuleBasedStateMachine):
    model: Model
    placement: Placement

    @initialize(manager=managers, ends=st.none() | days)
    def it_begins(self, manager: PersonId | None, ends: date | None) -> None:
        if manager == MAYA or (ends is not None and ends < MONDAY):
            with pytest.raises(Refused):
                self._begin(manager, ends)
            manager, ends = None, None
        self.placement = self._begin(manager, ends)
        self.model = Model(manager, ends)

    def _begin(self, manager: PersonId | None, ends: date | None) -> Placement:
        return Placement.begin_at(
            uuid4(),
            worker=MAYA,
            agency=HARBOUR,
            employment=Employment.SHARED,
            employer=HILLTOP,
            line_manager=manager,
            starts=MONDAY,
            ends=ends,
        )

    @rule(manager=managers)
    def a_line_manager_is_named(self, manager: PersonId | None) -> None:
        before = len(self.placement.new)
        if self.model.may_hang(manager):
            self.placement.name_line_manager(manager)
            assert len(self.placement.new) - before == (manager != self.model.door)
            self.model.door = manager
        else:
            with pytest.raises(Refused):
                self.placement.name_line_manager(manager)
            assert len(self.placement.new) == before

    @rule(day=days, really=st.sampled_from([True, False, False]))
    def it_ends(self, day: date, really: bool) -> None:
        may = self.model.may_clear(day)
        if may and really:
            self.placement.end(day)
            self.model.until, self.model.cleared = day, True
        elif not may:
            before = len(self.placement.new)
            with pytest.raises(Refused):
                self.placement.end(day)
            assert len(self.placement.new) == before

    @invariant()
    def it_stands_as_the_desk_does(self) -> None:
        for one in (self.placement, Placement(self.placement.id, self.placement.new)):
            assert one.line_manager == self.model.door
            assert (one.ends, one.ended) == (self.model.until, self.model.cleared)
            assert one.line_manager != one.worker


TestAPlacementThroughAnyOrderOfActsD6 = PlacementMachine.TestCase
PlacementMachine.TestCase.settings = settings(max_examples=50, stateful_step_count=15)
