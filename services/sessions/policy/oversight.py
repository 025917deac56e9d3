"""Who sees that supervision takes place, and nothing more: by the placement and by roles at its agency (C5)."""

from __future__ import annotations

from typing import Final

from services.directory.relations import Relations
from shared.identity import AgencyId, PersonId, PlacementId

BY_ROLE: Final = ("coordinator", "hr", "privacy_officer", "auditor")
"""At the whole agency; the line manager is one's by the placement, and sees their own people alone."""
OVERSIGHT: Final = ("line_manager", *BY_ROLE)


def overseeing(
    person: PersonId, agency: AgencyId, placement: PlacementId | None, relations: Relations
) -> frozenset[str]:
    """How somebody oversees what belongs to a placement, by what is known of the directory a minute ago at the most."""
    relations.require_fresh()
    stands = relations.roles_at(person, agency) & set(OVERSIGHT)
    placed = relations.placement(placement) if placement else None
    return stands | {"line_manager"} if placed and placed.line_manager == person else stands
