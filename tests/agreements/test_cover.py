"""Cover: named for a time, told to the worker, and shown nothing that the worker does not open (A4, C1)."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from services.agreements.domain.agreement import Agreement
from services.agreements.domain.refusals import (
    AgreementIsOver,
    CoveredAlready,
    CoverIsOver,
    NoSuchCover,
    NothingToShow,
    NotInForce,
    OnlyTheWorkerOpens,
    SupervisorNamesTheirCover,
    UnfitCover,
)
from services.agreements.events import AgreementEnded, CoverEnded, CoverNamed, CoverShown, Why
from shared.identity import PersonId
from tests.agreements.acts import BOTH_SIGNED, MANAGER, STRANGER, SUPERVISOR, WORKER, drafted, given

COLLEAGUE = PersonId(UUID(int=15))
COVER, OTHER = UUID(int=51), UUID(int=52)
MAY, JUNE, LAST = date(2026, 5, 4), date(2026, 6, 1), date(2026, 6, 30)
NAMED = CoverNamed(cover=COVER, by=SUPERVISOR, person=COLLEAGUE, starts=JUNE, ends=LAST)


def name(
    agreement: Agreement,
    by: PersonId = SUPERVISOR,
    person: PersonId = COLLEAGUE,
    starts: date = JUNE,
    ends: date = LAST,
    *,
    gone: bool = False,
) -> None:
    agreement.name_cover(COVER, by, person, starts, ends, today=MAY, gone=gone)


def test_a_supervisor_names_who_covers_for_a_time_A4() -> None:
    agreement = given(*BOTH_SIGNED)
    name(agreement)
    assert agreement.new == [NAMED]


def test_hr_names_one_once_the_supervisor_is_gone_and_not_before_A4() -> None:
    with pytest.raises(SupervisorNamesTheirCover):
        name(given(*BOTH_SIGNED), by=STRANGER)
    name(given(*BOTH_SIGNED), by=STRANGER, gone=True)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"person": WORKER}, "person"),
        ({"person": SUPERVISOR}, "person"),
        ({"starts": LAST, "ends": JUNE}, "starts"),
        ({"starts": date(2026, 4, 1), "ends": date(2026, 5, 3)}, "ends"),
        ({"ends": JUNE + timedelta(days=367)}, "ends"),
    ],
    ids=["the worker", "the supervisor", "backwards", "past", "for more than a year"],
)
def test_cover_that_cannot_be_meant_is_refused_A4(told: dict[str, object], field: str) -> None:
    with pytest.raises(UnfitCover) as refused:
        name(given(*BOTH_SIGNED), **told)  # type: ignore[arg-type]
    assert refused.value.fields == (field,)


def test_only_what_binds_is_covered_A4() -> None:
    with pytest.raises(NotInForce):
        name(given(drafted()))
    with pytest.raises(AgreementIsOver):
        name(given(*BOTH_SIGNED, AgreementEnded(by=WORKER, why=Why.COMPLETED)))


def test_one_covers_at_a_time_A4() -> None:
    with pytest.raises(CoveredAlready):
        name(given(*BOTH_SIGNED, NAMED), starts=LAST, ends=LAST)
    name(given(*BOTH_SIGNED, NAMED), starts=LAST + timedelta(days=1), ends=date(2026, 7, 31))
    name(given(*BOTH_SIGNED, NAMED, CoverEnded(cover=COVER, by=WORKER)))


@pytest.mark.parametrize(
    ("day", "covers"),
    [(JUNE - timedelta(days=1), False), (JUNE, True), (LAST, True), (LAST + timedelta(days=1), False)],
)
def test_somebody_covers_from_the_first_day_to_the_last_A4(day: date, covers: bool) -> None:
    assert (given(*BOTH_SIGNED, NAMED).covered_by(COLLEAGUE, day) is not None) is covers


def test_nobody_covers_once_it_was_ended_or_the_agreement_is_over_A4() -> None:
    for more in (CoverEnded(cover=COVER, by=WORKER), AgreementEnded(by=WORKER, why=Why.COMPLETED)):
        assert given(*BOTH_SIGNED, NAMED, more).covered_by(COLLEAGUE, JUNE) is None
    assert given(*BOTH_SIGNED, NAMED).covered_by(STRANGER, JUNE) is None


def test_the_worker_opens_one_thing_at_a_time_and_each_once_C1() -> None:
    agreement = given(*BOTH_SIGNED, NAMED)
    assert agreement.covers[0].shown == frozenset()
    for _ in range(2):
        agreement.show_to_cover(COVER, WORKER, "terms", 1, MAY)
    assert agreement.new == [CoverShown(cover=COVER, by=WORKER, item="terms", number=1)]
    assert agreement.covers[0].shown == {("terms", 1)}


def test_nobody_but_the_worker_opens_C1() -> None:
    for by in (SUPERVISOR, COLLEAGUE, STRANGER):
        with pytest.raises(OnlyTheWorkerOpens):
            given(*BOTH_SIGNED, NAMED).show_to_cover(COVER, by, "terms", 1, MAY)


def test_there_must_be_something_to_open_and_somebody_to_open_it_to_C1() -> None:
    agreement = given(*BOTH_SIGNED, NAMED)
    for item, number in (("terms", 0), ("terms", 2), ("addendum", 1)):
        with pytest.raises(NothingToShow):
            agreement.show_to_cover(COVER, WORKER, item, number, MAY)  # type: ignore[arg-type]
    with pytest.raises(NoSuchCover):
        agreement.show_to_cover(OTHER, WORKER, "terms", 1, MAY)
    with pytest.raises(CoverIsOver):
        agreement.show_to_cover(COVER, WORKER, "terms", 1, LAST + timedelta(days=1))


def test_a_cover_is_ended_once_A4() -> None:
    agreement = given(*BOTH_SIGNED, NAMED)
    agreement.end_cover(COVER, COLLEAGUE, today=MAY, gone=False)
    assert agreement.new == [CoverEnded(cover=COVER, by=COLLEAGUE)]
    with pytest.raises(CoverIsOver):
        agreement.end_cover(COVER, WORKER, today=MAY, gone=False)


def test_nobody_ends_anothers_cover_while_the_supervisor_is_there_A4() -> None:
    with pytest.raises(SupervisorNamesTheirCover):
        given(*BOTH_SIGNED, NAMED).end_cover(COVER, STRANGER, today=MAY, gone=False)
    given(*BOTH_SIGNED, NAMED).end_cover(COVER, STRANGER, today=MAY, gone=True)
    ended = AgreementEnded(by=WORKER, why=Why.COMPLETED)
    with pytest.raises(AgreementIsOver):
        given(*BOTH_SIGNED, NAMED, ended).end_cover(COVER, WORKER, today=MAY, gone=False)


def test_neither_who_names_it_nor_who_hears_difficulties_covers_C7() -> None:
    for by, person in ((STRANGER, STRANGER), (SUPERVISOR, MANAGER)):
        with pytest.raises(UnfitCover):
            name(given(*BOTH_SIGNED), by=by, person=person, gone=True)
