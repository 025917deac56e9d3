"""Sessions as lists show them: their clear part (S2, C5); and in which order the records of the same people were written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, assert_never, cast, get_args
from uuid import UUID

from services.sessions.events import (
    AttendanceSigned,
    Became,
    ContactHeld,
    CoSupervisionDropped,
    Format,
    RecordAddedTo,
    RecordWritten,
    SessionCancelled,
    SessionCorrected,
    SessionCorrectedAsCancelled,
    SessionHeld,
    SessionMissed,
    SessionRescheduled,
    SessionScheduled,
    SessionTakenOver,
)
from shared.facts import Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.tables import RowLike, Rows

Heard = (
    SessionScheduled
    | ContactHeld
    | SessionRescheduled
    | SessionTakenOver
    | CoSupervisionDropped
    | SessionCancelled
    | SessionMissed
    | SessionHeld
    | SessionCorrected
    | SessionCorrectedAsCancelled
    | AttendanceSigned
    | RecordWritten
    | RecordAddedTo
)
READERS: Final = ("worker", "supervisor", "third", "agency", "placement", "agreement")
"""By which of its columns somebody finds a session: each has an index in the order of lists, and one of what is to come."""


class SessionsView(View):
    """One row a session, one a signature of attendance.

    Shown to nobody: the time that was `set` last, which contact never had; `written`, which orders records; `added`, when one was added to last.
    """

    name = "sessions"
    version = 5
    hears = frozenset(get_args(Heard))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (id TEXT PRIMARY KEY, agreement TEXT NOT NULL, worker TEXT NOT NULL, "
            "supervisor TEXT NOT NULL, third TEXT, agency TEXT NOT NULL, placement TEXT NOT NULL, format TEXT NOT NULL, "
            "modality TEXT NOT NULL, starts TEXT NOT NULL, minutes BIGINT NOT NULL, status TEXT NOT NULL, extent TEXT, "
            "cancelled_by TEXT, told_at TEXT, missed_by TEXT, written TEXT, added TEXT, "
            "set_starts TEXT, set_minutes BIGINT, set_modality TEXT)",
            f"CREATE TABLE {t('attendance')} (session TEXT NOT NULL, person TEXT NOT NULL, signed TEXT NOT NULL, "
            "PRIMARY KEY (session, person))",
            *(f"CREATE INDEX {t(f'by_{one}')} ON {t('rows')} ({one}, starts, id)" for one in READERS),
            *(
                f"CREATE INDEX {t(f'next_by_{one}')} ON {t('rows')} ({one}, starts, id) WHERE status = 'scheduled'"
                for one in READERS
            ),
            f"CREATE INDEX {t('records')} ON {t('rows')} (agreement, written) WHERE written IS NOT NULL",
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("Heard", recorded.fact)

        def say(**told: Any) -> None:
            columns = ", ".join(f"{name} = ?" for name in told)
            rows.do(f"UPDATE {t('rows')} SET {columns} WHERE id = ?", *told.values(), id)

        match fact:
            case SessionScheduled():
                self._begin(
                    rows, id, fact, t, "scheduled", fact.format, str(fact.third) if fact.third else None
                )
            case ContactHeld():
                self._begin(rows, id, fact, t, "held", Format.ONE_TO_ONE, None)
            case SessionRescheduled():
                say(**_time(fact), **{f"set_{name}": value for name, value in _time(fact).items()})
            case CoSupervisionDropped():
                say(third=None, format=Format.ONE_TO_ONE.value)
            case SessionTakenOver():
                say(supervisor=str(fact.by))
            case SessionHeld():
                say(status="held", extent=fact.extent.value, **_time(fact))
            case SessionCancelled():
                say(status="cancelled", cancelled_by=str(fact.by), told_at=utc_text(fact.told_at))
            case SessionMissed():
                say(status="missed", missed_by=str(fact.who))
            case SessionCorrected() | SessionCorrectedAsCancelled():
                row = rows.one(f"SELECT * FROM {t('rows')} WHERE id = ?", id)
                assert row  # it was set, or held, before
                if otherwise := {
                    name: value for name, value in _corrected(fact, row).items() if row[name] != value
                }:
                    say(**otherwise)
                    rows.do(f"DELETE FROM {t('attendance')} WHERE session = ?", id)
            case RecordWritten():
                say(written=utc_text(recorded.recorded_at))
            case RecordAddedTo():
                say(added=utc_text(recorded.recorded_at))
            case AttendanceSigned():
                rows.do(
                    # Twice by one: signed anew when a correction of nothing clear still took the first from the list.
                    f"INSERT INTO {t('attendance')} (session, person, signed) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    *(id, str(fact.by), utc_text(recorded.recorded_at)),
                )
            case _:
                assert_never(fact)

    def _begin(
        self,
        rows: Rows,
        id: str,
        fact: SessionScheduled | ContactHeld,
        t: TableName,
        status: str,
        format: Format,
        third: str | None,
    ) -> None:
        rows.do(
            f"INSERT INTO {t('rows')} (id, agreement, worker, supervisor, third, agency, placement, format, modality, "
            "starts, minutes, status, set_starts, set_minutes, set_modality) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(id, str(fact.agreement), str(fact.worker), str(fact.supervisor), third, str(fact.agency)),
            *(
                str(fact.placement),
                format.value,
                fact.modality.value,
                utc_text(fact.starts),
                fact.minutes,
                status,
            ),
            *(_time(fact).values() if isinstance(fact, SessionScheduled) else (None, None, None)),
        )


def _time(
    fact: SessionScheduled
    | SessionRescheduled
    | SessionHeld
    | SessionCorrected
    | SessionCorrectedAsCancelled,
) -> dict[str, Any]:
    return {"starts": utc_text(fact.starts), "minutes": fact.minutes, "modality": fact.modality.value}


def _corrected(fact: SessionCorrected | SessionCorrectedAsCancelled, row: RowLike) -> dict[str, Any]:
    """How it is listed from then on; the first corrections to missed told how it had been held, and it was missed as it was set."""
    told = _time(fact) | dict.fromkeys(("extent", "missed_by", "cancelled_by", "told_at"))
    match fact:
        case SessionCorrectedAsCancelled():
            told["cancelled_by"] = str(fact.called_off_by) if fact.called_off_by else None
            told["told_at"] = utc_text(fact.told_at) if fact.told_at else None
            return told | {"status": "cancelled"}
        case SessionCorrected(became=Became.MISSED):
            meant = {name: row[f"set_{name}"] for name in ("starts", "minutes", "modality")}
            return told | meant | {"status": "missed", "missed_by": str(fact.who)}
        case SessionCorrected():
            return told | {"status": "held", "extent": fact.extent.value if fact.extent else None}


def held_then(shelf: Shelf, agreement: UUID, starts: datetime) -> list[UUID]:
    """Sessions under an agreement that are recorded as held from that very time on."""
    with shelf.query(SessionsView) as (rows, t):
        found = rows.all(
            f"SELECT id FROM {t('rows')} WHERE agreement = ? AND starts = ? AND status = 'held' ORDER BY id",
            *(str(agreement), utc_text(starts)),
        )
    return [UUID(row["id"]) for row in found]
