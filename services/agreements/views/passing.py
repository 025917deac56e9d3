"""Which agreements and partnerships time or the directory has overtaken: past their last day, or without a placement."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.agreements.views.lists import BINDING, ENDED, AgreementsView
from services.agreements.views.partnerships import PartnershipsView
from services.directory.relations import RelationsView
from shared.feed.shelf import Shelf
from shared.identity import AgencyId


def past_their_last_day(shelf: Shelf, before: date) -> list[tuple[UUID, AgencyId]]:
    """Agreements that bind and whose last day lies before a date."""
    with shelf.query(AgreementsView) as (rows, t):
        found = rows.all(
            f"SELECT id, agency FROM {t('rows')} WHERE status IN {BINDING} AND ends < ? ORDER BY id",
            before.isoformat(),
        )
    return [(UUID(row["id"]), AgencyId(UUID(row["agency"]))) for row in found]


def partnerships_past_their_last_day(shelf: Shelf, before: date) -> list[tuple[UUID, AgencyId]]:
    """Partnerships that bind and whose last day lies before a date, each with the host whose clock counts."""
    with shelf.query(PartnershipsView) as (rows, t):
        found = rows.all(
            f"SELECT id, host FROM {t('rows')} WHERE status IN {BINDING} AND ends < ? ORDER BY id",
            before.isoformat(),
        )
    return [(UUID(row["id"]), AgencyId(UUID(row["host"]))) for row in found]


def under_ended_placements(
    shelf: Shelf, relations: RelationsView, before: date
) -> list[tuple[UUID, AgencyId, date]]:
    """Agreements not yet flagged whose placement's last day lies before a date, and that day."""
    with shelf.query(AgreementsView) as (rows, t):
        r = shelf.beside(rows, relations)
        found = rows.all(
            f"SELECT a.id AS id, a.agency AS agency, p.ends AS ends FROM {t('rows')} a JOIN {r('placements')} p ON p.id = a.placement "
            f"WHERE a.placement_ended = 0 AND a.status NOT IN {ENDED} AND p.ends < ? ORDER BY a.id",
            before.isoformat(),
        )
    return [
        (UUID(row["id"]), AgencyId(UUID(row["agency"])), date.fromisoformat(row["ends"])) for row in found
    ]
