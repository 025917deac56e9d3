"""A worker at a host agency: from a day to a day, and under whom (D5, D6)."""

from __future__ import annotations

from datetime import date

from services.directory.events.parts import Employment
from shared.facts import Fact
from shared.identity import AgencyId, PersonId


class PlacementBegun(Fact, kind="directory.PlacementBegun"):
    """A worker works at a host agency; the line manager belongs to the placement, not to the person (D5, D6)."""

    worker: PersonId
    agency: AgencyId
    employment: Employment
    employer: AgencyId
    line_manager: PersonId | None = None
    starts: date
    ends: date | None = None


class LineManagerNamed(Fact, kind="directory.LineManagerNamed"):
    """Somebody else, or nobody, is line manager of this placement now (D5)."""

    line_manager: PersonId | None = None


class PlacementEnded(Fact, kind="directory.PlacementEnded"):
    """A placement's last day. Agreements under it are flagged; people end them."""

    last_day: date
