"""What terms must hold, and the digest that a signature is given to (A2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.agreements.domain.parts import Negotiable
from services.agreements.domain.refusals import UnfitTerms
from services.agreements.events import Limit, Terms
from shared.identity import PersonId, PlacementId
from shared.recurrence import days, is_rule
from shared.sealing import salted_digest

SHORTEST, LONGEST = 5, 480
"""Minutes of a session: outside of these it's a slip of the pen."""
MOST_REVIEWS = 52
EARLIEST, LATEST = 1900, 2200


@dataclass(frozen=True)
class Proposal:
    """A version ready to be recorded: terms, the salt that only readers of the terms get, and the digest."""

    version: int
    terms: Terms
    salt: str
    digest: str


def propose(
    id: UUID,
    version: int,
    worker: PersonId,
    supervisor: PersonId,
    placement: PlacementId,
    terms: Terms,
    salt: bytes,
) -> Proposal:
    return Proposal(
        version, terms, salt.hex(), digest(id, version, worker, supervisor, placement, terms, salt)
    )


def digest(
    id: UUID,
    version: int,
    worker: PersonId,
    supervisor: PersonId,
    placement: PlacementId,
    terms: Terms,
    salt: bytes,
) -> str:
    """What both sign: who, where, which version and every term, salted so that it tells nothing by itself.

    What is left out is not in it, so that a term added to the form later changes no digest given before.
    """
    signed: dict[str, Any] = {
        "agreement": str(id),
        "version": version,
        "worker": str(worker),
        "supervisor": str(supervisor),
        "placement": str(placement),
        "terms": terms.model_dump(mode="json", exclude_defaults=True),
    }
    return salted_digest(salt, signed)


def missing(terms: Terms) -> list[str]:
    """Mandatory terms that are absent; what is sealed is there."""
    absent = [field for field in Terms.MANDATORY if getattr(terms, field) in (None, ())]
    if set(terms.limits) != set(Limit) and "limits" not in absent:
        absent.append("limits")
    return absent


def out_of_time(day: date | None) -> bool:
    """Before the year 1900 or after 2200: a slip of the pen."""
    return day is not None and not EARLIEST <= day.year <= LATEST


def _names_no_day(frequency: str, starts: date | None) -> bool:
    """Whether two who go by it would never meet, however long it binds: not in a year, nor in the leap years to come."""
    if starts is None or out_of_time(starts):
        return False
    return not any(
        days(frequency, starts, starts.replace(year=starts.year + years, day=1)) for years in (1, 9)
    )


def check(terms: Terms, worker: PersonId, supervisor: PersonId) -> None:
    """Raises UnfitTerms with the fields that cannot be meant; a draft may be incomplete, not absurd."""
    wrong = [
        *out_of_form(terms),
        *(["limits"] if len(set(terms.limits)) != len(terms.limits) else []),
        *(["difficulties_to"] if terms.difficulties_to in (worker, supervisor) else []),
    ]
    if wrong:
        raise UnfitTerms(*(f"terms.{field}" for field in wrong))


def out_of_form(terms: Negotiable) -> list[str]:
    """What all terms say of their time and cannot mean."""
    dates = terms.review_dates
    wrong = {
        "frequency": terms.frequency is not None
        and (not is_rule(terms.frequency) or _names_no_day(terms.frequency, terms.starts)),
        "starts": out_of_time(terms.starts),
        "ends": out_of_time(terms.ends) or bool(terms.starts and terms.ends and terms.ends < terms.starts),
        "session_minutes": terms.session_minutes is not None
        and not SHORTEST <= terms.session_minutes <= LONGEST,
        "review_dates": len(dates) > MOST_REVIEWS
        or any(map(out_of_time, dates))
        or list(dates) != sorted(set(dates))
        or bool(terms.starts and dates and dates[0] < terms.starts),
    }
    return [field for field, is_wrong in wrong.items() if is_wrong]
