"""Who works where, and under whom (D5, D6)."""

from __future__ import annotations

from uuid import UUID

from services.directory.relations.agencies import Agencies
from services.directory.relations.asking import refuse_parked, waits
from services.directory.relations.rows import PlacementNow, placement_of
from shared.feed.views import TableName
from shared.identity import PersonId, PlacementId
from shared.tables import RowLike, Rows


class Placements(Agencies):
    """Questions about placements. At an agency that is not heard of there are none: no day would begin or end them."""

    def lasting_placements_of(self, worker: PersonId) -> list[PlacementNow]:
        """Those that are not over, each by its agency's clock."""
        return [one for one in self.placements_of(worker) if not one.is_over(self.today_at(one.agency))]

    def placement(self, id: PlacementId) -> PlacementNow | None:
        with self._asking() as (rows, t):
            found = _rows(rows, t, "id", id)
            if not found or found[0]["waits"]:
                refuse_parked(rows, t, str(id))
        return placement_of(found[0]) if found else None

    def placements_of(self, worker: PersonId) -> list[PlacementNow]:
        with self._asking() as (rows, t):
            found = _rows(rows, t, "worker", worker)
        return [placement_of(row) for row in found]


def _rows(rows: Rows, t: TableName, by: str, id: UUID) -> list[RowLike]:
    """Those of a worker, or the one with this id."""
    found = rows.all(
        f"SELECT p.*, a.id AS heard, {waits(t, 'p.id')} FROM {t('placements')} p "
        f"LEFT JOIN {t('agencies')} a ON a.id = p.agency WHERE p.{by} = ? ORDER BY p.starts, p.id",
        str(id),
    )
    refuse_parked(rows, t, *(row["agency"] for row in found if row["heard"] is None))
    return [row for row in found if row["heard"] is not None]
