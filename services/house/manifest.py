"""What each service brings along: its log's topics, its views, its routes, what dates set off in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter

import services.agreements.api
import services.directory.api
from services.agreements import events as agreements
from services.agreements.policy import POLICIES as AGREEMENTS_POLICIES
from services.agreements.reactions import (
    expire_what_is_past_its_last_day,
    flag_what_lost_its_placement,
    say_what_is_due,
)
from services.agreements.views import AgreementsView, DatesView, SpellsView
from services.directory import events as directory
from services.directory.policy import POLICIES as DIRECTORY_POLICIES
from services.directory.relations import Relations, RelationsView
from services.directory.views import AcquaintedView, PeopleView
from shared.access import Policy
from shared.access.opening import TOPICS as ACCESS_TOPICS
from shared.feed.shelf import Shelf
from shared.feed.views import View
from shared.store import Store

Reaction = Callable[[Store, Shelf, Relations, RelationsView], int]


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
            (AgreementsView(), DatesView(), SpellsView()),
            (
                lambda store, shelf, relations, _: expire_what_is_past_its_last_day(store, shelf, relations),
                flag_what_lost_its_placement,
                lambda store, shelf, relations, _: say_what_is_due(store, shelf, relations),
            ),
        ),
    )
}

TOPICS: Final = tuple(sorted({topic for service in SERVICES.values() for topic in service.topics.values()}))
POLICIES: Final = tuple(policy for service in SERVICES.values() for policy in service.policies)
