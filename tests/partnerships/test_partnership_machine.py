"""Any order of acts for either side, against a model that knows nothing of the product's code (A3, A7)."""

from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.agreements.domain.partnerships import Partnership
from services.agreements.events import Outcome, Why
from shared.aggregate import Refused
from shared.identity import AgencyId, PersonId
from tests.partnerships.acts import (
    DILIP,
    ELSEWHERE,
    HARBOUR,
    HOSTS,
    ID,
    INES,
    LANTERN,
    SALT,
    TERMS,
    TOMASZ,
    drafted,
    sign,
    terms_with,
)

people = st.sampled_from([INES, DILIP, TOMASZ])
sides = st.sampled_from([LANTERN, LANTERN, HARBOUR, HARBOUR, ELSEWHERE])
either = st.sampled_from([LANTERN, HARBOUR])
minutes = st.integers(5, 480)
days = st.dates(date(2026, 3, 2), date(2026, 3, 9))
seldom = st.sampled_from([False] * 8 + [True])


@dataclass
class Model:
    """A partnership on paper: sheets, who signed which for whom, and which sheet hangs on the wall."""

    sheets: list[int] = field(default_factory=lambda: [60])
    on_the_table: int | None = 1
    on_the_wall: int | None = None
    signed: dict[AgencyId, PersonId] = field(default_factory=dict)
    fallen: int = 0
    over: bool = False
    reviewed: set[date] = field(default_factory=set)

    def lay(self, length: int) -> None:
        self.fallen += len(self.signed)
        self.sheets.append(length)
        self.on_the_table, self.signed = len(self.sheets), {}

    def revise(self, length: int) -> bool:
        if self.over or self.on_the_table is None:
            return False
        self.lay(length)
        return True

    def renegotiate(self, length: int) -> bool:
        if self.over or self.on_the_wall is None or self.on_the_table is not None:
            return False
        self.lay(length)
        return True

    def sign(self, by: PersonId, side: AgencyId, read: int) -> bool:
        if self.over or side == ELSEWHERE or read != self.on_the_table:
            return False
        if side in self.signed or by in self.signed.values():
            return False
        self.signed[side] = by
        if len(self.signed) == 2:
            self.on_the_wall, self.on_the_table, self.signed = self.on_the_table, None, {}
        return True

    def review(self, day: date) -> bool:
        if self.over or self.on_the_wall is None or day in self.reviewed:
            return False
        self.reviewed.add(day)
        return True

    def end(self) -> bool:
        done, self.over = not self.over, True
        return done


class PartnershipMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.model = Model()
        self.partnership = Partnership(ID)
        self.partnership.record(drafted())

    def same(self, expected: bool, command: object, *args: object) -> None:
        """The product does it exactly when the model does; refused, it records nothing."""
        before = list(self.partnership.new)
        if expected:
            command(*args)  # type: ignore[operator]
            assert len(self.partnership.new) > len(before)
        else:
            with pytest.raises(Refused):
                command(*args)  # type: ignore[operator]
            assert self.partnership.new == before

    @rule(by=people, side=either, length=minutes)
    def revise(self, by: PersonId, side: AgencyId, length: int) -> None:
        terms = terms_with(session_minutes=length)
        self.same(self.model.revise(length), self.partnership.revise, by, side, terms, HOSTS, SALT)

    @rule(by=people, side=either, length=minutes)
    def renegotiate(self, by: PersonId, side: AgencyId, length: int) -> None:
        terms, command = terms_with(session_minutes=length), self.partnership.renegotiate
        self.same(self.model.renegotiate(length), command, by, side, Why.DUTIES, None, terms, HOSTS, SALT)

    @rule(by=people, side=sides, back=st.sampled_from([0, 0, 0, 0, 1]))
    def sign(self, by: PersonId, side: AgencyId, back: int) -> None:
        read = max(1, len(self.model.sheets) - back)
        digest = self.partnership.versions[read - 1].digest
        expected = self.model.sign(by, side, read)
        self.same(expected, lambda: sign(self.partnership, by, side, digest=digest))

    @rule(by=people, side=either, day=days)
    def review(self, by: PersonId, side: AgencyId, day: date) -> None:
        command = self.partnership.review
        self.same(self.model.review(day), command, by, side, day, Outcome.CONTINUE, None, date(2026, 3, 9))

    @rule(by=people, side=either, really=seldom)
    def end(self, by: PersonId, side: AgencyId, really: bool) -> None:
        if really:
            self.same(self.model.end(), self.partnership.end, by, side, Why.OTHER, None)

    @rule(really=seldom)
    def the_last_day_passes(self, really: bool) -> None:
        if really and TERMS.ends:
            self.partnership.expire(TERMS.ends.replace(year=2027))
            self.model.over = self.model.over or self.model.on_the_wall is not None

    @invariant()
    def it_stands_as_on_paper(self) -> None:
        partnership, model = self.partnership, self.model
        assert [version.terms.session_minutes for version in partnership.versions] == model.sheets
        assert (partnership.on_the_table.number if partnership.on_the_table else None) == model.on_the_table
        assert (partnership.in_force.number if partnership.in_force else None) == model.on_the_wall
        assert sum(one.void for one in partnership.signatures) == model.fallen
        assert bool(partnership.over) == model.over
        assert bool(partnership.covered) == (model.on_the_wall is not None and not model.over)
        assert {one.held_on for one in partnership.reviews} == model.reviewed

    @invariant()
    def its_history_makes_it_anew(self) -> None:
        anew = Partnership(ID, self.partnership.new)
        same = ("versions", "signatures", "in_force", "on_the_table", "over", "reviews", "status", "settled")
        assert [getattr(anew, name) for name in same] == [getattr(self.partnership, name) for name in same]


TestAnyOrderOfActsEndsAsOnPaperA7 = PartnershipMachine.TestCase
PartnershipMachine.TestCase.settings = settings(
    max_examples=50,
    stateful_step_count=20,
    suppress_health_check=[HealthCheck.too_slow],
)
