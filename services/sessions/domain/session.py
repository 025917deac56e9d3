"""A session of a worker with whoever supervises them, from its time being set to what is added to its record (S1, S2, S6)."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Self
from uuid import UUID

from services.sessions.domain.as_recorded import Attended, CalledOff, SessionStatus
from services.sessions.domain.correcting import Correcting
from services.sessions.domain.recording import Recording
from services.sessions.domain.session_refusals import (
    AgreementIsOverAlready,
    AttendanceSignedAlready,
    NotAPartyOfTheSession,
    NotBeforeItBegins,
    NotBesideThem,
    NotForCoSupervision,
    NotTheirSupervisor,
    OnlyAhead,
    OnlyTheWorkerShows,
    ShownAlready,
)
from services.sessions.domain.taking_place import TakingPlace
from services.sessions.domain.under import Under, within_reach
from services.sessions.events import (
    AttendanceSigned,
    ContactHeld,
    Format,
    LookedAt,
    Modality,
    SessionScheduled,
    SessionShown,
)
from shared.identity import PersonId


class Session(Recording, TakingPlace, Correcting):
    """Of two, or of three in co-supervision; held, cancelled or missed once."""

    @classmethod
    def schedule(
        cls,
        id: UUID,
        under: Under,
        *,
        by: PersonId,
        supervisor: PersonId,
        starts: datetime,
        minutes: int,
        modality: Modality,
        now: datetime,
        third: PersonId | None = None,
        supervises_there: bool = False,
        looked_at: LookedAt | None = None,
    ) -> Self:
        """Either sets a time to come; `supervises_there` is whether the third is an agency supervisor at the agency (S12)."""
        if under.is_over:
            raise AgreementIsOverAlready
        _require(under, by, supervisor, starts, now, "starts")
        if starts <= now:
            raise OnlyAhead("starts")
        if third is not None and (third in (under.worker, supervisor) or not supervises_there):
            raise NotForCoSupervision("third")
        session = cls.begin(
            id,
            SessionScheduled(
                by=by,
                agreement=under.agreement,
                worker=under.worker,
                supervisor=supervisor,
                third=third,
                agency=under.agency,
                placement=under.placement,
                format=Format.CO_SUPERVISION if third else Format.ONE_TO_ONE,
                modality=modality,
                starts=starts,
                minutes=minutes,
                looked_at=looked_at,
                set_at=now,
            ),
        )
        if third and by == under.worker:
            session.agree_to_co_supervision(by, now)
        return session

    @classmethod
    def contact(
        cls,
        id: UUID,
        under: Under,
        *,
        by: PersonId,
        supervisor: PersonId,
        starts: datetime,
        minutes: int,
        modality: Modality,
        now: datetime,
        looked_at: LookedAt | None = None,
    ) -> Self:
        """They met without a time having been set; either of those who did records it, also once the agreement is over (S2)."""
        _require(under, by, supervisor, starts, now, "held.starts")
        if by not in (under.worker, supervisor):
            raise NotAPartyOfTheSession
        if starts > now:
            raise NotBeforeItBegins("held.starts")
        return cls.begin(
            id,
            ContactHeld(
                by=by,
                agreement=under.agreement,
                worker=under.worker,
                supervisor=supervisor,
                agency=under.agency,
                placement=under.placement,
                modality=modality,
                starts=starts,
                minutes=minutes,
                looked_at=looked_at,
            ),
        )

    def sign_attendance(self, by: PersonId, printed_name: str, meaning: str) -> None:
        """Each who met, for themselves, once as it is recorded; that is no word about any record (S6)."""
        self.by_a_party(by)
        self.was_held()
        if any(one.by == by and one.at_version > self.recorded_since for one in self.attendance):
            raise AttendanceSignedAlready
        self.record(AttendanceSigned(by=by, printed_name=printed_name, meaning=meaning))

    def show(self, by: PersonId, to: PersonId, beside: AbstractSet[PersonId]) -> None:
        """The worker opens what was said to one of those `beside`, who supervise under the agreement today (A4, C1).

        Or to whoever took it over: what was set down before they did.
        """
        if by != self.worker:
            raise OnlyTheWorkerShows
        took_over = to == self.supervisor and len(self.holders) > 1
        if not took_over and (to in (*self.two, self.third) or to not in beside):
            raise NotBesideThem("to")
        if to in self.shown:
            raise ShownAlready
        self.record(SessionShown(by=by, to=to))


def _require(
    under: Under, by: PersonId, supervisor: PersonId, starts: datetime, now: datetime, field: str
) -> None:
    if by not in (under.worker, *under.supervising):
        raise NotAPartyOfTheSession
    if supervisor not in under.supervising:
        raise NotTheirSupervisor("supervisor")
    within_reach(starts, now, field)
    under.lasting.require(starts, field)


__all__ = ["Attended", "CalledOff", "Session", "SessionStatus"]
