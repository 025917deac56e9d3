"""A service before it has a place to keep anything: its logs' topics, its views, its routes, what dates set off in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from services.directory.relations import Relations, RelationsView
from shared.access import Policy
from shared.aside import Aside
from shared.feed.shelf import Shelf
from shared.feed.views import View
from shared.store import Store
from shared.web.opaque import Secret
from shared.web.routing import Routes

Reaction = Callable[[Store, Shelf, Relations], int]
AsideReaction = Callable[[Aside, Store, Shelf, Relations, Secret], int]
"""Is given what lies aside, then the ordinary log; and last the service's secret, by which it knows again whose a row is."""
UnpublishedReaction = Callable[[Store, int], tuple[int, int]]
"""Is given the log that goes to no topic, and how far it was gone through since the start; answers how far now, and what it did."""
RestrictedReaction = Callable[[Store, Store, Shelf, Relations], int]
"""Is given the restricted log, then the ordinary one."""


@dataclass(frozen=True)
class Service:
    """One service, before it has a place to keep anything."""

    name: str
    routes: Routes
    topics: Mapping[str, str]
    policies: tuple[Policy, ...]
    relations: RelationsView
    views: tuple[View, ...]
    reactions: tuple[Reaction, ...] = ()
    pulse: str | None = None
    """The topic on which it lets others know that it lives."""
    restricted: Mapping[str, str] = field(default_factory=dict)
    """Topics of its restricted log, for streams of which nobody may know that they are there; none, and it has no such log."""
    restricted_reactions: tuple[RestrictedReaction, ...] = ()
    unpublished: tuple[str, ...] = ()
    """Types of streams in a log that goes to no topic, since each is its owner's alone; none, and it has no such log."""
    unpublished_reactions: tuple[UnpublishedReaction, ...] = ()
    diary_reactions: tuple[RestrictedReaction, ...] = ()
    """Are given that log, then the ordinary one."""
    untold: tuple[str, ...] = ()
    """Nouns of addresses of which no trace tells that anybody asked for them."""
    lays_aside: bool = False
    """Whether it keeps rows outside every log and backup: what is nobody's history yet."""
    aside_reactions: tuple[AsideReaction, ...] = ()

    @property
    def logs(self) -> Mapping[str, str]:
        """Its logs by name, and the file of each within the folder of a house."""
        kept = {"events": True, "restricted": bool(self.restricted), "diary": bool(self.unpublished)}
        return {
            self.name if kind == "events" else f"{self.name}.{kind}": f"{self.name}/{kind}.db"
            for kind, there in kept.items()
            if there
        }
