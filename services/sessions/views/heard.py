"""Agreements as this service hears of them: their clear part, as it binds, and who covers (A1–A6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final, assert_never, cast, get_args

from services.agreements.events import TOPIC as AGREEMENTS
from services.agreements.events import (
    AgreementCameIntoForce,
    AgreementDrafted,
    AgreementEnded,
    AgreementExpired,
    AgreementRenegotiated,
    CoverEnded,
    CoverNamed,
    Terms,
    TermsRevised,
)
from services.sessions.domain.frequency import Frequency, least_gap
from shared.facts import Recorded, utc_text
from shared.feed import pulse
from shared.feed.views import TableName, View
from shared.tables import Rows

Heard = (
    AgreementDrafted
    | TermsRevised
    | AgreementRenegotiated
    | AgreementCameIntoForce
    | AgreementEnded
    | AgreementExpired
    | CoverNamed
    | CoverEnded
)
TERMS: Final = ("kind", "starts", "ends", "frequency", "session_minutes", "modality")
"""The clear terms that sessions go by."""
_NEXT: Final = tuple(f"next_{name}" for name in TERMS)
_AS_PROPOSED: Final = (
    ", ".join(f"{name} = next_{name}" for name in TERMS)
    + ", kind_since = CASE WHEN next_kind IN (kind, 'both') THEN kind_since ELSE ? END"
)
"""What was said under one kind goes on under the same, or under both, and so stays behind where it becomes another (D8)."""
_ANOTHER_FREQUENCY: Final = " OR ".join(
    (
        "bound_at IS NULL",
        *(f"COALESCE({name}, '') <> COALESCE(next_{name}, '')" for name in ("frequency", "starts")),
    )
)
"""What is due goes by the frequency that binds, and by since when: the same signed anew changes nothing about it (A6)."""
_COLUMNS: Final = (
    "kind TEXT NOT NULL, starts TEXT, ends TEXT, frequency TEXT, session_minutes BIGINT, modality TEXT"
)


class KnownAgreementsView(View):
    """One row an agreement, and one a cover, ended or not; what lies on the table waits in `next_…`. One a part of the topic: since when it lives."""

    name = "known_agreements"
    version = 6
    topics = (AGREEMENTS,)
    hears = frozenset(get_args(Heard))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (id TEXT PRIMARY KEY, worker TEXT NOT NULL, supervisor TEXT NOT NULL, "
            f"agency TEXT NOT NULL, placement TEXT NOT NULL, status TEXT NOT NULL, {_COLUMNS}, "
            f"{', '.join(f'{name} {kind}' for name, kind in zip(_NEXT, _types(), strict=True))}, "
            "kind_since TEXT, drafted_at TEXT NOT NULL, in_force_at TEXT, bound_at TEXT, bound_from TEXT, over_at TEXT, first_day BIGINT, gap BIGINT)",
            *(
                f"CREATE INDEX {t(f'by_{column}')} ON {t('rows')} ({column})"
                for column in ("worker", "supervisor", "placement", "status")
            ),
            f"CREATE TABLE {t('covers')} (id TEXT PRIMARY KEY, agreement TEXT NOT NULL, person TEXT NOT NULL, "
            "starts TEXT NOT NULL, ends TEXT NOT NULL, over_at TEXT)",
            f"CREATE INDEX {t('covers_of')} ON {t('covers')} (agreement)",
            f"CREATE INDEX {t('covers_by')} ON {t('covers')} (person)",
            pulse.table(t),
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("Heard", recorded.fact)
        match fact:
            case AgreementDrafted():
                told = (str(fact.worker), str(fact.supervisor), str(fact.agency), str(fact.placement))
                rows.do(
                    f"INSERT INTO {t('rows')} (id, worker, supervisor, agency, placement, status, "
                    f"{', '.join((*TERMS, *_NEXT))}, drafted_at) "
                    f"VALUES (?, ?, ?, ?, ?, 'drafted', {', '.join('?' * 2 * len(TERMS))}, ?)",
                    *(id, *told, *_clear(fact.terms) * 2, utc_text(recorded.recorded_at)),
                )
            case TermsRevised() | AgreementRenegotiated():
                laid = ", ".join(f"{name} = ?" for name in _NEXT)
                rows.do(f"UPDATE {t('rows')} SET {laid} WHERE id = ?", *_clear(fact.terms), id)
                rows.do(
                    f"UPDATE {t('rows')} SET {_AS_PROPOSED} WHERE id = ? AND status = 'drafted'",
                    *(utc_text(recorded.recorded_at), id),
                )
            case AgreementCameIntoForce():
                at = utc_text(recorded.recorded_at)
                rows.do(
                    f"UPDATE {t('rows')} SET status = 'in-force', {_AS_PROPOSED}, "
                    f"in_force_at = COALESCE(in_force_at, ?), bound_at = CASE WHEN {_ANOTHER_FREQUENCY} THEN ? ELSE bound_at END "
                    "WHERE id = ?",
                    *(at, at, at, id),
                )
                rows.do(
                    f"UPDATE {t('rows')} SET bound_from = starts "
                    "WHERE id = ? AND (bound_from IS NULL OR starts < bound_from)",
                    id,
                )
                self._reckon(rows, id, t)
            case AgreementEnded():
                rows.do(
                    f"UPDATE {t('rows')} SET status = 'ended', over_at = ? WHERE id = ?",
                    utc_text(recorded.recorded_at),
                    id,
                )
            case AgreementExpired():
                rows.do(f"UPDATE {t('rows')} SET status = 'expired' WHERE id = ?", id)
            case CoverNamed():
                rows.do(
                    f"INSERT INTO {t('covers')} (id, agreement, person, starts, ends) VALUES (?, ?, ?, ?, ?)",
                    *(str(fact.cover), id, str(fact.person), fact.starts.isoformat(), fact.ends.isoformat()),
                )
            case CoverEnded():
                over_at = utc_text(recorded.recorded_at)
                rows.do(f"UPDATE {t('covers')} SET over_at = ? WHERE id = ?", over_at, str(fact.cover))
            case _:
                assert_never(fact)

    def beat(self, rows: Rows, heartbeat: bytes, t: TableName) -> None:
        pulse.take(rows, heartbeat, t)

    def _reckon(self, rows: Rows, id: str, t: TableName) -> None:
        """How close together the days of the frequency lie, so that a pass over all can tell at a glance what is not due yet."""
        row = rows.one(f"SELECT starts, frequency FROM {t('rows')} WHERE id = ?", id)
        if row and row["starts"] and row["frequency"]:
            frequency = Frequency(row["frequency"], date.fromisoformat(row["starts"]))
            rows.do(
                f"UPDATE {t('rows')} SET first_day = ?, gap = ? WHERE id = ?",
                *(frequency.starts.toordinal(), least_gap(frequency), id),
            )


def _types() -> tuple[str, ...]:
    return tuple(column.split(" ", 1)[1] for column in _COLUMNS.split(", "))


def _clear(terms: Terms) -> tuple[Any, ...]:
    starts, ends = (day.isoformat() if day else None for day in (terms.starts, terms.ends))
    modality = terms.modality.value if terms.modality else None
    return terms.kind.value, starts, ends, terms.frequency, terms.session_minutes, modality
