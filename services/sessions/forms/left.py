"""What earlier sessions left that can be brought forward, each once, and what the agenda has of it already (S5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.sessions.domain.action_plans import OpenAction
from services.sessions.events import BroughtForward
from services.sessions.forms.opened import ItemOut


@dataclass(frozen=True)
class LeftTopic:
    """An item of an agenda that nobody came to, and the session on whose agenda it stands."""

    session: UUID
    item: ItemOut

    @property
    def place(self) -> BroughtForward:
        return BroughtForward(session=self.session, item=self.item.number)


@dataclass(frozen=True)
class Left:
    """What can be brought forward, and what the agenda has of it already."""

    actions: tuple[OpenAction, ...] = ()
    topics: tuple[LeftTopic, ...] = ()
    on_it: frozenset[BroughtForward] = frozenset()

    @property
    def places(self) -> frozenset[BroughtForward]:
        return frozenset({one.place for one in self.actions} | {one.place for one in self.topics})

    def besides(self, items: Sequence[ItemOut]) -> Left:
        """Each once: what stands in several places, or is an action too, and nothing that these items bring forward."""
        came = {one.place: one.item.item.brought_forward for one in self.topics}
        brought = frozenset(one.item.brought_forward for one in items if one.item.brought_forward)
        taken = {_origin(one, came) for one in brought}
        told = {place for one in self.actions for place in one.places}
        actions = tuple(one for one in self.actions if not one.places & brought)
        topics: dict[BroughtForward, LeftTopic] = {}
        for one in self.topics:
            if (origin := _origin(one.place, came)) not in taken | told:
                topics.setdefault(origin, one)
        there = {one.place for one in self.topics if _origin(one.place, came) in taken}
        return Left(
            actions,
            tuple(topics.values()),
            brought | there | {one.place for one in self.actions if one not in actions},
        )


def _origin(place: BroughtForward, came: Mapping[BroughtForward, BroughtForward | None]) -> BroughtForward:
    """Where a topic stood first, as far as that is known."""
    before = came.get(place)
    return place if before is None else _origin(before, came)
