"""A request about agreements: its law, and what the directory says that matters for it."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends

from services.agreements.domain.agreement import Agreement, Placed
from services.agreements.policy import POLICY, relate
from services.directory.relations import PlacementNow, Relations
from shared.identity import PersonId, PlacementId
from shared.web.calls import Call, Law, calls
from shared.web.problems import not_known_yet


class AgreementCall(Call):
    """A request about agreements."""

    @property
    def relations(self) -> Relations:
        return cast("Relations", self.desk.directory)

    @property
    def law(self) -> Law[Agreement]:
        return Law(
            Agreement, POLICY, lambda one, person: relate(one, person, self.relations), lambda one: one.status
        )

    def placement(self, id: PlacementId) -> PlacementNow:
        found = self.relations.placement(id)
        if found is None:
            raise not_known_yet("placement")
        return found

    def require_known(self, *people: PersonId | None) -> None:
        """Raises 409 for somebody this service has not heard of."""
        if any(person is not None and not self.relations.knows(person) for person in people):
            raise not_known_yet("person")

    def placed(self, agreement: Agreement) -> Placed:
        """What the directory says of the placement, as it matters for a signature (C2)."""
        placement = self.placement(agreement.placement)
        today = self.relations.today_at(placement.agency)
        return Placed(
            placement.is_over(today), today, self.relations.hears_concerns(placement, but=agreement.parties)
        )


Agreements = Annotated[AgreementCall, Depends(calls("agreements", AgreementCall))]
