"""The machine can fail: wherever paper is kept otherwise than the sentences say, some sequence tells; and it gets everywhere (C2)."""

from collections import Counter
from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from services.sessions.events.concern_beside import CoverTookOver, StepTakenOutOfOrder
from services.sessions.events.concerns import ConcernFact
from shared.identity import PersonId
from tests.sessions.paper import MANAGER, WORKER, Directory, Paper, Slip
from tests.sessions.test_concern_machine import ConcernMachine


class NoTime(Paper):
    """The worker's time need not have passed."""

    def run_out(self) -> bool:
        return True


class AnyClock(Paper):
    """Time passes also where the clocks disagree."""

    def can_tell_the_time(self, agrees: bool) -> bool:
        return True


class StandsStillInDanger(Paper):
    def may_stand_still(self, since: int) -> bool:
        anew = self.reached_at is None or since > self.reached_at
        return self.waiting() and not self.still and anew


class NeverStandsStill(Paper):
    def may_stand_still(self, since: int) -> bool:
        return False


class StandsStillOnce(Paper):
    def may_stand_still(self, since: int) -> bool:
        return super().may_stand_still(since) and not self.all("pause")


class StandsStillForWhatWasBefore(Paper):
    """What was so before the worker was reached stops the time once more."""

    def may_stand_still(self, since: int) -> bool:
        return self.waiting() and not self.danger and not self.still


class StandsStillFromTheNotice(Paper):
    """From when it is noticed, and not from when it was so."""

    def begins_to_lie(self, since: int) -> int:
        return self.at


class MessageCountsAtOnce(Paper):
    def __post_init__(self) -> None:
        super().__post_init__()
        self.unseen = 0


class SeesByClocksThatAgree(Paper):
    """The worker cannot say that they have seen it where the clocks disagree."""

    def may_see(self, by: int, agrees: bool) -> bool:
        return super().may_see(by, agrees) and (agrees or bool(self.all("seen") and not self.still))


class SeenAsLateAsItMay(Paper):
    """The sand is not turned when the worker reads, but when the message counts as seen."""

    def unfold(self) -> None:
        self.mark()


class NoSecondNotice(Paper):
    """Somebody may be consulted under a notice that was used."""

    def notice(self) -> Slip | None:
        return self.last("notice") if not self.settled() else None


class ObjectionIgnored(Paper):
    def objection(self, notice: Slip) -> Slip | None:
        return None


class ObjectedInVainIsForgotten(Paper):
    """The notice stands beside the objection, whoever is named afterwards."""

    def all(self, *what: str) -> list[Slip]:
        found = super().all(*what)
        return [slip for slip in found if slip.void] if what == ("objected",) else found


class SupervisorPicks(Paper):
    """Whom policy names instead does not matter."""

    def whom(self, directory: Directory, also: frozenset[int] = frozenset()) -> tuple[int, str] | None:
        return super().whom(Directory(**(vars(directory) | {"instead": "next-above"})), also)


class GoneConsulted(Paper):
    """Who has left may be consulted."""

    def whom(self, directory: Directory, also: frozenset[int] = frozenset()) -> tuple[int, str] | None:
        return super().whom(replace(directory, gone=0), also)


class ChoiceConsulted(Paper):
    """Whom one who keeps the concern put there may be consulted."""

    def whom(self, directory: Directory, also: frozenset[int] = frozenset()) -> tuple[int, str] | None:
        return super().whom(replace(directory, chosen=0), also)


class AboutThem(Paper):
    """The person whom it is about may be consulted."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.about = frozenset()


class SupervisorConsulted(Paper):
    def keepers(self) -> set[int]:
        return super().keepers() | {MANAGER}


class ConsultedTwice(Paper):
    def all(self, *what: str) -> list[Slip]:
        return super().all(*what) if what != ("consulted",) else super().all(*what)[:0]


class SettledGoesOn(Paper):
    """Where the worker took it there themselves, the supervisor may go on all the same."""

    def settled(self) -> bool:
        return False


class AnyWords(Paper):
    def may_consult(self, by: int, to: int, words_are_those_told: bool, directory: Directory) -> bool:
        return super().may_consult(by, to, True, directory)


class AnybodyNamed(Paper):
    """The manager may have changed since the notice."""

    def may_consult(self, by: int, to: int, words_are_those_told: bool, directory: Directory) -> bool:
        notice = self.notice()
        same = Directory(**(vars(directory) | {"line": notice.to})) if notice else directory
        return super().may_consult(by, to, words_are_those_told, same)


class NoticeOfAnybody(Paper):
    def may_consult(self, by: int, to: int, words_are_those_told: bool, directory: Directory) -> bool:
        notice = self.notice()
        return super().may_consult(
            notice.by if notice and by in self.keepers() else by, to, words_are_those_told, directory
        )


class StrangersTell(Paper):
    def may_tell(self, by: int, to: int, directory: Directory, said_at: int, now: int, agrees: bool) -> bool:
        return super().may_tell(next(iter(self.keepers())), to, directory, said_at, now, agrees)


class MessageHeardAtOnce(Paper):
    def was_heard(self, now: int, agrees: bool, lost_since: int | None) -> bool:
        return True


class LostMessageCounts(Paper):
    """A message counts as seen wherever it lies."""

    def is_lost(self, since: int | None, counts_at: int) -> bool:
        return False


class ToldBefore(Paper):
    def follows(self, said_at: int, now: int, ends: int = 0) -> bool:
        return 0 <= said_at <= now


class LateAnswers(Paper):
    def may_answer(self, by: int) -> bool:
        return by == WORKER and self.open() and not self.settled()


class AnybodyConfirms(Paper):
    def may_confirm(self, by: int) -> bool:
        last = self.last("team", "manager", "no")
        return super().may_confirm(last.to if last else by)


class ConfirmedTooLate(Paper):
    def may_confirm(self, by: int) -> bool:
        last = self.last("team", "manager", "no")
        named = last is not None and last.what == "manager" and last.to == by
        return named and (bool(self.all("confirmed")) or self.open())


class ClosedEarly(Paper):
    def may_close(self, by: int) -> bool:
        return by in self.keepers() and self.open()


class WithdrawnLate(Paper):
    def may_withdraw(self, by: int) -> bool:
        return by in self.keepers() and self.open()


class GoesOnAfterTheEnd(Paper):
    def open(self) -> bool:
        return True


class DisorderIsAStep(Paper):
    """Who says that a step was taken elsewhere has taken it."""

    def note(self, what: str, **more: Any) -> None:
        super().note(what, **more)
        if what == "seen":
            super().note("passed")


class FirstCoverIsSilent(Paper):
    """Who covered and does no more says nothing of the steps they took."""

    def may_speak_of_disorder(self, by: int) -> bool:
        return by in self.keepers() | {WORKER}


class AnsweredUnread(Paper):
    """An answer leaves the message unread and the glass lying."""

    def answers(self, what: str, by: int, **more: Any) -> None:
        self.note(what, by=by, **more)


MUTANTS = [kept for kept in Paper.__subclasses__() if kept.__module__ == __name__]


def drawn(machine: type[ConcernMachine], sequences: int) -> None:
    told = settings(
        max_examples=sequences,
        stateful_step_count=30,
        derandomize=True,
        database=None,
        print_blob=False,
        phases=[Phase.generate],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=told)


@pytest.mark.parametrize("kept", MUTANTS, ids=lambda kept: kept.__name__)
def test_wherever_paper_is_kept_otherwise_some_sequence_tells_C2(kept: type[Paper]) -> None:
    class Mutated(ConcernMachine):
        pass

    Mutated.kept = kept
    with pytest.raises(AssertionError):
        drawn(Mutated, 10_000)


def first_cover_speaks(log: list[ConcernFact]) -> bool:
    """Of a step out of order, once another has taken over from them."""
    covers = list[PersonId]()
    for fact in log:
        if isinstance(fact, CoverTookOver):
            covers.append(fact.by)
        elif isinstance(fact, StepTakenOutOfOrder) and fact.by in covers and fact.by != covers[-1]:
            return True
    return False


def test_the_sequences_reach_every_fact_and_the_far_ends_C2() -> None:
    reached: Counter[str] = Counter()

    class Counted(ConcernMachine):
        def teardown(self) -> None:
            reached.update({fact.kind for fact in self.log})
            reached["two consulted"] += len(self.paper.all("consulted")) > 1
            reached["instead consulted"] += any(
                slip.to != MANAGER and self.paper.all("objected") for slip in self.paper.all("consulted")
            )
            reached["second cover, first speaks"] += first_cover_speaks(self.log)

    drawn(Counted, 300)

    kinds = {kind.kind for kind in get_args(ConcernFact)}
    assert {kind for kind in kinds if not reached[kind]} == set()
    assert reached["two consulted"]
    assert reached["instead consulted"]
    assert reached["second cover, first speaks"]
    assert reached["sessions.ManagerConsulted"] > 20
