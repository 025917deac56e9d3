"""What somebody is at an agency, from a day to a day (D3, D4)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.directory.events.parts import Role
from shared.facts import Fact
from shared.identity import AgencyId


class RoleGiven(Fact, kind="directory.RoleGiven"):
    """Somebody has a role at an agency from a date, perhaps to a date."""

    role_id: UUID
    agency: AgencyId
    role: Role
    starts: date
    ends: date | None = None


class RoleEnded(Fact, kind="directory.RoleEnded"):
    """A role's last day."""

    role_id: UUID
    last_day: date
