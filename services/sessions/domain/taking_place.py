"""What becomes of a time that was set: another time, or a session that was held, called off or missed (S2)."""

from __future__ import annotations

from datetime import datetime

from services.sessions.domain.beforehand import require_agreement, require_notice, require_third
from services.sessions.domain.session_refusals import (
    AgreeBeforehand,
    AgreementIsOverAlready,
    HasBegun,
    HeldByACover,
    NobodyToLeaveOut,
    NoLongerScheduled,
    NotBeforeItBegins,
    NotCoveringThen,
    NothingToAgreeTo,
    NotTheirSupervisor,
    OneOfTheTwo,
    OnlyAhead,
    OnlyTheWorkerAgrees,
)
from services.sessions.domain.standing import Standing
from services.sessions.domain.under import Under, within_reach
from services.sessions.events import (
    CoSupervisionAgreedTo,
    CoSupervisionDropped,
    Extent,
    LookedAt,
    Modality,
    SessionCancelled,
    SessionHeld,
    SessionMissed,
    SessionRescheduled,
    SessionTakenOver,
)
from shared.identity import PersonId


class TakingPlace(Standing):
    """Either of the two records it, once; the two are worker and supervisor."""

    def agree_to_co_supervision(self, by: PersonId, now: datetime) -> None:
        """The worker, before it begins (S12)."""
        if by != self.worker:
            raise OnlyTheWorkerAgrees
        self.still_scheduled()
        if self.third is None or self.agreed_to:
            raise NothingToAgreeTo
        if now >= self.starts:
            raise AgreeBeforehand
        self.record(CoSupervisionAgreedTo(by=by, third=self.third, agreed_at=now))

    def leave_third_out(self, by: PersonId) -> None:
        """Either of the two, unless it is recorded as held: they meet one to one, or did, though it was said that they had not (S12)."""
        self.by_one_of_the_two(by)
        if self.status == "held":
            raise NoLongerScheduled
        if self.third is None:
            raise NobodyToLeaveOut
        self.record(CoSupervisionDropped(by=by))

    def reschedule(
        self, by: PersonId, starts: datetime, minutes: int, modality: Modality, now: datetime, under: Under
    ) -> None:
        """Either of the two, before it begins; what is on the agenda stays on it. Where who holds it does not cover then, it goes to the supervisor (A4)."""
        self.by_one_of_the_two(by)
        self.still_scheduled()
        if now >= self.starts:
            raise HasBegun
        within_reach(starts, now)
        if starts <= now:
            raise OnlyAhead("starts")
        under.lasting.require(starts, "starts")
        goes_back = self.supervisor not in under.supervising
        if goes_back and under.supervisor == self.third:
            raise NotTheirSupervisor("starts")
        self.record(SessionRescheduled(by=by, starts=starts, minutes=minutes, modality=modality, set_at=now))
        if goes_back:
            self.record(SessionTakenOver(by=under.supervisor, instead_of=self.supervisor))

    def take_over(self, by: PersonId, under: Under) -> None:
        """Whoever covers on its day, in place of who holds it; the agreement's supervisor, where who holds it does not cover (A4)."""
        self.still_scheduled()
        if under.is_over:
            raise AgreementIsOverAlready
        if self.supervisor in under.covering:
            raise HeldByACover
        if by not in under.supervising or by in (self.supervisor, self.third):
            raise NotCoveringThen
        self.record(SessionTakenOver(by=by, instead_of=self.supervisor))

    def hold(
        self,
        by: PersonId,
        *,
        starts: datetime | None,
        minutes: int,
        extent: Extent,
        modality: Modality | None,
        now: datetime,
        under: Under,
        looked_at: LookedAt | None = None,
    ) -> None:
        """It took place; `starts` is when it really began, where that was another time: `under` is as it stood then."""
        self.by_one_of_the_two(by)
        self.still_scheduled()
        began = starts or self.starts
        require_agreement(self, began)
        if began > now:
            raise NotBeforeItBegins("starts")
        if starts:
            within_reach(starts, now)
        under.require_held(self.supervisor, began)
        require_third(self, under)
        self.record(
            SessionHeld(
                by=by,
                starts=began,
                minutes=minutes,
                extent=extent,
                modality=modality or self.modality,
                looked_at=looked_at,
            )
        )

    def cancel(
        self,
        by: PersonId,
        *,
        called_off_by: PersonId,
        told_at: datetime,
        reason: str | None,
        now: datetime,
        under: Under,
    ) -> None:
        """Either of the two calls it off and tells the other before it begins; either records that. `under` is as it stood then."""
        self.by_one_of_the_two(by)
        self.still_scheduled()
        require_notice(self, called_off_by, told_at, now, under)
        self.record(SessionCancelled(by=called_off_by, told_at=told_at, reason=reason))

    def miss(self, by: PersonId, who: PersonId, now: datetime, under: Under) -> None:
        """Somebody did not come; either of the two records it, once it has begun."""
        self.by_one_of_the_two(by)
        self.still_scheduled()
        if who not in under.two(self.supervisor):
            raise OneOfTheTwo("who")
        if now < self.starts:
            raise NotBeforeItBegins("who")
        under.lasting.require(self.starts, "who")
        self.record(SessionMissed(by=by, who=who))
