"""What was held under each agreement, and what was noted of its rhythm (A1, A6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, assert_never, cast, get_args

from services.sessions.domain.rhythm import THIRD
from services.sessions.events import (
    Became,
    ContactHeld,
    NegotiatedLateNoted,
    SessionCorrected,
    SessionCorrectedAsCancelled,
    SessionHeld,
    SessionScheduled,
    SupervisionOverdueNoted,
)
from shared.facts import Recorded, utc_text
from shared.feed.views import TableName, View
from shared.tables import Rows

Heard = (
    SessionScheduled
    | SessionHeld
    | ContactHeld
    | SessionCorrected
    | SessionCorrectedAsCancelled
    | SupervisionOverdueNoted
    | NegotiatedLateNoted
)


class RhythmView(View):
    """One row a session, and one an agreement: its last session held, its third, and what was noted."""

    name = "rhythm"
    version = 5
    hears = frozenset(get_args(Heard))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('sessions')} (id TEXT PRIMARY KEY, agreement TEXT NOT NULL, held TEXT)",
            f"CREATE INDEX {t('held')} ON {t('sessions')} (agreement, held, id) WHERE held IS NOT NULL",
            f"CREATE TABLE {t('rows')} (agreement TEXT PRIMARY KEY, last_held TEXT, last_day BIGINT, "
            "third TEXT, third_held TEXT, due_on TEXT, due_day BIGINT, none_day BIGINT, late_at TEXT)",
            f"CREATE INDEX {t('thirds')} ON {t('rows')} (third_held) WHERE third_held IS NOT NULL AND late_at IS NULL",
            f"CREATE INDEX {t('noted')} ON {t('rows')} (due_on, agreement) WHERE due_on IS NOT NULL",
            f"CREATE INDEX {t('late')} ON {t('rows')} (late_at, agreement) WHERE late_at IS NOT NULL",
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("Heard", recorded.fact)
        match fact:
            case SessionScheduled():
                values = (id, str(fact.agreement))
                rows.do(f"INSERT INTO {t('sessions')} (id, agreement) VALUES (?, ?)", *values)
            case ContactHeld():
                told = (id, str(fact.agreement), utc_text(fact.starts))
                rows.do(f"INSERT INTO {t('sessions')} (id, agreement, held) VALUES (?, ?, ?)", *told)
                self._held(rows, str(fact.agreement), t)
            case SessionHeld() | SessionCorrected() | SessionCorrectedAsCancelled():
                took_place = isinstance(fact, SessionHeld) or (
                    isinstance(fact, SessionCorrected) and fact.became is Became.HELD
                )
                held = utc_text(fact.starts) if took_place else None
                rows.do(f"UPDATE {t('sessions')} SET held = ? WHERE id = ?", held, id)
                row = rows.one(f"SELECT agreement FROM {t('sessions')} WHERE id = ?", id)
                if row:
                    self._held(rows, row["agreement"], t)
            case SupervisionOverdueNoted():
                days = {"due_day": fact.due_on.toordinal(), "none_day": fact.none_since.toordinal()}
                self._say(rows, str(fact.agreement), t, due_on=fact.due_on.isoformat(), **days)
            case NegotiatedLateNoted():
                self._say(rows, str(fact.agreement), t, late_at=utc_text(recorded.recorded_at))
            case _:
                assert_never(fact)

    def _held(self, rows: Rows, agreement: str, t: TableName) -> None:
        """In the order in which they took place: one that is written down later may lie before others."""
        held = f"SELECT id, held FROM {t('sessions')} WHERE agreement = ? AND held IS NOT NULL ORDER BY held"
        last = rows.one(f"{held} DESC LIMIT 1", agreement)
        third = rows.one(f"{held}, id LIMIT 1 OFFSET {THIRD - 1}", agreement)
        self._say(
            rows,
            agreement,
            t,
            last_held=last["held"] if last else None,
            last_day=datetime.fromisoformat(last["held"]).date().toordinal() if last else None,
            third=third["id"] if third else None,
            third_held=third["held"] if third else None,
        )

    def _say(self, rows: Rows, agreement: str, t: TableName, **told: Any) -> None:
        new = f"INSERT INTO {t('rows')} (agreement) VALUES (?) ON CONFLICT (agreement) DO NOTHING"
        rows.do(new, agreement)
        columns = ", ".join(f"{name} = ?" for name in told)
        rows.do(f"UPDATE {t('rows')} SET {columns} WHERE agreement = ?", *told.values(), agreement)
