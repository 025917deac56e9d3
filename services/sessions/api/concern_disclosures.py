"""A request about a concern: what was disclosed of it, and to whom that is open (C3)."""

from __future__ import annotations

from services.sessions.api.concern_managers import ManagersCall
from services.sessions.domain.concern import Concern
from services.sessions.domain.disclosing import Disclosure
from services.sessions.policy import DISCLOSURES, relate_to_disclosure
from shared.identity import PersonId
from shared.web.desk import Law


class DisclosuresCall(ManagersCall):
    """Over the restricted log."""

    def disclosures_of(self, concern: Concern) -> list[Disclosure]:
        return [self.desk.store.get(Disclosure, id) for id in concern.disclosures]

    def readable_disclosures_of(self, concern: Concern) -> list[Disclosure]:
        """Those that nobody has had erased."""
        return [one for one in self.disclosures_of(concern) if not self.is_erased(one)]

    def is_erased(self, one: Concern | Disclosure) -> bool:
        """Whether nobody reads its words any more, nor adds any."""
        return self.desk.store.keys.is_destroyed(f"rk:{one.id}")

    @property
    def of_disclosures(self) -> Law[Disclosure]:
        """Of what was disclosed: the two are those whose concern it is."""

        def relate(one: Disclosure, person: PersonId) -> frozenset[str]:
            return relate_to_disclosure(one, self.desk.store.get(Concern, one.concern).author, person)

        return Law(Disclosure, DISCLOSURES, relate, lambda _: "made")
