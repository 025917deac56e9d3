"""Whoever covers on the day of a session takes it over, session by session; nobody else does (A4, C1)."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from services.sessions.domain.session import Session
from services.sessions.domain.session_refusals import (
    AgreementIsOverAlready,
    HeldByACover,
    NoLongerScheduled,
    NotAPartyOfTheSession,
    NotCoveringThen,
    NotTheirSupervisor,
    OneOfTheTwo,
)
from services.sessions.events import (
    AgendaItem,
    AgendaItemAdded,
    Extent,
    Modality,
    SessionCancelled,
    SessionCorrected,
    SessionMissed,
    SessionRescheduled,
    SessionShown,
    SessionTakenOver,
)
from services.sessions.policy.agenda import relate_to_own_items
from services.sessions.policy.session import relate_besides, relate_to_session
from services.sessions.views import AgreementKnown, CoverKnown
from shared.identity import PersonId
from tests.sessions.acts import (
    AFTER,
    AGENCY,
    AGREED_TO,
    BEFORE,
    CANCELLED,
    COVER,
    HELD,
    ID,
    MISSED,
    PLACEMENT,
    SCHEDULED,
    STARTS,
    STRANGER,
    SUPERVISOR,
    THIRD,
    UNDER,
    WITH_A_THIRD,
    WORKER,
    cancel,
    given,
    hold,
)

COVERED = replace(UNDER, supervising=frozenset({SUPERVISOR, COVER}), covering=frozenset({COVER}))
TAKEN = SessionTakenOver(by=COVER, instead_of=SUPERVISOR)
HOW: dict[str, Any] = {"minutes": 40, "extent": Extent.FULL, "modality": None}
ITEM = AgendaItemAdded(by=WORKER, number=1, item=AgendaItem(heading="The rota"))


def test_whoever_covers_that_day_holds_it_and_who_was_to_hold_it_does_not_A4() -> None:
    session = given(SCHEDULED)
    session.take_over(COVER, COVERED)

    assert session.new == [TAKEN]
    assert session.parties == (WORKER, COVER)
    with pytest.raises(NotAPartyOfTheSession):
        hold(session, SUPERVISOR)
    hold(session, COVER, under=COVERED)
    session.sign_attendance(COVER, "As printed", "I was there.")
    with pytest.raises(NotAPartyOfTheSession):
        session.sign_attendance(SUPERVISOR, "As printed", "I was there.")


@pytest.mark.parametrize("by", [WORKER, SUPERVISOR, STRANGER, THIRD])
def test_nobody_else_takes_it_over_A4(by: PersonId) -> None:
    with pytest.raises(NotCoveringThen):
        given(WITH_A_THIRD, AGREED_TO).take_over(by, COVERED)


def test_nobody_takes_over_a_session_on_a_day_without_cover_A4() -> None:
    with pytest.raises(NotCoveringThen):
        given(SCHEDULED).take_over(COVER, UNDER)


def test_the_third_of_a_session_is_not_its_supervisor_besides_S12() -> None:
    both = replace(UNDER, supervising=frozenset({SUPERVISOR, THIRD}), covering=frozenset({THIRD}))
    with pytest.raises(NotCoveringThen):
        given(WITH_A_THIRD).take_over(THIRD, both)


@pytest.mark.parametrize("past", [HELD, CANCELLED, MISSED], ids=lambda fact: fact.kind)
def test_what_became_of_a_session_stays_with_who_held_it_A4(past: Any) -> None:
    with pytest.raises(NoLongerScheduled):
        given(SCHEDULED, past).take_over(COVER, COVERED)


def test_under_an_agreement_that_is_over_nobody_takes_over_S2() -> None:
    with pytest.raises(AgreementIsOverAlready):
        given(SCHEDULED).take_over(COVER, replace(COVERED, is_over=True))


def test_the_supervisor_takes_it_back_only_where_nobody_covers_that_day_A4() -> None:
    with pytest.raises(HeldByACover):
        given(SCHEDULED, TAKEN).take_over(SUPERVISOR, COVERED)
    session = given(SCHEDULED, TAKEN)
    session.take_over(SUPERVISOR, UNDER)
    assert session.new == [SessionTakenOver(by=SUPERVISOR, instead_of=COVER)]
    assert session.two == (WORKER, SUPERVISOR)


def test_what_was_set_down_before_stays_closed_until_the_worker_opens_it_C1() -> None:
    session = given(SCHEDULED, ITEM, TAKEN, ITEM.model_copy(update={"number": 2}))

    assert [session.may_read(COVER, at) for at, _ in session.items] == [False, True]
    assert all(session.may_read(WORKER, at) for at, _ in session.items)
    session.show(WORKER, COVER, frozenset())
    assert session.new == [SessionShown(by=WORKER, to=COVER)]
    assert [session.may_read(COVER, at) for at, _ in session.items] == [True, True]


def test_who_takes_it_back_reads_what_was_theirs_and_not_what_was_another_s_C1() -> None:
    back = SessionTakenOver(by=SUPERVISOR, instead_of=COVER)
    session = Session(ID, [SCHEDULED, ITEM, TAKEN, ITEM, back])

    assert [session.may_read(SUPERVISOR, at) for at, _ in session.items] == [True, False]


def test_each_reads_what_they_put_on_the_agenda_whoever_holds_it_by_now_S5() -> None:
    mine = ITEM.model_copy(update={"by": SUPERVISOR})
    theirs = ITEM.model_copy(update={"by": COVER, "number": 2})
    session = Session(ID, [SCHEDULED, mine, TAKEN, theirs])

    assert (session.items_by(SUPERVISOR), session.items_by(COVER)) == ([2], [4])
    assert session.items_open_to(COVER) == [4]
    assert session.items_open_to(WORKER) == [2, 4]
    assert relate_to_own_items(session, SUPERVISOR, meets=False) == {"author"}
    for one in (COVER, WORKER, THIRD):
        assert relate_to_own_items(session, one, meets=one in session.parties) == frozenset()


def test_who_covered_holds_nothing_on_a_day_that_they_do_not_cover_A4() -> None:
    taken = (SCHEDULED, TAKEN)
    for by in (COVER, WORKER):
        with pytest.raises(NotTheirSupervisor):
            hold(given(*taken), by, under=UNDER)
    missed, held = given(*taken, MISSED), given(*taken, HELD)
    with pytest.raises(NotTheirSupervisor):
        missed.correct_as_held(COVER, **HOW, starts=None, now=AFTER, under=UNDER)
    with pytest.raises(NotTheirSupervisor):
        held.correct_as_held(COVER, **HOW, starts=STARTS + timedelta(minutes=5), now=AFTER, under=UNDER)


@pytest.mark.parametrize("who", [WORKER, SUPERVISOR])
def test_who_covered_neither_misses_nor_calls_off_what_lies_after_their_cover_and_the_two_do_A4(
    who: PersonId,
) -> None:
    taken = (SCHEDULED, TAKEN)
    for named, refused in ((COVER, True), (who, False)):
        missed, off, corrected = given(*taken), given(*taken), given(*taken, HELD)
        acts: tuple[Callable[[], None], ...] = (
            partial(missed.miss, WORKER, named, AFTER, UNDER),
            partial(cancel, off, called_off_by=named, under=UNDER),
            partial(corrected.correct_as_missed, WORKER, named, AFTER, UNDER),
        )
        for act in acts:
            with pytest.raises(OneOfTheTwo) if refused else nullcontext():
                act()
    assert [type(one.new[0]) for one in (missed, off, corrected)] == [
        SessionMissed,
        SessionCancelled,
        SessionCorrected,
    ]


@pytest.mark.parametrize(("who", "may"), [(WORKER, True), (COVER, True), (SUPERVISOR, False)])
def test_while_somebody_covers_it_is_they_and_the_worker_who_miss_it_or_call_it_off_A4(
    who: PersonId, may: bool
) -> None:
    for act in (
        partial(given(SCHEDULED, TAKEN).miss, WORKER, who, AFTER, COVERED),
        partial(cancel, given(SCHEDULED, TAKEN), called_off_by=who, under=COVERED),
        partial(given(SCHEDULED, TAKEN, HELD).correct_as_missed, WORKER, who, AFTER, COVERED),
    ):
        with nullcontext() if may else pytest.raises(OneOfTheTwo):
            act()


@pytest.mark.parametrize("by", [WORKER, COVER])
def test_a_session_moved_to_a_day_without_cover_goes_back_to_the_supervisor_A4(by: PersonId) -> None:
    later = STARTS + timedelta(days=90)
    session = given(SCHEDULED, ITEM, TAKEN, ITEM)
    session.reschedule(by, later, 60, Modality.VIDEO, BEFORE, UNDER)

    moved = SessionRescheduled(by=by, starts=later, minutes=60, modality=Modality.VIDEO, set_at=BEFORE)
    assert session.new == [moved, SessionTakenOver(by=SUPERVISOR, instead_of=COVER)]
    assert session.two == (WORKER, SUPERVISOR)
    assert [session.may_read(SUPERVISOR, at) for at, _ in session.items] == [True, False]


def test_a_session_moved_within_the_days_of_a_cover_stays_with_who_holds_it_A4() -> None:
    for history, holder in (((SCHEDULED, TAKEN), COVER), ((SCHEDULED,), SUPERVISOR)):
        session = given(*history)
        session.reschedule(WORKER, STARTS + timedelta(days=1), 60, Modality.VIDEO, BEFORE, COVERED)
        assert [type(fact) for fact in session.new] == [SessionRescheduled]
        assert session.supervisor == holder


def test_a_session_does_not_go_back_to_who_is_its_third_S12() -> None:
    with_the_supervisor = WITH_A_THIRD.model_copy(update={"supervisor": COVER, "third": SUPERVISOR})
    session = given(with_the_supervisor)
    with pytest.raises(NotTheirSupervisor):
        session.reschedule(WORKER, STARTS + timedelta(days=90), 60, Modality.VIDEO, BEFORE, UNDER)
    assert session.new == []


def test_who_covered_and_the_third_stand_in_what_was_held_and_else_only_while_it_is_theirs_A4() -> None:
    with_a_third = (WITH_A_THIRD, AGREED_TO)
    for history, kept in (((), False), ((CANCELLED,), False), ((MISSED,), False), ((HELD,), True)):
        session = given(*with_a_third, TAKEN, *history)
        for person in (COVER, THIRD):
            assert bool(relate_to_session(session, person, still=False)) is kept
            assert relate_to_session(session, person, still=True)
        assert relate_to_session(session, WORKER, still=False) == {"worker"}
    asked = given(WITH_A_THIRD)
    assert relate_besides(asked, THIRD, frozenset(), still=True) == {"beside"}
    assert relate_besides(asked, THIRD, frozenset(), still=False) == frozenset()


def test_a_cover_covers_until_it_is_ended_and_not_after_the_agreement_A4() -> None:
    day, noon = STARTS.date(), STARTS
    cover = CoverKnown(COVER, day, day + timedelta(days=5))
    known = AgreementKnown(
        id=UUID(int=1),
        worker=WORKER,
        supervisor=SUPERVISOR,
        agency=AGENCY,
        placement=PLACEMENT,
        status="in-force",
        kind="professional-development",
        starts=day,
        ends=day + timedelta(days=1),
        frequency=None,
        session_minutes=None,
        modality=None,
        drafted_at=BEFORE,
        in_force_at=BEFORE,
        bound_from=day,
        over_at=None,
        covers=(cover,),
    )
    two_days_on = day + timedelta(days=2), noon + timedelta(days=2)

    assert known.covering(day, noon) == known.covering(*two_days_on) == {COVER}
    assert replace(known, status="expired").covering(day, noon) == {COVER}
    assert replace(known, status="expired").covering(*two_days_on) == frozenset()
    over = replace(known, status="ended", over_at=noon)
    assert over.covering(day, noon - timedelta(minutes=1)) == {COVER}
    assert over.covering(day, noon) == frozenset()
    called_back = replace(known, covers=(replace(cover, over_at=noon),))
    assert called_back.covering(day, noon) == frozenset()
