"""What the directory brings along: people, agencies, placements, policy sets; and that it lives, which others wait to hear."""

from __future__ import annotations

from typing import Final

import services.directory.api
from services.directory import events
from services.directory.policy import POLICIES
from services.directory.reactions import finish_erasures
from services.directory.relations import RelationsView
from services.directory.views import AcquaintedView, NamedInDirectory, PeopleView
from services.house.service import Service
from shared.access.accesses import AccessesView
from shared.access.opening import TOPICS as ACCESS_TOPICS
from shared.keeping.view import KeepingsView

DIRECTORY: Final = Service(
    "directory",
    services.directory.api.router,
    events.TOPICS | ACCESS_TOPICS,
    POLICIES,
    RelationsView(over_the_bus=False),
    (PeopleView(), AcquaintedView(), NamedInDirectory(), KeepingsView(), AccessesView()),
    (finish_erasures,),
    pulse=events.TOPIC,
    untold=("internal",),
)
