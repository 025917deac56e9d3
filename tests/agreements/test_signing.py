"""Signing: each for themselves, the same terms, all five limits by name (A2, A3, C1, C2)."""

from itertools import combinations

import pytest

from services.agreements.domain.refusals import (
    AgreementIsOver,
    AlreadySigned,
    LimitsNotAcknowledged,
    NobodyToHearAConcern,
    NotAParty,
    NothingUnderNegotiation,
    PlacementHasEnded,
    TermsHaveChanged,
    TermsIncomplete,
)
from services.agreements.events import (
    AgreementCameIntoForce,
    AgreementEnded,
    AgreementFact,
    Kind,
    Limit,
    PlacementEndNoted,
    Terms,
    Why,
)
from shared.identity import PersonId
from tests.agreements.acts import (
    BOTH_SIGNED,
    IN_FORCE,
    NOBODY_HEARS,
    PLACEMENT,
    PLACEMENT_OVER,
    STRANGER,
    SUPERVISOR,
    WORKER,
    digest_of,
    drafted,
    given,
    renegotiated,
    revised,
    sign,
    signed,
    signed_anew,
    terms_with,
)

either_first = pytest.mark.parametrize(
    ("first", "second"), [(WORKER, SUPERVISOR), (SUPERVISOR, WORKER)], ids=["worker", "supervisor"]
)


@either_first
def test_one_signature_binds_nobody_A2(first: PersonId, second: PersonId) -> None:
    agreement = given(drafted())

    sign(agreement, first)

    assert agreement.new == [signed(first)]
    assert agreement.status == "drafted"


@either_first
def test_the_second_signature_brings_the_terms_into_force_A2(first: PersonId, second: PersonId) -> None:
    agreement = given(drafted(), signed(first))

    sign(agreement, second)

    assert agreement.new == [signed(second), IN_FORCE]
    assert agreement.status == "in-force"


@either_first
def test_two_signatures_under_two_versions_bind_nobody_A3(first: PersonId, second: PersonId) -> None:
    agreement = given(drafted(), signed(first), revised(2, voids=(first,)))

    sign(agreement, second)

    assert agreement.new == [signed_anew(second)]
    assert agreement.status == "drafted"


@either_first
def test_a_change_needs_both_signatures_again_A3(first: PersonId, second: PersonId) -> None:
    agreement = given(drafted(), signed(first), revised(2, voids=(first,)), signed_anew(second))

    sign(agreement, first)

    assert agreement.new == [signed_anew(first), AgreementCameIntoForce(terms_version=2)]


def test_nobody_signs_twice_for_two_A2() -> None:
    agreement = given(drafted(), signed(WORKER))

    with pytest.raises(AlreadySigned):
        sign(agreement, WORKER)

    assert agreement.new == []


def test_a_third_person_does_not_sign_A1() -> None:
    with pytest.raises(NotAParty):
        sign(given(drafted(), signed(WORKER)), STRANGER)


@pytest.mark.parametrize("unsaid", [one for many in range(1, 6) for one in combinations(Limit, many)])
def test_each_limit_not_acknowledged_is_named_C1(unsaid: tuple[Limit, ...]) -> None:
    said = tuple(limit for limit in Limit if limit not in unsaid)

    with pytest.raises(LimitsNotAcknowledged) as refusal:
        sign(given(drafted()), WORKER, limits=said)

    assert refusal.value.fields == tuple(f"acknowledged_limits.{limit}" for limit in unsaid)


def test_limits_are_acknowledged_in_any_order_and_recorded_in_one_C1() -> None:
    agreement = given(drafted())

    sign(agreement, WORKER, limits=(*reversed(Limit), Limit.SAFETY))

    assert agreement.new == [signed(WORKER)]


@pytest.mark.parametrize("field", Terms.MANDATORY)
def test_terms_without_what_is_mandatory_are_not_signed_and_the_field_is_named_A2(field: str) -> None:
    left_out = () if field in ("limits", "review_dates") else None
    terms = terms_with(**{field: left_out})

    with pytest.raises(TermsIncomplete) as refusal:
        sign(given(drafted(terms)), WORKER)

    assert refusal.value.fields == (f"terms.{field}",)


def test_all_that_is_missing_is_named_at_once_A2() -> None:
    with pytest.raises(TermsIncomplete) as refusal:
        sign(given(drafted(Terms(kind=Kind.BOTH))), WORKER)

    assert refusal.value.fields == tuple(f"terms.{field}" for field in Terms.MANDATORY)


@pytest.mark.parametrize("limit", Limit)
def test_terms_that_leave_out_one_of_the_five_limits_are_not_signed_C1(limit: Limit) -> None:
    terms = terms_with(limits=tuple(one for one in Limit if one is not limit))

    with pytest.raises(TermsIncomplete) as refusal:
        sign(given(drafted(terms)), WORKER)

    assert refusal.value.fields == ("terms.limits",)


def test_the_digest_of_an_earlier_version_is_refused_A3() -> None:
    with pytest.raises(TermsHaveChanged):
        sign(given(drafted(), revised(2)), WORKER, digest=digest_of())


def test_the_digest_of_terms_in_force_is_not_that_of_new_ones_A3() -> None:
    with pytest.raises(TermsHaveChanged):
        sign(given(*BOTH_SIGNED, renegotiated()), WORKER, digest=digest_of())


def test_nothing_is_signed_when_nothing_lies_on_the_table_A3() -> None:
    with pytest.raises(NothingUnderNegotiation):
        sign(given(*BOTH_SIGNED), WORKER)


@pytest.mark.parametrize("history", [(drafted(),), (drafted(), signed(SUPERVISOR))], ids=["first", "second"])
def test_nothing_is_signed_under_a_placement_that_has_ended_D6(history: tuple[AgreementFact, ...]) -> None:
    with pytest.raises(PlacementHasEnded):
        sign(given(*history), WORKER, placed=PLACEMENT_OVER)


def test_nothing_is_signed_once_the_placements_end_was_noted_D6() -> None:
    with pytest.raises(PlacementHasEnded):
        sign(given(drafted(), PlacementEndNoted(placement=PLACEMENT)), WORKER)


def test_the_first_signature_waits_for_no_line_manager_C2() -> None:
    agreement = given(drafted())

    sign(agreement, WORKER, placed=NOBODY_HEARS)

    assert agreement.new == [signed(WORKER)]


@either_first
def test_nothing_comes_into_force_where_a_concern_could_go_to_nobody_C2(
    first: PersonId, second: PersonId
) -> None:
    agreement = given(drafted(), signed(first))

    with pytest.raises(NobodyToHearAConcern):
        sign(agreement, second, placed=NOBODY_HEARS)

    assert agreement.new == []
    assert agreement.status == "drafted"


def test_a_renegotiation_too_needs_somebody_to_hear_a_concern_C2() -> None:
    with pytest.raises(NobodyToHearAConcern):
        sign(
            given(*BOTH_SIGNED, renegotiated(), signed_anew(WORKER)),
            SUPERVISOR,
            placed=NOBODY_HEARS,
        )


def test_nothing_is_signed_after_the_end_A3() -> None:
    with pytest.raises(AgreementIsOver):
        sign(given(drafted(), AgreementEnded(by=WORKER, why=Why.OTHER)), WORKER)


def test_a_signature_tells_its_place_in_the_history_A2() -> None:
    agreement = given(*BOTH_SIGNED)

    assert [(one.by, one.at_version) for one in agreement.signatures] == [(WORKER, 2), (SUPERVISOR, 3)]
