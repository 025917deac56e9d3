"""The agreement under which something besides sessions is written, as it stands today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from shared.identity import AgencyId, PersonId, PlacementId

ADMINISTRATIVE: Final = ("administrative", "both")
"""Kinds of agreement under which how somebody does the job is anybody's affair (D8)."""


@dataclass(frozen=True)
class Agreed:
    """Who agreed with whom, on what kind of supervision, and whether that holds."""

    agreement: UUID
    worker: PersonId
    supervisor: PersonId
    agency: AgencyId
    placement: PlacementId
    kind: str
    in_force: bool
    is_over: bool

    def stands(self, person: PersonId) -> frozenset[str]:
        """As which of its two parties somebody stands to it."""
        parties = {self.worker: "worker", self.supervisor: "supervisor"}
        return frozenset({parties[person]} if person in parties else ())

    @property
    def administrative(self) -> bool:
        return self.in_force and self.kind in ADMINISTRATIVE
