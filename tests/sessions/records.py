"""People and agreements that the tests of performance, dual relationships and feedback speak of."""

from datetime import date
from typing import Final
from uuid import UUID

from services.sessions.domain.agreed import Agreed
from shared.identity import AgencyId, PersonId, PlacementId

ID, AGREEMENT = UUID(int=1), UUID(int=2)
WORKER, SUPERVISOR, MANAGER, STRANGER = (PersonId(UUID(int=number)) for number in (11, 12, 13, 14))
AGENCY: Final = AgencyId(UUID(int=21))
PLACEMENT: Final = PlacementId(UUID(int=31))
MONDAY: Final = date(2026, 3, 2)
UNDER: Final = Agreed(
    *(AGREEMENT, WORKER, SUPERVISOR, AGENCY, PLACEMENT), kind="administrative", in_force=True, is_over=False
)
