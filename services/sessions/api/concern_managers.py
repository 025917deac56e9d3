"""A request about a concern: who could be consulted on it today, and how it goes at its agency (C2, D5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from services.directory.relations import ConcernRules, Named, PlacementNow
from services.sessions.api.calls import SessionsCall
from services.sessions.domain.concern import Concern
from services.sessions.domain.consulting import Managers
from services.sessions.events.concern_parts import Consulted
from services.sessions.views import switched_off_since
from shared.identity import AgencyId, PersonId, PlacementId

HIGHEST: Final = 5
"""So many managers above one another are asked for, and no more."""
LATELY: Final = timedelta(days=90)
"""Before the notice: whoever keeps a concern is told by then of what it is about."""


class ManagersCall(SessionsCall):
    """What the directory and the agency's policy say of it."""

    def rules(self, concern: Concern) -> ConcernRules:
        """How a concern goes at its agency, by the policy set of today."""
        assert concern.agency is not None
        return self.relations.concern_rules_at(concern.agency, self.today(concern.agency))

    def managers(self, concern: Concern) -> Managers:
        """Who could be consulted today, by what is known of the directory a minute ago at the most."""
        assert concern.agency is not None
        managers = self.managers_at(concern.agency, concern.placement)
        return replace(managers, gone=managers.gone | self._chosen(concern, concern.agency))

    def managers_at(self, agency: AgencyId, placement: PlacementId) -> Managers:
        self.relations.require_fresh()
        person, alternate = self.relations.concern_contacts(agency)
        rules = self.relations.concern_rules_at(agency, self.today(agency))
        chain = tuple(person for person, _ in self._chain(agency, placement))
        named = {*chain, *(one for one in (person, alternate) if one)}
        gone = frozenset(one for one in named if self._is_gone(one, agency))
        return Managers(chain, person, alternate, Consulted(rules.alternative.value), gone)

    def _chosen(self, concern: Concern, agency: AgencyId) -> frozenset[PersonId]:
        """Whom one of those who keep the concern put there themselves, lately or meanwhile: that would be their choice."""
        since = concern.time.given_at - LATELY
        chosen = {
            person
            for person, named in self._chain(agency, concern.placement)
            if named and named.is_choice_of(concern.keepers, since)
        }
        contacts = self.relations.contacts_named(agency)
        if contacts and contacts.is_choice_of(concern.keepers, since):
            chosen |= {one for one in self.relations.concern_contacts(agency) if one}
        return frozenset(chosen)

    def _is_gone(self, person: PersonId, agency: AgencyId) -> bool:
        linked, switched_off = switched_off_since(self.desk.shelf, person)
        return bool(switched_off and not linked) or self.relations.is_gone(person, agency)

    def _chain(self, agency: AgencyId, placement: PlacementId) -> tuple[tuple[PersonId, Named | None], ...]:
        """The line manager of the placement, and upwards as far as placements at the same agency tell; and who named each."""
        chain: dict[PersonId, Named | None] = {}
        place: PlacementNow | None = self.placement(placement)
        while place and (above := place.line_manager) and above not in chain and len(chain) < HIGHEST:
            chain[above] = place.manager_named
            place = self._placed(above, agency)
        return tuple(chain.items())

    def _placed(self, person: PersonId, agency: AgencyId) -> PlacementNow | None:
        today = self.today(agency)
        placed = [
            one
            for one in self.relations.placements_of(person)
            if one.agency == agency and one.line_manager and one.starts <= today and not one.is_over(today)
        ]
        return placed[0] if placed else None
