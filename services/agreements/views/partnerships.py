"""Which partnerships there are, and which placements each has ever covered: candidates, on which the records decide."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, assert_never, cast, get_args
from uuid import UUID

from services.agreements.events.partnerships import (
    PartnershipCameIntoForce,
    PartnershipDrafted,
    PartnershipEnded,
    PartnershipExpired,
    PartnershipRenegotiated,
    PartnershipTerms,
    PartnershipTermsRevised,
)
from services.agreements.views.dates import PartnershipDatesView
from services.agreements.views.lists import BINDING
from shared.facts import Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.identity import AgencyId, PlacementId
from shared.tables import Rows

Heard = (
    PartnershipDrafted
    | PartnershipTermsRevised
    | PartnershipRenegotiated
    | PartnershipCameIntoForce
    | PartnershipEnded
    | PartnershipExpired
)


class PartnershipsView(View):
    """One row a partnership; beside it each placement that its terms in force have ever named, and whether they do."""

    name = "partnerships"
    version = 2
    hears = frozenset(get_args(Heard))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (id TEXT PRIMARY KEY, drafted TEXT NOT NULL, peer_run TEXT NOT NULL, "
            "host TEXT NOT NULL, status TEXT NOT NULL, starts TEXT, ends TEXT, next_starts TEXT, next_ends TEXT, "
            "next_covered TEXT NOT NULL)",
            *(
                f"CREATE INDEX {t(f'by_{column}')} ON {t('rows')} ({column}, drafted, id)"
                for column in ("peer_run", "host")
            ),
            f"CREATE INDEX {t('by_last_day')} ON {t('rows')} (ends) WHERE status IN {BINDING}",
            f"CREATE TABLE {t('covered')} (placement TEXT NOT NULL, partnership TEXT NOT NULL, now BIGINT NOT NULL, "
            "PRIMARY KEY (placement, partnership))",
            f"CREATE INDEX {t('covered_by')} ON {t('covered')} (partnership)",
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("Heard", recorded.fact)
        match fact:
            case PartnershipDrafted():
                rows.do(
                    f"INSERT INTO {t('rows')} (id, drafted, peer_run, host, status, starts, ends, next_starts, next_ends, "
                    "next_covered) VALUES (?, ?, ?, ?, 'drafted', ?, ?, ?, ?, ?)",
                    *(id, utc_text(recorded.recorded_at), str(fact.peer_run), str(fact.host)),
                    *(*_term(fact.terms), *_term(fact.terms), _covered(fact.terms)),
                )
            case PartnershipTermsRevised():
                self._lay(rows, id, fact.terms, t)
            case PartnershipRenegotiated():
                self._lay(rows, id, fact.terms, t)
                rows.do(f"UPDATE {t('rows')} SET status = 'renegotiating' WHERE id = ?", id)
            case PartnershipCameIntoForce():
                self._bind(rows, id, t)
            case PartnershipEnded():
                rows.do(f"UPDATE {t('rows')} SET status = 'ended' WHERE id = ?", id)
            case PartnershipExpired():
                rows.do(f"UPDATE {t('rows')} SET status = 'expired' WHERE id = ?", id)
            case _:
                assert_never(fact)

    def _lay(self, rows: Rows, id: str, terms: PartnershipTerms, t: TableName) -> None:
        rows.do(
            f"UPDATE {t('rows')} SET next_starts = ?, next_ends = ?, next_covered = ? WHERE id = ?",
            *(*_term(terms), _covered(terms), id),
        )
        rows.do(
            f"UPDATE {t('rows')} SET starts = next_starts, ends = next_ends WHERE id = ? AND status = 'drafted'",
            id,
        )

    def _bind(self, rows: Rows, id: str, t: TableName) -> None:
        rows.do(
            f"UPDATE {t('rows')} SET status = 'in-force', starts = next_starts, ends = next_ends WHERE id = ?",
            id,
        )
        row = rows.one(f"SELECT next_covered FROM {t('rows')} WHERE id = ?", id)
        rows.do(f"UPDATE {t('covered')} SET now = 0 WHERE partnership = ?", id)
        for placement in json.loads(row["next_covered"]) if row else ():
            rows.do(
                f"INSERT INTO {t('covered')} (placement, partnership, now) VALUES (?, ?, 1) "
                "ON CONFLICT (placement, partnership) DO UPDATE SET now = 1",
                *(placement, id),
            )


def _term(terms: PartnershipTerms) -> tuple[str | None, str | None]:
    return terms.starts.isoformat() if terms.starts else None, terms.ends.isoformat() if terms.ends else None


def _covered(terms: PartnershipTerms) -> str:
    return json.dumps([str(one.placement) for one in terms.placements])


def that_ever_covered(
    rows: Rows, t: TableName, placement: PlacementId, agencies: Iterable[AgencyId]
) -> list[UUID]:
    """Partnerships of these peer-run organisations whose terms in force named a placement at any time."""
    found = rows.all(
        f"SELECT r.id AS id, r.peer_run AS peer_run FROM {t('covered')} c JOIN {t('rows')} r ON r.id = c.partnership "
        "WHERE c.placement = ? ORDER BY r.drafted, r.id",
        str(placement),
    )
    asked = {str(agency) for agency in agencies}
    return [UUID(row["id"]) for row in found if row["peer_run"] in asked]


def that_bind(rows: Rows, t: TableName, peer_run: AgencyId) -> list[UUID]:
    """Partnerships of a peer-run organisation that bind, as far as is known."""
    found = rows.all(
        f"SELECT id FROM {t('rows')} WHERE peer_run = ? AND status IN {BINDING} ORDER BY drafted, id",
        str(peer_run),
    )
    return [UUID(row["id"]) for row in found]


@dataclass(frozen=True)
class SidesReader:
    """Whose lists: partnerships of agencies they oversee; and those that bind where they supervise or are placed."""

    oversees: Sequence[AgencyId]
    supervises: Sequence[AgencyId]
    placements: Sequence[PlacementId]


def listed_partnerships(
    shelf: Shelf,
    reader: SidesReader,
    filters: Mapping[str, str],
    after: list[str] | None,
    limit: int,
    review_due_before: date | None = None,
) -> list[dict[str, Any]]:
    """A page of what a reader may see, in the order of drafting, one row more than asked for."""
    drafted, id = after or ["", ""]
    sides = [str(one) for one in reader.oversees for _ in range(2)]
    binding = [str(one) for one in reader.supervises for _ in range(2)]
    with shelf.query(PartnershipsView) as (rows, t):
        d = shelf.beside(rows, PartnershipDatesView)
        by_agency = "p.peer_run = ? OR p.host = ?"
        under = f"p.id IN (SELECT partnership FROM {t('covered')} WHERE placement = ? AND now = 1)"
        bound = " OR ".join([by_agency] * len(reader.supervises) + [under] * len(reader.placements))
        seen = [by_agency] * len(reader.oversees) + (
            [f"p.status IN {BINDING} AND ({bound})"] if bound else []
        )
        if not seen:
            return []
        found = rows.all(
            f"SELECT p.*, d.review_due AS review_due FROM {t('rows')} p LEFT JOIN {d('rows')} d ON d.id = p.id "
            f"WHERE ({' OR '.join(seen)}) "
            + ("AND (p.peer_run = ? OR p.host = ?) " if "agency" in filters else "")
            + ("AND p.status = ? " if "status" in filters else "")
            + ("AND d.review_due < ? " if review_due_before else "")
            + "AND (p.drafted > ? OR (p.drafted = ? AND p.id > ?)) ORDER BY p.drafted, p.id LIMIT ?",
            *(*sides, *binding, *(str(one) for one in reader.placements)),
            *([filters["agency"]] * 2 if "agency" in filters else []),
            *([filters["status"]] if "status" in filters else []),
            *([review_due_before.isoformat()] if review_due_before else []),
            *(drafted, drafted, id, limit + 1),
        )
    return [dict(row) for row in found]
