"""What the service of agreements brings along: agreements, partnerships, difficulties, advice of a disconnect."""

from __future__ import annotations

from typing import Final

import services.agreements.api
from services.agreements import events
from services.agreements.policy import POLICIES
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
from services.agreements.views.own import NamedInAgreements, NamedInConfidence
from services.directory.relations import ErasedPeopleView, RelationsView
from services.house.service import Service
from shared.access.accesses import AccessesView, RestrictedAccessesView
from shared.access.opening import TOPICS as ACCESS_TOPICS

RELATIONS: Final = RelationsView(over_the_bus=True)
AGREEMENTS: Final = Service(
    "agreements",
    services.agreements.api.router,
    events.TOPICS | ACCESS_TOPICS,
    POLICIES,
    RELATIONS,
    (
        *(AgreementsView(), DatesView(), SpellsView(), PartnershipsView(), PartnershipDatesView()),
        *(DifficultiesView(), DifficultyCountsView(), DisconnectsView()),
        *(ErasedPeopleView(), NamedInAgreements(), NamedInConfidence()),
        *(AccessesView(), RestrictedAccessesView()),
    ),
    (
        expire_what_is_past_its_last_day,
        lambda store, shelf, relations: flag_what_lost_its_placement(store, shelf, relations, RELATIONS),
        say_what_is_due,
    ),
    pulse=events.TOPIC,
    # Accounting about these streams goes where they go: that one was read tells that it is there.
    restricted=events.RESTRICTED | dict.fromkeys(ACCESS_TOPICS, events.RESTRICTED_TOPIC),
    restricted_reactions=(note_what_waits_too_long, count_closed_years),
)
