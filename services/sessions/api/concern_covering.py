"""A request about a concern: whether whoever took it over goes on with it still, by what is known of agreements a minute ago at the most (A4, C2)."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any, TypeVar
from uuid import UUID

from services.sessions.api.concern_disclosures import DisclosuresCall
from services.sessions.api.concern_going_on import goes_on_today
from services.sessions.domain.concern import Concern
from services.sessions.policy.concern import COVER, FORMER_COVER
from services.sessions.views import require_heard
from shared.aggregate import Aggregate
from shared.identity import PersonId
from shared.tables import Away
from shared.web.desk import Law

A = TypeVar("A", bound=Aggregate[Any])


class CoveringCall(DisclosuresCall):
    """The worker and whoever raised it wait for none of this: they are who they are by the record."""

    def related(self, law: Law[A], thing: A) -> frozenset[str]:
        """Whoever raised it goes on also when supervision is over; whoever took it over, while they supervise or cover."""
        found = super().related(law, thing)
        if isinstance(thing, Concern) and COVER in found and not self.is_covered(thing):
            return found - {COVER} | {FORMER_COVER}
        return found

    def require_heard(self, agreement: UUID) -> None:
        """Raises Away where supervision under it, or somebody's cover, may be over by what was not heard of it yet."""
        require_heard(self.desk.shelf, agreement, self.desk.store.now())

    def is_covered(self, concern: Concern) -> bool:
        """Whether whoever took it over goes on with it today still. Raises Away where that is not known."""
        return concern.cover is not None and concern.cover in goes_on_today(self, concern)

    def require_known_covers(self, concerns: Iterable[UUID]) -> None:
        """Raises Away where it is not known which of these whoever asks goes on with still."""
        for one in concerns:
            concern = self.desk.store.get(Concern, one)
            if concern.cover == self.person:
                self.is_covered(concern)

    def known_cover(self, concern: Concern) -> set[PersonId | None]:
        """Whoever goes on with it for certain: nobody else waits for that."""
        with suppress(Away):
            return {concern.cover} if self.is_covered(concern) else set()
        return set()
