"""Two people who sign, revise, renegotiate, review and end at once: whatever comes first, the laws of A3 hold."""

from copy import deepcopy
from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from services.agreements.domain.agreement import Agreement
from services.agreements.events import AgreementEnded, AgreementFact, Why
from shared.aggregate import Refused
from shared.identity import PersonId
from shared.store import Store, VersionConflict
from shared.tables import Place
from tests.agreements.acts import (
    BOTH_SIGNED,
    ID,
    IN_FORCE,
    SALT,
    SUPERVISOR,
    WORKER,
    drafted,
    renegotiated,
    revised,
    sign,
    signed,
    signed_anew,
    terms_with,
)
from tests.agreements.racing import DONE, REFUSED, Acknowledged, breaches, race, unaccounted
from tests.agreements.test_agreement_machine import Model
from tests.faults.logs import ACTING, shut, store_at
from tests.house import Household

TWO = frozenset({WORKER, SUPERVISOR})
ROUNDS = 16
ENDED = AgreementEnded(by=WORKER, why=Why.COMPLETED)


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_whatever_two_people_do_at_once_every_law_holds_and_nothing_is_unaccounted_for_A3(
    seed: int, shared_home: Household
) -> None:
    home = shared_home

    records, racers = race(home.house, home.demo, lambda handle: home.client(_token(home, handle)), seed)

    parties = frozenset(home.demo.people[handle] for handle in ("maya", "sam"))
    assert {status for racer in racers for status in racer.statuses} <= DONE | REFUSED
    assert breaches([one.fact for one in records], parties) == []
    assert unaccounted(records, [one for racer in racers for one in racer.acknowledged]) == []


def _token(home: Household, handle: str) -> str:
    assert home.house.issuer
    return str(home.house.issuer.token(handle))


@pytest.mark.parametrize(
    ("history", "law"),
    [
        ((drafted(), revised(), signed(WORKER)), "do not lie on the table"),
        ((drafted(), signed(WORKER), signed(WORKER)), "signed twice"),
        ((drafted(), signed(WORKER), IN_FORCE), "without two signatures"),
        ((drafted(), signed(WORKER), signed(SUPERVISOR)), "are not in force"),
        ((drafted(), signed(WORKER), revised(voids=())), "fell unseen"),
        ((drafted(), revised(3)), "hole"),
        ((*BOTH_SIGNED, revised()), "nothing to revise"),
        ((drafted(), renegotiated()), "negotiated anew"),
        ((*BOTH_SIGNED, renegotiated(), renegotiated(3)), "negotiated anew"),
        ((drafted(), ENDED, revised()), "after the end"),
    ],
)
def test_a_planted_breach_is_found_A3(history: tuple[AgreementFact, ...], law: str) -> None:
    assert [one for one in breaches(history, TWO) if law in one]


def test_a_history_that_keeps_the_laws_passes_A3() -> None:
    anew = (renegotiated(), signed_anew(WORKER), revised(3, voids=(WORKER,)), ENDED)

    assert breaches((*BOTH_SIGNED, *anew), TWO) == []


def test_an_effect_nobody_was_told_of_and_a_command_without_one_are_found_A3(
    shared_home: Household,
) -> None:
    home = shared_home
    records, racers = race(home.house, home.demo, lambda handle: home.client(_token(home, handle)), 0)
    told = [one for racer in racers for one in racer.acknowledged]

    assert unaccounted(records, told[1:])
    assert unaccounted(records, [*told, told[0]]), "one effect for two commands"
    assert unaccounted(records, [replace(told[0], by=uuid4()), *told[1:]])
    assert unaccounted(records, [*told, Acknowledged("end", uuid4(), None, len(records) + 1)])
    assert unaccounted([*records[:1], *records[2:]], told)


Command = tuple[str, int]
people = st.sampled_from([WORKER, SUPERVISOR])
commands = st.tuples(
    st.sampled_from([*["sign"] * 8, *["revise"] * 3, *["renegotiate"] * 3, "end"]), st.integers(5, 480)
)


class Waiting(Model):
    """The agreement on paper, as if each had waited until the other was done."""

    def does(self, by: PersonId, command: Command, read: int) -> bool:
        name, minutes = command
        match name:
            case "sign":
                return self.sign(by, read=read, ended=False, heard=True)
            case "revise":
                return self.revise(by, minutes)
            case "renegotiate":
                return self.renegotiate(by, minutes)
        return self.end(by)


class TwoPeople(RuleBasedStateMachine):
    """Each loads and decides when they like, and appends when they like; who was slower loads again."""

    def __init__(self) -> None:
        super().__init__()
        self.store: Store = store_at(Place("memory"))
        first = Agreement(ID)
        first.record(drafted())
        self.store.append(first, ACTING)
        self.model = Waiting()
        self.decided: dict[PersonId, tuple[Agreement, Command, int]] = {}

    def teardown(self) -> None:
        shut(self.store)

    @rule(by=people, command=commands)
    def decide(self, by: PersonId, command: Command) -> None:
        """On what is there now; nobody sees it yet, and the other may come in between."""
        copy = self.store.get(Agreement, ID)
        read = (copy.on_the_table or copy.current).number
        try:
            self._do(copy, by, command, read)
        except Refused:
            assert copy.new == []
            assert not deepcopy(self.model).does(by, command, read)
        else:
            self.decided[by] = copy, command, read

    @precondition(lambda self: self.decided)
    @rule(told=st.data())
    def append(self, told: st.DataObject) -> None:
        by = told.draw(st.sampled_from(sorted(self.decided)))
        copy, command, read = self.decided.pop(by)
        there = self.store.get(Agreement, ID).version
        stale = copy.version != there
        try:
            self.store.append(copy, ACTING)
            assert not stale, "what was decided on an old version was recorded on top of a newer one"
        except VersionConflict:
            assert stale
            copy = self.store.get(Agreement, ID)
            try:
                self._do(copy, by, command, read)
            except Refused:
                assert not self.model.does(by, command, read)
                assert self.store.get(Agreement, ID).version == there, "what is refused leaves nothing"
                return
            self.store.append(copy, ACTING)
        assert self.model.does(by, command, read)

    def _do(self, copy: Agreement, by: PersonId, command: Command, read: int) -> None:
        name, minutes = command
        terms = terms_with(session_minutes=minutes)
        match name:
            case "sign":
                sign(copy, by, digest=copy.versions[read - 1].digest)
            case "revise":
                copy.revise(by, terms, SALT)
            case "renegotiate":
                copy.renegotiate(by, Why.DUTIES, None, terms, SALT)
            case _:
                copy.end(by, Why.OTHER, None)

    @invariant()
    def it_stands_as_if_each_had_waited_for_the_other(self) -> None:
        agreement, records = self.store.past(Agreement, ID)
        assert [one.stream_version for one in records] == list(range(1, len(records) + 1))
        assert [one.terms.session_minutes for one in agreement.versions] == self.model.sheets
        assert (agreement.on_the_table.number if agreement.on_the_table else None) == self.model.on_the_table
        assert (agreement.in_force.number if agreement.in_force else None) == self.model.on_the_wall
        assert sum(one.void for one in agreement.signatures) == self.model.fallen
        assert bool(agreement.over) == self.model.over
        assert breaches([one.fact for one in records], TWO) == []


TestWhateverOrderTwoPeopleActInA3 = TwoPeople.TestCase
TwoPeople.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    suppress_health_check=[HealthCheck.too_slow],
)
