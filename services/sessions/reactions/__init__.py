"""What a date sets off in this service. A reaction never does what people do."""

from services.sessions.reactions.rhythm import note_what_is_overdue, note_what_was_negotiated_late
from services.sessions.reactions.tallies import tell_closed_quarters

__all__ = ["note_what_is_overdue", "note_what_was_negotiated_late", "tell_closed_quarters"]
