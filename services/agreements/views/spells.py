"""From when to when which worker was bound to which supervisor, and for what kind: asked as of any moment (A6, D8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import assert_never, cast, get_args
from uuid import UUID

from services.agreements.events import (
    AgreementCameIntoForce,
    AgreementDrafted,
    AgreementEnded,
    AgreementExpired,
    AgreementRenegotiated,
    Kind,
    TermsRevised,
)
from services.directory.relations import Relations
from shared.facts import Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.identity import AgencyId, PersonId, PlacementId
from shared.tables import Rows

Heard = (
    AgreementDrafted
    | TermsRevised
    | AgreementRenegotiated
    | AgreementCameIntoForce
    | AgreementEnded
    | AgreementExpired
)


class SpellsView(View):
    """A row for each time that terms bound, and never taken away; what lies on the table waits beside."""

    name = "spells"
    version = 2
    hears = frozenset(get_args(Heard))

    def tables(self, t: TableName) -> Iterable[str]:
        parties = (
            "worker TEXT NOT NULL, supervisor TEXT NOT NULL, agency TEXT NOT NULL, placement TEXT NOT NULL, "
            "kind TEXT NOT NULL, starts TEXT"
        )
        return (
            f"CREATE TABLE {t('proposed')} (id TEXT PRIMARY KEY, {parties})",
            f"CREATE TABLE {t('rows')} (id TEXT NOT NULL, since TEXT NOT NULL, until TEXT, {parties}, "
            "PRIMARY KEY (id, since))",
            f"CREATE INDEX {t('by_supervisor')} ON {t('rows')} (supervisor, since)",
            f"CREATE INDEX {t('by_worker')} ON {t('rows')} (worker, since)",
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, at, fact = str(recorded.stream_id), utc_text(recorded.recorded_at), cast("Heard", recorded.fact)
        match fact:
            case AgreementDrafted():
                people = (fact.worker, fact.supervisor, fact.agency, fact.placement)
                rows.do(
                    f"INSERT INTO {t('proposed')} (id, worker, supervisor, agency, placement, kind, starts) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?)",
                    *(id, *map(str, people), fact.terms.kind.value, _text(fact.terms.starts)),
                )
            case TermsRevised() | AgreementRenegotiated():
                told = (fact.terms.kind.value, _text(fact.terms.starts), id)
                rows.do(f"UPDATE {t('proposed')} SET kind = ?, starts = ? WHERE id = ?", *told)
            case AgreementCameIntoForce():
                self._until(rows, id, at, t)
                rows.do(
                    f"INSERT INTO {t('rows')} (id, since, worker, supervisor, agency, placement, kind, starts) "
                    f"SELECT id, ?, worker, supervisor, agency, placement, kind, starts FROM {t('proposed')} WHERE id = ?",
                    *(at, id),
                )
            case AgreementEnded() | AgreementExpired():
                self._until(rows, id, at, t)
            case _:
                assert_never(fact)

    def _until(self, rows: Rows, id: str, at: str, t: TableName) -> None:
        rows.do(f"UPDATE {t('rows')} SET until = ? WHERE id = ? AND until IS NULL", at, id)


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


@dataclass(frozen=True)
class Spell:
    """One agreement that bound at the moment asked about."""

    agreement: UUID
    worker: PersonId
    supervisor: PersonId
    agency: AgencyId
    placement: PlacementId
    kind: Kind
    since: datetime
    """When it first came into force."""
    starts: date | None
    """The first day of the terms that first bound."""

    def first_day(self, relations: Relations) -> date:
        """From which day on it counts: it is in force, and its first day has come."""
        came = relations.day_at(self.agency, self.since)
        return max(came, self.starts or came)


def bound_at(shelf: Shelf, person: PersonId, moment: datetime) -> list[Spell]:
    """What bound somebody at a moment, as worker or as supervisor."""
    at = utc_text(moment)
    with shelf.query(SpellsView) as (rows, t):
        found = rows.all(
            f"SELECT *, (SELECT MIN(since) FROM {t('rows')} first WHERE first.id = now.id) AS came, "
            f"(SELECT starts FROM {t('rows')} first WHERE first.id = now.id ORDER BY since LIMIT 1) AS first_day "
            f"FROM {t('rows')} now WHERE (worker = ? OR supervisor = ?) AND since <= ? "
            "AND (until IS NULL OR until > ?) ORDER BY since, id",
            *(str(person), str(person), at, at),
        )
    return [
        Spell(
            UUID(row["id"]),
            PersonId(UUID(row["worker"])),
            PersonId(UUID(row["supervisor"])),
            AgencyId(UUID(row["agency"])),
            PlacementId(UUID(row["placement"])),
            Kind(row["kind"]),
            datetime.fromisoformat(row["came"]),
            date.fromisoformat(row["first_day"]) if row["first_day"] else None,
        )
        for row in found
    ]
