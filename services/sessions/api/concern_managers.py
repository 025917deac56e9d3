"""A request about a concern: who could be consulted on it today, and how it goes at its agency (C2, D5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from services.directory.relations import ConcernRules, Named, PlacementNow
from services.sessions.api.calls import SessionsCall
from services.sessions.domain.concern import Concern
from services.sessions.domain.consulting import Managers
from services.sessions.events.concern_parts import Consulted
from services.sessions.views import sign_ins_of
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
        since = concern.time.given_at - LATELY

        def is_their_choice(named: Named) -> bool:
            """Whether one of those who keep the concern put somebody there themselves, lately or meanwhile."""
            return named.is_choice_of(concern.keepers, since)

        return self._managers(concern.agency, concern.placement, is_their_choice)

    def managers_at(self, agency: AgencyId, placement: PlacementId) -> Managers:
        """Whoever named them: for telling who could be consulted at all."""
        return self._managers(agency, placement, lambda _: False)

    def _managers(
        self, agency: AgencyId, placement: PlacementId, is_a_choice: Callable[[Named], bool]
    ) -> Managers:
        self.relations.require_fresh()
        chain = _chain(self, agency, placement)
        person, alternate = self.relations.concern_contacts(agency)
        contacts_named = self.relations.contacts_named(agency)
        rules = self.relations.concern_rules_at(agency, self.today(agency))
        places = (*chain, *((one, contacts_named) for one in (person, alternate) if one))
        return Managers(
            tuple(one for one, _ in chain),
            person,
            alternate,
            Consulted(rules.alternative.value),
            gone=frozenset(one for one, _ in places if self._is_gone(one, agency)),
            chosen=frozenset(one for one, named in places if named and is_a_choice(named)),
        )

    def _is_gone(self, person: PersonId, agency: AgencyId) -> bool:
        theirs = sign_ins_of(self.desk.shelf, person)
        return bool(theirs.switched_off and not theirs.any) or self.relations.is_gone(person, agency)


def could_go_to(call: SessionsCall, agency: AgencyId, placement: PlacementId) -> frozenset[PersonId]:
    """Whom a concern there could go to at all, first or later."""
    contacts = filter(None, call.relations.concern_contacts(agency))
    return frozenset({*(one for one, _ in _chain(call, agency, placement)), *contacts})


def _chain(
    call: SessionsCall, agency: AgencyId, placement: PlacementId
) -> tuple[tuple[PersonId, Named | None], ...]:
    """The line manager of the placement, and upwards as far as placements at the same agency tell; and who named each."""
    chain: dict[PersonId, Named | None] = {}
    place: PlacementNow | None = call.placement(placement)
    while place and (above := place.line_manager) and above not in chain and len(chain) < HIGHEST:
        chain[above] = place.manager_named
        place = _placed(call, above, agency)
    return tuple(chain.items())


def _placed(call: SessionsCall, person: PersonId, agency: AgencyId) -> PlacementNow | None:
    today = call.today(agency)
    placed = [
        one
        for one in call.relations.placements_of(person)
        if one.agency == agency and one.line_manager and one.starts <= today and not one.is_over(today)
    ]
    return placed[0] if placed else None
