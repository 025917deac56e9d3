"""What a session rests on: the agreement it is held under, and who supervises by it on a day (S2, A4)."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final
from uuid import UUID

from services.sessions.domain.session_refusals import NotTheirSupervisor, OutOfReach, OutsideTheAgreement
from shared.identity import AgencyId, PersonId, PlacementId

BACK: Final = timedelta(days=366)
AHEAD: Final = timedelta(days=731)


@dataclass(frozen=True)
class Lasting:
    """From when to when the two meet under an agreement, in days by the agency's clock."""

    first: date | None = None
    """Of the terms that bound first, or the day on which they began to negotiate; None while none bind (A1)."""
    last: date | None = None
    over_at: datetime | None = None
    """When a party ended it."""
    clock: tzinfo = UTC

    def require(self, at: datetime, field: str) -> None:
        if not self.includes(at):
            raise OutsideTheAgreement(field)

    def includes(self, at: datetime) -> bool:
        day = at.astimezone(self.clock).date()
        too_early = self.first is not None and day < self.first
        too_late = (self.last is not None and day > self.last) or (
            self.over_at is not None and at > self.over_at
        )
        return not (too_early or too_late)


ALWAYS: Final = Lasting()


@dataclass(frozen=True)
class Under:
    """The agreement, as it stands when a session is recorded."""

    agreement: UUID
    worker: PersonId
    agency: AgencyId
    placement: PlacementId
    is_over: bool
    supervising: AbstractSet[PersonId]
    """Whom it names as supervisor, and whoever covers at the time of the session."""
    covering: AbstractSet[PersonId] = frozenset()
    """Of those, who covers."""
    lasting: Lasting = ALWAYS
    third_supervises: bool = True
    """Whether the third, where there is one, is an agency supervisor of the agency on the day of the session (S12)."""

    @property
    def supervisor(self) -> PersonId:
        """Whom it names."""
        (named,) = self.supervising - self.covering
        return named

    def two(self, holder: PersonId) -> frozenset[PersonId]:
        """Who meet: the worker and who holds it, or the supervisor it names where who holds it does not cover then (A4)."""
        return frozenset({self.worker, holder if holder in self.supervising else self.supervisor})

    def require_held(self, supervisor: PersonId, at: datetime) -> None:
        """Raises where they could not meet then: it lies outside the agreement, or another supervised by it (S2, A4)."""
        self.lasting.require(at, "starts")
        if supervisor not in self.supervising:
            raise NotTheirSupervisor("starts")


def within_reach(starts: datetime, now: datetime, field: str = "starts") -> None:
    """Raises for a time that nobody means: a year gone by, or years ahead."""
    if not now - BACK <= starts <= now + AHEAD:
        raise OutOfReach(field)
