"""A request about a concern: who could be consulted on it today, and how it goes at its agency (C2, D5)."""

from __future__ import annotations

from typing import Final

from services.directory.relations import ConcernRules
from services.sessions.api.calls import SessionsCall
from services.sessions.domain.concern import Concern
from services.sessions.domain.consulting import Managers
from services.sessions.events.concern_parts import Consulted
from services.sessions.views import switched_off_since
from shared.identity import AgencyId, PersonId, PlacementId

HIGHEST: Final = 5
"""So many managers above one another are asked for, and no more."""


class ManagersCall(SessionsCall):
    """What the directory and the agency's policy say of it."""

    def rules(self, concern: Concern) -> ConcernRules:
        """How a concern goes at its agency, by the policy set of today."""
        assert concern.agency is not None
        return self.relations.concern_rules_at(concern.agency, self.today(concern.agency))

    def managers(self, concern: Concern) -> Managers:
        """Who could be consulted today, by what is known of the directory a minute ago at the most."""
        assert concern.agency is not None
        return self.managers_at(concern.agency, concern.placement)

    def managers_at(self, agency: AgencyId, placement: PlacementId) -> Managers:
        self.relations.require_fresh()
        person, alternate = self.relations.concern_contacts(agency)
        rules = self.relations.concern_rules_at(agency, self.today(agency))
        chain = self._chain(agency, placement)
        named = {*chain, *(one for one in (person, alternate) if one)}
        gone = frozenset(one for one in named if self._is_gone(one, agency))
        return Managers(chain, person, alternate, Consulted(rules.alternative.value), gone)

    def _is_gone(self, person: PersonId, agency: AgencyId) -> bool:
        linked, switched_off = switched_off_since(self.desk.shelf, person)
        return bool(switched_off and not linked) or self.relations.is_gone(person, agency)

    def _chain(self, agency: AgencyId, placement: PlacementId) -> tuple[PersonId, ...]:
        """The line manager of the placement, and upwards as far as placements at the same agency tell."""
        chain: list[PersonId] = []
        above = self.placement(placement).line_manager
        while above and above not in chain and len(chain) < HIGHEST:
            chain.append(above)
            above = self._manager_of(above, agency)
        return tuple(chain)

    def _manager_of(self, person: PersonId, agency: AgencyId) -> PersonId | None:
        today = self.today(agency)
        placed = [
            one.line_manager
            for one in self.relations.placements_of(person)
            if one.agency == agency and one.line_manager and one.starts <= today and not one.is_over(today)
        ]
        return placed[0] if placed else None
