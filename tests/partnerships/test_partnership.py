"""A partnership is negotiated like every agreement, between two organisations (A3, A7)."""

from datetime import date

import pytest

from services.agreements.domain.partnerships import Partnership
from services.agreements.domain.partnerships.refusals import (
    NotASide,
    NotOfThatSide,
    PartnershipIncomplete,
    SideHasSigned,
    SignedForTheOtherSide,
    TermsLeaveAGap,
)
from services.agreements.domain.refusals import (
    AgreementIsOver,
    NothingUnderNegotiation,
    NotInForce,
    ReviewedThatDay,
    ReviewOutOfTime,
    TermsHaveChanged,
    TermsHaveRunOut,
    UnderNegotiation,
    UnfitTerms,
)
from services.agreements.events import Outcome, Stage, Why
from services.agreements.events.partnerships import (
    PartnershipCameIntoForce,
    PartnershipEnded,
    PartnershipExpired,
    PartnershipExpiryNearNoted,
    PartnershipLongUnsignedNoted,
    PartnershipReviewDueNoted,
    PartnershipReviewed,
    PartnershipTerms,
)
from shared.identity import AgencyId, PersonId
from tests.partnerships.acts import (
    BOTH_SIGNED,
    DILIP,
    ELSEWHERE,
    HARBOUR,
    HOSTS,
    ID,
    IN_FORCE,
    INES,
    JORDANS,
    LANTERN,
    MAYAS,
    NEW_SALT,
    NEW_TERMS,
    SALT,
    SIDES,
    TERMS,
    TODAY,
    TOMASZ,
    digest_of,
    draft,
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
    ("first", "second"),
    [((INES, LANTERN), (DILIP, HARBOUR)), ((DILIP, HARBOUR), (INES, LANTERN))],
    ids=["peer-run", "host"],
)
Side = tuple[PersonId, AgencyId]
ENDED = PartnershipEnded(by=DILIP, side=HARBOUR, why=Why.COMPLETED)
JUNE, SEPTEMBER, LAST = date(2026, 6, 2), date(2026, 9, 1), date(2026, 12, 31)


def test_one_side_writes_a_first_version_down_which_binds_nobody_A7() -> None:
    partnership = draft()

    assert partnership.new == [drafted()]
    assert (partnership.status, partnership.agency, partnership.covered) == ("drafted", HARBOUR, ())


@pytest.mark.parametrize(
    ("kinds", "fields"),
    [
        (("host", "host"), ("peer_run",)),
        (("peer-run", "peer-run"), ("host",)),
        (("host", "peer-run"), ("peer_run", "host")),
    ],
)
def test_it_is_between_a_peer_run_organisation_and_a_host_D6(
    kinds: tuple[str, str], fields: tuple[str, ...]
) -> None:
    with pytest.raises(NotOfThatSide) as refused:
        draft(kinds=kinds)

    assert refused.value.fields == fields


@either_first
def test_it_binds_once_both_sides_have_signed_the_same_terms_A7(first: Side, second: Side) -> None:
    partnership = given(drafted())

    sign(partnership, *first)
    assert (partnership.new, partnership.status) == ([signed(*first)], "drafted")
    sign(partnership, *second)

    assert partnership.new == [signed(*first), signed(*second), IN_FORCE]
    assert (partnership.status, partnership.covered) == ("in-force", (JORDANS,))


@either_first
def test_a_revision_voids_signatures_visibly_and_names_their_sides_A3(first: Side, second: Side) -> None:
    partnership = given(drafted(), signed(*first))

    partnership.revise(DILIP, HARBOUR, NEW_TERMS, HOSTS, NEW_SALT)

    assert partnership.new == [revised(2, voids=(first[1],))]
    assert [one.void for one in partnership.signatures] == [True]
    sign(partnership, *second)
    assert partnership.status == "drafted"
    sign(partnership, *first)
    assert partnership.new[-1] == PartnershipCameIntoForce(terms_version=2)


def test_a_side_signs_once_whoever_signs_for_it_A7() -> None:
    for by in (DILIP, TOMASZ):
        with pytest.raises(SideHasSigned):
            sign(given(drafted(), signed(DILIP, HARBOUR)), by, HARBOUR)


def test_nobody_signs_for_both_sides_A7() -> None:
    partnership = given(drafted(), signed(DILIP, HARBOUR))

    with pytest.raises(SignedForTheOtherSide):
        sign(partnership, DILIP, LANTERN)

    assert partnership.new == []


def test_nobody_signs_for_a_third_organisation_A7() -> None:
    with pytest.raises(NotASide) as refused:
        sign(given(drafted()), INES, ELSEWHERE)

    assert refused.value.fields == ("for",)


def test_nobody_acts_for_a_third_organisation_A7() -> None:
    for act in (
        lambda one: one.revise(INES, ELSEWHERE, TERMS, HOSTS, SALT),
        lambda one: one.renegotiate(INES, ELSEWHERE, Why.OTHER, None, TERMS, HOSTS, SALT),
        lambda one: one.review(INES, ELSEWHERE, TODAY, Outcome.CONTINUE, None, TODAY),
        lambda one: one.end(INES, ELSEWHERE, Why.OTHER, None),
    ):
        with pytest.raises(NotASide):
            act(given(*BOTH_SIGNED))
    with pytest.raises(NotASide):
        Partnership.draft(
            ID,
            by=INES,
            side=ELSEWHERE,
            sides=SIDES,
            kinds=("peer-run", "host"),
            terms=TERMS,
            hosts=HOSTS,
            salt=SALT,
        )


def test_what_is_signed_is_what_was_read_A3() -> None:
    for history in ((drafted(), revised()), (*BOTH_SIGNED, renegotiated())):
        with pytest.raises(TermsHaveChanged):
            sign(given(*history), INES, LANTERN, digest=digest_of())
    with pytest.raises(NothingUnderNegotiation):
        sign(given(*BOTH_SIGNED), INES, LANTERN)


@pytest.mark.parametrize("field", PartnershipTerms.MANDATORY)
def test_what_a_partnership_must_hold_is_there_before_anybody_signs_A7(field: str) -> None:
    left_out = None if field in ("starts", "ends", "frequency") else ()

    with pytest.raises(PartnershipIncomplete) as refused:
        sign(given(drafted(terms_with(**{field: left_out}))), INES, LANTERN)

    assert refused.value.fields == (f"terms.{field}",)


def test_a_draft_may_leave_anything_out_A7() -> None:
    with pytest.raises(PartnershipIncomplete) as refused:
        sign(draft(PartnershipTerms()), INES, LANTERN)

    assert refused.value.fields == tuple(f"terms.{field}" for field in PartnershipTerms.MANDATORY)


def test_terms_whose_last_day_has_passed_are_not_signed_A7() -> None:
    with pytest.raises(TermsHaveRunOut):
        sign(given(drafted()), INES, LANTERN, today=date(2027, 1, 1))


def test_a_placement_that_is_not_at_the_host_is_not_signed_for_D6() -> None:
    with pytest.raises(UnfitTerms) as refused:
        sign(given(drafted()), INES, LANTERN, hosts={JORDANS: ELSEWHERE})

    assert refused.value.fields == ("terms.placements.0.placement",)


def test_what_is_in_force_binds_until_both_have_signed_the_new_terms_A3() -> None:
    partnership = given(*BOTH_SIGNED)

    partnership.renegotiate(INES, LANTERN, Why.WORKPLACE, "A second placement.", NEW_TERMS, HOSTS, NEW_SALT)
    assert partnership.new == [renegotiated()]
    sign(partnership, INES, LANTERN)
    assert (partnership.status, partnership.covered) == ("renegotiating", (JORDANS,))
    sign(partnership, TOMASZ, HARBOUR)

    assert partnership.new[-1] == PartnershipCameIntoForce(terms_version=2)
    assert (partnership.status, partnership.covered) == ("in-force", (JORDANS, MAYAS))


def test_new_terms_that_would_leave_a_gap_are_not_signed_before_they_can_follow_A7() -> None:
    def waiting(day: date) -> Partnership:
        partnership = given(*BOTH_SIGNED)
        terms = terms_with(starts=day)
        partnership.renegotiate(INES, LANTERN, Why.WORKPLACE, None, terms, HOSTS, NEW_SALT)
        return partnership

    for today, starts in (
        (TODAY, date(2026, 3, 3)),
        (date(2026, 2, 1), date(2026, 3, 3)),
    ):
        partnership = waiting(starts)
        for by, side in ((INES, LANTERN), (DILIP, HARBOUR)):
            with pytest.raises(TermsLeaveAGap):
                sign(partnership, by, side, today=today)
        assert partnership.signatures_on_the_table() == ()

    for today, starts in ((TODAY, TODAY), (date(2026, 3, 3), date(2026, 3, 3)), (date(2026, 2, 1), TODAY)):
        partnership = waiting(starts)
        sign(partnership, INES, LANTERN, today=today)
        sign(partnership, DILIP, HARBOUR, today=today)
        assert partnership.new[-1] == PartnershipCameIntoForce(terms_version=2)


def test_first_terms_and_those_that_follow_what_has_passed_may_start_later_A7() -> None:
    first = given(drafted(terms_with(starts=date(2026, 6, 1))))
    sign(first, INES, LANTERN, digest=first.laid().digest)
    assert len(first.signatures) == 1

    later = given(*BOTH_SIGNED)
    terms = terms_with(starts=date(2027, 2, 1), ends=date(2027, 12, 31), review_dates=(date(2027, 6, 1),))
    later.renegotiate(INES, LANTERN, Why.WORKPLACE, None, terms, HOSTS, NEW_SALT)
    sign(later, INES, LANTERN, today=date(2027, 1, 1))
    assert later.signatures_on_the_table()


def test_only_what_binds_is_renegotiated_and_only_what_lies_there_revised_A3() -> None:
    with pytest.raises(NotInForce):
        given(drafted()).renegotiate(INES, LANTERN, Why.OTHER, None, TERMS, HOSTS, SALT)
    with pytest.raises(UnderNegotiation):
        given(*BOTH_SIGNED, renegotiated()).renegotiate(INES, LANTERN, Why.OTHER, None, TERMS, HOSTS, SALT)
    with pytest.raises(NothingUnderNegotiation):
        given(*BOTH_SIGNED).revise(INES, LANTERN, TERMS, HOSTS, SALT)


def test_nothing_binds_any_more_once_it_has_ended_A7() -> None:
    partnership = given(drafted(), signed(DILIP, HARBOUR))
    partnership.end(DILIP, HARBOUR, Why.OTHER, None)

    assert partnership.standing(partnership.current) == "earlier"


def test_either_side_ends_it_in_any_state_and_nothing_is_added_then_A7() -> None:
    for history in ((drafted(),), BOTH_SIGNED, (*BOTH_SIGNED, renegotiated())):
        partnership = given(*history)
        partnership.end(DILIP, HARBOUR, Why.COMPLETED, None)
        assert partnership.new == [ENDED]
        assert (partnership.status, partnership.covered) == ("ended", ())

    for act in (
        lambda one: one.end(INES, LANTERN, Why.OTHER, None),
        lambda one: one.revise(INES, LANTERN, TERMS, HOSTS, SALT),
        lambda one: one.renegotiate(INES, LANTERN, Why.OTHER, None, TERMS, HOSTS, SALT),
        lambda one: one.review(INES, LANTERN, TODAY, Outcome.CONTINUE, None, TODAY),
        lambda one: sign(one, INES, LANTERN),
    ):
        with pytest.raises(AgreementIsOver):
            act(given(drafted(), ENDED))


@pytest.mark.parametrize(
    ("day", "binds"),
    [
        (date(2026, 3, 1), False),
        (date(2026, 3, 2), True),
        (LAST, True),
        (date(2027, 1, 1), False),
    ],
)
def test_it_binds_from_its_first_day_to_its_last_whether_or_not_time_has_said_so_A7(
    day: date, binds: bool
) -> None:
    assert given(*BOTH_SIGNED).binds_on(day) is binds
    assert given(*BOTH_SIGNED, renegotiated()).binds_on(day) is binds
    assert not given(drafted()).binds_on(day)
    assert not given(*BOTH_SIGNED, ENDED).binds_on(day)


def test_a_review_stands_for_what_was_due_A7() -> None:
    partnership = given(*BOTH_SIGNED)

    partnership.review(DILIP, HARBOUR, JUNE, Outcome.CONTINUE, "It goes well.", LAST)

    told = PartnershipReviewed(
        by=DILIP, side=HARBOUR, held_on=JUNE, outcome=Outcome.CONTINUE, settles=(JUNE,), words="It goes well."
    )
    assert partnership.new == [told]
    assert partnership.review_due == SEPTEMBER
    with pytest.raises(ReviewedThatDay):
        partnership.review(INES, LANTERN, JUNE, Outcome.CONTINUE, None, LAST)
    with pytest.raises(ReviewOutOfTime):
        partnership.review(INES, LANTERN, LAST, Outcome.CONTINUE, None, JUNE)


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2026, 5, 2), None),
        (date(2026, 5, 3), Stage.MONTH_BEFORE),
        (date(2026, 5, 26), Stage.WEEK_BEFORE),
        (date(2026, 6, 3), Stage.OVERDUE),
    ],
)
def test_a_review_that_is_due_is_said_once_a_stage_A7(today: date, stage: Stage | None) -> None:
    partnership = given(*BOTH_SIGNED)

    for _ in range(2):
        partnership.note_review_due(today)

    assert partnership.new == ([PartnershipReviewDueNoted(review_date=JUNE, stage=stage)] if stage else [])


def test_an_end_that_is_near_and_its_passing_are_said_once_A7() -> None:
    partnership = given(*BOTH_SIGNED)

    for today in (date(2026, 11, 30), date(2026, 12, 1), LAST):
        partnership.note_expiry_near(today)
        partnership.expire(today)
    assert partnership.new == [PartnershipExpiryNearNoted(last_day=LAST)]

    for _ in range(2):
        partnership.expire(date(2027, 1, 1))
    assert partnership.new[1:] == [PartnershipExpired(last_day=LAST)]
    assert partnership.status == "expired"


def test_a_draft_that_waits_two_weeks_is_said_to_once_A7() -> None:
    partnership = given(drafted())

    for today in (date(2026, 3, 15), date(2026, 3, 16), date(2026, 3, 17)):
        partnership.note_long_unsigned(TODAY, today)

    assert partnership.new == [PartnershipLongUnsignedNoted(drafted_on=TODAY)]
    in_force = given(*BOTH_SIGNED)
    in_force.note_long_unsigned(TODAY, LAST)
    assert in_force.new == []


def test_every_version_stays_readable_A3() -> None:
    partnership = given(drafted(), revised(), signed_anew(INES, LANTERN), signed_anew(DILIP, HARBOUR))

    assert [one.terms for one in partnership.versions] == [TERMS, NEW_TERMS]
    assert partnership.version_to_read(1) == partnership.versions[0]
