"""Which meetings of groups there are, for the lists of those who belong, facilitated, or were there (S9, S10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, assert_never, cast, get_args
from uuid import UUID

from services.sessions.events.codes import Became
from services.sessions.events.group_sessions import (
    GroupSessionCancelled,
    GroupSessionCorrected,
    GroupSessionCorrectedAsCancelled,
    GroupSessionHeld,
    GroupSessionMissed,
    GroupSessionRescheduled,
    GroupSessionScheduled,
    ManagersAttendanceSaid,
)
from services.sessions.views.attendances import AttendancesView
from services.sessions.views.groups import GroupsView, of_whom, of_whom_then
from shared.facts import Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.identity import PersonId
from shared.tables import Rows

Heard = (
    GroupSessionScheduled
    | GroupSessionRescheduled
    | ManagersAttendanceSaid
    | GroupSessionCancelled
    | GroupSessionHeld
    | GroupSessionMissed
    | GroupSessionCorrected
    | GroupSessionCorrectedAsCancelled
)


class GroupSessionsView(View):
    """One row a meeting, with when it is asked who belonged; who was there stands with each of them."""

    name = "group_sessions"
    version = 5
    hears = frozenset(get_args(Heard))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (id TEXT PRIMARY KEY, grp TEXT NOT NULL, agency TEXT NOT NULL, format TEXT NOT NULL, "
            "modality TEXT NOT NULL, starts TEXT NOT NULL, minutes BIGINT NOT NULL, managers_attend BIGINT NOT NULL, "
            "facilitator TEXT, status TEXT NOT NULL, belonging TEXT NOT NULL, "
            "set_starts TEXT NOT NULL, set_minutes BIGINT NOT NULL, set_modality TEXT NOT NULL)",
            f"CREATE INDEX {t('by_group')} ON {t('rows')} (grp, starts, id)",
            f"CREATE INDEX {t('by_facilitator')} ON {t('rows')} (facilitator, starts, id)",
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact, at = str(recorded.stream_id), cast("Heard", recorded.fact), utc_text(recorded.recorded_at)
        match fact:
            case GroupSessionScheduled():
                starts, minutes, modality = _as_set(fact)
                rows.do(
                    f"INSERT INTO {t('rows')} (id, grp, agency, format, managers_attend, status, "
                    "starts, minutes, modality, set_starts, set_minutes, set_modality, belonging) "
                    "VALUES (?, ?, ?, ?, ?, 'scheduled', ?, ?, ?, ?, ?, ?, ?)",
                    *(id, str(fact.group), str(fact.agency), fact.format.value, int(fact.managers_attend)),
                    *(starts, minutes, modality, starts, minutes, modality, starts),
                )
            case GroupSessionRescheduled():
                starts, minutes, modality = _as_set(fact)
                rows.do(
                    f"UPDATE {t('rows')} SET starts = ?, minutes = ?, modality = ?, "
                    "set_starts = ?, set_minutes = ?, set_modality = ?, belonging = ? WHERE id = ?",
                    *(starts, minutes, modality, starts, minutes, modality, starts, id),
                )
            case ManagersAttendanceSaid():
                rows.do(
                    f"UPDATE {t('rows')} SET managers_attend = ? WHERE id = ?", int(fact.managers_attend), id
                )
            case GroupSessionCancelled():
                rows.do(
                    f"UPDATE {t('rows')} SET status = 'cancelled', "
                    "belonging = CASE WHEN ? < belonging THEN ? ELSE belonging END WHERE id = ?",
                    *(at, at, id),
                )
            case GroupSessionMissed():
                rows.do(f"UPDATE {t('rows')} SET status = 'missed' WHERE id = ?", id)
            case GroupSessionCorrectedAsCancelled() | GroupSessionCorrected(became=Became.MISSED):
                # The first corrections to missed told how it had been held; it is shown as it was set.
                became = "missed" if isinstance(fact, GroupSessionCorrected) else "cancelled"
                rows.do(
                    f"UPDATE {t('rows')} SET status = ?, starts = set_starts, minutes = set_minutes, modality = set_modality, "
                    "facilitator = NULL, belonging = CASE WHEN ? = 'missed' THEN set_starts "
                    "WHEN status = 'cancelled' THEN belonging WHEN ? < set_starts THEN ? ELSE set_starts END WHERE id = ?",
                    *(became, became, at, at, id),
                )
            case GroupSessionHeld() | GroupSessionCorrected():
                began = utc_text(fact.starts) if fact.starts else None
                rows.do(
                    f"UPDATE {t('rows')} SET status = 'held', minutes = ?, modality = ?, facilitator = ?, "
                    "starts = COALESCE(?, starts), belonging = COALESCE(?, starts) WHERE id = ?",
                    *(fact.minutes, fact.modality.value, str(fact.facilitator) if fact.facilitator else None),
                    *(began, began, id),
                )
            case _:
                assert_never(fact)


def _as_set(fact: GroupSessionScheduled | GroupSessionRescheduled) -> tuple[str, int, str]:
    return utc_text(fact.starts), fact.minutes, fact.modality.value


def last_meeting(shelf: Shelf, group: UUID) -> datetime | None:
    """When the last meeting of a group was, or was to be; None where none was ever set."""
    with shelf.query(GroupSessionsView) as (rows, t):
        row = rows.one(f"SELECT MAX(starts) AS starts FROM {t('rows')} WHERE grp = ?", str(group))
    return datetime.fromisoformat(row["starts"]) if row and row["starts"] else None


def meetings_after(shelf: Shelf, group: UUID, starts: datetime) -> list[UUID]:
    """Those of a group that began later, or are going to, in their order."""
    with shelf.query(GroupSessionsView) as (rows, t):
        found = rows.all(
            f"SELECT id FROM {t('rows')} WHERE grp = ? AND starts > ? ORDER BY starts, id",
            *(str(group), utc_text(starts)),
        )
    return [UUID(row["id"]) for row in found]


@dataclass(frozen=True)
class Meetings:
    """Which of them are asked for."""

    group: UUID | None = None
    status: str | None = None
    since: datetime | None = None
    until: datetime | None = None


def group_sessions_of(
    shelf: Shelf, person: PersonId, wanted: Meetings, after: list[str] | None, limit: int
) -> list[dict[str, Any]]:
    """A page of the meetings of groups that somebody is in, of those where they were, and of those not held of groups that they were in then.

    In the order of time; one row more.
    """
    starts, id = after or ["", ""]
    with shelf.query(GroupSessionsView) as (rows, t):
        g, a = shelf.beside(rows, GroupsView), shelf.beside(rows, AttendancesView)
        asked = [
            *([("s.grp = ?", str(wanted.group))] if wanted.group else []),
            *([("s.status = ?", wanted.status)] if wanted.status else []),
            *([("s.starts >= ?", utc_text(wanted.since))] if wanted.since else []),
            *([("s.starts < ?", utc_text(wanted.until))] if wanted.until else []),
        ]
        found = rows.all(
            f"SELECT s.* FROM {t('rows')} s JOIN {g('rows')} g ON g.id = s.grp WHERE ({of_whom(g)} "
            f"OR (s.status <> 'held' AND {of_whom_then(g, 's.belonging')}) "
            "OR (s.facilitator = ? AND s.format = 'group') "
            f"OR s.id IN (SELECT group_session FROM {a('rows')} WHERE member = ?)) "
            + "".join(f"AND {condition} " for condition, _ in asked)
            + "AND (s.starts > ? OR (s.starts = ? AND s.id > ?)) ORDER BY s.starts, s.id LIMIT ?",
            *((str(person),) * 6),
            *(value for _, value in asked),
            *(starts, starts, id, limit + 1),
        )
    return [dict(row) for row in found]
