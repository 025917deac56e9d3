"""Roles given, proposed, confirmed, declined and ended in any order while days pass, against a model of its own (D4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from services.directory.domain.person import Person
from services.directory.events import Indexes, Role
from shared.aggregate import Refused
from shared.identity import PersonId
from tests.directory.acts import DETAILS, HARBOUR, INES, MAYA, MONDAY, ROWAN

WATCHERS: Final = {Role.AUDITOR, Role.PRIVACY_OFFICER}
roles = st.sampled_from([Role.WORKER, Role.HR, Role.AUDITOR, Role.PRIVACY_OFFICER])
anybody = st.sampled_from([MAYA, INES, ROWAN])
lasting = st.sampled_from([None, timedelta(-1), timedelta(), timedelta(20)])


@dataclass
class Card:
    """A role on an index card: what is asked, by whom and when; who put their name to it, or struck it."""

    role: Role
    starts: date
    ends: date | None
    asked_by: PersonId | None = None
    asked_on: date = MONDAY
    struck: bool = False
    signed_by: PersonId | None = None

    @property
    def is_settled(self) -> bool:
        return self.struck or self.signed_by is not None

    @property
    def counts(self) -> bool:
        """Whether the role is held, from a day to a day."""
        return self.asked_by is None or self.signed_by is not None


@dataclass
class Box:
    """All cards of a person, and what day it is."""

    today: date = MONDAY
    cards: dict[UUID, Card] = field(default_factory=dict)

    def some(self, draw: Callable[..., UUID], which: Callable[[Card], bool]) -> UUID | None:
        found = [id for id, card in self.cards.items() if which(card)]
        return draw(st.sampled_from(found)) if found else None


class RolesMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.box = Box()
        self.person = Person.add(MAYA, agency=HARBOUR, details=DETAILS, indexes=Indexes())
        self.proposals: dict[UUID, UUID] = {}

    def same(self, expected: bool, command: Callable[[], None]) -> bool:
        """The product does it exactly when the model would; refused, it records nothing."""
        before = len(self.person.new)
        if expected:
            command()
            assert len(self.person.new) > before
        else:
            with pytest.raises(Refused):
                command()
            assert len(self.person.new) == before
        return expected

    @rule(role=roles, lasts=lasting)
    def a_role_is_given(self, role: Role, lasts: timedelta | None) -> None:
        id, starts = uuid4(), self.box.today
        ends = None if lasts is None else starts + lasts
        may = role not in WATCHERS and lasts != timedelta(-1)
        if self.same(may, lambda: self.person.give_role(id, HARBOUR, role, starts, ends)):
            self.box.cards[id] = Card(role, starts, ends)

    @rule(role=roles, by=anybody, lasts=lasting)
    def a_role_is_proposed(self, role: Role, by: PersonId, lasts: timedelta | None) -> None:
        id, proposal, starts = uuid4(), uuid4(), self.box.today
        ends = None if lasts is None else starts + lasts
        told = (proposal, by, HARBOUR, role, starts, ends)
        if self.same(
            lasts != timedelta(-1), lambda: self.person.propose_role(*told, role_id=id, today=starts)
        ):
            self.box.cards[id] = Card(role, starts, ends, by, starts)
            self.proposals[id] = proposal

    @precondition(lambda self: self.proposals)
    @rule(data=st.data(), by=anybody)
    def a_proposal_is_confirmed(self, data: st.DataObject, by: PersonId) -> None:
        if (id := self.box.some(data.draw, lambda card: card.asked_by is not None)) is None:
            return
        card, today = self.box.cards[id], self.box.today
        in_time = (today - card.asked_on).days <= 14
        may = not card.is_settled and by not in (MAYA, card.asked_by) and in_time
        if self.same(may, lambda: self.person.confirm(self.proposals[id], by, today)):
            card.signed_by = by

    @precondition(lambda self: self.proposals)
    @rule(data=st.data(), by=anybody, really=st.sampled_from([False, False, True]))
    def a_proposal_is_taken_back_or_declined(self, data: st.DataObject, by: PersonId, really: bool) -> None:
        id = self.box.some(data.draw, lambda card: card.asked_by is not None and (really or card.is_settled))
        if id is None:
            return
        card = self.box.cards[id]
        if self.same(not card.is_settled, lambda: self.person.withdraw(self.proposals[id], by)):
            card.struck = True

    @rule(
        data=st.data(),
        after=st.integers(-3, 25),
        beside=st.sampled_from([None, -1, 0, 1]),
        of_none=st.sampled_from([False] * 5 + [True]),
    )
    def a_role_ends(self, data: st.DataObject, after: int, beside: int | None, of_none: bool) -> None:
        """On some day, or one beside its last."""
        id = None if of_none else self.box.some(data.draw, bool)
        card = self.box.cards[id] if id else None
        ends = card.ends if card and beside is not None else None
        last_day = ends + timedelta(beside or 0) if ends else self.box.today + timedelta(after)
        may = (
            card is not None
            and card.counts
            and card.starts <= last_day
            and (card.ends is None or last_day < card.ends)
        )
        if self.same(may, lambda: self.person.end_role(id or uuid4(), last_day)):
            assert card
            card.ends = last_day

    @rule(days=st.integers(1, 10))
    def days_pass(self, days: int) -> None:
        self.box.today += timedelta(days)

    @invariant()
    def who_is_what_and_until_when_is_as_on_the_cards(self) -> None:
        held = {id: (card.role, card.starts, card.ends) for id, card in self.box.cards.items() if card.counts}
        for one in (self.person, Person(MAYA, self.person.new)):
            assert {id: (had.role, had.starts, had.ends) for id, had in one.roles.items()} == held

    @invariant()
    def what_waits_and_what_has_lapsed_is_as_on_the_cards(self) -> None:
        for id, proposal in self.proposals.items():
            card, told = self.box.cards[id], self.person.proposals[proposal]
            assert told.is_open() != card.is_settled
            assert told.has_lapsed(self.box.today) == (
                not card.is_settled and self.box.today > card.asked_on + timedelta(14)
            )

    @invariant()
    def nobody_watches_over_others_by_one_persons_word(self) -> None:
        for id in self.person.roles:
            card = self.box.cards[id]
            if card.role in WATCHERS:
                assert card.signed_by not in (None, card.asked_by, MAYA)


TestRolesInAnyOrderAreAsOnTheCardsD4 = RolesMachine.TestCase
RolesMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=25)
