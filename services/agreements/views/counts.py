"""How many difficulties were raised in a closed year, agency by agency, as far as that is told (C5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from services.agreements.events.difficulties import DifficultiesCounted
from services.agreements.views.lists import AgreementsView
from shared.facts import Recorded
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.identity import AgencyId
from shared.tables import Rows


class DifficultyCountsView(View):
    """One row an agency and closed year, made of published facts alone."""

    name = "difficulty_counts"
    version = 2
    hears = frozenset({DifficultiesCounted})

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (agency TEXT NOT NULL, year BIGINT NOT NULL, "
            "fewer_than BIGINT NOT NULL, raised BIGINT, PRIMARY KEY (agency, year))",
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        fact = cast("DifficultiesCounted", recorded.fact)
        rows.do(
            f"INSERT INTO {t('rows')} (agency, year, fewer_than, raised) VALUES (?, ?, ?, ?)",
            *(str(fact.agency), fact.year, fact.fewer_than, fact.raised),
        )


def counts_of(shelf: Shelf, agency: AgencyId) -> list[dict[str, Any]]:
    """Year by year."""
    with shelf.query(DifficultyCountsView) as (rows, t):
        found = rows.all(f"SELECT * FROM {t('rows')} WHERE agency = ? ORDER BY year", str(agency))
    return [dict(row) for row in found]


def counted(shelf: Shelf) -> frozenset[tuple[AgencyId, int]]:
    """Which years of which agencies have been counted."""
    with shelf.query(DifficultyCountsView) as (rows, t):
        found = rows.all(f"SELECT agency, year FROM {t('rows')}")
    return frozenset((AgencyId(UUID(row["agency"])), int(row["year"])) for row in found)


def first_drafted(shelf: Shelf) -> datetime | None:
    """When the first agreement of the house was drafted: before it nothing can have been raised."""
    with shelf.query(AgreementsView) as (rows, t):
        row = rows.one(f"SELECT MIN(drafted) AS drafted FROM {t('rows')}")
    return datetime.fromisoformat(row["drafted"]) if row and row["drafted"] else None
