"""When something is to be said next about an agreement: review due, expiry near, still unsigned."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any, assert_never, cast, get_args
from uuid import UUID

from services.agreements.domain.negotiated import FORTNIGHT, MONTH, WEEK
from services.agreements.events import (
    AgreementCameIntoForce,
    AgreementDrafted,
    AgreementEnded,
    AgreementExpired,
    AgreementRenegotiated,
    AgreementReviewed,
    ExpiryNearNoted,
    LongUnsignedNoted,
    ReviewDueNoted,
    Stage,
    Terms,
    TermsRevised,
)
from shared.facts import Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.identity import AgencyId
from shared.tables import Rows

Heard = (
    AgreementDrafted
    | TermsRevised
    | AgreementRenegotiated
    | AgreementCameIntoForce
    | AgreementReviewed
    | ReviewDueNoted
    | ExpiryNearNoted
    | LongUnsignedNoted
    | AgreementEnded
    | AgreementExpired
)
NEXT = {Stage.MONTH_BEFORE.value: -WEEK, Stage.WEEK_BEFORE.value: timedelta(days=1)}
"""From one notice of a review to the next, counted from its day."""


class DatesView(View):
    """One row an agreement that is not over: the next review, and from which day on each notice is due."""

    name = "agreement_dates"
    version = 1
    hears = frozenset(get_args(Heard))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (id TEXT PRIMARY KEY, agency TEXT NOT NULL, drafted TEXT NOT NULL, "
            "proposed TEXT NOT NULL, agreed TEXT NOT NULL, settled TEXT NOT NULL, next_ends TEXT, ends TEXT, "
            "held TEXT, said TEXT NOT NULL, expiry_said TEXT NOT NULL, review_due TEXT, "
            "review_notice TEXT, expiry_notice TEXT, unsigned_notice TEXT)",
            *(
                f"CREATE INDEX {t(f'by_{notice}')} ON {t('rows')} ({notice}) WHERE {notice} IS NOT NULL"
                for notice in ("review_notice", "expiry_notice", "unsigned_notice")
            ),
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("Heard", recorded.fact)
        match fact:
            case AgreementDrafted():
                rows.do(
                    f"INSERT INTO {t('rows')} (id, agency, drafted, proposed, next_ends, unsigned_notice, "
                    "agreed, settled, said, expiry_said) VALUES (?, ?, ?, ?, ?, ?, '[]', '[]', '{}', '[]')",
                    *(id, str(fact.agency), utc_text(recorded.recorded_at), *_proposed(fact.terms)),
                    utc_text(recorded.recorded_at + FORTNIGHT),
                )
            case TermsRevised() | AgreementRenegotiated():
                rows.do(
                    f"UPDATE {t('rows')} SET proposed = ?, next_ends = ? WHERE id = ?",
                    *(*_proposed(fact.terms), id),
                )
            case AgreementCameIntoForce():
                rows.do(
                    f"UPDATE {t('rows')} SET agreed = proposed, ends = next_ends, unsigned_notice = NULL WHERE id = ?",
                    id,
                )
                self._reckon(rows, id, t, anew=True)
            case AgreementReviewed():
                held, settles = fact.held_on.isoformat(), [day.isoformat() for day in fact.settles]
                self._reckon(rows, id, t, held=held, settles=settles)
            case ReviewDueNoted():
                self._reckon(rows, id, t, said={fact.review_date.isoformat(): fact.stage.value})
            case ExpiryNearNoted():
                self._reckon(rows, id, t, expiry_said=[fact.last_day.isoformat()])
            case LongUnsignedNoted():
                rows.do(f"UPDATE {t('rows')} SET unsigned_notice = NULL WHERE id = ?", id)
            case AgreementEnded() | AgreementExpired():
                rows.do(f"DELETE FROM {t('rows')} WHERE id = ?", id)
            case _:
                assert_never(fact)

    def _reckon(
        self,
        rows: Rows,
        id: str,
        t: TableName,
        *,
        held: str | None = None,
        settles: Iterable[str] = (),
        said: Mapping[str, str] = MappingProxyType({}),
        expiry_said: Iterable[str] = (),
        anew: bool = False,
    ) -> None:
        """Take in what happened, and say anew when what is due; as the agreement itself reckons it."""
        row = rows.one(f"SELECT * FROM {t('rows')} WHERE id = ?", id)
        if row is None:
            return
        last = max(filter(None, (row["held"], held)), default="")
        settled = {*json.loads(row["settled"]), *settles}
        if anew:
            settled = {day for day in settled if day <= last}
        told = json.loads(row["said"]) | said
        expiries = {*json.loads(row["expiry_said"]), *expiry_said}
        due = [day for day in json.loads(row["agreed"]) if day not in settled]
        notices = [notice for day in due if (notice := _review_notice(day, told.get(day)))]
        ends = row["ends"] if row["ends"] not in expiries else None
        rows.do(
            f"UPDATE {t('rows')} SET held = ?, settled = ?, said = ?, expiry_said = ?, review_due = ?, review_notice = ?, "
            "expiry_notice = ? WHERE id = ?",
            *(last or None, json.dumps(sorted(settled)), json.dumps(told), json.dumps(sorted(expiries))),
            *(due[0] if due else None, min(notices, default=None), _day(ends, -MONTH), id),
        )


def _proposed(terms: Terms) -> tuple[str, str | None]:
    dates = json.dumps([day.isoformat() for day in terms.review_dates])
    return dates, terms.ends.isoformat() if terms.ends else None


def _review_notice(due: str, said: str | None) -> str | None:
    if said is None:
        return _day(due, -MONTH)
    return _day(due, NEXT[said]) if said in NEXT else None


def _day(of: str | None, off: timedelta) -> str | None:
    return (date.fromisoformat(of) + off).isoformat() if of else None


@dataclass(frozen=True)
class Due:
    """An agreement about which something may have to be said."""

    id: UUID
    agency: AgencyId
    drafted: datetime
    since: date
    """The earliest day, by the agency's clock, of what is due."""


def with_something_due(shelf: Shelf, day: date, now: datetime) -> list[Due]:
    """Agreements with a notice due by a day, or unsigned too long by now."""
    with shelf.query(DatesView) as (rows, t):
        found = rows.all(
            f"SELECT * FROM {t('rows')} WHERE review_notice <= ? OR expiry_notice <= ? OR unsigned_notice <= ? ORDER BY id",
            *(day.isoformat(), day.isoformat(), utc_text(now)),
        )
    return [_due(row) for row in found]


def _due(row: Any) -> Due:
    days = [row["review_notice"], row["expiry_notice"], (row["unsigned_notice"] or "")[:10] or None]
    return Due(
        UUID(row["id"]),
        AgencyId(UUID(row["agency"])),
        datetime.fromisoformat(row["drafted"]),
        date.fromisoformat(min(one for one in days if one)),
    )
