"""Which policy set an agency goes by: editions and choices with when they were recorded, to be asked as of any time (A6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from services.directory.domain.policy_set import Edition
from services.directory.domain.required import Required
from services.directory.events import (
    ConcernRules,
    PolicyRules,
    PolicySetChosen,
    PolicySetPublished,
    PolicySetRevised,
    Retention,
)
from services.directory.relations.asking import Asking, refuse_parked
from shared.facts import STORED, Recorded, utc_text
from shared.feed.views import TableName
from shared.identity import AgencyId
from shared.tables import RowLike, Rows

Edited = PolicySetPublished | PolicySetRevised
_ALWAYS: Final = "9"
"""Sorts after every time."""


def tables(t: TableName) -> Iterable[str]:
    return (
        f"CREATE TABLE {t('editions')} (policy_set TEXT NOT NULL, edition BIGINT NOT NULL, recorded_at TEXT NOT NULL, "
        "holds_from TEXT NOT NULL, rules TEXT NOT NULL, PRIMARY KEY (policy_set, edition))",
        f"CREATE TABLE {t('choices')} (agency TEXT NOT NULL, number BIGINT NOT NULL, recorded_at TEXT NOT NULL, "
        "holds_from TEXT NOT NULL, policy_set TEXT NOT NULL, choice TEXT NOT NULL, PRIMARY KEY (agency, number))",
    )


def take(rows: Rows, recorded: Recorded, fact: Edited | PolicySetChosen, t: TableName) -> None:
    id, at = str(recorded.stream_id), utc_text(recorded.recorded_at)
    if isinstance(fact, PolicySetChosen):
        rows.do(
            f"INSERT INTO {t('choices')} (agency, number, recorded_at, holds_from, policy_set, choice) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            *(id, recorded.stream_version, at, fact.holds_from.isoformat()),
            *(str(fact.policy_set), fact.model_dump_json()),
        )
    else:
        rows.do(
            f"INSERT INTO {t('editions')} (policy_set, edition, recorded_at, holds_from, rules) VALUES (?, ?, ?, ?, ?)",
            *(id, fact.edition if isinstance(fact, PolicySetRevised) else 1, at),
            *(fact.holds_from.isoformat(), fact.rules.model_dump_json()),
        )


def required(rows: Rows, t: TableName, agency: AgencyId, on: date, as_of: datetime | None) -> Required | None:
    """The latest choice, and the latest edition of what was chosen, that hold on a day and were recorded by a time."""
    refuse_parked(rows, t, str(agency))
    by_then = (on.isoformat(), utc_text(as_of) if as_of else _ALWAYS)
    chosen = rows.one(
        f"SELECT choice FROM {t('choices')} WHERE agency = ? AND holds_from <= ? AND recorded_at <= ? "
        "ORDER BY number DESC LIMIT 1",
        *(str(agency), *by_then),
    )
    if chosen is None:
        return None
    choice = PolicySetChosen.model_validate_json(chosen["choice"], context=STORED)
    refuse_parked(rows, t, str(choice.policy_set))
    held = rows.one(
        f"SELECT * FROM {t('editions')} WHERE policy_set = ? AND holds_from <= ? AND recorded_at <= ? "
        "ORDER BY edition DESC LIMIT 1",
        *(str(choice.policy_set), *by_then),
    )
    return Required.of(choice, _edition(held)) if held else None


def latest(rows: Rows, t: TableName, after: list[str], limit: int) -> list[dict[str, Any]]:
    """Sets by their latest edition, in the order of publication; `place` is where the list goes on after each."""
    published, id = after
    found = rows.all(
        "SELECT e.*, f.recorded_at AS published "
        f"FROM {t('editions')} f JOIN {t('editions')} e ON e.policy_set = f.policy_set "
        "WHERE f.edition = 1 AND (f.recorded_at > ? OR (f.recorded_at = ? AND f.policy_set > ?)) "
        f"AND e.edition = (SELECT MAX(edition) FROM {t('editions')} WHERE policy_set = f.policy_set) "
        "ORDER BY f.recorded_at, f.policy_set LIMIT ?",
        *(published, published, id, limit),
    )
    refuse_parked(rows, t, *(row["policy_set"] for row in found))
    return [_listed(row, _edition(row)) for row in found]


def _listed(row: RowLike, edition: Edition) -> dict[str, Any]:
    told = edition.rules.model_dump(include={"title", "jurisdiction", "funder"})
    told |= {"id": UUID(row["policy_set"]), "edition": edition.number, "holds_from": edition.holds_from}
    return told | {"place": [row["published"], row["policy_set"]]}


def _edition(row: RowLike) -> Edition:
    rules = PolicyRules.model_validate_json(row["rules"], context=STORED)
    return Edition(row["edition"], date.fromisoformat(row["holds_from"]), rules)


class Policies(Asking):
    """What other services ask about policy sets."""

    def requirements_at(
        self, agency: AgencyId, on: date, *, as_of: datetime | None = None
    ) -> Required | None:
        """What was asked for at an agency on a day, as far as it was recorded by a time (A6)."""
        with self._asking() as (rows, t):
            return required(rows, t, agency, on, as_of)

    def concern_rules_at(self, agency: AgencyId, on: date) -> ConcernRules:
        """How a concern goes at an agency on a day; as where nothing is said, if it has chosen no policy set (C2)."""
        required = self.requirements_at(agency, on)
        return required.concerns if required else ConcernRules()

    def retention_at(self, agency: AgencyId, on: date) -> Retention:
        """How long an agency keeps what is kept; as where nothing is said, if it has chosen no policy set."""
        required = self.requirements_at(agency, on)
        return required.retention if required else Retention()

    def policy_changes(self, agency: AgencyId) -> list[tuple[datetime, date]]:
        """When a choice of the agency, or an edition of a set it chose, was recorded, and from which day on it holds."""
        with self._asking() as (rows, t):
            chosen = rows.all(f"SELECT policy_set FROM {t('choices')} WHERE agency = ?", str(agency))
            refuse_parked(rows, t, str(agency), *(row["policy_set"] for row in chosen))
            found = rows.all(
                f"SELECT recorded_at, holds_from FROM {t('choices')} WHERE agency = ? UNION "
                f"SELECT recorded_at, holds_from FROM {t('editions')} WHERE policy_set IN "
                f"(SELECT policy_set FROM {t('choices')} WHERE agency = ?) ORDER BY 1, 2",
                *(str(agency), str(agency)),
            )
        return [
            (datetime.fromisoformat(row["recorded_at"]), date.fromisoformat(row["holds_from"]))
            for row in found
        ]

    def policy_sets(self, after: list[str] | None = None, limit: int = 50) -> list[dict[str, Any]]:
        """Policy sets by their latest edition, in the order of publication, one more than asked for."""
        with self._asking() as (rows, t):
            return latest(rows, t, after or ["", ""], limit + 1)
