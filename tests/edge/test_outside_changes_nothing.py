"""What is recorded of the outside changes no lawful next step, wherever in a concern's life it is put in; and the test can fail (C6)."""

from collections import Counter, defaultdict
from collections.abc import Callable
from random import Random
from typing import Any
from uuid import UUID

import pytest

from services.sessions.api.concern_calls import LAW
from services.sessions.domain.concern import Concern
from services.sessions.domain.concern_beside import ConcernBeside
from services.sessions.domain.concern_refusals import WorkerStillHasTime
from services.sessions.domain.concern_standing import ConcernStanding
from services.sessions.domain.external_reports import ExternalReport
from services.sessions.events.concerns import ConcernClosed
from tests.edge.twins import LIVES, Twins
from tests.house import Household

Recorded = dict[UUID | None, set[str]]
"""Which kinds were recorded of a concern; no product knows."""


def all_live(home: Household) -> Counter[str]:
    """Which steps they took."""
    reached: Counter[str] = Counter()
    for number in LIVES:
        twins = Twins.born(home, Random(number))
        twins.live()
        reached.update(twins.steps[1:])
    return reached


def test_wherever_it_is_put_in_the_same_steps_are_lawful_and_all_see_the_same_C6(home: Household) -> None:
    reached = all_live(home)

    of_worker = {"maya: response", "maya: objection", "petra: confirmation"}
    of_supervisor = {"sam: escalation-notice", "sam: consultation", "sam: outcome"}
    assert of_worker | of_supervisor <= set(reached), reached


def time_has_passed(told: Recorded, product: pytest.MonkeyPatch) -> None:
    """A report to an authority stands for the worker's time."""
    is_over = ConcernBeside.time_is_over
    product.setattr(
        ConcernBeside, "time_is_over", lambda one, clock: "report" in told[one.id] or is_over(one, clock)
    )


def it_waits(told: Recorded, product: pytest.MonkeyPatch) -> None:
    """While a notice is withheld, nobody is told of an escalation."""
    tell = Concern.tell_of_escalation

    def wait(one: Concern, *how: Any, **more: Any) -> None:
        if "withheld-notice" in told[one.id]:
            raise WorkerStillHasTime
        tell(one, *how, **more)

    product.setattr(Concern, "tell_of_escalation", wait)


def something_came_of_it(told: Recorded, product: pytest.MonkeyPatch) -> None:
    """An emergency call is enough to close it."""
    close = Concern.close

    def close_it(one: Concern, by: Any, outcome: str) -> None:
        if "emergency-call" not in told[one.id]:
            close(one, by, outcome)
        one.record(ConcernClosed(by=by, outcome=outcome))

    product.setattr(Concern, "close", close_it)


def hr_sees(told: Recorded, product: pytest.MonkeyPatch) -> None:
    """Once a report was made, whoever is not among its people reads along."""
    relate = LAW.relate
    along = lambda one, who: relate(one, who) or ({"author"} if "report" in told[one.id] else set())
    product.setitem(vars(LAW), "relate", along)  # a frozen class


def the_record_tells(told: Recorded, product: pytest.MonkeyPatch) -> None:
    """Nothing is lawful by it, and the record says that it is there."""
    status = vars(ConcernStanding)["status"].fget
    product.setattr(Concern, "status", property(lambda one: "time-passed" if told[one.id] else status(one)))


MUTANTS = (time_has_passed, it_waits, something_came_of_it, hr_sees, the_record_tells)


@pytest.mark.parametrize("mutated", MUTANTS, ids=lambda one: one.__name__)
def test_a_product_in_which_it_stands_for_a_step_or_opens_anything_is_caught_C6(
    mutated: Callable[[Recorded, pytest.MonkeyPatch], None],
    shared_home: Household,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: Recorded = defaultdict(set)
    record = ExternalReport.record_outside

    def record_and_tell(*what: Any) -> ExternalReport:
        one = record(*what)
        told[one.concern].add(one.kind)
        return one

    monkeypatch.setattr(ExternalReport, "record_outside", record_and_tell)
    mutated(told, monkeypatch)

    with pytest.raises(AssertionError, match="grounds"):  # what the two lived up to then
        all_live(shared_home)
