"""A request about partnerships: its law, and what the directory says of sides and placements."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends

from services.agreements.api.calls import ServiceCall
from services.agreements.domain.partnerships import Partnership
from services.agreements.domain.partnerships.refusals import SayForWhichSide
from services.agreements.domain.partnerships.terms import Hosts, Sides
from services.agreements.events.partnerships import PartnershipTerms
from services.agreements.policy import ENTITLED, PARTNERSHIPS, relate_to_partnership
from shared.identity import AgencyId, PlacementId
from shared.web.calls import Law, calls


class PartnershipCall(ServiceCall):
    """A request about partnerships."""

    @property
    def law(self) -> Law[Partnership]:
        return self.law_signing_for(None)

    def law_signing_for(self, side: AgencyId | None) -> Law[Partnership]:
        """Somebody signs for a side by what they are there, whatever they are at the other."""
        return Law(
            Partnership,
            PARTNERSHIPS,
            lambda one, person: relate_to_partnership(one, person, self.relations, side),
            lambda one: one.status,
        )

    def side(self, sides: Sides, told: AgencyId | None) -> AgencyId:
        """For which side somebody acts: the one at which they are entitled, and said where they are at both."""
        entitled = {agency for agency, role in self.relations.roles_of(self.person) if role in ENTITLED}
        fitting = {one for one in entitled if one in sides and told in (None, one)}
        if len(fitting) != 1:
            raise SayForWhichSide("for")
        return fitting.pop()

    def roles_at_either(self, sides: Sides) -> frozenset[str]:
        """What somebody is today at the two organisations that a partnership shall be between."""
        self.relations.require_fresh()
        held = self.relations.roles_of(self.person)
        return frozenset(role for agency, role in held if agency in sides)

    def kinds(self, sides: Sides) -> tuple[str, str]:
        """What the directory knows the two to be; raises 409 for one it has not told of."""
        peer_run, host = self.relations.side_of(sides.peer_run), self.relations.side_of(sides.host)
        if peer_run is None or host is None:
            raise self.unheard_of("agency")
        return peer_run, host

    def hosts(self, terms: PartnershipTerms) -> Hosts:
        """At which agency each placement is; raises 409 for one that the directory has not told of."""
        return {one.placement: self.placement(one.placement).agency for one in terms.placements}

    def today(self, partnership: Partnership) -> date:
        """The day at the host."""
        return self.relations.today_at(partnership.sides.host)

    def ended(self, partnership: Partnership, terms: PartnershipTerms) -> frozenset[PlacementId]:
        """Those of its placements that are over; they are flagged, and end nothing by that."""
        today = self.today(partnership)
        found = (self.relations.placement(one.placement) for one in terms.placements)
        return frozenset(one.id for one in found if one and one.is_over(today))

    @property
    def own_placements(self) -> frozenset[PlacementId]:
        return frozenset(one.id for one in self.relations.placements_of(self.person))


Partnerships = Annotated[PartnershipCall, Depends(calls("agreements", PartnershipCall))]
