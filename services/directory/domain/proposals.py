"""What waits for a second privacy officer: a guarded role, or a sign-in by which somebody could be acted as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from services.directory.events import Role, RoleProposed, SignInProposed
from shared.identity import AgencyId, PersonId

GUARDED: Final = frozenset({Role.PRIVACY_OFFICER, Role.AUDITOR})
"""Roles that watch over others: no one person gives them."""
WAITS: Final = timedelta(days=14)


@dataclass(frozen=True)
class Proposal:
    """What was proposed, at which agency, and what became of it."""

    fact: RoleProposed | SignInProposed
    agency: AgencyId
    """Whose privacy officers confirm it: the role's agency, or for a sign-in the person's home."""
    confirmed_by: PersonId | None = None
    withdrawn_by: PersonId | None = None

    @property
    def id(self) -> UUID:
        return self.fact.proposal

    @property
    def by(self) -> PersonId:
        return self.fact.by

    def is_open(self) -> bool:
        return self.confirmed_by is None and self.withdrawn_by is None

    def has_lapsed(self, today: date) -> bool:
        return self.is_open() and today > self.fact.last_day
