"""A performance record: administrative supervision's alone, the worker's first, and nothing in it from a session (S13)."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args
from uuid import UUID

import pytest
from hypothesis import given as whenever
from hypothesis import strategies as st
from pydantic import BaseModel

import services.sessions
from services.sessions.domain.performance import PerformanceRecord
from services.sessions.domain.performance_refusals import (
    AnotherEntryLiesThere,
    EntryOfAnother,
    NoPlanToHaveAResult,
    NotAdministrative,
    NothingNoted,
    PerformanceRecordIsClosed,
    PlanEndsBeforeItStarts,
    WorkerNotShownIt,
)
from services.sessions.events.performance import (
    Note,
    Outcome,
    PerformanceCommentAdded,
    PerformanceFact,
    PerformanceNoted,
    PerformancePlanned,
    PerformancePlanResulted,
    PerformanceRecordClosed,
    PerformanceShown,
    Plan,
    Result,
)
from services.sessions.forms import performance as forms
from services.sessions.forms.shown_first import seen_by
from shared.facts import Recorded
from shared.identity import PersonId
from shared.web.bodies import In
from tests.sessions.records import AGENCY, AGREEMENT, ID, PLACEMENT, SUPERVISOR, UNDER, WORKER
from tests.shape.fields import bare, fields_of, in_words

NOTE = Note(functions=("Welcomes people",), going_well="Everybody is greeted.")
PLAN = Plan(steps="Come on time.", starts=date(2026, 3, 2), ends=date(2026, 6, 1))
NOTED = PerformanceNoted(
    by=SUPERVISOR, agreement=AGREEMENT, worker=WORKER, agency=AGENCY, placement=PLACEMENT, note=NOTE
)
SOMEBODY = PersonId(UUID(int=99))
NEXT = PersonId(UUID(int=98))
"""Another who supervises administratively."""
PLANNED = PerformancePlanned(by=SUPERVISOR, plan=PLAN)
RESULTED = PerformancePlanResulted(by=SUPERVISOR, result=Result(outcome=Outcome.MET))
COMMENTED = PerformanceCommentAdded(by=WORKER, words="I was alone on the rota.")


def shown(upto: int) -> PerformanceShown:
    return PerformanceShown(by=WORKER, upto=upto)


def given(*history: PerformanceFact) -> PerformanceRecord:
    return PerformanceRecord(ID, (NOTED, *history))


@pytest.mark.parametrize("kind", ["administrative", "both"])
def test_an_administrative_supervisor_writes_it_S13(kind: str) -> None:
    record = PerformanceRecord.note(ID, replace(UNDER, kind=kind), by=SUPERVISOR, note=NOTE)

    assert record.new == [NOTED]
    assert record.status == "noted"


@pytest.mark.parametrize(
    ("other", "by"),
    [
        ({"kind": "professional-development"}, SUPERVISOR),
        ({"in_force": False}, SUPERVISOR),
        ({}, WORKER),
    ],
    ids=["for development", "not in force", "the worker"],
)
def test_nobody_else_writes_one_S13(other: dict[str, Any], by: PersonId) -> None:
    with pytest.raises(NotAdministrative):
        PerformanceRecord.note(ID, replace(UNDER, **other), by=by, note=NOTE)


def test_it_says_what_goes_well_or_what_falls_short_S13() -> None:
    with pytest.raises(NothingNoted) as refused:
        PerformanceRecord.note(ID, UNDER, by=SUPERVISOR, note=Note(functions=("Welcomes people",)))

    assert refused.value.fields == ("going_well", "falling_short")


@pytest.mark.parametrize("by", [WORKER, SUPERVISOR])
def test_either_says_that_the_worker_was_shown_it_and_once_is_enough_S13(by: PersonId) -> None:
    record = given()

    record.show(by, 1)
    record.show(by, 1)

    assert record.new == [PerformanceShown(by=by, upto=1)]
    assert record.status == "shown"


def test_that_the_worker_was_shown_an_entry_is_said_by_the_worker_or_by_whoever_wrote_it_S13() -> None:
    theirs = PLANNED.model_copy(update={"by": NEXT})
    for by, history, entry in (
        (NEXT, (), 1),
        (SOMEBODY, (), 1),
        (SUPERVISOR, (shown(1), theirs), 3),
        (NEXT, (theirs,), 2),
    ):
        with pytest.raises(EntryOfAnother):
            given(*history).show(by, entry)

    for by in (WORKER, NEXT):
        record = given(shown(1), theirs)
        record.show(by, 3)
        assert record.new == [PerformanceShown(by=by, upto=3)]


@pytest.mark.parametrize("history", [(), (shown(1), PLANNED)], ids=["nothing shown", "a plan not shown"])
def test_nobody_goes_on_over_an_entry_of_another_before_the_worker_was_shown_it_S13(
    history: tuple[PerformanceFact, ...],
) -> None:
    for act in (
        lambda one: one.plan(NEXT, PLAN),
        lambda one: one.conclude(NEXT, Result(outcome=Outcome.MET)),
        lambda one: one.close(NEXT, None),
    ):
        with pytest.raises(WorkerNotShownIt):
            act(given(*history))
    record = given(*history, shown(3 if history else 1))
    record.plan(NEXT, PLAN)
    assert record.writers == {SUPERVISOR, NEXT}


def test_who_goes_on_does_not_hear_that_it_was_closed_before_the_worker_was_shown_that_S13() -> None:
    closed = given(shown(1), PerformanceRecordClosed(by=SUPERVISOR))

    with pytest.raises(WorkerNotShownIt):
        closed.plan(NEXT, PLAN)


@pytest.mark.parametrize("entry", [0, 2, 3, 4])
def test_it_is_the_last_entry_that_the_worker_was_shown_S13(entry: int) -> None:
    with pytest.raises(AnotherEntryLiesThere):
        given(shown(1), COMMENTED).show(WORKER, entry)


def test_what_is_written_later_the_worker_sees_first_again_S13() -> None:
    record = given(shown(1), PLANNED)
    assert (record.shown, record.written) == (1, 3)

    with pytest.raises(AnotherEntryLiesThere):
        record.show(WORKER, 1)
    record.show(WORKER, 3)

    assert record.new == [shown(3)]


def test_it_is_not_closed_before_the_worker_was_shown_all_of_it_S13() -> None:
    for history in ((), (shown(1), PLANNED)):
        with pytest.raises(WorkerNotShownIt):
            given(*history).close(SUPERVISOR, None)

    record = given(shown(1))
    record.close(SUPERVISOR, "Well done.")
    assert record.new == [PerformanceRecordClosed(by=SUPERVISOR, words="Well done.")]


def test_a_plan_has_a_time_frame_and_a_result_has_a_plan_S13() -> None:
    with pytest.raises(PlanEndsBeforeItStarts):
        given().plan(SUPERVISOR, PLAN.model_copy(update={"ends": date(2026, 3, 1)}))
    for history in ((), (PLANNED, RESULTED)):
        with pytest.raises(NoPlanToHaveAResult):
            given(*history).conclude(SUPERVISOR, Result(outcome=Outcome.MET))

    record = given(PLANNED)
    record.conclude(SUPERVISOR, Result(outcome=Outcome.MET))

    assert record.new == [RESULTED]


def test_once_closed_only_the_worker_s_own_words_are_added_S13() -> None:
    closed = (shown(1), PerformanceRecordClosed(by=SUPERVISOR))
    for act in (
        lambda one: one.plan(SUPERVISOR, PLAN),
        lambda one: one.conclude(SUPERVISOR, Result(outcome=Outcome.MET)),
        lambda one: one.close(SUPERVISOR, None),
    ):
        with pytest.raises(PerformanceRecordIsClosed):
            act(given(*closed))

    record = given(*closed)
    record.comment(WORKER, "I was alone on the rota.")
    assert record.new == [COMMENTED]


STEPS = st.sampled_from(["show", "plan", "conclude", "close", "comment"])
LIVES = st.lists(st.tuples(STEPS, st.sampled_from([WORKER, SUPERVISOR, NEXT])), max_size=12)


@whenever(LIVES)
def test_whatever_is_done_others_see_no_entry_before_the_worker_was_shown_it_S13(
    acts: list[tuple[str, PersonId]],
) -> None:
    record = given()
    record.version = 1
    for act, who in acts:
        by = SUPERVISOR if who == WORKER else who
        try:
            match act:
                case "show":
                    record.show(who, record.written)
                case "plan":
                    record.plan(by, PLAN)
                case "conclude":
                    record.conclude(by, Result(outcome=Outcome.MET))
                case "close":
                    record.close(by, None)
                case "comment":
                    record.comment(WORKER, "Mine.")
        except (PerformanceRecordIsClosed, NoPlanToHaveAResult, WorkerNotShownIt, EntryOfAnother):
            continue
    facts = [NOTED, *record.new]
    said = [one.upto for one in facts if isinstance(one, PerformanceShown)]
    before = 0
    for one in facts:
        if isinstance(one, PerformanceShown):
            newly = [entry for entry in facts[before : one.upto] if not isinstance(entry, PerformanceShown)]
            wrote = {entry.by for entry in newly if not isinstance(entry, PerformanceCommentAdded)}
            assert one.by == WORKER or wrote == {one.by}, "nobody says it of what another wrote"
            before = one.upto

    seen = seen_by(record, [_recorded(at, fact) for at, fact in enumerate(facts, 1)], SOMEBODY)

    theirs = (PerformanceShown, PerformanceCommentAdded)
    entries = [one.stream_version for one in seen if not isinstance(one.fact, theirs)]
    assert entries == [
        at for at, fact in enumerate(facts, 1) if at <= max(said, default=0) and not isinstance(fact, theirs)
    ]
    for reader in (WORKER, SUPERVISOR):
        assert len(seen_by(record, [_recorded(1, NOTED)], reader)) == 1


def _recorded(version: int, fact: Any) -> Recorded:
    nothing: dict[str, Any] = dict.fromkeys(
        ("client", "on_behalf_of", "agency", "causation", "traceparent", "once", "policy_version")
    )
    return Recorded(
        id=UUID(int=version),
        service="sessions",
        stream_type="performance-record",
        stream_id=ID,
        stream_version=version,
        recorded_at=datetime.now().astimezone(),
        actor=SUPERVISOR,
        correlation=ID,
        identity_source="",
        directory_position=None,
        fact=fact,
        **nothing,
    )


# --- no reference to a session, and no way to copy from one -------------------------------------

MAY_BE_NAMED = {"by", "worker", "agreement", "agency", "placement"}
"""Every field of these facts that names anything: people, an agency, a placement, and the agreement on administrative supervision."""


def test_no_field_of_a_fact_can_name_a_session_or_anything_in_one_S13() -> None:
    naming = {
        field.path
        for fact in get_args(PerformanceFact)
        for field in fields_of(fact)
        if in_words(field.leaf) in ("id", "person", "agency", "placement")
    }

    assert naming == MAY_BE_NAMED


def test_no_request_can_name_a_session_or_anything_in_one_S13() -> None:
    asked = [one for one in vars(forms).values() if isinstance(one, type) and issubclass(one, In)]
    naming = {
        name
        for form in asked
        if form is not In
        for name, field in form.model_fields.items()
        if bare(field.annotation)[0] is UUID
    }

    assert len(asked) > 5
    assert naming == {"agreement"}


OWN = {
    "performance",
    "performance_refusals",
    "agreed",
    "administrative",
    "shown_first",
    "words",
    "calls",
    "codes",
}
"""What a performance record is made of within its service."""


def imported(path: Path) -> Iterator[str]:
    """What a file takes from this service: modules, and what it takes of a package."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("services.sessions"):
            parts = (node.module or "").split(".")[2:]
            if len(parts) > 1:
                yield parts[-1]
            else:
                yield from (f"{parts[0]}: {one.name}" for one in node.names)


def test_what_makes_a_performance_record_takes_nothing_from_sessions_S13() -> None:
    root = Path(services.sessions.__file__).parent
    files = [*root.rglob("performance*.py"), *root.rglob("agreed.py")]

    taken = {one for path in files for one in imported(path)}

    assert len(files) == 9
    assert {one for one in taken if ":" not in one} <= OWN | {"heard", "accesses", "still_kept"}
    assert {one for one in taken if ":" in one} == {
        *("events: Line", "events: Text", "policy: PERFORMANCE", "policy: relate_to_performance"),
        *("views: AdministrativeReader", "views: PerformanceView", "views: agreements_of"),
        "views: performance_records",
    }


def test_content_of_a_session_in_a_body_would_be_an_unknown_field_S13() -> None:
    for form in (forms.NoteIn, forms.PlanIn, forms.ResultIn, forms.ClosingIn, forms.CommentIn):
        assert form.model_config["extra"] == "forbid"
        assert issubclass(form, BaseModel)
