"""Of whom a meeting is: who belonged to the group, and facilitated it, when the meeting began (S9, S10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from services.sessions.domain.groups import Group
from services.sessions.events.groups import GroupFact
from shared.identity import PersonId


@dataclass(frozen=True)
class Company:
    """The group as it was when a meeting began, or was called off before that; and as it is today.

    Whoever comes later was not there, and whoever leaves or hands on later was; of a meeting to come the two are one.
    """

    then: Group
    now: Group

    @classmethod
    def of(cls, id: UUID, history: Sequence[tuple[datetime, GroupFact]], at: datetime) -> Self:
        """From what was recorded and when; before it was formed, a group is as it was formed."""
        facts = [fact for _, fact in history]
        before = [fact for when, fact in history if when <= at]
        return cls(then=Group(id, before or facts[:1]), now=Group(id, facts))

    @property
    def awaited(self) -> frozenset[PersonId]:
        """Without whom it does not meet: whoever facilitated the group then; of a circle, each who belonged to it."""
        led_by = {self.then.facilitator} if self.then.facilitator else set()
        return frozenset(self.then.members if self.then.is_circle else led_by)

    def belongs(self, person: PersonId) -> bool:
        """Whether they belonged to it then, and do still."""
        return person in self.then.members and person in self.now.members

    def arranges(self, person: PersonId) -> bool:
        """Who facilitated then, or does today; of a circle, who belonged to it then and still does."""
        then, now = (one.is_arranged_by(person) for one in (self.then, self.now))
        return then and now if self.now.is_circle else then or now
