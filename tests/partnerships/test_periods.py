"""From when to when a partner's right lasted, reckoned from the records themselves (A7, C5)."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given as whenever
from hypothesis import strategies as st

from services.agreements.domain.agreement import Agreement
from services.agreements.domain.partnerships import Period, covering, supervising
from services.agreements.domain.partnerships.periods import FOREVER, stood
from services.agreements.domain.refusals import (
    AgreementIsOver,
    NotAParty,
    NotUnderThatPartnership,
    UnderThatPartnership,
)
from services.agreements.events import AgreementEnded, AgreementPlacedUnderPartnership, Why
from services.agreements.events.partnerships import (
    PartnershipCameIntoForce,
    PartnershipEnded,
    PartnershipExpired,
)
from shared.facts import Fact, Recorded
from shared.identity import PlacementId
from tests.agreements import acts as agreement
from tests.partnerships.acts import (
    BOTH_SIGNED,
    DILIP,
    HARBOUR,
    ID,
    INES,
    JORDANS,
    LANTERN,
    MAYAS,
    NEW_TERMS,
    digest_of,
    drafted,
    renegotiated,
    signed,
    signed_anew,
    terms_with,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
OTHER = UUID(int=3)
AFTER_THE_LAST_DAY = datetime(2027, 1, 1, tzinfo=UTC)


def at(day: int) -> datetime:
    return NOON + timedelta(days=day)


def recorded(*facts: tuple[int, Fact], stream: UUID = ID) -> list[Recorded]:
    """A history: each fact on a day of its own."""
    return [
        Recorded(
            id=uuid4(),
            service="agreements",
            stream_type="any",
            stream_id=stream,
            stream_version=place,
            recorded_at=at(day),
            actor="operator",
            client=None,
            on_behalf_of=None,
            agency=None,
            correlation=uuid4(),
            causation=None,
            traceparent=None,
            once=None,
            policy_version=None,
            identity_source="house",
            directory_position=None,
            fact=fact,
        )
        for place, (day, fact) in enumerate(facts, 1)
    ]


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def periods(*facts: tuple[int, Fact], placement: PlacementId = JORDANS) -> list[tuple[datetime, datetime]]:
    return [(one.since, one.until) for one in covering(recorded(*facts), placement, midnight)]


IN_FORCE = list(zip((0, 1, 2, 2), BOTH_SIGNED, strict=True))
ENDED = PartnershipEnded(by=DILIP, side=HARBOUR, why=Why.COMPLETED)


def test_nothing_is_covered_before_both_have_signed_A7() -> None:
    assert periods(*IN_FORCE[:3]) == []
    assert periods(*IN_FORCE, placement=MAYAS) == []


def test_it_covers_from_the_second_signature_to_the_end_of_its_last_day_A7() -> None:
    assert periods(*IN_FORCE) == [(at(2), AFTER_THE_LAST_DAY)]


@pytest.mark.parametrize("over", [ENDED, PartnershipExpired(last_day=date(2026, 12, 31))])
def test_it_covers_nothing_from_the_moment_it_is_over_A7(over: Fact) -> None:
    assert periods(*IN_FORCE, (9, over)) == [(at(2), at(9))]


def test_the_term_counts_whether_or_not_anybody_has_noted_that_it_passed_A7() -> None:
    late = PartnershipExpired(last_day=date(2026, 12, 31))
    assert periods(*IN_FORCE, (400, late)) == [(at(2), AFTER_THE_LAST_DAY)]


def test_it_covers_nothing_before_its_first_day_A7() -> None:
    terms = terms_with(starts=date(2026, 4, 1))
    facts = (
        drafted(terms),
        signed(INES, LANTERN, digest_of(terms)),
        signed(DILIP, HARBOUR, digest_of(terms)),
    )

    told = periods(*((0, one) for one in facts), (1, PartnershipCameIntoForce(terms_version=1)))

    assert told == [(datetime(2026, 4, 1, tzinfo=UTC), AFTER_THE_LAST_DAY)]


def anew(terms: object) -> list[tuple[int, Fact]]:
    by_side = ((INES, LANTERN), (DILIP, HARBOUR))
    both = [
        signed_anew(*one)
        if terms is NEW_TERMS
        else signed(*one, digest_of(terms, 2, bytes(range(32, 64))), 2)  # type: ignore[arg-type]
        for one in by_side
    ]
    laid = renegotiated(terms=terms)  # type: ignore[arg-type]
    return [(5, laid), (6, both[0]), (7, both[1]), (7, PartnershipCameIntoForce(terms_version=2))]


def covered_days(*facts: tuple[int, Fact], placement: PlacementId) -> set[int]:
    told = covering(recorded(*facts), placement, midnight)
    return {day for day in range(30) if any(Period.at(at(day)).within(one) for one in told)}


def test_a_placement_is_covered_as_long_as_the_terms_in_force_name_it_A7() -> None:
    assert covered_days(*IN_FORCE, *anew(NEW_TERMS), placement=MAYAS) == set(range(7, 30))
    assert covered_days(*IN_FORCE, *anew(NEW_TERMS), placement=JORDANS) == set(range(2, 30))
    without = terms_with(placements=NEW_TERMS.placements[1:])
    assert covered_days(*IN_FORCE, *anew(without), placement=JORDANS) == set(range(2, 7))
    assert covered_days(*IN_FORCE, *anew(without), (9, ENDED), placement=MAYAS) == {7, 8}


UNDER = AgreementPlacedUnderPartnership(by=agreement.WORKER, partnership=ID)
AGREED = list(zip((0, 0, 1, 1), agreement.BOTH_SIGNED, strict=True))


def supervised(
    *facts: tuple[int, Fact], by: object = agreement.SUPERVISOR
) -> list[tuple[datetime, datetime]]:
    told = supervising(recorded(*facts, stream=agreement.ID), by, ID, midnight)  # type: ignore[arg-type]
    return [(one.since, one.until) for one in told]


def test_one_supervises_under_a_partnership_once_placed_there_and_as_long_as_it_binds_A7() -> None:
    ended = AgreementEnded(by=agreement.WORKER, why=Why.COMPLETED)

    assert supervised(*AGREED) == []
    assert supervised(*AGREED, (3, UNDER)) == [(at(3), AFTER_THE_LAST_DAY)]
    assert supervised(*AGREED, (3, UNDER), (8, ended)) == [(at(3), at(8))]
    assert supervised(AGREED[0], (1, UNDER)) == [], "a draft is one person's word"
    assert supervised(*AGREED, (3, UNDER), by=agreement.STRANGER) == []


def test_another_partnership_in_its_place_ends_the_first_ones_time_A7() -> None:
    other = AgreementPlacedUnderPartnership(by=agreement.WORKER, partnership=OTHER)

    assert supervised(*AGREED, (3, UNDER), (8, other)) == [(at(3), at(8))]


def test_a_party_places_their_agreement_once_under_a_partnership_that_fits_A7() -> None:
    for by in (agreement.WORKER, agreement.SUPERVISOR):
        made = Agreement(agreement.ID, agreement.BOTH_SIGNED)
        made.place_under(by, ID, fits=True)
        assert made.new == [AgreementPlacedUnderPartnership(by=by, partnership=ID)]
        assert made.partnership == ID
        with pytest.raises(UnderThatPartnership):
            made.place_under(by, ID, fits=True)
        made.place_under(by, OTHER, fits=True)
        assert made.partnership == OTHER


def test_nobody_else_places_it_nor_under_what_does_not_fit_nor_once_it_is_over_A7() -> None:
    made = Agreement(agreement.ID, agreement.BOTH_SIGNED)
    with pytest.raises(NotAParty):
        made.place_under(agreement.STRANGER, ID, fits=True)
    with pytest.raises(NotUnderThatPartnership):
        made.place_under(agreement.WORKER, ID, fits=False)
    over = Agreement(
        agreement.ID, [*agreement.BOTH_SIGNED, AgreementEnded(by=agreement.WORKER, why=Why.OTHER)]
    )
    with pytest.raises(AgreementIsOver):
        over.place_under(agreement.WORKER, ID, fits=True)
    assert made.new == over.new == []


moments = st.datetimes(timezones=st.just(UTC))


@whenever(st.lists(moments, min_size=4, max_size=4), moments)
def test_what_two_periods_have_in_common_is_every_moment_that_both_hold(
    ends: list[datetime], moment: datetime
) -> None:
    one, other = Period(*sorted(ends[:2])), Period(*sorted(ends[2:]))

    def holds(period: Period | None) -> bool:
        return period is not None and period.since <= moment < period.until

    assert holds(one.within(other)) == (holds(one) and holds(other))
    assert one.within(other) == other.within(one)


def test_a_version_stood_until_the_next_and_the_last_one_stands_A3() -> None:
    told = recorded(*IN_FORCE)

    assert stood(told, 1) == Period(at(0), at(1))
    assert stood(told, 4) == Period(at(2), FOREVER)
