"""What was recorded of a session is corrected by either, at any time, and nothing is lost by it (S2, S6)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.sessions.domain.session import Session
from services.sessions.domain.session_refusals import (
    AttendanceSignedAlready,
    HeldOrMissed,
    NotAPartyOfTheSession,
    NotBeforeItBegins,
    NothingToCorrect,
    NoticeOutOfTime,
    OneOfTheTwo,
    OutOfReach,
    OutsideTheAgreement,
    RecordedAsHeld,
    WorkerHasNotAgreed,
)
from services.sessions.domain.under import Lasting
from services.sessions.events import (
    AttendanceSigned,
    Became,
    Extent,
    LookedAt,
    Method,
    Modality,
    SessionCorrected,
    SessionCorrectedAsCancelled,
    SessionFact,
)
from shared.identity import PersonId
from tests.sessions.acts import (
    AFTER,
    BEFORE,
    CANCELLED,
    CONTACT,
    COVER,
    HELD,
    ID,
    MISSED,
    ON_RECORD,
    SCHEDULED,
    STARTS,
    STRANGER,
    SUPERVISOR,
    THIRD,
    TOOK_PLACE,
    UNDER,
    WITH_A_THIRD,
    WORKER,
    WRITTEN,
    given,
)

YEARS_LATER = STARTS + timedelta(days=2000)
SIGNED = AttendanceSigned(by=WORKER, printed_name="As printed", meaning="I was there.")
WAS_HELD = SessionCorrected(
    by=WORKER,
    became=Became.HELD,
    starts=STARTS,
    minutes=40,
    modality=Modality.FACE_TO_FACE,
    extent=Extent.PARTIAL,
)
WAS_MISSED = SessionCorrected(
    by=SUPERVISOR, became=Became.MISSED, starts=STARTS, minutes=60, modality=Modality.FACE_TO_FACE, who=WORKER
)
WAS_CALLED_OFF = SessionCorrectedAsCancelled(
    by=SUPERVISOR,
    starts=STARTS,
    minutes=60,
    modality=Modality.FACE_TO_FACE,
    called_off_by=SUPERVISOR,
    told_at=BEFORE,
)
DID_NOT_TAKE_PLACE = SessionCorrectedAsCancelled(
    by=SUPERVISOR, starts=STARTS, minutes=20, modality=Modality.TELEPHONE
)
BY_TELEPHONE = HELD.model_copy(update={"minutes": 15, "modality": Modality.TELEPHONE})


def as_held(session: Session, by: PersonId = WORKER, **other: Any) -> None:
    told: dict[str, Any] = {"starts": None, "minutes": 40, "extent": Extent.PARTIAL, "modality": None}
    session.correct_as_held(by, **(told | {"now": AFTER, "under": UNDER} | other))


@pytest.mark.parametrize("by", [WORKER, SUPERVISOR])
@pytest.mark.parametrize("now", [AFTER, YEARS_LATER], ids=["soon", "years later"])
def test_either_corrects_how_it_was_held_at_any_time_S2(by: PersonId, now: Any) -> None:
    session = given(*TOOK_PLACE)
    as_held(session, by, now=now)

    assert session.new == [WAS_HELD.model_copy(update={"by": by})]
    assert (session.status, session.minutes, session.extent) == ("held", 40, Extent.PARTIAL)


def as_cancelled(session: Session, by: PersonId = SUPERVISOR, **other: Any) -> None:
    told: dict[str, Any] = {"called_off_by": None, "told_at": None, "now": AFTER, "under": UNDER}
    session.correct_as_cancelled(by, **(told | other))


def test_what_was_recorded_before_stays_readable_S6() -> None:
    session = given(SCHEDULED, MISSED, WAS_HELD, WAS_MISSED)

    told = [(one.by, one.at_version, one.status, one.minutes, one.missed_by) for one in session.corrections]
    assert told == [(WORKER, 3, "missed", 60, SUPERVISOR), (SUPERVISOR, 4, "held", 40, None)]
    assert (session.status, session.missed_by) == ("missed", WORKER)


def test_held_was_entered_where_it_was_missed_and_the_reverse_S2() -> None:
    missed = given(SCHEDULED, MISSED)
    as_held(missed)
    assert (missed.status, missed.missed_by) == ("held", None)
    held = given(*TOOK_PLACE)
    held.correct_as_missed(SUPERVISOR, WORKER, AFTER, UNDER)
    assert held.new == [WAS_MISSED]


@pytest.mark.parametrize("by", [STRANGER, COVER, THIRD])
def test_nobody_else_corrects_it_S2(by: PersonId) -> None:
    with pytest.raises(NotAPartyOfTheSession):
        as_held(given(*TOOK_PLACE), by)
    with pytest.raises(NotAPartyOfTheSession):
        given(*TOOK_PLACE).correct_as_missed(by, WORKER, AFTER, UNDER)


@pytest.mark.parametrize("history", [(SCHEDULED,), (SCHEDULED, MISSED, WAS_HELD)])
def test_there_is_nothing_to_correct_S2(history: Any) -> None:
    with pytest.raises(NothingToCorrect):
        as_held(given(*history))


@pytest.mark.parametrize("history", [ON_RECORD, (CONTACT,)], ids=["written", "contact"])
def test_what_is_written_down_or_was_never_scheduled_was_not_missed_S2(history: Any) -> None:
    with pytest.raises(RecordedAsHeld):
        given(*history).correct_as_missed(WORKER, SUPERVISOR, AFTER, UNDER)
    as_held(given(*history))


def test_it_is_missed_by_one_of_the_two_S2() -> None:
    for who in (THIRD, None):
        with pytest.raises(OneOfTheTwo):
            given(*TOOK_PLACE).correct_as_missed(WORKER, who, AFTER, UNDER)


def test_what_was_missed_is_held_with_how_long_and_only_with_the_worker_s_agreement_S12() -> None:
    with pytest.raises(HeldOrMissed):
        as_held(given(SCHEDULED, MISSED), minutes=None)
    with pytest.raises(WorkerHasNotAgreed):
        as_held(given(WITH_A_THIRD, MISSED))


def test_it_is_corrected_to_a_time_that_can_be_meant_S2() -> None:
    with pytest.raises(NotBeforeItBegins):
        as_held(given(*TOOK_PLACE), starts=AFTER + timedelta(minutes=1))
    with pytest.raises(OutOfReach):
        as_held(given(*TOOK_PLACE), starts=STARTS - timedelta(days=400))
    over = replace(UNDER, lasting=Lasting(over_at=STARTS - timedelta(hours=1)))
    with pytest.raises(OutsideTheAgreement):
        as_held(given(SCHEDULED, MISSED), under=over)
    as_held(given(*TOOK_PLACE), under=over)


def test_who_signed_before_signed_what_was_recorded_then_and_may_sign_anew_S6() -> None:
    session = given(SCHEDULED, HELD, SIGNED)
    with pytest.raises(AttendanceSignedAlready):
        session.sign_attendance(WORKER, "As printed", "I was there.")
    as_held(session, SUPERVISOR)
    for by in (WORKER, SUPERVISOR):
        session.sign_attendance(by, "As printed", "I was there.")

    again = Session(ID, [SCHEDULED, HELD, SIGNED, *session.new])
    stands = [(one.by, one.at_version > again.recorded_since) for one in again.attendance]
    assert stands == [(WORKER, False), (WORKER, True), (SUPERVISOR, True)]


def test_it_is_missed_at_the_time_that_was_set_and_once_that_is_past_S2() -> None:
    early = HELD.model_copy(update={"starts": STARTS - timedelta(days=3)})
    with pytest.raises(NotBeforeItBegins):
        given(SCHEDULED, early).correct_as_missed(WORKER, SUPERVISOR, STARTS - timedelta(minutes=1), UNDER)

    session = given(SCHEDULED, early)
    session.correct_as_missed(WORKER, SUPERVISOR, STARTS, UNDER)
    assert (session.status, session.starts) == ("missed", STARTS)


def test_corrected_to_missed_it_is_as_it_was_set_S2() -> None:
    session = given(SCHEDULED, BY_TELEPHONE)
    session.correct_as_missed(SUPERVISOR, WORKER, AFTER, UNDER)
    assert session.new == [WAS_MISSED]

    as_it_was_told_first = WAS_MISSED.model_copy(update={"minutes": 15, "modality": Modality.TELEPHONE})
    for missed in (WAS_MISSED, as_it_was_told_first):
        again = given(SCHEDULED, BY_TELEPHONE, missed)
        assert (again.minutes, again.modality) == (60, Modality.FACE_TO_FACE)
        with pytest.raises(NothingToCorrect):
            again.correct_as_missed(SUPERVISOR, WORKER, AFTER, UNDER)


def test_after_the_agreement_nobody_missed_it_S2() -> None:
    over = replace(UNDER, is_over=True, lasting=Lasting(over_at=STARTS - timedelta(hours=1)))
    for history in ((SCHEDULED, CANCELLED), TOOK_PLACE):
        with pytest.raises(OutsideTheAgreement):
            given(*history).correct_as_missed(WORKER, SUPERVISOR, AFTER, over)
    was_wrong = given(SCHEDULED, MISSED)
    as_cancelled(was_wrong, called_off_by=SUPERVISOR, told_at=BEFORE, under=over)
    assert was_wrong.new == [WAS_CALLED_OFF]


def test_what_was_called_off_by_mistake_was_held_or_missed_S2() -> None:
    session = given(SCHEDULED, CANCELLED)
    with pytest.raises(HeldOrMissed):
        as_held(session, minutes=None)
    as_held(session)
    assert session.new == [WAS_HELD]
    assert (session.status, session.called_off) == ("held", None)
    [before] = session.corrections
    assert before.called_off
    assert (before.status, before.called_off.by, before.called_off.told_at) == ("cancelled", WORKER, BEFORE)

    missed = given(SCHEDULED, CANCELLED)
    missed.correct_as_missed(SUPERVISOR, WORKER, AFTER, UNDER)
    assert missed.new == [WAS_MISSED]


def test_who_called_it_off_and_when_the_other_was_told_are_set_right_S2() -> None:
    session = given(SCHEDULED, CANCELLED)
    with pytest.raises(NothingToCorrect):
        as_cancelled(session)
    as_cancelled(session, called_off_by=SUPERVISOR)
    assert session.new == [WAS_CALLED_OFF], "and when stays as it is recorded"
    with pytest.raises(OneOfTheTwo):
        as_cancelled(session, called_off_by=THIRD)
    for out_of_time in (BEFORE - timedelta(minutes=1), STARTS):
        with pytest.raises(NoticeOutOfTime):
            as_cancelled(session, told_at=out_of_time)


@pytest.mark.parametrize("history", [TOOK_PLACE, (SCHEDULED, BY_TELEPHONE), (SCHEDULED, MISSED)], ids=len)
def test_what_was_held_or_missed_by_mistake_was_called_off_with_notice_S2(history: Any) -> None:
    with pytest.raises(HeldOrMissed) as refused:
        as_cancelled(given(*history), called_off_by=SUPERVISOR)
    assert refused.value.fields == ("told_at",)
    session = given(*history)
    as_cancelled(session, called_off_by=SUPERVISOR, told_at=BEFORE)
    assert session.new == [WAS_CALLED_OFF]
    assert (session.status, session.extent, session.missed_by) == ("cancelled", None, None)


@pytest.mark.parametrize("by", [WORKER, SUPERVISOR])
def test_contact_that_did_not_take_place_is_set_right_and_nobody_missed_it_S2(by: PersonId) -> None:
    session = given(CONTACT)
    for told in ({"called_off_by": WORKER}, {"told_at": BEFORE}):
        with pytest.raises(HeldOrMissed):
            as_cancelled(session, **told)
    as_cancelled(session, by)
    assert session.new == [DID_NOT_TAKE_PLACE.model_copy(update={"by": by})]
    assert (session.status, session.called_off, session.missed_by) == ("cancelled", None, None)
    with pytest.raises(NotAPartyOfTheSession):
        as_cancelled(given(CONTACT), STRANGER)
    with pytest.raises(NothingToCorrect):
        as_cancelled(session)

    as_held(session, by, minutes=None, extent=None)
    assert (session.status, session.minutes) == ("held", 20)


@pytest.mark.parametrize("before", [TOOK_PLACE, (CONTACT,)], ids=["scheduled", "contact"])
def test_what_is_written_down_was_not_called_off_S6(before: tuple[SessionFact, ...]) -> None:
    with pytest.raises(RecordedAsHeld):
        as_cancelled(given(*before, WRITTEN), called_off_by=SUPERVISOR, told_at=BEFORE)


def said(*methods: Method) -> LookedAt:
    return LookedAt(methods=methods)


def test_a_correction_of_how_practice_was_looked_at_alone_leaves_signatures_as_they_are_S6() -> None:
    session = given(SCHEDULED, HELD, SIGNED)
    as_held(session, minutes=None, extent=None, looked_at=said(Method.RECORDING))
    assert (session.corrections, session.recorded_since, session.worded_anew) == ((), 0, frozenset({4}))
    with pytest.raises(AttendanceSignedAlready):
        session.sign_attendance(WORKER, "As printed", "I was there.")

    as_held(session, looked_at=said())
    assert session.recorded_since == 5


def test_the_same_methods_again_correct_nothing_S1() -> None:
    session = given(*TOOK_PLACE)
    so: dict[str, Any] = {
        "minutes": None,
        "extent": None,
        "looked_at": said(Method.RECORDING, Method.REVIEW_OF_DOCUMENTATION),
    }
    with pytest.raises(NothingToCorrect):
        as_held(session, **so, said=said(Method.REVIEW_OF_DOCUMENTATION, Method.RECORDING))
    for otherwise in (None, LookedAt(), said(), said(Method.RECORDING)):
        as_held(given(*TOOK_PLACE), **so, said=otherwise)
    as_held(session, **(so | {"minutes": 40}), said=said(Method.RECORDING, Method.REVIEW_OF_DOCUMENTATION))
