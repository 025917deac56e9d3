"""Any order of steps by anybody, any clock, any directory, two devices at once: the product goes as paper would, and no other way (C2).

ALONGSIDE_SEQUENCES says how many sequences are drawn; the soak draws 10,000.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any, ClassVar
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.sessions.domain.clock import ClockReading
from services.sessions.domain.concern import Concern
from services.sessions.domain.consulting import Managers
from services.sessions.domain.disclosing import Fixed
from services.sessions.events.concern_parts import Consulted, HowTold, Pause, Step
from services.sessions.events.concerns import (
    AnswerTimePassed,
    ConcernFact,
    ConcernNoticeGiven,
    EscalationNoticeGiven,
    ManagerConsulted,
    NoticeSeen,
    WorkerDeclined,
    WorkerObjected,
)
from shared.aggregate import Refused
from shared.identity import PersonId
from tests.sessions import concerning
from tests.sessions.concerning import CARE, ID, SAFE, SALT, START, raised
from tests.sessions.paper import (
    ABOVE,
    AUTHOR,
    CONTACT,
    COVER,
    MANAGER,
    SEEN_AFTER,
    STAND_IN,
    STRANGER,
    WORKER,
    Directory,
    Paper,
)

SEQUENCES = int(os.environ.get("ALONGSIDE_SEQUENCES", "10000" if os.environ.get("ALONGSIDE_SOAK") else "300"))
PEOPLE = {number: PersonId(UUID(int=number)) for number in range(11, 19)}
KEEPERS = [AUTHOR] * 6 + [COVER] * 2 + [WORKER, MANAGER, STRANGER]
SPEAKERS = [COVER] * 3 + [STRANGER] * 2 + [AUTHOR, WORKER, MANAGER]
WORKERS = [WORKER] * 7 + [AUTHOR, MANAGER, STRANGER]
MANAGERS = [MANAGER] * 4 + [ABOVE, CONTACT, COVER, STRANGER]
ABOUT = [frozenset[int](), frozenset[int](), frozenset({MANAGER})]
DICE = st.randoms(use_true_random=True)
BACK = [0] * 3 + [1, 30]
SECOND = [HowTold.CALL, HowTold.MESSAGE]
HOURS = [0, 1, 1, 5, 24, 47, 48, 72, 120, 24 * 365]


RARELY = 0.12


def rarely(dice: Random) -> bool:
    return dice.random() < RARELY


@dataclass(frozen=True)
class Command:
    """One step: what paper says of it, what the product does, and the slip that is left."""

    lawful: Callable[[], bool]
    act: Callable[[Concern], object]
    note: Callable[[], object] = lambda: None


class ConcernMachine(RuleBasedStateMachine):
    kept: ClassVar[type[Paper]] = Paper
    to_team: ClassVar[float] = RARELY
    """How often the worker says that they went there, after which little is left to happen."""

    def __init__(self) -> None:
        super().__init__()
        self.log: list[ConcernFact] = []
        self.directory = Directory()
        self.agrees, self.off = True, 0

    @initialize(dice=DICE)
    def begin(self, dice: Random) -> None:
        safe, how, about = dice.random() < 0.5, dice.choice(list(HowTold)), dice.choice(ABOUT)
        zero, danger = safe and dice.random() < 0.3, safe and dice.random() < 0.5
        self.about = frozenset(PEOPLE[one] for one in about)
        hours = 0 if zero else dice.choice([48, dice.randint(1, 200)])
        time: dict[str, Any] = {"answer_hours": hours, "why_zero": "At once." if zero else None}
        notice = raised(
            SAFE if safe else CARE, how=how, immediate_danger=danger, about=tuple(self.about), **time
        )
        concern = Concern.give_notice(ID, concerning.UNDER, PEOPLE[AUTHOR], notice, ClockReading(START))
        self.log = list(concern.new)
        self.paper = self.kept(hours, how is HowTold.MESSAGE, danger, about)

    # What is around it.

    @property
    def now(self) -> int:
        """What the service's clock says, in hours."""
        return self.paper.at + self.off

    @property
    def clock(self) -> ClockReading:
        other = None if self.agrees else START + timedelta(hours=self.paper.at)
        return ClockReading(START + timedelta(hours=self.now), self.agrees, other)

    @property
    def managers(self) -> Managers:
        one = self.directory
        return Managers(
            tuple(PEOPLE[who] for who in (one.line, one.above if one.line else 0) if who),
            PEOPLE.get(one.person),
            PEOPLE.get(one.stand_in),
            Consulted(one.instead),
            *(frozenset({PEOPLE[who]} if who else ()) for who in (one.gone, one.chosen)),
        )

    def something_else_happens(self, dice: Random) -> None:
        match dice.randrange(6):
            case 0 | 1 | 2:
                self.paper.pass_hours(dice.choice(HOURS))
            case 3 | 4:  # a clock that is off is off by more than a minute from the other, and back again
                self.off = dice.choice([0, 0, 0, -400, -1, 1, 400, 9000])
                self.agrees = self.off == 0
            case _:
                line, above = (
                    dice.choice([MANAGER, MANAGER, 0, AUTHOR, ABOVE]),
                    dice.choice([ABOVE, 0, MANAGER]),
                )
                self.directory = Directory(
                    line,
                    above if above != line else 0,
                    dice.choice([CONTACT, CONTACT, 0, MANAGER]),
                    dice.choice([STAND_IN, 0]),
                    dice.choice(["agency-person", "next-above", "alternate"]),
                    dice.choice([0, 0, 0, MANAGER, CONTACT]),
                    dice.choice([0, 0, 0, MANAGER, ABOVE]),
                )

    # One step, or two at once.

    def load(self) -> Concern:
        return Concern(ID, self.log)

    def one(self, command: Command) -> None:
        lawful = command.lawful()
        self._land(command, self._try(command, lawful))

    def two(self, first: Command, second: Command) -> None:
        """On two devices that read the same; the slower one reads again and decides again, as a request does."""
        mine, its = (self._try(one, one.lawful()) for one in (first, second))
        before = len(self.log)
        self._land(first, mine)
        if its is not None and len(self.log) != before:
            if not its.new:  # it had nothing to record when it read, and so it stays
                return
            its = self._try(second, second.lawful())
        self._land(second, its)

    def _try(self, command: Command, lawful: bool) -> Concern | None:
        concern = self.load()
        try:
            command.act(concern)
        except Refused:
            assert not lawful, "the product refuses what paper allows"
            return None
        assert lawful, "the product does what paper refuses"
        return concern

    def _land(self, command: Command, concern: Concern | None) -> None:
        if concern is not None:
            assert concern.version == len(self.log) or not concern.new
            self.log += concern.new
            command.note()

    @rule(dice=DICE)
    def a_step(self, dice: Random) -> None:
        if dice.random() < 0.2:
            self.something_else_happens(dice)
        first = self.drawn(dice)
        if dice.random() < 0.15:
            self.two(first, first if dice.random() < 0.5 else self.drawn(dice))
        else:
            self.one(first)

    def drawn(self, dice: Random) -> Command:
        """Lawful ones rather than others, so that sequences get far."""
        drawn: list[Command] = [getattr(self, dice.choice(STEPS))(dice) for _ in range(3)]
        lawful = [one for one in drawn if one.lawful()]
        return lawful[0] if lawful and dice.random() < 0.7 else drawn[0]

    # The steps.

    def see(self, dice: Random) -> Command:
        by = dice.choice(WORKERS)
        last = self.paper.last("notice")
        if last and dice.random() < 0.3:
            number = last.number + (1 if rarely(dice) else 0)
            return Command(
                lambda: self.paper.may_see_second(by, number),
                lambda one: one.see(PEOPLE[by], self.clock, number),
                lambda: self.paper.note("seen-second", by=by, number=number),
            )

        return Command(
            lambda: self.paper.may_see(by, self.agrees),
            lambda one: one.see(PEOPLE[by], self.clock),
            lambda: self.paper.reads(by),
        )

    def team(self, dice: Random) -> Command:
        by, really = dice.choice(WORKERS), dice.random() < self.to_team
        if not really:
            return self.see(dice)
        return Command(
            lambda: self.paper.may_answer(by),
            lambda one: one.take_to_support_team(PEOPLE[by], self.clock),
            lambda: self.paper.answers("team", by),
        )

    def manager(self, dice: Random) -> Command:
        by = dice.choice(WORKERS)
        whom = lambda: self.paper.whom(self.directory) or (0, "")
        return Command(
            lambda: self.paper.may_say_manager(by, self.directory),
            lambda one: one.take_to_line_manager(PEOPLE[by], self.managers, self.about, self.clock),
            lambda: self.paper.answers("manager", by, to=whom()[0], post=whom()[1]),
        )

    def decline(self, dice: Random) -> Command:
        by = dice.choice(WORKERS)
        return Command(
            lambda: self.paper.may_decline(by),
            lambda one: one.decline(PEOPLE[by], unable=False, words=None, clock=self.clock, was_unable=False),
            lambda: self.paper.answers("no", by, at=self.now),
        )

    def confirm(self, dice: Random) -> Command:
        by = dice.choice(MANAGERS)
        return Command(
            lambda: self.paper.may_confirm(by),
            lambda one: one.confirm(PEOPLE[by]),
            lambda: self.paper.note("confirmed", by=by),
        )

    def pass_noted(self, dice: Random) -> Command:
        """What the reaction does: nothing where time has not passed."""

        def note() -> None:
            if self.paper.waiting() and self.paper.run_out():
                self.paper.note("passed", at=self.paper.ran_out_at)

        waits = lambda: self.paper.waiting() and (not self.paper.still or self.paper.run_out())
        return Command(
            lambda: not waits() or self.paper.can_tell_the_time(self.agrees),
            lambda one: one.note_time_passed(self.clock),
            note,
        )

    def pause(self, dice: Random) -> Command:
        """What the reaction does, however late it notices."""
        why, since = dice.choice(list(Pause)), self.now - dice.choice(BACK)

        def note() -> None:
            if self.paper.may_stand_still(since):
                self.paper.note("pause")
                self.paper.lie_down(since)

        return Command(
            lambda: not self.paper.may_stand_still(since) or self.agrees,
            lambda one: one.note_pause(why, START + timedelta(hours=since), self.clock),
            note,
        )

    def reach(self, dice: Random) -> Command:
        by = dice.choice(KEEPERS)
        return Command(
            lambda: self.paper.may_reach(by, self.agrees),
            lambda one: one.reach(PEOPLE[by], HowTold.CALL, self.clock),
            self.paper.stand_up,
        )

    def cover(self, dice: Random) -> Command:
        by = dice.choice([COVER, COVER, STRANGER, MANAGER, WORKER, AUTHOR])
        if by == MANAGER and not rarely(dice):
            by = COVER
        said_at = self.now - dice.choice(BACK)
        return Command(
            lambda: self.paper.may_cover(by, self.directory, said_at, self.now),
            lambda one: one.take_over(
                PEOPLE[by],
                HowTold.CALL,
                START + timedelta(hours=said_at),
                managers=self.managers,
                about=self.about,
                clock=self.clock,
            ),
            lambda: self.paper.note_cover(by, said_at),
        )

    def tell(self, dice: Random) -> Command:
        by, other = dice.choice(KEEPERS), rarely(dice)
        whom = self.paper.whom(self.directory) or (STRANGER, "")
        to = STRANGER if other else whom[0]
        statement = dice.choice(["Twice.", "Once."])
        said_at = self.now - dice.choice(BACK)
        how, out_of_reach = dice.choice(SECOND), rarely(dice)
        since = self.now - dice.choice([*BACK, -9999])

        def act(one: Concern) -> None:
            one.tell_of_escalation(
                PEOPLE[by],
                Fixed(PEOPLE[to], statement),
                name="P.",
                how=how,
                seen_after_hours=SEEN_AFTER,
                out_of_reach_since=START + timedelta(hours=since) if out_of_reach else None,
                told_at=START + timedelta(hours=said_at),
                salt=SALT,
                managers=self.managers,
                about=self.about,
                clock=self.clock,
            )

        def note() -> None:
            paper = self.paper
            if paper.answer() != "no" and not paper.all("passed", "notice"):
                paper.note("passed", at=paper.ran_out_at)
            number = len(paper.all("notice")) + 1
            post = (paper.whom(self.directory) or (0, ""))[1]
            paper.note("notice", by=by, to=to, post=post, number=number, at=said_at)
            if how is HowTold.MESSAGE:
                paper.note("by-message", number=number, at=self.now)

        return Command(
            lambda: (
                not (out_of_reach and (how is HowTold.MESSAGE or self.paper.lies_already(since)))
                and self.paper.may_tell(by, to, self.directory, said_at, self.now, self.agrees)
            ),
            act,
            note,
        )

    def object(self, dice: Random) -> Command:
        by = dice.choice(WORKERS)
        last = self.paper.last("notice")
        number = (last.number if last else 1) + (1 if rarely(dice) else 0)

        def note() -> None:
            notice = self.paper.notice()
            assert notice
            void = self.paper.whom(self.directory, frozenset({notice.to})) is not None
            self.paper.note("seen-second", by=by, number=number)
            self.paper.note("objected", by=by, to=notice.to, number=number, void=void, at=self.now)

        return Command(
            lambda: self.paper.may_object(by, number),
            lambda one: one.object_to(
                PEOPLE[by], number, None, managers=self.managers, about=self.about, clock=self.clock
            ),
            note,
        )

    def told(self) -> list[EscalationNoticeGiven]:
        return [one for one in self.log if isinstance(one, EscalationNoticeGiven)]

    def consult(self, dice: Random) -> Command:
        told = self.told() or [concerning.notice(concerning.escalated())]
        opened = told[-2 if len(told) > 1 and dice.random() < 0.3 else -1]
        digest = "00" * 32 if rarely(dice) else opened.digest
        by = int(opened.by) if dice.random() < 0.6 else dice.choice(KEEPERS)
        to = STRANGER if rarely(dice) else int(opened.to)
        sent = self.paper.last("by-message")
        counts_at = (sent.at if sent else self.now) + SEEN_AFTER
        lost_since = counts_at + dice.choice([-SEEN_AFTER, 0]) if dice.random() < 0.5 else None

        def told_so() -> bool:
            newest = self.told()[-1:]
            return [(one.number, one.digest) for one in newest] == [(opened.number, digest)]

        def act(one: Concern) -> None:
            one.consult(
                PEOPLE[by],
                PEOPLE[to],
                digest,
                opened=opened,
                statements=(),
                policy_version="abcd",
                template=("plain", 1),
                managers=self.managers,
                about=self.about,
                out_of_reach_since=START + timedelta(hours=lost_since) if lost_since is not None else None,
                clock=self.clock,
            )

        return Command(
            lambda: (
                self.paper.may_consult(by, to, told_so(), self.directory)
                and self.paper.was_heard(self.now, self.agrees, lost_since)
            ),
            act,
            lambda: self.paper.note("consulted", by=by, to=to),
        )

    def close(self, dice: Random) -> Command:
        by = dice.choice(KEEPERS)
        if dice.random() < 0.7:
            return self.state(dice)
        return Command(
            lambda: self.paper.may_close(by),
            lambda one: one.close(PEOPLE[by], "Done."),
            lambda: self.paper.note("closed", by=by),
        )

    def withdraw(self, dice: Random) -> Command:
        by = dice.choice(KEEPERS)
        if not rarely(dice):
            return self.disorder(dice)
        return Command(
            lambda: self.paper.may_withdraw(by),
            lambda one: one.withdraw(PEOPLE[by], None),
            lambda: self.paper.note("withdrawn", by=by),
        )

    def state(self, dice: Random) -> Command:
        by = dice.choice(WORKERS)
        return Command(lambda: by == WORKER, lambda one: one.add_statement(PEOPLE[by], "Mine."))

    def disorder(self, dice: Random) -> Command:
        by, step = dice.choice(SPEAKERS), dice.choice(list(Step))
        return Command(
            lambda: self.paper.may_speak_of_disorder(by),
            lambda one: one.note_out_of_order(PEOPLE[by], step, self.clock.now, "So.", self.clock),
        )

    # What holds whatever came before.

    @invariant()
    def nobody_was_consulted_without_both_notices_and_the_time(self) -> None:
        """Reckoned from the facts alone."""
        free, standing = False, None
        for at, fact in enumerate(self.log):
            match fact:
                case ConcernNoticeGiven():
                    assert at == 0
                case WorkerDeclined() | AnswerTimePassed():
                    free = True
                case EscalationNoticeGiven():
                    assert free, "told of an escalation with neither a no nor the time"
                    standing = fact
                case WorkerObjected():
                    standing = None if fact.instead else standing
                case ManagerConsulted():
                    assert standing, "consulted without a notice that names them"
                    assert (fact.to, fact.consulted, fact.notice, fact.by) == (
                        *(standing.to, standing.consulted, standing.number, standing.by),
                    )
                    standing = None
                case _:
                    pass

    @invariant()
    def no_time_passed_before_its_end(self) -> None:
        first = self.log[0] if self.log else None
        for fact in self.log:
            if isinstance(fact, AnswerTimePassed):
                assert isinstance(first, ConcernNoticeGiven)
                seen = any(isinstance(one, NoticeSeen) and not one.notice for one in self.log)
                waits = 0 if seen or first.seen_after_hours is None else first.seen_after_hours
                least = first.told_at + timedelta(hours=waits + first.answer_hours)
                assert fact.answer_by >= least
                assert fact.answer_by <= START + timedelta(hours=self.paper.at)

    @invariant()
    def it_stands_as_on_paper(self) -> None:
        if not self.log:
            return
        one, paper = self.load(), self.paper
        assert one.is_over != paper.open()
        assert set(one.keepers) == {PEOPLE[who] for who in paper.keepers()}
        assert [PEOPLE[slip.to] for slip in paper.all("consulted")] == list(one.consulted)
        assert len(one.disclosures) == len(paper.all("consulted"))
        assert one.waits_for_an_answer == paper.waiting()
        assert (one.taken_to_team, one.time_passed) == (paper.answer() == "team", bool(paper.all("passed")))


STEPS = (
    *("see", "team", "manager", "decline", "confirm", "pass_noted", "pause", "reach", "cover"),
    *("tell", "tell", "object", "consult", "consult", "close", "withdraw", "state", "disorder"),
)
TestNoOtherOrderOfStepsIsPossibleC2 = ConcernMachine.TestCase
ConcernMachine.TestCase.settings = settings(
    max_examples=SEQUENCES,
    stateful_step_count=30,
    suppress_health_check=[HealthCheck.too_slow],
)
