"""Who opened what: the accounting as a list, record by record, made of its own entries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from pydantic import Field

from shared.access.opening import ContentOpened, PersonsOpened
from shared.facts import Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.tables import Rows
from shared.web.bodies import Out


class AccessesView(View):
    """One row a record and an entry that names it; `place` is the entry's among all, as they lie in the log."""

    name = "accesses"
    version = 2
    hears = frozenset({ContentOpened, PersonsOpened})

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (entry TEXT NOT NULL, place BIGINT NOT NULL, target TEXT NOT NULL, at TEXT NOT NULL, person TEXT NOT NULL, "
            "system TEXT, relation TEXT, action TEXT NOT NULL, rule TEXT NOT NULL, PRIMARY KEY (entry, target))",
            f"CREATE INDEX {t('by_target')} ON {t('rows')} (target, at, place)",
            f"CREATE INDEX {t('by_place')} ON {t('rows')} (place)",
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        fact = cast("ContentOpened | PersonsOpened", recorded.fact)
        if isinstance(fact, ContentOpened):
            named = [(fact.target, fact.rule, fact.relation)]
        else:
            named = list(zip(fact.targets, fact.rules, fact.relations, strict=True))
        system = recorded.client if recorded.on_behalf_of else None
        last = rows.one(f"SELECT MAX(place) AS place FROM {t('rows')}")
        place = ((last and last["place"]) or 0) + 1
        for target, rule, relation in named:
            rows.do(
                f"INSERT INTO {t('rows')} (entry, place, target, at, person, system, relation, action, rule) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                *(
                    str(recorded.stream_id),
                    place,
                    str(target),
                    utc_text(recorded.recorded_at),
                    str(recorded.actor),
                ),
                *(system, relation, fact.action, rule),
            )


class RestrictedAccessesView(AccessesView):
    """The same of a restricted log: that something in it was read tells that it is there."""

    name = "restricted_accesses"
    restricted = True


class AccessOut(Out):
    """One opening: when, by whom, and what allowed it."""

    at: datetime
    by: str | None = Field(None, description="The person's id; none where a policy set tells functions only.")
    system: str | None = Field(None, description="The system that asked on that person's behalf.")
    relation: str | None = Field(
        None, description="How they stood to the record, or to the one in which they read words of it."
    )
    action: str
    rule: str = Field(description="The row of the policy that allowed it.")


def accesses_of(
    shelf: Shelf,
    target: UUID | Sequence[UUID],
    after: list[str] | None = None,
    limit: int = 10**6,
    view: type[AccessesView] = AccessesView,
) -> list[dict[str, Any]]:
    """A page of who opened one record, or any of several, in the order of time, one row more than asked for.

    At the same instant, in the order in which the log has them.
    """
    targets = [target] if isinstance(target, UUID) else target
    at, place = after or ["", ""]
    with shelf.query(view) as (rows, t):
        found = rows.all(
            f"SELECT * FROM {t('rows')} WHERE target IN ({', '.join('?' * len(targets))}) "
            "AND (at > ? OR (at = ? AND place > ?)) ORDER BY at, place LIMIT ?",
            *(*map(str, targets), at, at, int(place) if str(place).isdigit() else 0, limit + 1),
        )
    return [dict(row) for row in found]


def access_form(row: dict[str, Any], *, by_name: bool) -> AccessOut:
    return AccessOut(
        at=datetime.fromisoformat(row["at"]),
        by=row["person"] if by_name else None,
        **{name: row[name] for name in ("system", "relation", "action", "rule")},
    )
