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
    OneOfTheTwo,
    OutOfReach,
    OutsideTheAgreement,
    RecordedAsHeld,
    WorkerHasNotAgreed,
)
from services.sessions.domain.under import Lasting
from services.sessions.events import AttendanceSigned, Became, Extent, Modality, SessionCorrected
from shared.identity import PersonId
from tests.sessions.acts import (
    AFTER,
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
    by=SUPERVISOR, became=Became.MISSED, starts=STARTS, minutes=55, modality=Modality.FACE_TO_FACE, who=WORKER
)


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


@pytest.mark.parametrize("history", [(SCHEDULED,), (SCHEDULED, CANCELLED), (SCHEDULED, MISSED, WAS_HELD)])
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
