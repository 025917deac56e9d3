"""A request about agreements: its law, and what the directory and partnerships say that matters for it."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Annotated, cast
from uuid import UUID

from fastapi import Depends, Query, Response
from propcache.api import cached_property

from services.agreements.api.partners import Partners
from services.agreements.domain.agreement import Agreement, Placed
from services.agreements.domain.cover import Item
from services.agreements.domain.partnerships import Partnership, Period, covering, stood
from services.agreements.forms import UnderPartnershipOut
from services.agreements.policy import POLICY, relate
from services.directory.relations import SUPERVISING, PlacementNow, Relations
from shared.access import Decision
from shared.facts import Recorded
from shared.identity import PersonId, PlacementId
from shared.store import NotFound
from shared.web.calls import Call, Law, calls
from shared.web.problems import not_found


def there(agreement: Agreement, part: UUID | int) -> Agreement:
    """The agreement, if it has this cover or the addendum of this number; 404 for what was never there."""
    covers, addenda = agreement.covers, agreement.addenda
    if part not in {*(one.id for one in covers), *(one.number for one in addenda)}:
        raise not_found()
    return agreement


def tag(response: Response, thing: Agreement | Partnership, seen: Decision) -> None:
    """The version goes to whoever may see it: to anybody else it would tell that something was recorded."""
    if seen.shows("version"):
        response.headers["ETag"] = f'"{thing.version}"'


Moment = int | datetime | None
Earlier = Annotated[
    int | None, Query(alias="from", ge=1, le=10**6, description="Without it, the one in force.")
]
Later = Annotated[int | None, Query(alias="to", ge=1, le=10**6, description="Without it, the newest.")]


class ServiceCall(Call):
    """A request to this service."""

    @property
    def relations(self) -> Relations:
        return cast("Relations", self.desk.directory)

    def moment(self, at: datetime | None) -> datetime:
        """The time asked about; what is to come is not known, so no later one than now."""
        now = self.desk.store.now()
        return min(at, now) if at else now

    def placement(self, id: PlacementId) -> PlacementNow:
        found = self.relations.placement(id)
        if found is None:
            raise self.unheard_of("placement")
        return found


class AgreementCall(ServiceCall):
    """A request about agreements."""

    @property
    def law(self) -> Law[Agreement]:
        return self.law_as_of(None)

    def law_as_of(self, at: Moment) -> Law[Agreement]:
        """Whether somebody may see it is a matter of today; to a partner, of the time that they ask about (A7)."""

        def stands(one: Agreement, person: PersonId) -> frozenset[str]:
            return relate(one, person, self.relations) or self._as_partner(one, at)

        return Law(Agreement, POLICY, stands, lambda one: one.status)

    def _as_partner(self, agreement: Agreement, at: Moment) -> frozenset[str]:
        if isinstance(at, int) and at <= agreement.version:
            _, records = self.desk.store.past(Agreement, agreement.id)
            asked = stood(records, at).within(Period(until=Period.at(self.moment(None)).until))
        else:  # a version still to come stands for now: else it would tell a former partner when it comes
            asked = Period.at(self.moment(at if isinstance(at, datetime) else None))
        own = self._periods(agreement)
        return frozenset({"partner"} if asked and any(asked.within(one) for one in own) else ())

    @cached_property
    def partners(self) -> Partners:
        return Partners(self.desk.store, self.relations, self.person)

    def _periods(self, agreement: Agreement) -> list[Period]:
        return [period for periods in self._own_time(agreement).values() for period in periods]

    def _own_time(self, agreement: Agreement) -> dict[UUID, list[Period]]:
        if agreement.id not in self._own:
            self._own[agreement.id] = self.partners.own_time(agreement)
        return self._own[agreement.id]

    @cached_property
    def _own(self) -> dict[UUID, dict[UUID, list[Period]]]:
        return {}

    def in_own_time(
        self, agreement: Agreement, records: list[Recorded], decision: Decision
    ) -> list[Recorded]:
        """Of the history a partner is told what was recorded in their own time, everybody else all of it."""
        if decision.relation != "partner":
            return records
        own = self._periods(agreement)
        return [one for one in records if any(Period.at(one.recorded_at).within(period) for period in own)]

    def may_be_told(self, agreement: Agreement, partnership: UUID | None, decision: Decision) -> bool:
        """A partner is told of the partnership that gives them the right, and of no other centre's (A7)."""
        return decision.relation != "partner" or partnership in self._own_time(agreement)

    def under(
        self, partnership: UUID | None, placement: PlacementId, moment: datetime
    ) -> UnderPartnershipOut | None:
        """The partnership that a party named, and whether it bound and covered the placement at a moment."""
        if partnership is None:
            return None
        one, records = self.desk.store.past(Partnership, partnership)
        covered = covering(records, placement, partial(self.relations.day_begins, one.sides.host))
        in_force = any(Period.at(moment).within(period) for period in covered)
        return UnderPartnershipOut(id=partnership, in_force=in_force)

    def fits(self, agreement: Agreement, partnership: UUID) -> bool:
        """Whether a partnership binds, covers the agreement's placement, and has its supervisor supervise at one of its sides."""
        try:
            one = self.desk.store.get(Partnership, partnership)
        except NotFound:
            return False
        today = self.relations.today_at(one.sides.host)
        held = self.relations.roles_of(agreement.supervisor)
        supervises = any(agency in one.sides and role in SUPERVISING for agency, role in held)
        return supervises and one.binds_on(today) and agreement.placement in one.covered

    def require_known(self, *people: PersonId | None) -> None:
        """Raises 409 for somebody this service has not heard of, and PersonErased for somebody of whom it was erased who they were."""
        if any(person is not None and not self.relations.knows(person) for person in people):
            raise self.unheard_of("person")
        self.require_there(*people)

    def require_there(self, *people: PersonId | None) -> None:
        """Raises PersonErased."""
        self.relations.require_there(*people)

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
Restricted = Annotated[Call, Depends(calls("agreements.restricted", Call))]
"""A request over the restricted log; what it records, opens and answers with is of that log alone."""
