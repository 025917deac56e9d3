"""What came before a session, as it must have: that it was set, and the worker's word to a third (S2, S12)."""

from __future__ import annotations

from datetime import datetime

from services.sessions.domain.session_refusals import (
    NoticeOutOfTime,
    OneOfTheTwo,
    ThirdSupervisedNoMore,
    WorkerHasNotAgreed,
)
from services.sessions.domain.standing import Standing
from services.sessions.domain.under import Under
from shared.identity import PersonId


def was_set_by(set_at: datetime | None, told_at: datetime) -> bool:
    """Whether somebody could be told then that it is called off; times are told to the minute."""
    return set_at is None or told_at >= set_at.replace(second=0, microsecond=0)


def require_notice(
    session: Standing, called_off_by: PersonId, told_at: datetime, now: datetime, under: Under
) -> None:
    """Raises where it was not one of the two who called it off, or the other was not told between its being set and its time."""
    if called_off_by not in under.two(session.supervisor):
        raise OneOfTheTwo("by")
    if not was_set_by(session.set_at, told_at) or told_at > now or told_at >= session.meant.starts:
        raise NoticeOutOfTime("told_at")


def require_agreement(session: Standing, began: datetime) -> None:
    """Raises where a third was there and the worker's word came later; where none knows when, not before the time that was set."""
    if session.third is None:
        return
    too_early = began <= session.agreed_at if session.agreed_at else began < session.starts
    if too_early or not session.agreed_to:
        raise WorkerHasNotAgreed


def require_third(session: Standing, under: Under) -> None:
    """Raises where the third was no agency supervisor there on the day of it."""
    if session.third is not None and not under.third_supervises:
        raise ThirdSupervisedNoMore
