"""What is made good, and what dates set off, in supervision as it is held."""

from services.sessions.reactions.concerns import let_time_stand_still, note_that_time_has_passed
from services.sessions.reactions.drafts import destroy_old_drafts

__all__ = ["destroy_old_drafts", "let_time_stand_still", "note_that_time_has_passed"]
