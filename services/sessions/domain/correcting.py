"""What was recorded of a session is set right: that it was held, missed or called off, and how (S2, S6)."""

from __future__ import annotations

from datetime import datetime

from services.sessions.domain.as_recorded import Meant, as_corrected
from services.sessions.domain.beforehand import require_agreement, require_notice, require_third
from services.sessions.domain.session_refusals import (
    HeldOrMissed,
    NotBeforeItBegins,
    NothingToCorrect,
    OneOfTheTwo,
    RecordedAsHeld,
)
from services.sessions.domain.standing import Standing
from services.sessions.domain.under import Under, within_reach
from services.sessions.events import (
    Became,
    Extent,
    LookedAt,
    Modality,
    SessionCorrected,
    SessionCorrectedAsCancelled,
)
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
        said: LookedAt | None = None,
    ) -> None:
        """It was held, and so; what is not said stays as it is recorded. `said` is how practice was looked at, as it was said last."""
        self._came_to_pass(by)
        was_held = self.status == "held"
        if not was_held and self.scheduled and (minutes is None or extent is None):
            raise HeldOrMissed("minutes", "extent")
        began = starts or self.starts
        require_agreement(self, began)
        if began > now:
            raise NotBeforeItBegins("starts")
        within_reach(began, self.starts)
        if starts or not was_held:
            under.require_held(self.supervisor, began)
            require_third(self, under)
        corrected = SessionCorrected(
            by=by,
            became=Became.HELD,
            starts=began,
            minutes=minutes or self.minutes,
            modality=modality or self.modality,
            extent=extent or self.extent,
            looked_at=looked_at,
        )
        self._correct(corrected, otherwise=looked_at is not None and _is_otherwise(looked_at, said))

    def correct_as_missed(self, by: PersonId, who: PersonId | None, now: datetime, under: Under) -> None:
        """Somebody did not come at the time that was set; never where there is a record of it, nor where none was set."""
        self._came_to_pass(by)
        if self.written or not self.scheduled:
            raise RecordedAsHeld
        if who not in under.two(self.supervisor):
            raise OneOfTheTwo("who")
        if now < self.meant.starts:
            raise NotBeforeItBegins("who")
        under.lasting.require(self.meant.starts, "who")
        self._correct(SessionCorrected(by=by, became=Became.MISSED, who=who, **vars(self.meant)))

    def correct_as_cancelled(
        self,
        by: PersonId,
        *,
        called_off_by: PersonId | None,
        told_at: datetime | None,
        now: datetime,
        under: Under,
    ) -> None:
        """It was called off so; what is not said stays as it is recorded. Of contact nobody was told: it did not take place.

        Never where there is a record of it.
        """
        self._came_to_pass(by)
        if self.written:
            raise RecordedAsHeld
        if self.called_off:
            called_off_by = called_off_by or self.called_off.by
            told_at = told_at or self.called_off.told_at
        told = {"by": called_off_by, "told_at": told_at}
        if wrong := [name for name, value in told.items() if (value is not None) != self.scheduled]:
            raise HeldOrMissed(*wrong)
        if called_off_by and told_at:
            require_notice(self, called_off_by, told_at, now, under)
        at = self.meant if self.scheduled else Meant(self.starts, self.minutes, self.modality)
        self._correct(
            SessionCorrectedAsCancelled(by=by, called_off_by=called_off_by, told_at=told_at, **vars(at))
        )

    def _came_to_pass(self, by: PersonId) -> None:
        self.by_one_of_the_two(by)
        if self.status == "scheduled":
            raise NothingToCorrect

    def _correct(
        self, fact: SessionCorrected | SessionCorrectedAsCancelled, *, otherwise: bool = False
    ) -> None:
        """`otherwise` is whether it says anything new besides what is clear."""
        if not otherwise and as_corrected(fact, self.meant) == self.as_recorded:
            raise NothingToCorrect
        self.record(fact)


def _is_otherwise(now: LookedAt, said: LookedAt | None) -> bool:
    if now.methods is None or said is None or said.methods is None:
        return True
    return set(now.methods) != set(said.methods)
