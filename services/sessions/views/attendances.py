"""Who was at which meeting: for their own lists, and for those who oversee their placement (S9, C5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, assert_never, cast, get_args

from services.directory.relations import RelationsView
from services.sessions.events.attendances import (
    AttendanceFact,
    MemberAttendanceCorrected,
    MemberAttendanceSigned,
    MemberAttended,
)
from shared.facts import Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.identity import AgencyId, PersonId
from shared.tables import Rows


class AttendancesView(View):
    """One row for each member at each meeting, also for whom a correction took out of those there."""

    name = "attendances"
    version = 3
    hears = frozenset(get_args(AttendanceFact))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (id TEXT PRIMARY KEY, member TEXT NOT NULL, agency TEXT NOT NULL, placement TEXT, "
            "grp TEXT NOT NULL, group_session TEXT NOT NULL, format TEXT NOT NULL, modality TEXT NOT NULL, "
            "starts TEXT NOT NULL, minutes BIGINT NOT NULL, was_there BIGINT NOT NULL, signed BIGINT NOT NULL)",
            *(
                f"CREATE INDEX {t(f'by_{column}')} ON {t('rows')} ({column}, starts, id)"
                for column in ("member", "agency", "placement")
            ),
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("AttendanceFact", recorded.fact)
        match fact:
            case MemberAttended():
                rows.do(
                    f"INSERT INTO {t('rows')} (id, member, agency, placement, grp, group_session, format, modality, starts, "
                    "minutes, was_there, signed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0)",
                    *(
                        id,
                        str(fact.member),
                        str(fact.agency),
                        str(fact.placement) if fact.placement else None,
                    ),
                    *(str(fact.group), str(fact.group_session), fact.format.value, fact.modality.value),
                    *(utc_text(fact.starts), fact.minutes),
                )
            case MemberAttendanceCorrected():
                rows.do(
                    f"UPDATE {t('rows')} SET was_there = ?, minutes = ?, modality = ?, starts = COALESCE(?, starts), signed = 0 WHERE id = ?",
                    *(int(fact.was_there), fact.minutes, fact.modality.value),
                    *(utc_text(fact.starts) if fact.starts else None, id),
                )
            case MemberAttendanceSigned():
                rows.do(f"UPDATE {t('rows')} SET signed = 1 WHERE id = ?", id)
            case _:
                assert_never(fact)


@dataclass(frozen=True)
class Overseer:
    """Whose list: their own attendances, those of agencies they oversee, of placements they manage."""

    person: PersonId
    oversees: Sequence[AgencyId]
    manages: bool


@dataclass(frozen=True)
class Wanted:
    """Which of them are asked for."""

    worker: PersonId | None = None
    agency: AgencyId | None = None
    since: datetime | None = None
    until: datetime | None = None


def attendances_of(
    shelf: Shelf,
    relations: RelationsView,
    reader: Overseer,
    wanted: Wanted,
    after: list[str] | None,
    limit: int,
) -> list[dict[str, Any]]:
    """A page of what a reader may see, in the order of time, one row more than asked for."""
    starts, id = after or ["", ""]
    with shelf.query(AttendancesView) as (rows, t):
        r = shelf.beside(rows, relations)
        mine = ["member = ?", *("agency = ?" for _ in reader.oversees)]
        if reader.manages:
            mine.append(f"placement IN (SELECT id FROM {r('placements')} WHERE line_manager = ?)")
        asked = [
            *([("member = ?", str(wanted.worker))] if wanted.worker else []),
            *([("agency = ?", str(wanted.agency))] if wanted.agency else []),
            *([("starts >= ?", utc_text(wanted.since))] if wanted.since else []),
            *([("starts < ?", utc_text(wanted.until))] if wanted.until else []),
        ]
        found = rows.all(
            f"SELECT * FROM {t('rows')} WHERE was_there = 1 AND ({' OR '.join(mine)}) "
            + "".join(f"AND {condition} " for condition, _ in asked)
            + "AND (starts > ? OR (starts = ? AND id > ?)) ORDER BY starts, id LIMIT ?",
            *(str(reader.person), *(str(one) for one in reader.oversees)),
            *([str(reader.person)] if reader.manages else []),
            *(value for _, value in asked),
            *(starts, starts, id, limit + 1),
        )
    return [dict(row) for row in found]
