"""Which edition of an agency's register holds, to be asked as of any day and any time (C1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from services.directory.domain.register import Register
from services.directory.events import RegisterKept, RegisterName
from services.directory.relations.asking import Asking, refuse_parked
from shared.facts import STORED, Recorded, utc_text
from shared.feed.views import TableName
from shared.identity import AgencyId
from shared.tables import Rows

_ALWAYS: Final = "9"
"""Sorts after every time."""


def tables(t: TableName) -> Iterable[str]:
    return (
        f"CREATE TABLE {t('registers')} (agency TEXT NOT NULL, name TEXT NOT NULL, edition BIGINT NOT NULL, "
        "recorded_at TEXT NOT NULL, holds_from TEXT NOT NULL, kept TEXT NOT NULL, "
        "PRIMARY KEY (agency, name, edition))",
    )


def take(rows: Rows, recorded: Recorded, fact: RegisterKept, t: TableName) -> None:
    rows.do(
        f"INSERT INTO {t('registers')} (agency, name, edition, recorded_at, holds_from, kept) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        *(str(fact.agency), fact.name.value, fact.edition, utc_text(recorded.recorded_at)),
        *(fact.holds_from.isoformat(), fact.model_dump_json()),
    )


class Registers(Asking):
    """What other services ask about registers."""

    def register_at(
        self, agency: AgencyId, name: RegisterName, on: date, *, as_of: datetime | None = None
    ) -> RegisterKept | None:
        """The edition of an agency's register that held on a day, as far as it was recorded by a time."""
        with self._asking() as (rows, t):
            refuse_parked(rows, t, str(Register.id_of(agency, name)))
            row = rows.one(
                f"SELECT kept FROM {t('registers')} WHERE agency = ? AND name = ? AND holds_from <= ? "
                "AND recorded_at <= ? ORDER BY edition DESC LIMIT 1",
                *(str(agency), name.value, on.isoformat(), utc_text(as_of) if as_of else _ALWAYS),
            )
        return RegisterKept.model_validate_json(row["kept"], context=STORED) if row else None
