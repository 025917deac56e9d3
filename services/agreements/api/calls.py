"""A request about agreements: its law, and what the directory says that matters for it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, cast
from uuid import UUID

from fastapi import Depends

from services.agreements.domain.agreement import Agreement, Placed
from services.agreements.domain.cover import Item
from services.agreements.policy import POLICY, relate
from services.directory.relations import PlacementNow, Relations
from shared.access import Decision
from shared.identity import PersonId, PlacementId
from shared.web.calls import Call, Law, calls
from shared.web.problems import not_found, not_known_yet


def there(agreement: Agreement, part: UUID | int) -> Agreement:
    """The agreement, if it has this cover or the addendum of this number; 404 for what was never there."""
    covers, addenda = agreement.covers, agreement.addenda
    if part not in {*(one.id for one in covers), *(one.number for one in addenda)}:
        raise not_found()
    return agreement


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

    def today(self, agreement: Agreement) -> date:
        """The day at the agreement's agency."""
        assert agreement.agency is not None
        return self.relations.today_at(agreement.agency)

    def demand_open(self, agreement: Agreement, item: Item, number: int) -> Decision:
        """Parties open all of it; whoever covers what the worker has opened to them, and nothing else (C1)."""
        opened = self.opened_to_reader(agreement, item)
        shown = opened is not None and number in opened
        return self.demand(self.law, agreement, "read-shown" if shown else "read-terms")

    def opened_to_reader(self, agreement: Agreement, item: Item) -> frozenset[int] | None:
        """What the worker has opened to whoever asks, by its number; None for a party, to whom nothing is closed."""
        if self.person in agreement.parties:
            return None
        cover = agreement.covered_by(self.person, self.today(agreement)) if agreement.covers else None
        return frozenset(number for kind, number in cover.shown if kind == item) if cover else frozenset()

    def newest_opened(self, agreement: Agreement, upto: int) -> int | None:
        """The newest version of the terms, of so many, that was opened to whoever covers; None for a party."""
        opened = self.opened_to_reader(agreement, "terms") or ()
        return max((number for number in opened if number <= upto), default=None)

    def placed(self, agreement: Agreement) -> Placed:
        """What the directory says of the placement, as it matters for a signature (C2)."""
        placement = self.placement(agreement.placement)
        today = self.relations.today_at(placement.agency)
        return Placed(
            placement.is_over(today), today, self.relations.hears_concerns(placement, but=agreement.parties)
        )


Agreements = Annotated[AgreementCall, Depends(calls("agreements", AgreementCall))]
