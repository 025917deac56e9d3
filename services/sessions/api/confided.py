"""Who decides about what nobody else may know is there, as long as they are there; and who approves where no other of them is (C2, C5, C6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from propcache.api import cached_property

from services.sessions.api.calls import SessionsCall
from services.sessions.domain.erasing import ApproverNeeded, ApproverThere, NotAnOfficerThere
from shared.identity import AgencyId, PersonId
from shared.keeping import Keeping

OFFICER: Final = "privacy_officer"


@dataclass(frozen=True)
class Confided:
    """Between whom it is, and whom they let see it, as whoever asks finds them."""

    call: SessionsCall
    agency: AgencyId
    parties: frozenset[PersonId]
    shown: frozenset[PersonId]

    @cached_property
    def _gone(self) -> frozenset[PersonId]:
        return self.call.relations.erased_among(self.parties | self.shown)

    @property
    def deciding(self) -> frozenset[PersonId]:
        """Those of the parties who are there; once nobody of them is, whom they let see it."""
        return self.parties - self._gone or self.shown - self._gone

    def stands(self, keeping: Keeping, person: PersonId) -> frozenset[str]:
        """Whom they let see it, and whom an order names, to that order alone."""
        if person in self.deciding:
            return frozenset({"one_of_the_two"})
        shown = person in self.shown or self._is_to_approve(keeping, person)
        return frozenset({"shown"} if shown else ())

    def _is_to_approve(self, keeping: Keeping, person: PersonId) -> bool:
        """Only as long as they are what they were named for."""
        order = keeping.order
        return order is not None and order.approver == person and is_officer(self.call, person, self.agency)

    @property
    def told(self) -> frozenset[PersonId]:
        """Who else decides about it, and is told that an order waits."""
        return self.deciding - {self.call.person}

    def require_approver(self, named: PersonId | None) -> None:
        """One is named where somebody is gone, and nobody else is there who would approve it. Raises ApproverThere, ApproverNeeded, NotAnOfficerThere."""
        others = (self.parties | self.shown) - self._gone - {self.call.person}
        if others or not self.parties & self._gone:
            if named:
                raise ApproverThere("approver")
        elif named is None:
            raise ApproverNeeded("approver")
        elif not self._may_be_named(named):
            raise NotAnOfficerThere("approver")

    def _may_be_named(self, person: PersonId) -> bool:
        if person == self.call.person or self.call.relations.erased_among({person}):
            return False
        return is_officer(self.call, person, self.agency)


def is_officer(call: SessionsCall, person: PersonId, agency: AgencyId) -> bool:
    """Whether somebody is privacy officer there today."""
    call.relations.require_fresh()
    return OFFICER in call.relations.roles_at(person, agency)
