"""What sessions touched, counted by relationship and quarter, and told by agency where it points at nobody (S3, S4, C5)."""

from datetime import date
from itertools import pairwise
from typing import Any, Final
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from services.sessions.domain.quarters import Quarter, closed_quarters
from services.sessions.domain.smallest_group import SMALLEST_GROUP
from services.sessions.domain.tally import NOTHING, SessionCount, Tally, moved, touched_by
from services.sessions.events import (
    Function,
    Purpose,
    SessionRecord,
    SessionsCounted,
    TallyClosed,
    TallyMarked,
    Touched,
)
from shared.identity import AgencyId, PersonId
from shared.sealing import STEP

AGREEMENT, OTHER = UUID(int=1), UUID(int=2)
AGENCY, ELSEWHERE = AgencyId(UUID(int=21)), AgencyId(UUID(int=22))
WORKERS: Final = [PersonId(UUID(int=number)) for number in range(100, 140)]
FIRST: Final = Quarter(2026, 1)
RECORDS: Final = st.builds(
    SessionRecord,
    present=st.just(()),
    purposes=st.sets(st.sampled_from(Purpose)).map(tuple),
    functions=st.sets(st.sampled_from(Function)).map(tuple),
)


def record(*touches: Any) -> SessionRecord:
    return SessionRecord(
        present=(),
        purposes=tuple(one for one in touches if isinstance(one, Purpose)),
        functions=tuple(one for one in touches if isinstance(one, Function)),
    )


def test_each_purpose_and_function_that_a_record_names_counts_once_S3() -> None:
    assert touched_by(record(Purpose.FORMATIVE, Function.EDUCATE, Function.SUPPORT)) == Touched(
        records=1, formative=1, educate=1, support=1
    )


def test_a_correction_moves_what_it_changed_and_is_no_further_record_S4() -> None:
    before = record(Purpose.FORMATIVE, Function.EDUCATE)

    assert moved(before, record(Purpose.NORMATIVE, Function.EDUCATE)) == Touched(formative=-1, normative=1)
    assert moved(before, before) == NOTHING


@given(st.lists(RECORDS, min_size=1, max_size=5))
def test_after_any_corrections_the_last_text_counts_S4(texts: list[SessionRecord]) -> None:
    marks = [touched_by(texts[0]), *(moved(*pair) for pair in pairwise(texts))]
    many = [(worker, touched_by(texts[-1])) for worker in WORKERS[1:]]

    counted = SessionCount.of_quarter(AGENCY, FIRST, [*((WORKERS[0], mark) for mark in marks), *many]).new[0]

    assert (
        counted == SessionCount.of_quarter(AGENCY, FIRST, [(WORKERS[0], touched_by(texts[-1])), *many]).new[0]
    )


def test_every_count_is_a_purpose_or_a_function_S3() -> None:
    assert set(Touched.model_fields) == {"records", *Purpose, *Function}


@given(st.builds(Touched, **dict.fromkeys(Touched.model_fields, st.integers(-1, 1))))
def test_what_a_mark_says_does_not_show_by_its_length_C5(touched: Touched) -> None:
    assert len(TypeAdapter(Touched).dump_json(touched)) < STEP


def test_a_mark_names_the_relationship_and_the_quarter_C5() -> None:
    tally = Tally(Tally.id_of(AGREEMENT, FIRST))

    tally.mark(AGREEMENT, WORKERS[0], AGENCY, FIRST, NOTHING)

    assert tally.new == [
        TallyMarked(agreement=AGREEMENT, worker=WORKERS[0], agency=AGENCY, quarter="2026-Q1", touched=NOTHING)
    ]
    assert tally.agency == AGENCY


def test_each_relationship_has_a_tally_a_quarter_and_each_agency_a_count_C5() -> None:
    ids = [
        Tally.id_of(agreement, quarter) for agreement in (AGREEMENT, OTHER) for quarter in (FIRST, FIRST.next)
    ]
    ids += [SessionCount.id_of(agency, FIRST) for agency in (AGENCY, ELSEWHERE)]

    assert len(set(ids)) == len(ids)


def test_a_tally_is_closed_once_C5() -> None:
    tally = Tally(UUID(int=9))
    tally.mark(AGREEMENT, WORKERS[0], AGENCY, FIRST, NOTHING)

    tally.close()
    tally.close()

    assert tally.new[1:] == [TallyClosed()]


@pytest.mark.parametrize("workers", [0, 1, SMALLEST_GROUP - 1])
def test_below_eleven_workers_nothing_is_told_C5(workers: int) -> None:
    marks = [(worker, touched_by(record(Purpose.FORMATIVE))) for worker in WORKERS[:workers] * 3]

    [counted] = SessionCount.of_quarter(AGENCY, FIRST, marks).new

    assert counted == SessionsCounted(agency=AGENCY, quarter="2026-Q1", fewer_than=11, touched=None)


def test_from_eleven_workers_on_the_sums_are_told_C5() -> None:
    marks = [(worker, touched_by(record(Purpose.FORMATIVE))) for worker in WORKERS[:SMALLEST_GROUP]]

    [counted] = SessionCount.of_quarter(AGENCY, FIRST, [*marks, marks[0]]).new

    assert counted.touched == Touched(records=12)
    assert set(counted.untold) == {*Purpose, *Function}, "all of them touched the same, and that is theirs"


@pytest.mark.parametrize(
    ("touched", "others", "told"),
    [(11, 11, True), (12, 14, True), (10, 12, False), (12, 10, False), (22, 0, False), (0, 22, False)],
)
def test_a_figure_is_told_where_eleven_workers_stand_behind_it_and_eleven_do_not_C5(
    touched: int, others: int, told: bool
) -> None:
    marks = [touched_by(record(Purpose.FORMATIVE))] * touched + [touched_by(record())] * others

    [counted] = SessionCount.of_quarter(AGENCY, FIRST, zip(WORKERS, marks, strict=False)).new

    assert counted.touched
    assert (Purpose.FORMATIVE not in counted.untold) is told
    assert counted.touched.formative == (touched if told else 0)


def test_a_figure_that_only_some_workers_have_records_enough_for_is_not_told_C5() -> None:
    marks = [
        *((worker, touched_by(record(Purpose.NORMATIVE))) for worker in WORKERS[:11] * 3),
        *((worker, touched_by(record())) for worker in WORKERS[11:30]),
    ]

    [counted] = SessionCount.of_quarter(AGENCY, FIRST, marks).new

    assert Purpose.NORMATIVE in counted.untold, "33 of 52 can be those of the eleven who met most alone"


@given(
    st.lists(st.tuples(st.integers(1, 2), st.integers(0, 2)), min_size=24, max_size=40),
    st.integers(-3, 3),
)
def test_of_nobody_it_follows_from_a_figure_what_their_records_touched_C5(
    spread: list[tuple[int, int]], corrected: int
) -> None:
    """Each has so many records, of which so many were normative; whoever reads the figure knows how many each has."""
    marks = [
        (worker, Touched(records=many, normative=min(many, some)))
        for worker, (many, some) in zip(WORKERS, spread, strict=False)
    ]
    marks.append((WORKERS[0], Touched(normative=corrected)))

    [counted] = SessionCount.of_quarter(AGENCY, FIRST, marks).new

    assert counted.touched
    if Purpose.NORMATIVE in counted.untold:
        assert counted.touched.normative == 0
        return
    figure, everything = counted.touched.normative, sum(many for many, _ in spread)
    for many, _ in spread:
        assert many <= figure <= everything - many, "all of theirs may have, and none of theirs"
    assert sum(1 for _, some in spread if some) >= SMALLEST_GROUP - 1, "but for one who was corrected"
    assert figure >= SMALLEST_GROUP
    assert everything - figure >= SMALLEST_GROUP


def test_corrections_of_an_earlier_quarter_take_no_figure_below_none_and_stand_behind_none_C5() -> None:
    marks = [(worker, touched_by(record())) for worker in WORKERS[:22]]
    earlier = [(worker, Touched(formative=-1, normative=1)) for worker in WORKERS[22:]]
    more = [(WORKERS[0], Touched(formative=-1, normative=20))]

    [counted] = SessionCount.of_quarter(AGENCY, FIRST, [*marks, *earlier, *more]).new

    assert counted.touched == Touched(records=22)


def test_a_worker_whose_record_was_only_added_to_does_not_stand_behind_the_figures_C5() -> None:
    marks = [(worker, touched_by(record())) for worker in WORKERS[: SMALLEST_GROUP - 1]]

    [counted] = SessionCount.of_quarter(AGENCY, FIRST, [*marks, (WORKERS[-1], NOTHING)]).new

    assert counted.touched is None


def test_quarters_follow_each_other_and_the_present_one_is_not_over() -> None:
    found = list(closed_quarters(date(2025, 9, 30), date(2026, 6, 30)))

    assert [str(one) for one in found] == ["2025-Q3", "2025-Q4", "2026-Q1"]
    assert list(closed_quarters(date(2026, 4, 1), date(2026, 6, 30))) == []


@given(st.dates())
def test_a_day_lies_in_the_quarter_of_its_month(day: date) -> None:
    quarter = Quarter.of(day)

    assert quarter.year == day.year
    assert 3 * quarter.number - 2 <= day.month <= 3 * quarter.number
