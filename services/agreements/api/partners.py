"""Finds what may give the reader a partner's right, and lets the records themselves decide (A7, C5)."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from uuid import UUID

from services.agreements.domain.agreement import Agreement
from services.agreements.domain.partnerships import Partnership, Period, covering, supervising
from services.agreements.policy import PARTNERS, own_time, sees_every_placement
from services.agreements.views import (
    AgreementsView,
    PartnershipsView,
    agreements_between,
    supervised_under,
    that_bind,
    that_ever_covered,
)
from services.directory.relations import Relations
from shared.identity import AgencyId, PersonId, PlacementId
from shared.store import Store


class Partners:
    """What somebody sees as a partner: views name the candidates, and a view that lags shows nobody too much."""

    def __init__(self, store: Store, relations: Relations, person: PersonId) -> None:
        self._store, self._relations, self._person = store, relations, person

    def own_time(self, agreement: Agreement) -> dict[UUID, list[Period]]:
        """By which partnership, and when, supervision under this agreement was theirs to see, by the roles they hold today."""
        if not (roles := self._roles()):
            return {}
        with self._relations.beside(PartnershipsView) as (rows, t):
            ids = that_ever_covered(rows, t, agreement.placement, roles)
        found = {id: self._periods(id, agreement, roles) for id in ids}
        return {id: periods for id, periods in found.items() if periods}

    def placements(self) -> tuple[PlacementId, ...]:
        """The placements whose supervision is theirs to see today."""
        return tuple(
            sorted(
                {
                    placement
                    for agency, roles in self._roles().items()
                    for one in self._binding(agency)
                    for placement in self._seen_of(one, roles)
                }
            )
        )

    def _roles(self) -> dict[AgencyId, set[str]]:
        held: dict[AgencyId, set[str]] = defaultdict(set)
        for agency, role in self._relations.roles_of(self._person):
            if role in PARTNERS:
                held[agency].add(role)
        return held

    def _periods(self, id: UUID, agreement: Agreement, roles: dict[AgencyId, set[str]]) -> list[Period]:
        one, records = self._store.past(Partnership, id)
        begins = partial(self._relations.day_begins, one.sides.host)
        covered = covering(records, agreement.placement, begins)
        return own_time(
            roles[one.sides.peer_run], covered, partial(self._supervised, agreement.worker, one.id)
        )

    def _supervised(self, worker: PersonId, partnership: UUID) -> list[Period]:
        with self._relations.beside(AgreementsView) as (rows, t):
            ids = agreements_between(rows, t, self._person, worker)
        found = (self._store.past(Agreement, id) for id in ids)
        return [
            period
            for one, records in found
            if one.agency
            for period in supervising(
                records, self._person, partnership, partial(self._relations.day_begins, one.agency)
            )
        ]

    def _binding(self, peer_run: AgencyId) -> list[Partnership]:
        with self._relations.beside(PartnershipsView) as (rows, t):
            ids = that_bind(rows, t, peer_run)
        found = (self._store.get(Partnership, id) for id in ids)
        return [one for one in found if one.binds_on(self._relations.today_at(one.sides.host))]

    def _seen_of(self, one: Partnership, roles: set[str]) -> set[PlacementId]:
        if sees_every_placement(roles):
            return set(one.covered)
        with self._relations.beside(AgreementsView) as (rows, t):
            ids = supervised_under(rows, t, self._person, one.id)
        linked = (self._store.get(Agreement, id) for id in ids)
        workers = {
            each.worker
            for each in linked
            if each.agency
            and each.binds_on(self._relations.today_at(each.agency))
            and each.partnership == one.id
        }
        placed = {place.id for worker in workers for place in self._relations.placements_of(worker)}
        return placed & set(one.covered)
