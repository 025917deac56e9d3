"""What can be erased here, kind by kind: when its time of keeping begins, how long that is, and whose affair it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from services.directory.relations import Retention
from services.sessions.api.over import (
    OverAt,
    at_last,
    closed_or_forsaken,
    closed_or_left,
    held_at,
    once_or_with_supervision,
)
from services.sessions.domain.concern import Concern
from services.sessions.domain.disclosing import Disclosure, Recipient
from services.sessions.domain.dual_relationship import DualRelationship
from services.sessions.domain.evaluation import Evaluation
from services.sessions.domain.external_reports import ExternalReport
from services.sessions.domain.goal import Goal
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.domain.groups import Group
from services.sessions.domain.performance import PerformanceRecord
from services.sessions.domain.session import Session
from services.sessions.reactions.erasing import lying_apart
from shared.aggregate import Aggregate
from shared.facts import Recorded
from shared.identity import PersonId
from shared.store import Store


def _nothing(_store: Store, _id: UUID, _person: PersonId) -> Iterator[Sequence[Recorded]]:
    yield from ()


def _none(_thing: Any) -> None:
    return None


def _nothing_was(_thing: Any) -> Sequence[UUID]:
    return ()


def _itself(_store: Store, thing: Any) -> Any:
    return thing


def _nobody(_thing: Any) -> frozenset[PersonId]:
    return frozenset()


@dataclass(frozen=True)
class Kept:
    """One kind of record."""

    kind: type[Aggregate[Any]]
    over_at: OverAt
    """When it was over, by it and by all that is erased with it; None while it is not."""
    years: Callable[[Retention], int]
    parties: Callable[[Any], frozenset[PersonId]]
    """Beside those who ever recorded something of it."""
    apart: Callable[[Store, UUID, PersonId], Iterator[Sequence[Recorded]]] = _nothing
    """What lies in histories of its own of somebody: they are a party by it, and it goes with this one."""
    whose: Callable[[Store, Any], Any] = _itself
    """Which record says whose affair it is."""
    restricted: bool = False
    """Whether nobody but the parties may know that it is there: then they decide, and no officer does."""
    shown: Callable[[Any], frozenset[PersonId]] = _nobody
    """To whom its one party let it be seen: they approve what that one orders."""
    waits_until_over: bool = False
    """Whatever the reason: something hangs on its words while it runs."""
    accounts_for: Callable[[Any], UUID | None] = _none
    """Of what it is the accounting, which is erased before it."""
    disclosed: Callable[[Any], Sequence[UUID]] = _nothing_was
    """What was disclosed of it: records of their own, each erased by itself."""

    def parties_of(self, thing: Any, records: Sequence[Recorded]) -> frozenset[PersonId]:
        """Whose affair it is. Who covers goes on with a concern, and is not for that one of the two between whom it is."""
        if self.restricted:
            return self.parties(thing)
        return self.parties(thing) | {PersonId(one.actor) for one in records if isinstance(one.actor, UUID)}


def _sessions(years: Retention) -> int:
    return years.sessions


def _evaluations(years: Retention) -> int:
    return years.evaluations


def _two(one: Any) -> frozenset[PersonId]:
    return frozenset({one.worker, one.supervisor})


def _two_of_concern(one: Concern) -> frozenset[PersonId]:
    return frozenset({one.worker, one.author})


def _concern_of(store: Store, one: Disclosure) -> Concern:
    return store.get(Concern, one.concern)


def _concern_of_recipient(store: Store, one: Recipient) -> Concern:
    return _concern_of(store, store.get(Disclosure, one.disclosure))


KEPT: Final = {
    one.kind.stream_type: one
    for one in (
        Kept(Session, held_at, _sessions, lambda one: frozenset(one.parties)),
        Kept(
            GroupSession,
            held_at,
            _sessions,
            lambda one: frozenset({one.facilitator} - {None}),
            apart=lying_apart,
        ),
        Kept(
            Group,
            closed_or_left,
            _sessions,
            lambda one: (one.invited | {*one.ever, one.asked}) - {None},
        ),
        Kept(Evaluation, at_last, _evaluations, lambda one: one.two),
        Kept(Goal, once_or_with_supervision(lambda one: one.status == "ended"), _evaluations, _two),
        Kept(
            PerformanceRecord,
            once_or_with_supervision(lambda one: one.closed),
            lambda years: years.performance_records,
            lambda one: frozenset({one.worker, one.author}),
        ),
        Kept(DualRelationship, once_or_with_supervision(lambda one: one.decided), _sessions, _two),
        Kept(
            Concern,
            closed_or_forsaken,
            lambda years: years.concerns,
            _two_of_concern,
            restricted=True,
            waits_until_over=True,
            disclosed=lambda one: one.disclosures,
        ),
        Kept(
            Disclosure,
            at_last,
            lambda years: years.disclosures,
            _two_of_concern,
            whose=_concern_of,
            restricted=True,
        ),
        Kept(
            Recipient,
            at_last,
            lambda years: years.accounting,
            _two_of_concern,
            whose=_concern_of_recipient,
            accounts_for=lambda one: one.disclosure,
            restricted=True,
        ),
        Kept(
            ExternalReport,
            at_last,
            lambda years: years.concerns,
            lambda one: frozenset({one.author}),
            restricted=True,
            shown=lambda one: one.shown,
        ),
    )
}
