"""Who answers for others' work: today, and at a time by what had been said by then (D4, D5)."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import datetime
from uuid import UUID

from services.directory.relations.asking import Asking, refuse_parked
from services.directory.relations.rows import day_in, lasts
from shared.facts import utc_text
from shared.identity import PersonId, PlacementId


class Managing(Asking):
    """Questions about line managers, and about roles as they were held at a time."""

    def manages(self, person: PersonId) -> bool:
        """Whether somebody is line manager of any placement."""
        with self._asking() as (rows, t):
            row = rows.one(
                f"SELECT 1 AS one FROM {t('placements')} WHERE line_manager = ? LIMIT 1", str(person)
            )
        return row is not None

    def managed_at(self, person: PersonId, at: datetime) -> frozenset[PlacementId]:
        """Placements whose line manager somebody was at a time, as had been said by then."""
        with self._asking() as (rows, t):
            found = rows.all(
                f"SELECT placement FROM {t('managers')} WHERE person = ? AND since <= ? AND (until IS NULL OR until > ?)",
                *(str(person), utc_text(at), utc_text(at)),
            )
        return frozenset(PlacementId(UUID(row["placement"])) for row in found)

    def held_any_at(self, person: PersonId, roles: AbstractSet[str], at: datetime) -> bool:
        """Whether somebody held one of these roles anywhere at a time, by each agency's clock, as had been said by then."""
        with self._asking() as (rows, t):
            refuse_parked(rows, t, str(person))
            found = rows.all(
                "SELECT r.role AS role, r.starts AS starts, a.time_zone AS zone, "
                f"(SELECT MIN(last_day) FROM {t('last_days')} WHERE role = r.id AND said_at <= ?) AS ends "
                f"FROM {t('roles')} r LEFT JOIN {t('agencies')} a ON a.id = r.agency "
                "WHERE r.person = ? AND r.given_at <= ?",
                *(utc_text(at), str(person), utc_text(at)),
            )
        return any(row["role"] in roles and lasts(row, day_in(row["zone"], at)) for row in found)
