"""A record as whoever keeps or erases it sees it: whose affair it is, until when it is kept, which keys go with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Any
from uuid import UUID

from propcache.api import cached_property

from services.sessions.api.calls import SessionsCall
from services.sessions.api.confided import OFFICER, Confided, is_officer
from services.sessions.api.kept import KEPT, Kept
from services.sessions.api.shown_elsewhere import held_elsewhere
from services.sessions.domain.disclosing import Disclosure
from services.sessions.domain.erasing import (
    AccountingStays,
    ApproverThere,
    ConcernStillRuns,
    kept_until,
    key_of,
)
from services.sessions.forms.erasing import KindOfRecord
from services.sessions.policy.erasing import ERASURES
from services.sessions.reactions.erasing import going_along, keys_of
from shared.aggregate import Aggregate
from shared.identity import AgencyId, PersonId
from shared.keeping import ErasureReason, Keeping, Standing, Target
from shared.store import NotFound
from shared.web.calls import Law
from shared.web.problems import not_found


class Record:
    """A record of which something is to be kept or erased, over the log that it lies in."""

    def __init__(self, call: SessionsCall, kept: Kept, id: UUID) -> None:
        self.call, self.kept = call, kept
        self.thing: Aggregate[Any]
        self.thing, self._records = call.desk.store.past(kept.kind, id)
        self.whose: Any = kept.whose(call.desk.store, self.thing)

    @property
    def agency(self) -> AgencyId:
        agency: AgencyId | None = self.whose.agency
        assert agency is not None
        return agency

    @property
    def target(self) -> Target:
        return Target(self.kept.kind.stream_type, self.thing.id, self.agency)

    @property
    def law(self) -> Law[Keeping]:
        return Law(Keeping, ERASURES, self.stands, lambda one: one.status)

    def stands(self, keeping: Keeping, person: PersonId) -> frozenset[str]:
        """Of what is confidential those whose affair it is; else the officers of its agency, and who of them is a party."""
        if self.confided:
            return self.confided.stands(keeping, person)
        if not is_officer(self.call, person, self.agency):
            return frozenset()
        return frozenset({OFFICER, "party"} if self.is_party(person) else {OFFICER})

    @cached_property
    def confided(self) -> Confided | None:
        """None for what its agency's officers decide about."""
        if not self.kept.restricted:
            return None
        parties, shown = self.kept.parties(self.whose), self.kept.shown(self.whose)
        return Confided(self.call, self.agency, parties, shown)

    def require_approver(self, named: PersonId | None) -> None:
        """Raises as what is confidential does; ApproverThere for anybody who is named to approve anything else."""
        if self.confided:
            self.confided.require_approver(named)
        elif named:
            raise ApproverThere("approver")

    def is_party(self, person: PersonId) -> bool:
        apart = self.kept.apart(self.call.desk.store, self.thing.id, person)
        return person in self.kept.parties_of(self.whose, self._records) or any(apart)

    @property
    def keys(self) -> Iterator[str]:
        return keys_of(self.call.desk.store, self.target.type, self.target.id)

    @property
    def is_sealed(self) -> bool:
        return any(map(self.call.desk.store.keys.knows, self.keys))

    def left(self, person: PersonId) -> list[UUID]:
        """What was disclosed of it and does not go with it, not erased by itself yet, for the two whose concern it is."""
        there = self.kept.disclosed(self.thing) if self.is_party(person) else ()
        return [one for one in there if self._is_read(one)]

    def _is_read(self, disclosure: UUID) -> bool:
        return not self.call.desk.store.keys.is_destroyed(key_of(Disclosure.stream_type, disclosure))

    def standing(self, reason: ErasureReason) -> Standing:
        """By a clock that another bears out, unless it should never have been recorded. Nothing that still runs is erased."""
        over_at = self._over_at()
        if self.kept.waits_until_over and over_at is None:
            raise ConcernStillRuns
        disclosure = self.kept.accounts_for(self.thing)
        if disclosure and (reason is ErasureReason.NEVER_LAWFUL or self._is_read(disclosure)):
            raise AccountingStays
        waits_for_none = reason is ErasureReason.NEVER_LAWFUL
        now = self.call.desk.store.now() if waits_for_none else self.call.borne_out()
        relations = self.call.relations
        today = relations.day_at(self.agency, now)
        over_on = relations.day_at(self.agency, over_at) if over_at else None
        years = self.kept.years(relations.retention_at(self.agency, today))
        return Standing(today, kept_until(over_on, years, reason), held_elsewhere(self.call, self.thing))

    def _over_at(self) -> datetime | None:
        along = going_along(self.call.desk.store, self.target.type, self.target.id)
        return self.kept.over_at(self.call, self.thing, [*self._records, *chain.from_iterable(along)])


def record_of(kind: KindOfRecord, id: UUID, call: SessionsCall, restricted: SessionsCall) -> Record:
    kept = KEPT[kind]
    return Record(restricted if kept.restricted else call, kept, id)


def kept_record(id: UUID, call: SessionsCall, restricted: SessionsCall) -> Record:
    """The record that a keeping is of, in whichever log that lies."""
    for one in (call, restricted):
        try:
            keeping = one.desk.store.get(Keeping, id)
        except NotFound:
            continue
        if kept := KEPT.get(keeping.target_type):
            return Record(one, kept, keeping.target)
    raise not_found()
