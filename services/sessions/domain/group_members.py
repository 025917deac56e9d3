"""How somebody comes to belong to a group, and what they take on by it (S9, C1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.sessions.domain.group_refusals import (
    ConfidentialityNotAccepted,
    LimitsNotAcknowledged,
    UnderNoPlacementOfTheirs,
)
from services.sessions.events.codes import Ground
from shared.identity import AgencyId, PersonId, PlacementId


@dataclass(frozen=True)
class Stands:
    """How somebody stands in the directory on the day they join."""

    home: AgencyId | None
    placements: Mapping[PlacementId, AgencyId]
    """Those of theirs that last, and at which agency each is."""
    manages: bool
    managers: Mapping[PlacementId, PersonId] = field(default_factory=dict)
    """The line manager of each placement that has one."""

    def manager_of(self, placement: PlacementId | None) -> PersonId | None:
        return self.managers.get(placement) if placement else None


@dataclass(frozen=True)
class Acceptance:
    """What somebody takes on by joining or facilitating, and signs with their name."""

    limits: tuple[Ground, ...]
    confidentiality: bool
    printed_name: str
    meaning: str


@dataclass(frozen=True)
class Membership:
    """Under which agency and placement somebody comes."""

    agency: AgencyId
    placement: PlacementId | None


def check_accepted(accepts: Acceptance) -> None:
    """Each of the five limits by name, and what the group itself keeps confidential."""
    if missing := [limit.value for limit in Ground if limit not in accepts.limits]:
        raise LimitsNotAcknowledged(*(f"acknowledged_limits.{one}" for one in missing))
    if not accepts.confidentiality:
        raise ConfidentialityNotAccepted("accepts_confidentiality")


def comes_under(placement: PlacementId | None, stands: Stands, *, to_a_circle: bool) -> Membership:
    """One placement of theirs; a circle takes in whoever has none, under their home agency."""
    if placement is None and to_a_circle and not stands.placements and stands.home:
        return Membership(stands.home, None)
    if placement is None or placement not in stands.placements:
        raise UnderNoPlacementOfTheirs("placement")
    return Membership(stands.placements[placement], placement)
