"""What people were trained in, and whether they are supervised outside the house: topics and dates, no names (D7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from services.directory.events import (
    OutsideSupervisionEnded,
    OutsideSupervisionRecorded,
    TrainingFact,
    TrainingRecorded,
    TrainingWithdrawn,
)
from services.directory.relations.asking import Asking, refuse_parked
from shared.feed.views import TableName
from shared.identity import PersonId
from shared.tables import Rows


@dataclass(frozen=True)
class Spell:
    """From a day, perhaps to a day."""

    starts: date
    ends: date | None

    def lasts(self, on: date) -> bool:
        return self.starts <= on and (self.ends is None or on <= self.ends)


def tables(t: TableName) -> Iterable[str]:
    return (
        f"CREATE TABLE {t('trainings')} (id TEXT PRIMARY KEY, person TEXT NOT NULL, topic TEXT NOT NULL, "
        "taken_on TEXT NOT NULL)",
        f"CREATE INDEX {t('trainings_by_person')} ON {t('trainings')} (person)",
        f"CREATE TABLE {t('outside')} (id TEXT PRIMARY KEY, person TEXT NOT NULL, starts TEXT NOT NULL, ends TEXT)",
        f"CREATE INDEX {t('outside_by_person')} ON {t('outside')} (person)",
    )


def take(rows: Rows, person: str, fact: TrainingFact, t: TableName) -> None:
    match fact:
        case TrainingRecorded():
            rows.do(
                f"INSERT INTO {t('trainings')} (id, person, topic, taken_on) VALUES (?, ?, ?, ?)",
                *(str(fact.training), person, fact.topic, fact.taken_on.isoformat()),
            )
        case TrainingWithdrawn():
            rows.do(f"DELETE FROM {t('trainings')} WHERE id = ?", str(fact.training))
        case OutsideSupervisionRecorded():
            rows.do(
                f"INSERT INTO {t('outside')} (id, person, starts, ends) VALUES (?, ?, ?, ?)",
                *(str(fact.supervision), person, fact.starts.isoformat()),
                fact.ends.isoformat() if fact.ends else None,
            )
        case OutsideSupervisionEnded():
            last_day, id = fact.last_day.isoformat(), str(fact.supervision)
            rows.do(f"UPDATE {t('outside')} SET ends = ? WHERE id = ?", last_day, id)
        case _:
            assert_never(fact)


class Trainings(Asking):
    """What other services ask about somebody's learning."""

    def trained_in(self, person: PersonId, on: date) -> frozenset[str]:
        """The topics (K6) that somebody has been trained in by a day; what was entered wrongly is not among them."""
        with self._asking() as (rows, t):
            refuse_parked(rows, t, str(person))
            found = rows.all(
                f"SELECT topic FROM {t('trainings')} WHERE person = ? AND taken_on <= ?",
                *(str(person), on.isoformat()),
            )
        return frozenset(row["topic"] for row in found)

    def outside_supervisions(self, person: PersonId) -> list[Spell]:
        """Supervision that somebody has outside the house, oldest first: from when to when."""
        with self._asking() as (rows, t):
            refuse_parked(rows, t, str(person))
            found = rows.all(
                f"SELECT starts, ends FROM {t('outside')} WHERE person = ? ORDER BY starts, id", str(person)
            )
        return [
            Spell(date.fromisoformat(row["starts"]), date.fromisoformat(row["ends"]) if row["ends"] else None)
            for row in found
        ]

    def outside_supervision(self, person: PersonId, on: date) -> bool:
        """Whether somebody was supervised outside the house on a day."""
        return any(one.lasts(on) for one in self.outside_supervisions(person))
