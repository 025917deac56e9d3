"""From when to when a partner's right lasted, reckoned from the records themselves (A7, C5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, TypeVar
from uuid import UUID

from services.agreements.domain.agreement import Agreement
from services.agreements.domain.partnerships.partnership import Partnership
from services.agreements.domain.parts import Negotiable
from shared.aggregate import Aggregate
from shared.facts import Recorded
from shared.identity import PersonId, PlacementId

A = TypeVar("A", bound=Aggregate[Any])
BEGINNING: Final = datetime.min.replace(tzinfo=UTC)
FOREVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Period:
    """From one moment up to another, which is no longer in it."""

    since: datetime = BEGINNING
    until: datetime = FOREVER

    @classmethod
    def at(cls, moment: datetime) -> Period:
        return cls(moment, moment + timedelta.resolution)

    def within(self, other: Period) -> Period | None:
        """What two periods have in common."""
        since, until = max(self.since, other.since), min(self.until, other.until)
        return Period(since, until) if since < until else None


def stood(records: Sequence[Recorded], version: int) -> Period:
    """How long a record stood in one of the versions it has had; the last one stands for ever."""
    until = records[version].recorded_at if version < len(records) else FOREVER
    return Period(records[version - 1].recorded_at, until)


def covering(
    records: Sequence[Recorded], placement: PlacementId, day_begins: Callable[[date], datetime]
) -> list[Period]:
    """When a partnership bound and covered a placement; days begin by its host's clock."""
    periods = []
    for one, period in _states(Partnership, records):
        if placement in one.covered:
            periods.append(period.within(_term(one.bound().terms, day_begins)))
    return [one for one in periods if one]


def supervising(
    records: Sequence[Recorded],
    supervisor: PersonId,
    partnership: UUID,
    day_begins: Callable[[date], datetime],
) -> list[Period]:
    """When somebody supervised under an agreement that bound and was placed under that partnership; days as its agency's."""
    periods = [
        period.within(_term(one.bound().terms, day_begins))
        for one, period in _states(Agreement, records)
        if one.binds and one.supervisor == supervisor and one.partnership == partnership
    ]
    return [one for one in periods if one]


def _term(terms: Negotiable, day_begins: Callable[[date], datetime]) -> Period:
    first = day_begins(terms.starts) if terms.starts else BEGINNING
    after = day_begins(terms.ends + timedelta(days=1)) if terms.ends else FOREVER
    return Period(first, after)


def _states(kind: type[A], records: Sequence[Recorded]) -> Iterator[tuple[A, Period]]:
    """A record in each state it has had, one fact on each time, and how long it stood so."""
    thing: Any = kind(records[0].stream_id)
    for record in records:
        thing.apply(record.fact)
        thing.version += 1
        yield thing, stood(records, thing.version)
