"""What was held under each agreement, and what was noted of its rhythm: for what a date sets off, and for lists of what is overdue (A1, A6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, assert_never, cast, get_args
from uuid import UUID

from services.sessions.domain.frequency import Frequency
from services.sessions.domain.rhythm import THIRD, Relationship
from services.sessions.events import (
    ContactHeld,
    NegotiatedLateNoted,
    SessionHeld,
    SessionScheduled,
    SupervisionOverdueNoted,
)
from services.sessions.views.heard import KnownAgreementsView
from shared.facts import Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.identity import AgencyId, PersonId, PlacementId
from shared.tables import RowLike, Rows

Heard = SessionScheduled | SessionHeld | ContactHeld | SupervisionOverdueNoted | NegotiatedLateNoted


class RhythmView(View):
    """One row a session, and one an agreement: its last session held, its third, and what was noted."""

    name = "rhythm"
    version = 1
    hears = frozenset(get_args(Heard))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('sessions')} (id TEXT PRIMARY KEY, agreement TEXT NOT NULL, held TEXT)",
            f"CREATE INDEX {t('held')} ON {t('sessions')} (agreement, held, id) WHERE held IS NOT NULL",
            f"CREATE TABLE {t('rows')} (agreement TEXT PRIMARY KEY, last_held TEXT, last_day BIGINT, "
            "third TEXT, third_held TEXT, due_on TEXT, due_day BIGINT, none_day BIGINT, late BIGINT NOT NULL)",
            f"CREATE INDEX {t('thirds')} ON {t('rows')} (third_held) WHERE third_held IS NOT NULL AND late = 0",
            f"CREATE INDEX {t('noted')} ON {t('rows')} (due_on, agreement) WHERE due_on IS NOT NULL",
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
            case SessionHeld():
                rows.do(f"UPDATE {t('sessions')} SET held = ? WHERE id = ?", utc_text(fact.starts), id)
                row = rows.one(f"SELECT agreement FROM {t('sessions')} WHERE id = ?", id)
                if row:
                    self._held(rows, row["agreement"], t)
            case SupervisionOverdueNoted():
                days = {"due_day": fact.due_on.toordinal(), "none_day": fact.none_since.toordinal()}
                self._say(rows, str(fact.agreement), t, due_on=fact.due_on.isoformat(), **days)
            case NegotiatedLateNoted():
                self._say(rows, str(fact.agreement), t, late=1)
            case _:
                assert_never(fact)

    def _held(self, rows: Rows, agreement: str, t: TableName) -> None:
        """In the order in which they took place: one that is written down later may lie before others."""
        held = f"SELECT id, held FROM {t('sessions')} WHERE agreement = ? AND held IS NOT NULL ORDER BY held"
        last = rows.one(f"{held} DESC LIMIT 1", agreement)
        third = rows.one(f"{held}, id LIMIT 1 OFFSET {THIRD - 1}", agreement)
        if last:
            day = datetime.fromisoformat(last["held"]).date().toordinal()
            self._say(rows, agreement, t, last_held=last["held"], last_day=day)
        if third:
            self._say(rows, agreement, t, third=third["id"], third_held=third["held"])

    def _say(self, rows: Rows, agreement: str, t: TableName, **told: Any) -> None:
        new = f"INSERT INTO {t('rows')} (agreement, late) VALUES (?, 0) ON CONFLICT (agreement) DO NOTHING"
        rows.do(new, agreement)
        columns = ", ".join(f"{name} = ?" for name in told)
        rows.do(f"UPDATE {t('rows')} SET {columns} WHERE agreement = ?", *told.values(), agreement)


@dataclass(frozen=True)
class PerhapsOverdue:
    """An agreement in force of which the calendar may have something to say."""

    between: Relationship
    frequency: Frequency
    bound_at: datetime
    last_held: datetime | None


@dataclass(frozen=True)
class PerhapsLate:
    """An agreement of which three sessions were held, before it came into force if it ever did."""

    between: Relationship
    third_session: UUID
    third_held: datetime
    in_force_at: datetime | None


def perhaps_overdue(shelf: Shelf, latest: date) -> list[PerhapsOverdue]:
    """Of those in force, all for which a day that was due may have passed by a day, and be neither met nor noted.

    A session meets a day that lies before the next one by the frequency's least gap at least; so does a day that was noted.
    Days are reckoned in UTC here, and so may be one off.
    """
    day = latest.toordinal()
    with shelf.query(KnownAgreementsView) as (rows, k):
        t = shelf.beside(rows, RhythmView)
        found = rows.all(
            f"SELECT k.*, r.last_held AS last_held FROM {k('rows')} k LEFT JOIN {t('rows')} r ON r.agreement = k.id "
            "WHERE k.status = 'in-force' AND k.gap IS NOT NULL "
            "AND (r.last_day IS NULL OR r.last_day + k.gap <= ?) "
            "AND (r.due_day IS NULL OR r.due_day + k.gap < ? OR k.bound_at > r.due_on)",
            *(day, day),
        )
    return [
        PerhapsOverdue(
            _between(row), _frequency(row), datetime.fromisoformat(row["bound_at"]), _time(row["last_held"])
        )
        for row in found
    ]


def perhaps_late(shelf: Shelf) -> list[PerhapsLate]:
    """Those of which nothing was noted yet."""
    with shelf.query(KnownAgreementsView) as (rows, k):
        t = shelf.beside(rows, RhythmView)
        found = rows.all(
            f"SELECT k.*, r.third AS third, r.third_held AS third_held FROM {t('rows')} r "
            f"JOIN {k('rows')} k ON k.id = r.agreement "
            "WHERE r.third_held IS NOT NULL AND r.late = 0 AND (k.in_force_at IS NULL OR k.in_force_at > r.third_held)"
        )
    return [
        PerhapsLate(
            _between(row),
            UUID(row["third"]),
            datetime.fromisoformat(row["third_held"]),
            _time(row["in_force_at"]),
        )
        for row in found
    ]


def _between(row: RowLike) -> Relationship:
    return Relationship(
        UUID(row["id"]),
        PersonId(UUID(row["worker"])),
        PersonId(UUID(row["supervisor"])),
        AgencyId(UUID(row["agency"])),
        PlacementId(UUID(row["placement"])),
    )


def _frequency(row: RowLike) -> Frequency:
    ends = date.fromisoformat(row["ends"]) if row["ends"] else None
    return Frequency(row["frequency"], date.fromisoformat(row["starts"]), ends)


def _time(told: Any) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
