"""Which concerns there are, for the lists of those who see each, and for what a time sets off; no word of any (C2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final, assert_never, cast, get_args

from services.sessions.domain.concern_time import AnswerTime, Standstill
from services.sessions.events.concern_beside import ClockPaused, ClockResumed, CoverTookOver
from services.sessions.events.concerns import (
    AnswerTimePassed,
    ConcernClosed,
    ConcernNoticeGiven,
    ConcernWithdrawn,
    EscalationNoticeGiven,
    LineManagerConfirmed,
    ManagerConsulted,
    NoticeSeen,
    TakenToLineManager,
    TakenToSupportTeam,
    WorkerDeclined,
)
from shared.facts import Recorded, utc_text
from shared.feed.views import TableName, View
from shared.tables import RowLike, Rows

Heard = (
    ConcernNoticeGiven
    | NoticeSeen
    | TakenToSupportTeam
    | TakenToLineManager
    | LineManagerConfirmed
    | WorkerDeclined
    | AnswerTimePassed
    | EscalationNoticeGiven
    | ManagerConsulted
    | ConcernClosed
    | ConcernWithdrawn
    | ClockPaused
    | ClockResumed
    | CoverTookOver
)
WHOSE: Final = ("worker", "author", "cover", "named")
TIMES: Final = ("told_at", "given_at", "seen_at")


class ConcernsView(View):
    """One row a concern, and one for each who was consulted."""

    name = "concerns"
    version = 3
    restricted = True
    hears = frozenset(get_args(Heard))

    def tables(self, t: TableName) -> Iterable[str]:
        people = "worker TEXT NOT NULL, author TEXT NOT NULL, cover TEXT, named TEXT"
        return (
            f"CREATE TABLE {t('rows')} (id TEXT PRIMARY KEY, given TEXT NOT NULL, {people}, said_at TEXT, confirmed_at TEXT, "
            "agency TEXT NOT NULL, placement TEXT NOT NULL, agreement TEXT, grp TEXT, running BIGINT NOT NULL, waits BIGINT NOT NULL, "
            f"may_pause BIGINT NOT NULL, {', '.join(f'{name} TEXT' for name in TIMES)}, answer_hours BIGINT NOT NULL, "
            "seen_after_hours BIGINT, answer_by TEXT, reached_at TEXT)",
            *(f"CREATE INDEX {t(f'by_{who}')} ON {t('rows')} ({who}, given, id)" for who in WHOSE),
            f"CREATE INDEX {t('by_group')} ON {t('rows')} (grp, worker) WHERE running = 1",
            f"CREATE INDEX {t('by_answer')} ON {t('rows')} (answer_by) WHERE waits = 1",
            f"CREATE INDEX {t('pausable')} ON {t('rows')} (placement, worker) WHERE waits = 1 AND may_pause = 1",
            f"CREATE TABLE {t('pauses')} (concern TEXT NOT NULL, paused_at TEXT NOT NULL, resumed_at TEXT, "
            "PRIMARY KEY (concern, paused_at))",
            f"CREATE TABLE {t('recipients')} (concern TEXT NOT NULL, disclosure TEXT NOT NULL, person TEXT NOT NULL, "
            "made TEXT NOT NULL, PRIMARY KEY (concern, disclosure))",
            f"CREATE INDEX {t('recipients_by_person')} ON {t('recipients')} (person, made)",
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("Heard", recorded.fact)
        at = utc_text(recorded.recorded_at)

        def to(**columns: Any) -> None:
            names = ", ".join(f"{name} = ?" for name in columns)
            rows.do(f"UPDATE {t('rows')} SET {names} WHERE id = ?", *columns.values(), id)

        match fact:
            case ConcernNoticeGiven():
                self._begin(rows, id, at, fact, t)
            case NoticeSeen():
                if fact.notice is None:
                    to(seen_at=utc_text(fact.at))
            case TakenToSupportTeam():
                to(waits=0, named=None, said_at=None)
            case TakenToLineManager():
                to(waits=1, named=str(fact.to), said_at=at)
            case LineManagerConfirmed():
                to(waits=0, confirmed_at=at)
            case WorkerDeclined():
                to(waits=0, named=None, said_at=None)
            case AnswerTimePassed() | EscalationNoticeGiven():
                to(waits=0)
            case ManagerConsulted():
                told = (id, str(fact.disclosure), str(fact.to), at)
                rows.do(
                    f"INSERT INTO {t('recipients')} (concern, disclosure, person, made) VALUES (?, ?, ?, ?)",
                    *told,
                )
                self._unconfirmed(rows, id, t)
            case ConcernClosed() | ConcernWithdrawn():
                to(waits=0, running=0)
                self._unconfirmed(rows, id, t)
            case ClockPaused():
                rows.do(
                    f"INSERT INTO {t('pauses')} (concern, paused_at) VALUES (?, ?)", id, utc_text(fact.at)
                )
                to(may_pause=0)
            case ClockResumed():
                over = f"UPDATE {t('pauses')} SET resumed_at = ? WHERE concern = ? AND resumed_at IS NULL"
                rows.do(over, utc_text(fact.at), id)
                to(may_pause=1, reached_at=utc_text(fact.at))
            case CoverTookOver():
                to(cover=str(fact.by))
            case _:
                assert_never(fact)
        if isinstance(fact, ConcernNoticeGiven | NoticeSeen | ClockPaused | ClockResumed):
            found = rows.one(f"SELECT * FROM {t('rows')} WHERE id = ?", id)
            assert found
            pauses = rows.all(f"SELECT * FROM {t('pauses')} WHERE concern = ? ORDER BY paused_at", id)
            ends = _time(found, pauses).ends
            to(answer_by=utc_text(ends) if ends else None)

    def _begin(self, rows: Rows, id: str, at: str, fact: ConcernNoticeGiven, t: TableName) -> None:
        rows.do(
            f"INSERT INTO {t('rows')} (id, given, worker, author, agency, placement, agreement, grp, running, waits, may_pause, "
            "told_at, given_at, answer_hours, seen_after_hours) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, 1, ?, ?, ?, ?, ?)",
            *(id, at, str(fact.worker), str(fact.by), str(fact.agency), str(fact.placement)),
            *(str(one) if one else None for one in (fact.agreement, fact.group)),
            int(not fact.immediate_danger),
            *(utc_text(fact.told_at), utc_text(fact.given_at), fact.answer_hours, fact.seen_after_hours),
        )

    def _unconfirmed(self, rows: Rows, id: str, t: TableName) -> None:
        """Who was named and has not confirmed by then sees no more that they were."""
        rows.do(
            f"UPDATE {t('rows')} SET named = NULL, said_at = NULL WHERE id = ? AND confirmed_at IS NULL", id
        )


def _time(row: RowLike, pauses: Sequence[RowLike]) -> AnswerTime:
    told, given, seen = (_moment(row[name]) for name in TIMES)
    assert told
    assert given
    stood_still = tuple(
        Standstill(datetime.fromisoformat(one["paused_at"]), _moment(one["resumed_at"])) for one in pauses
    )
    return AnswerTime(told, given, row["answer_hours"], row["seen_after_hours"], seen, stood_still)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
