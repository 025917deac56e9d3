"""Which agreements make one relationship: the next of the same two goes on with what the one before it left (D8, S3, S5, S6).

The same worker and the same supervisor under the same placement; and the next is one that began when the other was over, of the
same kind or of both kinds. Two that run side by side stay apart; and a draft that bound nobody goes on only where nothing else
does. Nothing of development supervision goes on in administrative supervision, and nothing of both in either: what was said under
both, nobody can tell apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Final
from uuid import UUID

from services.directory.relations import Relations
from services.sessions.views.agreements import AgreementKnown, agreement_known, agreements_like
from services.sessions.views.sessions import SessionsView
from shared.feed.shelf import Shelf

BOTH: Final = "both"
DayOf = Callable[[datetime], date]
"""Which day a moment was at the agency."""


@dataclass(frozen=True)
class Relationship:
    """One agreement with those before and after it."""

    nexts: Mapping[UUID, UUID]
    """Which agreement goes on with which; none goes on in two."""

    def until(self, agreement: UUID) -> frozenset[UUID]:
        """It, and all that it goes on with."""
        before = (one for one, its_next in self.nexts.items() if its_next == agreement)
        return frozenset({agreement}).union(*map(self.until, before))

    def since(self, agreement: UUID) -> frozenset[UUID]:
        """It, and those that go on with it, one after another."""
        following = self.nexts.get(agreement)
        return frozenset({agreement}) | (self.since(following) if following else frozenset())


def relationship(shelf: Shelf, relations: Relations, agreement: UUID) -> Relationship:
    """As far as this service has heard of it; one that is over and had no record goes on with nothing."""
    known = agreement_known(shelf, agreement)
    if known is None:
        return Relationship({})
    day_of = partial(relations.day_at, known.agency)
    same = sorted(agreements_like(shelf, known), key=lambda one: _began(one, day_of))
    written = _with_records(shelf, [one.id for one in same])
    going_on = [one for one in same if one.id in written or not one.is_over]
    bound = [one for one in going_on if one.id in written or one.in_force_at]
    nexts = {}
    for one in same:
        later = [other for other in (*bound, *going_on) if _goes_on_with(other, one, day_of)]
        if later:
            nexts[one.id] = later[0].id
    return Relationship(nexts)


def _goes_on_with(later: AgreementKnown, one: AgreementKnown, day_of: DayOf) -> bool:
    last = day_of(one.over_at) if one.over_at else one.ends
    return (
        one.is_over
        and last is not None
        and later.drafted_at > one.drafted_at
        and _began(later, day_of) >= last
        and later.kind in (one.kind, BOTH)
    )


def _began(one: AgreementKnown, day_of: DayOf) -> date:
    """Not before it was drafted, whatever day its terms name."""
    drafted = day_of(one.drafted_at)
    return max(drafted, one.bound_from or one.starts or drafted)


def _with_records(shelf: Shelf, agreements: Iterable[UUID]) -> frozenset[UUID]:
    """Those under which something was written of a session."""
    told = [*map(str, agreements)]
    with shelf.query(SessionsView) as (rows, t):
        found = rows.all(
            f"SELECT DISTINCT agreement FROM {t('rows')} WHERE written IS NOT NULL "
            f"AND agreement IN ({', '.join('?' * len(told))})",
            *told,
        )
    return frozenset(UUID(row["agreement"]) for row in found)
