"""What a date, or a fact of another service, sets off in this service. A reaction never does what people do."""

from services.sessions.reactions.concerns import let_time_stand_still, note_that_time_has_passed
from services.sessions.reactions.diary import ForgetDiaries, destroy_keys_of_what_was_deleted
from services.sessions.reactions.drafts import destroy_old_drafts, destroy_told_drafts, forget_drafts
from services.sessions.reactions.external_reports import forget_reports_nobody_sees
from services.sessions.reactions.feedback import close_feedback_rounds
from services.sessions.reactions.rhythm import note_what_is_overdue, note_what_was_negotiated_late
from services.sessions.reactions.tallies import tell_closed_quarters

__all__ = [
    "ForgetDiaries",
    "close_feedback_rounds",
    "destroy_keys_of_what_was_deleted",
    "destroy_old_drafts",
    "destroy_told_drafts",
    "forget_drafts",
    "forget_reports_nobody_sees",
    "let_time_stand_still",
    "note_that_time_has_passed",
    "note_what_is_overdue",
    "note_what_was_negotiated_late",
    "tell_closed_quarters",
]
