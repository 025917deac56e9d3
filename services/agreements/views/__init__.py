"""What agreements are there, for lists; and what dates there are, for what a date sets off."""

from services.agreements.views.dates import DatesView, Due, with_something_due
from services.agreements.views.known import known_at
from services.agreements.views.listing import Reader, listed, of_worker, reader_of, supervises
from services.agreements.views.lists import AgreementsView
from services.agreements.views.passing import past_their_last_day, under_ended_placements
from services.agreements.views.spells import SpellsView

__all__ = [
    "AgreementsView",
    "DatesView",
    "Due",
    "Reader",
    "SpellsView",
    "known_at",
    "listed",
    "of_worker",
    "past_their_last_day",
    "reader_of",
    "supervises",
    "under_ended_placements",
    "with_something_due",
]
