"""Departures from what a policy set asks: with a reason, by either party, blocking nothing (A6, K19-15 to K19-17)."""

from typing import Any
from uuid import UUID

import pytest

from services.agreements.domain.agreement import Agreement
from services.agreements.domain.departures import Asking
from services.agreements.domain.refusals import (
    AgreementIsOver,
    DepartedAlready,
    DepartureIsOver,
    NoSuchDeparture,
    NotAParty,
    NotAskedFor,
    NotShortOfThat,
    SayWhy,
)
from services.agreements.events import (
    AgreementEnded,
    DepartureEnded,
    DepartureReason,
    DepartureRecorded,
    Requirement,
    Why,
)
from services.directory.domain.strictness import SENSES
from shared.identity import PersonId
from tests.agreements.acts import BOTH_SIGNED, STRANGER, SUPERVISOR, WORKER, drafted, given, sign

SET = UUID(int=61)
FIGURES = {"at_least_every_days": "7", "kinds_apart": '"required"', "session_minutes_at_least": "60"}
ASKING = Asking(SET, 2, FIGURES, frozenset({"at_least_every_days", "kinds_apart"}))
DEPARTED = DepartureRecorded(
    by=WORKER,
    number=1,
    requirement=Requirement.EVERY_DAYS,
    why=DepartureReason.EXPERIENCE,
    policy_set=SET,
    edition=2,
    required="7",
)


def depart(agreement: Agreement, by: PersonId = WORKER, **other: Any) -> int:
    told: dict[str, Any] = {
        "requirement": Requirement.EVERY_DAYS,
        "why": DepartureReason.EXPERIENCE,
        "words": None,
        "asking": ASKING,
    }
    return agreement.depart(by, **told | other)


@pytest.mark.parametrize("by", [WORKER, SUPERVISOR])
@pytest.mark.parametrize("history", [(drafted(),), BOTH_SIGNED], ids=["a draft", "in force"])
def test_either_party_records_a_departure_while_it_is_drafted_or_binds_A6(by: PersonId, history: Any) -> None:
    agreement = given(*history)

    assert depart(agreement, by, words="Ten years in the role.") == 1
    assert agreement.new == [DEPARTED.model_copy(update={"by": by, "words": "Ten years in the role."})]


def test_nobody_else_does_A6() -> None:
    with pytest.raises(NotAParty):
        depart(given(*BOTH_SIGNED), STRANGER)
    with pytest.raises(NotAParty):
        given(*BOTH_SIGNED, DEPARTED).end_departure(1, STRANGER)


def test_nothing_is_departed_from_once_it_is_over_A6() -> None:
    over = given(*BOTH_SIGNED, DEPARTED, AgreementEnded(by=WORKER, why=Why.COMPLETED))

    with pytest.raises(AgreementIsOver):
        depart(over, requirement=Requirement.KINDS_APART)
    with pytest.raises(AgreementIsOver):
        over.end_departure(1, WORKER)


@pytest.mark.parametrize(
    "asking",
    [None, Asking(SET, 2, {"kinds_apart": '"required"'}, frozenset({"at_least_every_days"}))],
    ids=["no set", "not in it"],
)
def test_what_nobody_asks_for_is_not_departed_from_A6(asking: Asking | None) -> None:
    with pytest.raises(NotAskedFor) as refused:
        depart(given(drafted()), asking=asking)

    assert refused.value.fields == ("requirement",)


def test_what_is_met_is_not_departed_from_A6() -> None:
    with pytest.raises(NotShortOfThat):
        depart(given(*BOTH_SIGNED), requirement=Requirement.SESSION_MINUTES)


def test_a_departure_says_from_what_figure_it_is_A6() -> None:
    agreement = given(*BOTH_SIGNED)
    depart(agreement, requirement=Requirement.KINDS_APART)

    assert [one.required for one in agreement.departures] == ['"required"']


def test_where_no_code_says_why_words_do_A6() -> None:
    with pytest.raises(SayWhy) as refused:
        depart(given(drafted()), why=DepartureReason.OTHER)
    depart(given(drafted()), why=DepartureReason.OTHER, words="A strike.")

    assert refused.value.fields == ("words",)


def test_a_requirement_is_departed_from_once_until_that_is_taken_back_A6() -> None:
    agreement = given(drafted(), DEPARTED)

    with pytest.raises(DepartedAlready):
        depart(agreement)
    assert depart(agreement, requirement=Requirement.KINDS_APART) == 2
    agreement.end_departure(1, SUPERVISOR)
    assert depart(agreement) == 3
    assert [one.number for one in agreement.departures if not one.ended] == [2, 3]
    assert DepartureEnded(by=SUPERVISOR, number=1) in agreement.new


def test_a_departure_is_taken_back_once_A6() -> None:
    agreement = given(drafted(), DEPARTED, DepartureEnded(by=WORKER, number=1))

    with pytest.raises(DepartureIsOver):
        agreement.end_departure(1, WORKER)
    with pytest.raises(NoSuchDeparture):
        agreement.end_departure(2, WORKER)


def test_a_departure_voids_no_signature_and_asks_for_none_A3() -> None:
    agreement = given(drafted())
    sign(agreement, WORKER)
    depart(agreement)
    sign(agreement, SUPERVISOR)

    assert agreement.status == "in-force"


def test_every_requirement_of_a_policy_set_has_its_code_here_A6() -> None:
    assert {one.value for one in Requirement} == SENSES.keys()
