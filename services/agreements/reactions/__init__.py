"""What a date or the directory sets off in this service. A reaction never does what people do."""

from services.agreements.reactions.agreements import (
    expire_what_is_past_its_last_day,
    flag_what_lost_its_placement,
    say_what_is_due,
)
from services.agreements.reactions.difficulties import count_closed_years, note_what_waits_too_long

__all__ = [
    "count_closed_years",
    "expire_what_is_past_its_last_day",
    "flag_what_lost_its_placement",
    "note_what_waits_too_long",
    "say_what_is_due",
]
