"""Renegotiating: what is in force binds until both have signed anew, and stays readable (A3)."""

from typing import Final

import pytest

from services.agreements.domain.refusals import (
    AgreementIsOver,
    KindStays,
    NotAParty,
    NotInForce,
    UnderNegotiation,
    UnfitTerms,
)
from services.agreements.events import AgreementCameIntoForce, AgreementEnded, AgreementFact, Kind, Why
from shared.identity import PersonId
from tests.agreements.acts import (
    BOTH_SIGNED,
    IN_FORCE,
    NEW_SALT,
    NEW_TERMS,
    SALT,
    STRANGER,
    SUPERVISOR,
    TERMS,
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

WORDS = "Two more days a week."
ANEW = (*BOTH_SIGNED, renegotiated(), signed_anew(SUPERVISOR))


@pytest.mark.parametrize("by", [WORKER, SUPERVISOR], ids=["worker", "supervisor"])
def test_either_lays_new_terms_on_the_table_A3(by: PersonId) -> None:
    agreement = given(*BOTH_SIGNED)

    agreement.renegotiate(by, Why.WORKLOAD, WORDS, NEW_TERMS, NEW_SALT)

    assert agreement.new == [renegotiated(by=by)]
    assert agreement.status == "renegotiating"


@pytest.mark.parametrize("why", [Why.WORKLOAD, Why.DUTIES, Why.WORKPLACE])
def test_another_workload_other_duties_or_another_workplace_are_reasons_A3(why: Why) -> None:
    agreement = given(*BOTH_SIGNED)

    agreement.renegotiate(WORKER, why, None, NEW_TERMS, NEW_SALT)

    assert agreement.new == [renegotiated().model_copy(update={"why": why, "words": None})]


def test_a_third_person_does_not_renegotiate_A1() -> None:
    with pytest.raises(NotAParty):
        given(*BOTH_SIGNED).renegotiate(STRANGER, Why.REVIEW, None, NEW_TERMS, NEW_SALT)


def test_a_draft_is_revised_and_not_renegotiated_A3() -> None:
    with pytest.raises(NotInForce):
        given(drafted()).renegotiate(WORKER, Why.REVIEW, None, NEW_TERMS, NEW_SALT)


def test_one_renegotiation_at_a_time_A3() -> None:
    with pytest.raises(UnderNegotiation):
        given(*BOTH_SIGNED, renegotiated()).renegotiate(SUPERVISOR, Why.REVIEW, None, TERMS, NEW_SALT)


def test_new_terms_may_not_contradict_themselves_A2() -> None:
    with pytest.raises(UnfitTerms):
        given(*BOTH_SIGNED).renegotiate(WORKER, Why.REVIEW, None, terms_with(session_minutes=4), NEW_SALT)


def test_nothing_is_renegotiated_after_the_end_A3() -> None:
    with pytest.raises(AgreementIsOver):
        given(*BOTH_SIGNED, AgreementEnded(by=WORKER, why=Why.COMPLETED)).renegotiate(
            WORKER, Why.REVIEW, None, NEW_TERMS, NEW_SALT
        )


def test_what_is_in_force_binds_until_both_have_signed_anew_A3() -> None:
    agreement = given(*ANEW)

    assert agreement.status == "renegotiating"
    assert agreement.in_force
    assert agreement.in_force.terms == TERMS
    assert agreement.current == agreement.in_force


def test_signatures_under_the_earlier_terms_do_not_count_for_new_ones_A3() -> None:
    agreement = given(*BOTH_SIGNED, renegotiated())

    sign(agreement, WORKER)

    assert agreement.new == [signed_anew(WORKER)]


def test_new_terms_are_in_force_when_both_have_signed_them_A3() -> None:
    agreement = given(*ANEW)

    sign(agreement, WORKER)

    assert agreement.new == [signed_anew(WORKER), AgreementCameIntoForce(terms_version=2)]
    assert agreement.status == "in-force"
    assert agreement.current.terms == NEW_TERMS


def test_the_earlier_terms_stay_readable_A3() -> None:
    agreement = given(*ANEW, signed_anew(WORKER), AgreementCameIntoForce(terms_version=2))

    first, second, third = (agreement.version_to_read(number) for number in (1, 2, 3))

    assert first
    assert (first.terms, agreement.standing(first)) == (TERMS, "earlier")
    assert second
    assert (second.terms, agreement.standing(second)) == (NEW_TERMS, "in-force")
    assert third is None


def test_while_negotiating_each_version_says_where_it_stands_A3() -> None:
    agreement = given(*ANEW)

    assert [agreement.standing(version) for version in agreement.versions] == ["in-force", "on-the-table"]


def test_without_a_number_the_version_on_the_table_is_read_and_else_the_one_in_force_A3() -> None:
    asked, settled = given(*ANEW).version_to_read(None), given(*BOTH_SIGNED).version_to_read(None)

    assert asked
    assert asked.number == 2
    assert settled
    assert settled.number == 1


def test_earlier_signatures_are_superseded_and_not_void_A3() -> None:
    agreement = given(*ANEW, signed_anew(WORKER), AgreementCameIntoForce(terms_version=2))

    assert [one.void for one in agreement.signatures] == [False] * 4


def test_an_agreement_is_renegotiated_again_and_again_A3() -> None:
    agreement = given(*BOTH_SIGNED)

    for _ in range(20):
        agreement.renegotiate(WORKER, Why.REVIEW, None, NEW_TERMS, NEW_SALT)
        sign(agreement, WORKER)
        sign(agreement, SUPERVISOR)

    assert agreement.status == "in-force"
    assert agreement.current.number == 21


TO_ANOTHER: Final = [(one, other) for one in Kind for other in Kind if other not in (one, Kind.BOTH)]
TO_ITS_OWN: Final = [(one, other) for one in Kind for other in Kind if other in (one, Kind.BOTH)]


def in_force_as(kind: Kind) -> tuple[AgreementFact, ...]:
    terms = terms_with(kind=kind)
    return (drafted(terms), *(signed(by, digest_of(terms)) for by in (WORKER, SUPERVISOR)), IN_FORCE)


@pytest.mark.parametrize(("kind", "other"), TO_ANOTHER)
def test_terms_that_follow_do_not_turn_supervision_into_another_kind_D8(kind: Kind, other: Kind) -> None:
    before, asked = in_force_as(kind), terms_with(kind=other)
    anew, laid = given(*before), given(*before, renegotiated(terms=terms_with(kind=kind)))

    with pytest.raises(KindStays):
        anew.renegotiate(WORKER, Why.DUTIES, None, asked, NEW_SALT)
    with pytest.raises(KindStays):
        laid.revise(SUPERVISOR, asked, NEW_SALT)

    assert (anew.new, laid.new) == ([], [])


@pytest.mark.parametrize("kind", [Kind.ADMINISTRATIVE, Kind.PROFESSIONAL_DEVELOPMENT])
def test_terms_that_were_to_widen_the_kind_may_keep_it_after_all_and_take_no_other_D8(kind: Kind) -> None:
    agreement = given(*in_force_as(kind), renegotiated(terms=terms_with(kind=Kind.BOTH)))
    (other,) = {Kind.ADMINISTRATIVE, Kind.PROFESSIONAL_DEVELOPMENT} - {kind}

    with pytest.raises(KindStays):
        agreement.revise(SUPERVISOR, terms_with(kind=other), NEW_SALT)
    agreement.revise(SUPERVISOR, terms_with(kind=kind), NEW_SALT)

    assert agreement.on_the_table
    assert agreement.on_the_table.terms.kind == kind


@pytest.mark.parametrize(("kind", "other"), TO_ITS_OWN)
def test_terms_that_follow_keep_the_kind_or_widen_it_to_both_D8(kind: Kind, other: Kind) -> None:
    agreement, wider = given(*in_force_as(kind)), terms_with(kind=other)

    agreement.renegotiate(WORKER, Why.DUTIES, None, wider, NEW_SALT)
    agreement.revise(SUPERVISOR, wider, SALT)
    sign(agreement, WORKER)
    sign(agreement, SUPERVISOR)

    assert agreement.current.terms.kind == other


def test_terms_of_another_kind_that_lie_on_the_table_from_before_are_not_signed_but_revised_D8() -> None:
    other = terms_with(kind=Kind.ADMINISTRATIVE)
    agreement = given(*BOTH_SIGNED, renegotiated(terms=other))

    with pytest.raises(KindStays):
        sign(agreement, WORKER)
    agreement.revise(WORKER, NEW_TERMS, SALT)
    sign(agreement, WORKER)

    assert agreement.signatures_on_the_table()


def test_a_history_in_which_the_kind_did_change_stays_as_it_is_D8() -> None:
    other = terms_with(kind=Kind.ADMINISTRATIVE)
    anew = (signed(by, digest_of(other, 2, NEW_SALT), 2) for by in (WORKER, SUPERVISOR))
    in_force = AgreementCameIntoForce(terms_version=2)
    agreement = given(*BOTH_SIGNED, renegotiated(terms=other), *anew, in_force)

    agreement.renegotiate(WORKER, Why.REVIEW, None, other, SALT)

    assert agreement.current.terms == other


@pytest.mark.parametrize("other", Kind)
def test_while_nothing_was_ever_in_force_the_two_may_agree_on_another_kind_D8(other: Kind) -> None:
    agreement, asked = given(drafted(), revised()), terms_with(kind=other)

    agreement.revise(WORKER, asked, SALT)

    assert agreement.current.terms == asked
