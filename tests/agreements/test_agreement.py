"""Drafting and revising: by either of the two, as often as they like (A1, A3)."""

from dataclasses import replace
from datetime import date

import pytest

from services.agreements.domain.agreement import Agreement
from services.agreements.domain.refusals import (
    AgreementIsOver,
    NotAParty,
    NothingUnderNegotiation,
    SupervisorIsWorker,
    UnfitTerms,
)
from services.agreements.events import AgreementEnded, AgreementExpired, Kind, Terms, Why
from shared.identity import PersonId
from tests.agreements.acts import (
    AGENCY,
    BOTH_SIGNED,
    ID,
    NEW_SALT,
    NEW_TERMS,
    PLACEMENT,
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

by_either = pytest.mark.parametrize("by", [WORKER, SUPERVISOR], ids=["worker", "supervisor"])


def draft(by: PersonId, worker: PersonId, supervisor: PersonId, terms: Terms = TERMS) -> Agreement:
    return Agreement.draft(
        ID,
        by=by,
        worker=worker,
        supervisor=supervisor,
        agency=AGENCY,
        placement=PLACEMENT,
        terms=terms,
        salt=SALT,
    )


@by_either
def test_either_of_the_two_drafts_A1(by: PersonId) -> None:
    agreement = draft(by, WORKER, SUPERVISOR)

    assert agreement.new == [drafted(by=by)]
    assert agreement.status == "drafted"


def test_nobody_else_drafts_A1() -> None:
    with pytest.raises(NotAParty):
        draft(STRANGER, WORKER, SUPERVISOR)


def test_nobody_supervises_themselves_A2() -> None:
    with pytest.raises(SupervisorIsWorker) as refusal:
        draft(WORKER, WORKER, WORKER)

    assert refusal.value.fields == ("worker", "supervisor")


def test_a_draft_may_leave_out_what_is_not_decided_yet_A2() -> None:
    bare = Terms(kind=Kind.BOTH)

    agreement = draft(WORKER, WORKER, SUPERVISOR, bare)

    assert agreement.new == [drafted(bare)]


def test_a_draft_may_not_contradict_itself_A2() -> None:
    with pytest.raises(UnfitTerms) as refusal:
        draft(WORKER, WORKER, SUPERVISOR, terms_with(frequency="now and then", session_minutes=0))

    assert refusal.value.fields == ("terms.frequency", "terms.session_minutes")


def test_an_agreement_belongs_to_the_agency_of_its_placement_D6() -> None:
    assert given(drafted()).agency == AGENCY


@by_either
def test_either_revises_what_lies_on_the_table_A3(by: PersonId) -> None:
    agreement = given(drafted())

    agreement.revise(by, NEW_TERMS, NEW_SALT)

    assert agreement.new == [revised(2, by=by)]


def test_terms_are_revised_any_number_of_times_and_every_version_stays_readable_A3() -> None:
    agreement = given(drafted())

    for minutes in range(10, 60):
        agreement.revise(WORKER if minutes % 2 else SUPERVISOR, terms_with(session_minutes=minutes), NEW_SALT)

    assert [version.number for version in agreement.versions] == list(range(1, 52))
    kept = [agreement.version_to_read(number) for number in range(2, 52)]
    assert [version.terms.session_minutes for version in kept if version] == list(range(10, 60))


def test_a_third_person_does_not_revise_A1() -> None:
    with pytest.raises(NotAParty):
        given(drafted()).revise(STRANGER, NEW_TERMS, NEW_SALT)


def test_a_revision_may_not_contradict_itself_A2() -> None:
    agreement = given(drafted())

    with pytest.raises(UnfitTerms):
        agreement.revise(WORKER, terms_with(difficulties_to=SUPERVISOR), NEW_SALT)

    assert agreement.new == []


@by_either
def test_a_revision_names_whose_signature_fell_with_it_A3(by: PersonId) -> None:
    agreement = given(drafted(), signed(by))

    agreement.revise(SUPERVISOR, NEW_TERMS, NEW_SALT)

    assert agreement.new == [revised(2, voids=(by,))]


def test_a_void_signature_stays_visible_A3() -> None:
    agreement = given(drafted(), signed(WORKER), revised(2, voids=(WORKER,)))

    assert [(one.by, one.terms_version, one.void) for one in agreement.signatures] == [(WORKER, 1, True)]


def test_a_signature_falls_once_only_A3() -> None:
    agreement = given(drafted(), signed(WORKER), revised(2, voids=(WORKER,)))

    agreement.revise(SUPERVISOR, NEW_TERMS, NEW_SALT)

    assert agreement.new == [revised(3)]


def test_who_signed_before_a_revision_signs_again_A3() -> None:
    agreement = given(drafted(), signed(WORKER), revised(2, voids=(WORKER,)))

    sign(agreement, WORKER)

    assert agreement.new == [signed_anew(WORKER)]


def test_terms_in_force_are_not_simply_revised_A3() -> None:
    with pytest.raises(NothingUnderNegotiation):
        given(*BOTH_SIGNED).revise(WORKER, NEW_TERMS, NEW_SALT)


def test_a_revision_of_a_renegotiation_leaves_the_signatures_in_force_alone_A3() -> None:
    agreement = given(*BOTH_SIGNED, renegotiated(), signed_anew(WORKER))

    agreement.revise(SUPERVISOR, NEW_TERMS, NEW_SALT)

    assert agreement.new == [revised(3, voids=(WORKER,))]
    assert [one.void for one in agreement.signatures] == [False, False, True]


@pytest.mark.parametrize(
    "end",
    [AgreementEnded(by=WORKER, why=Why.COMPLETED), AgreementExpired(last_day=date(2026, 12, 31))],
    ids=["ended", "expired"],
)
def test_nothing_is_revised_after_the_end_A3(end: AgreementEnded | AgreementExpired) -> None:
    with pytest.raises(AgreementIsOver):
        given(*BOTH_SIGNED, end).revise(WORKER, NEW_TERMS, NEW_SALT)


def test_the_same_terms_in_another_version_have_another_digest_A3() -> None:
    agreement = given(drafted())

    agreement.revise(WORKER, TERMS, SALT)

    table = agreement.on_the_table
    assert table
    assert table.digest != digest_of()
    assert table == replace(agreement.versions[0], number=2, digest=digest_of(version=2), at_version=2)
