"""Whether whoever got a disclosure has read it (C3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from shared.access.accesses import RestrictedAccessesView
from shared.feed.shelf import Shelf


def opened_by_recipient(shelf: Shelf, disclosures: Sequence[UUID]) -> dict[UUID, list[datetime]]:
    """When each of some disclosures was read by whoever got it."""
    told: dict[UUID, list[datetime]] = {one: [] for one in disclosures}
    if not told:
        return told
    with shelf.query(RestrictedAccessesView) as (rows, t):
        found = rows.all(
            f"SELECT target, at FROM {t('rows')} WHERE target IN ({', '.join('?' * len(told))}) "
            "AND relation = 'recipient' ORDER BY at",
            *map(str, told),
        )
    for row in found:
        told[UUID(row["target"])].append(datetime.fromisoformat(row["at"]))
    return told
