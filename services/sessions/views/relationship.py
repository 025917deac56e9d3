"""Which agreements make one relationship: the next of the same two goes on with what the one before it left (D8, S3, S5, S6).

The same worker and the same supervisor under the same placement; and the next is one that began when the other was over, of the
same kind or of both kinds. Two that run side by side stay apart; and a draft that bound nobody goes on only where nothing else
does. Nothing of development supervision goes on in administrative supervision, and nothing of both in either: what was said under
both, nobody can tell apart. That is so within one agreement too, whose terms once turned it into another kind: what was held
before they did stays apart from what was held since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Final, Protocol
from uuid import UUID

from services.directory.relations import Relations
from services.sessions.views.agreements import AgreementKnown, agreement_known, agreements_like
from services.sessions.views.sessions import SessionsView
from shared.feed.shelf import Shelf

BOTH: Final = "both"
DayOf = Callable[[datetime], date]
"""Which day a moment was at the agency."""


class Held(Protocol):
    """A session, as far as it matters here."""

    @property
    def agreement(self) -> UUID: ...
    @property
    def starts(self) -> datetime: ...


@dataclass(frozen=True)
class Relationship:
    """One agreement with those before and after it."""

    nexts: Mapping[UUID, UUID]
    """Which agreement goes on with which; none goes on in two."""
    turned: Mapping[UUID, datetime] = field(default_factory=dict)
    """Since when an agreement is of its kind, where it was of another before."""

    def until(self, agreement: UUID) -> frozenset[UUID]:
        """It, and all that it goes on with."""
        before = (one for one, its_next in self.nexts.items() if its_next == agreement)
        return frozenset({agreement}).union(*map(self.until, before))

    def since(self, agreement: UUID) -> frozenset[UUID]:
        """It, and those that go on with it, one after another."""
        following = self.nexts.get(agreement)
        return frozenset({agreement}) | (self.since(following) if following else frozenset())

    def stays_behind(self, session: Held) -> bool:
        """Whether its agreement was of another kind then."""
        since = self.turned.get(session.agreement)
        return since is not None and session.starts < since

    def are_of_one_kind(self, one: Held, other: Held) -> bool:
        """Whether what was left in one may go on in the other; what stays behind goes on under its own agreement alone."""
        if self.stays_behind(one) or self.stays_behind(other):
            behind = self.stays_behind(one) and self.stays_behind(other)
            return behind and one.agreement == other.agreement
        return True


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
    return Relationship(nexts, {one.id: one.kind_since for one in same if one.kind_since})


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
