"""Any order of steps by anybody: advice that was sent is advice that the worker had seen as it went (A7)."""

from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.agreements.domain.disconnect import Disconnect, Today
from services.agreements.events.disconnects import (
    DisconnectAddedTo,
    DisconnectAnswered,
    DisconnectRevised,
    DisconnectSeen,
    DisconnectSent,
    DisconnectWithdrawn,
)
from shared.aggregate import Refused
from shared.identity import PersonId
from tests.agreements.acts import ID, MANAGER, STRANGER, SUPERVISOR, WORKER
from tests.agreements.test_disconnect import ADVICE, draft

anybody = st.sampled_from([SUPERVISOR, SUPERVISOR, WORKER, WORKER, MANAGER, STRANGER])
often = st.sampled_from([True] * 8 + [False])
rarely = st.sampled_from([False] * 9 + [True])


@dataclass
class Letter:
    """The same on paper: sheets, which of them the worker has initialled, and whether it was posted."""

    initialled: list[bool] = field(default_factory=lambda: [False])
    posted: int | None = None
    torn: bool = False
    replies: int = 0
    notes: int = 0
    """Slips of the worker that lie with it."""

    def on_the_desk_of(self, by: PersonId) -> bool:
        return by == SUPERVISOR and self.posted is None and not self.torn

    def read_by(self, by: PersonId, sheet: int) -> bool:
        return by == WORKER and not self.torn and sheet == len(self.initialled)


class DisconnectMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.letter = Letter()
        self.disconnect = draft()

    def same(self, expected: bool, command: object, *args: object) -> bool:
        """The product does it exactly when paper would; refused, it records nothing."""
        before = list(self.disconnect.new)
        if expected:
            command(*args)  # type: ignore[operator]
        else:
            with pytest.raises(Refused):
                command(*args)  # type: ignore[operator]
            assert self.disconnect.new == before
        return expected

    @rule(by=anybody)
    def revise(self, by: PersonId) -> None:
        if self.same(self.letter.on_the_desk_of(by), self.disconnect.revise, by, ADVICE):
            self.letter.initialled.append(False)

    @rule(by=anybody, back=st.sampled_from([0, 0, 0, 1]))
    def acknowledge(self, by: PersonId, back: int) -> None:
        sheet = len(self.letter.initialled) - back
        if self.same(self.letter.read_by(by, sheet), self.disconnect.acknowledge, by, sheet):
            self.letter.initialled[sheet - 1] = True

    @rule(by=anybody, back=st.sampled_from([0, 0, 0, 1]))
    def add(self, by: PersonId, back: int) -> None:
        sheet = len(self.letter.initialled) - back
        if self.same(self.letter.read_by(by, sheet), self.disconnect.add, by, sheet, "Since the autumn."):
            self.letter.notes += 1

    @rule(
        by=anybody,
        back=st.sampled_from([0, 0, 0, 1]),
        unread=st.sampled_from([0, 0, 0, 1]),
        leads=often,
        binds=often,
        answers=often,
    )
    def send(self, by: PersonId, back: int, unread: int, leads: bool, binds: bool, answers: bool) -> None:
        fit = leads and binds and answers and self.letter.initialled[-1] and not back and not unread
        expected = self.letter.on_the_desk_of(by) and fit
        read = len(self.letter.initialled) - back, self.letter.notes - unread
        if self.same(expected, self.disconnect.send, by, *read, Today(leads, binds, answers)):
            self.letter.posted = len(self.letter.initialled)

    @rule(by=anybody)
    def answer(self, by: PersonId) -> None:
        expected = by == MANAGER and self.letter.posted is not None
        self.letter.replies += self.same(expected, self.disconnect.answer, by, "In June.")

    @rule(by=anybody, really=rarely)
    def withdraw(self, by: PersonId, really: bool) -> None:
        if really or by != SUPERVISOR:
            self.letter.torn |= self.same(self.letter.on_the_desk_of(by), self.disconnect.withdraw, by)

    @invariant()
    def what_was_sent_the_worker_had_seen_before(self) -> None:
        lies_there, seen, sent = 1, set(), False
        for fact in self.disconnect.new[1:]:
            match fact:
                case DisconnectRevised():
                    assert not sent
                    lies_there += 1
                case DisconnectAddedTo():
                    assert fact.advice_version == lies_there
                case DisconnectSeen():
                    assert fact.advice_version == lies_there
                    seen.add(fact.advice_version)
                case DisconnectSent():
                    assert not sent
                    assert fact.advice_version == lies_there
                    assert lies_there in seen, "no other order is possible"
                    sent = True
                case DisconnectAnswered():
                    assert sent
                case DisconnectWithdrawn():
                    assert not sent

    @invariant()
    def it_stands_as_on_paper(self) -> None:
        one, letter = self.disconnect, self.letter
        assert one.versions == len(letter.initialled)
        assert (one.seen == one.versions) == letter.initialled[-1]
        assert (one.sent, one.withdrawn) == (letter.posted is not None, letter.torn)
        assert (one.answers, one.additions) == (letter.replies, letter.notes)

    @invariant()
    def its_history_makes_it_anew(self) -> None:
        anew = Disconnect(ID, self.disconnect.new)
        same = ("versions", "seen", "sent", "additions", "answers", "withdrawn", "status")
        assert [getattr(anew, name) for name in same] == [getattr(self.disconnect, name) for name in same]


TestNoOtherOrderOfStepsIsPossibleA7 = DisconnectMachine.TestCase
DisconnectMachine.TestCase.settings = settings(
    max_examples=80,
    stateful_step_count=20,
    suppress_health_check=[HealthCheck.too_slow],
)
