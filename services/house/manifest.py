"""What each service brings along: its log's topics, its views, its routes, what dates set off in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from fastapi import APIRouter

import services.agreements.api
import services.directory.api
import services.sessions.api
from services.agreements import events as agreements
from services.agreements.policy import POLICIES as AGREEMENTS_POLICIES
from services.agreements.reactions import (
    count_closed_years,
    expire_what_is_past_its_last_day,
    flag_what_lost_its_placement,
    note_what_waits_too_long,
    say_what_is_due,
)
from services.agreements.views import (
    AgreementsView,
    DatesView,
    DifficultiesView,
    DifficultyCountsView,
    DisconnectsView,
    PartnershipDatesView,
    PartnershipsView,
    SpellsView,
)
from services.directory import events as directory
from services.directory.policy import POLICIES as DIRECTORY_POLICIES
from services.directory.relations import Relations, RelationsView
from services.directory.views import AcquaintedView, PeopleView
from services.sessions import events as sessions
from services.sessions.policy import POLICIES as SESSIONS_POLICIES
from services.sessions.views import (
    AccessesView,
    AttendancesView,
    GroupSessionsView,
    GroupsView,
    KnownAgreementsView,
    SessionsView,
)
from shared.access import Policy
from shared.access.opening import TOPICS as ACCESS_TOPICS
from shared.aside import Aside
from shared.feed.shelf import Shelf
from shared.feed.views import View
from shared.store import Store

Reaction = Callable[[Store, Shelf, Relations, RelationsView], int]
AsideReaction = Callable[[Aside, Store, Shelf, Relations], int]
"""Is given what lies aside, then the ordinary log."""
RestrictedReaction = Callable[[Store, Store, Shelf, Relations], int]
"""Is given the restricted log, then the ordinary one."""


@dataclass(frozen=True)
class Service:
    """One service, before it has a place to keep anything."""

    name: str
    routes: APIRouter
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


SERVICES: Final = {
    service.name: service
    for service in (
        Service(
            "directory",
            services.directory.api.router,
            directory.TOPICS | ACCESS_TOPICS,
            DIRECTORY_POLICIES,
            RelationsView(over_the_bus=False),
            (PeopleView(), AcquaintedView()),
            pulse=directory.TOPIC,
        ),
        Service(
            "agreements",
            services.agreements.api.router,
            agreements.TOPICS | ACCESS_TOPICS,
            AGREEMENTS_POLICIES,
            RelationsView(over_the_bus=True),
            (
                *(AgreementsView(), DatesView(), SpellsView(), PartnershipsView(), PartnershipDatesView()),
                *(DifficultiesView(), DifficultyCountsView(), DisconnectsView()),
            ),
            (
                lambda store, shelf, relations, _: expire_what_is_past_its_last_day(store, shelf, relations),
                flag_what_lost_its_placement,
                lambda store, shelf, relations, _: say_what_is_due(store, shelf, relations),
            ),
            # Accounting about these streams goes where they go: that one was read tells that it is there.
            restricted=agreements.RESTRICTED | dict.fromkeys(ACCESS_TOPICS, agreements.RESTRICTED_TOPIC),
            restricted_reactions=(note_what_waits_too_long, count_closed_years),
        ),
        Service(
            "sessions",
            services.sessions.api.router,
            sessions.TOPICS | ACCESS_TOPICS,
            SESSIONS_POLICIES,
            RelationsView(over_the_bus=True),
            (
                *(KnownAgreementsView(), SessionsView(), AccessesView()),
                *(GroupsView(), GroupSessionsView(), AttendancesView()),
            ),
            restricted=sessions.RESTRICTED | dict.fromkeys(ACCESS_TOPICS, sessions.RESTRICTED_TOPIC),
            unpublished=sessions.UNPUBLISHED,
            lays_aside=True,
        ),
    )
}

LOGS: Final = {name: file for service in SERVICES.values() for name, file in service.logs.items()}
TOPICS: Final = tuple(
    sorted(
        {
            topic
            for service in SERVICES.values()
            for topics in (service.topics, service.restricted)
            for topic in topics.values()
        }
    )
)
POLICIES: Final = tuple(policy for service in SERVICES.values() for policy in service.policies)
