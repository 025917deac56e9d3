"""Any order of acts by anybody, against a model that knows nothing of the product's code (A1–A3, C2, D6)."""

from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.agreements.domain.agreement import Agreement, Placed
from services.agreements.events import Why
from shared.aggregate import Refused
from shared.identity import PersonId
from tests.agreements.acts import (
    ID,
    MANAGER,
    SALT,
    STRANGER,
    SUPERVISOR,
    TERMS,
    TODAY,
    WORKER,
    drafted,
    sign,
    terms_with,
)

anybody = st.sampled_from([WORKER, WORKER, SUPERVISOR, SUPERVISOR, STRANGER])
minutes = st.integers(5, 480)


@dataclass
class Model:
    """An agreement on paper: sheets, who signed which, and which sheet hangs on the wall."""

    sheets: list[int] = field(default_factory=lambda: [60])
    on_the_table: int | None = 1
    on_the_wall: int | None = None
    signed: set[PersonId] = field(default_factory=set)
    fallen: int = 0
    over: bool = False
    flagged: bool = False

    def may(self, by: PersonId) -> bool:
        return by in (WORKER, SUPERVISOR) and not self.over

    def lay(self, length: int) -> None:
        self.fallen += len(self.signed)
        self.sheets.append(length)
        self.on_the_table, self.signed = len(self.sheets), set()

    def revise(self, by: PersonId, length: int) -> bool:
        if not self.may(by) or self.on_the_table is None:
            return False
        self.lay(length)
        return True

    def renegotiate(self, by: PersonId, length: int) -> bool:
        if not self.may(by) or self.on_the_wall is None or self.on_the_table is not None:
            return False
        self.lay(length)
        return True

    def sign(self, by: PersonId, *, read: int, ended: bool, heard: bool) -> bool:
        second = bool(self.signed - {by})
        if not self.may(by) or self.on_the_table is None or read != self.on_the_table:
            return False
        if by in self.signed or ended or self.flagged or (second and not heard):
            return False
        self.signed.add(by)
        if len(self.signed) == 2:
            self.on_the_wall, self.on_the_table, self.signed = self.on_the_table, None, set()
        return True

    def end(self, by: PersonId) -> bool:
        done = self.may(by)
        self.over = self.over or done
        return done


class AgreementMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.model = Model()
        self.agreement = Agreement(ID)
        self.agreement.record(drafted())

    def same(self, expected: bool, command: object, *args: object) -> None:
        """The product does it exactly when the model does; refused, it records nothing."""
        before = list(self.agreement.new)
        if expected:
            command(*args)  # type: ignore[operator]
            assert len(self.agreement.new) > len(before)
        else:
            with pytest.raises(Refused):
                command(*args)  # type: ignore[operator]
            assert self.agreement.new == before

    @rule(by=anybody, length=minutes)
    def revise(self, by: PersonId, length: int) -> None:
        terms = terms_with(session_minutes=length)
        self.same(self.model.revise(by, length), self.agreement.revise, by, terms, SALT)

    @rule(by=anybody, length=minutes)
    def renegotiate(self, by: PersonId, length: int) -> None:
        terms = terms_with(session_minutes=length)
        command = self.agreement.renegotiate
        self.same(self.model.renegotiate(by, length), command, by, Why.DUTIES, None, terms, SALT)

    @rule(by=anybody, back=st.sampled_from([0, 0, 0, 0, 1]), ended=st.sampled_from([False] * 6 + [True]))
    def sign(self, by: PersonId, back: int, ended: bool) -> None:
        self._sign(by, back, Placed(ended, TODAY, MANAGER))

    @rule(by=anybody)
    def sign_where_nobody_hears_concerns(self, by: PersonId) -> None:
        self._sign(by, 0, Placed(ended=False, today=TODAY, hears_concerns=None))

    def _sign(self, by: PersonId, back: int, placed: Placed) -> None:
        read = max(1, len(self.model.sheets) - back)
        digest = self.agreement.versions[read - 1].digest
        heard = placed.hears_concerns is not None
        expected = self.model.sign(by, read=read, ended=placed.ended, heard=heard)
        self.same(expected, lambda: sign(self.agreement, by, digest=digest, placed=placed))

    @rule(by=anybody, really=st.sampled_from([False] * 7 + [True]))
    def end(self, by: PersonId, really: bool) -> None:
        if really or by == STRANGER:
            self.same(self.model.end(by), self.agreement.end, by, Why.OTHER, None)

    @rule(really=st.sampled_from([False] * 9 + [True]))
    def the_placement_ends(self, really: bool) -> None:
        if really:
            self.agreement.note_that_the_placement_has_ended()
            self.model.flagged = self.model.flagged or not self.model.over

    @rule(really=st.sampled_from([False] * 9 + [True]))
    def the_last_day_passes(self, really: bool) -> None:
        if really and TERMS.ends:
            self.agreement.expire(TERMS.ends.replace(year=2027))
            self.model.over = self.model.over or self.model.on_the_wall is not None

    @invariant()
    def it_stands_as_on_paper(self) -> None:
        agreement, model = self.agreement, self.model
        assert [version.terms.session_minutes for version in agreement.versions] == model.sheets
        assert (agreement.on_the_table.number if agreement.on_the_table else None) == model.on_the_table
        assert (agreement.in_force.number if agreement.in_force else None) == model.on_the_wall
        assert sum(one.void for one in agreement.signatures) == model.fallen
        assert bool(agreement.over) == model.over
        assert agreement.placement_ended == model.flagged

    @invariant()
    def its_history_makes_it_anew(self) -> None:
        anew = Agreement(ID, self.agreement.new)
        same = ("versions", "signatures", "in_force", "on_the_table", "over", "placement_ended", "status")
        assert [getattr(anew, name) for name in same] == [getattr(self.agreement, name) for name in same]


TestAnyOrderOfActsEndsAsOnPaperA3 = AgreementMachine.TestCase
AgreementMachine.TestCase.settings = settings(
    max_examples=50,
    stateful_step_count=20,
    suppress_health_check=[HealthCheck.too_slow],
)
