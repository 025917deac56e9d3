"""What was recorded of a session is set right: how it was held, that it was held or that it was missed (S2, S6)."""

from __future__ import annotations

from datetime import datetime

from services.sessions.domain.beforehand import require_agreement, require_third
from services.sessions.domain.session_refusals import (
    HeldOrMissed,
    NotBeforeItBegins,
    NothingToCorrect,
    OneOfTheTwo,
    RecordedAsHeld,
)
from services.sessions.domain.standing import Standing
from services.sessions.domain.under import Under, within_reach
from services.sessions.events import Became, Extent, LookedAt, Modality, SessionCorrected
from shared.identity import PersonId


class Correcting(Standing):
    """Either of the two, however long ago it was: nobody has to live with what is wrong."""

    def correct_as_held(
        self,
        by: PersonId,
        *,
        starts: datetime | None,
        minutes: int | None,
        extent: Extent | None,
        modality: Modality | None,
        now: datetime,
        under: Under,
        looked_at: LookedAt | None = None,
    ) -> None:
        """It was held, and so; what is not said stays as it is recorded."""
        self._came_to_pass(by)
        was_missed = self.status == "missed"
        if was_missed and (minutes is None or extent is None):
            raise HeldOrMissed("minutes", "extent")
        began = starts or self.starts
        require_agreement(self, began)
        if began > now:
            raise NotBeforeItBegins("starts")
        within_reach(began, self.starts)
        if starts or was_missed:
            under.require_held(self.supervisor, began)
            require_third(self, under)
        self._correct(
            SessionCorrected(
                by=by,
                became=Became.HELD,
                starts=began,
                minutes=minutes or self.minutes,
                modality=modality or self.modality,
                extent=extent or self.extent,
                looked_at=looked_at,
            )
        )

    def correct_as_missed(self, by: PersonId, who: PersonId | None, now: datetime, under: Under) -> None:
        """Somebody did not come at the time that was set; never where there is a record of it, nor where none was set."""
        self._came_to_pass(by)
        if self.written or not self.scheduled:
            raise RecordedAsHeld
        if who not in under.two(self.supervisor):
            raise OneOfTheTwo("who")
        if now < self.set_for:
            raise NotBeforeItBegins("who")
        under.lasting.require(self.set_for, "who")
        self._correct(
            SessionCorrected(
                by=by,
                became=Became.MISSED,
                starts=self.set_for,
                minutes=self.minutes,
                modality=self.modality,
                who=who,
            )
        )

    def _came_to_pass(self, by: PersonId) -> None:
        self.by_one_of_the_two(by)
        if self.status not in ("held", "missed"):
            raise NothingToCorrect

    def _correct(self, fact: SessionCorrected) -> None:
        now = (self.status, self.starts, self.minutes, self.modality, self.extent, self.missed_by)
        told = fact.became, fact.starts, fact.minutes, fact.modality, fact.extent, fact.who
        if now == told and fact.looked_at is None:
            raise NothingToCorrect
        self.record(fact)
