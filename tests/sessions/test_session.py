"""A session's time is set, and it is held, cancelled or missed; who may, and when (S1, S2, S12, A4)."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from services.sessions.domain.session import Session
from services.sessions.domain.session_refusals import (
    AgreeBeforehand,
    AgreementIsOverAlready,
    AttendanceSignedAlready,
    HasBegun,
    NoLongerScheduled,
    NotAPartyOfTheSession,
    NotBeforeItBegins,
    NotBesideThem,
    NotForCoSupervision,
    NotHeld,
    NothingToAgreeTo,
    NoticeOutOfTime,
    NotTheirSupervisor,
    OneOfTheTwo,
    OnlyAhead,
    OnlyTheWorkerAgrees,
    OnlyTheWorkerShows,
    OutOfReach,
    OutsideTheAgreement,
    ShownAlready,
    ThirdSupervisedNoMore,
    WorkerHasNotAgreed,
)
from services.sessions.domain.under import Lasting, Under
from services.sessions.events import (
    AttendanceSigned,
    CoSupervisionAgreedTo,
    Extent,
    Format,
    Modality,
    SessionFact,
    SessionHeld,
    SessionMissed,
    SessionRescheduled,
    SessionScheduled,
    SessionShown,
)
from shared.aggregate import Refused
from shared.identity import PersonId
from tests.sessions.acts import (
    AFTER,
    AGREED_TO,
    BEFORE,
    CANCELLED,
    CONTACT,
    COVER,
    HELD,
    ID,
    MISSED,
    SCHEDULED,
    STARTS,
    STRANGER,
    SUPERVISOR,
    THIRD,
    TOOK_PLACE,
    UNDER,
    WITH_A_THIRD,
    WORKER,
    cancel,
    contact,
    given,
    hold,
    scheduled,
)

COVERED = Under(
    UNDER.agreement, WORKER, UNDER.agency, UNDER.placement, False, supervising=frozenset({SUPERVISOR, COVER})
)
OVER = Under(UNDER.agreement, WORKER, UNDER.agency, UNDER.placement, True, UNDER.supervising)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize("by", [WORKER, SUPERVISOR])
def test_either_sets_a_time_S2(by: PersonId) -> None:
    session = scheduled(by=by)
    assert session.new == [SCHEDULED.model_copy(update={"by": by})]
    assert session.status == "scheduled"
    assert session.parties == (WORKER, SUPERVISOR)


def test_nobody_else_sets_a_time_S2() -> None:
    with pytest.raises(NotAPartyOfTheSession):
        scheduled(by=STRANGER)


def test_whoever_covers_that_day_supervises_and_nobody_else_does_A4() -> None:
    assert scheduled(by=COVER, supervisor=COVER, under=COVERED).supervisor == COVER
    with pytest.raises(NotTheirSupervisor):
        scheduled(by=WORKER, supervisor=COVER)


def test_under_an_agreement_that_is_over_no_session_is_set_and_contact_of_its_days_is_recorded_S2() -> None:
    with pytest.raises(AgreementIsOverAlready):
        scheduled(under=OVER)

    assert contact(under=OVER).status == "held"
    with pytest.raises(NotTheirSupervisor):
        contact(under=OVER, supervisor=COVER)


@pytest.mark.parametrize("by", [timedelta(days=800), timedelta(days=-400)])
def test_a_time_that_nobody_means_is_refused_S2(by: timedelta) -> None:
    with pytest.raises(OutOfReach):
        scheduled(starts=BEFORE + by)
    with pytest.raises(OutOfReach):
        given(SCHEDULED).reschedule(WORKER, BEFORE + by, 60, Modality.VIDEO, BEFORE, UNDER)


def test_another_time_keeps_the_session_S2() -> None:
    session = given(SCHEDULED)
    later = STARTS + timedelta(days=1)
    session.reschedule(WORKER, later, 45, Modality.VIDEO, BEFORE, UNDER)
    assert session.new == [
        SessionRescheduled(by=WORKER, starts=later, minutes=45, modality=Modality.VIDEO, set_at=BEFORE)
    ]
    assert (session.starts, session.minutes, session.status) == (later, 45, "scheduled")


def test_a_session_is_set_and_moved_only_to_a_time_to_come_and_before_it_begins_S2() -> None:
    for past in (BEFORE, BEFORE - timedelta(days=3)):
        with pytest.raises(OnlyAhead):
            scheduled(starts=past)
        with pytest.raises(OnlyAhead):
            given(SCHEDULED).reschedule(WORKER, past, 60, Modality.VIDEO, BEFORE, UNDER)
    for begun in (STARTS, AFTER):
        with pytest.raises(HasBegun):
            given(SCHEDULED).reschedule(WORKER, AFTER + MINUTE, 60, Modality.VIDEO, begun, UNDER)


def test_nobody_is_told_that_a_session_is_called_off_before_it_is_set_S2() -> None:
    for early in (BEFORE - MINUTE, BEFORE - timedelta(days=9000)):
        with pytest.raises(NoticeOutOfTime):
            cancel(given(SCHEDULED), told_at=early)
    to_the_minute = SCHEDULED.model_copy(update={"set_at": BEFORE + MINUTE / 2})
    cancel(given(to_the_minute), told_at=BEFORE)
    cancel(given(SCHEDULED.model_copy(update={"set_at": None})), told_at=BEFORE - MINUTE)


def moved(by_days: int, set_at: datetime | None) -> SessionRescheduled:
    to = STARTS + timedelta(days=by_days)
    return SessionRescheduled(by=WORKER, starts=to, minutes=45, modality=Modality.VIDEO, set_at=set_at)


def test_notice_is_of_the_time_that_was_set_last_S2() -> None:
    later = BEFORE + timedelta(hours=3)
    with pytest.raises(NoticeOutOfTime):
        cancel(given(SCHEDULED, moved(1, later)), told_at=BEFORE)
    cancel(given(SCHEDULED, moved(1, later)), told_at=later)
    for same_time_or_not_known in (moved(0, later), moved(1, None)):
        cancel(given(SCHEDULED, same_time_or_not_known), told_at=BEFORE)
        with pytest.raises(NoticeOutOfTime):
            cancel(given(SCHEDULED, same_time_or_not_known), told_at=BEFORE - MINUTE)


def test_a_session_set_for_after_the_agreement_is_called_off_and_was_not_missed_S2() -> None:
    over = replace(UNDER, is_over=True, lasting=Lasting(over_at=STARTS - timedelta(hours=1)))
    with pytest.raises(OutsideTheAgreement) as refused:
        given(SCHEDULED).miss(WORKER, SUPERVISOR, AFTER, over)
    assert refused.value.fields == ("who",)
    cancel(given(SCHEDULED), under=over)


def test_contact_of_a_time_that_nobody_means_is_told_by_its_own_field_S2() -> None:
    with pytest.raises(OutOfReach) as refused:
        contact(now=STARTS + timedelta(days=2000))
    assert refused.value.fields == ("held.starts",)


def test_contact_that_nobody_had_scheduled_is_recorded_as_held_S2() -> None:
    session = contact()
    assert session.new == [CONTACT]
    assert session.status == "held"
    with pytest.raises(NotBeforeItBegins):
        contact(now=STARTS - MINUTE)


def test_contact_is_recorded_by_one_of_those_who_met_S2() -> None:
    for by, with_whom in ((SUPERVISOR, COVER), (COVER, SUPERVISOR)):
        with pytest.raises(NotAPartyOfTheSession):
            contact(by=by, supervisor=with_whom, under=COVERED)
        assert contact(by=by, supervisor=by, under=COVERED).supervisor == by
        assert contact(by=WORKER, supervisor=with_whom, under=COVERED).supervisor == with_whom


@pytest.mark.parametrize("by", [WORKER, SUPERVISOR])
def test_either_records_that_it_was_held_with_how_long_S2(by: PersonId) -> None:
    session = given(SCHEDULED)
    hold(session, by, minutes=20, extent=Extent.PARTIAL)
    assert session.new == [HELD.model_copy(update={"by": by, "minutes": 20, "extent": Extent.PARTIAL})]


def test_it_is_held_at_the_time_and_in_the_way_it_really_was_S2() -> None:
    session = given(SCHEDULED)
    hold(session, starts=STARTS - timedelta(hours=2), modality=Modality.TELEPHONE, now=STARTS)
    (held,) = session.new
    assert isinstance(held, SessionHeld)
    assert (held.starts, held.modality) == (STARTS - timedelta(hours=2), Modality.TELEPHONE)


def test_nothing_is_held_or_missed_before_it_begins_S2() -> None:
    with pytest.raises(NotBeforeItBegins):
        hold(given(SCHEDULED), now=STARTS - MINUTE)
    with pytest.raises(NotBeforeItBegins):
        given(SCHEDULED).miss(WORKER, SUPERVISOR, STARTS - MINUTE, UNDER)


@pytest.mark.parametrize("who", [WORKER, SUPERVISOR])
def test_it_is_missed_by_worker_or_supervisor_S2(who: PersonId) -> None:
    session = given(SCHEDULED)
    session.miss(WORKER, who, AFTER, UNDER)
    assert session.new == [SessionMissed(by=WORKER, who=who)]
    assert (session.status, session.missed_by) == ("missed", who)


def test_nobody_else_misses_it_or_calls_it_off_S2() -> None:
    with pytest.raises(OneOfTheTwo):
        given(SCHEDULED).miss(WORKER, THIRD, AFTER, UNDER)
    with pytest.raises(OneOfTheTwo):
        cancel(given(SCHEDULED), called_off_by=THIRD)


def test_it_is_called_off_by_somebody_at_a_time_and_written_down_by_either_S2() -> None:
    session = given(SCHEDULED)
    cancel(session, SUPERVISOR, called_off_by=WORKER, reason="The buses stand still.")
    assert session.new == [CANCELLED]
    assert session.called_off
    assert (session.status, session.called_off.told_at) == ("cancelled", BEFORE)


@pytest.mark.parametrize(
    ("told_at", "now"), [(STARTS, AFTER), (AFTER, AFTER), (BEFORE + MINUTE, BEFORE)], ids=str
)
def test_notice_is_given_before_it_begins_and_recorded_afterwards_S2(told_at: Any, now: Any) -> None:
    with pytest.raises(NoticeOutOfTime):
        cancel(given(SCHEDULED), told_at=told_at, now=now)


@pytest.mark.parametrize("past", [HELD, CANCELLED, MISSED], ids=lambda fact: fact.kind)
def test_what_became_of_it_is_said_once_S2(past: Any) -> None:
    for again in (
        hold,
        cancel,
        lambda session: session.miss(WORKER, WORKER, AFTER, UNDER),
        lambda session: session.reschedule(WORKER, AFTER, 60, Modality.VIDEO, AFTER, UNDER),
    ):
        with pytest.raises(NoLongerScheduled):
            again(given(SCHEDULED, past))


@pytest.mark.parametrize("by", [STRANGER, COVER, THIRD])
def test_nobody_but_the_two_says_what_became_of_it_S2(by: PersonId) -> None:
    for act in (
        hold,
        cancel,
        lambda session, by: session.miss(by, WORKER, AFTER, UNDER),
        lambda session, by: session.reschedule(by, AFTER, 60, Modality.VIDEO, AFTER, UNDER),
    ):
        with pytest.raises(NotAPartyOfTheSession):
            act(given(WITH_A_THIRD, AGREED_TO), by)


def test_in_co_supervision_an_agency_supervisor_of_that_agency_is_the_third_S12() -> None:
    session = scheduled(third=THIRD, supervises_there=True)
    assert session.new == [WITH_A_THIRD]
    assert session.format is Format.CO_SUPERVISION
    with pytest.raises(NotForCoSupervision):
        scheduled(third=THIRD, supervises_there=False)
    for one_of_the_two in (WORKER, SUPERVISOR):
        with pytest.raises(NotForCoSupervision):
            scheduled(third=one_of_the_two, supervises_there=True)


def test_the_third_is_none_of_them_until_the_worker_has_agreed_S12() -> None:
    session = given(WITH_A_THIRD)
    assert THIRD not in session.parties
    session.agree_to_co_supervision(WORKER, BEFORE)
    assert session.new == [AGREED_TO]
    assert THIRD in session.parties


def test_a_worker_who_sets_the_time_has_agreed_with_that_S12() -> None:
    session = scheduled(by=WORKER, third=THIRD, supervises_there=True)
    assert [type(fact) for fact in session.new] == [SessionScheduled, CoSupervisionAgreedTo]


def test_co_supervision_is_held_only_if_the_worker_agreed_beforehand_S12() -> None:
    with pytest.raises(WorkerHasNotAgreed):
        hold(given(WITH_A_THIRD))
    with pytest.raises(AgreeBeforehand):
        given(WITH_A_THIRD).agree_to_co_supervision(WORKER, STARTS)
    agreed = given(WITH_A_THIRD, AGREED_TO)
    hold(agreed)
    assert agreed.status == "held"


def test_co_supervision_did_not_begin_before_the_worker_s_word_S12() -> None:
    late = AGREED_TO.model_copy(update={"agreed_at": STARTS - MINUTE})
    for began in (STARTS - MINUTE, STARTS - 2 * MINUTE):
        with pytest.raises(WorkerHasNotAgreed):
            hold(given(WITH_A_THIRD, late), starts=began)
        held = given(WITH_A_THIRD, late, HELD)
        told: dict[str, Any] = {"minutes": None, "extent": None, "modality": None}
        with pytest.raises(WorkerHasNotAgreed):
            held.correct_as_held(WORKER, starts=began, now=AFTER, under=UNDER, **told)
    hold(given(WITH_A_THIRD, late), starts=STARTS - MINUTE / 2)


def test_where_none_knows_when_the_worker_agreed_it_began_as_set_or_later_S12() -> None:
    untold = AGREED_TO.model_copy(update={"agreed_at": None})
    with pytest.raises(WorkerHasNotAgreed):
        hold(given(WITH_A_THIRD, untold), starts=STARTS - MINUTE)
    hold(given(WITH_A_THIRD, untold))


@pytest.mark.parametrize("by", [SUPERVISOR, THIRD, STRANGER])
def test_nobody_agrees_for_the_worker_S12(by: PersonId) -> None:
    with pytest.raises(OnlyTheWorkerAgrees):
        given(WITH_A_THIRD).agree_to_co_supervision(by, BEFORE)


@pytest.mark.parametrize("history", [(SCHEDULED,), (WITH_A_THIRD, AGREED_TO)])
def test_there_is_nothing_to_agree_to_twice_or_of_two_S12(history: Any) -> None:
    with pytest.raises(NothingToAgreeTo):
        given(*history).agree_to_co_supervision(WORKER, BEFORE)


def test_attendance_is_signed_by_each_who_met_every_time_S6() -> None:
    session = given(WITH_A_THIRD, AGREED_TO, HELD)
    for by in (WORKER, SUPERVISOR, THIRD):
        session.sign_attendance(by, "As printed", "I was there.")
    assert session.new == [
        AttendanceSigned(by=by, printed_name="As printed", meaning="I was there.")
        for by in (WORKER, SUPERVISOR, THIRD)
    ]
    with pytest.raises(AttendanceSignedAlready):
        session.sign_attendance(WORKER, "As printed", "I was there.")


@pytest.mark.parametrize("history", [(SCHEDULED,), (SCHEDULED, CANCELLED), (SCHEDULED, MISSED)])
def test_attendance_is_of_a_session_that_was_held_S6(history: Any) -> None:
    with pytest.raises(NotHeld):
        given(*history).sign_attendance(WORKER, "As printed", "I was there.")


def test_who_was_not_there_signs_no_attendance_S6() -> None:
    with pytest.raises(NotAPartyOfTheSession):
        given(*TOOK_PLACE).sign_attendance(THIRD, "As printed", "I was there.")


def test_the_worker_opens_a_session_to_whoever_else_supervises_them_today_A4() -> None:
    session = given(*TOOK_PLACE)
    session.show(WORKER, COVER, {COVER, SUPERVISOR})
    assert session.new == [SessionShown(by=WORKER, to=COVER)]
    with pytest.raises(ShownAlready):
        session.show(WORKER, COVER, {COVER, SUPERVISOR})


@pytest.mark.parametrize(
    ("by", "to", "why"),
    [
        (SUPERVISOR, COVER, OnlyTheWorkerShows),
        (COVER, COVER, OnlyTheWorkerShows),
        (WORKER, STRANGER, NotBesideThem),
        (WORKER, SUPERVISOR, NotBesideThem),
    ],
)
def test_nobody_else_opens_it_and_to_nobody_else_C1(by: PersonId, to: PersonId, why: type[Refused]) -> None:
    with pytest.raises(why):
        given(*TOOK_PLACE).show(by, to, {COVER, SUPERVISOR})


def test_a_history_makes_the_same_session_again_S2() -> None:
    session = given(WITH_A_THIRD)
    session.agree_to_co_supervision(WORKER, BEFORE)
    hold(session, minutes=30)
    session.sign_attendance(WORKER, "As printed", "I was there.")
    again = Session(ID, [WITH_A_THIRD, *session.new])
    assert (again.status, again.minutes, again.parties) == ("held", 30, (WORKER, SUPERVISOR, THIRD))
    assert [one.by for one in again.attendance] == [WORKER]


def test_with_a_third_who_supervised_no_more_that_day_it_is_not_held_S12() -> None:
    gone = replace(UNDER, third_supervises=False)
    session = given(WITH_A_THIRD, AGREED_TO)
    with pytest.raises(ThirdSupervisedNoMore):
        hold(session, under=gone)
    session.leave_third_out(WORKER)
    hold(session, under=gone)
    assert session.status == "held"


@pytest.mark.parametrize(("recorded", "starts"), [(MISSED, None), (HELD, STARTS + timedelta(minutes=5))])
def test_nor_is_it_corrected_to_have_been_on_such_a_day_S12(
    recorded: SessionFact, starts: datetime | None
) -> None:
    session = given(WITH_A_THIRD, AGREED_TO, recorded)
    with pytest.raises(ThirdSupervisedNoMore):
        session.correct_as_held(
            WORKER,
            starts=starts,
            minutes=50,
            extent=Extent.FULL,
            modality=None,
            now=AFTER,
            under=replace(UNDER, third_supervises=False),
        )
