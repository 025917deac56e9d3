"""What a session rests on: the agreement it is held under, and who supervises by it on a day (S2, A4)."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from services.sessions.domain.session_refusals import AgreementIsOverAlready, NotTheirSupervisor, OutOfReach
from shared.identity import AgencyId, PersonId, PlacementId

BACK: Final = timedelta(days=366)
AHEAD: Final = timedelta(days=731)


@dataclass(frozen=True)
class Under:
    """The agreement, as it stands when a session is recorded."""

    agreement: UUID
    worker: PersonId
    agency: AgencyId
    placement: PlacementId
    is_over: bool
    supervising: AbstractSet[PersonId]
    """Whom it names as supervisor, and whoever covers on the day of the session."""
    covering: AbstractSet[PersonId] = frozenset()
    """Of those, who covers."""

    def require(self, supervisor: PersonId) -> None:
        if self.is_over:
            raise AgreementIsOverAlready
        if supervisor not in self.supervising:
            raise NotTheirSupervisor("supervisor")


def within_reach(starts: datetime, now: datetime) -> None:
    """Raises for a time that nobody means: a year gone by, or years ahead."""
    if not now - BACK <= starts <= now + AHEAD:
        raise OutOfReach("starts")
