"""Which records are held, and which are to be erased: for lists, and for what was approved and not carried out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, assert_never, cast, get_args
from uuid import UUID

from shared.facts import Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.identity import AgencyId
from shared.keeping.facts import (
    ContentErased,
    ErasureApproved,
    ErasureOrdered,
    ErasureWithdrawn,
    HoldPlaced,
    HoldReleased,
    KeepingFact,
)
from shared.tables import Rows


class KeepingsView(View):
    """One row a record that was ever held or whose erasure was ordered; ids, states and dates."""

    name = "keepings"
    version = 1
    hears = frozenset(get_args(KeepingFact))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (id TEXT PRIMARY KEY, target_type TEXT NOT NULL, target TEXT NOT NULL, "
            "agency TEXT NOT NULL, begun TEXT NOT NULL, holds BIGINT NOT NULL, erasure TEXT)",
            f"CREATE INDEX {t('by_agency')} ON {t('rows')} (agency, begun, id)",
            f"CREATE INDEX {t('approved')} ON {t('rows')} (id) WHERE erasure = 'approved'",
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("KeepingFact", recorded.fact)
        match fact:
            case HoldPlaced() | ErasureOrdered():
                rows.do(
                    f"INSERT INTO {t('rows')} (id, target_type, target, agency, begun, holds) "
                    "VALUES (?, ?, ?, ?, ?, 0) ON CONFLICT (id) DO NOTHING",
                    *(
                        id,
                        fact.target_type,
                        str(fact.target),
                        str(fact.agency),
                        utc_text(recorded.recorded_at),
                    ),
                )
                if isinstance(fact, HoldPlaced):
                    rows.do(f"UPDATE {t('rows')} SET holds = holds + 1 WHERE id = ?", id)
                else:
                    self._erasure(rows, id, "ordered", t)
            case HoldReleased():
                rows.do(f"UPDATE {t('rows')} SET holds = holds - 1 WHERE id = ?", id)
            case ErasureWithdrawn():
                self._erasure(rows, id, None, t)
            case ErasureApproved():
                self._erasure(rows, id, "approved", t)
            case ContentErased():
                self._erasure(rows, id, "erased", t)
            case _:
                assert_never(fact)

    def _erasure(self, rows: Rows, id: str, state: str | None, t: TableName) -> None:
        rows.do(f"UPDATE {t('rows')} SET erasure = ? WHERE id = ?", state, id)


class RestrictedKeepingsView(KeepingsView):
    """The same about what nobody else may know is there."""

    name = "restricted_keepings"
    restricted = True


@dataclass(frozen=True)
class Approved:
    """An erasure that was approved, and not carried out yet as far as this view knows."""

    keeping: UUID
    target_type: str
    target: UUID


def approved(shelf: Shelf, view: type[KeepingsView] = KeepingsView) -> list[Approved]:
    with shelf.query(view) as (rows, t):
        found = rows.all(
            f"SELECT id, target_type, target FROM {t('rows')} WHERE erasure = 'approved' ORDER BY id"
        )
    return [Approved(UUID(row["id"]), row["target_type"], UUID(row["target"])) for row in found]


def keepings_of(shelf: Shelf, agency: AgencyId, after: list[str] | None, limit: int) -> list[dict[str, Any]]:
    """A page of an agency's, in the order of their first hold or order, one row more than asked for."""
    begun, id = after or ["", ""]
    with shelf.query(KeepingsView) as (rows, t):
        found = rows.all(
            f"SELECT * FROM {t('rows')} WHERE agency = ? AND (begun > ? OR (begun = ? AND id > ?)) "
            "ORDER BY begun, id LIMIT ?",
            *(str(agency), begun, begun, id, limit + 1),
        )
    return [dict(row) for row in found]
