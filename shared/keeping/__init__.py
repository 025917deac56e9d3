"""How long content is kept, and how it is erased: held, ordered by one, approved by another, carried out for good.

One history a record, apart from the record's own, under a key of its own: it outlives what it is about.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import ClassVar, Final, assert_never
from uuid import UUID, uuid5

from shared.aggregate import Aggregate
from shared.facts import Fact
from shared.identity import PersonId
from shared.keeping.facts import (
    STREAM,
    ContentErased,
    ErasureApproved,
    ErasureOrdered,
    ErasureReason,
    ErasureWithdrawn,
    HoldPlaced,
    HoldReleased,
    KeepingFact,
    KeyGone,
)
from shared.keeping.refusals import (
    ApprovedAlready,
    ErasedAlready,
    NeedsAnotherPerson,
    NoSuchHold,
    NothingSealed,
    NotOrdered,
    OrderedAlready,
    ReleasedAlready,
    ShownUnderHold,
    StillKept,
    UnderHold,
)
from shared.keeping.standing import Order, Standing, Target

__all__ = ["STREAM", "ContentErased", "ErasureReason", "Keeping", "KeyGone", "Standing", "Target"]

NAMESPACE: Final = UUID("5f0a2a0e-1f43-4f7c-8f55-6f8b7c7e4d90")


class Keeping(Aggregate[KeepingFact]):
    """Of one record: one history, so that a hold and an approval that come at once cannot both win."""

    stream_type: ClassVar[str] = STREAM
    begins_with: ClassVar[frozenset[str]] = frozenset({HoldPlaced.kind, ErasureOrdered.kind})

    target_type: str
    target: UUID
    holds: tuple[int, ...] = ()
    """Those that were not released."""
    placed: int = 0
    ordered: int = 0
    order: Order | None = None
    erased: ContentErased | None = None

    @staticmethod
    def id_of(target_type: str, target: UUID) -> UUID:
        return uuid5(NAMESPACE, f"{target_type}:{target}")

    @property
    def status(self) -> str:
        if self.erased:
            return "erased"
        if self.order:
            return "approved" if self.order.approved else "ordered"
        return "held" if self.holds else "kept"

    def hold(self, by: PersonId, target: Target, words: str) -> int:
        """As many as there are reasons for; answers with its number."""
        self._not_begun()
        number = self.placed + 1
        told = {"target_type": target.type, "target": target.id, "agency": target.agency}
        self.record(HoldPlaced(number=number, by=by, words=words, **told))
        return number

    def release(self, by: PersonId, number: int) -> None:
        if not 1 <= number <= self.placed:
            raise NoSuchHold("number")
        if number not in self.holds:
            raise ReleasedAlready
        self.record(HoldReleased(number=number, by=by))

    def order_erasure(
        self,
        by: PersonId,
        target: Target,
        reason: ErasureReason,
        words: str,
        stands: Standing,
        *,
        sealed: bool,
        approver: PersonId | None = None,
    ) -> None:
        """Raises UnderHold, ShownUnderHold, or StillKept while the time of keeping runs and it was lawful to record it.

        `sealed` is whether there is any content: an erasure of nothing would stand in the way of one that is needed later.
        """
        self._not_begun()
        if self.order:
            raise OrderedAlready
        if not sealed:
            raise NothingSealed
        self._may_be_erased(reason, stands)
        told = {"target_type": target.type, "target": target.id, "agency": target.agency}
        number = self.ordered + 1
        until = stands.kept_until
        said = {"reason": reason, "kept_until": until, "words": words, "approver": approver}
        self.record(ErasureOrdered(number=number, by=by, **told, **said))

    def withdraw(self, by: PersonId) -> None:
        """Whoever ordered it takes it back, and who could approve it declines it."""
        order = self.open_order()
        self.record(ErasureWithdrawn(number=order.number, by=by))

    def approve(self, by: PersonId, backups_days: int, stands: Standing) -> None:
        """Raises as the order does: what was added since begins its time of keeping anew."""
        order = self.open_order()
        if order.by == by:
            raise NeedsAnotherPerson
        self._may_be_erased(order.reason, stands)
        self.record(ErasureApproved(number=order.number, by=by, backups_days=backups_days))

    def note_erased(self, keys: tuple[KeyGone, ...], today: date) -> None:
        """Once the keys are gone; nothing new where that was said before."""
        if self.order and self.order.approved and not self.erased:
            until = today + timedelta(days=self.order.backups_days)
            self.record(ContentErased(number=self.order.number, keys=keys, backups_until=until))

    def open_order(self) -> Order:
        """The one that was given and waits for approval. Raises NotOrdered, ApprovedAlready and ErasedAlready."""
        if self.erased:
            raise ErasedAlready
        if self.order is None:
            raise NotOrdered
        if self.order.approved:
            raise ApprovedAlready
        return self.order

    def is_open(self, fact: Fact) -> bool:
        """Whether it is the order that waits."""
        waits = self.order is not None and not self.order.approved
        return waits and isinstance(fact, ErasureOrdered) and fact.number == self.ordered

    def _not_begun(self) -> None:
        if self.erased:
            raise ErasedAlready
        if self.order and self.order.approved:
            raise ApprovedAlready

    def _may_be_erased(self, reason: ErasureReason, stands: Standing) -> None:
        if self.holds:
            raise UnderHold
        if stands.held_elsewhere:
            raise ShownUnderHold
        if (
            stands.kept_until
            and stands.today <= stands.kept_until
            and reason is not ErasureReason.NEVER_LAWFUL
        ):
            raise StillKept

    def apply(self, fact: KeepingFact) -> None:
        match fact:
            case HoldPlaced():
                self.target_type, self.target, self.agency = fact.target_type, fact.target, fact.agency
                self.placed = fact.number
                self.holds += (fact.number,)
            case HoldReleased():
                self.holds = tuple(one for one in self.holds if one != fact.number)
            case ErasureOrdered():
                self.target_type, self.target, self.agency = fact.target_type, fact.target, fact.agency
                self.ordered = fact.number
                self.order = Order(fact.number, fact.by, fact.reason, fact.approver)
            case ErasureWithdrawn():
                self.order = None
            case ErasureApproved():
                assert self.order is not None
                self.order = replace(self.order, approved=True, backups_days=fact.backups_days)
            case ContentErased():
                self.erased = fact
            case _:
                assert_never(fact)
