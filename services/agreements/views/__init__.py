"""What agreements and partnerships are there, for lists; and what dates there are, for what a date sets off."""

from services.agreements.views.counts import DifficultyCountsView, counted, counts_of, first_drafted
from services.agreements.views.dates import DatesView, PartnershipDatesView
from services.agreements.views.difficulties import (
    DifficultiesView,
    difficulties_of,
    past_their_due_date,
    raised_at,
)
from services.agreements.views.disconnects import DisconnectsView, disconnects_of
from services.agreements.views.due import Due, DueView, with_something_due
from services.agreements.views.known import known_at
from services.agreements.views.links import agreements_between, supervised_under
from services.agreements.views.listing import Reader, listed, of_worker, reader_of, supervises
from services.agreements.views.lists import AgreementsView
from services.agreements.views.partnerships import (
    PartnershipsView,
    SidesReader,
    listed_partnerships,
    that_bind,
    that_ever_covered,
)
from services.agreements.views.passing import (
    partnerships_past_their_last_day,
    past_their_last_day,
    under_ended_placements,
)
from services.agreements.views.spells import SpellsView, bound_at

__all__ = [
    "AgreementsView",
    "DatesView",
    "DifficultiesView",
    "DifficultyCountsView",
    "DisconnectsView",
    "Due",
    "DueView",
    "PartnershipDatesView",
    "PartnershipsView",
    "Reader",
    "SidesReader",
    "SpellsView",
    "agreements_between",
    "bound_at",
    "counted",
    "counts_of",
    "difficulties_of",
    "disconnects_of",
    "first_drafted",
    "known_at",
    "listed",
    "listed_partnerships",
    "of_worker",
    "partnerships_past_their_last_day",
    "past_their_due_date",
    "past_their_last_day",
    "raised_at",
    "reader_of",
    "supervised_under",
    "supervises",
    "that_bind",
    "that_ever_covered",
    "under_ended_placements",
    "with_something_due",
]
