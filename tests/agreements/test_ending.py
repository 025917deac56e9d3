"""Ending: by a party at any time, by date once, and never by a placement's end alone (A3, D6)."""

from datetime import date, timedelta

import pytest

from services.agreements.domain.negotiated import BINDS, OVER
from services.agreements.domain.refusals import AgreementIsOver, NotAParty
from services.agreements.events import (
    AgreementEnded,
    AgreementExpired,
    AgreementFact,
    PlacementEndNoted,
    Why,
)
from services.agreements.policy import STATES
from shared.identity import PersonId
from tests.agreements.acts import (
    BOTH_SIGNED,
    NEW_TERMS,
    PLACEMENT,
    STRANGER,
    SUPERVISOR,
    TERMS,
    WORKER,
    drafted,
    given,
    renegotiated,
    signed,
    signed_anew,
    terms_with,
)

LAST_DAY = date(2026, 12, 31)
DAY_AFTER = LAST_DAY + timedelta(days=1)
ENDED = AgreementEnded(by=WORKER, why=Why.COMPLETED)
EXPIRED = AgreementExpired(last_day=LAST_DAY)
NOTED = PlacementEndNoted(placement=PLACEMENT)

in_any_state = pytest.mark.parametrize(
    "history",
    [(drafted(),), (drafted(), signed(WORKER)), BOTH_SIGNED, (*BOTH_SIGNED, renegotiated())],
    ids=["drafted", "signed once", "in force", "renegotiating"],
)
when_over = pytest.mark.parametrize("end", [ENDED, EXPIRED], ids=["ended", "expired"])


@in_any_state
@pytest.mark.parametrize("by", [WORKER, SUPERVISOR], ids=["worker", "supervisor"])
def test_either_ends_it_in_any_state_A3(history: tuple[AgreementFact, ...], by: PersonId) -> None:
    agreement = given(*history)

    agreement.end(by, Why.OTHER, "We part as friends.")

    assert agreement.new == [AgreementEnded(by=by, why=Why.OTHER, words="We part as friends.")]
    assert agreement.status == "ended"


def test_a_third_person_does_not_end_it_A1() -> None:
    with pytest.raises(NotAParty):
        given(*BOTH_SIGNED).end(STRANGER, Why.OTHER, None)


@when_over
def test_what_is_over_does_not_end_again_A3(end: AgreementFact) -> None:
    with pytest.raises(AgreementIsOver):
        given(*BOTH_SIGNED, end).end(WORKER, Why.OTHER, None)


@when_over
def test_what_is_over_stays_readable_A3(end: AgreementFact) -> None:
    agreement = given(*BOTH_SIGNED, renegotiated(), end)

    assert agreement.current.terms == TERMS
    assert [version.terms for version in agreement.versions] == [TERMS, NEW_TERMS]


@when_over
def test_nothing_binds_or_lies_on_the_table_once_all_is_over_and_what_bound_is_read_A3(
    end: AgreementFact,
) -> None:
    agreement = given(*BOTH_SIGNED, renegotiated(), end)

    assert [agreement.standing(one) for one in agreement.versions] == ["earlier", "earlier"]
    bound, proposed = agreement.versions
    assert [agreement.version_to_read(number) for number in (None, 1, 2)] == [bound, bound, proposed]
    assert agreement.between(None, None) == (bound, proposed)
    assert agreement.proposed is None


def test_a_draft_that_was_ended_keeps_its_terms_A3() -> None:
    agreement = given(drafted(), ENDED)

    assert agreement.current.terms == TERMS
    assert agreement.status == "ended"
    assert (agreement.standing(agreement.current), agreement.proposed) == ("earlier", None)


def test_it_expires_the_day_after_its_last_A2() -> None:
    agreement = given(*BOTH_SIGNED)

    agreement.expire(DAY_AFTER)

    assert agreement.new == [EXPIRED]
    assert agreement.status == "expired"


def test_it_lasts_through_its_last_day_A2() -> None:
    agreement = given(*BOTH_SIGNED)

    agreement.expire(LAST_DAY)

    assert agreement.new == []


@pytest.mark.parametrize(
    "history",
    [
        (drafted(),),
        (drafted(), signed(WORKER)),
        (*BOTH_SIGNED, EXPIRED),
        (*BOTH_SIGNED, ENDED),
    ],
    ids=["drafted", "signed once", "expired before", "ended before"],
)
def test_only_what_is_in_force_expires_and_once_A2(history: tuple[AgreementFact, ...]) -> None:
    agreement = given(*history)

    agreement.expire(DAY_AFTER)

    assert agreement.new == []


def test_without_a_last_day_it_runs_until_it_is_ended_A2() -> None:
    agreement = given(drafted(terms_with(ends=None)), *BOTH_SIGNED[1:])

    agreement.expire(date.max)

    assert agreement.new == []


def test_the_last_day_of_the_terms_in_force_counts_and_not_of_those_proposed_A3() -> None:
    later = terms_with(ends=LAST_DAY + timedelta(days=365))
    agreement = given(*BOTH_SIGNED, renegotiated(terms=later), signed_anew(WORKER))

    agreement.expire(DAY_AFTER)

    assert agreement.new == [EXPIRED]


@in_any_state
def test_a_placements_end_is_noted_and_ends_nothing_D6(history: tuple[AgreementFact, ...]) -> None:
    agreement = given(*history)
    before = agreement.status

    agreement.note_that_the_placement_has_ended()

    assert agreement.new == [NOTED]
    assert agreement.placement_ended
    assert agreement.status == before


def test_a_placements_end_is_noted_once_D6() -> None:
    agreement = given(*BOTH_SIGNED, NOTED)

    agreement.note_that_the_placement_has_ended()

    assert agreement.new == []


@when_over
def test_a_placements_end_is_not_noted_on_what_is_over_D6(end: AgreementFact) -> None:
    agreement = given(*BOTH_SIGNED, end)

    agreement.note_that_the_placement_has_ended()

    assert agreement.new == []


def test_people_end_what_lost_its_placement_D6() -> None:
    agreement = given(*BOTH_SIGNED, NOTED)

    agreement.end(SUPERVISOR, Why.PLACEMENT_ENDED, None)

    assert agreement.new == [AgreementEnded(by=SUPERVISOR, why=Why.PLACEMENT_ENDED)]


@pytest.mark.parametrize("end", [None, ENDED, EXPIRED], ids=["going on", "ended", "expired"])
@in_any_state
def test_what_binds_and_what_is_over_is_said_alike_by_state_and_by_name_A3(
    history: tuple[AgreementFact, ...], end: AgreementFact | None
) -> None:
    agreement = given(*history, *([end] if end else []))

    assert agreement.binds == (agreement.status in BINDS)
    assert bool(agreement.over) == (agreement.status in OVER)
    assert {*BINDS, *OVER} < {*STATES}
