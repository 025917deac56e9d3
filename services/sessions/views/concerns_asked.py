"""What is asked of the rows of concerns: whose they are, whose time is over, whose time has to stand still (C2)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.directory.relations import RelationsView
from services.sessions.views.concerns import WHOSE, ConcernsView
from services.sessions.views.switched_off import SwitchedOffView
from shared.facts import utc_text
from shared.feed.shelf import Shelf
from shared.identity import AgencyId, PersonId

RELATIONS = RelationsView(over_the_bus=True)


def concerns_of(shelf: Shelf, person: PersonId, after: list[str] | None, limit: int) -> list[dict[str, Any]]:
    """A page of those that somebody has a part in, in the order of telling, one row more than asked for."""
    id = str(person)
    with shelf.query(ConcernsView) as (rows, t):
        consulted = f"SELECT concern FROM {t('recipients')} WHERE person = ?"
        found = rows.all(
            f"SELECT r.*, (SELECT MIN(made) FROM {t('recipients')} d WHERE d.concern = r.id AND d.person = ?) AS made "
            f"FROM {t('rows')} r WHERE ({' OR '.join(f'{who} = ?' for who in WHOSE)} OR r.id IN ({consulted})) "
            "AND (given, id) > (?, ?) ORDER BY given, id LIMIT ?",
            *(id, *(id for _ in WHOSE), id, *(after or ("", "")), limit + 1),
        )
    return [dict(row) for row in found]


def is_known(shelf: Shelf, concern: UUID) -> bool:
    """Whether the worker was told of it, as far as this is known here; for what looks again."""
    with shelf.query(ConcernsView) as (rows, t):
        return bool(rows.all(f"SELECT 1 AS one FROM {t('rows')} WHERE id = ?", str(concern)))


def running_about(shelf: Shelf, worker: PersonId) -> list[UUID]:
    """Concerns about somebody that are not over."""
    with shelf.query(ConcernsView) as (rows, t):
        found = rows.all(
            f"SELECT id FROM {t('rows')} WHERE worker = ? AND running = 1 ORDER BY id", str(worker)
        )
    return [UUID(row["id"]) for row in found]


def running_in_group(shelf: Shelf, group: UUID, worker: PersonId) -> list[UUID]:
    """Concerns about a member of a group that are not over."""
    with shelf.query(ConcernsView) as (rows, t):
        found = rows.all(
            f"SELECT id FROM {t('rows')} WHERE grp = ? AND worker = ? AND running = 1 ORDER BY id",
            *(str(group), str(worker)),
        )
    return [UUID(row["id"]) for row in found]


def past_their_time(shelf: Shelf, now: datetime) -> list[UUID]:
    """Concerns whose worker has let the time pass, of which that was not said yet."""
    with shelf.query(ConcernsView) as (rows, t):
        found = rows.all(
            f"SELECT id FROM {t('rows')} WHERE waits = 1 AND answer_by <= ? ORDER BY answer_by", utc_text(now)
        )
    return [UUID(row["id"]) for row in found]


def to_stand_still(shelf: Shelf, before: date) -> list[tuple[UUID, AgencyId, date | None]]:
    """Concerns whose time runs though the placement's last day lies before a date, or a sign-in was switched off since, or none is left but their own."""
    with shelf.query(ConcernsView) as (rows, t):
        r, s = shelf.beside(rows, RELATIONS), shelf.beside(rows, SwitchedOffView)
        ended = rows.all(
            f"SELECT c.id AS id, c.agency AS agency, p.ends AS ends FROM {t('rows')} c JOIN {r('placements')} p ON p.id = c.placement "
            "WHERE c.waits = 1 AND c.may_pause = 1 AND p.ends < ?",
            before.isoformat(),
        )
        off = rows.all(
            f"SELECT c.id AS id, c.agency AS agency, NULL AS ends FROM {t('rows')} c LEFT JOIN {s('rows')} o ON o.person = c.worker "
            "WHERE c.waits = 1 AND c.may_pause = 1 "
            f"AND (o.since >= c.given_at OR c.worker NOT IN (SELECT person FROM {s('links')}) "
            f"OR (o.of_employer = 1 AND c.worker NOT IN (SELECT person FROM {s('links')} WHERE of_employer = 1))) "
            "AND (c.reached_at IS NULL OR o.since > c.reached_at)"
        )
    return [
        (
            UUID(row["id"]),
            AgencyId(UUID(row["agency"])),
            date.fromisoformat(row["ends"]) if row["ends"] else None,
        )
        for row in (*ended, *off)
    ]
