"""Which agreements there are: the clear part of each, and who covers from when to when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, assert_never, cast, get_args

from services.agreements.domain.negotiated import BINDS, OVER
from services.agreements.events import (
    AgreementCameIntoForce,
    AgreementDrafted,
    AgreementEnded,
    AgreementExpired,
    AgreementPlacedUnderPartnership,
    AgreementRenegotiated,
    CoverEnded,
    CoverNamed,
    PlacementEndNoted,
    Terms,
    TermsRevised,
)
from shared.facts import Recorded, utc_text
from shared.feed.views import TableName, View
from shared.tables import Rows

Heard = (
    AgreementDrafted
    | TermsRevised
    | AgreementRenegotiated
    | AgreementCameIntoForce
    | PlacementEndNoted
    | AgreementEnded
    | AgreementExpired
    | AgreementPlacedUnderPartnership
    | CoverNamed
    | CoverEnded
)
Clear = tuple[str, str | None, str | None, str | None]


def _in_sql(states: Iterable[str]) -> str:
    return "(" + ", ".join(f"'{state}'" for state in states) + ")"


BINDING, ENDED = _in_sql(BINDS), _in_sql(OVER)
CLEAR: Final = ("kind", "starts", "ends", "frequency")
"""What of the terms stands in lists (C5)."""
_PROPOSED: Final = tuple(f"next_{name}" for name in CLEAR)
_AS_PROPOSED: Final = ", ".join(f"{name} = next_{name}" for name in CLEAR)


class AgreementsView(View):
    """One row an agreement: what binds, since the first terms that did; what lies on the table waits in `next_…`."""

    name = "agreements"
    version = 4
    hears = frozenset(get_args(Heard))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (id TEXT PRIMARY KEY, drafted TEXT NOT NULL, worker TEXT NOT NULL, "
            "supervisor TEXT NOT NULL, agency TEXT NOT NULL, placement TEXT NOT NULL, status TEXT NOT NULL, "
            "kind TEXT NOT NULL, starts TEXT, ends TEXT, frequency TEXT, "
            "next_kind TEXT, next_starts TEXT, next_ends TEXT, next_frequency TEXT, since TEXT, "
            "placement_ended BIGINT NOT NULL, partnership TEXT)",
            *(
                f"CREATE INDEX {t(f'by_{column}')} ON {t('rows')} ({column}, drafted)"
                for column in ("worker", "supervisor", "agency", "placement")
            ),
            f"CREATE INDEX {t('by_last_day')} ON {t('rows')} (ends) WHERE status IN {BINDING}",
            f"CREATE TABLE {t('covers')} (id TEXT PRIMARY KEY, agreement TEXT NOT NULL, person TEXT NOT NULL, "
            "starts TEXT NOT NULL, ends TEXT NOT NULL)",
            f"CREATE INDEX {t('covers_by_person')} ON {t('covers')} (person)",
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("Heard", recorded.fact)
        match fact:
            case AgreementDrafted():
                self._drafted(rows, id, recorded, fact, t)
            case TermsRevised():
                self._propose(rows, id, fact.terms, t)
            case AgreementRenegotiated():
                self._propose(rows, id, fact.terms, t)
                rows.do(f"UPDATE {t('rows')} SET status = 'renegotiating' WHERE id = ?", id)
            case AgreementCameIntoForce():
                rows.do(
                    f"UPDATE {t('rows')} SET status = 'in-force', {_AS_PROPOSED}, since = COALESCE(since, next_starts) WHERE id = ?",
                    id,
                )
            case PlacementEndNoted():
                rows.do(f"UPDATE {t('rows')} SET placement_ended = 1 WHERE id = ?", id)
            case AgreementEnded():
                rows.do(f"UPDATE {t('rows')} SET status = 'ended' WHERE id = ?", id)
            case AgreementExpired():
                rows.do(f"UPDATE {t('rows')} SET status = 'expired' WHERE id = ?", id)
            case AgreementPlacedUnderPartnership():
                rows.do(f"UPDATE {t('rows')} SET partnership = ? WHERE id = ?", str(fact.partnership), id)
            case CoverNamed():
                rows.do(
                    f"INSERT INTO {t('covers')} (id, agreement, person, starts, ends) VALUES (?, ?, ?, ?, ?)",
                    *(str(fact.cover), id, str(fact.person), fact.starts.isoformat(), fact.ends.isoformat()),
                )
            case CoverEnded():
                rows.do(f"DELETE FROM {t('covers')} WHERE id = ?", str(fact.cover))
            case _:
                assert_never(fact)

    def _drafted(self, rows: Rows, id: str, recorded: Recorded, fact: AgreementDrafted, t: TableName) -> None:
        rows.do(
            f"INSERT INTO {t('rows')} (id, drafted, worker, supervisor, agency, placement, status, "
            f"{', '.join(CLEAR)}, {', '.join(_PROPOSED)}, placement_ended) "
            "VALUES (?, ?, ?, ?, ?, ?, 'drafted', ?, ?, ?, ?, ?, ?, ?, ?, 0)",
            *(id, utc_text(recorded.recorded_at)),
            *(str(one) for one in (fact.worker, fact.supervisor, fact.agency, fact.placement)),
            *_clear(fact.terms) * 2,
        )

    def _propose(self, rows: Rows, id: str, terms: Terms, t: TableName) -> None:
        laid = ", ".join(f"{name} = ?" for name in _PROPOSED)
        rows.do(f"UPDATE {t('rows')} SET {laid} WHERE id = ?", *_clear(terms), id)
        rows.do(f"UPDATE {t('rows')} SET {_AS_PROPOSED} WHERE id = ? AND status = 'drafted'", id)


def _clear(terms: Terms) -> Clear:
    starts, ends = (day.isoformat() if day else None for day in (terms.starts, terms.ends))
    return terms.kind.value, starts, ends, terms.frequency
