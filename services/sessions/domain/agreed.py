"""What the rules ask of the agreement under which something is written."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from shared.identity import AgencyId, PersonId, PlacementId


@dataclass(frozen=True)
class Under:
    """An agreement as it stands today."""

    agreement: UUID
    worker: PersonId
    supervisor: PersonId
    agency: AgencyId
    placement: PlacementId
    kind: str
    in_force: bool
    over: bool = False
